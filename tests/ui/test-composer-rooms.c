/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is begun in each room, answers and corrections. */
#include <adwaita.h>

#include "talk.h"
#include "ui-composer.h"
#include "wait.h"
#include "widgets.h"

typedef struct
{
  Talk talk;
  UiComposer *composer;
  GtkTextBuffer *buffer;
  GtkWindow *window;
  ClientRoom *lobby;
  ClientRoom *kitchen;
} Fixture;

#define KITCHEN                                                                                    \
  "{'id': 'r2', 'kind': 'public', 'name': 'Kitchen', 'topic': '', 'members': 2, 'member': true,"  \
  " 'role': 'member', 'seq': 9, 'read': 9, 'unread': 0, 'mentions': 0}"

static void
find_rooms (Fixture *self)
{
  g_autoptr (CharlaMessage) hello = NULL;

  client_session_open (self->talk.session);
  hello = talk_greet (&self->talk, TALK_OK (10, "", TALK_LOBBY (10, 10) ", " KITCHEN));
  talk_live (&self->talk, 10);
  talk_wait (&self->talk, CLIENT_SESSION_ONLINE);
  self->lobby = client_room_list_find (client_session_get_rooms (self->talk.session), "r1");
  self->kitchen = client_room_list_find (client_session_get_rooms (self->talk.session), "r2");
}

static void
enter (Fixture *self, ClientRoom *room)
{
  ui_composer_set_room (self->composer, self->talk.session, room);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  talk_set_up (&self->talk, NULL);
  find_rooms (self);

  self->composer = g_object_ref_sink (UI_COMPOSER (ui_composer_new ()));
  self->window = show_in_window (GTK_WIDGET (self->composer), 360, 500);
  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (find_by_id (self->composer, "text_view")));
  enter (self, self->lobby);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (self->window);
  g_assert_finalize_object (self->composer);
  talk_tear_down (&self->talk, NULL);
}

static void
write_text (Fixture *self, const char *text)
{
  gtk_text_buffer_set_text (self->buffer, text, -1);
}

static void
assert_written (Fixture *self, const char *text)
{
  g_autofree char *written = NULL;

  g_object_get (self->buffer, "text", &written, NULL);
  g_assert_cmpstr (written, ==, text);
}

static const char *
get_draft (Fixture *self, ClientRoom *room)
{
  return client_session_get_draft (self->talk.session, room);
}

static void
send_it (Fixture *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->composer), "composer.send", NULL);
}

static gboolean
leave (Fixture *self)
{
  gboolean handled = FALSE;

  g_signal_emit_by_name (find_by_id (self->composer, "field"), "leave", &handled);
  return handled;
}

/* The next request but for those about typing. */
static gint64
expect (Fixture *self, const char *what, CharlaMessage **request)
{
  for (;;)
    {
      g_autoptr (CharlaMessage) heard = talk_hear (&self->talk);
      gint64 id = 0;

      if (g_strcmp0 (charla_message_get_string (heard, "do"), "typing") == 0)
        continue;

      g_assert_cmpstr (charla_message_get_string (heard, "do"), ==, what);
      g_assert_true (charla_message_get_int (heard, "id", &id));
      if (request != NULL)
        *request = g_steal_pointer (&heard);
      return id;
    }
}

/* A message of the Lobby, as the server has told of it. */
static ClientMessage *
hear_message (Fixture *self, int seq, const char *user, const char *text)
{
  ClientMessage *message = NULL;

  client_room_load_newest_async (self->lobby, NULL, NULL);
  talk_answer (&self->talk, expect (self, "history", NULL), "{'messages': [], 'more': false}");
  wait_settle ();
  talk_say (&self->talk, seq, seq - 1, user, text);
  WAIT_FOR ((message = client_room_find (self->lobby, seq, NULL)) != NULL);
  return message;
}

static void
test_drafts (Fixture *self, gconstpointer data)
{
  GtkTextIter iter;
  int cursor = 0;

  write_text (self, "  for the Lobby");
  gtk_text_buffer_get_iter_at_offset (self->buffer, &iter, 5);
  gtk_text_buffer_place_cursor (self->buffer, &iter);
  enter (self, self->kitchen);
  assert_written (self, "");
  g_assert_cmpstr (get_draft (self, self->lobby), ==, "  for the Lobby");

  write_text (self, "soup");
  enter (self, self->lobby);
  assert_written (self, "  for the Lobby");
  g_object_get (self->buffer, "cursor-position", &cursor, NULL);
  g_assert_cmpint (cursor, ==, 5);

  enter (self, NULL);
  g_assert_cmpstr (get_draft (self, self->kitchen), ==, "soup");
  enter (self, self->kitchen);
  write_text (self, " \n");
  enter (self, self->lobby);
  g_assert_null (get_draft (self, self->kitchen));
}

