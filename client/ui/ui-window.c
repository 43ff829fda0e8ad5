/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-window-private.h"

#include <glib/gi18n.h>

/**
 * UiWindow:
 *
 * The window: the way into a chat, or the chats from within. Which chat and which room of it
 * one looks at is the window's to know; what is in it is told, and asks by the actions “win.…”.
 *
 * Signals: "attention-changed": ui_window_get_attention() may say something else now.
 */
G_DEFINE_FINAL_TYPE (UiWindow, ui_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_SESSION = 1,
  PROP_ROOM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  ATTENTION_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/*
 * Says that something else may be seen now.
 */
void
ui_window_tell_attention (UiWindow *self)
{
  g_signal_emit (self, signals[ATTENTION_CHANGED], 0);
  ui_window_show_notice (self);
}

/* What had to be answered is answered. */
static void
on_state_changed (UiWindow *self)
{
  if (self->way == UI_WINDOW_REVIEWS
      && client_session_get_state (self->session) == CLIENT_SESSION_ONLINE)
    ui_window_set_way (self, UI_WINDOW_INSIDE);
}

static void
set_room (UiWindow *self, ClientRoom *room)
{
  gboolean changed = self->room != room;
  gboolean is_first = self->room == NULL && room != NULL;

  g_set_object (&self->room, room);
  g_signal_group_set_target (self->room_signals, room);
  if (room != NULL)
    ui_chats_select (self->chats, self->session, client_room_get_id (room));
  if (self->view != NULL || self->session != NULL)
    ui_chat_view_set_room (ui_window_get_view (self), self->session, room);
  ui_window_update_title (self);
  ui_window_update_actions (self);
  ui_window_tell_attention (self);
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROOM]);
  if (is_first && ui_window_is_inside (self))
    ui_chat_view_write (ui_window_get_view (self));
}

static gboolean
is_among_rooms (UiWindow *self, ClientRoom *room)
{
  return room != NULL && self->session != NULL
         && client_room_list_find (client_session_get_rooms (self->session),
                                   client_room_get_id (room))
              == room;
}

static gboolean
is_in_room (UiWindow *self, const char *id)
{
  return self->room != NULL && g_str_equal (client_room_get_id (self->room), id);
}

/* When all is known that was missed, a room that may come later is not waited for any more:
 * somebody may bring the person there while they write elsewhere. */
static void
forget_what_is_not_there (UiWindow *self)
{
  if (!client_session_get_is_caught_up (self->session))
    return;

  g_clear_pointer (&self->room_id, g_free);
  self->seq = 0;
}

/* The rooms are known only when the server, or this device, has told of them: the one that is
 * wanted, or else the one where everybody is. */
static void
find_room (UiWindow *self)
{
  ClientRoomList *rooms = client_session_get_rooms (self->session);
  ClientRoom *wanted =
    self->room_id != NULL ? client_room_list_find (rooms, self->room_id) : NULL;
  gint64 seq = self->seq;

  if (wanted != NULL)
    {
      g_clear_pointer (&self->room_id, g_free);
      self->seq = 0;
      set_room (self, wanted);
      if (seq > 0)
        ui_chat_view_show_message (ui_window_get_view (self), seq);
    }
  else
    {
      forget_what_is_not_there (self);
      if (!is_among_rooms (self, self->room))
        set_room (self, client_session_get_lobby (self->session));
    }
}

static void
on_rooms_changed (UiWindow *self)
{
  find_room (self);
}

static void
on_joined (UiWindow *self, ClientSession *session)
{
  self->way = UI_WINDOW_INSIDE;
  ui_window_set_session (self, session);
  ui_window_update_page (self);
}

/* The chat may be one of them no more. */
static void
on_chats_changed (UiWindow *self)
{
  if (!ui_chats_get_is_in (self->chats, self->session))
    ui_window_set_session (self, ui_chats_get_selected (self->chats));
  ui_window_update_actions (self);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType modifiers,
                UiWindow *self)
{
  return ui_window_is_inside (self)
         && ui_chat_view_take_key (ui_window_get_view (self), controller, keyval, modifiers);
}

/**
 * ui_window_set_session:
 * @self: a window
 * @session: (nullable): one of the chats
 *
 * Shows a chat, with the room of it that was looked at last.
 */
