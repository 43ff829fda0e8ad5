/* SPDX-License-Identifier: GPL-3.0-or-later */

/* With the dictionary of the package hunspell-en-us. */
#include <adwaita.h>

#include "charla-config.h"
#include "ui-composer-buffer.h"
#include "ui-spelling-menu.h"
#include "wait.h"
#include "widgets.h"

typedef struct
{
  GSettings *settings;
  UiComposerBuffer *buffer;
  GtkWidget *text_view;
  GtkWindow *window;
  UiSpelling *spelling;
  UiSpellingMenu *menu;
} Fixture;

static void
set_up (Fixture *self, gconstpointer language)
{
  const char *const languages[] = { language, NULL };

  self->settings = g_settings_new (CHARLA_APPLICATION_ID);
  g_settings_set_boolean (self->settings, "check-spelling", TRUE);
  g_settings_set_strv (self->settings, "spelling-languages", languages);
  self->buffer = ui_composer_buffer_new ();
  self->text_view = gtk_text_view_new_with_buffer (GTK_TEXT_BUFFER (self->buffer));
  self->window = show_in_window (self->text_view, 360, 200);
  self->spelling = ui_spelling_new (GTK_TEXT_BUFFER (self->buffer), self->settings);
  self->menu = ui_spelling_menu_new (GTK_TEXT_VIEW (self->text_view), self->spelling, self->settings);
}

static void
tear_down (Fixture *self, gconstpointer language)
{
  gtk_window_destroy (self->window);
  g_assert_finalize_object (self->menu);
  wait_settle ();
  g_assert_finalize_object (self->spelling);
  g_assert_finalize_object (self->buffer);
  g_settings_reset (self->settings, "spelling-languages");
  g_settings_reset (self->settings, "check-spelling");
  g_clear_object (&self->settings);
}

static void
type (Fixture *self, const char *text)
{
  ui_composer_buffer_type (self->buffer, text);
}

/* The words that are underlined. */
static char *
dup_wrong (Fixture *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GString *all = g_string_new (NULL);
  int end = -1;

  for (int i = 0; i < gtk_text_buffer_get_char_count (buffer); i++)
    {
      g_autofree char *word = NULL;
      GtkTextIter iter;
      int start = 0;

      if (i <= end)
        continue;
      gtk_text_buffer_get_iter_at_offset (buffer, &iter, i);
      word = ui_spelling_dup_word (self->spelling, &iter, &start, &end);
      if (word != NULL)
        g_string_append_printf (all, "%s%s", all->len > 0 ? " " : "", word);
      else
        end = -1;
    }

  return g_string_free (all, FALSE);
}

static gboolean
is_wrong (Fixture *self, const char *expected)
{
  g_autofree char *wrong = dup_wrong (self);

  return g_strcmp0 (wrong, expected) == 0;
}

static void
prepare (Fixture *self, int offset)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self->buffer), &iter, offset);
  ui_spelling_menu_prepare (self->menu, &iter);
}

static GMenuModel *
get_section (Fixture *self, int position)
{
  return g_menu_model_get_item_link (ui_spelling_menu_get_model (self->menu), position,
                                     G_MENU_LINK_SECTION);
}

static int
count_items (Fixture *self, int position)
{
  g_autoptr (GMenuModel) section = get_section (self, position);

  return g_menu_model_get_n_items (section);
}

static void
act (Fixture *self, const char *action)
{
  g_assert_true (gtk_widget_activate_action (self->text_view, action, NULL));
}

static void
test_underlines (Fixture *self, gconstpointer language)
{
  type (self, "Helo there, wrld. This `cde` is rigth\nand so on");
  WAIT_FOR (is_wrong (self, "Helo wrld rigth"));

  ui_composer_buffer_set (self->buffer, "All is well.", -1);
  WAIT_FOR (is_wrong (self, ""));
}

/* Not before one has ended it. */
static void
test_word_at_cursor (Fixture *self, gconstpointer language)
{
  type (self, "Frst secnd");
  WAIT_FOR (is_wrong (self, "Frst"));
  type (self, " ");
  WAIT_FOR (is_wrong (self, "Frst secnd"));
}

static void
test_mended (Fixture *self, gconstpointer language)
{
  type (self, "One wrog word ");
  WAIT_FOR (is_wrong (self, "wrog"));
  ui_composer_buffer_replace (self->buffer, 4, 8, "wrong");
  WAIT_FOR (is_wrong (self, ""));
  gtk_text_buffer_undo (GTK_TEXT_BUFFER (self->buffer));
  type (self, " ");
  WAIT_FOR (is_wrong (self, "wrog"));
}

