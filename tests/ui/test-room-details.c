/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pane-fixture.h"
#include "ui-invite-dialog.h"
#include "ui-room-details.h"
#include "wait.h"
#include "widgets.h"

static GtkWidget *
present (Pane *self)
{
  return ui_room_details_present (self->bin, self->talk.session, self->room);
}

static void
activate (gpointer root, const char *id)
{
  g_signal_emit_by_name (find_by_id (root, id), "activated");
}

static void
test_as_a_member (Pane *self, gconstpointer role)
{
  GtkWidget *details = present (self);

  g_assert_false (is_shown (details, "name_entry"));
  g_assert_false (is_shown (details, "topic_entry"));
  g_assert_false (is_shown (details, "invite_row"));
  g_assert_false (is_shown (details, "order_group"));
  g_assert_true (is_shown (details, "leave_group"));
  g_assert_cmpstr (
    adw_action_row_get_subtitle (ADW_ACTION_ROW (find_by_id (details, "name_row"))), ==,
    "Kitchen");
  g_assert_cmpstr (
    adw_action_row_get_subtitle (ADW_ACTION_ROW (find_by_id (details, "topic_row"))), ==, "Lunch");
  g_assert_cmpstr (
    adw_preferences_row_get_title (ADW_PREFERENCES_ROW (find_by_id (details, "kind_row"))), ==,
    "Private Room");
  g_assert_cmpstr (text_of (details, "members"), ==, "3");
  pane_close (self, details);
}

static void
test_changes (Pane *self, gconstpointer role)
{
  GtkWidget *details = present (self);

  g_assert_true (is_shown (details, "name_entry"));
  gtk_editable_set_text (GTK_EDITABLE (find_by_id (details, "name_entry")), " Larder ");
  g_signal_emit_by_name (find_by_id (details, "name_entry"), "apply");
  g_assert_cmpstr (charla_message_get_string (pane_expect (self, "rename"), "text"), ==, "Larder");
  gtk_editable_set_text (GTK_EDITABLE (find_by_id (details, "topic_entry")), "Soup");
  g_signal_emit_by_name (find_by_id (details, "topic_entry"), "apply");
  g_assert_cmpstr (charla_message_get_string (pane_expect (self, "topic"), "text"), ==, "Soup");

  fake_server_tell (self->talk.server,
                    "{'ev': 'room', 'seq': 11, 'time': 1000, 'prev': 10, 'room': {'id': 'r2',"
                    " 'kind': 'private', 'name': 'Pantry', 'topic': 'Bread'}}");
  PANE_WAIT_FOR_TEXT (details, "name_entry", "Pantry");
  g_assert_cmpstr (text_of (details, "topic_entry"), ==, "Bread");
  pane_close (self, details);
}

static void
test_keeps (Pane *self, gconstpointer role)
{
  GtkWidget *details = present (self);

  gtk_switch_set_active (GTK_SWITCH (find_by_id (details, "mute_switch")), TRUE);
  g_assert_true (client_room_get_is_muted (self->room));
  gtk_switch_set_active (GTK_SWITCH (find_by_id (details, "pin_switch")), TRUE);
  g_assert_true (client_room_get_is_pinned (self->room));
  client_session_set_muted (self->talk.session, self->room, FALSE);
  g_assert_false (gtk_switch_get_active (GTK_SWITCH (find_by_id (details, "mute_switch"))));
  pane_close (self, details);
}

static void
test_leaves (Pane *self, gconstpointer role)
{
  GtkWidget *details = present (self);
  gpointer question = NULL;

  activate (details, "leave_row");
  question = pane_get_top (self, ADW_TYPE_MESSAGE_DIALOG);
  g_assert_cmpstr (adw_message_dialog_get_heading (question), ==, "Leave “\u2068Kitchen\u2069”?");
  g_assert_cmpstr (adw_message_dialog_get_body (question), ==,
                   "To come back you have to be invited again.");
  adw_message_dialog_response (question, "leave");
  pane_close (self, question);
  g_assert_cmpstr (charla_message_get_string (pane_expect (self, "leave"), "room"), ==, "r2");
  WAIT_FOR (pane_get_top (self, UI_TYPE_ROOM_DETAILS) == NULL);
}

