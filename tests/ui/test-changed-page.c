/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-changed-page.h"

#include <adwaita.h>

#include "certificate.h"
#include "widgets.h"

typedef struct
{
  UiChangedPage *page;
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
  g_autoptr (GTlsCertificate) before = certificate_new_own ("lab");
  g_autoptr (GTlsCertificate) now = certificate_new_own ("lab");
  g_autoptr (ClientFingerprint) known = client_fingerprint_new_for_certificate (before, NULL);

  self->identity = client_identity_new (now, G_TLS_CERTIFICATE_UNKNOWN_CA, known, NULL);
  self->page = g_object_ref_sink (UI_CHANGED_PAGE (ui_changed_page_new ()));
  g_signal_connect_swapped (self->page, "refuse", G_CALLBACK (on_refuse), self);
  g_signal_connect_swapped (self->page, "confirm", G_CALLBACK (on_confirm), self);
  ui_changed_page_warn (self->page, "Lab", "lab:1234", self->identity);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->page);
  client_identity_unref (self->identity);
}

static void
press (Fixture *self, const char *button)
{
  g_signal_emit_by_name (find_by_id (self->page, button), "clicked");
}

static void
compare (Fixture *self, gboolean compared)
{
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_by_id (self->page, "check")), compared);
}

static void
test_shows_both (Fixture *self, gconstpointer data)
{
  g_autofree char *now = client_fingerprint_to_hex (self->identity->fingerprint);
  g_autofree char *before = client_fingerprint_to_hex (self->identity->known);

  g_assert_cmpstr (text_of (find_by_id (self->page, "new_words"), "hex"), ==, now);
  g_assert_cmpstr (text_of (find_by_id (self->page, "old_words"), "hex"), ==, before);
  g_assert_cmpstr (now, !=, before);
  g_assert_cmpstr (text_of (self->page, "address"), ==, "lab:1234");
}

/* Nobody goes on by pressing the same key once too often. */
static void
test_takes_an_act (Fixture *self, gconstpointer data)
{
  g_assert_false (gtk_widget_get_sensitive (find_by_id (self->page, "confirm_button")));
  press (self, "confirm_button");
  g_assert_cmpuint (self->n_confirmed, ==, 0);

  compare (self, TRUE);
  press (self, "confirm_button");
  g_assert_cmpuint (self->n_confirmed, ==, 1);

  compare (self, FALSE);
  press (self, "confirm_button");
  g_assert_cmpuint (self->n_confirmed, ==, 1);
}

static void
test_asks_anew (Fixture *self, gconstpointer data)
{
  compare (self, TRUE);
  ui_changed_page_warn (self->page, "Lab", "lab:1234", self->identity);
  press (self, "confirm_button");
  g_assert_cmpuint (self->n_confirmed, ==, 0);
}

static void
test_goes_back (Fixture *self, gconstpointer data)
{
  g_assert_true (gtk_widget_has_css_class (find_by_id (self->page, "refuse_button"),
                                           "suggested-action"));
  g_assert_true (gtk_widget_has_css_class (find_by_id (self->page, "confirm_button"),
                                           "destructive-action"));
  press (self, "refuse_button");
  g_assert_cmpuint (self->n_refused, ==, 1);

  ui_changed_page_set_busy (self->page, TRUE);
  compare (self, TRUE);
  press (self, "confirm_button");
  g_assert_cmpuint (self->n_confirmed, ==, 0);
  press (self, "refuse_button");
  g_assert_cmpuint (self->n_refused, ==, 2);
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

  ADD ("/changed-page/both", test_shows_both);
  ADD ("/changed-page/act", test_takes_an_act);
  ADD ("/changed-page/anew", test_asks_anew);
  ADD ("/changed-page/back", test_goes_back);
  ADD ("/changed-page/narrow", test_fits_the_narrowest_window);

  return g_test_run ();
}
