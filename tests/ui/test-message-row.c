/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <string.h>
#include <time.h>

#include "made.h"
#include "ui-message-row.h"
#include "wait.h"
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

static void
test_of_others (void)
{
  g_autoptr (ClientMessage) message = from ("bea", "Hello <b>you</b>");
  UiMessageRow *row = row_for (message, NULL, NULL);

  g_assert_true (ui_message_row_get_message (row) == message);
  g_assert_cmpstr (text_of (row, "sender_label"), ==, "bea");
  g_assert_cmpstr (text_of (row, "time_label"), ==, "12:00");
  g_assert_cmpstr (text_of (row, "text_label"), ==, "Hello <b>you</b>");
  g_assert_true (is_shown (row, "avatar"));
  g_assert_true (is_shown (row, "date_label"));
  g_assert_false (has (row, "welcome_label"));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (row), "other"));
  gtk_test_accessible_assert_property (row,
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "bea: Hello <b>you</b>, 12:00");

  g_assert_finalize_object (row);
}

static void
test_own (void)
{
  g_autoptr (ClientMessage) message = own ("Hi", CLIENT_MESSAGE_SENT);
  UiMessageRow *row = row_for (message, NULL, NULL);

  g_assert_false (is_shown (row, "sender_button"));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (row), "own"));
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "You: Hi, 12:00");

  g_assert_finalize_object (row);
}

static void
test_groups (void)
{
  g_autoptr (ClientMessage) first = from ("bea", "1");
  g_autoptr (ClientMessage) second = from ("bea", "2");
  g_autoptr (ClientMessage) third = from ("carlos", "3");
  UiMessageRow *row = row_for (second, first, third);

  g_assert_false (is_shown (row, "heading"));
  g_assert_false (is_shown (row, "avatar"));
  g_assert_false (is_shown (row, "date_label"));
  g_assert_true (is_shown (row, "aside_label"));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (row), "continued"));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (row), "goes-on"));

  ui_message_row_bind (row, first, NULL, second, &(UiMessageContext){ .welcome = "Welcome" });
  g_assert_true (is_shown (row, "heading"));
  g_assert_true (is_shown (row, "date_label"));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (find_by_id (row, "welcome_label"))), ==, "Welcome");
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (row), "continued"));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (row), "goes-on"));

  g_assert_finalize_object (row);
}

static void
test_states (void)
{
  g_autoptr (ClientMessage) message = own ("Hi", CLIENT_MESSAGE_QUEUED);
  UiMessageRow *row = row_for (message, NULL, NULL);

  g_assert_true (has (row, "progress"));
  g_assert_false (has (row, "failed"));
  gtk_test_accessible_assert_property (row,
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "You: Hi, 12:00, Waiting to be sent");

  client_message_report (message, CLIENT_MESSAGE_FAILED, 0, NULL);
  g_assert_false (has (row, "progress"));
  g_assert_true (has (row, "failed"));

  client_message_report (message, CLIENT_MESSAGE_SENT, 0, NULL);
  g_assert_false (has (row, "progress"));
  g_assert_false (has (row, "failed"));

  g_assert_finalize_object (row);
}

static void
test_unbound (void)
{
  g_autoptr (ClientMessage) message = own ("Hi", CLIENT_MESSAGE_QUEUED);
  UiMessageRow *row = row_for (message, NULL, NULL);

  ui_message_row_unbind (row);
  g_assert_null (ui_message_row_get_message (row));
  client_message_report (message, CLIENT_MESSAGE_FAILED, 0, NULL);
  g_assert_false (has (row, "failed"));
  gtk_widget_activate_action (GTK_WIDGET (row), "message.copy", NULL);

  g_assert_finalize_object (row);
}

static void
test_unfolds (void)
{
  g_autofree char *text = g_strnfill (5000, 'a');
  g_autoptr (ClientMessage) longer = from ("bea", text);
  g_autoptr (ClientMessage) shorter = from ("bea", "short");
  UiMessageRow *row = row_for (longer, NULL, NULL);

  g_assert_true (is_shown (row, "more_button"));
  g_assert_cmpint (g_utf8_strlen (text_of (row, "text_label"), -1), ==, 2001);

  g_signal_emit_by_name (find_by_id (row, "more_button"), "clicked");
  g_assert_cmpstr (text_of (row, "text_label"), ==, text);
  g_assert_cmpstr (text_of (row, "more_button"), ==, "Show Less");

  ui_message_row_bind (row, shorter, NULL, NULL, &no_context);
  g_assert_false (is_shown (row, "more_button"));

  /* What was unfolded stays so when its row was used for something else. */
  ui_message_row_bind (row, longer, NULL, NULL, &no_context);
  g_assert_cmpstr (text_of (row, "text_label"), ==, text);

  g_signal_emit_by_name (find_by_id (row, "more_button"), "clicked");
  g_assert_cmpstr (text_of (row, "more_button"), ==, "Show More");

  g_assert_finalize_object (row);
}

