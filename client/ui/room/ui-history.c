/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-history.h"

#include <adwaita.h>

#include "ui-end-button.h"
#include "ui-format.h"
#include "ui-history-private.h"
#include "ui-message-row.h"
#include "ui-message-tools.h"

/**
 * UiHistory:
 *
 * What was said in a room, as much of it as one looks at, and where in it one is.
 *
 * A room opens where one has left it; else at the first message that one has not read;
 * else at the end. More is loaded ahead of who scrolls, at both ends, and moves nothing.
 * What one sees is marked as read, if the window is used.
 */
G_DEFINE_FINAL_TYPE (UiHistory, ui_history, GTK_TYPE_WIDGET)

enum
{
  PROP_AT_END = 1,
  PROP_IS_EMPTY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/**
 * ui_history_is_open:
 * @self: a history
 *
 * Returns: whether a room is shown, and not only waited for
 */
gboolean
ui_history_is_open (UiHistory *self)
{
  return ui_message_list_get_model (UI_MESSAGE_LIST (self->list)) != NULL;
}

/**
 * ui_history_told:
 * @self: a history
 *
 * Follows where one is.
 */
void
ui_history_told (UiHistory *self)
{
  ui_end_button_set_revealed (UI_END_BUTTON (self->end_button),
                              ui_history_is_open (self) && !ui_history_get_at_end (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AT_END]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_EMPTY]);
  ui_history_read (self);
}

static void
rebind (UiHistory *self)
{
  ui_message_list_rebind (UI_MESSAGE_LIST (self->list));
}

/**
 * ui_history_set_unread_line:
 * @self: a history
 * @after: the message up to which everything was read, or 0
 *
 * Says above which message the *New messages* line is.
 */
void
ui_history_set_unread_line (UiHistory *self, gint64 after)
{
  if (self->context.unread_after == after)
    return;

  self->context.unread_after = after;
  rebind (self);
}

static void
update_context (UiHistory *self)
{
  ClientRoom *room = self->room;
  gboolean is_lobby = room != NULL && room == client_session_get_lobby (self->session);

  self->context.session = self->session;
  self->context.welcome = is_lobby && !client_room_get_has_older (room) ? self->welcome : NULL;
  self->context.read_by_others = room != NULL ? client_room_get_read_by_others (room) : 0;
  self->context.is_direct = room != NULL && client_room_get_kind (room) == CLIENT_ROOM_DIRECT;
  self->context.may_moderate = room != NULL && client_room_get_role (room) >= CLIENT_ROLE_MODERATOR;
  self->context.is_classic = room != NULL && client_session_get_is_classic (self->session);
  rebind (self);
}

static void
on_items_changed (UiHistory *self)
{
  ui_history_try (self, FALSE);
  ui_history_told (self);
}

static void
on_ends_changed (UiHistory *self)
{
  ui_message_list_set_follows_end (UI_MESSAGE_LIST (self->list),
                                   !client_room_get_has_newer (self->room));
  update_context (self);
  on_items_changed (self);
}

static void
on_state_changed (UiHistory *self)
{
  self->is_stuck = FALSE;
  if (self->room != NULL)
    update_context (self);
}

static GtkWidget *
create_row (gpointer data)
{
  return ui_message_row_new ();
}

static void
bind_row (GtkWidget *row, gpointer item, gpointer previous, gpointer next, gpointer data)
{
  UiHistory *self = data;
  gint64 seq = client_message_get_seq (item);

  ui_message_row_bind (UI_MESSAGE_ROW (row), item, previous, next, &self->context);
  if (seq > 0 && seq == self->highlighted)
    gtk_widget_add_css_class (row, "highlight");
}

static void
unbind_row (GtkWidget *row, gpointer item, gpointer data)
{
  gtk_widget_remove_css_class (row, "highlight");
  ui_message_row_unbind (UI_MESSAGE_ROW (row));
}

static void
set_session (UiHistory *self, ClientSession *session)
{
  if (!g_set_object (&self->session, session))
    return;

  g_clear_pointer (&self->welcome, g_free);
  self->context.welcome = NULL;
  if (session != NULL)
    self->welcome = ui_format_welcome (client_session_get_name (session));
  g_signal_group_set_target (self->session_signals, session);
}

/**
 * ui_history_set_room:
 * @self: a history
 * @session: (nullable): a session
 * @room: (nullable): a room of it
 *
 * Shows another room, or none.
 */
