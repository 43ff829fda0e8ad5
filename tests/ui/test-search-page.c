/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pane-fixture.h"
#include "ui-search-page.h"
#include "ui-search-row.h"
#include "wait.h"
#include "widgets.h"

#define MESSAGE(seq, room, text)                                                                  \
  "{'seq': " #seq ", 'time': 1000, 'room': '" room "',"                                           \
  " 'from': {'id': 'u2', 'name': 'berta'}, 'text': '" text "'}"
#define FOUND                                                                                     \
  "{'messages': [" MESSAGE (9, "r2", "La reunión") ", " MESSAGE (8, "r1", "reunion")              \
  ", " MESSAGE (7, "r9", "Reunions") "], 'more': false, 'seq': 10}"
#define NOTHING "{'messages': [], 'more': false, 'seq': 10}"

typedef struct
{
  Pane pane;
  GtkWidget *page;
} Fixture;

static void
set_up (Fixture *self, gconstpointer role)
{
  pane_set_up (&self->pane, role);
  self->page = g_object_ref_sink (ui_search_page_new ());
  adw_bin_set_child (ADW_BIN (self->pane.bin), self->page);
  ui_search_page_set_session (UI_SEARCH_PAGE (self->page), self->pane.talk.session);
  ui_search_page_begin (UI_SEARCH_PAGE (self->page), self->pane.room);
}

static void
tear_down (Fixture *self, gconstpointer role)
{
  ui_search_page_set_session (UI_SEARCH_PAGE (self->page), NULL);
  gtk_window_set_focus (self->pane.window, NULL);
  adw_bin_set_child (ADW_BIN (self->pane.bin), NULL);
  wait_settle ();
  g_assert_finalize_object (self->page);
  pane_tear_down (&self->pane, role);
}

static void
write_words (Fixture *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_by_id (self->page, "entry")), text);
}

static gboolean
shows (Fixture *self, const char *id)
{
  return gtk_stack_get_visible_child (GTK_STACK (find_by_id (self->page, "pages")))
         == find_by_id (self->page, id);
}

static GtkSelectionModel *
get_model (Fixture *self)
{
  return gtk_list_view_get_model (GTK_LIST_VIEW (find_by_id (self->page, "list_view")));
}

static guint
get_n_hits (Fixture *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (get_model (self)));
}

static GtkWidget *
get_first_row (Fixture *self)
{
  GtkWidget *item = gtk_widget_get_first_child (find_by_id (self->page, "list_view"));

  return item != NULL ? gtk_widget_get_first_child (item) : NULL;
}

static void
test_finds (Fixture *self, gconstpointer role)
{
  CharlaMessage *request = NULL;

  g_assert_true (shows (self, "idle_page"));
  pane_answer (&self->pane, "search", FOUND);
  write_words (self, " reunion ");
  request = pane_expect (&self->pane, "search");
  g_assert_cmpstr (charla_message_get_string (request, "text"), ==, "reunion");
  g_assert_cmpstr (charla_message_get_string (request, "room"), ==, "r2");
  g_assert_false (charla_message_has (request, "from"));

  WAIT_FOR (shows (self, "found_page") && get_first_row (self) != NULL);
  g_assert_cmpuint (get_n_hits (self), ==, 3);
  g_assert_false (is_shown (self->page, "note"));
  g_assert_cmpstr (text_of (get_first_row (self), "sender"), ==, "berta");
  g_assert_cmpstr (text_of (get_first_row (self), "place"), ==, "Kitchen");
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (find_by_id (get_first_row (self), "snippet"))),
                   ==, "La <b>reunión</b>");
}

static void
test_opens (Fixture *self, gconstpointer role)
{
  GtkWidget *list = find_by_id (self->page, "list_view");

  pane_answer (&self->pane, "search", FOUND);
  write_words (self, "reunion");
  WAIT_FOR (shows (self, "found_page"));
  g_signal_emit_by_name (list, "activate", 1u);
  g_signal_emit_by_name (list, "activate", 2u);
  g_signal_emit_by_name (find_by_id (self->page, "entry"), "activate");
  g_signal_emit_by_name (find_by_id (self->page, "entry"), "stop-search");
  g_assert_cmpstr (self->pane.actions->str, ==,
                   "show-message ('r1', 8)\njoin-room 'r9'\nshow-message ('r2', 9)\nback \n");
}

static void
test_everywhere (Fixture *self, gconstpointer role)
{
  pane_answer (&self->pane, "search", NOTHING);
  write_words (self, "soup");
  WAIT_FOR (shows (self, "nothing_page"));
  pane_forget (&self->pane, "search");
  pane_answer (&self->pane, "search", FOUND);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_by_id (self->page, "everywhere_button")),
                                TRUE);
  g_assert_false (charla_message_has (pane_expect (&self->pane, "search"), "room"));
  WAIT_FOR (shows (self, "found_page"));

  ui_search_page_begin (UI_SEARCH_PAGE (self->page), NULL);
  g_assert_false (is_shown (self->page, "scope"));
}

