/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-spelling.h"

#include <string.h>

#include "ui-speller.h"
#include "ui-spelling-languages.h"
#include "ui-spelling-words.h"

/* One has paused. */
#define CHECK_DELAY_MS 400

/* Longer texts were pasted, and are not read word by word. */
#define MAX_CHARS 20000

/**
 * UiSpelling:
 *
 * Underlines the words of a text that no dictionary knows, in the paragraphs that have changed,
 * once one pauses. Without a dictionary it does nothing.
 *
 * Signals: "loaded": the dictionaries are known.
 */
struct _UiSpelling
{
  GObject parent_instance;

  GSettings *settings;
  char **installed; /* NULL before it is known */
  char **languages;
  gboolean is_loading;

  GtkTextBuffer *buffer;
  GtkTextTag *tag;
  GtkTextMark *dirty_start;
  GtkTextMark *dirty_end;
  guint check_id;
  guint serial;           /* of the text: what is found out about another one is void */
  gboolean waits_for_end; /* of the word that one is writing */
};

G_DEFINE_FINAL_TYPE (UiSpelling, ui_spelling, G_TYPE_OBJECT)

enum
{
  LOADED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What is being asked of the dictionaries. */
typedef struct
{
  GWeakRef spelling;
  guint serial;
  int from;
  int to;
  GPtrArray *words;
} Check;

static const char *const nothing[] = { NULL };

static void
check_free (Check *check)
{
  g_weak_ref_clear (&check->spelling);
  g_clear_pointer (&check->words, g_ptr_array_unref);
  g_free (check);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Check, check_free)

static void check_now (gpointer user_data);

static void
schedule (UiSpelling *self)
{
  g_clear_handle_id (&self->check_id, g_source_remove);
  self->check_id = g_timeout_add_once (CHECK_DELAY_MS, check_now, self);
}

/* The paragraphs from @start to @end are to be looked at. */
static void
mark_dirty (UiSpelling *self, const GtkTextIter *start, const GtkTextIter *end)
{
  GtkTextIter from = *start;
  GtkTextIter to = *end;
  GtkTextIter mark;

  gtk_text_iter_set_line_offset (&from, 0);
  if (!gtk_text_iter_ends_line (&to))
    gtk_text_iter_forward_to_line_end (&to);

  if (self->check_id == 0)
    {
      gtk_text_buffer_move_mark (self->buffer, self->dirty_start, &from);
      gtk_text_buffer_move_mark (self->buffer, self->dirty_end, &to);
    }
  gtk_text_buffer_get_iter_at_mark (self->buffer, &mark, self->dirty_start);
  if (gtk_text_iter_compare (&from, &mark) < 0)
    gtk_text_buffer_move_mark (self->buffer, self->dirty_start, &from);
  gtk_text_buffer_get_iter_at_mark (self->buffer, &mark, self->dirty_end);
  if (gtk_text_iter_compare (&to, &mark) > 0)
    gtk_text_buffer_move_mark (self->buffer, self->dirty_end, &to);
  schedule (self);
}

static void
mark_all (UiSpelling *self)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  mark_dirty (self, &start, &end);
}

static void
clear (UiSpelling *self)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, self->tag, &start, &end);
}

static gboolean
is_on (UiSpelling *self)
{
  return g_settings_get_boolean (self->settings, "check-spelling")
         && gtk_text_buffer_get_char_count (self->buffer) <= MAX_CHARS;
}

static void
update_languages (UiSpelling *self)
{
  g_auto (GStrv) wanted = g_settings_get_strv (self->settings, "spelling-languages");

  if (self->installed == NULL)
    return;

  g_clear_pointer (&self->languages, g_strfreev);
  self->languages =
    ui_spelling_choose_languages (*wanted != NULL ? (const char *const *) wanted
                                                  : g_get_language_names (),
                                  (const char *const *) self->installed);
}

static void
on_settings_changed (UiSpelling *self)
{
  update_languages (self);
  clear (self);
  mark_all (self);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UiSpelling) self = user_data;

  self->is_loading = FALSE;
  self->installed = ui_speller_finish (result);
  update_languages (self);
  mark_all (self);
  g_signal_emit (self, signals[LOADED], 0);
}

static void
underline (UiSpelling *self, UiSpellingWord *word)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_offset (self->buffer, &start, word->start);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &end, word->end);
  gtk_text_buffer_apply_tag (self->buffer, self->tag, &start, &end);
}