/* The field is as high as what was begun. */
static void
test_draft_height (Fixture *self, gconstpointer data)
{
  GtkWidget *scrolled_window = find_by_id (self->composer, "scrolled_window");

  write_text (self, "1\n2\n3\n4");
  WAIT_FOR (gtk_widget_get_height (scrolled_window) > 60);
  enter (self, self->kitchen);
  WAIT_FOR (gtk_widget_get_height (scrolled_window) < 45);
  enter (self, self->lobby);
  WAIT_FOR (gtk_widget_get_height (scrolled_window) > 60);

  write_text (self, "1\n2\n3\n4\n5");
  enter (self, self->kitchen);
  enter (self, self->lobby);
  WAIT_FOR (gtk_widget_get_height (scrolled_window) > 75);
  wait_settle ();
  g_assert_cmpfloat (gtk_adjustment_get_value (
                       gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled_window))),
                     ==,
                     0);
}

/* Once one stops typing, and when the window goes. */
static void
test_draft_is_kept (Fixture *self, gconstpointer data)
{
  write_text (self, "one");
  g_assert_null (get_draft (self, self->lobby));
  WAIT_FOR (g_strcmp0 (get_draft (self, self->lobby), "one") == 0);

  write_text (self, "two");
  gtk_widget_set_visible (GTK_WIDGET (self->window), FALSE);
  g_assert_cmpstr (get_draft (self, self->lobby), ==, "two");
}

/* What was written in one room cannot come back in another one, nor what is sent. */
static void
test_undo (Fixture *self, gconstpointer data)
{
  write_text (self, "");
  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_insert_at_cursor (self->buffer, "secret", -1);
  gtk_text_buffer_end_user_action (self->buffer);
  g_assert_true (gtk_text_buffer_get_can_undo (self->buffer));
  enter (self, self->kitchen);
  g_assert_false (gtk_text_buffer_get_can_undo (self->buffer));
  gtk_text_buffer_undo (self->buffer);
  assert_written (self, "");

  gtk_text_buffer_insert_at_cursor (self->buffer, "said", -1);
  send_it (self);
  g_assert_false (gtk_text_buffer_get_can_undo (self->buffer));
  gtk_text_buffer_undo (self->buffer);
  assert_written (self, "");
}

static void
test_reply (Fixture *self, gconstpointer data)
{
  GtkWidget *context = find_by_id (self->composer, "context");
  ClientMessage *message = hear_message (self, 11, TALK_BERTA, "Tea?");
  g_autoptr (CharlaMessage) request = NULL;
  gint64 reply = 0;

  g_assert_false (gtk_widget_get_visible (context));
  write_text (self, "Yes");
  ui_composer_reply (self->composer, message);
  g_assert_true (gtk_widget_get_visible (context));
  g_assert_nonnull (strstr (text_of (context, "title"), "berta"));
  g_assert_cmpstr (text_of (context, "excerpt"), ==, "Tea?");
  assert_written (self, "Yes");

  enter (self, self->kitchen);
  g_assert_false (gtk_widget_get_visible (context));
  enter (self, self->lobby);
  g_assert_true (gtk_widget_get_visible (context));

  send_it (self);
  expect (self, "post", &request);
  g_assert_true (charla_message_get_int (request, "reply", &reply));
  g_assert_cmpint (reply, ==, 11);
  g_assert_false (gtk_widget_get_visible (context));
}

static void
test_reply_is_left (Fixture *self, gconstpointer data)
{
  ClientMessage *message = hear_message (self, 11, TALK_BERTA, "Tea?");

  g_assert_false (leave (self));
  ui_composer_reply (self->composer, message);
  write_text (self, "No");
  g_assert_true (leave (self));
  g_assert_false (gtk_widget_get_visible (find_by_id (self->composer, "context")));
  assert_written (self, "No");
  g_assert_false (leave (self));
}

static void
test_edit (Fixture *self, gconstpointer data)
{
  GtkWidget *context = find_by_id (self->composer, "context");
  ClientMessage *message = hear_message (self, 11, TALK_ANA, "Helo");
  g_autoptr (CharlaMessage) request = NULL;
  gint64 id = 0;

  write_text (self, "a draft");
  ui_composer_edit (self->composer, message);
  assert_written (self, "Helo");
  g_assert_true (gtk_widget_get_visible (context));
  g_assert_cmpstr (get_draft (self, self->lobby), ==, "a draft");

  write_text (self, "Hello");
  send_it (self);
  id = expect (self, "edit", &request);
  g_assert_cmpstr (charla_message_get_string (request, "text"), ==, "Hello");
  assert_written (self, "Hello");
  talk_answer (&self->talk, id, "{'seq': 12, 'time': 2}");
  WAIT_FOR (!gtk_widget_get_visible (context));
  assert_written (self, "a draft");
}

