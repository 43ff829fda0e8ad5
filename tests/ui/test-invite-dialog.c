/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pane-fixture.h"
#include "ui-invite-dialog.h"
#include "wait.h"
#include "widgets.h"

#define LOBBY_MEMBERS                                                                             \
  "{'members': [{'user': " PANE_USER ("u1", "ana", "") ", 'role': 'member'},"                     \
  " {'user': " PANE_USER ("u4", "dora", "") ", 'role': 'member'},"                                \
  " {'user': " PANE_USER ("u5", "emil", "") ", 'role': 'member'}], 'more': false}"

static GtkWidget *
get_list (GtkWidget *dialog)
{
  return gtk_scrolled_window_get_child (
    GTK_SCROLLED_WINDOW (find_by_id (find_by_id (dialog, "list"), "list_page")));
}

static guint
count (GtkWidget *dialog)
{
  return g_list_model_get_n_items (
    G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (get_list (dialog)))));
}

static GtkWidget *
present (Pane *self)
{
  return ui_invite_dialog_present (self->bin, self->talk.session, self->room);
}

static void
test_invites (Pane *self, gconstpointer role)
{
  GtkWidget *dialog = NULL;
  GtkWidget *button = NULL;
  CharlaMessage *request = NULL;

  pane_answer (self, "members", LOBBY_MEMBERS);
  dialog = present (self);
  button = find_by_id (dialog, "invite_button");
  /* As the Kitchen is said to have the same people, there is nobody left. */
  WAIT_FOR (gtk_stack_get_visible_child (
              GTK_STACK (find_by_id (find_by_id (dialog, "list"), "stack")))
            == find_by_id (find_by_id (dialog, "list"), "nobody_page"));
  g_assert_cmpstr (
    adw_status_page_get_title (
      ADW_STATUS_PAGE (find_by_id (find_by_id (dialog, "list"), "nobody_page"))),
    ==, "Everybody Is in This Room");
  g_assert_false (gtk_widget_get_sensitive (button));

  fake_server_tell (self->talk.server,
                    "{'ev': 'member', 'seq': 11, 'time': 1000, 'prev': 10, 'room': 'r2', 'user': "
                    PANE_USER ("u4", "dora", "") ", 'role': null}");
  WAIT_FOR (count (dialog) == 1);
  g_signal_emit_by_name (get_list (dialog), "activate", 0u);
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (get_list (dialog), "activate", 0u);
  g_assert_false (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (get_list (dialog), "activate", 0u);
  gtk_editable_set_text (GTK_EDITABLE (find_by_id (dialog, "reason_row")), "Soup");

  pane_answer (self, "invite", "!forbidden");
  g_signal_emit_by_name (button, "clicked");
  request = pane_expect (self, "invite");
  g_assert_cmpstr (charla_message_get_string (request, "user"), ==, "u4");
  g_assert_cmpstr (charla_message_get_string (request, "reason"), ==, "Soup");
  WAIT_FOR (is_shown (dialog, "problem") && gtk_widget_get_sensitive (button));

  pane_answer (self, "invite", "{}");
  g_signal_emit_by_name (button, "clicked");
  WAIT_FOR (g_str_equal (self->actions->str, "toast '1 person was invited'\n"));
  WAIT_FOR (pane_get_top (self, UI_TYPE_INVITE_DIALOG) == NULL);
}

static void
test_closes (Pane *self, gconstpointer role)
{
  GtkWidget *dialog = present (self);

  pane_expect (self, "members");
  pane_close (self, dialog);
}

#define ADD(path, role, test) g_test_add (path, Pane, role, pane_set_up, test, pane_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/invite-dialog/invites", PANE_OWNER, test_invites);
  ADD ("/invite-dialog/closes", PANE_OWNER, test_closes);

  return g_test_run ();
}
