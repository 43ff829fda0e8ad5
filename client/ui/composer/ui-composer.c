/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-composer.h"

#include <glib/gi18n.h>

#include "ui-format.h"
#include "ui-text.h"

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
struct _UiComposer
{
  GtkWidget parent_instance;

  ClientSession *session;
  ClientRoom *room;
  ClientMessage *reply;
  ClientMessage *edit;

  GtkWidget *error_label;
  GtkWidget *text_view;
  GtkWidget *placeholder;
  GtkWidget *send_button;
};

G_DEFINE_FINAL_TYPE (UiComposer, ui_composer, GTK_TYPE_WIDGET)

enum
{
  SENT,
  EDIT_LAST,
  PAGE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GtkTextBuffer *
get_buffer (UiComposer *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text_view));
}

/* What would be sent: without the line breaks and spaces at the end that nobody sees. */
static char *
dup_text (UiComposer *self)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);
  return g_strchomp (gtk_text_buffer_get_text (get_buffer (self), &start, &end, FALSE));
}

static void
show_problem (UiComposer *self, const char *sentence)
{
  gtk_label_set_label (GTK_LABEL (self->error_label), sentence ? sentence : "");
  gtk_widget_set_visible (self->error_label, sentence != NULL);

  if (sentence == NULL)
    {
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->text_view),
                                     GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
      gtk_accessible_reset_state (GTK_ACCESSIBLE (self->text_view), GTK_ACCESSIBLE_STATE_INVALID);
      return;
    }

  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->text_view),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  self->error_label,
                                  NULL,
                                  -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->text_view),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);
}

static void
update_send (UiComposer *self)
{
  g_autofree char *text = dup_text (self);
  g_autofree char *excess = ui_format_excess (text);

  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "composer.send",
                                 *text != '\0' && excess == NULL && self->room != NULL);
}

static void
on_buffer_changed (UiComposer *self)
{
  g_autofree char *text = dup_text (self);
  g_autofree char *excess = ui_format_excess (text);
  gboolean empty = gtk_text_buffer_get_char_count (get_buffer (self)) == 0;

  gtk_widget_set_visible (self->placeholder, empty);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->text_view),
                               ui_text_is_wall (text) ? GTK_WRAP_CHAR : GTK_WRAP_WORD_CHAR);
  update_send (self);
  show_problem (self, excess);
}

static void
set_text (UiComposer *self, const char *text)
{
  gtk_text_buffer_set_text (get_buffer (self), text ? text : "", -1);
}

/* What was begun before the edit comes back. */
static void
leave_edit (UiComposer *self)
{
  if (self->edit == NULL)
    return;

  g_clear_object (&self->edit);
  set_text (self, client_session_get_draft (self->session, self->room));
}

static void
save_draft (UiComposer *self)
{
  g_autofree char *text = NULL;

  if (self->room == NULL || self->edit != NULL)
    return;

  text = dup_text (self);
  client_session_set_draft (self->session, self->room, text);
}

static void
on_edited (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UiComposer) self = user_data;
  g_autoptr (GError) error = NULL;

  if (client_session_request_finish (CLIENT_SESSION (source), result, &error))
    leave_edit (self);
  else
    show_problem (self, error->message);
}

static gboolean
post (UiComposer *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  gint64 reply = self->reply != NULL ? client_message_get_seq (self->reply) : 0;

  if (client_session_post (self->session, self->room, text, reply, &error) != NULL)
    return TRUE;

  show_problem (self, error->message);
  return FALSE;
}

static void
send_message (GtkWidget *widget, const char *action, GVariant *parameter)
{
  UiComposer *self = UI_COMPOSER (widget);
  g_autofree char *text = dup_text (self);
  g_autofree char *excess = ui_format_excess (text);

  if (self->room == NULL || *text == '\0' || excess != NULL)
    return;

  if (self->edit != NULL)
    {
      client_session_edit_async (self->session,
                                 client_message_get_seq (self->edit),
                                 text,
                                 on_edited,
                                 g_object_ref (self));
      return;
    }

  if (!post (self, text))
    return;

  g_clear_object (&self->reply);
  set_text (self, "");
  save_draft (self);
  g_signal_emit (self, signals[SENT], 0);
}

/* The line that begins is below what one sees, once the composer is as high as it
 * gets. */
static void
break_line (UiComposer *self)
{
  GtkTextBuffer *buffer = get_buffer (self);

  gtk_text_buffer_insert_interactive_at_cursor (buffer, "\n", 1, TRUE);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self->text_view),
                                      gtk_text_buffer_get_insert (buffer));
}

static gboolean
is_enter (guint keyval)
{
  return keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter;
}

static gboolean
is_page (guint keyval)
{
  return keyval == GDK_KEY_Page_Up || keyval == GDK_KEY_KP_Page_Up || keyval == GDK_KEY_Page_Down
         || keyval == GDK_KEY_KP_Page_Down;
}

