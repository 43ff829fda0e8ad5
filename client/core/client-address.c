/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-address.h"

#include <glib/gi18n.h>
#include <string.h>

#include "charla-limits.h"
#include "client-error.h"

/* Longest name that the DNS knows, in bytes. */
#define HOST_MAX 253

/**
 * ClientAddress:
 *
 * Where a chat is: a host and a port. It does not change once made.
 */
struct _ClientAddress
{
  char *host;
  guint16 port;
  gboolean is_plain;
};

/* By hand: what G_DEFINE_BOXED_TYPE() makes is not ISO C. */
GType
client_address_get_type (void)
{
  static gsize type = 0;

  if (g_once_init_enter (&type))
    {
      GType boxed = g_boxed_type_register_static (g_intern_static_string ("ClientAddress"),
                                                  (GBoxedCopyFunc) client_address_ref,
                                                  (GBoxedFreeFunc) client_address_unref);

      g_once_init_leave (&type, boxed);
    }

  return type;
}

static void
client_address_clear (gpointer data)
{
  ClientAddress *self = data;

  g_clear_pointer (&self->host, g_free);
}

/* What remains of @text without the white space of any script around it. */
static char *
strip (const char *text)
{
  const char *end = text + strlen (text);

  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  while (end > text)
    {
      const char *last = g_utf8_prev_char (end);

      if (!g_unichar_isspace (g_utf8_get_char (last)))
        break;
      end = last;
    }

  return g_strndup (text, end - text);
}

/* Moves past "charla://" or "plain://", and drops a slash at the end, as links have them. */
static gboolean
strip_scheme (char **text, gboolean *is_plain, GError **error)
{
  char *separator = strstr (*text, "://");
  g_autofree char *scheme = NULL;

  if (separator == NULL)
    return TRUE;

  scheme = g_strndup (*text, separator - *text);
  *is_plain = g_ascii_strcasecmp (scheme, "plain") == 0;
  if (!*is_plain && g_ascii_strcasecmp (scheme, "charla") != 0)
    {
      g_set_error (error,
                   CLIENT_ERROR,
                   CLIENT_ERROR_ADDRESS,
                   _ ("An address that begins with “%s://” does not lead to a chat. Enter the "
                      "name of a computer, such as “lab” or “lab:1234”."),
                   scheme);
      return FALSE;
    }

  *text = separator + strlen ("://");
  if (g_str_has_suffix (*text, "/"))
    (*text)[strlen (*text) - 1] = '\0';
  return TRUE;
}

static gboolean
check_characters (const char *text, GError **error)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        {
          g_set_error_literal (error,
                               CLIENT_ERROR,
                               CLIENT_ERROR_ADDRESS,
                               _ ("An address has no spaces in it."));
          return FALSE;
        }
      if (g_unichar_iscntrl (c) || (c < 0x80 && strchr ("/\\?#@<>\"'", (int) c) != NULL))
        {
          g_set_error_literal (error,
                               CLIENT_ERROR,
                               CLIENT_ERROR_ADDRESS,
                               _ ("An address is the name of a computer, such as “lab” or "
                                  "“lab:1234”, without anything around it."));
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
parse_port (const char *text, guint16 *port, GError **error)
{
  guint64 value = 0;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT16, &value, NULL))
    {
      g_set_error_literal (error,
                           CLIENT_ERROR,
                           CLIENT_ERROR_ADDRESS,
                           _ ("The port, after the colon, is a number from 1 to 65535."));
      return FALSE;
    }

  *port = value;
  return TRUE;
}

static gboolean
check_ipv6 (const char *host, GError **error)
{
  const char *scope = strchr (host, '%');
  g_autofree char *numbers = scope ? g_strndup (host, scope - host) : g_strdup (host);
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (numbers);

  if (address != NULL && g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6
      && (scope == NULL || scope[1] != '\0'))
    return TRUE;

  g_set_error (error,
               CLIENT_ERROR,
               CLIENT_ERROR_ADDRESS,
               _ ("“%s” is not an IPv6 address."),
               host);
  return FALSE;
}

static gboolean
check_name (const char *host, GError **error)
{
  g_autofree char *ascii = NULL;

  if (*host == '\0')
    {
      g_set_error_literal (error,
                           CLIENT_ERROR,
                           CLIENT_ERROR_ADDRESS,
                           _ ("Enter the name of a computer, such as “lab” or “lab:1234”."));
      return FALSE;
    }

  ascii = g_hostname_to_ascii (host);
  if (ascii == NULL || strlen (ascii) > HOST_MAX || strpbrk (host, "[]%") != NULL)
    {
      g_set_error (error,
                   CLIENT_ERROR,
                   CLIENT_ERROR_ADDRESS,
                   _ ("“%s” cannot be the name of a computer."),
                   host);
      return FALSE;
    }

  return TRUE;
}

