/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-composer-private.h"

#include <string.h>

#include "ui-composer-context.h"
#include "ui-composer-note.h"
#include "ui-format.h"

/* What is written is kept when one has stopped for so long. */
#define SAVE_DELAY_MS 1000

/**
 * UiComposer:
 *
 * Where messages are written. What is being written is only ever taken away by
 * sending it: what was begun in a room is kept for when one comes back there.
 *
 * Signals: "sent": a message has been handed to the session; "edit-last": the person wants
 * to correct what they said last; "page" (gboolean down): the person wants to read on in
 * the history.
 */
G_DEFINE_FINAL_TYPE (UiComposer, ui_composer, GTK_TYPE_WIDGET)

enum
{
  SENT,
  EDIT_LAST,
  PAGE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/*
 * Where one writes.
 */
UiComposerField *
ui_composer_get_field (UiComposer *self)
{
  return UI_COMPOSER_FIELD (self->field);
}

/*
 * What is there.
 */
UiComposerBuffer *
ui_composer_get_buffer (UiComposer *self)
{
  return ui_composer_field_get_buffer (ui_composer_get_field (self));
}

/*
 * What would be sent: without the line breaks and spaces at the end that nobody sees.
 */
char *
ui_composer_dup_text (UiComposer *self)
{
  return g_strchomp (ui_composer_buffer_dup (ui_composer_get_buffer (self)));
}

static void
update_send (UiComposer *self, const char *text)
{
  g_autofree char *excess = ui_format_excess (text);

  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "composer.send",
                                 *text != '\0' && excess == NULL && self->room != NULL
                                   && !self->draft->is_saving);
}

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \t\r\n")] == '\0';
}

/*
 * Keeps what is written so far.
 */
void
ui_composer_store (UiComposer *self)
{
  g_autofree char *text = NULL;

  g_clear_handle_id (&self->save_id, g_source_remove);
  if (self->room == NULL)
    return;

  text = ui_composer_buffer_dup (ui_composer_get_buffer (self));
  if (self->draft->edit != NULL)
    {
      self->draft->edit_cursor = ui_composer_buffer_get_cursor (ui_composer_get_buffer (self));
      g_clear_pointer (&self->draft->edit_text, g_free);
      self->draft->edit_text = g_steal_pointer (&text);
      return;
    }

  self->draft->cursor =
    is_blank (text) ? -1 : ui_composer_buffer_get_cursor (ui_composer_get_buffer (self));
  client_session_set_draft (self->session, self->room, is_blank (text) ? "" : text);
}

static void
on_save_timeout (gpointer user_data)
{
  UiComposer *self = user_data;

  self->save_id = 0;
  ui_composer_store (self);
}

static void
on_changed (UiComposer *self)
{
  g_autofree char *text = ui_composer_dup_text (self);
  gboolean is_empty = ui_composer_buffer_is_empty (ui_composer_get_buffer (self));

  self->is_offering_code = self->is_offering_code && !is_empty;
  update_send (self, text);
  ui_composer_update_note (self, text);
  if (self->is_loading || self->room == NULL)
    return;

  g_clear_handle_id (&self->save_id, g_source_remove);
  self->save_id = g_timeout_add_once (SAVE_DELAY_MS, on_save_timeout, self);
  if (self->draft->edit == NULL)
    client_session_set_typing (self->session, self->room, !is_empty);
}

/*
 * Shows what was begun in the room.
 */
void
ui_composer_load (UiComposer *self)
{
  UiDraft *draft = self->draft;
  gboolean is_edit = draft != NULL && draft->edit != NULL;
  const char *text = self->room != NULL ? client_session_get_draft (self->session, self->room) : NULL;

  self->is_loading = TRUE;
  self->is_offering_code = FALSE;
  ui_composer_field_set_text (ui_composer_get_field (self),
                              is_edit ? draft->edit_text : text,
                              is_edit         ? draft->edit_cursor
                              : draft != NULL ? draft->cursor
                                              : -1);
  ui_composer_field_set_frozen (ui_composer_get_field (self), draft == NULL || draft->is_saving);
  ui_composer_context_show (UI_COMPOSER_CONTEXT (self->context),
                            draft != NULL ? draft->reply : NULL,
                            is_edit ? draft->edit : NULL);
  on_changed (self);
  if (is_edit && draft->problem != NULL)
    ui_composer_show_problem (self, draft->problem, NULL, NULL);
  self->is_loading = FALSE;
}

