/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-commands.h"

#include <glib/gi18n.h>

#include "cli-application.h"
#include "cli-error.h"
#include "cli-json.h"
#include "cli-lookup.h"
#include "cli-pages.h"

#define DEFAULT_HISTORY 50
#define DEFAULT_SEARCH 20

/* Most messages that are asked for at once. */
#define PAGE 100

static void
print_messages (CliApplication *application, GPtrArray *messages, gboolean says_room)
{
  const CliOptions *options = cli_application_get_options (application);
  ClientSession *session = cli_application_get_session (application);
  CliFormat format = *cli_application_get_format (application);

  format.dates = TRUE;
  format.seqs = TRUE;
  for (guint i = 0; i < messages->len; i++)
    {
      const ClientMessageInfo *message = messages->pdata[i];
      const char *room = cli_lookup_get_room_name (session, message->room);
      const char *where = room != NULL ? room : message->room;
      g_autofree char *line
        = options->json ? cli_json_message (message, room)
                        : cli_format_message (&format, message, says_room ? where : NULL);

      cli_application_print (application, line);
    }
}

static void
on_pages (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CliApplication *application = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) messages = cli_pages_load_finish (result, &error);

  if (messages != NULL)
    print_messages (application, messages, FALSE);
  cli_application_end (application, error);
}

static void
on_history_room (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CliApplication *application = user_data;
  const CliOptions *options = cli_application_get_options (application);
  g_autoptr (GError) error = NULL;
  g_autoptr (ClientRoom) room = cli_lookup_finish (result, &error);

  if (room == NULL)
    cli_application_end (application, error);
  else
    cli_pages_load_async (room, options->before,
                          options->limit > 0 ? (guint) options->limit : DEFAULT_HISTORY, on_pages,
                          application);
}

/**
 * cli_command_history:
 * @application: the application
 *
 * Prints the messages of a room, the oldest first.
 */
void
cli_command_history (CliApplication *application)
{
  cli_lookup_room_async (cli_application_get_session (application),
                         cli_application_get_argument (application, 0), on_history_room,
                         application);
}

typedef struct
{
  char *room;
  guint n;
  GPtrArray *found;
} Search;

static void
search_free (Search *search)
{
  g_free (search->room);
  g_ptr_array_unref (search->found);
  g_free (search);
}

static void on_found (GObject *source, GAsyncResult *result, gpointer user_data);

static void
go_on_searching (CliApplication *application, Search *search)
{
  const CliOptions *options = cli_application_get_options (application);
  GPtrArray *found = search->found;
  gint64 before
    = found->len > 0 ? ((ClientMessageInfo *) found->pdata[found->len - 1])->seq : 0;

  client_session_search_async (cli_application_get_session (application),
                               cli_application_get_argument (application, 0), search->room,
                               options->from, before, MIN (search->n - found->len, PAGE), on_found,
                               application);
}

/* The newest come first; who reads in a terminal looks for them at the end. */
static void
end_search (CliApplication *application, Search *search)
{
  g_autoptr (GPtrArray) messages = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = search->found->len; i > 0; i--)
    g_ptr_array_add (messages, search->found->pdata[i - 1]);
  print_messages (application, messages, TRUE);

  if (messages->len == 0)
    g_set_error (&error, CLI_ERROR, CLI_ERROR_FAILED, _ ("Nobody has said “%s”."),
                 cli_application_get_argument (application, 0));
  cli_application_end (application, error);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CliApplication *application = user_data;
  Search *search = cli_application_get_data (application);
  gboolean has_more = FALSE;
  gboolean is_partial = FALSE;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) page = client_session_search_finish (CLIENT_SESSION (source), result,
                                                             &has_more, &is_partial, &error);

  if (page == NULL || search == NULL)
    {
      cli_application_end (application, error);
      return;
    }

  cli_application_go_on (application);
  for (guint i = 0; i < page->len; i++)
    g_ptr_array_add (search->found, client_message_info_ref (page->pdata[i]));
  if (has_more && page->len > 0 && search->found->len < search->n)
    go_on_searching (application, search);
  else
    end_search (application, search);
}

static void
on_search_room (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CliApplication *application = user_data;
  Search *search = cli_application_get_data (application);
  g_autoptr (GError) error = NULL;
  g_autoptr (ClientRoom) room = cli_lookup_finish (result, &error);

  if (room == NULL || search == NULL)
    {
      cli_application_end (application, error);
      return;
    }

  search->room = g_strdup (client_room_get_id (room));
  go_on_searching (application, search);
}

/**
 * cli_command_search:
 * @application: the application
 *
 * Prints the newest messages that have some words in them, the oldest first. That nobody
 * has said them is a failure, as it is for grep.
 */
void
cli_command_search (CliApplication *application)
{
  const CliOptions *options = cli_application_get_options (application);
  g_autofree char *text = g_strstrip (g_strdup (cli_application_get_argument (application, 0)));
  Search *search = NULL;

  if (*text == '\0')
    {
      g_autoptr (GError) error
        = g_error_new_literal (CLI_ERROR, CLI_ERROR_USAGE, _ ("Say which words to search for."));

      cli_application_end (application, error);
      return;
    }

  search = g_new0 (Search, 1);
  search->n = options->limit > 0 ? (guint) options->limit : DEFAULT_SEARCH;
  search->found = g_ptr_array_new_with_free_func ((GDestroyNotify) client_message_info_unref);
  cli_application_set_data (application, search, (GDestroyNotify) search_free);

  if (options->room != NULL)
    cli_lookup_room_async (cli_application_get_session (application), options->room, on_search_room,
                           application);
  else
    go_on_searching (application, search);
}
