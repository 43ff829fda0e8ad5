/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "client-error.h"
#include "ui-connect-page.h"
#include "widgets.h"

typedef struct
{
  UiConnectPage *page;
  char *joined;
  guint n_cancelled;
} Fixture;

static void
on_join (UiConnectPage *page, ClientAddress *address, const char *name, Fixture *self)
{
  g_autofree char *server = client_address_to_string (address);

  g_free (self->joined);
  self->joined = g_strdup_printf ("%s@%s", name, server);
}

static void
on_cancel (UiConnectPage *page, Fixture *self)
{
  self->n_cancelled++;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->page = g_object_ref_sink (UI_CONNECT_PAGE (ui_connect_page_new ()));
  g_signal_connect (self->page, "join", G_CALLBACK (on_join), self);
  g_signal_connect (self->page, "cancel", G_CALLBACK (on_cancel), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->page);
  g_free (self->joined);
}

static void
press_join (Fixture *self)
{
  g_signal_emit_by_name (find_by_id (self->page, "join_button"), "clicked");
}

static void
assert_problem (Fixture *self, const char *row, const char *label, gboolean expected)
{
  GtkWidget *widget = find_by_id (self->page, row);
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (widget));

  g_assert_cmpint (is_shown (self->page, label), ==, expected);
  g_assert_cmpint (*text_of (self->page, label) != '\0', ==, expected);
  g_assert_cmpint (gtk_widget_has_css_class (widget, "error"), ==, expected);
  g_assert_cmpint (
    gtk_test_accessible_has_relation (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY),
    ==,
    expected);
}

static void
assert_problems (Fixture *self, gboolean name, gboolean server)
{
  assert_problem (self, "name_row", "name_error", name);
  assert_problem (self, "server_row", "server_error", server);
  g_assert_cmpint (is_shown (self->page, "server_hint"), ==, !server);
}

static void
test_joins (Fixture *self, gconstpointer data)
{
  ui_connect_page_fill (self->page, "  ana ", "lab:4321");
  press_join (self);
  g_assert_cmpstr (self->joined, ==, "ana@lab:4321");
  assert_problems (self, FALSE, FALSE);
}

static void
test_enter_joins (Fixture *self, gconstpointer data)
{
  ui_connect_page_fill (self->page, "ana", "lab");
  g_signal_emit_by_name (find_by_id (self->page, "server_row"), "entry-activated");
  g_assert_cmpstr (self->joined, ==, "ana@lab");
}

static void
test_fills_what_is_known (Fixture *self, gconstpointer data)
{
  ui_connect_page_fill (self->page, "ana", "lab");
  ui_connect_page_fill (self->page, NULL, "den");
  ui_connect_page_fill (self->page, NULL, NULL);
  g_assert_cmpstr (text_of (self->page, "name_row"), ==, "ana");
  g_assert_cmpstr (text_of (self->page, "server_row"), ==, "den");
}

static void
test_names_that_are_none (Fixture *self, gconstpointer data)
{
  const char *names[] = { "", "  ", "abcdefghijklmnopqrstuvwxyz1234567", ("a\x01" "b") };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      ui_connect_page_fill (self->page, names[i], "lab");
      press_join (self);
      g_assert_null (self->joined);
      assert_problems (self, TRUE, FALSE);
    }

  ui_connect_page_fill (self->page, "ana", NULL);
  assert_problems (self, FALSE, FALSE);
}

static void
test_addresses_that_are_none (Fixture *self, gconstpointer data)
{
  const char *addresses[] = { "", "lab:port", "a b", "http://a" };

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      ui_connect_page_fill (self->page, "ana", addresses[i]);
      press_join (self);
      g_assert_null (self->joined);
      assert_problems (self, FALSE, TRUE);
    }

  ui_connect_page_fill (self->page, NULL, "lab");
  assert_problems (self, FALSE, FALSE);
}

static void
test_both_are_none (Fixture *self, gconstpointer data)
{
  ui_connect_page_fill (self->page, "", "");
  press_join (self);
  g_assert_null (self->joined);
  assert_problems (self, TRUE, TRUE);
}

static gboolean
is_bar (Fixture *self, const char *id)
{
  GtkStack *bar = GTK_STACK (find_by_id (self->page, "bar"));

  return is_shown (self->page, "bar")
         && gtk_stack_get_visible_child (bar) == find_by_id (self->page, id);
}

static void
test_errors (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) name = g_error_new (CLIENT_ERROR, CLIENT_ERROR_NAME, "The name is bad.");
  g_autoptr (GError) refused = g_error_new (CLIENT_ERROR, CLIENT_ERROR_REFUSED, "Nobody there.");

  ui_connect_page_set_error (self->page, name);
  assert_problems (self, TRUE, FALSE);
  g_assert_cmpstr (text_of (self->page, "name_error"), ==, "The name is bad.");
  g_assert_false (is_shown (self->page, "bar"));

  ui_connect_page_set_error (self->page, refused);
  assert_problems (self, FALSE, FALSE);
  g_assert_true (is_bar (self, "failure_bar"));
  g_assert_cmpstr (text_of (self->page, "failure"), ==, "Nobody there.");

  ui_connect_page_set_error (self->page, NULL);
  assert_problems (self, FALSE, FALSE);
  g_assert_false (is_shown (self->page, "bar"));
}

