/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pane-fixture.h"
#include "ui-invite-dialog.h"
#include "ui-member-row.h"
#include "ui-members-pane.h"
#include "ui-person-card.h"
#include "wait.h"
#include "widgets.h"

typedef struct
{
  Pane pane;
  GtkWidget *members;
} Fixture;

static void
set_up (Fixture *self, gconstpointer role)
{
  pane_set_up (&self->pane, role);
  self->members = g_object_ref_sink (ui_members_pane_new ());
  adw_bin_set_child (ADW_BIN (self->pane.bin), self->members);
}

static void
tear_down (Fixture *self, gconstpointer role)
{
  adw_bin_set_child (ADW_BIN (self->pane.bin), NULL);
  wait_settle ();
  g_assert_finalize_object (self->members);
  pane_tear_down (&self->pane, role);
}

static GtkWidget *
get_list_view (Fixture *self)
{
  GtkWidget *people = find_by_id (self->members, "list");

  return gtk_scrolled_window_get_child (
    GTK_SCROLLED_WINDOW (find_by_id (people, "list_page")));
}

static guint
get_n_shown (Fixture *self)
{
  return g_list_model_get_n_items (
    G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (get_list_view (self)))));
}

static GtkWidget *
get_row (Fixture *self, const char *name)
{
  for (GtkWidget *item = gtk_widget_get_first_child (get_list_view (self)); item != NULL;
       item = gtk_widget_get_next_sibling (item))
    {
      GtkWidget *row = gtk_widget_get_first_child (item);

      if (row != NULL && g_str_equal (text_of (row, "name"), name))
        return row;
    }

  return NULL;
}

static void
show (Fixture *self)
{
  ui_members_pane_set_room (UI_MEMBERS_PANE (self->members), self->pane.talk.session,
                            self->pane.room);
}

static void
test_shows (Fixture *self, gconstpointer role)
{
  show (self);
  WAIT_FOR (get_n_shown (self) == 3 && get_row (self, "berta") != NULL);
  WAIT_FOR (g_str_equal (text_of (self->members, "count"), "3, 3 online"));
  g_assert_cmpstr (text_of (get_row (self, "berta"), "badge"), ==, "Moderator");
  g_assert_cmpstr (text_of (get_row (self, "berta"), "status"), ==,
                   "Busy · \u2068In the garden\u2069");
  g_assert_false (is_shown (get_row (self, "carla"), "badge"));
  g_assert_false (is_shown (get_row (self, "carla"), "status"));
  gtk_test_accessible_assert_property (gtk_widget_get_parent (get_row (self, "berta")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "berta, Moderator, Busy · \u2068In the garden\u2069");
}

static void
test_follows (Fixture *self, gconstpointer role)
{
  show (self);
  WAIT_FOR (get_row (self, "carla") != NULL);
  fake_server_tell (self->pane.talk.server,
                    "{'ev': 'user', 'user': {'id': 'u3', 'name': 'carla', 'kind': 'user',"
                    " 'online': true, 'status': 'Back', 'state': 'active'}}");
  WAIT_FOR (g_str_equal (text_of (get_row (self, "carla"), "status"), "Back"));
  fake_server_tell (self->pane.talk.server, "{'ev': 'presence', 'on': [], 'off': ['u3']}");
  WAIT_FOR (get_row (self, "carla") != NULL
            && gtk_widget_has_css_class (get_row (self, "carla"), "offline"));
}

/* Nobody is asked for whom nobody looks at. */
static void
test_asks_only_when_seen (Fixture *self, gconstpointer role)
{
  gtk_widget_set_visible (self->members, FALSE);
  show (self);
  wait_settle ();
  g_assert_false (g_hash_table_contains (self->pane.asked, "members"));
  gtk_widget_set_visible (self->members, TRUE);
  pane_expect (&self->pane, "members");
  WAIT_FOR (get_n_shown (self) == 3);
}

static void
test_opens (Fixture *self, gconstpointer role)
{
  gpointer dialog = NULL;

  show (self);
  WAIT_FOR (get_n_shown (self) == 3);
  g_signal_emit_by_name (get_list_view (self), "activate", 1u);
  dialog = pane_get_top (&self->pane, UI_TYPE_PERSON_CARD);
  g_assert_cmpstr (gtk_window_get_title (dialog), ==, "berta");
  pane_expect (&self->pane, "whois");
  pane_close (&self->pane, dialog);

  g_signal_emit_by_name (find_by_id (self->members, "invite_button"), "clicked");
  dialog = pane_get_top (&self->pane, UI_TYPE_INVITE_DIALOG);
  g_assert_nonnull (dialog);
  pane_close (&self->pane, dialog);
}

static void
test_as_a_member (Fixture *self, gconstpointer role)
{
  show (self);
  WAIT_FOR (get_n_shown (self) == 3);
  g_assert_false (is_shown (self->members, "invite_button"));
  ui_members_pane_set_room (UI_MEMBERS_PANE (self->members), NULL, NULL);
  g_assert_cmpuint (get_n_shown (self), ==, 0);
  g_assert_cmpstr (text_of (self->members, "count"), ==, "");
}

static void
test_finds (Fixture *self, gconstpointer role)
{
  g_autoptr (GString) many = g_string_new ("{'members': [");
  GtkWidget *people = find_by_id (self->members, "list");
  GtkEditable *entry = GTK_EDITABLE (find_by_id (people, "entry"));

  for (guint i = 0; i < 20; i++)
    g_string_append_printf (many,
                            "%s{'user': {'id': 'u%u', 'name': 'Pé %u', 'kind': 'user',"
                            " 'online': true}, 'role': 'member'}",
                            i > 0 ? ", " : "", i, i);
  g_string_append (many, "], 'more': false}");
  pane_answer (&self->pane, "members", many->str);
  show (self);
  WAIT_FOR (get_n_shown (self) == 20 && gtk_widget_get_visible (GTK_WIDGET (entry)));
  gtk_editable_set_text (entry, "pe 13");
  WAIT_FOR (get_n_shown (self) == 1);
  gtk_editable_set_text (entry, "nobody");
  WAIT_FOR (gtk_stack_get_visible_child (GTK_STACK (find_by_id (people, "stack")))
            == find_by_id (people, "nobody_page"));
  gtk_editable_set_text (entry, "");
  WAIT_FOR (get_n_shown (self) == 20);
}

static void
test_fails (Fixture *self, gconstpointer role)
{
  GtkWidget *people = find_by_id (self->members, "list");

  pane_answer (&self->pane, "members", "!internal");
  show (self);
  WAIT_FOR (gtk_stack_get_visible_child (GTK_STACK (find_by_id (people, "stack")))
            == find_by_id (people, "failed_page"));
}

#define ADD(path, role, test) g_test_add (path, Fixture, role, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/members-pane/shows", PANE_OWNER, test_shows);
  ADD ("/members-pane/follows", PANE_OWNER, test_follows);
  ADD ("/members-pane/seen", PANE_OWNER, test_asks_only_when_seen);
  ADD ("/members-pane/opens", PANE_OWNER, test_opens);
  ADD ("/members-pane/member", PANE_MEMBER, test_as_a_member);
  ADD ("/members-pane/finds", PANE_OWNER, test_finds);
  ADD ("/members-pane/fails", PANE_OWNER, test_fails);

  return g_test_run ();
}
