/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui-composer.h"

#include "ui-composer-field.h"
#include "ui-draft.h"

G_BEGIN_DECLS

struct _UiComposer
{
  GtkWidget parent_instance;

  ClientSession *session;
  ClientRoom *room;
  GSignalGroup *room_signals;
  UiDraft *draft; /* of the room, which it belongs to */
  guint save_id;
  gboolean is_loading;
  gboolean is_offering_code;

  GtkWidget *context;
  GtkWidget *note;
  GtkWidget *row;
  GtkWidget *blocked;
  GtkWidget *join_button;
  GtkWidget *field;
  GtkWidget *send_button;
};

UiComposerField  *ui_composer_get_field    (UiComposer *self);
UiComposerBuffer *ui_composer_get_buffer   (UiComposer *self);
char             *ui_composer_dup_text     (UiComposer *self);

/* What is being written, and where it is kept */
void ui_composer_store    (UiComposer *self);
void ui_composer_load     (UiComposer *self);
void ui_composer_end_edit (UiComposer *self);

/* What there is to say of it */
void ui_composer_show_problem (UiComposer *self, const char *sentence, const char *offer,
                               const char *action);
void ui_composer_update_note  (UiComposer *self, const char *text);

/* Where it goes */
void ui_composer_send_message (GtkWidget *widget, const char *action, GVariant *parameter);
void ui_composer_send_parts   (GtkWidget *widget, const char *action, GVariant *parameter);

G_END_DECLS