/* The text stays, and one can try again. */
static void
test_edit_fails (Fixture *self, gconstpointer data)
{
  ClientMessage *message = hear_message (self, 11, TALK_ANA, "Helo");
  GtkWidget *note = find_by_id (self->composer, "note");

  ui_composer_edit (self->composer, message);
  write_text (self, "Hello");
  send_it (self);
  talk_refuse (&self->talk, expect (self, "edit", NULL), "not-found");
  WAIT_FOR (gtk_widget_get_visible (note));
  g_assert_cmpstr (text_of (note, "label"), ==, "There is no such message.");
  assert_written (self, "Hello");
  g_assert_true (gtk_widget_get_sensitive (find_by_id (self->composer, "send_button")));

  g_assert_true (leave (self));
  assert_written (self, "");
  g_assert_false (gtk_widget_get_visible (note));
}

/* One has left it for nothing else: it comes back, with the reason. */
static void
test_edit_left (Fixture *self, gconstpointer data)
{
  ClientMessage *message = hear_message (self, 11, TALK_ANA, "Helo");
  GtkWidget *note = find_by_id (self->composer, "note");
  gint64 id = 0;

  ui_composer_edit (self->composer, message);
  write_text (self, "Hello");
  send_it (self);
  id = expect (self, "edit", NULL);
  g_assert_true (leave (self));
  assert_written (self, "");
  talk_refuse (&self->talk, id, "forbidden");
  WAIT_FOR (gtk_widget_get_visible (note));
  assert_written (self, "Hello");
}

/* Neither the draft nor the correction is lost. */
static void
test_edit_and_go (Fixture *self, gconstpointer data)
{
  ClientMessage *message = hear_message (self, 11, TALK_ANA, "Helo");
  GtkWidget *note = find_by_id (self->composer, "note");
  gint64 id = 0;

  write_text (self, "a draft");
  ui_composer_edit (self->composer, message);
  write_text (self, "Hello");
  enter (self, self->kitchen);
  assert_written (self, "");
  g_assert_cmpstr (get_draft (self, self->lobby), ==, "a draft");
  enter (self, self->lobby);
  assert_written (self, "Hello");

  send_it (self);
  id = expect (self, "edit", NULL);
  enter (self, self->kitchen);
  talk_refuse (&self->talk, id, "forbidden");
  wait_settle ();
  g_assert_false (gtk_widget_get_visible (note));
  enter (self, self->lobby);
  assert_written (self, "Hello");
  g_assert_true (gtk_widget_get_visible (note));
}

static void
test_edit_of_nothing (Fixture *self, gconstpointer data)
{
  ClientMessage *message = hear_message (self, 11, TALK_ANA, "Hello");

  ui_composer_edit (self->composer, message);
  send_it (self);
  g_assert_false (gtk_widget_get_visible (find_by_id (self->composer, "context")));
  assert_written (self, "");
}

static void
test_no_member (Fixture *self, gconstpointer data)
{
  write_text (self, "mine");
  fake_server_tell (self->talk.server,
                    "{'ev': 'member', 'seq': 11, 'time': 1, 'room': 'r1', 'user': " TALK_ANA
                    ", 'role': null, 'prev': 10}");
  WAIT_FOR (is_shown (self->composer, "blocked"));
  g_assert_false (is_shown (self->composer, "row"));
  g_assert_true (is_shown (self->composer, "join_button"));

  enter (self, self->kitchen);
  g_assert_false (is_shown (self->composer, "blocked"));
  g_assert_true (is_shown (self->composer, "row"));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/composer-rooms/drafts", test_drafts);
  ADD ("/composer-rooms/draft-height", test_draft_height);
  ADD ("/composer-rooms/draft-is-kept", test_draft_is_kept);
  ADD ("/composer-rooms/undo", test_undo);
  ADD ("/composer-rooms/reply", test_reply);
  ADD ("/composer-rooms/reply-is-left", test_reply_is_left);
  ADD ("/composer-rooms/edit", test_edit);
  ADD ("/composer-rooms/edit-fails", test_edit_fails);
  ADD ("/composer-rooms/edit-left", test_edit_left);
  ADD ("/composer-rooms/edit-and-go", test_edit_and_go);
  ADD ("/composer-rooms/edit-of-nothing", test_edit_of_nothing);
  ADD ("/composer-rooms/no-member", test_no_member);

  return g_test_run ();
}
