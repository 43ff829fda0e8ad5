/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-options.h"

#include <glib/gi18n.h>
#include <string.h>

#include "charla-config.h"
#include "charla.h"
#include "server-log.h"

#define DEFAULT_ADDRESS "127.0.0.1"

/* A big company, or a small university. */
#define DEFAULT_CONNECTIONS 10000

/* A laboratory, or a household, behind one router; one machine cannot take more
 * than a fortieth of all places. */
#define DEFAULT_CONNECTIONS_PER_ADDRESS 250

/* A hundred at once, as the connections of ten seconds may come together. */
#define DEFAULT_RATE_PER_ADDRESS 10

/* What stands on the command line, before anything is made of it. */
typedef struct
{
  char **addresses;
  char *port;
  char *log_level;
  char *connections;
  char *connections_per_address;
  char *rate_per_address;
  char *first_frame_timeout;
  char *data_dir;
  char *join_word;
  char **rest;
  gboolean version;
} Arguments;

static void
arguments_clear (Arguments *arguments)
{
  g_strfreev (arguments->addresses);
  g_free (arguments->port);
  g_free (arguments->log_level);
  g_free (arguments->connections);
  g_free (arguments->connections_per_address);
  g_free (arguments->rate_per_address);
  g_free (arguments->first_frame_timeout);
  g_free (arguments->data_dir);
  g_free (arguments->join_word);
  g_strfreev (arguments->rest);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arguments, arguments_clear)

G_GNUC_PRINTF (2, 3)
static gboolean
bad_value (GError **error, const char *format, ...)
{
  va_list values;

  va_start (values, format);
  if (error != NULL)
    *error = g_error_new_valist (G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, format, values);
  va_end (values);

  return FALSE;
}

static gboolean
read_arguments (Arguments *arguments, const char *const *given, GError **error)
{
  const GOptionEntry entries[] = {
    { "address", 'a', 0, G_OPTION_ARG_STRING_ARRAY, &arguments->addresses,
      N_ ("Listen on this IPv4 or IPv6 address; may be repeated (default: 127.0.0.1)"),
      N_ ("ADDRESS") },
    { "port", 'p', 0, G_OPTION_ARG_STRING, &arguments->port,
      N_ ("Listen on this port, or on a free one if it is 0 (default: 1234)"), N_ ("PORT") },
    { "log-level", 'l', 0, G_OPTION_ARG_STRING, &arguments->log_level,
      N_ ("Log this and worse: error, warning, message, info or debug (default: message)"),
      N_ ("LEVEL") },
    { "max-connections", 0, 0, G_OPTION_ARG_STRING, &arguments->connections,
      N_ ("Refuse connections beyond this number (default: 10000)"), N_ ("NUMBER") },
    { "max-per-address", 0, 0, G_OPTION_ARG_STRING, &arguments->connections_per_address,
      N_ ("Refuse connections beyond this number from one address, or eight times as many from "
          "one IPv6 network of 64 bits (default: 250)"),
      N_ ("NUMBER") },
    { "connection-rate", 0, 0, G_OPTION_ARG_STRING, &arguments->rate_per_address,
      N_ ("Refuse new connections from one address beyond this number a second, or eight times as "
          "many from one IPv6 network of 64 bits; those of ten seconds may come at once "
          "(default: 10)"),
      N_ ("NUMBER") },
    { "first-frame-timeout", 0, 0, G_OPTION_ARG_STRING, &arguments->first_frame_timeout,
      N_ ("Close a connection that has not said its name after this many milliseconds "
          "(default: 10000)"),
      N_ ("MILLISECONDS") },
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &arguments->data_dir,
      N_ ("Keep what is said in this folder"), N_ ("FOLDER") },
    { "join-word", 0, 0, G_OPTION_ARG_STRING, &arguments->join_word,
      N_ ("Let only those take a new name who know this word"), N_ ("WORD") },
    { "version", 0, 0, G_OPTION_ARG_NONE, &arguments->version, N_ ("Show the version and exit"),
      NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &arguments->rest, NULL,
      N_ ("[ADDRESS] [PORT]") },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  /* Parsing takes out of the array what it has read, and frees that. */
  g_auto (GStrv) copy = g_strdupv ((char **) given);

  g_option_context_set_summary (context, _("A chat server for the local network."));
  g_option_context_set_translation_domain (context, CHARLA_GETTEXT_DOMAIN);
  g_option_context_add_main_entries (context, entries, CHARLA_GETTEXT_DOMAIN);

  return g_option_context_parse_strv (context, &copy, error);
}

/* Leaves @number as it is when nothing is given. */
static gboolean
read_number (const char *option, const char *given, guint minimum, guint *number, GError **error)
{
  guint64 value = 0;

  if (given == NULL)
    return TRUE;

  if (!g_ascii_string_to_unsigned (given, 10, minimum, G_MAXINT32, &value, NULL))
    return bad_value (error, _("“%s” is no value for %s: a number from %u on is."), given, option,
                      minimum);

  *number = (guint) value;
  return TRUE;
}