void
ui_history_set_room (UiHistory *self, ClientSession *session, ClientRoom *room)
{
  g_autoptr (ClientRoom) old = NULL;

  g_return_if_fail (UI_IS_HISTORY (self));
  g_return_if_fail (room == NULL || session != NULL);

  if (self->session == session && self->room == room)
    return;

  ui_history_stop_reading (self);
  ui_history_stop_loading (self);
  ui_history_leave (self);
  g_signal_group_set_target (self->room_signals, NULL);

  old = g_steal_pointer (&self->room);
  set_session (self, session);
  g_set_object (&self->room, room);
  self->unread = room != NULL ? client_room_get_unread (room) : 0;
  update_context (self);
  if (room != NULL)
    {
      g_signal_group_set_target (self->room_signals, room);
      ui_history_open (self);
    }
  if (old != NULL)
    ui_history_keep (self, old);
  if (session == NULL)
    ui_history_forget_all (self);
  ui_history_count (self);
  ui_history_update_spinner (self);
  ui_history_told (self);
}

/**
 * ui_history_show_message:
 * @self: a history
 * @seq: a message of the room
 *
 * Brings the message into sight, and has it stand out for a moment. It is loaded if it
 * has to be; the window shows a word if it cannot be.
 */
void
ui_history_show_message (UiHistory *self, gint64 seq)
{
  g_return_if_fail (UI_IS_HISTORY (self));

  if (self->room != NULL)
    ui_history_go (self, UI_HISTORY_GOAL_MESSAGE, seq, 0);
}

/**
 * ui_history_scroll_to_end:
 * @self: a history
 *
 * Goes to the newest message, and stays with the newest from then on.
 */
void
ui_history_scroll_to_end (UiHistory *self)
{
  g_return_if_fail (UI_IS_HISTORY (self));

  if (self->room != NULL)
    ui_history_go (self, UI_HISTORY_GOAL_END, 0, 0);
}

/**
 * ui_history_go_on:
 * @self: a history
 *
 * Goes to the first unread message if it is further down, and else to the end.
 */
void
ui_history_go_on (UiHistory *self)
{
  UiMessageList *list = NULL;
  gint64 seen = 0;
  guint first = 0;

  g_return_if_fail (UI_IS_HISTORY (self));

  if (self->room == NULL)
    return;

  list = UI_MESSAGE_LIST (self->list);
  seen = client_room_get_seen (self->room);
  first = ui_history_find_unread (self, seen);
  if (client_room_get_unread (self->room) > 0
      && first > ui_message_list_get_last_visible (list))
    ui_history_go (self, UI_HISTORY_GOAL_UNREAD, seen, 0);
  else
    ui_history_scroll_to_end (self);
}

/**
 * ui_history_wrote:
 * @self: a history
 *
 * Says that the person has written something: nothing is new any more, and the end is
 * where they are.
 */
void
ui_history_wrote (UiHistory *self)
{
  g_return_if_fail (UI_IS_HISTORY (self));

  ui_history_set_unread_line (self, 0);
  ui_history_scroll_to_end (self);
}

/**
 * ui_history_scroll_page:
 * @self: a history
 * @down: whether down, or else up
 *
 * Scrolls by a page.
 */
void
ui_history_scroll_page (UiHistory *self, gboolean down)
{
  gboolean handled = FALSE;

  g_return_if_fail (UI_IS_HISTORY (self));

  g_signal_emit_by_name (self->scrolled_window, "scroll-child",
                         down ? GTK_SCROLL_PAGE_DOWN : GTK_SCROLL_PAGE_UP, FALSE, &handled);
}

/**
 * ui_history_get_at_end:
 * @self: a history
 *
 * Returns: whether the newest message is in sight
 */
gboolean
ui_history_get_at_end (UiHistory *self)
{
  g_return_val_if_fail (UI_IS_HISTORY (self), FALSE);

  return ui_message_list_get_at_end (UI_MESSAGE_LIST (self->list))
         && (self->room == NULL || !client_room_get_has_newer (self->room));
}

/**
 * ui_history_get_is_empty:
 * @self: a history
 *
 * Returns: whether there is nothing to show, and nothing that one waits for
 */
gboolean
ui_history_get_is_empty (UiHistory *self)
{
  g_return_val_if_fail (UI_IS_HISTORY (self), FALSE);

  return self->room == NULL
         || (self->goal == UI_HISTORY_GOAL_NONE
             && g_list_model_get_n_items (G_LIST_MODEL (self->room)) == 0);
}

/**
 * ui_history_copy_focused:
 * @self: a history
 *
 * Copies the message that has the focus.
 */
void
ui_history_copy_focused (UiHistory *self)
{
  GtkWidget *item = NULL;

  g_return_if_fail (UI_IS_HISTORY (self));

  item = gtk_widget_get_focus_child (self->list);
  if (item != NULL)
    gtk_widget_activate_action (gtk_widget_get_first_child (item), "message.copy", NULL);
}

