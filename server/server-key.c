/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-key.h"

#include <glib/gi18n.h>
#include <string.h>

#include "server-log.h"

/* More of a wrong value tells nobody more. */
#define SHOWN_CHARACTERS 60

typedef struct
{
  const char *name;
  guint ms;
} Unit;

/* The longer names first, as the others end alike. */
static const Unit units[] = {
  { "min", 60 * 1000 },
  { "ms", 1 },
  { "s", 1000 },
  { "h", 60 * 60 * 1000 },
};

static gpointer
get_member (const ServerKey *self, const ServerOptions *options)
{
  return G_STRUCT_MEMBER_P (options, self->offset);
}

G_GNUC_PRINTF (2, 3)
static gboolean
refuse (GError **error, const char *format, ...)
{
  va_list values;

  va_start (values, format);
  if (error != NULL)
    *error = g_error_new_valist (G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, format, values);
  va_end (values);

  return FALSE;
}

static char *
show (const char *value)
{
  glong length = g_utf8_strlen (value, -1);
  g_autofree char *start = g_utf8_substring (value, 0, MIN (length, SHOWN_CHARACTERS));
  g_autofree char *escaped = server_log_escape (start);

  return g_strconcat (escaped, length > SHOWN_CHARACTERS ? "…" : "", NULL);
}

static void
set_string (char **member, const char *value)
{
  g_free (*member);
  *member = *value != '\0' ? g_strdup (value) : NULL;
}

/* It can be a secret, so that a mistake in it is not shown. */
static gboolean
read_text (const ServerKey *self, const char *label, const char *value, char **member,
           GError **error)
{
  gboolean is_text = self->type == SERVER_KEY_TEXT;

  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_iscntrl (g_utf8_get_char (p)) && !(is_text && *p == '\n'))
        return refuse (error, _("The value of %s has a control character in it."), label);
    }
  if (g_utf8_strlen (value, -1) > (glong) self->maximum)
    return refuse (error, _("The value of %s is longer than %u characters."), label, self->maximum);

  set_string (member, value);
  return TRUE;
}

static gboolean
read_bool (const char *label, const char *value, gboolean *member, GError **error)
{
  g_autofree char *shown = NULL;

  if (g_str_equal (value, "true") || g_str_equal (value, "false"))
    {
      *member = g_str_equal (value, "true");
      return TRUE;
    }

  shown = show (value);
  return refuse (error, _("“%s” is no value for %s: true and false are."), shown, label);
}

static gboolean
read_number (const ServerKey *self, const char *label, const char *value, guint *member,
             GError **error)
{
  g_autofree char *shown = NULL;
  guint64 number = 0;

  if (g_ascii_string_to_unsigned (value, 10, self->minimum, self->maximum, &number, NULL))
    {
      *member = (guint) number;
      return TRUE;
    }

  shown = show (value);
  return refuse (error, _("“%s” is no value for %s: a number from %u to %u is."), shown, label,
                 self->minimum, self->maximum);
}

static gboolean
parse_duration (const ServerKey *self, const char *value, guint *ms)
{
  g_autofree char *digits = g_strdup (value);
  guint factor = 1;
  guint64 number = 0;

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      if (!g_str_has_suffix (digits, units[i].name))
        continue;
      factor = units[i].ms;
      digits[strlen (digits) - strlen (units[i].name)] = '\0';
      g_strchomp (digits);
      break;
    }

  if (!g_ascii_string_to_unsigned (digits, 10, 0, G_MAXUINT32, &number, NULL)
      || number * factor < self->minimum || number * factor > self->maximum)
    return FALSE;

  *ms = (guint) (number * factor);
  return TRUE;
}

static gboolean
read_duration (const ServerKey *self, const char *label, const char *value, guint *member,
               GError **error)
{
  g_autofree char *shown = NULL;

  if (parse_duration (self, value, member))
    return TRUE;

  shown = show (value);
  return refuse (error, _("“%s” is no value for %s: a time from %u ms to %u ms is, such as 500ms, 10s, 5min or 1h."),
                 shown, label, self->minimum, self->maximum);
}

static gboolean
read_word (const ServerKey *self, const char *label, const char *value, int *member,
           GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *shown = show (value);

  for (const ServerKeyWord *word = self->words; word->name != NULL; word++)
    {
      if (g_str_equal (value, word->name))
        {
          *member = word->value;
          return TRUE;
        }
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", word->name);
    }

  return refuse (error, _("“%s” is no value for %s. One of these is: %s."), shown, label,
                 names->str);
}

