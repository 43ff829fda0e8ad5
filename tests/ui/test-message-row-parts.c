/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "made.h"
#include "message-actions.h"
#include "ui-message-row.h"
#include "widgets.h"

#define NOON G_GINT64_CONSTANT (1772452800000)

static ClientMessage *
from (const char *sender, const char *text)
{
  return made (sender, text, NOON, FALSE, CLIENT_MESSAGE_SENT);
}

static ClientMessage *
own (const char *text, ClientMessageState state)
{
  return made ("ana", text, NOON, TRUE, state);
}

static const UiMessageContext no_context = { 0 };

static UiMessageRow *
row_for (ClientMessage *message, ClientMessage *previous, ClientMessage *next)
{
  UiMessageRow *row = UI_MESSAGE_ROW (g_object_ref_sink (ui_message_row_new ()));

  ui_message_row_bind (row, message, previous, next, &no_context);
  return row;
}

static ClientMessageInfo *
info_of (gint64 seq, const char *text)
{
  ClientMessageInfo *info = client_message_info_new ();

  info->seq = seq;
  info->time = NOON;
  info->room = g_strdup ("r1");
  info->user = g_strdup ("u1");
  info->name = g_strdup ("bea");
  info->text = g_strdup (text);
  return info;
}

/* What is made for one message is not seen at the next one. */
static void
test_all (void)
{
  g_autoptr (ClientMessageInfo) info = info_of (5, "Hello");
  g_autoptr (ClientMessage) message = NULL;
  g_autoptr (ClientMessage) plain = from ("bea", "Hello");
  char *mentioned[] = { (char *) "me", NULL };
  UiMessageRow *row = NULL;

  info->reply = 3;
  info->edited = NOON + 1;
  info->mentions = g_strdupv (mentioned);
  client_message_info_add_reaction (info, "👍", 1, FALSE);
  message = client_message_new_received (info, "me");
  client_message_set_after_hole (message, TRUE);

  row = row_for (message, NULL, NULL);
  ui_message_row_bind (row, message, NULL, NULL, &(UiMessageContext){ .unread_after = 4 });
  g_assert_true (has (row, "UiQuote"));
  g_assert_true (has (row, "edited"));
  g_assert_true (has (row, "reactions"));
  g_assert_true (has (row, "hole"));
  g_assert_true (has (row, "new"));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (row), "mentioned"));

  client_message_set_after_hole (message, FALSE);
  g_assert_false (has (row, "hole"));

  ui_message_row_unbind (row);
  ui_message_row_bind (row, plain, NULL, NULL, &no_context);
  g_assert_false (has (row, "UiQuote"));
  g_assert_false (has (row, "edited"));
  g_assert_false (has (row, "reactions"));
  g_assert_false (has (row, "hole"));
  g_assert_false (has (row, "new"));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (row), "mentioned"));

  g_assert_finalize_object (row);
}

/* What others do to a message is seen, and heard, at once. */
static void
test_changes (void)
{
  g_autoptr (ClientMessageInfo) before = info_of (5, "Hello");
  g_autoptr (ClientMessageInfo) edited = info_of (5, "Hello **all**");
  g_autoptr (ClientMessageInfo) deleted = info_of (5, "");
  g_autoptr (ClientMessage) message = client_message_new_received (before, "me");
  UiMessageRow *row = row_for (message, NULL, NULL);

  edited->edited = NOON + 1;
  client_message_info_add_reaction (edited, "👍", 1, TRUE);
  client_message_update (message, edited, "me");
  g_assert_cmpstr (text_of (row, "text_label"), ==, "Hello all");
  g_assert_true (has (row, "edited"));
  g_assert_true (has (row, "reactions"));
  gtk_test_accessible_assert_property (row,
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "bea: Hello all, 12:00, edited, 👍 by you");

  deleted->is_deleted = TRUE;
  client_message_update (message, deleted, "me");
  g_assert_cmpstr (text_of (row, "text_label"), ==, "Message deleted");
  g_assert_true (gtk_widget_has_css_class (find_by_id (row, "bubble"), "deleted"));
  g_assert_false (has (row, "edited"));
  g_assert_false (has (row, "reactions"));
  g_assert_cmphex (ui_message_row_get_offers (row), ==, 0);

  g_assert_finalize_object (row);
}

static void
test_read (void)
{
  const UiMessageContext sent = { .is_direct = TRUE, .read_by_others = 4 };
  const UiMessageContext read = { .is_direct = TRUE, .read_by_others = 5 };
  g_autoptr (ClientMessage) message = own ("Hi", CLIENT_MESSAGE_QUEUED);
  UiMessageRow *row = row_for (message, NULL, NULL);

  ui_message_row_bind (row, message, NULL, NULL, &sent);
  client_message_report (message, CLIENT_MESSAGE_SENT, 5, NULL);
  g_assert_cmpstr (
    gtk_image_get_icon_name (GTK_IMAGE (find_by_id (row, "progress"))), ==, "charla-sent-symbolic");

  ui_message_row_bind (row, message, NULL, NULL, &read);
  g_assert_cmpstr (
    gtk_image_get_icon_name (GTK_IMAGE (find_by_id (row, "progress"))), ==, "charla-read-symbolic");
  gtk_test_accessible_assert_property (
    row, GTK_ACCESSIBLE_PROPERTY_LABEL, "You: Hi, 12:00, Read");

  g_assert_finalize_object (row);
}

static void
test_actions (void)
{
  g_autoptr (ClientMessage) failed = own ("Hi", CLIENT_MESSAGE_FAILED);
  g_autoptr (ClientMessage) theirs = from ("bea", "Hello");
  UiMessageRow *row = row_for (failed, NULL, NULL);
  GString *log = watch_actions (GTK_WIDGET (row));

  gtk_widget_activate_action (GTK_WIDGET (row), "message.retry", NULL);
  gtk_widget_activate_action (GTK_WIDGET (row), "message.discard", NULL);
  ui_message_row_bind (row, theirs, NULL, NULL, &no_context);
  gtk_widget_activate_action (GTK_WIDGET (row), "message.retry", NULL);
  gtk_widget_activate_action (GTK_WIDGET (row), "message.reply", NULL);
  gtk_widget_activate_action (GTK_WIDGET (row), "message.load-hole", NULL);
  g_signal_emit_by_name (find_by_id (row, "sender_button"), "clicked");
  g_assert_cmpstr (
    log->str, ==, "retry 'n1'\ndrop 'n1'\nreply 1\nload-hole 1\ndetails-of 'other'\n");

  g_assert_finalize_object (row);
  g_string_free (log, TRUE);
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/message-row-parts/all", test_all);
  g_test_add_func ("/message-row-parts/changes", test_changes);
  g_test_add_func ("/message-row-parts/read", test_read);
  g_test_add_func ("/message-row-parts/actions", test_actions);

  return g_test_run ();
}