static void
test_emoji (void)
{
  g_autoptr (ClientMessage) emoji = from ("bea", "🎉🎉");
  g_autoptr (ClientMessage) text = from ("bea", "🎉 ok");
  UiMessageRow *row = row_for (emoji, NULL, NULL);

  g_assert_true (gtk_widget_has_css_class (find_by_id (row, "bubble"), "emoji"));
  ui_message_row_bind (row, text, NULL, NULL, &no_context);
  g_assert_false (gtk_widget_has_css_class (find_by_id (row, "bubble"), "emoji"));

  g_assert_finalize_object (row);
}

static char *
repeat (const char *unit, guint n)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (string, unit);

  return g_string_free (string, FALSE);
}

static void
on_copied (GObject *source, GAsyncResult *result, gpointer data)
{
  char **text = data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
test_copies (void)
{
  g_autoptr (ClientMessage) message = from ("bea", "a\r\nb http://a.example");
  UiMessageRow *row = row_for (message, NULL, NULL);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (row));
  g_autofree char *text = NULL;

  gtk_widget_activate_action (GTK_WIDGET (row), "message.copy", NULL);
  gdk_clipboard_read_text_async (clipboard, NULL, on_copied, &text);
  WAIT_FOR (text != NULL);
  g_assert_cmpstr (text, ==, "a\r\nb http://a.example");

  g_assert_finalize_object (row);
}

static int
measure (GtkWidget *row, GtkOrientation orientation, int for_size)
{
  int minimum = 0;

  gtk_widget_measure (row, orientation, for_size, &minimum, NULL, NULL, NULL);
  return minimum;
}

/*
 * Nothing that is said makes a row wider than the window or higher than a few
 * screens, draws over another one, or holds up the main loop.
 */
static void
test_hostile (void)
{
  g_autofree char *marks = repeat ("\u0301\u0323", 3000);
  g_autofree char *zalgo = g_strconcat ("Z", marks, NULL);
  g_autofree char *wall = repeat ("W", 16384);
  g_autofree char *lines = repeat ("\n", 16384);
  g_autofree char *right = repeat ("\u202Eשלום ", 1000);
  g_autofree char *markup = repeat ("<span size='99999'>", 500);
  g_autofree char *links = repeat ("www.a.b ", 2000);
  const char *texts[] = { zalgo, wall, lines, right, markup, links, "\u0301", "\uFFFD", " " };
  g_autoptr (ClientMessage) first = from ("bea", "hello");
  GtkWidget *row = ui_message_row_new ();
  clock_t start = clock ();
  GtkWindow *window = NULL;

  ui_message_row_bind (UI_MESSAGE_ROW (row), first, NULL, NULL, &no_context);
  window = show_in_window (row, 360, 600);
  g_assert_cmpint (gtk_widget_get_overflow (find_by_id (row, "bubble")), ==, GTK_OVERFLOW_HIDDEN);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *sender = g_utf8_substring (texts[i], 0, MIN (32, g_utf8_strlen (texts[i], -1)));
      g_autoptr (ClientMessage) message = from (sender, texts[i]);

      ui_message_row_bind (UI_MESSAGE_ROW (row), message, NULL, NULL, &no_context);
      g_assert_cmpint (measure (row, GTK_ORIENTATION_HORIZONTAL, -1), <=, 336);
      g_assert_cmpint (measure (row, GTK_ORIENTATION_VERTICAL, 336), <, 2000);
    }

  /* Of the processor, which others may need meanwhile. */
  g_assert_cmpint (clock () - start, <, 15 * CLOCKS_PER_SEC);
  gtk_window_destroy (window);
}

static graphene_rect_t
area_in (UiMessageRow *row, GtkWidget *widget)
{
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, 0, 0);

  g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (row), &area));
  return area;
}