void
ui_window_set_session (UiWindow *self, ClientSession *session)
{
  g_return_if_fail (UI_IS_WINDOW (self));

  if (session == self->session)
    return;

  g_set_object (&self->session, session);
  if (self->way == UI_WINDOW_REVIEWS)
    self->way = UI_WINDOW_INSIDE;
  g_signal_group_set_target (self->session_signals, session);
  g_signal_group_set_target (self->rooms_signals,
                             session != NULL ? client_session_get_rooms (session) : NULL);
  g_free (self->room_id);
  self->room_id = g_strdup (session != NULL ? ui_chats_get_room (self->chats, session) : NULL);
  self->seq = 0;
  if (session != NULL)
    ui_chats_select (self->chats, session, NULL);
  set_room (self, NULL);
  if (session != NULL)
    find_room (self);
  ui_window_update_page (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

/**
 * ui_window_set_room:
 * @self: a window
 * @room: (nullable): a room of the chat that it shows
 *
 * Shows a room.
 */
void
ui_window_set_room (UiWindow *self, ClientRoom *room)
{
  g_return_if_fail (UI_IS_WINDOW (self));

  g_clear_pointer (&self->room_id, g_free);
  self->seq = 0;
  if (room != self->room)
    set_room (self, room);
}

/**
 * ui_window_show_message:
 * @self: a window
 * @session: one of the chats
 * @room: the id of a room of it
 * @seq: a message there; 0 for none
 *
 * Shows a room, and brings the message into sight; as soon as the room is known, if it is
 * not yet. Who is not in the room is told so.
 */
void
ui_window_show_message (UiWindow *self, ClientSession *session, const char *room, gint64 seq)
{
  g_return_if_fail (UI_IS_WINDOW (self));
  g_return_if_fail (CLIENT_IS_SESSION (session));
  g_return_if_fail (room != NULL);

  ui_window_set_session (self, session);
  ui_window_set_way (self, UI_WINDOW_INSIDE);
  g_free (self->room_id);
  self->room_id = g_strdup (room);
  self->seq = seq;
  find_room (self);
  if (self->room_id == NULL && !is_in_room (self, room))
    ui_window_toast (self, _("You are not in this room."));
  ui_chat_view_show_room (ui_window_get_view (self));
}

/**
 * ui_window_toast:
 * @self: a window
 * @sentence: what to say
 *
 * Says something in passing.
 */
void
ui_window_toast (UiWindow *self, const char *sentence)
{
  g_autofree char *escaped = NULL;

  g_return_if_fail (UI_IS_WINDOW (self));
  g_return_if_fail (sentence != NULL);

  escaped = g_markup_escape_text (sentence, -1);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toasts), adw_toast_new (escaped));
}

/**
 * ui_window_get_session:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the chat that one looks at
 */
ClientSession *
ui_window_get_session (UiWindow *self)
{
  g_return_val_if_fail (UI_IS_WINDOW (self), NULL);

  return self->session;
}

/**
 * ui_window_get_room:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the room that one looks at
 */
ClientRoom *
ui_window_get_room (UiWindow *self)
{
  g_return_val_if_fail (UI_IS_WINDOW (self), NULL);

  return self->room;
}

/**
 * ui_window_get_attention:
 * @self: a window
 *
 * Returns: what the person sees of the room
 */
UiAttention
ui_window_get_attention (UiWindow *self)
{
  g_return_val_if_fail (UI_IS_WINDOW (self), (UiAttention){ 0 });

  return (UiAttention){
    /* GTK takes a window that it has hidden for active until another one is. */
    .active = gtk_widget_get_mapped (GTK_WIDGET (self)) && gtk_window_is_active (GTK_WINDOW (self)),
    .room_shown = ui_window_is_inside (self)
                  && ui_chat_view_get_shows_room (UI_CHAT_VIEW (self->view)),
    .at_end = self->view != NULL && ui_chat_view_get_at_end (UI_CHAT_VIEW (self->view)),
  };
}

static gboolean
ui_window_close_request (GtkWindow *window)
{
  UiWindow *self = UI_WINDOW (window);

  if (self->session != NULL && g_settings_get_boolean (self->settings, "run-in-background"))
    {
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return GDK_EVENT_STOP;
    }

  return GTK_WINDOW_CLASS (ui_window_parent_class)->close_request (window);
}

/* What was not seen is seen now; GTK may have taken the window for active all along. */
static void
ui_window_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ui_window_parent_class)->map (widget);

  ui_window_tell_attention (UI_WINDOW (widget));
}

