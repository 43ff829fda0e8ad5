/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-secret-page.h"

#include <adwaita.h>

#include "widgets.h"

typedef struct
{
  UiSecretPage *page;
  char *password;
  char *join_word;
  guint n_refused;
  gboolean other_name;
} Fixture;

static void
on_confirm (UiSecretPage *page, const char *password, const char *join_word, Fixture *self)
{
  g_free (self->password);
  g_free (self->join_word);
  self->password = g_strdup (password);
  self->join_word = g_strdup (join_word);
}

static void
on_refuse (UiSecretPage *page, gboolean other_name, Fixture *self)
{
  self->n_refused++;
  self->other_name = other_name;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->page = g_object_ref_sink (UI_SECRET_PAGE (ui_secret_page_new ()));
  g_signal_connect (self->page, "confirm", G_CALLBACK (on_confirm), self);
  g_signal_connect (self->page, "refuse", G_CALLBACK (on_refuse), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->page);
  g_free (self->password);
  g_free (self->join_word);
}

static void
ask (Fixture *self, ClientError code)
{
  g_autoptr (GError) error = g_error_new_literal (CLIENT_ERROR, code, "Why.");

  ui_secret_page_ask (self->page, "ana", "Lab", error);
}

static void
answer (Fixture *self, const char *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_by_id (self->page, row)), text);
  g_signal_emit_by_name (find_by_id (self->page, row), "entry-activated");
}

static GtkWidget *
get_problem (Fixture *self, const char *step)
{
  return find_by_id (find_by_id (self->page, step), "problem");
}

static void
test_password (Fixture *self, gconstpointer data)
{
  ask (self, CLIENT_ERROR_AUTH_REQUIRED);
  g_assert_true (is_shown (self->page, "password_step"));
  g_assert_false (is_shown (self->page, "word_step"));
  g_assert_false (gtk_widget_get_visible (get_problem (self, "password_step")));

  answer (self, "password_row", "");
  g_assert_null (self->password);
  answer (self, "password_row", "tomato");
  g_assert_cmpstr (self->password, ==, "tomato");
  g_assert_null (self->join_word);

  ask (self, CLIENT_ERROR_AUTH_FAILED);
  g_assert_true (gtk_widget_get_visible (get_problem (self, "password_step")));
  g_assert_cmpstr (text_of (self->page, "password_row"), ==, "tomato");
  gtk_editable_set_text (GTK_EDITABLE (find_by_id (self->page, "password_row")), "potato");
  g_assert_false (gtk_widget_get_visible (get_problem (self, "password_step")));
}

static void
test_join_word (Fixture *self, gconstpointer data)
{
  ask (self, CLIENT_ERROR_JOIN_WORD);
  g_assert_true (is_shown (self->page, "word_step"));
  g_assert_false (is_shown (self->page, "password_step"));
  answer (self, "word_row", "open");
  g_assert_cmpstr (self->join_word, ==, "open");
  g_assert_null (self->password);

  ask (self, CLIENT_ERROR_JOIN_WORD);
  g_assert_true (gtk_widget_get_visible (get_problem (self, "word_step")));
}

/* The word was right; that the name is taken is another question. */
static void
test_one_after_the_other (Fixture *self, gconstpointer data)
{
  ask (self, CLIENT_ERROR_JOIN_WORD);
  answer (self, "word_row", "open");
  ask (self, CLIENT_ERROR_AUTH_REQUIRED);
  g_assert_true (is_shown (self->page, "password_step"));
  g_assert_false (gtk_widget_get_visible (get_problem (self, "password_step")));
}

static void
test_forgets (Fixture *self, gconstpointer data)
{
  ask (self, CLIENT_ERROR_AUTH_REQUIRED);
  answer (self, "password_row", "tomato");
  ui_secret_page_clear (self->page);
  g_assert_cmpstr (text_of (self->page, "password_row"), ==, "");
  ask (self, CLIENT_ERROR_AUTH_REQUIRED);
  g_assert_false (gtk_widget_get_visible (get_problem (self, "password_step")));
}

static void
test_refuses (Fixture *self, gconstpointer data)
{
  ask (self, CLIENT_ERROR_AUTH_REQUIRED);
  g_signal_emit_by_name (find_by_id (self->page, "password_step"), "refuse");
  g_assert_cmpuint (self->n_refused, ==, 1);
  g_assert_true (self->other_name);

  ask (self, CLIENT_ERROR_JOIN_WORD);
  g_signal_emit_by_name (find_by_id (self->page, "word_step"), "refuse");
  g_assert_cmpuint (self->n_refused, ==, 2);
  g_assert_false (self->other_name);
}

static void
test_busy (Fixture *self, gconstpointer data)
{
  ask (self, CLIENT_ERROR_AUTH_REQUIRED);
  gtk_editable_set_text (GTK_EDITABLE (find_by_id (self->page, "password_row")), "tomato");
  ui_secret_page_set_busy (self->page, TRUE);
  g_signal_emit_by_name (find_by_id (self->page, "password_row"), "entry-activated");
  g_assert_null (self->password);
  ui_secret_page_set_busy (self->page, FALSE);
  g_signal_emit_by_name (find_by_id (self->page, "password_row"), "entry-activated");
  g_assert_cmpstr (self->password, ==, "tomato");
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/secret-page/password", test_password);
  ADD ("/secret-page/join-word", test_join_word);
  ADD ("/secret-page/both", test_one_after_the_other);
  ADD ("/secret-page/forgets", test_forgets);
  ADD ("/secret-page/refuses", test_refuses);
  ADD ("/secret-page/busy", test_busy);

  return g_test_run ();
}
