/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-composer-buffer.h"

#include "ui-long-text.h"

/**
 * UiComposerBuffer:
 *
 * The text that is being written. What is put in by ui_composer_buffer_set() is not undone,
 * so that no text comes back in another room.
 *
 * Signals: "inserted-long": something long was put in at once, which
 * ui_composer_buffer_fence() makes code of.
 */
struct _UiComposerBuffer
{
  GtkTextBuffer parent_instance;

  GtkTextMark *long_start;
  GtkTextMark *long_end;
  gboolean is_setting;
  gboolean is_undoing;
};

G_DEFINE_FINAL_TYPE (UiComposerBuffer, ui_composer_buffer, GTK_TYPE_TEXT_BUFFER)

enum
{
  INSERTED_LONG,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/**
 * ui_composer_buffer_set:
 * @self: a buffer
 * @text: (nullable): what it is to say
 * @cursor: where one writes on in it, in characters; -1 for its end
 *
 * Puts in another text, and forgets how the one before it came to be.
 */
void
ui_composer_buffer_set (UiComposerBuffer *self, const char *text, int cursor)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter iter;

  g_return_if_fail (UI_IS_COMPOSER_BUFFER (self));

  self->is_setting = TRUE;
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, text != NULL ? text : "", -1);
  gtk_text_buffer_end_irreversible_action (buffer);
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, cursor);
  gtk_text_buffer_place_cursor (buffer, &iter);
  self->is_setting = FALSE;
}

/**
 * ui_composer_buffer_dup:
 * @self: a buffer
 *
 * Returns: (transfer full): what is in it
 */
char *
ui_composer_buffer_dup (UiComposerBuffer *self)
{
  GtkTextIter start;
  GtkTextIter end;

  g_return_val_if_fail (UI_IS_COMPOSER_BUFFER (self), NULL);

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self), &start, &end);
  return gtk_text_buffer_get_text (GTK_TEXT_BUFFER (self), &start, &end, FALSE);
}

/**
 * ui_composer_buffer_get_cursor:
 * @self: a buffer
 *
 * Returns: where one is writing, in characters from the beginning
 */
int
ui_composer_buffer_get_cursor (UiComposerBuffer *self)
{
  int position = 0;

  g_return_val_if_fail (UI_IS_COMPOSER_BUFFER (self), 0);

  g_object_get (self, "cursor-position", &position, NULL);
  return position;
}

/**
 * ui_composer_buffer_is_empty:
 * @self: a buffer
 *
 * Returns: whether nothing is in it, not even a space
 */
gboolean
ui_composer_buffer_is_empty (UiComposerBuffer *self)
{
  g_return_val_if_fail (UI_IS_COMPOSER_BUFFER (self), TRUE);

  return gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (self)) == 0;
}

/**
 * ui_composer_buffer_is_setting:
 * @self: a buffer
 *
 * Returns: whether what changes just now is the program's doing, and not the person's
 */
gboolean
ui_composer_buffer_is_setting (UiComposerBuffer *self)
{
  g_return_val_if_fail (UI_IS_COMPOSER_BUFFER (self), FALSE);

  return self->is_setting;
}

/**
 * ui_composer_buffer_type:
 * @self: a buffer
 * @text: a text
 *
 * Puts @text in the place of what is selected, as if it were typed.
 */
void
ui_composer_buffer_type (UiComposerBuffer *self, const char *text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);

  g_return_if_fail (UI_IS_COMPOSER_BUFFER (self));

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_interactive_at_cursor (buffer, text, -1, TRUE);
  gtk_text_buffer_end_user_action (buffer);
}

/**
 * ui_composer_buffer_replace:
 * @self: a buffer
 * @start: where to begin, in characters
 * @end: where to end
 * @text: what to put there
 *
 * Replaces a part of the text, so that one step back undoes it; one writes on behind it.
 */
void
ui_composer_buffer_replace (UiComposerBuffer *self, int start, int end, const char *text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter from;
  GtkTextIter to;

  g_return_if_fail (UI_IS_COMPOSER_BUFFER (self));

  gtk_text_buffer_get_iter_at_offset (buffer, &from, start);
  gtk_text_buffer_get_iter_at_offset (buffer, &to, end);

  self->is_setting = TRUE;
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &from, &to);
  gtk_text_buffer_insert (buffer, &from, text, -1);
  gtk_text_buffer_place_cursor (buffer, &from);
  gtk_text_buffer_end_user_action (buffer);
  self->is_setting = FALSE;
}

