/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-spelling-menu.h"

#include <glib/gi18n.h>

#include "ui-speller.h"
#include "ui-spelling-languages.h"

/**
 * UiSpellingMenu:
 *
 * What the menu of a text has to say about its spelling: what may be meant by the word that one
 * points at, and which languages one writes in. Where no dictionary is, that is nothing.
 */
struct _UiSpellingMenu
{
  GObject parent_instance;

  GtkTextView *text_view; /* which outlives it */
  UiSpelling *spelling;
  GSettings *settings;

  GMenu *menu;
  GMenu *suggestions;
  GMenu *word_items;
  GMenu *languages;
  GSimpleActionGroup *actions;

  char *word; /* that one points at */
  int start;
  int end;
};

G_DEFINE_FINAL_TYPE (UiSpellingMenu, ui_spelling_menu, G_TYPE_OBJECT)

static void
replace (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  UiSpellingMenu *self = user_data;

  if (self->word != NULL)
    ui_composer_buffer_replace (UI_COMPOSER_BUFFER (gtk_text_view_get_buffer (self->text_view)),
                                self->start,
                                self->end,
                                g_variant_get_string (parameter, NULL));
}

static void
learn (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  UiSpellingMenu *self = user_data;

  if (self->word != NULL)
    ui_spelling_learn (self->spelling, self->word, TRUE);
}

static void
ignore (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  UiSpellingMenu *self = user_data;

  if (self->word != NULL)
    ui_spelling_learn (self->spelling, self->word, FALSE);
}

/* The first of its name with the choice: it is asked first. */
static void
set_language (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  UiSpellingMenu *self = user_data;
  const char *language = g_action_get_name (G_ACTION (action));
  const char *const *old = ui_spelling_get_languages (self->spelling);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) chosen = NULL;

  if (g_variant_get_boolean (state))
    g_strv_builder_add (builder, language);
  for (guint i = 0; old[i] != NULL; i++)
    if (g_strcmp0 (old[i], language) != 0)
      g_strv_builder_add (builder, old[i]);
  chosen = g_strv_builder_end (builder);

  g_settings_set_strv (self->settings, "spelling-languages", (const char *const *) chosen);
}

/* Which of the dictionaries are asked, as one may have chosen meanwhile. */
static void
update_languages (UiSpellingMenu *self)
{
  const char *const *installed = ui_spelling_get_installed (self->spelling);
  const char *const *chosen = ui_spelling_get_languages (self->spelling);

  for (guint i = 0; installed[i] != NULL; i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), installed[i]);
      GVariant *state = g_variant_new_boolean (g_strv_contains (chosen, installed[i]));

      g_simple_action_set_state (G_SIMPLE_ACTION (action), state);
    }
}

static void
add_language (UiSpellingMenu *self, const char *language)
{
  g_autoptr (GSimpleAction) action =
    g_simple_action_new_stateful (language, NULL, g_variant_new_boolean (FALSE));
  g_autofree char *label = ui_spelling_describe_language (language);
  g_autofree char *name = g_strconcat ("spelling.", language, NULL);

  g_signal_connect_object (action, "change-state", G_CALLBACK (set_language), self, 0);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
  g_menu_append (self->languages, label, name);
}

static void
on_loaded (UiSpellingMenu *self)
{
  const char *const *installed = ui_spelling_get_installed (self->spelling);
  g_autoptr (GMenu) section = NULL;

  if (*installed == NULL || g_menu_model_get_n_items (G_MENU_MODEL (self->languages)) > 0)
    return;

  for (guint i = 0; installed[i] != NULL; i++)
    add_language (self, installed[i]);
  update_languages (self);

  section = g_menu_new ();
  g_menu_append (section, _("Check _Spelling"), "spelling.check-spelling");
  g_menu_append_submenu (section, _("Spelling _Languages"), G_MENU_MODEL (self->languages));
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (section));
}

/* What is asked for, and for which menu. */
typedef struct
{
  GWeakRef menu;
  char *word;
} Question;

