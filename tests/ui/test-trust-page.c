/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-trust-page.h"

#include <adwaita.h>
#include <string.h>

#include "certificate.h"
#include "widgets.h"

typedef struct
{
  UiTrustPage *page;
  ClientIdentity *identity;
  guint n_refused;
  guint n_confirmed;
} Fixture;

static void
on_refuse (Fixture *self)
{
  self->n_refused++;
}

static void
on_confirm (Fixture *self)
{
  self->n_confirmed++;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GTlsCertificate) certificate = certificate_new_own ("lab");

  self->identity = client_identity_new (certificate, G_TLS_CERTIFICATE_UNKNOWN_CA, NULL, NULL);
  self->page = g_object_ref_sink (UI_TRUST_PAGE (ui_trust_page_new ()));
  g_signal_connect_swapped (self->page, "refuse", G_CALLBACK (on_refuse), self);
  g_signal_connect_swapped (self->page, "confirm", G_CALLBACK (on_confirm), self);
  ui_trust_page_ask (self->page, "Lab", "lab:1234", self->identity);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->page);
  client_identity_unref (self->identity);
}

/* In the order in which they are read out. */
static char *
dup_words (Fixture *self)
{
  GString *words = g_string_new (NULL);

  for (GtkWidget *box = gtk_widget_get_first_child (find_by_id (self->page, "grid")); box != NULL;
       box = gtk_widget_get_next_sibling (box))
    {
      GtkWidget *word = gtk_widget_get_last_child (box);

      g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "",
                              gtk_label_get_label (GTK_LABEL (word)));
    }

  return g_string_free (words, FALSE);
}

static void
test_shows_words (Fixture *self, gconstpointer data)
{
  g_autofree char *wanted = client_fingerprint_to_words (self->identity->fingerprint);
  g_autofree char *hex = client_fingerprint_to_hex (self->identity->fingerprint);
  g_autofree char *words = dup_words (self);

  g_assert_cmpstr (words, ==, wanted);
  g_assert_cmpstr (text_of (self->page, "hex"), ==, hex);
  g_assert_cmpstr (text_of (self->page, "address"), ==, "lab:1234");
  g_assert_nonnull (strstr (text_of (self->page, "title"), "Lab"));

  /* Asked again, they are not there twice. */
  g_free (g_steal_pointer (&words));
  ui_trust_page_ask (self->page, "Lab", "lab:1234", self->identity);
  words = dup_words (self);
  g_assert_cmpstr (words, ==, wanted);
}

static void
test_answers (Fixture *self, gconstpointer data)
{
  g_signal_emit_by_name (find_by_id (self->page, "refuse_button"), "clicked");
  g_assert_cmpuint (self->n_refused, ==, 1);
  g_signal_emit_by_name (find_by_id (self->page, "confirm_button"), "clicked");
  g_assert_cmpuint (self->n_confirmed, ==, 1);

  ui_trust_page_set_busy (self->page, TRUE);
  g_signal_emit_by_name (find_by_id (self->page, "confirm_button"), "clicked");
  g_assert_cmpuint (self->n_confirmed, ==, 1);
}

static void
test_fits_the_narrowest_window (Fixture *self, gconstpointer data)
{
  int width = 0;

  gtk_widget_measure (GTK_WIDGET (self->page), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL,
                      NULL);
  g_assert_cmpint (width, <=, 360);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/trust-page/words", test_shows_words);
  ADD ("/trust-page/answers", test_answers);
  ADD ("/trust-page/narrow", test_fits_the_narrowest_window);

  return g_test_run ();
}