/* "[IPv6]" or "[IPv6]:PORT" */
static gboolean
split_bracketed (const char *text, char **host, guint16 *port, GError **error)
{
  const char *end = strchr (text, ']');

  if (end == NULL || (end[1] != '\0' && end[1] != ':'))
    {
      g_set_error (error,
                   CLIENT_ERROR,
                   CLIENT_ERROR_ADDRESS,
                   _ ("“%s” is not an IPv6 address."),
                   text);
      return FALSE;
    }

  *host = g_strndup (text + 1, end - text - 1);
  return check_ipv6 (*host, error) && (end[1] == '\0' || parse_port (end + 2, port, error));
}

/* "HOST", "HOST:PORT" or an IPv6 address */
static gboolean
split_plain (const char *text, char **host, guint16 *port, GError **error)
{
  const char *colon = strchr (text, ':');

  if (colon != NULL && strchr (colon + 1, ':') != NULL)
    {
      *host = g_strdup (text);
      return check_ipv6 (*host, error);
    }

  *host = colon ? g_strndup (text, colon - text) : g_strdup (text);
  return check_name (*host, error) && (colon == NULL || parse_port (colon + 1, port, error));
}

/**
 * client_address_parse:
 * @text: what a person has written
 * @error: return location for an error
 *
 * Reads an address as people write it: `HOST`, `HOST:PORT`, an IPv4 or IPv6
 * address, `[IPv6]` or `[IPv6]:PORT`, with white space around it or `charla://`
 * before it. Where no port is named it is %CHARLA_DEFAULT_PORT. With `plain://` before it the
 * person wants to do without encryption.
 *
 * The error is %CLIENT_ERROR_ADDRESS, with a sentence that says what is wrong.
 *
 * Returns: (transfer full): the address, or %NULL with @error set
 */
ClientAddress *
client_address_parse (const char *text, GError **error)
{
  g_autofree char *stripped = NULL;
  g_autofree char *host = NULL;
  guint16 port = CHARLA_DEFAULT_PORT;
  gboolean is_plain = FALSE;
  ClientAddress *self = NULL;
  char *rest = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error_literal (error,
                           CLIENT_ERROR,
                           CLIENT_ERROR_ADDRESS,
                           _ ("The address is not valid text."));
      return NULL;
    }

  rest = stripped = strip (text);
  if (!strip_scheme (&rest, &is_plain, error) || !check_characters (rest, error))
    return NULL;
  if (*rest == '[' ? !split_bracketed (rest, &host, &port, error)
                   : !split_plain (rest, &host, &port, error))
    return NULL;

  self = g_atomic_rc_box_new0 (ClientAddress);
  self->host = g_steal_pointer (&host);
  self->port = port;
  self->is_plain = is_plain;
  return self;
}

/**
 * client_address_ref:
 * @self: an address
 *
 * Takes a reference, in any thread.
 *
 * Returns: (transfer full): @self
 */
ClientAddress *
client_address_ref (ClientAddress *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * client_address_unref:
 * @self: (transfer full): an address
 *
 * Gives a reference back.
 */
void
client_address_unref (ClientAddress *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, client_address_clear);
}

/**
 * client_address_get_host:
 * @self: an address
 *
 * Returns: (transfer none): the name of the host or its IP address, this one
 *   without brackets
 */
const char *
client_address_get_host (ClientAddress *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->host;
}

/**
 * client_address_get_port:
 * @self: an address
 *
 * Returns: the TCP port, never 0
 */
guint16
client_address_get_port (ClientAddress *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->port;
}

/**
 * client_address_get_is_plain:
 * @self: an address
 *
 * Returns: whether the person has written that what is said there is not to be encrypted
 */
gboolean
client_address_get_is_plain (ClientAddress *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_plain;
}

/**
 * client_address_to_string:
 * @self: an address
 *
 * Writes an address as shortly as client_address_parse() reads it back: the port
 * is left out when it is %CHARLA_DEFAULT_PORT.
 *
 * Returns: (transfer full): the address for a person
 */
char *
client_address_to_string (ClientAddress *self)
{
  const char *scheme = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  scheme = self->is_plain ? "plain://" : "";
  if (self->port == CHARLA_DEFAULT_PORT)
    return g_strconcat (scheme, self->host, NULL);
  if (strchr (self->host, ':') != NULL)
    return g_strdup_printf ("%s[%s]:%u", scheme, self->host, self->port);

  return g_strdup_printf ("%s%s:%u", scheme, self->host, self->port);
}
