/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pane-fixture.h"
#include "ui-password-dialog.h"
#include "ui-profile-dialog.h"
#include "wait.h"
#include "widgets.h"

static GtkWidget *
present (Pane *self)
{
  return ui_profile_dialog_present (self->bin, self->talk.session);
}

static void
activate (gpointer root, const char *id)
{
  g_signal_emit_by_name (find_by_id (root, id), "activated");
}

static void
write_text (gpointer root, const char *id, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_by_id (root, id)), text);
}

static void
test_status (Pane *self, gconstpointer role)
{
  GtkWidget *profile = present (self);
  GtkWidget *state = find_by_id (profile, "state_row");
  CharlaMessage *request = NULL;

  g_assert_cmpstr (
    adw_preferences_row_get_title (ADW_PREFERENCES_ROW (find_by_id (profile, "name_row"))), ==,
    "ana");
  adw_combo_row_set_selected (ADW_COMBO_ROW (state), 2);
  request = pane_expect (self, "status");
  g_assert_cmpstr (charla_message_get_string (request, "state"), ==, "busy");

  pane_forget (self, "status");
  write_text (profile, "status_row", " Lunch ");
  g_signal_emit_by_name (find_by_id (profile, "status_row"), "apply");
  request = pane_expect (self, "status");
  g_assert_cmpstr (charla_message_get_string (request, "text"), ==, "Lunch");
  g_assert_cmpstr (charla_message_get_string (request, "state"), ==, "busy");

  fake_server_tell (self->talk.server,
                    "{'ev': 'user', 'user': {'id': 'u1', 'name': 'ana', 'kind': 'user',"
                    " 'online': true, 'status': 'Back', 'state': 'away'}}");
  PANE_WAIT_FOR_TEXT (profile, "status_row", "Back");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (state)), ==, 1);
  pane_close (self, profile);
}

static void
test_password (Pane *self, gconstpointer role)
{
  GtkWidget *profile = present (self);
  gpointer dialog = NULL;
  GtkWidget *button = NULL;
  CharlaMessage *request = NULL;

  activate (profile, "password_row");
  dialog = pane_get_top (self, UI_TYPE_PASSWORD_DIALOG);
  button = find_by_id (dialog, "set_button");
  g_assert_false (gtk_widget_get_sensitive (button));
  write_text (dialog, "new_row", "horse");
  write_text (dialog, "again_row", "ho");
  g_assert_false (is_shown (dialog, "problem"));
  write_text (dialog, "again_row", "house");
  g_assert_true (is_shown (dialog, "problem"));
  g_assert_false (gtk_widget_get_sensitive (button));
  write_text (dialog, "again_row", "horse");
  g_assert_true (gtk_widget_get_sensitive (button));

  pane_answer (self, "password", "!auth-required");
  g_signal_emit_by_name (button, "clicked");
  g_assert_false (charla_message_has (pane_expect (self, "password"), "old"));
  WAIT_FOR (is_shown (dialog, "old_row"));
  g_assert_cmpstr (text_of (dialog, "problem"), ==,
                   "Your account has a password already. Enter it, too.");
  g_assert_false (gtk_widget_get_sensitive (button));

  pane_forget (self, "password");
  pane_answer (self, "password", "!auth-failed");
  write_text (dialog, "old_row", "cow");
  g_signal_emit_by_name (find_by_id (dialog, "again_row"), "entry-activated");
  pane_expect (self, "password");
  WAIT_FOR (is_shown (dialog, "problem"));

  pane_forget (self, "password");
  pane_answer (self, "password", "{}");
  write_text (dialog, "old_row", "sheep");
  g_signal_emit_by_name (button, "clicked");
  request = pane_expect (self, "password");
  g_assert_cmpstr (charla_message_get_string (request, "new"), ==, "horse");
  g_assert_cmpstr (charla_message_get_string (request, "old"), ==, "sheep");
  WAIT_FOR (pane_get_top (self, UI_TYPE_PASSWORD_DIALOG) == NULL);
  pane_close (self, profile);
}

static void
log_out (Pane *self, const char *row, const char *response)
{
  GtkWidget *profile = present (self);
  gpointer question = NULL;

  activate (profile, row);
  question = pane_get_top (self, ADW_TYPE_MESSAGE_DIALOG);
  adw_message_dialog_response (question, response);
  pane_close (self, question);
}

static void
test_logs_out_here (Pane *self, gconstpointer role)
{
  gboolean all = FALSE;

  log_out (self, "log_out_row", "here");
  if (charla_message_get_bool (pane_expect (self, "logout"), "all", &all))
    g_assert_false (all);
  WAIT_FOR (g_str_equal (self->actions->str, "toast 'You are logged out'\n"));
  g_assert_cmpint (client_session_get_state (self->talk.session), ==, CLIENT_SESSION_OFFLINE);
}

static void
test_logs_out_everywhere (Pane *self, gconstpointer role)
{
  gboolean all = FALSE;

  log_out (self, "log_out_all_row", "everywhere");
  g_assert_true (charla_message_get_bool (pane_expect (self, "logout"), "all", &all));
  g_assert_true (all);
  WAIT_FOR (self->actions->len > 0);
}

static void
test_offers_a_password_first (Pane *self, gconstpointer role)
{
  log_out (self, "log_out_row", "password");
  g_assert_nonnull (pane_get_top (self, UI_TYPE_PASSWORD_DIALOG));
  g_assert_false (g_hash_table_contains (self->asked, "logout"));
}

#define ADD(path, test) g_test_add (path, Pane, PANE_MEMBER, pane_set_up, test, pane_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/profile-dialog/status", test_status);
  ADD ("/profile-dialog/password", test_password);
  ADD ("/profile-dialog/here", test_logs_out_here);
  ADD ("/profile-dialog/everywhere", test_logs_out_everywhere);
  ADD ("/profile-dialog/offers", test_offers_a_password_first);

  return g_test_run ();
}