static graphene_rect_t
area_of (UiMessageRow *row, const char *id)
{
  return area_in (row, find_by_id (row, id));
}

static void
test_sides (GtkTextDirection direction)
{
  g_autoptr (ClientMessage) theirs = from ("bea", "Hello");
  g_autoptr (ClientMessage) mine = own ("Hi", CLIENT_MESSAGE_QUEUED);
  UiMessageRow *row = UI_MESSAGE_ROW (ui_message_row_new ());
  gboolean mirrored = direction == GTK_TEXT_DIR_RTL;
  GtkWindow *window = NULL;
  graphene_rect_t bubble;
  graphene_rect_t beside;

  gtk_widget_set_direction (GTK_WIDGET (row), direction);
  ui_message_row_bind (row, theirs, NULL, NULL, &no_context);
  window = show_in_window (GTK_WIDGET (row), 500, 200);
  bubble = area_of (row, "bubble");
  beside = area_of (row, "avatar");
  g_assert_cmpint (beside.origin.x > bubble.origin.x, ==, mirrored);
  g_assert_cmpint (bubble.origin.x < 200, ==, !mirrored);

  ui_message_row_bind (row, mine, NULL, NULL, &no_context);
  WAIT_FOR (gtk_widget_get_width (find_by_id (row, "progress")) > 0);
  bubble = area_of (row, "bubble");
  beside = area_in (row, find_by_id (row, "progress"));
  g_assert_cmpint (beside.origin.x > bubble.origin.x, ==, mirrored);
  g_assert_cmpint (bubble.origin.x < 200, ==, mirrored);

  gtk_window_destroy (window);
}

static void
test_left_to_right (void)
{
  test_sides (GTK_TEXT_DIR_LTR);
}

static void
test_right_to_left (void)
{
  test_sides (GTK_TEXT_DIR_RTL);
}

/* What a list does with each of many messages. Run with -m perf. */
static void
test_speed (void)
{
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget *row = ui_message_row_new ();
  GtkWindow *window = NULL;
  clock_t start = 0;
  double seconds = 0;

  if (!g_test_perf ())
    {
      g_object_ref_sink (row);
      g_object_unref (row);
      g_test_skip ("Run with -m perf");
      return;
    }

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *text = g_strdup_printf ("This is what somebody says. Isn't it number %u?", i);

      g_ptr_array_add (messages, from (i % 3 ? "bea" : "carlos", text));
    }
  ui_message_row_bind (UI_MESSAGE_ROW (row), messages->pdata[0], NULL, NULL, &no_context);
  window = show_in_window (row, 500, 600);

  start = clock ();
  for (guint i = 1; i < messages->len; i++)
    ui_message_row_bind (UI_MESSAGE_ROW (row),
                         messages->pdata[i],
                         messages->pdata[i - 1],
                         NULL,
                         &no_context);
  seconds = (double) (clock () - start) / CLOCKS_PER_SEC;
  g_test_minimized_result (seconds, "bind %.1f us", seconds * 1000);

  start = clock ();
  for (guint i = 1; i < messages->len; i++)
    {
      ui_message_row_bind (UI_MESSAGE_ROW (row),
                           messages->pdata[i],
                           messages->pdata[i - 1],
                           NULL,
                           &no_context);
      measure (row, GTK_ORIENTATION_VERTICAL, 500);
    }
  seconds = (double) (clock () - start) / CLOCKS_PER_SEC;
  g_test_minimized_result (seconds, "bind and measure %.1f us", seconds * 1000);
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/message-row/others", test_of_others);
  g_test_add_func ("/message-row/own", test_own);
  g_test_add_func ("/message-row/groups", test_groups);
  g_test_add_func ("/message-row/states", test_states);
  g_test_add_func ("/message-row/unbound", test_unbound);
  g_test_add_func ("/message-row/unfolds", test_unfolds);
  g_test_add_func ("/message-row/emoji", test_emoji);
  g_test_add_func ("/message-row/copies", test_copies);
  g_test_add_func ("/message-row/hostile", test_hostile);
  g_test_add_func ("/message-row/left-to-right", test_left_to_right);
  g_test_add_func ("/message-row/right-to-left", test_right_to_left);
  g_test_add_func ("/message-row/speed", test_speed);

  return g_test_run ();
}