static void
question_free (Question *question)
{
  g_weak_ref_clear (&question->menu);
  g_clear_pointer (&question->word, g_free);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
on_suggested (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (UiSpellingMenu) self = g_weak_ref_get (&question->menu);
  g_auto (GStrv) found = ui_speller_finish (result);

  if (self == NULL || g_strcmp0 (self->word, question->word) != 0)
    return;

  g_menu_remove_all (self->suggestions);
  for (guint i = 0; found[i] != NULL; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (found[i], NULL);

      g_menu_item_set_action_and_target (item, "spelling.replace", "s", found[i]);
      g_menu_append_item (self->suggestions, item);
    }
  if (*found == NULL)
    g_menu_append (self->suggestions, _("No Suggestions"), "spelling.none");
}

/**
 * ui_spelling_menu_prepare:
 * @self: a menu
 * @iter: where one points at in the text
 *
 * Has the menu be about the word there. It is called before the menu is shown; what takes
 * longer comes into it when it is there.
 */
void
ui_spelling_menu_prepare (UiSpellingMenu *self, const GtkTextIter *iter)
{
  Question *question = NULL;

  g_return_if_fail (UI_IS_SPELLING_MENU (self));

  ui_spelling_load (self->spelling);
  update_languages (self);
  g_menu_remove_all (self->suggestions);
  g_menu_remove_all (self->word_items);
  g_clear_pointer (&self->word, g_free);
  self->word = ui_spelling_dup_word (self->spelling, iter, &self->start, &self->end);
  if (self->word == NULL)
    return;

  g_menu_append (self->word_items, _("_Add to Dictionary"), "spelling.learn");
  g_menu_append (self->word_items, _("_Ignore"), "spelling.ignore");

  question = g_new0 (Question, 1);
  g_weak_ref_init (&question->menu, self);
  question->word = g_strdup (self->word);
  ui_speller_suggest_async (ui_spelling_get_languages (self->spelling),
                            self->word,
                            on_suggested,
                            question);
}

/**
 * ui_spelling_menu_get_model:
 * @self: a menu
 *
 * Returns: (transfer none): what is in the menu
 */
GMenuModel *
ui_spelling_menu_get_model (UiSpellingMenu *self)
{
  g_return_val_if_fail (UI_IS_SPELLING_MENU (self), NULL);

  return G_MENU_MODEL (self->menu);
}

/* Before the text view shows its menu. */
static void
on_clicked (GtkGestureClick *click, int n, double x, double y, UiSpellingMenu *self)
{
  GtkTextIter iter;
  int at_x = 0;
  int at_y = 0;

  gtk_text_view_window_to_buffer_coords (self->text_view, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y,
                                         &at_x, &at_y);
  gtk_text_view_get_iter_at_location (self->text_view, &iter, at_x, at_y);
  ui_spelling_menu_prepare (self, &iter);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType modifiers,
                UiSpellingMenu *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  GtkTextIter iter;

  if (keyval == GDK_KEY_Menu || (keyval == GDK_KEY_F10 && (modifiers & GDK_SHIFT_MASK) != 0))
    {
      gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
      ui_spelling_menu_prepare (self, &iter);
    }

  return GDK_EVENT_PROPAGATE;
}

static void
watch_view (UiSpellingMenu *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_clicked), self, 0);
  g_signal_connect_object (key, "key-pressed", G_CALLBACK (on_key_pressed), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->text_view), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self->text_view), key);
}

static void
ui_spelling_menu_dispose (GObject *object)
{
  UiSpellingMenu *self = UI_SPELLING_MENU (object);

  g_clear_object (&self->spelling);
  g_clear_object (&self->settings);
  g_clear_object (&self->menu);
  g_clear_object (&self->suggestions);
  g_clear_object (&self->word_items);
  g_clear_object (&self->languages);
  g_clear_object (&self->actions);

  G_OBJECT_CLASS (ui_spelling_menu_parent_class)->dispose (object);
}

static void
ui_spelling_menu_finalize (GObject *object)
{
  g_clear_pointer (&UI_SPELLING_MENU (object)->word, g_free);

  G_OBJECT_CLASS (ui_spelling_menu_parent_class)->finalize (object);
}

static void
ui_spelling_menu_class_init (UiSpellingMenuClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ui_spelling_menu_dispose;
  object_class->finalize = ui_spelling_menu_finalize;
}

static void
ui_spelling_menu_init (UiSpellingMenu *self)
{
  self->menu = g_menu_new ();
  self->suggestions = g_menu_new ();
  self->word_items = g_menu_new ();
  self->languages = g_menu_new ();
  self->actions = g_simple_action_group_new ();
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (self->suggestions));
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (self->word_items));
}

/**
 * ui_spelling_menu_new:
 * @text_view: the text, a #UiComposerBuffer; it has to live longer
 * @spelling: what knows its spelling
 * @settings: where the person's choices are
 *
 * Puts what there is to say about the spelling into the menu of a text.
 *
 * Returns: (transfer full): the menu
 */
UiSpellingMenu *
ui_spelling_menu_new (GtkTextView *text_view, UiSpelling *spelling, GSettings *settings)
{
  const GActionEntry entries[] = {
    { .name = "replace", .activate = replace, .parameter_type = "s" },
    { .name = "learn", .activate = learn },
    { .name = "ignore", .activate = ignore },
  };
  UiSpellingMenu *self = g_object_new (UI_TYPE_SPELLING_MENU, NULL);
  g_autoptr (GAction) check = g_settings_create_action (settings, "check-spelling");

  self->text_view = text_view;
  self->spelling = g_object_ref (spelling);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (spelling, "loaded", G_CALLBACK (on_loaded), self, G_CONNECT_SWAPPED);

  g_action_map_add_action (G_ACTION_MAP (self->actions), check);
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (text_view),
                                  "spelling",
                                  G_ACTION_GROUP (self->actions));
  gtk_text_view_set_extra_menu (text_view, G_MENU_MODEL (self->menu));
  watch_view (self);
  return self;
}
