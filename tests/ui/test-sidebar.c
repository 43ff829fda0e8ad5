/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sidebar-fixture.h"
#include "ui-room-row.h"
#include "wait.h"
#include "widgets.h"

#define TEA SIDEBAR_ROOM ("r2", "private", "Tea", SIDEBAR_LAST (40, "r2", TALK_BERTA, "**Milk** or not?"))
#define BERTA                                                                                     \
  SIDEBAR_ROOM ("d1", "direct", "", SIDEBAR_LAST (20, "d1", TALK_ANA, "Soon")                     \
                ", 'with': {'id': 'u2', 'name': 'berta', 'online': true}")
#define NEWS                                                                                      \
  SIDEBAR_ROOM ("r3", "public", "News",                                                           \
                "'seq': 50, 'read': 10, 'unread': 12, 'mentions': 2, "                            \
                SIDEBAR_SAID (50, "r3", TALK_BERTA, "@ana look"))
#define ALL TALK_LOBBY (10, 10) ", " TEA ", " BERTA ", " NEWS

static void
assert_names (SidebarFixture *self, const char *expected)
{
  gboolean is_so = FALSE;

  for (guint i = 0; i < 50 && !is_so; i++)
    {
      g_autofree char *names = sidebar_names (self);

      is_so = g_str_equal (names, expected);
      if (!is_so)
        g_main_context_iteration (NULL, i > 25);
      if (!is_so && i == 49)
        g_assert_cmpstr (names, ==, expected);
    }
}

static void
assert_asked (SidebarFixture *self, const char *expected)
{
  WAIT_FOR (self->asked->len > 0);
  g_assert_cmpstr (self->asked->str, ==, expected);
  g_string_truncate (self->asked, 0);
}

static ClientRoom *
get_room (SidebarFixture *self, const char *id)
{
  return client_room_list_find (client_session_get_rooms (self->talk.session), id);
}

static void
test_empty (SidebarFixture *self, gconstpointer data)
{
  GtkStack *stack = GTK_STACK (find_by_id (self->sidebar, "stack"));

  g_assert_true (gtk_stack_get_visible_child (stack) == find_by_id (self->sidebar, "empty_page"));
  sidebar_join (self, ALL);
  g_assert_true (gtk_stack_get_visible_child (stack) == find_by_id (self->sidebar, "list_page"));
  ui_sidebar_set_session (self->sidebar, NULL);
  g_assert_true (gtk_stack_get_visible_child (stack) == find_by_id (self->sidebar, "empty_page"));
}