static void
test_switched_off (Fixture *self, gconstpointer language)
{
  type (self, "Helo ");
  WAIT_FOR (is_wrong (self, "Helo"));
  g_settings_set_boolean (self->settings, "check-spelling", FALSE);
  g_assert_true (is_wrong (self, ""));
  g_settings_set_boolean (self->settings, "check-spelling", TRUE);
  WAIT_FOR (is_wrong (self, "Helo"));
}

static void
test_suggests (Fixture *self, gconstpointer language)
{
  g_autoptr (GMenuModel) section = NULL;
  g_autoptr (GVariant) target = NULL;
  g_autofree char *text = NULL;

  type (self, "Helllo there ");
  WAIT_FOR (is_wrong (self, "Helllo"));
  prepare (self, 9);
  g_assert_cmpint (count_items (self, 0), ==, 0);
  g_assert_cmpint (count_items (self, 1), ==, 0);

  prepare (self, 2);
  WAIT_FOR (count_items (self, 0) > 0);
  g_assert_cmpint (count_items (self, 1), ==, 2);
  section = get_section (self, 0);
  target = g_menu_model_get_item_attribute_value (section, 0, G_MENU_ATTRIBUTE_TARGET, NULL);
  gtk_widget_activate_action_variant (self->text_view, "spelling.replace", target);
  text = ui_composer_buffer_dup (self->buffer);
  g_assert_true (g_str_has_suffix (text, " there "));
  g_assert_false (g_str_has_prefix (text, "Helllo"));
}

static void
test_ignores (Fixture *self, gconstpointer language)
{
  type (self, "Qwxyzt ");
  WAIT_FOR (is_wrong (self, "Qwxyzt"));
  prepare (self, 2);
  act (self, "spelling.ignore");
  WAIT_FOR (is_wrong (self, ""));
}

/* In the person's own dictionary, which is in the home of the tests. */
static void
test_learns (Fixture *self, gconstpointer language)
{
  type (self, "Zwqyxt ");
  WAIT_FOR (is_wrong (self, "Zwqyxt"));
  prepare (self, 2);
  act (self, "spelling.learn");
  WAIT_FOR (is_wrong (self, ""));
}

static void
test_languages (Fixture *self, gconstpointer language)
{
  g_auto (GStrv) chosen = NULL;

  type (self, "Helo ");
  WAIT_FOR (is_wrong (self, "Helo"));
  g_assert_true (g_strv_contains (ui_spelling_get_installed (self->spelling), "en_US"));
  g_assert_cmpint (count_items (self, 2), ==, 2);

  gtk_widget_activate_action (self->text_view, "spelling.en_US", NULL);
  chosen = g_settings_get_strv (self->settings, "spelling-languages");
  g_assert_false (g_strv_contains ((const char *const *) chosen, "en_US"));
}

/* Of a language without a dictionary nothing is known, so nothing is wrong. */
static void
test_no_dictionary (Fixture *self, gconstpointer language)
{
  type (self, "Helo wrld ");
  ui_spelling_load (self->spelling);
  WAIT_FOR (*ui_spelling_get_installed (self->spelling) != NULL);
  g_assert_null (*ui_spelling_get_languages (self->spelling));
  wait_settle ();
  g_assert_true (is_wrong (self, ""));
}

static void
test_other_script (Fixture *self, gconstpointer language)
{
  type (self, "Helo مرحبا Привет ");
  WAIT_FOR (is_wrong (self, "Helo"));
}

#define ADD(path, language, test) g_test_add (path, Fixture, language, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/spelling/underlines", "en_US", test_underlines);
  ADD ("/spelling/word-at-cursor", "en_US", test_word_at_cursor);
  ADD ("/spelling/mended", "en_US", test_mended);
  ADD ("/spelling/switched-off", "en_US", test_switched_off);
  ADD ("/spelling/suggests", "en_US", test_suggests);
  ADD ("/spelling/ignores", "en_US", test_ignores);
  ADD ("/spelling/learns", "en_US", test_learns);
  ADD ("/spelling/languages", "en_US", test_languages);
  ADD ("/spelling/no-dictionary", "tlh", test_no_dictionary);
  ADD ("/spelling/other-script", "en_US", test_other_script);

  return g_test_run ();
}
