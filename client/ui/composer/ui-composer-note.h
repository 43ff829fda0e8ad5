/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * UiComposerNoteKind:
 * @UI_COMPOSER_NOTE_HINT: good to know
 * @UI_COMPOSER_NOTE_OFFER: something that may be done, or left
 * @UI_COMPOSER_NOTE_PROBLEM: why what is written cannot be sent
 *
 * What a note is.
 */
typedef enum
{
  UI_COMPOSER_NOTE_HINT,
  UI_COMPOSER_NOTE_OFFER,
  UI_COMPOSER_NOTE_PROBLEM,
} UiComposerNoteKind;

#define UI_TYPE_COMPOSER_NOTE (ui_composer_note_get_type ())
G_DECLARE_FINAL_TYPE (UiComposerNote, ui_composer_note, UI, COMPOSER_NOTE, GtkWidget)

GtkWidget         *ui_composer_note_new      (void);
void               ui_composer_note_show     (UiComposerNote *self, UiComposerNoteKind kind,
                                              const char *sentence, const char *offer,
                                              const char *action);
void               ui_composer_note_hide     (UiComposerNote *self);
gboolean           ui_composer_note_is_shown (UiComposerNote *self, UiComposerNoteKind kind);

G_END_DECLS