static void
go_on (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ui_history_go_on (UI_HISTORY (widget));
}

static void
ui_history_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ui_history_parent_class)->root (widget);

  ui_history_follow_window (UI_HISTORY (widget));
}

static void
ui_history_unroot (GtkWidget *widget)
{
  ui_history_leave_window (UI_HISTORY (widget));

  GTK_WIDGET_CLASS (ui_history_parent_class)->unroot (widget);
}

static void
ui_history_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ui_history_parent_class)->map (widget);

  ui_history_read (UI_HISTORY (widget));
}

static void
ui_history_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  UiHistory *self = UI_HISTORY (object);

  switch (id)
    {
    case PROP_AT_END:
      g_value_set_boolean (value, ui_history_get_at_end (self));
      break;
    case PROP_IS_EMPTY:
      g_value_set_boolean (value, ui_history_get_is_empty (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ui_history_dispose (GObject *object)
{
  UiHistory *self = UI_HISTORY (object);

  if (self->list != NULL)
    ui_history_set_room (self, NULL, NULL);
  ui_history_forget_all (self);
  g_clear_object (&self->room_signals);
  g_clear_object (&self->session_signals);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  self->list = NULL;

  G_OBJECT_CLASS (ui_history_parent_class)->dispose (object);
}

static void
ui_history_class_init (UiHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags told = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = ui_history_dispose;
  object_class->get_property = ui_history_get_property;
  widget_class->root = ui_history_root;
  widget_class->unroot = ui_history_unroot;
  widget_class->map = ui_history_map;

  /**
   * UiHistory:at-end:
   *
   * Whether the newest message is in sight.
   */
  properties[PROP_AT_END] = g_param_spec_boolean ("at-end", NULL, NULL, TRUE, told);

  /**
   * UiHistory:is-empty:
   *
   * Whether there is nothing to show, and nothing that one waits for.
   */
  properties[PROP_IS_EMPTY] = g_param_spec_boolean ("is-empty", NULL, NULL, TRUE, told);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (UI_TYPE_END_BUTTON);
  g_type_ensure (UI_TYPE_MESSAGE_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-history.ui");
  gtk_widget_class_bind_template_child (widget_class, UiHistory, overlay);
  gtk_widget_class_bind_template_child (widget_class, UiHistory, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, UiHistory, list);
  gtk_widget_class_bind_template_child (widget_class, UiHistory, end_button);
  gtk_widget_class_bind_template_child (widget_class, UiHistory, spinner);
  gtk_widget_class_bind_template_callback (widget_class, ui_history_told);
  gtk_widget_class_bind_template_callback (widget_class, ui_history_read);

  gtk_widget_class_install_action (widget_class, "history.go-on", NULL, go_on);
  gtk_widget_class_set_css_name (widget_class, "history");
}

/* After the list, which has to know of what there is before one goes to it. */
static void
follow_room (UiHistory *self)
{
  const struct { const char *signal; GCallback callback; } followed[] = {
    { "items-changed", G_CALLBACK (on_items_changed) },
    { "notify::has-older", G_CALLBACK (on_ends_changed) },
    { "notify::has-newer", G_CALLBACK (on_ends_changed) },
    { "notify::unread", G_CALLBACK (ui_history_count) },
    { "notify::role", G_CALLBACK (update_context) },
    { "notify::read-by-others", G_CALLBACK (update_context) },
  };

  self->room_signals = g_signal_group_new (CLIENT_TYPE_ROOM);
  for (gsize i = 0; i < G_N_ELEMENTS (followed); i++)
    g_signal_group_connect_data (self->room_signals, followed[i].signal, followed[i].callback, self,
                                 NULL, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
ui_history_init (UiHistory *self)
{
  g_type_ensure (ADW_TYPE_CLAMP_SCROLLABLE);
  gtk_widget_init_template (GTK_WIDGET (self));

  g_queue_init (&self->kept);
  ui_message_list_set_row_funcs (UI_MESSAGE_LIST (self->list), create_row, bind_row, unbind_row,
                                 self, NULL);
  ui_message_tools_attach (self->list);
  follow_room (self);
  self->session_signals = g_signal_group_new (CLIENT_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::state",
                                  G_CALLBACK (on_state_changed), self);
  g_signal_group_connect_swapped (self->session_signals, "notify::is-caught-up",
                                  G_CALLBACK (ui_history_catch_up), self);
  ui_history_watch_ends (self);
}

/**
 * ui_history_new:
 *
 * Returns: (transfer floating): a history of no room
 */
GtkWidget *
ui_history_new (void)
{
  return g_object_new (UI_TYPE_HISTORY, NULL);
}
