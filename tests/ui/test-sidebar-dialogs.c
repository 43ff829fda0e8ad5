/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sidebar-fixture.h"
#include "ui-browse-dialog.h"
#include "ui-browse-row.h"
#include "ui-new-direct-dialog.h"
#include "ui-new-room-dialog.h"
#include "wait.h"
#include "widgets.h"

#define TEA SIDEBAR_ROOM ("r2", "private", "Tea", SIDEBAR_LAST (40, "r2", TALK_BERTA, "Milk?"))
#define MADE                                                                                      \
  "{'room': {'id': 'r5', 'kind': 'private', 'name': 'Cake', 'topic': 'Flour', 'members': 1,"      \
  " 'member': true, 'role': 'owner', 'seq': 101, 'read': 0, 'unread': 0, 'mentions': 0}}"
#define FOUND                                                                                     \
  "{'id': 'r9', 'kind': 'public', 'name': 'Knitting', 'topic': 'Wool', 'members': 4,"             \
  " 'member': false, 'role': null, 'seq': 1, 'read': 0, 'unread': 0, 'mentions': 0}, " TEA

static void
close_dialog (SidebarFixture *self)
{
  GtkWindow *dialog = sidebar_find_dialog (self);

  g_object_ref (dialog);
  gtk_window_destroy (dialog);
  wait_settle ();
  g_assert_finalize_object (dialog);
}

static void
assert_asked (SidebarFixture *self, const char *expected)
{
  g_autofree char *address =
    client_address_to_string (client_session_get_address (self->talk.session));
  g_autofree char *both = g_strdup_printf ("select-chat %s, %s", address, expected);

  /* The window may show another chat by then. */
  WAIT_FOR (self->asked->len > 0);
  g_assert_cmpstr (self->asked->str, ==, both);
  WAIT_FOR (sidebar_find_dialog (self) == NULL);
}

static void
test_leaves (SidebarFixture *self, gconstpointer data)
{
  gint64 id = 0;

  sidebar_join (self, TALK_LOBBY (10, 10) ", " TEA);
  gtk_widget_activate_action (GTK_WIDGET (self->sidebar), "sidebar.leave", "s", "r2");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (sidebar_find_dialog (self)), "cancel");
  gtk_window_destroy (sidebar_find_dialog (self));
  gtk_widget_activate_action (GTK_WIDGET (self->sidebar), "sidebar.leave", "s", "r2");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (sidebar_find_dialog (self)), "leave");
  gtk_window_destroy (sidebar_find_dialog (self));
  id = sidebar_expect (self, "leave", NULL);
  talk_refuse (&self->talk, id, "forbidden");
  WAIT_FOR (self->asked->len > 0);
  g_assert_true (g_str_has_prefix (self->asked->str, "toast "));
}

static void
test_makes_a_room (SidebarFixture *self, gconstpointer data)
{
  g_autoptr (CharlaMessage) request = NULL;
  GtkWindow *dialog = NULL;
  gint64 id = 0;

  sidebar_join (self, TALK_LOBBY (10, 10));
  gtk_widget_activate_action (GTK_WIDGET (self->sidebar), "sidebar.new-room", NULL);
  dialog = sidebar_find_dialog (self);
  g_assert_false (gtk_widget_get_sensitive (find_by_id (dialog, "create_button")));
  gtk_editable_set_text (GTK_EDITABLE (find_by_id (dialog, "name_row")), " Cake ");
  gtk_editable_set_text (GTK_EDITABLE (find_by_id (dialog, "topic_row")), "Flour");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_by_id (dialog, "private_check")), TRUE);
  g_signal_emit_by_name (find_by_id (dialog, "create_button"), "clicked");
  g_assert_false (gtk_widget_get_sensitive (find_by_id (dialog, "create_button")));

  id = sidebar_expect (self, "create", NULL);
  talk_refuse (&self->talk, id, "name-taken");
  WAIT_FOR (is_shown (dialog, "problem"));
  g_assert_cmpstr (text_of (dialog, "problem"), ==, "There is a room of this name already.");
  g_assert_true (gtk_widget_get_sensitive (find_by_id (dialog, "create_button")));

  gtk_editable_set_text (GTK_EDITABLE (find_by_id (dialog, "name_row")), "Cake");
  g_assert_false (is_shown (dialog, "problem"));
  g_signal_emit_by_name (find_by_id (dialog, "name_row"), "entry-activated");
  id = sidebar_expect (self, "create", &request);
  g_assert_cmpstr (charla_message_get_string (request, "name"), ==, "Cake");
  g_assert_cmpstr (charla_message_get_string (request, "kind"), ==, "private");
  g_assert_cmpstr (charla_message_get_string (request, "topic"), ==, "Flour");
  talk_answer (&self->talk, id, MADE);
  assert_asked (self, "open-room r5, ");
}