static void
ui_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  UiWindow *self = UI_WINDOW (object);

  switch (id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_ROOM:
      g_value_set_object (value, self->room);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ui_window_dispose (GObject *object)
{
  UiWindow *self = UI_WINDOW (object);

  g_clear_object (&self->room_signals);
  g_clear_object (&self->rooms_signals);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->room);
  g_clear_object (&self->session);
  g_clear_object (&self->notices);
  g_clear_object (&self->chats);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->room_id, g_free);

  G_OBJECT_CLASS (ui_window_parent_class)->dispose (object);
}

static void
ui_window_class_init (UiWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = ui_window_dispose;
  object_class->get_property = ui_window_get_property;
  widget_class->map = ui_window_map;
  GTK_WINDOW_CLASS (klass)->close_request = ui_window_close_request;

  /**
   * UiWindow:session:
   *
   * The chat that one looks at.
   */
  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, CLIENT_TYPE_SESSION, flags);

  /**
   * UiWindow:room:
   *
   * The room that one looks at.
   */
  properties[PROP_ROOM] = g_param_spec_object ("room", NULL, NULL, CLIENT_TYPE_ROOM, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ATTENTION_CHANGED] = g_signal_new ("attention-changed", UI_TYPE_WINDOW, G_SIGNAL_RUN_LAST,
                                             0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-window.ui");
  gtk_widget_class_bind_template_child (widget_class, UiWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, UiWindow, stack);
  gtk_widget_class_bind_template_callback (widget_class, ui_window_tell_attention);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed);
}

static void
ui_window_init (UiWindow *self)
{
  const char *const states[] = { "notify::is-muted", "notify::is-pinned", "notify::role" };

  gtk_widget_init_template (GTK_WIDGET (self));
  ui_window_add_actions (self);

  self->session_signals = g_signal_group_new (CLIENT_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::state",
                                  G_CALLBACK (on_state_changed), self);
  g_signal_group_connect_swapped (self->session_signals, "notify::lobby",
                                  G_CALLBACK (on_rooms_changed), self);
  g_signal_group_connect_swapped (self->session_signals, "notify::is-caught-up",
                                  G_CALLBACK (on_rooms_changed), self);
  g_signal_group_connect_swapped (self->session_signals, "notify::is-classic",
                                  G_CALLBACK (ui_window_update_actions), self);
  g_signal_group_connect_swapped (self->session_signals, "notice", G_CALLBACK (ui_window_toast),
                                  self);
  self->rooms_signals = g_signal_group_new (CLIENT_TYPE_ROOM_LIST);
  g_signal_group_connect_swapped (self->rooms_signals, "items-changed",
                                  G_CALLBACK (on_rooms_changed), self);
  self->room_signals = g_signal_group_new (CLIENT_TYPE_ROOM);
  g_signal_group_connect_swapped (self->room_signals, "notify::unread",
                                  G_CALLBACK (ui_window_update_title), self);
  g_signal_group_connect_swapped (self->room_signals, "notify::name",
                                  G_CALLBACK (ui_window_update_title), self);
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    g_signal_group_connect_swapped (self->room_signals, states[i],
                                    G_CALLBACK (ui_window_update_actions), self);
}

/**
 * ui_window_new:
 * @application: the application
 * @settings: where sizes and choices are kept
 * @chats: the chats that the person is in
 *
 * Returns: (transfer none): a window with the chat that was looked at last; it belongs to GTK
 */
UiWindow *
ui_window_new (GtkApplication *application, GSettings *settings, UiChats *chats)
{
  UiWindow *self = g_object_new (UI_TYPE_WINDOW, "application", application, NULL);

  self->settings = g_object_ref (settings);
  self->chats = g_object_ref (chats);
  self->notices = ui_notices_new (chats);
  g_settings_bind (settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);

  g_signal_connect_object (self->notices, "changed", G_CALLBACK (ui_window_show_notice), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (chats, "joined", G_CALLBACK (on_joined), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (chats, "items-changed", G_CALLBACK (on_chats_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (chats, "notify::joining", G_CALLBACK (ui_window_update_page), self,
                           G_CONNECT_SWAPPED);
  ui_window_set_session (self, ui_chats_get_selected (chats));
  ui_window_update_page (self);
  return self;
}
