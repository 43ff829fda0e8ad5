/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <string.h>

#include "charla-limits.h"
#include "fake-server.h"
#include "ui-composer.h"
#include "wait.h"
#include "widgets.h"

typedef struct
{
  FakeServer *server;
  ClientSession *session;
  UiComposer *composer;
  GtkTextBuffer *buffer;
  GtkWindow *window;
  guint n_sent;
} Fixture;

static ClientSession *
session_new (Fixture *self)
{
  g_autoptr (ClientAddress) address = fake_server_get_address (self->server);

  return client_session_new (address, "ana", NULL);
}

static void
on_sent (Fixture *self)
{
  self->n_sent++;
}

static void
write_in_lobby (Fixture *self, ClientSession *session)
{
  ui_composer_set_room (self->composer, session, client_session_get_lobby (session));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->server = fake_server_new ();
  self->server->is_classic = TRUE;
  self->session = session_new (self);
  client_session_open (self->session);
  WAIT_FOR (client_session_get_state (self->session) == CLIENT_SESSION_ONLINE);
  self->composer = g_object_ref_sink (UI_COMPOSER (ui_composer_new ()));
  self->window = show_in_window (GTK_WIDGET (self->composer), 360, 500);
  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (find_by_id (self->composer, "text_view")));
  g_signal_connect_swapped (self->composer, "sent", G_CALLBACK (on_sent), self);
  write_in_lobby (self, self->session);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (self->window);
  g_assert_finalize_object (self->composer);
  client_session_close (self->session);
  wait_settle ();
  g_assert_finalize_object (self->session);
  fake_server_free (self->server);
}

static void
write_text (Fixture *self, const char *text)
{
  gtk_text_buffer_set_text (self->buffer, text, -1);
}

static char *
dup_written (Fixture *self)
{
  char *text = NULL;

  g_object_get (self->buffer, "text", &text, NULL);
  return text;
}

static gboolean
can_send (Fixture *self)
{
  return gtk_widget_get_sensitive (find_by_id (self->composer, "send_button"));
}

static void
press_send (Fixture *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->composer), "composer.send", NULL);
}

