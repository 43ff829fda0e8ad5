/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pane-fixture.h"

#include "fake-network.h"
#include "json.h"
#include "wait.h"

#define KITCHEN                                                                                   \
  "{'id': 'r2', 'kind': 'private', 'name': 'Kitchen', 'topic': 'Lunch', 'members': 3,"            \
  " 'member': true, 'role': '%s', 'seq': 10, 'read': 10, 'unread': 0, 'mentions': 0}"

static void
answer (Pane *self, CharlaMessage *request)
{
  const char *what = charla_message_get_string (request, "do");
  const char *ok = what != NULL ? g_hash_table_lookup (self->answers, what) : NULL;
  gint64 id = 0;

  if (what == NULL || !charla_message_get_int (request, "id", &id))
    return;

  g_hash_table_insert (self->asked, g_strdup (what), charla_message_ref (request));
  if (ok == NULL)
    talk_answer (&self->talk, id, "{}");
  else if (*ok == '!')
    talk_refuse (&self->talk, id, ok + 1);
  else if (*ok != '-')
    talk_answer (&self->talk, id, ok);
}

static gboolean
serve (gpointer user_data)
{
  Pane *self = user_data;
  char *heard = NULL;

  while (self->talk.server != NULL && (heard = fake_server_hear (self->talk.server)) != NULL)
    {
      g_autofree char *json = heard;
      g_autoptr (CharlaMessage) request = json_parse (json);

      answer (self, request);
    }

  return G_SOURCE_CONTINUE;
}

static void
on_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Pane *self = user_data;
  g_autofree char *value = NULL;

  if (parameter != NULL && g_variant_is_of_type (parameter, G_VARIANT_TYPE_STRING))
    value = g_strdup_printf ("'%s'", g_variant_get_string (parameter, NULL));
  else
    value = parameter != NULL ? g_variant_print (parameter, FALSE) : g_strdup ("");
  g_string_append_printf (self->actions, "%s %s\n", g_action_get_name (G_ACTION (action)), value);
}

static void
make_window (Pane *self)
{
  static const GActionEntry entries[] = {
    { "toast", on_action, "s" },         { "back", on_action },
    { "open-direct", on_action, "s" },   { "join-room", on_action, "s" },
    { "show-message", on_action, "(sx)" },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  self->actions = g_string_new (NULL);
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  self->bin = adw_bin_new ();
  self->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (self->window, 600, 500);
  gtk_window_set_child (self->window, self->bin);
  gtk_widget_insert_action_group (GTK_WIDGET (self->window), "win", G_ACTION_GROUP (group));
  gtk_window_present (self->window);
}

void
pane_set_up (Pane *self, gconstpointer role)
{
  g_autoptr (CharlaMessage) hello = NULL;
  g_autofree char *kitchen = g_strdup_printf (KITCHEN, (const char *) role);
  g_autofree char *answer
    = g_strdup_printf (TALK_OK (10, "", TALK_LOBBY (10, 10) ", %s"), kitchen);

  self->answers = g_hash_table_new (g_str_hash, g_str_equal);
  self->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) charla_message_unref);
  talk_set_up (&self->talk, NULL);
  client_session_open (self->talk.session);
  hello = talk_greet (&self->talk, answer);
  talk_live (&self->talk, 10);
  WAIT_FOR (client_session_get_is_caught_up (self->talk.session));
  self->room = client_room_list_find (client_session_get_rooms (self->talk.session), "r2");
  pane_answer (self, "members", PANE_MEMBERS);
  pane_answer (self, "bans", "{'bans': [], 'more': false}");
  self->source = g_timeout_add (2, serve, self);
  make_window (self);
}

void
pane_tear_down (Pane *self, gconstpointer role)
{
  gtk_window_destroy (self->window);
  wait_settle ();
  g_source_remove (self->source);
  talk_tear_down (&self->talk, NULL);
  g_hash_table_unref (self->answers);
  g_hash_table_unref (self->asked);
  g_string_free (self->actions, TRUE);
}

void
pane_answer (Pane *self, const char *what, const char *ok)
{
  g_hash_table_insert (self->answers, (gpointer) what, (gpointer) ok);
}

CharlaMessage *
pane_expect (Pane *self, const char *what)
{
  WAIT_FOR (g_hash_table_contains (self->asked, what));
  return g_hash_table_lookup (self->asked, what);
}

void
pane_forget (Pane *self, const char *what)
{
  g_hash_table_remove (self->asked, what);
}

gpointer
pane_get_top (Pane *self, GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }

  return NULL;
}

static void
on_gone (gpointer gone, GObject *where_it_was)
{
  *(gboolean *) gone = TRUE;
}

void
pane_close (Pane *self, gpointer dialog)
{
  gboolean gone = FALSE;

  g_object_weak_ref (G_OBJECT (dialog), on_gone, &gone);
  gtk_window_destroy (GTK_WINDOW (dialog));
  WAIT_FOR (gone);
}
