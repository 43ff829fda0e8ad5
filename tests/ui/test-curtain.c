/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "ui-curtain.h"
#include "wait.h"

typedef struct
{
  ClientSession *session; /* that nobody opens, so that it never has anything to show */
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientAddress) address = client_address_parse ("127.0.0.1:1", NULL);

  self->session = client_session_new (address, "ana", NULL);
  self->window = gtk_window_new ();
  g_object_ref (self->window);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_assert_finalize_object (self->window);
  g_assert_finalize_object (self->session);
}

static void
test_nothing_to_wait_for (Fixture *self, gconstpointer data)
{
  ui_curtain_raise (GTK_WINDOW (self->window), NULL);
  g_assert_true (gtk_widget_get_visible (self->window));
}

static void
test_patience_ends (Fixture *self, gconstpointer data)
{
  ui_curtain_raise (GTK_WINDOW (self->window), self->session);
  g_assert_false (gtk_widget_get_visible (self->window));
  WAIT_FOR (gtk_widget_get_visible (self->window));
}

/* It is shown by something else, and the wait is of no use any more. */
static void
test_shown_meanwhile (Fixture *self, gconstpointer data)
{
  ui_curtain_raise (GTK_WINDOW (self->window), self->session);
  gtk_window_present (GTK_WINDOW (self->window));
  ui_curtain_raise (GTK_WINDOW (self->window), self->session);
  g_assert_true (gtk_widget_get_visible (self->window));
  WAIT_FOR (G_OBJECT (self->session)->ref_count == 1);
}

static void
test_closed_meanwhile (Fixture *self, gconstpointer data)
{
  ui_curtain_raise (GTK_WINDOW (self->window), self->session);
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_assert_finalize_object (self->window);
  WAIT_FOR (G_OBJECT (self->session)->ref_count == 1);
  self->window = g_object_ref (gtk_window_new ());
}

#define ADD(name, func) g_test_add ("/curtain/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("nothing", test_nothing_to_wait_for);
  ADD ("patience", test_patience_ends);
  ADD ("shown", test_shown_meanwhile);
  ADD ("closed", test_closed_meanwhile);

  return g_test_run ();
}
