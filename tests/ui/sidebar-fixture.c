/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sidebar-fixture.h"

#include "ui-room-row.h"
#include "wait.h"
#include "widgets.h"

static void
on_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SidebarFixture *self = user_data;

  g_string_append_printf (self->asked, "%s %s, ", g_action_get_name (G_ACTION (action)),
                          parameter != NULL ? g_variant_get_string (parameter, NULL) : "");
}

static GSimpleActionGroup *
create_actions (SidebarFixture *self)
{
  const GActionEntry entries[] = {
    { "open-room", on_action, "s", NULL, NULL, { 0 } },
    { "join-room", on_action, "s", NULL, NULL, { 0 } },
    { "open-direct", on_action, "s", NULL, NULL, { 0 } },
    { "select-chat", on_action, "s", NULL, NULL, { 0 } },
    { "toast", on_action, "s", NULL, NULL, { 0 } },
    { "write", on_action, NULL, NULL, NULL, { 0 } },
    { "join-chat", on_action, NULL, NULL, NULL, { 0 } },
    { "profile", on_action, NULL, NULL, NULL, { 0 } },
  };
  GSimpleActionGroup *group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  return group;
}

/* The pointer of the screen may be over a window: GTK asks a window that is gone for what its
 * tooltip would have been. */
static void
take_from_pointer (GListModel *windows)
{
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      gtk_widget_set_can_target (window, FALSE);
    }
}

GtkWindow *
sidebar_find_dialog (SidebarFixture *self)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == self->window)
        return window;
    }

  return NULL;
}

void
sidebar_set_up (SidebarFixture *self, gconstpointer data)
{
  g_autoptr (GSimpleActionGroup) actions = create_actions (self);

  g_signal_connect (gtk_window_get_toplevels (), "items-changed", G_CALLBACK (take_from_pointer),
                    self);
  talk_set_up (&self->talk, NULL);
  self->asked = g_string_new (NULL);
  self->sidebar = UI_SIDEBAR (ui_sidebar_new ());
  gtk_widget_insert_action_group (GTK_WIDGET (self->sidebar), "win", G_ACTION_GROUP (actions));
  ui_sidebar_set_session (self->sidebar, self->talk.session);
  self->window = show_in_window (GTK_WIDGET (self->sidebar), 300, 600);
}

void
sidebar_tear_down (SidebarFixture *self, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (gtk_window_get_toplevels (), self);
  g_object_ref (self->sidebar);
  gtk_window_destroy (self->window);
  wait_settle ();
  g_assert_finalize_object (self->sidebar);
  talk_tear_down (&self->talk, NULL);
  g_string_free (self->asked, TRUE);
}

void
sidebar_join (SidebarFixture *self, const char *rooms)
{
  g_autoptr (CharlaMessage) hello = NULL;
  g_autofree char *answer = g_strdup_printf (TALK_OK (100, "", "%s"), rooms);

  client_session_open (self->talk.session);
  hello = talk_greet (&self->talk, answer);
  talk_live (&self->talk, 100);
  WAIT_FOR (client_session_get_is_caught_up (self->talk.session));
}

static GListModel *
get_model (SidebarFixture *self)
{
  return G_LIST_MODEL (
    gtk_list_view_get_model (GTK_LIST_VIEW (find_by_id (self->sidebar, "list"))));
}

char *
sidebar_names (SidebarFixture *self)
{
  GString *names = g_string_new (NULL);
  GListModel *model = get_model (self);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (UiSidebarItem) item = g_list_model_get_item (model, i);

      g_string_append_printf (names, "%s%s", i > 0 ? "|" : "", ui_sidebar_item_get_name (item));
    }

  return g_string_free (names, FALSE);
}

static GtkWidget *
look_for_row (GtkWidget *widget, const char *name)
{
  UiSidebarItem *item = UI_IS_ROOM_ROW (widget) ? ui_room_row_get_item (UI_ROOM_ROW (widget)) : NULL;
  GtkWidget *found = NULL;

  if (item != NULL && g_strcmp0 (ui_sidebar_item_get_name (item), name) == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = look_for_row (child, name);

  return found;
}

GtkWidget *
sidebar_find_row (SidebarFixture *self, const char *name)
{
  GtkWidget *row = NULL;

  WAIT_FOR ((row = look_for_row (GTK_WIDGET (self->sidebar), name)) != NULL);
  return row;
}

gint64
sidebar_expect (SidebarFixture *self, const char *what, CharlaMessage **request)
{
  for (;;)
    {
      g_autoptr (CharlaMessage) heard = talk_hear (&self->talk);
      const char *done = charla_message_get_string (heard, "do");
      gint64 id = 0;

      g_assert_true (charla_message_get_int (heard, "id", &id));
      if (g_strcmp0 (done, what) == 0)
        {
          if (request != NULL)
            *request = g_steal_pointer (&heard);
          return id;
        }
      if (g_strcmp0 (done, "members") == 0)
        talk_answer (&self->talk, id, "{'members': [], 'more': false}");
      else
        talk_answer (&self->talk, id, "{'rooms': [], 'messages': [], 'more': false}");
    }
}

void
sidebar_type (SidebarFixture *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_by_id (self->sidebar, "entry")), text);
}

/* What the key does in the field above the list. */
void
sidebar_press (SidebarFixture *self, guint keyval)
{
  GtkWidget *entry = find_by_id (self->sidebar, "entry");
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (entry);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean is_taken = FALSE;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller)
          && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &is_taken);
    }
}