static void
test_names (Fixture *self, gconstpointer data)
{
  gtk_test_accessible_assert_property (find_by_id (self->composer, "text_view"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Message");
  gtk_test_accessible_assert_property (find_by_id (self->composer, "send_button"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Send");
}

static void
test_needs_text (Fixture *self, gconstpointer data)
{
  const char *nothing[] = { "", " ", "\n\n", " \t\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (nothing); i++)
    {
      write_text (self, nothing[i]);
      g_assert_false (can_send (self));
      press_send (self);
    }

  g_assert_cmpuint (self->n_sent, ==, 0);
  write_text (self, "a");
  g_assert_true (can_send (self));
  g_assert_false (is_shown (self->composer, "placeholder"));
}

static void
test_sends (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientMessage) message = NULL;
  g_autofree char *left = NULL;

  write_text (self, "  one\n\ntwo \n\n");
  press_send (self);

  message = g_list_model_get_item (G_LIST_MODEL (client_session_get_lobby (self->session)), 0);
  g_assert_cmpstr (client_message_get_text (message), ==, "  one\n\ntwo");
  g_assert_cmpuint (self->n_sent, ==, 1);
  left = dup_written (self);
  g_assert_cmpstr (left, ==, "");
  g_assert_true (is_shown (self->composer, "placeholder"));
  g_assert_false (can_send (self));
}

static void
test_too_long (Fixture *self, gconstpointer data)
{
  g_autofree char *text = g_strnfill (CHARLA_TEXT_MAX + 1, 'a');
  g_autofree char *left = NULL;

  write_text (self, text);
  g_assert_false (can_send (self));
  g_assert_true (is_shown (self->composer, "note"));
  gtk_test_accessible_assert_state (find_by_id (self->composer, "text_view"),
                                    GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  press_send (self);
  left = dup_written (self);
  g_assert_cmpstr (left, ==, text);

  text[CHARLA_TEXT_MAX] = '\0';
  write_text (self, text);
  g_assert_true (can_send (self));
  g_assert_cmpstr (text_of (find_by_id (self->composer, "note"), "label"),
                   ==,
                   "No more fits into this message.");
  write_text (self, "short");
  g_assert_false (is_shown (self->composer, "note"));
}

/* What is posted offline waits, up to a limit; beyond it nothing that was written is lost. */
static void
test_refused (Fixture *self, gconstpointer data)
{
  g_autofree char *large = g_strnfill (CHARLA_TEXT_MAX, 'a');
  g_autofree char *left = NULL;
  guint n = 0;

  do
    {
      n = self->n_sent;
      write_text (self, large);
      press_send (self);
    }
  while (self->n_sent > n && n < 100000);

  g_assert_true (is_shown (self->composer, "note"));
  g_assert_cmpstr (text_of (find_by_id (self->composer, "note"), "label"), !=, "");
  left = dup_written (self);
  g_assert_cmpstr (left, ==, large);
}

static void
test_other_chat (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientSession) other = session_new (self);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  write_text (self, "for those there");
  write_in_lobby (self, self->session);
  before = dup_written (self);
  g_assert_cmpstr (before, ==, "for those there");

  ui_composer_set_room (self->composer, other, NULL);
  after = dup_written (self);
  g_assert_cmpstr (after, ==, "");

  ui_composer_set_room (self->composer, NULL, NULL);
  write_text (self, "for nobody");
  g_assert_false (can_send (self));
}

static void
test_grows (Fixture *self, gconstpointer data)
{
  GtkWidget *text_view = find_by_id (self->composer, "text_view");
  GtkWidget *scrolled_window = gtk_widget_get_parent (text_view);
  int one = 0;

  WAIT_FOR ((one = gtk_widget_get_height (scrolled_window)) > 0);
  g_assert_cmpint (one, <, 45);
  write_text (self, "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12");
  WAIT_FOR (gtk_widget_get_height (scrolled_window) > 4 * 15);
  wait_settle ();
  g_assert_cmpint (gtk_widget_get_height (scrolled_window), <, 500 / 3 + 1);

  write_text (self, "");
  WAIT_FOR (gtk_widget_get_height (scrolled_window) == one);
}

/* Text without spaces that is pasted does not stop the window. */
static void
test_wall (Fixture *self, gconstpointer data)
{
  GtkWidget *text_view = find_by_id (self->composer, "text_view");
  g_autofree char *wall = g_strnfill (CHARLA_TEXT_MAX, 'W');
  gint64 start = g_get_monotonic_time ();

  write_text (self, wall);
  g_assert_cmpint (gtk_text_view_get_wrap_mode (GTK_TEXT_VIEW (text_view)), ==, GTK_WRAP_CHAR);
  WAIT_FOR (gtk_widget_get_height (gtk_widget_get_parent (text_view)) > 4 * 15);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 15 * G_USEC_PER_SEC);

  write_text (self, "a b");
  g_assert_cmpint (gtk_text_view_get_wrap_mode (GTK_TEXT_VIEW (text_view)), ==, GTK_WRAP_WORD_CHAR);
}

static guint
count_messages (Fixture *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (client_session_get_lobby (self->session)));
}

/* What is too long for one message goes as several. */
static void
test_parts (Fixture *self, gconstpointer data)
{
  GtkWidget *note = find_by_id (self->composer, "note");
  g_autofree char *text = g_strnfill (2 * CHARLA_TEXT_MAX - 1000, 'a');
  g_autofree char *much = g_strnfill (20 * CHARLA_TEXT_MAX, 'a');
  g_autofree char *left = NULL;

  write_text (self, much);
  g_assert_true (gtk_widget_get_visible (note));
  g_assert_false (is_shown (note, "button"));

  write_text (self, text);
  g_assert_true (is_shown (note, "button"));
  g_assert_cmpstr (text_of (note, "button_label"), ==, "Send as 2 Messages");
  gtk_widget_activate_action (GTK_WIDGET (self->composer), "composer.send-parts", NULL);
  g_assert_cmpuint (count_messages (self), ==, 2);
  left = dup_written (self);
  g_assert_cmpstr (left, ==, "");
  g_assert_false (gtk_widget_get_visible (note));
}

static void
paste (Fixture *self, const char *text)
{
  gtk_text_buffer_insert_interactive_at_cursor (self->buffer, text, -1, TRUE);
}

/* It is there as it is; one may have it made code, once. */
static void
test_paste (Fixture *self, gconstpointer data)
{
  GtkWidget *note = find_by_id (self->composer, "note");
  const char *lines = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11";
  g_autofree char *pasted = NULL;
  g_autofree char *fenced = NULL;
  g_autofree char *undone = NULL;

  paste (self, "short");
  g_assert_false (gtk_widget_get_visible (note));
  paste (self, lines);
  g_assert_true (gtk_widget_get_visible (note));
  pasted = dup_written (self);
  g_assert_true (g_str_has_prefix (pasted, "short1\n2"));

  gtk_widget_activate_action (GTK_WIDGET (self->composer), "composer.paste-as-code", NULL);
  fenced = dup_written (self);
  g_assert_cmpstr (fenced, ==, "short\n```\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n```\n");
  g_assert_false (gtk_widget_get_visible (note));

  gtk_text_buffer_undo (self->buffer);
  undone = dup_written (self);
  g_assert_cmpstr (undone, ==, pasted);
}

static void
test_paste_is_left (Fixture *self, gconstpointer data)
{
  GtkWidget *note = find_by_id (self->composer, "note");
  g_autofree char *text = g_strnfill (2500, 'a');
  g_autofree char *left = NULL;

  paste (self, text);
  g_assert_true (is_shown (note, "close_button"));
  g_signal_emit_by_name (find_by_id (note, "close_button"), "clicked");
  g_assert_false (gtk_widget_get_visible (note));
  left = dup_written (self);
  g_assert_cmpstr (left, ==, text);
}

static void
test_waits_for_a_room (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientSession) early = session_new (self);

  write_in_lobby (self, early);
  write_text (self, "hello");
  g_assert_false (can_send (self));

  client_session_open (early);
  WAIT_FOR (client_session_get_lobby (early) != NULL);
  write_in_lobby (self, early);
  write_text (self, "hello");
  g_assert_true (can_send (self));

  ui_composer_set_room (self->composer, NULL, NULL);
  client_session_close (early);
  wait_settle ();
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/composer/names", test_names);
  ADD ("/composer/needs-text", test_needs_text);
  ADD ("/composer/sends", test_sends);
  ADD ("/composer/too-long", test_too_long);
  ADD ("/composer/refused", test_refused);
  ADD ("/composer/other-chat", test_other_chat);
  ADD ("/composer/grows", test_grows);
  ADD ("/composer/wall", test_wall);
  ADD ("/composer/parts", test_parts);
  ADD ("/composer/paste", test_paste);
  ADD ("/composer/paste-is-left", test_paste_is_left);
  ADD ("/composer/waits-for-a-room", test_waits_for_a_room);

  return g_test_run ();
}