/**
 * ui_composer_buffer_fence:
 * @self: a buffer
 *
 * Makes a block of code of what was put in last, of which "inserted-long" has told.
 */
void
ui_composer_buffer_fence (UiComposerBuffer *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *text = NULL;
  g_autofree char *fenced = NULL;
  g_autofree char *block = NULL;

  g_return_if_fail (UI_IS_COMPOSER_BUFFER (self));

  gtk_text_buffer_get_iter_at_mark (buffer, &start, self->long_start);
  gtk_text_buffer_get_iter_at_mark (buffer, &end, self->long_end);
  if (gtk_text_iter_equal (&start, &end))
    return;

  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  fenced = ui_long_text_fence (text);
  block = g_strconcat (gtk_text_iter_starts_line (&start) ? "" : "\n",
                       fenced,
                       gtk_text_iter_get_char (&end) == '\n' ? "" : "\n",
                       NULL);
  ui_composer_buffer_replace (self,
                              gtk_text_iter_get_offset (&start),
                              gtk_text_iter_get_offset (&end),
                              block);
}

/* Pasted or dropped: nobody types so much at once. */
static void
ui_composer_buffer_insert_text (GtkTextBuffer *buffer,
                                GtkTextIter *iter,
                                const char *text,
                                int length)
{
  UiComposerBuffer *self = UI_COMPOSER_BUFFER (buffer);
  g_autofree char *inserted = self->is_setting || self->is_undoing ? NULL : g_strndup (text, length);
  GtkTextIter start;

  GTK_TEXT_BUFFER_CLASS (ui_composer_buffer_parent_class)->insert_text (buffer, iter, text, length);

  if (inserted == NULL || !ui_long_text_is_long (inserted))
    return;

  start = *iter;
  gtk_text_iter_backward_chars (&start, (int) g_utf8_strlen (inserted, -1));
  gtk_text_buffer_move_mark (buffer, self->long_start, &start);
  gtk_text_buffer_move_mark (buffer, self->long_end, iter);
  g_signal_emit (self, signals[INSERTED_LONG], 0);
}

static void
ui_composer_buffer_undo (GtkTextBuffer *buffer)
{
  UI_COMPOSER_BUFFER (buffer)->is_undoing = TRUE;
  GTK_TEXT_BUFFER_CLASS (ui_composer_buffer_parent_class)->undo (buffer);
  UI_COMPOSER_BUFFER (buffer)->is_undoing = FALSE;
}

static void
ui_composer_buffer_redo (GtkTextBuffer *buffer)
{
  UI_COMPOSER_BUFFER (buffer)->is_undoing = TRUE;
  GTK_TEXT_BUFFER_CLASS (ui_composer_buffer_parent_class)->redo (buffer);
  UI_COMPOSER_BUFFER (buffer)->is_undoing = FALSE;
}

static void
ui_composer_buffer_constructed (GObject *object)
{
  UiComposerBuffer *self = UI_COMPOSER_BUFFER (object);
  GtkTextIter start;

  G_OBJECT_CLASS (ui_composer_buffer_parent_class)->constructed (object);

  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (self), &start);
  self->long_start = gtk_text_buffer_create_mark (GTK_TEXT_BUFFER (self), NULL, &start, TRUE);
  self->long_end = gtk_text_buffer_create_mark (GTK_TEXT_BUFFER (self), NULL, &start, FALSE);
}

static void
ui_composer_buffer_class_init (UiComposerBufferClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = ui_composer_buffer_constructed;
  GTK_TEXT_BUFFER_CLASS (klass)->insert_text = ui_composer_buffer_insert_text;
  GTK_TEXT_BUFFER_CLASS (klass)->undo = ui_composer_buffer_undo;
  GTK_TEXT_BUFFER_CLASS (klass)->redo = ui_composer_buffer_redo;

  signals[INSERTED_LONG] = g_signal_new ("inserted-long", UI_TYPE_COMPOSER_BUFFER,
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/* Its table of tags is made later. */
static void
ui_composer_buffer_init (UiComposerBuffer *self)
{
}

/**
 * ui_composer_buffer_new:
 *
 * Returns: (transfer full): an empty buffer
 */
UiComposerBuffer *
ui_composer_buffer_new (void)
{
  return g_object_new (UI_TYPE_COMPOSER_BUFFER, NULL);
}