static gboolean
is_up (guint keyval)
{
  return keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up;
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType modifiers,
                UiComposer *self)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));
  gboolean modified = (modifiers & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0;

  if (is_up (keyval) && modifiers == 0
      && gtk_text_buffer_get_char_count (get_buffer (self)) == 0)
    {
      g_signal_emit (self, signals[EDIT_LAST], 0);
      return GDK_EVENT_STOP;
    }

  if (!is_enter (keyval) && (!is_page (keyval) || modified))
    return GDK_EVENT_PROPAGATE;

  /* An input method may have them choose one of its candidates. */
  if (gtk_text_view_im_context_filter_keypress (GTK_TEXT_VIEW (self->text_view), event))
    return GDK_EVENT_STOP;

  if (is_page (keyval))
    g_signal_emit (self,
                   signals[PAGE],
                   0,
                   keyval == GDK_KEY_Page_Down || keyval == GDK_KEY_KP_Page_Down);
  else if (modified)
    break_line (self);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "composer.send", NULL);

  return GDK_EVENT_STOP;
}

static void
on_preedit_changed (GtkTextView *text_view, const char *preedit, UiComposer *self)
{
  gtk_widget_set_visible (self->placeholder,
                          *preedit == '\0'
                            && gtk_text_buffer_get_char_count (get_buffer (self)) == 0);
}

static void
on_emoji_clicked (UiComposer *self)
{
  gtk_widget_grab_focus (self->text_view);
  g_signal_emit_by_name (self->text_view, "insert-emoji");
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

  save_draft (self);
  g_clear_object (&self->reply);
  g_clear_object (&self->edit);
  g_set_object (&self->session, session);
  g_set_object (&self->room, room);
  set_text (self, room != NULL ? client_session_get_draft (session, room) : "");
  on_buffer_changed (self);
}

/**
 * ui_composer_reply:
 * @self: a composer
 * @message: a message of the room
 *
 * Has the person write an answer to @message.
 */
void
ui_composer_reply (UiComposer *self, ClientMessage *message)
{
  g_return_if_fail (UI_IS_COMPOSER (self));
  g_return_if_fail (CLIENT_IS_MESSAGE (message));

  if (self->room == NULL)
    return;

  leave_edit (self);
  g_set_object (&self->reply, message);
  ui_composer_write (self);
}

/**
 * ui_composer_edit:
 * @self: a composer
 * @message: one's own message of the room
 *
 * Has the person correct @message. What they had begun to write comes back afterwards.
 */
void
ui_composer_edit (UiComposer *self, ClientMessage *message)
{
  g_return_if_fail (UI_IS_COMPOSER (self));
  g_return_if_fail (CLIENT_IS_MESSAGE (message));

  if (self->room == NULL)
    return;

  save_draft (self);
  g_set_object (&self->edit, message);
  set_text (self, client_message_get_text (message));
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
  gunichar c = gdk_keyval_to_unicode (keyval);

  g_return_val_if_fail (UI_IS_COMPOSER (self), FALSE);

  if (c == 0 || g_unichar_iscntrl (c) || gtk_widget_has_focus (self->text_view)
      || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)) != 0)
    return FALSE;

  gtk_widget_grab_focus (self->text_view);
  return gtk_event_controller_key_forward (controller, self->text_view);
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

  gtk_widget_grab_focus (self->text_view);
}

static void
ui_composer_dispose (GObject *object)
{
  UiComposer *self = UI_COMPOSER (object);
  GtkWidget *child = NULL;

  save_draft (self);
  g_clear_object (&self->edit);
  g_clear_object (&self->reply);
  g_clear_object (&self->room);
  g_clear_object (&self->session);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ui_composer_parent_class)->dispose (object);
}

static void
ui_composer_class_init (UiComposerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ui_composer_dispose;

  signals[SENT] = g_signal_new ("sent", UI_TYPE_COMPOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  signals[EDIT_LAST] = g_signal_new ("edit-last", UI_TYPE_COMPOSER, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);
  signals[PAGE] = g_signal_new ("page", UI_TYPE_COMPOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-composer.ui");
  gtk_widget_class_bind_template_child (widget_class, UiComposer, error_label);
  gtk_widget_class_bind_template_child (widget_class, UiComposer, text_view);
  gtk_widget_class_bind_template_child (widget_class, UiComposer, placeholder);
  gtk_widget_class_bind_template_child (widget_class, UiComposer, send_button);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed);
  gtk_widget_class_bind_template_callback (widget_class, on_preedit_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_emoji_clicked);

  gtk_widget_class_install_action (widget_class, "composer.send", NULL, send_message);
  gtk_widget_class_set_css_name (widget_class, "composer");
}

static void
ui_composer_init (UiComposer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (get_buffer (self),
                           "changed",
                           G_CALLBACK (on_buffer_changed),
                           self,
                           G_CONNECT_SWAPPED);
  on_buffer_changed (self);
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