static gboolean
read_limits (ServerOptions *self, const Arguments *arguments, GError **error)
{
  return read_number ("--max-connections", arguments->connections, 1, &self->limits.connections,
                      error)
         && read_number ("--max-per-address", arguments->connections_per_address, 1,
                         &self->limits.connections_per_address, error)
         && read_number ("--connection-rate", arguments->rate_per_address, 1,
                         &self->limits.rate_per_address, error)
         && read_number ("--first-frame-timeout", arguments->first_frame_timeout, 1,
                         &self->first_frame_timeout_ms, error);
}

/* systemd makes a folder for a service and says which; there may be several. */
static char *
get_default_data_dir (void)
{
  const char *state = g_getenv ("STATE_DIRECTORY");
  g_auto (GStrv) folders = NULL;

  if (state == NULL || *state == '\0')
    return g_build_filename (g_get_user_state_dir (), "charla-server", NULL);

  folders = g_strsplit (state, ":", 2);
  return g_strdup (folders[0]);
}

static void
read_store (ServerOptions *self, const Arguments *arguments)
{
  self->data_dir
    = arguments->data_dir != NULL ? g_strdup (arguments->data_dir) : get_default_data_dir ();

  /* A word of nothing is none: a setting that is left empty. */
  if (arguments->join_word != NULL && *arguments->join_word != '\0')
    self->join_word = g_strdup (arguments->join_word);
}

static gboolean
read_log_level (ServerOptions *self, const char *given, GError **error)
{
  if (given == NULL || server_log_parse_level (given, &self->log_level))
    return TRUE;

  return bad_value (error, _("“%s” is no level of the log: error, warning, message, info and debug are."),
                    given);
}

static gboolean
read_port (const char *given, guint16 *port, GError **error)
{
  guint64 value = 0;

  if (!g_ascii_string_to_unsigned (given, 10, 0, G_MAXUINT16, &value, NULL))
    return bad_value (error, _("“%s” is no port: a number from 0 to 65535 is."), given);

  *port = (guint16) value;
  return TRUE;
}

static gboolean
add_address (ServerOptions *self, const char *given, guint16 port, GError **error)
{
  g_autofree char *bare = g_strdup (given);
  gsize length = strlen (given);
  GSocketAddress *address = NULL;

  if (length > 2 && given[0] == '[' && given[length - 1] == ']')
    {
      g_free (bare);
      bare = g_strndup (given + 1, length - 2);
    }

  address = g_inet_socket_address_new_from_string (
    g_str_equal (bare, "localhost") ? DEFAULT_ADDRESS : bare, port);
  if (address == NULL)
    return bad_value (error, _("“%s” is no IPv4 or IPv6 address."), given);

  g_ptr_array_add (self->addresses, address);
  return TRUE;
}

static gboolean
read_addresses (ServerOptions *self, const Arguments *arguments, GError **error)
{
  guint n_rest = arguments->rest != NULL ? g_strv_length (arguments->rest) : 0;
  guint n_addresses = arguments->addresses != NULL ? g_strv_length (arguments->addresses) : 0;
  guint16 port = CHARLA_DEFAULT_PORT;

  if (n_rest > 2)
    return bad_value (error, _("“%s” is too much: an address and a port are all."),
                      arguments->rest[2]);
  if (n_rest == 2 && arguments->port != NULL)
    return bad_value (error, _("The port is given twice, as %s and as %s."), arguments->port,
                      arguments->rest[1]);
  if (arguments->port != NULL && !read_port (arguments->port, &port, error))
    return FALSE;
  if (n_rest == 2 && !read_port (arguments->rest[1], &port, error))
    return FALSE;

  if (n_rest > 0 && !add_address (self, arguments->rest[0], port, error))
    return FALSE;
  for (guint i = 0; i < n_addresses; i++)
    {
      if (!add_address (self, arguments->addresses[i], port, error))
        return FALSE;
    }
  if (self->addresses->len == 0)
    return add_address (self, DEFAULT_ADDRESS, port, error);

  return TRUE;
}

/**
 * server_options_new_from_arguments:
 * @arguments: the command line, beginning with the name of the program
 * @error: return location for an error
 *
 * Reads the command line. When it asks for help, that is printed and the program
 * ends.
 *
 * Returns: (transfer full): the options, or %NULL with an error of %G_OPTION_ERROR
 *   whose message is a sentence for who started the server
 */
ServerOptions *
server_options_new_from_arguments (const char *const *arguments, GError **error)
{
  g_autoptr (ServerOptions) self = g_new0 (ServerOptions, 1);
  g_auto (Arguments) given = { NULL };

  self->addresses = g_ptr_array_new_with_free_func (g_object_unref);
  self->log_level = G_LOG_LEVEL_MESSAGE;
  self->limits.connections = DEFAULT_CONNECTIONS;
  self->limits.connections_per_address = DEFAULT_CONNECTIONS_PER_ADDRESS;
  self->limits.rate_per_address = DEFAULT_RATE_PER_ADDRESS;
  self->first_frame_timeout_ms = CHARLA_FIRST_FRAME_TIMEOUT_MS;

  if (!read_arguments (&given, arguments, error))
    return NULL;

  self->show_version = given.version;
  read_store (self, &given);
  if (!read_addresses (self, &given, error) || !read_log_level (self, given.log_level, error)
      || !read_limits (self, &given, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
server_options_free (ServerOptions *self)
{
  g_ptr_array_unref (self->addresses);
  g_free (self->data_dir);
  g_free (self->join_word);
  g_free (self);
}