/* One may read a public room in which one may not write. */
static void
update_blocked (UiComposer *self)
{
  gboolean is_blocked =
    self->room != NULL && client_room_get_role (self->room) == CLIENT_ROLE_NONE;

  gtk_widget_set_visible (self->row, !is_blocked);
  gtk_widget_set_visible (self->blocked, is_blocked);
  if (!is_blocked)
    return;

  gtk_widget_set_visible (self->join_button,
                          client_room_get_kind (self->room) == CLIENT_ROOM_PUBLIC);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->join_button),
                                    "s",
                                    client_room_get_id (self->room));
}

/*
 * Has the draft be what is being written, and no correction any more.
 */
void
ui_composer_end_edit (UiComposer *self)
{
  ui_draft_end_edit (self->draft);
  ui_composer_load (self);
}

static void
paste_as_code (GtkWidget *widget, const char *action, GVariant *parameter)
{
  UiComposer *self = UI_COMPOSER (widget);

  self->is_offering_code = FALSE;
  ui_composer_buffer_fence (ui_composer_get_buffer (self));
  ui_composer_write (self);
}

static void
on_inserted_long (UiComposer *self)
{
  self->is_offering_code = TRUE;
  on_changed (self);
}

static void
on_offer_closed (UiComposer *self)
{
  self->is_offering_code = FALSE;
  ui_composer_write (self);
}

/* Out of the innermost thing that one is in. */
static gboolean
on_leave (UiComposer *self)
{
  if (self->draft == NULL)
    return FALSE;

  if (self->draft->edit != NULL)
    {
      ui_composer_end_edit (self);
      return TRUE;
    }
  if (self->draft->reply != NULL)
    {
      g_clear_object (&self->draft->reply);
      ui_composer_context_show (UI_COMPOSER_CONTEXT (self->context), NULL, NULL);
      return TRUE;
    }
  if (self->is_offering_code)
    {
      self->is_offering_code = FALSE;
      on_changed (self);
      return TRUE;
    }

  return FALSE;
}

static void
on_context_left (UiComposer *self)
{
  on_leave (self);
  ui_composer_write (self);
}

static void
on_send_key (UiComposer *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "composer.send", NULL);
}

static void
on_edit_last (UiComposer *self)
{
  if (self->room != NULL && self->draft->edit == NULL)
    g_signal_emit (self, signals[EDIT_LAST], 0);
}

static void
on_page (UiComposer *self, gboolean down)
{
  g_signal_emit (self, signals[PAGE], 0, down);
}

/**
 * ui_composer_set_room:
 * @self: a composer
 * @session: (nullable): where messages go
 * @room: (nullable): the room of it in which one writes
 *
 * Begins to write in another room. What was begun in the one before is its draft.
 */
void
ui_composer_set_room (UiComposer *self, ClientSession *session, ClientRoom *room)
{
  g_return_if_fail (UI_IS_COMPOSER (self));
  g_return_if_fail (room == NULL || session != NULL);

  if (self->session == session && self->room == room)
    return;

  ui_composer_store (self);
  if (self->room != NULL)
    client_session_set_typing (self->session, self->room, FALSE);
  g_set_object (&self->session, session);
  g_set_object (&self->room, room);
  self->draft = room != NULL ? ui_draft_get (room) : NULL;
  g_signal_group_set_target (self->room_signals, room);
  ui_composer_field_set_room (ui_composer_get_field (self), session, room);
  update_blocked (self);
  ui_composer_load (self);
}

/**
 * ui_composer_reply:
 * @self: a composer
 * @message: a message of the room that the server has
 *
 * Has the person write an answer to @message.
 */
void
ui_composer_reply (UiComposer *self, ClientMessage *message)
{
  g_return_if_fail (UI_IS_COMPOSER (self));
  g_return_if_fail (CLIENT_IS_MESSAGE (message));

  if (self->room == NULL || client_message_get_seq (message) == 0)
    return;

  if (self->draft->edit != NULL)
    ui_composer_end_edit (self);
  g_set_object (&self->draft->reply, message);
  ui_composer_context_show (UI_COMPOSER_CONTEXT (self->context), message, NULL);
  ui_composer_write (self);
}

/**
 * ui_composer_edit:
 * @self: a composer
 * @message: one's own message of the room that the server has
 *
 * Has the person correct @message. What they had begun to write comes back afterwards.
 */
void
ui_composer_edit (UiComposer *self, ClientMessage *message)
{
  g_return_if_fail (UI_IS_COMPOSER (self));
  g_return_if_fail (CLIENT_IS_MESSAGE (message));

  if (self->room == NULL || client_message_get_seq (message) == 0)
    return;

  ui_composer_store (self);
  ui_draft_begin_edit (self->draft, message);
  ui_composer_load (self);
  ui_composer_write (self);
}