static void
test_closed_while_making (SidebarFixture *self, gconstpointer data)
{
  const char *const answers[] = { MADE, NULL };

  sidebar_join (self, TALK_LOBBY (10, 10));
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      GtkWindow *dialog = NULL;
      gint64 id = 0;

      ui_new_room_dialog_present (GTK_WIDGET (self->sidebar), self->talk.session, "Cake");
      dialog = g_object_ref (sidebar_find_dialog (self));
      g_signal_emit_by_name (find_by_id (dialog, "create_button"), "clicked");
      id = sidebar_expect (self, "create", NULL);
      gtk_window_destroy (dialog);
      wait_settle ();
      if (answers[i] != NULL)
        talk_answer (&self->talk, id, answers[i]);
      else
        talk_refuse (&self->talk, id, "forbidden");
      WAIT_FOR (G_OBJECT (dialog)->ref_count == 1);
      g_assert_finalize_object (dialog);
    }
  g_assert_cmpstr (self->asked->str, ==, "");
}

static void
test_a_name_that_cannot_be (SidebarFixture *self, gconstpointer data)
{
  GtkWindow *dialog = NULL;

  sidebar_join (self, TALK_LOBBY (10, 10));
  ui_new_room_dialog_present (GTK_WIDGET (self->sidebar), self->talk.session,
                              "a name that is far too long to be one");
  dialog = sidebar_find_dialog (self);
  g_signal_emit_by_name (find_by_id (dialog, "create_button"), "clicked");
  g_assert_true (is_shown (dialog, "problem"));
  close_dialog (self);
}

static void
test_finds_somebody (SidebarFixture *self, gconstpointer data)
{
  GtkWindow *dialog = NULL;
  GListModel *model = NULL;
  gint64 id = 0;

  sidebar_join (self, TALK_LOBBY (10, 10));
  gtk_widget_activate_action (GTK_WIDGET (self->sidebar), "sidebar.new-direct", NULL);
  dialog = sidebar_find_dialog (self);
  id = sidebar_expect (self, "members", NULL);
  talk_answer (&self->talk, id,
               "{'members': [{'user': {'id': 'u1', 'name': 'ana', 'online': true}, 'role': 'member'},"
               " {'user': {'id': 'u5', 'name': 'guest', 'kind': 'guest'}, 'role': 'member'},"
               " {'user': {'id': 'u2', 'name': 'berta', 'online': true}, 'role': 'member'}],"
               " 'more': false}");
  model = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (find_by_id (dialog, "list"))));
  WAIT_FOR (g_list_model_get_n_items (model) == 1);
  g_signal_emit_by_name (find_by_id (dialog, "list"), "activate", 0);
  assert_asked (self, "open-direct u2, ");
}

