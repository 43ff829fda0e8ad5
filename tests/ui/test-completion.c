/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "talk.h"
#include "ui-completion.h"
#include "ui-composer.h"
#include "wait.h"
#include "widgets.h"

typedef struct
{
  Talk talk;
  UiComposer *composer;
  GtkTextView *text_view;
  GtkTextBuffer *buffer;
  GtkListBox *list;
  UiCompletion *completion;
  GtkWindow *window;
} Fixture;

#define MEMBERS                                                                                    \
  "{'members': [{'user': " TALK_ANA ", 'role': 'owner'}, {'user': " TALK_BERTA                     \
  ", 'role': 'member'}, {'user': {'id': 'u3', 'name': 'Ana Belén'}, 'role': 'member'}],"           \
  " 'more': false}"

static void
set_up (Fixture *self, gconstpointer data)
{
  talk_set_up (&self->talk, NULL);
  talk_join (&self->talk);

  self->composer = g_object_ref_sink (UI_COMPOSER (ui_composer_new ()));
  self->window = show_in_window (GTK_WIDGET (self->composer), 360, 500);
  self->text_view = GTK_TEXT_VIEW (find_by_id (self->composer, "text_view"));
  self->buffer = gtk_text_view_get_buffer (self->text_view);
  self->list = GTK_LIST_BOX (find_by_id (self->composer, "list"));
  self->completion =
    UI_COMPLETION (gtk_widget_get_ancestor (GTK_WIDGET (self->list), UI_TYPE_COMPLETION));
  ui_composer_set_room (self->composer, self->talk.session, talk_lobby (&self->talk));
  ui_composer_write (self->composer);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (self->window);
  g_assert_finalize_object (self->composer);
  talk_tear_down (&self->talk, NULL);
}

static void
type (Fixture *self, const char *text)
{
  gtk_text_buffer_insert_at_cursor (self->buffer, text, -1);
}

static gboolean
is_open (Fixture *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->completion));
}

static void
press (Fixture *self, guint keyval)
{
  g_assert_true (ui_completion_take_key (self->completion, keyval));
}

static void
assert_written (Fixture *self, const char *text)
{
  g_autofree char *written = NULL;

  g_object_get (self->buffer, "text", &written, NULL);
  g_assert_cmpstr (written, ==, text);
}

/* What is offered, with / between. */
static char *
dup_offered (Fixture *self)
{
  GString *all = g_string_new (NULL);
  GtkListBoxRow *row = NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      GtkWidget *label = gtk_widget_get_last_child (gtk_list_box_row_get_child (row));

      g_string_append_printf (all, "%s%s", i > 0 ? "/" : "", gtk_label_get_label (GTK_LABEL (label)));
    }

  return g_string_free (all, FALSE);
}

static gboolean
offers (Fixture *self, const char *expected)
{
  g_autofree char *offered = dup_offered (self);

  return g_strcmp0 (offered, expected) == 0;
}

/* Who is in the Lobby is asked for when somebody is looked for. */
static void
answer_members (Fixture *self)
{
  for (;;)
    {
      g_autoptr (CharlaMessage) heard = talk_hear (&self->talk);
      gint64 id = 0;

      g_assert_true (charla_message_get_int (heard, "id", &id));
      if (g_strcmp0 (charla_message_get_string (heard, "do"), "members") == 0)
        {
          talk_answer (&self->talk, id, MEMBERS);
          return;
        }
    }
}

static void
test_names (Fixture *self, gconstpointer data)
{
  type (self, "Hello @");
  answer_members (self);
  WAIT_FOR (is_open (self));
  WAIT_FOR (offers (self, "Ana Belén/berta"));

  type (self, "bel");
  g_assert_true (offers (self, "Ana Belén"));
  press (self, GDK_KEY_Tab);
  assert_written (self, "Hello @Ana Belén ");
  g_assert_false (is_open (self));

  gtk_text_buffer_undo (self->buffer);
  assert_written (self, "Hello @bel");
}

/* Those who spoke last come first. */
static void
test_recent (Fixture *self, gconstpointer data)
{
  talk_say (&self->talk, 11, 10, TALK_BERTA, "Tea?");
  WAIT_FOR (client_room_find (talk_lobby (&self->talk), 11, NULL) != NULL);
  type (self, "@");
  answer_members (self);
  WAIT_FOR (offers (self, "berta/Ana Belén"));
}

static void
test_keys (Fixture *self, gconstpointer data)
{
  g_assert_false (ui_completion_take_key (self->completion, GDK_KEY_Down));

  type (self, "@");
  answer_members (self);
  WAIT_FOR (offers (self, "Ana Belén/berta"));
  gtk_test_accessible_assert_property (self->text_view, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Ana Belén, 1 of 2");
  press (self, GDK_KEY_Down);
  gtk_test_accessible_assert_property (self->text_view, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "berta, 2 of 2");
  press (self, GDK_KEY_Down);
  press (self, GDK_KEY_Up);
  g_assert_false (ui_completion_take_key (self->completion, GDK_KEY_a));
  press (self, GDK_KEY_Return);
  assert_written (self, "@berta ");
  g_assert_false (gtk_test_accessible_has_property (GTK_ACCESSIBLE (self->text_view),
                                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
}

/* Escape is for this word. */
static void
test_escape (Fixture *self, gconstpointer data)
{
  type (self, "@");
  answer_members (self);
  WAIT_FOR (offers (self, "Ana Belén/berta"));
  press (self, GDK_KEY_Escape);
  g_assert_false (is_open (self));
  type (self, "b");
  g_assert_false (is_open (self));
  type (self, " @b");
  g_assert_true (is_open (self));
}

static void
test_emoji (Fixture *self, gconstpointer data)
{
  g_autofree char *offered = NULL;
  g_autofree char *written = NULL;

  type (self, ":");
  g_assert_false (is_open (self));
  type (self, "cat");
  g_assert_true (is_open (self));
  offered = dup_offered (self);
  g_assert_true (g_str_has_prefix (offered, ":cat"));

  press (self, GDK_KEY_Return);
  g_object_get (self->buffer, "text", &written, NULL);
  g_assert_null (strchr (written, ':'));
  g_assert_cmpint (gtk_text_buffer_get_char_count (self->buffer), <, 4);
}

static void
test_click (Fixture *self, gconstpointer data)
{
  GtkWidget *focus = gtk_window_get_focus (self->window);

  type (self, "@");
  answer_members (self);
  WAIT_FOR (offers (self, "Ana Belén/berta"));
  g_assert_true (gtk_window_get_focus (self->window) == focus);
  g_signal_emit_by_name (self->list, "row-activated",
                         gtk_list_box_get_row_at_index (self->list, 1));
  assert_written (self, "@berta ");
  g_assert_true (gtk_window_get_focus (self->window) == focus);
}

/* What is put in by the program completes nothing, and another room has other names. */
static void
test_other_room (Fixture *self, gconstpointer data)
{
  type (self, ":cat");
  g_assert_true (is_open (self));
  ui_composer_set_room (self->composer, NULL, NULL);
  g_assert_false (is_open (self));
  ui_composer_set_room (self->composer, self->talk.session, talk_lobby (&self->talk));
  assert_written (self, ":cat");
  g_assert_false (is_open (self));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/completion/names", test_names);
  ADD ("/completion/recent", test_recent);
  ADD ("/completion/keys", test_keys);
  ADD ("/completion/escape", test_escape);
  ADD ("/completion/emoji", test_emoji);
  ADD ("/completion/click", test_click);
  ADD ("/completion/other-room", test_other_room);

  return g_test_run ();
}