static void
take_answer (UiSpelling *self, Check *check, const char *const *unknown)
{
  GtkTextIter start;
  GtkTextIter end;
  int cursor = 0;

  g_object_get (self->buffer, "cursor-position", &cursor, NULL);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &start, check->from);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &end, check->to);
  gtk_text_buffer_remove_tag (self->buffer, self->tag, &start, &end);

  /* The unknown words are among the words in their order. */
  for (guint i = 0; i < check->words->len && *unknown != NULL; i++)
    {
      UiSpellingWord *word = g_ptr_array_index (check->words, i);

      if (g_strcmp0 (word->word, *unknown) != 0)
        continue;

      unknown++;
      if (cursor > word->start && cursor <= word->end)
        self->waits_for_end = TRUE;
      else
        underline (self, word);
    }
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Check) check = user_data;
  g_autoptr (UiSpelling) self = g_weak_ref_get (&check->spelling);
  g_auto (GStrv) unknown = ui_speller_finish (result);

  if (self == NULL)
    return;

  if (check->serial == self->serial)
    take_answer (self, check, (const char *const *) unknown);
  else
    mark_all (self);
}

static Check *
check_new (UiSpelling *self)
{
  Check *check = g_new0 (Check, 1);
  g_autofree char *text = NULL;
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  text = gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
  gtk_text_buffer_get_iter_at_mark (self->buffer, &start, self->dirty_start);
  gtk_text_buffer_get_iter_at_mark (self->buffer, &end, self->dirty_end);
  /* A backtick may make code, or prose, of all that follows. */
  if (strchr (text, '`') != NULL)
    gtk_text_buffer_get_bounds (self->buffer, &start, &end);

  g_weak_ref_init (&check->spelling, self);
  check->serial = self->serial;
  check->from = gtk_text_iter_get_offset (&start);
  check->to = gtk_text_iter_get_offset (&end);
  check->words = ui_spelling_words (text, check->from, check->to);
  return check;
}

static void
check_now (gpointer user_data)
{
  UiSpelling *self = user_data;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;
  Check *check = NULL;

  self->check_id = 0;
  self->waits_for_end = FALSE;
  if (!is_on (self) || gtk_text_buffer_get_char_count (self->buffer) == 0)
    return;
  if (self->installed == NULL)
    {
      ui_spelling_load (self);
      return;
    }
  if (*self->languages == NULL)
    return;

  check = check_new (self);
  for (guint i = 0; i < check->words->len; i++)
    g_strv_builder_add (builder, ((UiSpellingWord *) check->words->pdata[i])->word);
  words = g_strv_builder_end (builder);
  ui_speller_check_async ((const char *const *) self->languages,
                          (const char *const *) words,
                          on_checked,
                          check);
}

static void
on_inserted (GtkTextBuffer *buffer,
             GtkTextIter *end,
             const char *text,
             int length,
             UiSpelling *self)
{
  GtkTextIter start = *end;

  gtk_text_iter_backward_chars (&start, (int) g_utf8_strlen (text, length));
  gtk_text_buffer_remove_tag (buffer, self->tag, &start, end);
  mark_dirty (self, &start, end);
}

static void
on_deleted (GtkTextBuffer *buffer, GtkTextIter *start, GtkTextIter *end, UiSpelling *self)
{
  mark_dirty (self, start, end);
}

static void
on_changed (UiSpelling *self)
{
  self->serial++;
}

static void
on_cursor_moved (UiSpelling *self)
{
  if (self->waits_for_end)
    mark_all (self);
}

/**
 * ui_spelling_get_installed:
 * @self: a spelling
 *
 * Returns: (transfer none) (array zero-terminated=1): the dictionaries that there are, as far
 *   as is known
 */
const char *const *
ui_spelling_get_installed (UiSpelling *self)
{
  g_return_val_if_fail (UI_IS_SPELLING (self), NULL);

  return self->installed != NULL ? (const char *const *) self->installed : nothing;
}

/**
 * ui_spelling_get_languages:
 * @self: a spelling
 *
 * Returns: (transfer none) (array zero-terminated=1): those of them that are asked
 */
const char *const *
ui_spelling_get_languages (UiSpelling *self)
{
  g_return_val_if_fail (UI_IS_SPELLING (self), NULL);

  return self->languages != NULL ? (const char *const *) self->languages : nothing;
}

/**
 * ui_spelling_load:
 * @self: a spelling
 *
 * Finds out which dictionaries there are, unless it is known; "loaded" tells.
 */
void
ui_spelling_load (UiSpelling *self)
{
  g_return_if_fail (UI_IS_SPELLING (self));

  if (self->is_loading || self->installed != NULL)
    return;

  self->is_loading = TRUE;
  ui_speller_list_async (on_listed, g_object_ref (self));
}