static void
test_browses (SidebarFixture *self, gconstpointer data)
{
  g_autoptr (CharlaMessage) request = NULL;
  GtkWindow *dialog = NULL;
  GtkStack *stack = NULL;
  gint64 id = 0;

  sidebar_join (self, TALK_LOBBY (10, 10) ", " TEA);
  gtk_widget_activate_action (GTK_WIDGET (self->sidebar), "sidebar.browse", NULL);
  dialog = sidebar_find_dialog (self);
  stack = GTK_STACK (find_by_id (dialog, "stack"));
  g_assert_true (gtk_stack_get_visible_child (stack) == find_by_id (dialog, "loading_page"));
  id = sidebar_expect (self, "rooms", &request);
  g_assert_false (charla_message_has (request, "query"));
  talk_answer (&self->talk, id, "{'rooms': [" FOUND "], 'more': false}");
  WAIT_FOR (gtk_stack_get_visible_child (stack) == find_by_id (dialog, "list_page"));

  gtk_editable_set_text (GTK_EDITABLE (find_by_id (dialog, "entry")), "xyz");
  id = sidebar_expect (self, "rooms", NULL);
  talk_answer (&self->talk, id, "{'rooms': [], 'more': false}");
  WAIT_FOR (gtk_stack_get_visible_child (stack) == find_by_id (dialog, "nothing_page"));

  gtk_editable_set_text (GTK_EDITABLE (find_by_id (dialog, "entry")), "xy");
  id = sidebar_expect (self, "rooms", NULL);
  talk_refuse (&self->talk, id, "rate-limited");
  WAIT_FOR (gtk_stack_get_visible_child (stack) == find_by_id (dialog, "failed_page"));

  gtk_editable_set_text (GTK_EDITABLE (find_by_id (dialog, "entry")), "k");
  id = sidebar_expect (self, "rooms", NULL);
  talk_answer (&self->talk, id, "{'rooms': [" FOUND "], 'more': false}");
  WAIT_FOR (gtk_stack_get_visible_child (stack) == find_by_id (dialog, "list_page"));
  g_signal_emit_by_name (find_by_id (dialog, "entry"), "activate");
  assert_asked (self, "join-room r9, ");
}

static void
test_browses_to_what_one_is_in (SidebarFixture *self, gconstpointer data)
{
  GtkWindow *dialog = NULL;
  GListModel *model = NULL;
  gint64 id = 0;

  sidebar_join (self, TALK_LOBBY (10, 10) ", " TEA);
  ui_browse_dialog_present (GTK_WIDGET (self->sidebar), self->talk.session);
  dialog = sidebar_find_dialog (self);
  model = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (find_by_id (dialog, "list"))));
  id = sidebar_expect (self, "rooms", NULL);
  talk_answer (&self->talk, id, "{'rooms': [" FOUND "], 'more': false}");
  WAIT_FOR (g_list_model_get_n_items (model) == 2);
  g_signal_emit_by_name (find_by_id (dialog, "list"), "activate", 1);
  assert_asked (self, "open-room r2, ");
}

static void
test_closes (SidebarFixture *self, gconstpointer data)
{
  sidebar_join (self, TALK_LOBBY (10, 10));
  ui_browse_dialog_present (GTK_WIDGET (self->sidebar), self->talk.session);
  close_dialog (self);
  ui_new_direct_dialog_present (GTK_WIDGET (self->sidebar), self->talk.session);
  close_dialog (self);
}

#define ADD(path, test)                                                                           \
  g_test_add (path, SidebarFixture, NULL, sidebar_set_up, test, sidebar_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/sidebar-dialogs/leaves", test_leaves);
  ADD ("/sidebar-dialogs/room", test_makes_a_room);
  ADD ("/sidebar-dialogs/room-closed", test_closed_while_making);
  ADD ("/sidebar-dialogs/name", test_a_name_that_cannot_be);
  ADD ("/sidebar-dialogs/direct", test_finds_somebody);
  ADD ("/sidebar-dialogs/browse", test_browses);
  ADD ("/sidebar-dialogs/browse-joined", test_browses_to_what_one_is_in);
  ADD ("/sidebar-dialogs/closes", test_closes);

  return g_test_run ();
}
