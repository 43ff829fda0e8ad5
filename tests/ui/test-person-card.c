/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pane-fixture.h"
#include "ui-person-card.h"
#include "ui-verdict-dialog.h"
#include "wait.h"
#include "widgets.h"

static GtkWidget *
present (Pane *self, const char *user)
{
  GtkWidget *card = ui_person_card_present (self->bin, self->talk.session, self->room, user);

  pane_expect (self, "members");
  return card;
}

static void
activate (gpointer card, const char *id)
{
  g_signal_emit_by_name (find_by_id (card, id), "activated");
}

static void
test_tells (Pane *self, gconstpointer role)
{
  GtkWidget *card = NULL;

  pane_answer (self, "whois", "{'user': " PANE_USER ("u2", "berta", ", 'status': 'Out'") "}");
  card = ui_person_card_present (self->bin, self->talk.session, NULL, "u2");
  PANE_WAIT_FOR_TEXT (card, "name", "berta");
  g_assert_cmpstr (text_of (card, "status"), ==, "Online · \u2068Out\u2069");
  g_assert_false (is_shown (card, "order_group"));
  g_assert_false (is_shown (card, "kind"));
  g_signal_emit_by_name (find_by_id (card, "message_button"), "clicked");
  g_assert_cmpstr (self->actions->str, ==, "open-direct 'u2'\n");
  wait_settle ();
  g_assert_null (pane_get_top (self, UI_TYPE_PERSON_CARD));
}

static void
test_as_a_member (Pane *self, gconstpointer role)
{
  GtkWidget *card = present (self, "u2");

  PANE_WAIT_FOR_TEXT (card, "kind", "Moderator");
  g_assert_false (is_shown (card, "order_group"));
  g_assert_true (is_shown (card, "message_button"));
  g_assert_false (g_hash_table_contains (self->asked, "bans"));
  pane_close (self, card);

  card = present (self, "u1");
  g_assert_false (is_shown (card, "message_button"));
  pane_close (self, card);
}

static UiVerdictDialog *
ask (Pane *self, const char *row)
{
  GtkWidget *card = present (self, "u2");
  gpointer dialog = NULL;

  WAIT_FOR (is_shown (card, row));
  activate (card, row);
  dialog = pane_get_top (self, UI_TYPE_VERDICT_DIALOG);
  g_assert_nonnull (dialog);
  WAIT_FOR (pane_get_top (self, UI_TYPE_PERSON_CARD) == NULL);
  return dialog;
}

static AdwEntryRow *
find_reason (GtkWidget *widget)
{
  AdwEntryRow *found = ADW_IS_ENTRY_ROW (widget) ? ADW_ENTRY_ROW (widget) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_reason (child);

  return found;
}

/* As a button of the dialog does. */
static void
respond (Pane *self, gpointer dialog, const char *response)
{
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  pane_close (self, dialog);
}

static void
confirm (Pane *self, UiVerdictDialog *dialog, const char *reason)
{
  gtk_editable_set_text (GTK_EDITABLE (find_reason (GTK_WIDGET (dialog))), reason);
  respond (self, dialog, "confirm");
}

static void
test_kicks (Pane *self, gconstpointer role)
{
  UiVerdictDialog *dialog = ask (self, "kick_row");
  CharlaMessage *request = NULL;

  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)), ==,
                   "Remove “\u2068berta\u2069”?");
  confirm (self, dialog, "  Pizza ");
  request = pane_expect (self, "kick");
  g_assert_cmpstr (charla_message_get_string (request, "user"), ==, "u2");
  g_assert_cmpstr (charla_message_get_string (request, "reason"), ==, "Pizza");
  WAIT_FOR (g_str_equal (self->actions->str, "toast '“\u2068berta\u2069” was removed'\n"));
}

static void
test_mutes (Pane *self, gconstpointer role)
{
  UiVerdictDialog *dialog = ask (self, "mute_row");
  CharlaMessage *request = NULL;

  pane_answer (self, "mute", "!forbidden");
  confirm (self, dialog, "");
  request = pane_expect (self, "mute");
  g_assert_false (charla_message_has (request, "reason"));
  g_assert_false (charla_message_has (request, "until"));
  WAIT_FOR (g_str_has_prefix (self->actions->str, "toast "));
  g_assert_null (strstr (self->actions->str, "was muted"));
}

static void
test_bans (Pane *self, gconstpointer role)
{
  UiVerdictDialog *dialog = ask (self, "ban_row");

  respond (self, dialog, "cancel");
  g_assert_false (g_hash_table_contains (self->asked, "ban"));
  dialog = ask (self, "ban_row");
  confirm (self, dialog, "");
  g_assert_cmpstr (charla_message_get_string (pane_expect (self, "ban"), "room"), ==, "r2");
  WAIT_FOR (g_str_equal (self->actions->str, "toast '“\u2068berta\u2069” was banned'\n"));
}

static void
test_lifts (Pane *self, gconstpointer role)
{
  GtkWidget *card = NULL;
  gboolean on = TRUE;

  pane_answer (self, "bans",
               "{'bans': [{'kind': 'mute', 'seq': 9, 'time': 1000, 'room': 'r2',"
               " 'user': {'id': 'u2', 'name': 'berta'}, 'by': {'id': 'u1', 'name': 'ana'}}],"
               " 'more': false}");
  card = present (self, "u2");
  WAIT_FOR (is_shown (card, "unmute_row"));
  g_assert_false (is_shown (card, "mute_row"));
  g_assert_true (is_shown (card, "ban_row"));
  activate (card, "unmute_row");
  g_assert_true (charla_message_get_bool (pane_expect (self, "mute"), "on", &on));
  g_assert_false (on);
  WAIT_FOR (g_str_equal (self->actions->str, "toast 'They may speak again'\n"));
}

static void
test_gives_roles (Pane *self, gconstpointer role)
{
  GtkWidget *card = present (self, "u2");
  GtkWidget *row = find_by_id (card, "role_row");
  gpointer question = NULL;

  WAIT_FOR (is_shown (card, "role_row"));
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, 1);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 2);
  question = pane_get_top (self, ADW_TYPE_MESSAGE_DIALOG);
  respond (self, question, "cancel");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, 1);
  wait_settle ();

  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 0);
  g_assert_cmpstr (charla_message_get_string (pane_expect (self, "role"), "role"), ==, "member");
  WAIT_FOR (g_str_equal (self->actions->str, "toast '\u2068berta\u2069 is now: Member'\n"));
  pane_close (self, card);
}

#define ADD(path, role, test) g_test_add (path, Pane, role, pane_set_up, test, pane_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/person-card/tells", PANE_OWNER, test_tells);
  ADD ("/person-card/member", PANE_MEMBER, test_as_a_member);
  ADD ("/person-card/kicks", PANE_OWNER, test_kicks);
  ADD ("/person-card/mutes", PANE_OWNER, test_mutes);
  ADD ("/person-card/bans", PANE_OWNER, test_bans);
  ADD ("/person-card/lifts", PANE_OWNER, test_lifts);
  ADD ("/person-card/roles", PANE_OWNER, test_gives_roles);

  return g_test_run ();
}