/**
 * ui_spelling_dup_word:
 * @self: a spelling
 * @iter: a place in the text
 * @start: (out): where the word begins, in characters
 * @end: (out): where it ends
 *
 * Returns: (transfer full) (nullable): the word there, if it is underlined
 */
char *
ui_spelling_dup_word (UiSpelling *self, const GtkTextIter *iter, int *start, int *end)
{
  GtkTextIter from = *iter;
  GtkTextIter to = *iter;

  g_return_val_if_fail (UI_IS_SPELLING (self), NULL);

  if (!gtk_text_iter_has_tag (iter, self->tag) && !gtk_text_iter_ends_tag (iter, self->tag))
    return NULL;

  if (!gtk_text_iter_starts_tag (&from, self->tag))
    gtk_text_iter_backward_to_tag_toggle (&from, self->tag);
  if (!gtk_text_iter_ends_tag (&to, self->tag))
    gtk_text_iter_forward_to_tag_toggle (&to, self->tag);
  *start = gtk_text_iter_get_offset (&from);
  *end = gtk_text_iter_get_offset (&to);
  return gtk_text_buffer_get_text (self->buffer, &from, &to, TRUE);
}

static void
on_learned (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UiSpelling) self = user_data;
  g_auto (GStrv) none = ui_speller_finish (result);

  mark_all (self);
}

/**
 * ui_spelling_learn:
 * @self: a spelling
 * @word: a word
 * @for_good: whether the person's own dictionary is to have it, or only this run of the program
 *
 * Has a word be right from now on.
 */
void
ui_spelling_learn (UiSpelling *self, const char *word, gboolean for_good)
{
  g_return_if_fail (UI_IS_SPELLING (self));

  ui_speller_learn_async (ui_spelling_get_languages (self),
                          word,
                          for_good,
                          on_learned,
                          g_object_ref (self));
}

static void
ui_spelling_dispose (GObject *object)
{
  UiSpelling *self = UI_SPELLING (object);

  g_clear_handle_id (&self->check_id, g_source_remove);
  g_clear_object (&self->settings);
  g_clear_object (&self->buffer);
  g_clear_object (&self->tag);

  G_OBJECT_CLASS (ui_spelling_parent_class)->dispose (object);
}

static void
ui_spelling_finalize (GObject *object)
{
  UiSpelling *self = UI_SPELLING (object);

  g_clear_pointer (&self->installed, g_strfreev);
  g_clear_pointer (&self->languages, g_strfreev);

  G_OBJECT_CLASS (ui_spelling_parent_class)->finalize (object);
}

static void
ui_spelling_class_init (UiSpellingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ui_spelling_dispose;
  object_class->finalize = ui_spelling_finalize;

  signals[LOADED] = g_signal_new ("loaded", UI_TYPE_SPELLING, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
ui_spelling_init (UiSpelling *self)
{
}

static void
ui_spelling_watch (UiSpelling *self)
{
  g_signal_connect_object (self->settings, "changed::check-spelling",
                           G_CALLBACK (on_settings_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::spelling-languages",
                           G_CALLBACK (on_settings_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "insert-text", G_CALLBACK (on_inserted), self,
                           G_CONNECT_AFTER);
  g_signal_connect_object (self->buffer, "delete-range", G_CALLBACK (on_deleted), self,
                           G_CONNECT_AFTER);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "notify::cursor-position", G_CALLBACK (on_cursor_moved),
                           self, G_CONNECT_SWAPPED);
}

/**
 * ui_spelling_new:
 * @buffer: the text to look at
 * @settings: where the person's choices are
 *
 * Returns: (transfer full): a spelling, which asks nothing before there is a text
 */
UiSpelling *
ui_spelling_new (GtkTextBuffer *buffer, GSettings *settings)
{
  UiSpelling *self = g_object_new (UI_TYPE_SPELLING, NULL);
  GtkTextIter start;

  self->settings = g_object_ref (settings);
  self->buffer = g_object_ref (buffer);
  self->tag = g_object_ref (
    gtk_text_buffer_create_tag (buffer, NULL, "underline", PANGO_UNDERLINE_ERROR, NULL));
  gtk_text_buffer_get_start_iter (buffer, &start);
  self->dirty_start = gtk_text_buffer_create_mark (buffer, NULL, &start, TRUE);
  self->dirty_end = gtk_text_buffer_create_mark (buffer, NULL, &start, FALSE);
  ui_spelling_watch (self);
  return self;
}