static void
test_rows (SidebarFixture *self, gconstpointer data)
{
  GtkWidget *row = NULL;

  sidebar_join (self, ALL);
  assert_names (self, "News|Tea|berta|Lobby");

  row = sidebar_find_row (self, "News");
  g_assert_cmpstr (text_of (row, "unread"), ==, "12");
  g_assert_true (is_shown (row, "unread"));
  g_assert_true (is_shown (row, "mention"));
  g_assert_false (is_shown (row, "dot"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "News, 12 unread, 2 mentions");

  row = sidebar_find_row (self, "Tea");
  g_assert_nonnull (strstr (text_of (row, "preview"), "berta"));
  g_assert_nonnull (strstr (text_of (row, "preview"), ": Milk or not?"));
  g_assert_false (is_shown (row, "unread"));

  row = sidebar_find_row (self, "berta");
  g_assert_cmpstr (text_of (row, "preview"), ==, "You: Soon");
  g_assert_true (is_shown (row, "dot"));

  row = sidebar_find_row (self, "Lobby");
  g_assert_cmpstr (text_of (row, "preview"), ==, "2 members");
}

static void
test_true_while_shown (SidebarFixture *self, gconstpointer data)
{
  GtkWidget *row = NULL;

  sidebar_join (self, ALL);
  row = sidebar_find_row (self, "Tea");

  client_session_set_draft (self->talk.session, get_room (self, "r2"), "And *cake*");
  WAIT_FOR (is_shown (row, "prefix"));
  g_assert_cmpstr (text_of (row, "preview"), ==, "And cake");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Tea, draft");

  ui_sidebar_set_room (self->sidebar, get_room (self, "r2"));
  g_assert_false (is_shown (row, "prefix"));
  ui_sidebar_set_room (self->sidebar, NULL);
  g_assert_true (is_shown (row, "prefix"));
  client_session_set_draft (self->talk.session, get_room (self, "r2"), "");
  fake_server_tell (self->talk.server, "{'ev': 'typing', 'room': 'r2', 'user': " TALK_BERTA
                                       ", 'on': true}");
  WAIT_FOR (gtk_widget_has_css_class (find_by_id (row, "preview"), "accent"));

  client_session_set_muted (self->talk.session, get_room (self, "r3"), TRUE);
  row = sidebar_find_row (self, "News");
  WAIT_FOR (is_shown (row, "mute"));
  g_assert_true (gtk_widget_has_css_class (find_by_id (row, "unread"), "dim"));
  g_assert_null (gtk_label_get_attributes (GTK_LABEL (find_by_id (row, "name"))));

  client_session_set_pinned (self->talk.session, get_room (self, "d1"), TRUE);
  assert_names (self, "berta|News|Tea|Lobby");
  g_assert_true (is_shown (sidebar_find_row (self, "berta"), "pin"));
}

static void
test_what_is_not_sent (SidebarFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GtkWidget *row = NULL;
  gint64 id = 0;

  sidebar_join (self, ALL);
  row = sidebar_find_row (self, "Tea");
  client_session_post (self->talk.session, get_room (self, "r2"), "No milk", 0, &error);
  g_assert_no_error (error);
  WAIT_FOR (is_shown (row, "state"));
  g_assert_cmpstr (text_of (row, "preview"), ==, "You: No milk");
  g_assert_false (gtk_widget_has_css_class (find_by_id (row, "state"), "error"));

  id = sidebar_expect (self, "post", NULL);
  talk_refuse (&self->talk, id, "forbidden");
  WAIT_FOR (gtk_widget_has_css_class (find_by_id (row, "state"), "error"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Tea, not sent");
}

static guint
get_selected (SidebarFixture *self)
{
  GtkSelectionModel *model =
    gtk_list_view_get_model (GTK_LIST_VIEW (find_by_id (self->sidebar, "list")));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (model)); i++)
    if (gtk_selection_model_is_selected (model, i))
      return i;

  return GTK_INVALID_LIST_POSITION;
}

static void
test_opens (SidebarFixture *self, gconstpointer data)
{
  sidebar_join (self, ALL);
  g_assert_cmpuint (get_selected (self), ==, GTK_INVALID_LIST_POSITION);
  g_signal_emit_by_name (find_by_id (self->sidebar, "list"), "activate", 1);
  assert_asked (self, "open-room r2, ");

  ui_sidebar_set_room (self->sidebar, get_room (self, "r2"));
  g_assert_cmpuint (get_selected (self), ==, 1);
  client_session_set_pinned (self->talk.session, get_room (self, "r2"), TRUE);
  assert_names (self, "Tea|News|berta|Lobby");
  g_assert_cmpuint (get_selected (self), ==, 0);

  g_assert_true (ui_sidebar_get_neighbor (self->sidebar, 1, FALSE) == get_room (self, "r3"));
  g_assert_true (ui_sidebar_get_neighbor (self->sidebar, 1, TRUE) == get_room (self, "r3"));
  ui_sidebar_set_room (self->sidebar, NULL);
  g_assert_cmpuint (get_selected (self), ==, GTK_INVALID_LIST_POSITION);
}

static void
test_finds (SidebarFixture *self, gconstpointer data)
{
  g_autoptr (CharlaMessage) request = NULL;
  gint64 id = 0;

  sidebar_join (self, ALL);
  sidebar_type (self, "te");
  assert_names (self, "Tea|te");
  g_assert_cmpuint (get_selected (self), ==, 0);
  sidebar_type (self, "tea");
  id = sidebar_expect (self, "members", NULL);
  talk_answer (&self->talk, id,
               "{'members': [{'user': {'id': 'u7', 'name': 'Teo', 'online': false}, 'role': 'member'},"
               " {'user': {'id': 'u8', 'name': 'Téa', 'online': true}, 'role': 'member'}],"
               " 'more': false}");
  id = sidebar_expect (self, "rooms", &request);
  g_assert_cmpstr (charla_message_get_string (request, "query"), ==, "tea");
  talk_answer (&self->talk, id,
               "{'rooms': [{'id': 'r9', 'kind': 'public', 'name': 'Teapots', 'topic': 'All of them',"
               " 'members': 4, 'member': false, 'role': null, 'seq': 1, 'read': 0, 'unread': 0,"
               " 'mentions': 0}], 'more': false}");
  assert_names (self, "Tea|Other Rooms|Teapots|People|Téa");
  g_assert_nonnull (strstr (text_of (sidebar_find_row (self, "Teapots"), "preview"), "All of them"));

  sidebar_press (self, GDK_KEY_Down);
  g_assert_cmpuint (get_selected (self), ==, 2);
  sidebar_press (self, GDK_KEY_Down);
  sidebar_press (self, GDK_KEY_Down);
  g_assert_cmpuint (get_selected (self), ==, 4);
  sidebar_press (self, GDK_KEY_Up);
  g_assert_cmpuint (get_selected (self), ==, 2);
  g_signal_emit_by_name (find_by_id (self->sidebar, "entry"), "activate");
  assert_asked (self, "join-room r9, ");
  assert_names (self, "News|Tea|berta|Lobby");

  sidebar_type (self, "téa");
  assert_names (self, "Tea|People|Téa");
  g_signal_emit_by_name (find_by_id (self->sidebar, "entry"), "activate");
  assert_asked (self, "open-room r2, ");
}

static void
test_finds_nothing (SidebarFixture *self, gconstpointer data)
{
  gint64 id = 0;

  sidebar_join (self, ALL);
  sidebar_type (self, "a name that is far too long to be one of a room");
  id = sidebar_expect (self, "rooms", NULL);
  talk_refuse (&self->talk, id, "rate-limited");
  WAIT_FOR (is_shown (self->sidebar, "note"));
  assert_names (self, "");

  g_signal_emit_by_name (find_by_id (self->sidebar, "entry"), "stop-search");
  assert_names (self, "News|Tea|berta|Lobby");
  g_assert_false (is_shown (self->sidebar, "note"));
  g_assert_cmpuint (self->asked->len, ==, 0);
  g_signal_emit_by_name (find_by_id (self->sidebar, "entry"), "stop-search");
  assert_asked (self, "write , ");
}

/* Who is quicker than the server does not make what there is. */
static void
test_enter_waits (SidebarFixture *self, gconstpointer data)
{
  gint64 id = 0;

  sidebar_join (self, ALL);
  sidebar_type (self, "knit");
  assert_names (self, "knit");
  g_signal_emit_by_name (find_by_id (self->sidebar, "entry"), "activate");
  id = sidebar_expect (self, "rooms", NULL);
  g_assert_cmpuint (self->asked->len, ==, 0);
  talk_answer (&self->talk, id,
               "{'rooms': [{'id': 'r9', 'kind': 'public', 'name': 'Knitting', 'topic': '',"
               " 'members': 4, 'member': false, 'role': null, 'seq': 1, 'read': 0, 'unread': 0,"
               " 'mentions': 0}], 'more': false}");
  assert_asked (self, "join-room r9, ");
}

/* Pages are asked for until there is something that one is not in. */
static void
test_pages (SidebarFixture *self, gconstpointer data)
{
  g_autoptr (CharlaMessage) request = NULL;
  gint64 id = 0;

  sidebar_join (self, ALL);
  sidebar_type (self, "te");
  id = sidebar_expect (self, "rooms", NULL);
  talk_answer (&self->talk, id, "{'rooms': [" TEA "], 'more': true}");
  id = sidebar_expect (self, "rooms", &request);
  g_assert_cmpstr (charla_message_get_string (request, "after"), ==, "r2");
  talk_answer (&self->talk, id,
               "{'rooms': [{'id': 'r9', 'kind': 'public', 'name': 'Teapots', 'topic': '', 'members': 4,"
               " 'member': false, 'role': null, 'seq': 1, 'read': 0, 'unread': 0, 'mentions': 0}],"
               " 'more': false}");
  assert_names (self, "Tea|Other Rooms|Teapots|te");
}

/* An answer to what was typed before is of no use. */
static void
test_drops_stale_answers (SidebarFixture *self, gconstpointer data)
{
  gint64 first = 0;
  gint64 second = 0;

  sidebar_join (self, ALL);
  sidebar_type (self, "x");
  first = sidebar_expect (self, "rooms", NULL);
  sidebar_type (self, "xy");
  second = sidebar_expect (self, "rooms", NULL);
  talk_answer (&self->talk, second, "{'rooms': [], 'more': false}");
  talk_answer (&self->talk, first,
               "{'rooms': [{'id': 'r9', 'kind': 'public', 'name': 'xyz', 'topic': '', 'members': 4,"
               " 'member': false, 'role': null, 'seq': 1, 'read': 0, 'unread': 0, 'mentions': 0}],"
               " 'more': false}");
  wait_settle ();
  assert_names (self, "xy");
}

static gboolean
set_true (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Where the pointer comes upon a menu, GTK asks it for its tooltip after half a second, and
 * complains if the menu is gone by then. */
static void
outlive_tooltip (void)
{
  gboolean is_over = FALSE;

  g_timeout_add (700, set_true, &is_over);
  WAIT_FOR (is_over);
}

static void
test_menu (SidebarFixture *self, gconstpointer data)
{
  GtkWidget *row = NULL;

  sidebar_join (self, ALL);
  row = sidebar_find_row (self, "News");
  g_signal_emit_by_name (row, "menu", 10.0, 10.0);
  gtk_widget_activate_action (GTK_WIDGET (self->sidebar), "sidebar.pin", "s", "r3");
  WAIT_FOR (client_room_get_is_pinned (get_room (self, "r3")));
  gtk_widget_activate_action (GTK_WIDGET (self->sidebar), "sidebar.mute", "s", "r3");
  WAIT_FOR (client_room_get_is_muted (get_room (self, "r3")));
  gtk_widget_activate_action (GTK_WIDGET (self->sidebar), "sidebar.mark-read", "s", "r3");
  sidebar_expect (self, "read", NULL);
  gtk_widget_activate_action (GTK_WIDGET (self->sidebar), "sidebar.pin", "s", "r3");
  WAIT_FOR (!client_room_get_is_pinned (get_room (self, "r3")));
  gtk_widget_activate_action (GTK_WIDGET (self->sidebar), "sidebar.pin", "s", "nowhere");
  outlive_tooltip ();
}

/* Between chats one changes by the title, which is only a title while there is one. */
static void
test_switches (SidebarFixture *self, gconstpointer data)
{
  g_autoptr (GListStore) chats = g_list_store_new (CLIENT_TYPE_SESSION);
  g_autoptr (ClientAddress) address = client_address_parse ("other.example:1234", NULL);
  g_autoptr (ClientSession) other = client_session_new (address, "ana", NULL);
  GtkListBox *list = GTK_LIST_BOX (find_by_id (self->sidebar, "list_of_chats"));

  sidebar_join (self, ALL);
  g_list_store_append (chats, self->talk.session);
  ui_sidebar_set_chats (self->sidebar, G_LIST_MODEL (chats));
  g_assert_true (is_shown (self->sidebar, "title"));
  g_assert_cmpstr (adw_window_title_get_title (ADW_WINDOW_TITLE (find_by_id (self->sidebar, "title"))),
                   ==, "Lab");

  g_list_store_append (chats, other);
  g_assert_false (is_shown (self->sidebar, "title"));
  g_assert_true (is_shown (self->sidebar, "button"));
  WAIT_FOR (!is_shown (self->sidebar, "news_dot"));
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 1));
  assert_asked (self, "select-chat other.example, ");

  ui_sidebar_set_session (self->sidebar, other);
  WAIT_FOR (is_shown (self->sidebar, "news_dot"));
  g_list_store_remove (chats, 0);
  g_assert_true (is_shown (self->sidebar, "title"));
  ui_sidebar_set_chats (self->sidebar, NULL);
  ui_sidebar_set_session (self->sidebar, NULL);
}

#define ADD(path, test)                                                                           \
  g_test_add (path, SidebarFixture, NULL, sidebar_set_up, test, sidebar_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/sidebar/empty", test_empty);
  ADD ("/sidebar/rows", test_rows);
  ADD ("/sidebar/true", test_true_while_shown);
  ADD ("/sidebar/not-sent", test_what_is_not_sent);
  ADD ("/sidebar/opens", test_opens);
  ADD ("/sidebar/finds", test_finds);
  ADD ("/sidebar/nothing", test_finds_nothing);
  ADD ("/sidebar/enter-waits", test_enter_waits);
  ADD ("/sidebar/pages", test_pages);
  ADD ("/sidebar/stale", test_drops_stale_answers);
  ADD ("/sidebar/menu", test_menu);
  ADD ("/sidebar/switches", test_switches);

  return g_test_run ();
}
