/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-entrance.h"

#include <adwaita.h>

#include "talk.h"
#include "ui-security-button.h"
#include "wait.h"
#include "widgets.h"

typedef struct
{
  Talk talk;
  UiEntrance *entrance;
  guint n_left;
} Fixture;

static void
on_leave (UiEntrance *entrance, Fixture *self)
{
  self->n_left++;
  ui_entrance_set_session (entrance, NULL);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  talk_set_up (&self->talk, NULL);
  self->entrance = g_object_ref_sink (UI_ENTRANCE (ui_entrance_new ()));
  g_signal_connect (self->entrance, "leave", G_CALLBACK (on_leave), self);
  ui_entrance_fill (self->entrance, "ana", NULL);
  ui_entrance_set_session (self->entrance, self->talk.session);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->entrance);
  talk_tear_down (&self->talk, NULL);
}

static gboolean
is_on_page (Fixture *self, const char *id)
{
  GtkWidget *page = find_by_id (self->entrance, id);

  return gtk_widget_get_visible (page)
         && gtk_stack_get_visible_child (GTK_STACK (find_by_id (self->entrance, "stack"))) == page;
}

static void
refuse (Fixture *self, const char *error)
{
  g_autoptr (CharlaMessage) hello = talk_hear (&self->talk);

  fake_server_tell (self->talk.server, error);
  fake_server_close (self->talk.server);
}

#define TAKEN "{'re': 1, 'error': {'code': 'auth-required', 'text': 'Whose?'}}"

static void
test_asks_for_a_password (Fixture *self, gconstpointer data)
{
  GtkWidget *page = find_by_id (self->entrance, "secret_page");
  g_autoptr (CharlaMessage) hello = NULL;

  g_assert_true (is_on_page (self, "connect_page"));
  client_session_open (self->talk.session);
  refuse (self, TAKEN);
  WAIT_FOR (is_on_page (self, "secret_page"));

  gtk_editable_set_text (GTK_EDITABLE (find_by_id (page, "password_row")), "tomato");
  g_signal_emit_by_name (find_by_id (page, "password_row"), "entry-activated");
  hello = talk_hear (&self->talk);
  g_assert_cmpstr (charla_message_get_string (hello, "password"), ==, "tomato");
  g_assert_true (is_on_page (self, "secret_page"));
}

static void
test_another_name (Fixture *self, gconstpointer data)
{
  GtkWidget *page = find_by_id (self->entrance, "secret_page");

  client_session_open (self->talk.session);
  refuse (self, TAKEN);
  WAIT_FOR (is_on_page (self, "secret_page"));

  g_signal_emit_by_name (find_by_id (page, "password_step"), "refuse");
  g_assert_cmpuint (self->n_left, ==, 1);
  g_assert_true (is_on_page (self, "connect_page"));
  g_assert_true (is_shown (self->entrance, "name_error"));
}

static void
test_waits_for_its_turn (Fixture *self, gconstpointer data)
{
  client_session_open (self->talk.session);
  refuse (self, "{'re': 1, 'error': {'code': 'server-full', 'text': 'Full.'}}");
  WAIT_FOR (g_str_has_suffix (text_of (self->entrance, "busy_label"), "is full. Trying again…"));
  g_assert_true (is_on_page (self, "connect_page"));

  g_signal_emit_by_name (find_by_id (self->entrance, "cancel_button"), "clicked");
  g_assert_cmpuint (self->n_left, ==, 1);
  g_assert_false (is_shown (self->entrance, "bar"));
}

static void
test_tells_why_not (Fixture *self, gconstpointer data)
{
  client_session_open (self->talk.session);
  refuse (self, "{'re': 1, 'error': {'code': 'name-invalid', 'text': 'No.'}}");
  WAIT_FOR (is_shown (self->entrance, "name_error"));
  g_assert_true (is_on_page (self, "connect_page"));
}

static void
test_lock (Fixture *self, gconstpointer data)
{
  UiSecurityButton *button = g_object_ref_sink (UI_SECURITY_BUTTON (ui_security_button_new ()));

  ui_security_button_set_session (button, self->talk.session);
  talk_join (&self->talk);
  WAIT_FOR (*text_of (button, "title") != '\0');
  g_assert_false (is_shown (button, "words"));
  g_assert_cmpstr (text_of (button, "title"), ==, "On This Computer");

  ui_security_button_set_session (button, NULL);
  g_assert_finalize_object (button);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/entrance/password", test_asks_for_a_password);
  ADD ("/entrance/another-name", test_another_name);
  ADD ("/entrance/waits", test_waits_for_its_turn);
  ADD ("/entrance/why-not", test_tells_why_not);
  ADD ("/entrance/lock", test_lock);

  return g_test_run ();
}