static void
test_by_person (Fixture *self, gconstpointer role)
{
  GtkWidget *button = find_by_id (self->page, "person_button");
  GtkWidget *people = find_by_id (button, "list");
  GtkWidget *list = gtk_scrolled_window_get_child (
    GTK_SCROLLED_WINDOW (find_by_id (people, "list_page")));
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
  CharlaMessage *request = NULL;

  pane_answer (&self->pane, "search", FOUND);
  gtk_menu_button_popup (GTK_MENU_BUTTON (find_by_id (button, "button")));
  pane_expect (&self->pane, "members");
  WAIT_FOR (g_list_model_get_n_items (model) == 3);
  write_words (self, "soup");
  g_signal_emit_by_name (list, "activate", 1u);
  WAIT_FOR (shows (self, "found_page"));
  request = pane_expect (&self->pane, "search");
  g_assert_cmpstr (charla_message_get_string (request, "from"), ==, "u2");
  g_assert_cmpstr (text_of (button, "label"), ==, "From \u2068berta\u2069");

  pane_forget (&self->pane, "search");
  g_signal_emit_by_name (find_by_id (button, "clear_button"), "clicked");
  g_assert_false (charla_message_has (pane_expect (&self->pane, "search"), "from"));
}

static char *
make_page (int from, int n, gboolean has_more)
{
  g_autoptr (GString) page = g_string_new ("{'messages': [");

  for (int i = 0; i < n; i++)
    g_string_append_printf (page,
                            "%s{'seq': %d, 'time': 1000, 'room': 'r2', 'text': 'soup',"
                            " 'from': {'id': 'u2', 'name': 'berta'}}",
                            i > 0 ? ", " : "", from - i);
  g_string_append_printf (page, "], 'more': %s, 'seq': 9000}", has_more ? "true" : "false");
  return g_string_free (g_steal_pointer (&page), FALSE);
}

static void
test_pages (Fixture *self, gconstpointer role)
{
  g_autofree char *first = make_page (900, 40, TRUE);
  g_autofree char *second = make_page (860, 40, FALSE);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (
    GTK_SCROLLED_WINDOW (find_by_id (self->page, "found_page")));
  gint64 before = 0;

  pane_answer (&self->pane, "search", first);
  write_words (self, "soup");
  WAIT_FOR (get_n_hits (self) == 40 && gtk_adjustment_get_upper (adjustment) > 1000);
  pane_answer (&self->pane, "search", second);
  gtk_adjustment_set_value (adjustment, 1e6);
  WAIT_FOR (get_n_hits (self) == 80);
  g_assert_true (charla_message_get_int (pane_expect (&self->pane, "search"), "before", &before));
  g_assert_cmpint (before, ==, 861);
}

/* The answer to what one has no longer in the entry is not shown. */
static void
test_drops_stale_answers (Fixture *self, gconstpointer role)
{
  gint64 id = 0;

  pane_answer (&self->pane, "search", "-");
  write_words (self, "soup");
  g_assert_true (charla_message_get_int (pane_expect (&self->pane, "search"), "id", &id));
  g_assert_true (shows (self, "searching_page"));
  pane_forget (&self->pane, "search");
  pane_answer (&self->pane, "search", NOTHING);
  write_words (self, "salad");
  WAIT_FOR (shows (self, "nothing_page"));
  talk_answer (&self->pane.talk, id, FOUND);
  wait_settle ();
  g_assert_true (shows (self, "nothing_page"));
  g_assert_cmpuint (get_n_hits (self), ==, 0);

  write_words (self, "");
  WAIT_FOR (shows (self, "idle_page"));
}

static void
test_fails (Fixture *self, gconstpointer role)
{
  pane_answer (&self->pane, "search", "!internal");
  write_words (self, "soup");
  WAIT_FOR (shows (self, "trouble_page"));
  g_assert_cmpstr (
    adw_status_page_get_description (ADW_STATUS_PAGE (find_by_id (self->page, "trouble_page"))), !=,
    "");
  pane_answer (&self->pane, "search", FOUND);
  g_signal_emit_by_name (find_by_id (self->page, "again_button"), "clicked");
  WAIT_FOR (shows (self, "found_page"));
}

static void
test_offline (Fixture *self, gconstpointer role)
{
  fake_server_go_away (self->pane.talk.server);
  WAIT_FOR (client_session_get_state (self->pane.talk.session) != CLIENT_SESSION_ONLINE);
  write_words (self, "soup");
  WAIT_FOR (shows (self, "nothing_page"));
  g_assert_true (is_shown (self->page, "note"));
  g_assert_cmpstr (text_of (self->page, "note"), ==,
                   "Offline: only what is on this device was searched.");
}

#define ADD(path, test) g_test_add (path, Fixture, PANE_OWNER, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/search-page/finds", test_finds);
  ADD ("/search-page/opens", test_opens);
  ADD ("/search-page/everywhere", test_everywhere);
  ADD ("/search-page/person", test_by_person);
  ADD ("/search-page/pages", test_pages);
  ADD ("/search-page/stale", test_drops_stale_answers);
  ADD ("/search-page/fails", test_fails);
  ADD ("/search-page/offline", test_offline);

  return g_test_run ();
}
