/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-options.h"

#include <glib/gi18n.h>
#include <string.h>

#include "charla-config.h"
#include "charla.h"
#include "server-config.h"
#include "server-key.h"

#define DEFAULT_ADDRESS "127.0.0.1"
#define USER_ADDRESSES "0.0.0.0;::"

/* A big company, or a small university. */
#define DEFAULT_CONNECTIONS 10000

/* A laboratory, or a household, behind one router; one machine cannot take more
 * than a fortieth of all places. */
#define DEFAULT_CONNECTIONS_PER_ADDRESS 250

/* A hundred at once, as the connections of ten seconds may come together. */
#define DEFAULT_RATE_PER_ADDRESS 10

/* What fifteen seconds have may come at once: three hundred lines that somebody pastes,
 * ten seconds of a script that says fifty things in each; and a bot may go on with
 * twenty. Nobody reads as much. */
#define DEFAULT_MESSAGES 20

/* A client that comes to many rooms asks for a page of each, and its person scrolls. */
#define DEFAULT_REQUESTS 100

/* Three hundred of the longest messages fit into fifteen seconds. */
#define DEFAULT_BYTES (512 * 1024)

/* As many as connections. */
#define DEFAULT_HELLOS 10

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
  char *control_socket;
  char *name;
  char *join_word;
  char *config;
  char **settings;
  char **rest;
  gboolean check_config;
  gboolean user;
  gboolean version;
} Arguments;

/* An option that is a key as well. */
typedef struct
{
  const char *option;
  const char *group;
  const char *key;
  gsize offset;
} OptionKey;

static const OptionKey option_keys[] = {
  { "--port", "server", "port", G_STRUCT_OFFSET (Arguments, port) },
  { "--name", "server", "name", G_STRUCT_OFFSET (Arguments, name) },
  { "--log-level", "server", "log-level", G_STRUCT_OFFSET (Arguments, log_level) },
  { "--data-dir", "server", "data-dir", G_STRUCT_OFFSET (Arguments, data_dir) },
  { "--control-socket", "server", "control-socket", G_STRUCT_OFFSET (Arguments, control_socket) },
  { "--join-word", "access", "join-word", G_STRUCT_OFFSET (Arguments, join_word) },
  { "--max-connections", "limits", "connections", G_STRUCT_OFFSET (Arguments, connections) },
  { "--max-per-address", "limits", "connections-per-address",
    G_STRUCT_OFFSET (Arguments, connections_per_address) },
  { "--connection-rate", "limits", "connection-rate",
    G_STRUCT_OFFSET (Arguments, rate_per_address) },
  { "--first-frame-timeout", "limits", "first-frame-timeout",
    G_STRUCT_OFFSET (Arguments, first_frame_timeout) },
};

static void
arguments_clear (Arguments *arguments)
{
  for (guint i = 0; i < G_N_ELEMENTS (option_keys); i++)
    g_free (G_STRUCT_MEMBER (char *, arguments, option_keys[i].offset));
  g_strfreev (arguments->addresses);
  g_strfreev (arguments->settings);
  g_strfreev (arguments->rest);
  g_free (arguments->config);
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
    { "name", 0, 0, G_OPTION_ARG_STRING, &arguments->name,
      N_ ("What the server is called (default: as this machine)"), N_ ("NAME") },
    { "control-socket", 0, 0, G_OPTION_ARG_FILENAME, &arguments->control_socket,
      N_ ("Listen for charla-ctl on this socket"), N_ ("FILE") },
    { "config", 'c', 0, G_OPTION_ARG_FILENAME, &arguments->config,
      N_ ("Read the configuration in this file, or none if the name is empty"), N_ ("FILE") },
    { "set", 's', 0, G_OPTION_ARG_STRING_ARRAY, &arguments->settings,
      N_ ("Set a key of the configuration; may be repeated"), N_ ("GROUP.KEY=VALUE") },
    { "user", 0, 0, G_OPTION_ARG_NONE, &arguments->user,
      N_ ("Be the chat of one person: for everybody on the network, and on their session bus"),
      NULL },
    { "check-config", 0, 0, G_OPTION_ARG_NONE, &arguments->check_config,
      N_ ("Look for mistakes in the configuration and exit"), NULL },
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
set_defaults (ServerOptions *self)
{
  self->port = CHARLA_DEFAULT_PORT;
  self->log_level = G_LOG_LEVEL_MESSAGE;
  self->plain = SERVER_NETWORKS_LOOPBACK;
  self->classic = SERVER_NETWORKS_LAN;
  self->limits.connections = DEFAULT_CONNECTIONS;
  self->limits.connections_per_address = DEFAULT_CONNECTIONS_PER_ADDRESS;
  self->limits.rate_per_address = DEFAULT_RATE_PER_ADDRESS;
  self->limits.messages = DEFAULT_MESSAGES;
  self->limits.requests = DEFAULT_REQUESTS;
  self->limits.bytes = DEFAULT_BYTES;
  self->limits.hellos = DEFAULT_HELLOS;
  self->first_frame_timeout_ms = CHARLA_FIRST_FRAME_TIMEOUT_MS;
  self->announce = TRUE;
}

static char *
get_user_config (void)
{
  return g_build_filename (g_get_user_config_dir (), "charla", "server.conf", NULL);
}

static gboolean
read_config (ServerOptions *self, const Arguments *arguments, GError **error)
{
  g_autofree char *usual = self->is_user ? get_user_config () : g_strdup (CHARLA_SERVER_CONFIG);
  const char *path = arguments->config;

  if (self->is_user)
    self->name_file = path != NULL ? g_strdup (path) : get_user_config ();
  if (path == NULL && g_file_test (usual, G_FILE_TEST_EXISTS))
    path = usual;
  if (path == NULL || *path == '\0')
    return TRUE;

  self->config_file = g_strdup (path);
  return server_config_load (self, path, error);
}

static gboolean
read_keys (ServerOptions *self, const Arguments *arguments, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (option_keys); i++)
    {
      const OptionKey *row = &option_keys[i];
      const char *value = G_STRUCT_MEMBER (char *, arguments, row->offset);

      if (value != NULL
          && !server_key_read (server_keys_find (row->group, row->key), row->option, value, self,
                               error))
        return FALSE;
    }

  for (guint i = 0; arguments->settings != NULL && arguments->settings[i] != NULL; i++)
    {
      if (!server_config_set (self, arguments->settings[i], error))
        return FALSE;
    }

  return TRUE;
}