static gboolean
is_page (gpointer details, const char *page)
{
  return gtk_stack_get_visible_child (GTK_STACK (find_by_id (details, "stack")))
         == find_by_id (details, page);
}

static GtkWidget *
find_button (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_BUTTON (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child);

  return found;
}

static void
test_bans (Pane *self, gconstpointer role)
{
  GtkWidget *details = present (self);
  GtkListBox *list = NULL;
  GtkListBoxRow *row = NULL;
  CharlaMessage *request = NULL;

  pane_answer (self, "bans",
               "{'bans': [{'kind': 'mute', 'seq': 9, 'time': 1000, 'room': 'r2',"
               " 'user': {'id': 'u2', 'name': 'berta'}, 'by': {'id': 'u1', 'name': 'ana'}}],"
               " 'more': false}");
  activate (details, "bans_row");
  WAIT_FOR (is_page (details, "list_page"));
  g_assert_false (is_shown (details, "more_button"));
  list = GTK_LIST_BOX (find_by_id (details, "list"));
  row = gtk_list_box_get_row_at_index (list, 0);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==,
                   "\u2068berta\u2069: muted");

  pane_answer (self, "mute", "!forbidden");
  g_signal_emit_by_name (find_button (GTK_WIDGET (row)), "clicked");
  request = pane_expect (self, "mute");
  g_assert_cmpstr (charla_message_get_string (request, "user"), ==, "berta");
  WAIT_FOR (gtk_widget_get_sensitive (GTK_WIDGET (row)));
  pane_answer (self, "mute", "{}");
  g_signal_emit_by_name (find_button (GTK_WIDGET (row)), "clicked");
  WAIT_FOR (is_page (details, "status_page"));
  pane_close (self, details);
}

static void
test_audit (Pane *self, gconstpointer role)
{
  GtkWidget *details = present (self);
  GtkListBox *list = NULL;
  gint64 before = 0;

  pane_answer (self, "audit",
               "{'entries': [{'entry': 6, 'time': 1000, 'seq': 9, 'action': 'topic',"
               " 'by': {'id': 'u1', 'name': 'ana'}, 'room': {'id': 'r2', 'name': 'Kitchen'},"
               " 'text': 'Lunch'}], 'more': true}");
  activate (details, "audit_row");
  WAIT_FOR (is_page (details, "list_page"));
  list = GTK_LIST_BOX (find_by_id (details, "list"));
  pane_forget (self, "audit");
  pane_answer (self, "audit", "{'entries': [], 'more': false}");
  g_signal_emit_by_name (find_by_id (details, "more_button"), "clicked");
  g_assert_true (charla_message_get_int (pane_expect (self, "audit"), "before", &before));
  g_assert_cmpint (before, ==, 6);
  WAIT_FOR (!is_shown (details, "more_button"));
  g_assert_null (gtk_list_box_get_row_at_index (list, 1));
  pane_close (self, details);
}

static void
test_audit_fails (Pane *self, gconstpointer role)
{
  GtkWidget *details = present (self);

  pane_answer (self, "audit", "!internal");
  activate (details, "audit_row");
  WAIT_FOR (is_page (details, "status_page"));
  g_assert_cmpstr (
    adw_status_page_get_title (ADW_STATUS_PAGE (find_by_id (details, "status_page"))), ==,
    "This Cannot Be Listed");
  pane_close (self, details);
}

#define ADD(path, role, test) g_test_add (path, Pane, role, pane_set_up, test, pane_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/room-details/member", PANE_MEMBER, test_as_a_member);
  ADD ("/room-details/changes", PANE_OWNER, test_changes);
  ADD ("/room-details/keeps", PANE_MEMBER, test_keeps);
  ADD ("/room-details/leaves", PANE_MEMBER, test_leaves);
  ADD ("/room-details/bans", PANE_OWNER, test_bans);
  ADD ("/room-details/audit", PANE_OWNER, test_audit);
  ADD ("/room-details/audit-fails", PANE_OWNER, test_audit_fails);

  return g_test_run ();
}