static void
test_changes_the_name (Fixture *self, gconstpointer data)
{
  ui_connect_page_fill (self->page, "ana", NULL);
  ui_connect_page_change_name (self->page);
  assert_problems (self, TRUE, FALSE);

  ui_connect_page_fill (self->page, "bea", NULL);
  assert_problems (self, FALSE, FALSE);
}

static void
test_joins_a_chat_with_a_name (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientAddress) lab = client_address_parse ("lab:4321", NULL);
  g_autoptr (ClientAddress) den = client_address_parse ("den", NULL);

  ui_connect_page_fill (self->page, "", NULL);
  ui_connect_page_join (self->page, lab, "The Lab");
  g_assert_null (self->joined);
  assert_problems (self, TRUE, FALSE);

  ui_connect_page_fill (self->page, "ana", NULL);
  ui_connect_page_join (self->page, lab, "The Lab");
  g_assert_cmpstr (self->joined, ==, "ana@lab:4321");
  g_assert_cmpstr (ui_connect_page_get_chat (self->page), ==, "The Lab");
  ui_connect_page_set_address (self->page, lab);
  g_assert_cmpstr (ui_connect_page_get_chat (self->page), ==, "The Lab");

  ui_connect_page_set_address (self->page, den);
  g_assert_cmpstr (ui_connect_page_get_chat (self->page), ==, "den");
}

static void
test_busy (Fixture *self, gconstpointer data)
{
  ui_connect_page_fill (self->page, "ana", "lab");
  g_signal_emit_by_name (find_by_id (self->page, "cancel_button"), "clicked");
  g_assert_cmpuint (self->n_cancelled, ==, 0);

  press_join (self);
  g_clear_pointer (&self->joined, g_free);
  ui_connect_page_set_busy (self->page, TRUE, NULL);
  g_assert_true (is_bar (self, "busy_bar"));
  g_assert_cmpstr (text_of (self->page, "busy_label"), ==, "Connecting to “lab”…");
  g_assert_false (gtk_widget_get_sensitive (find_by_id (self->page, "name_row")));
  g_assert_false (gtk_widget_get_sensitive (find_by_id (self->page, "list")));
  press_join (self);
  g_assert_null (self->joined);
  g_signal_emit_by_name (find_by_id (self->page, "cancel_button"), "clicked");
  g_assert_cmpuint (self->n_cancelled, ==, 1);

  ui_connect_page_set_busy (self->page, FALSE, NULL);
  g_assert_false (is_shown (self->page, "bar"));
  g_assert_true (gtk_widget_get_sensitive (find_by_id (self->page, "name_row")));
}

static void
test_fits_the_narrowest_window (Fixture *self, gconstpointer data)
{
  int width = 0;

  gtk_widget_measure (GTK_WIDGET (self->page),
                      GTK_ORIENTATION_HORIZONTAL,
                      -1,
                      &width,
                      NULL,
                      NULL,
                      NULL);
  g_assert_cmpint (width, <=, 360);
}

/* However many chats there are, one sees that one can start another. */
static void
test_starting_a_chat_is_not_cut (Fixture *self, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (self->page);
  GtkWidget *button = find_by_id (self->page, "host_button");
  graphene_rect_t bounds;

  gtk_widget_measure (page, GTK_ORIENTATION_VERTICAL, 360, NULL, NULL, NULL, NULL);
  gtk_widget_allocate (page, 360, 294, -1, NULL);
  g_assert_true (gtk_widget_compute_bounds (button, page, &bounds));
  g_assert_cmpfloat (bounds.origin.y, >=, 0);
  g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=, 294);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/connect-page/host", test_starting_a_chat_is_not_cut);
  ADD ("/connect-page/joins", test_joins);
  ADD ("/connect-page/enter", test_enter_joins);
  ADD ("/connect-page/fill", test_fills_what_is_known);
  ADD ("/connect-page/names", test_names_that_are_none);
  ADD ("/connect-page/addresses", test_addresses_that_are_none);
  ADD ("/connect-page/both", test_both_are_none);
  ADD ("/connect-page/errors", test_errors);
  ADD ("/connect-page/other-name", test_changes_the_name);
  ADD ("/connect-page/named-chat", test_joins_a_chat_with_a_name);
  ADD ("/connect-page/busy", test_busy);
  ADD ("/connect-page/narrow", test_fits_the_narrowest_window);

  return g_test_run ();
}