/**
 * server_options_strip_address:
 * @text: an address as people write it
 *
 * Returns: (transfer full): @text without the brackets of IPv6, and with the number of
 *   the host that this machine is to itself
 */
char *
server_options_strip_address (const char *text)
{
  gsize length = strlen (text);

  if (length > 2 && text[0] == '[' && text[length - 1] == ']')
    return g_strndup (text + 1, length - 2);

  return g_strdup (g_str_equal (text, "localhost") ? DEFAULT_ADDRESS : text);
}

static gboolean
add_address (ServerOptions *self, const char *given, GError **error)
{
  g_autofree char *bare = server_options_strip_address (given);
  GSocketAddress *address = g_inet_socket_address_new_from_string (bare, self->port);

  if (address == NULL)
    return bad_value (error, _("“%s” is no IPv4 or IPv6 address."), given);

  g_ptr_array_add (self->addresses, address);
  return TRUE;
}

static gboolean
read_rest (ServerOptions *self, const Arguments *arguments, GError **error)
{
  guint n_rest = arguments->rest != NULL ? g_strv_length (arguments->rest) : 0;

  if (n_rest > 2)
    return bad_value (error, _("“%s” is too much: an address and a port are all."),
                      arguments->rest[2]);
  if (n_rest == 2 && arguments->port != NULL)
    return bad_value (error, _("The port is given twice, as %s and as %s."), arguments->port,
                      arguments->rest[1]);
  if (n_rest < 2)
    return TRUE;

  return server_key_read (server_keys_find ("server", "port"), _("the port"), arguments->rest[1],
                          self, error);
}

/* Those of the command line stand in the place of those of the file. */
static void
collect_addresses (ServerOptions *self, const Arguments *arguments)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (arguments->rest != NULL)
    g_strv_builder_add (builder, arguments->rest[0]);
  if (arguments->addresses != NULL)
    g_strv_builder_addv (builder, (const char **) arguments->addresses);

  if (arguments->rest != NULL || arguments->addresses != NULL)
    {
      g_strfreev (self->listen);
      self->listen = g_strv_builder_end (builder);
    }
  else if (self->listen == NULL || *self->listen == NULL)
    {
      g_strfreev (self->listen);
      self->listen = g_strsplit (self->is_user ? USER_ADDRESSES : DEFAULT_ADDRESS, ";", -1);
    }
}

static gboolean
read_addresses (ServerOptions *self, const Arguments *arguments, GError **error)
{
  if (!read_rest (self, arguments, error))
    return FALSE;

  collect_addresses (self, arguments);
  for (guint i = 0; self->listen[i] != NULL; i++)
    {
      if (!add_address (self, self->listen[i], error))
        return FALSE;
    }

  return TRUE;
}

/**
 * server_options_new_from_arguments:
 * @arguments: the command line, beginning with the name of the program
 * @error: return location for an error
 *
 * Reads the command line, and before it the configuration, which says what the command
 * line does not. When it asks for help, that is printed and the program ends. It waits
 * for the disk.
 *
 * Returns: (transfer full): the options, or %NULL with an error of %G_OPTION_ERROR
 *   whose message is a sentence for who started the server, or %SERVER_CONFIG_ERROR
 */
ServerOptions *
server_options_new_from_arguments (const char *const *arguments, GError **error)
{
  g_autoptr (ServerOptions) self = g_new0 (ServerOptions, 1);
  g_auto (Arguments) given = { NULL };

  self->addresses = g_ptr_array_new_with_free_func (g_object_unref);
  self->given = g_strdupv ((char **) arguments);
  set_defaults (self);

  if (!read_arguments (&given, arguments, error))
    return NULL;

  self->show_version = given.version;
  self->check_config = given.check_config;
  self->is_user = given.user;
  if (self->show_version)
    return g_steal_pointer (&self);

  if (!read_config (self, &given, error) || !read_keys (self, &given, error)
      || !read_addresses (self, &given, error))
    return NULL;
  if (self->data_dir == NULL)
    self->data_dir = get_default_data_dir ();
  if (self->control_group == NULL)
    self->control_group = g_strdup (g_getenv ("CHARLA_CONTROL_GROUP"));

  return g_steal_pointer (&self);
}

/**
 * server_options_free:
 * @self: (transfer full): options
 */
void
server_options_free (ServerOptions *self)
{
  guint n_keys = 0;
  const ServerKey *keys = server_keys_get (&n_keys);

  for (guint i = 0; i < n_keys; i++)
    server_key_clear (&keys[i], self);
  g_ptr_array_unref (self->addresses);
  g_strfreev (self->given);
  g_free (self->config_file);
  g_free (self->name_file);
  g_free (self);
}