static gboolean
is_address (const char *text)
{
  g_autofree char *bare = server_options_strip_address (text);

  return g_hostname_is_ip_address (bare);
}

static gboolean
read_addresses (const char *value, char ***member, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (value, ";", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_strstrip (parts[i]);
      if (*parts[i] == '\0')
        continue;
      if (!is_address (parts[i]))
        {
          g_autofree char *shown = show (parts[i]);

          return refuse (error, _("“%s” is no IPv4 or IPv6 address."), shown);
        }
      g_strv_builder_add (builder, parts[i]);
    }

  g_strfreev (*member);
  *member = g_strv_builder_end (builder);
  return TRUE;
}

/**
 * server_key_read:
 * @self: a key
 * @label: what the key is called where the value stands
 * @value: a value, in UTF-8
 * @options: where it goes
 * @error: return location for an error
 *
 * Reads the value of a key; a wrong one changes nothing.
 *
 * Returns: whether it is one, or %FALSE with an error of %G_OPTION_ERROR whose message
 *   is a sentence for who has written it
 */
gboolean
server_key_read (const ServerKey *self, const char *label, const char *value,
                 ServerOptions *options, GError **error)
{
  gpointer member = get_member (self, options);

  switch (self->type)
    {
    case SERVER_KEY_LINE:
    case SERVER_KEY_TEXT:
      return read_text (self, label, value, member, error);
    case SERVER_KEY_PATH:
      set_string (member, value);
      return TRUE;
    case SERVER_KEY_ADDRESSES:
      return read_addresses (value, member, error);
    case SERVER_KEY_BOOL:
      return read_bool (label, value, member, error);
    case SERVER_KEY_NUMBER:
      return read_number (self, label, value, member, error);
    case SERVER_KEY_DURATION:
      return read_duration (self, label, value, member, error);
    case SERVER_KEY_WORD:
    default:
      return read_word (self, label, value, member, error);
    }
}

static gboolean
equal_lists (char **a, char **b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return g_strv_equal ((const char *const *) a, (const char *const *) b);
}

/**
 * server_key_equal:
 * @self: a key
 * @a: options
 * @b: other options
 *
 * Returns: whether the key has the same value in both
 */
gboolean
server_key_equal (const ServerKey *self, const ServerOptions *a, const ServerOptions *b)
{
  gpointer one = get_member (self, a);
  gpointer other = get_member (self, b);

  switch (self->type)
    {
    case SERVER_KEY_LINE:
    case SERVER_KEY_TEXT:
    case SERVER_KEY_PATH:
      return g_strcmp0 (*(char **) one, *(char **) other) == 0;
    case SERVER_KEY_ADDRESSES:
      return equal_lists (*(char ***) one, *(char ***) other);
    case SERVER_KEY_BOOL:
    case SERVER_KEY_NUMBER:
    case SERVER_KEY_DURATION:
    case SERVER_KEY_WORD:
    default:
      return *(int *) one == *(int *) other;
    }
}

/**
 * server_key_copy:
 * @self: a key
 * @from: options
 * @to: other options
 *
 * Gives the key the value in @to that it has in @from.
 */
void
server_key_copy (const ServerKey *self, const ServerOptions *from, ServerOptions *to)
{
  gpointer value = get_member (self, from);
  gpointer place = get_member (self, to);

  server_key_clear (self, to);
  if (self->type == SERVER_KEY_ADDRESSES)
    *(char ***) place = g_strdupv (*(char ***) value);
  else if (self->type <= SERVER_KEY_PATH)
    *(char **) place = g_strdup (*(char **) value);
  else
    *(int *) place = *(int *) value;
}

/**
 * server_key_clear:
 * @self: a key
 * @options: options
 *
 * Frees what the key has in @options.
 */
void
server_key_clear (const ServerKey *self, ServerOptions *options)
{
  gpointer member = get_member (self, options);

  if (self->type == SERVER_KEY_ADDRESSES)
    g_clear_pointer ((char ***) member, g_strfreev);
  else if (self->type <= SERVER_KEY_PATH)
    g_clear_pointer ((char **) member, g_free);
}
