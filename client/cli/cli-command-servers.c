/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-commands.h"

#include <glib/gi18n.h>

#include "cli-application.h"
#include "cli-json.h"
#include "client-discovery.h"
#include "client-known-servers.h"
#include "terminal-sanitize.h"
#include "terminal-table.h"

/* What has not announced itself by then is not waited for: somebody looks at an empty
 * terminal. */
#define MOMENT_MS 1500

/* What changes together is told together. */
#define GATHER_MS 100

typedef struct
{
  CliApplication *application;
  ClientDiscovery *discovery;
  ClientKnownServers *known;
  GCancellable *cancellable;
  guint timeout;
  gboolean is_loaded;
  gboolean is_listed;
  char *trouble; /* what was said of it last */
  GHashTable *told; /* what was printed of each server, by the server */
} Listing;

static void on_changed (Listing *self);

/* Somebody who is listed and changes need not move. */
static void
watch (Listing *self, gboolean is_wanted)
{
  GHashTableIter iter;
  gpointer server = NULL;

  g_hash_table_iter_init (&iter, self->told);
  while (g_hash_table_iter_next (&iter, &server, NULL))
    {
      if (is_wanted)
        g_signal_connect_swapped (server, "notify", G_CALLBACK (on_changed), self);
      else
        g_signal_handlers_disconnect_by_data (server, self);
    }
}

static void
listing_free (gpointer data)
{
  Listing *self = data;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->discovery, self);
  g_clear_object (&self->discovery);
  g_clear_object (&self->known);
  if (self->told != NULL)
    watch (self, FALSE);
  g_clear_pointer (&self->trouble, g_free);
  g_clear_pointer (&self->told, g_hash_table_unref);
  g_free (self);
}

static void
add_note (GString *notes, gboolean holds, const char *note)
{
  if (holds)
    g_string_append_printf (notes, "%s%s", notes->len > 0 ? ", " : "", note);
}

static char *
describe (Listing *self, ClientServer *server)
{
  gboolean is_looking = client_discovery_get_state (self->discovery) == CLIENT_DISCOVERY_RUNNING;
  GString *notes = g_string_new (NULL);

  add_note (notes, client_server_get_is_here (server), _ ("this computer"));
  add_note (notes, client_server_get_is_known (server), _ ("used before"));
  add_note (notes, client_server_get_needs_join_word (server), _ ("new people need a word"));
  add_note (notes, is_looking && !client_server_get_is_live (server), _ ("not announced now"));

  return g_string_free (notes, FALSE);
}

static void
add_row (Listing *self, TerminalTable *table, ClientServer *server)
{
  g_autofree char *address = client_address_to_string (client_server_get_address (server));
  g_autofree char *notes = describe (self, server);

  terminal_table_add (table, client_server_get_name (server));
  terminal_table_add (table, address);
  terminal_table_add (table, notes);
}

static void
print_table (Listing *self)
{
  GListModel *model = G_LIST_MODEL (self->discovery);
  g_autoptr (TerminalTable) table = terminal_table_new (3);
  g_autofree char *text = NULL;
  guint n = g_list_model_get_n_items (model);

  if (n == 0)
    return;

  terminal_table_add (table, _ ("Chat"));
  terminal_table_add (table, _ ("Address"));
  terminal_table_add (table, "");
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ClientServer) server = g_list_model_get_item (model, i);

      add_row (self, table, server);
    }

  text = terminal_table_to_string (table);
  cli_application_print (self->application, text);
}

static void
print_json (Listing *self)
{
  GListModel *model = G_LIST_MODEL (self->discovery);
  guint n = g_list_model_get_n_items (model);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ClientServer) server = g_list_model_get_item (model, i);
      g_autofree char *line = cli_json_server (server, FALSE);

      cli_application_print (self->application, line);
    }
}

static char *
write_line (Listing *self, ClientServer *server, gboolean is_gone)
{
  g_autofree char *address = NULL;
  g_autofree char *notes = NULL;
  g_autofree char *line = NULL;

  if (cli_application_get_options (self->application)->json)
    return cli_json_server (server, is_gone);

  address = client_address_to_string (client_server_get_address (server));
  notes = is_gone ? g_strdup ("") : describe (self, server);
  line = g_strdup_printf ("%s  %s  %s", client_server_get_name (server), address, notes);
  g_strchomp (line);
  return terminal_sanitize_line (line);
}