/**
 * ui_composer_take_key:
 * @self: a composer
 * @controller: what has seen a key that nobody wanted
 * @keyval: the key
 * @modifiers: the modifiers held with it
 *
 * Takes what is typed while nothing that could use it has the focus, so that one
 * writes without having to look for where.
 *
 * Returns: whether the key was taken
 */
gboolean
ui_composer_take_key (UiComposer *self,
                      GtkEventControllerKey *controller,
                      guint keyval,
                      GdkModifierType modifiers)
{
  g_return_val_if_fail (UI_IS_COMPOSER (self), FALSE);

  return ui_composer_field_take_key (ui_composer_get_field (self), controller, keyval, modifiers);
}

/**
 * ui_composer_write:
 * @self: a composer
 *
 * Has the person write: the text has the focus.
 */
void
ui_composer_write (UiComposer *self)
{
  g_return_if_fail (UI_IS_COMPOSER (self));

  ui_composer_field_write (ui_composer_get_field (self));
}

/* The window is hidden, or closed. */
static void
ui_composer_unmap (GtkWidget *widget)
{
  ui_composer_store (UI_COMPOSER (widget));

  GTK_WIDGET_CLASS (ui_composer_parent_class)->unmap (widget);
}

static void
ui_composer_dispose (GObject *object)
{
  UiComposer *self = UI_COMPOSER (object);
  GtkWidget *child = NULL;

  ui_composer_store (self);
  self->draft = NULL;
  g_clear_object (&self->room_signals);
  g_clear_object (&self->room);
  g_clear_object (&self->session);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ui_composer_parent_class)->dispose (object);
}

static void
ui_composer_bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-composer.ui");
  gtk_widget_class_bind_template_child (widget_class, UiComposer, context);
  gtk_widget_class_bind_template_child (widget_class, UiComposer, note);
  gtk_widget_class_bind_template_child (widget_class, UiComposer, row);
  gtk_widget_class_bind_template_child (widget_class, UiComposer, blocked);
  gtk_widget_class_bind_template_child (widget_class, UiComposer, join_button);
  gtk_widget_class_bind_template_child (widget_class, UiComposer, field);
  gtk_widget_class_bind_template_child (widget_class, UiComposer, send_button);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_context_left);
  gtk_widget_class_bind_template_callback (widget_class, on_edit_last);
  gtk_widget_class_bind_template_callback (widget_class, on_inserted_long);
  gtk_widget_class_bind_template_callback (widget_class, on_leave);
  gtk_widget_class_bind_template_callback (widget_class, on_offer_closed);
  gtk_widget_class_bind_template_callback (widget_class, on_page);
  gtk_widget_class_bind_template_callback (widget_class, on_send_key);
  gtk_widget_class_bind_template_callback (widget_class, ui_composer_store);
}

static void
ui_composer_class_init (UiComposerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ui_composer_dispose;
  widget_class->unmap = ui_composer_unmap;

  signals[SENT] = g_signal_new ("sent", UI_TYPE_COMPOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  signals[EDIT_LAST] = g_signal_new ("edit-last", UI_TYPE_COMPOSER, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);
  signals[PAGE] = g_signal_new ("page", UI_TYPE_COMPOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  g_type_ensure (UI_TYPE_COMPOSER_CONTEXT);
  g_type_ensure (UI_TYPE_COMPOSER_FIELD);
  g_type_ensure (UI_TYPE_COMPOSER_NOTE);
  ui_composer_bind_template (widget_class);

  gtk_widget_class_install_action (widget_class, "composer.send", NULL, ui_composer_send_message);
  gtk_widget_class_install_action (widget_class, "composer.send-parts", NULL, ui_composer_send_parts);
  gtk_widget_class_install_action (widget_class, "composer.paste-as-code", NULL, paste_as_code);
  gtk_widget_class_set_css_name (widget_class, "composer");
}

static void
ui_composer_init (UiComposer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->room_signals = g_signal_group_new (CLIENT_TYPE_ROOM);
  g_signal_group_connect_swapped (self->room_signals,
                                  "notify::role",
                                  G_CALLBACK (update_blocked),
                                  self);
  ui_composer_load (self);
}

/**
 * ui_composer_new:
 *
 * Returns: (transfer floating): a composer without a room
 */
GtkWidget *
ui_composer_new (void)
{
  return g_object_new (UI_TYPE_COMPOSER, NULL);
}