static void
print_change (Listing *self, const char *mark, const char *line)
{
  g_autofree char *marked = NULL;

  if (cli_application_get_options (self->application)->json)
    {
      cli_application_print (self->application, line);
      return;
    }

  marked = g_strdup_printf ("%s %s", mark, line);
  cli_application_print (self->application, marked);
}

/* What is now, by the server that it is said of. */
static GHashTable *
take_stock (Listing *self)
{
  GListModel *model = G_LIST_MODEL (self->discovery);
  GHashTable *stock = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);
  guint n = g_list_model_get_n_items (model);

  for (guint i = 0; i < n; i++)
    {
      ClientServer *server = g_list_model_get_item (model, i);

      g_hash_table_insert (stock, server, write_line (self, server, FALSE));
    }

  return stock;
}

static void
print_changes (Listing *self)
{
  GHashTable *before = self->told;
  GHashTableIter iter;
  gpointer server = NULL;
  gpointer line = NULL;

  watch (self, FALSE);
  self->told = take_stock (self);
  watch (self, TRUE);
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &server, NULL))
    {
      g_autofree char *gone = NULL;

      if (g_hash_table_contains (self->told, server))
        continue;
      gone = write_line (self, server, TRUE);
      print_change (self, "-", gone);
    }

  g_hash_table_iter_init (&iter, self->told);
  while (g_hash_table_iter_next (&iter, &server, &line))
    if (g_strcmp0 (g_hash_table_lookup (before, server), line) != 0)
      print_change (self, "+", line);

  g_clear_pointer (&before, g_hash_table_unref);
}

static void
warn_of_trouble (Listing *self)
{
  const char *trouble = client_discovery_get_trouble (self->discovery);

  if (trouble != NULL && g_strcmp0 (trouble, self->trouble) != 0)
    cli_application_warn (self->application, trouble);
  g_free (self->trouble);
  self->trouble = g_strdup (trouble);
}

static void
print_all (Listing *self)
{
  gboolean is_watching = cli_application_get_options (self->application)->watch;

  self->is_listed = TRUE;
  if (cli_application_get_options (self->application)->json)
    print_json (self);
  else
    print_table (self);
  warn_of_trouble (self);

  if (!is_watching)
    {
      cli_application_end (self->application, NULL);
      return;
    }

  self->told = take_stock (self);
  watch (self, TRUE);
}

static void
on_gathered (gpointer user_data)
{
  Listing *self = user_data;

  self->timeout = 0;
  print_changes (self);
  warn_of_trouble (self);
}

static void
on_moment (gpointer user_data)
{
  Listing *self = user_data;

  self->timeout = 0;
  print_all (self);
}

static void
on_changed (Listing *self)
{
  if (self->is_listed && self->told == NULL)
    return;
  if (self->is_listed)
    {
      if (self->timeout == 0)
        self->timeout = g_timeout_add_once (GATHER_MS, on_gathered, self);
      return;
    }
  if (!self->is_loaded || !client_discovery_get_is_settled (self->discovery))
    return;

  g_clear_handle_id (&self->timeout, g_source_remove);
  print_all (self);
}

static void
on_known (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Listing *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!client_known_servers_finish (CLIENT_KNOWN_SERVERS (source), result, &error)
      && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (error != NULL)
    cli_application_warn (self->application, error->message);
  self->is_loaded = TRUE;
  on_changed (self);
}

/**
 * cli_command_servers:
 * @application: the application
 *
 * Lists the chats that one can go to: those that announce themselves, and those that were
 * used before.
 */
void
cli_command_servers (CliApplication *application)
{
  Listing *self = g_new0 (Listing, 1);

  self->application = application;
  self->cancellable = g_cancellable_new ();
  self->known = client_known_servers_new (cli_application_get_state_dir (application));
  self->discovery = client_discovery_new ();
  cli_application_set_data (application, self, listing_free);

  client_discovery_follow (self->discovery, G_LIST_MODEL (self->known));
  g_signal_connect_swapped (self->discovery, "items-changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->discovery, "notify", G_CALLBACK (on_changed), self);
  self->timeout = g_timeout_add_once (MOMENT_MS, on_moment, self);
  client_known_servers_load_async (self->known, self->cancellable, on_known, self);
  client_discovery_start (self->discovery);
}
