/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-window.h"

#include <glib/gi18n.h>

#include "charla-limits.h"
#include "ui-entrance.h"
#include "ui-format.h"
#include "ui-room-page.h"
#include "ui-security-button.h"

/**
 * UiWindow:
 *
 * The window: the way into a chat, or the room.
 *
 * Signals: "join" (ClientAddress *address, const char *name); "leave": the chat
 * is no longer wanted; "attention-changed": ui_window_get_attention() may say
 * something else now.
 */
struct _UiWindow
{
  AdwApplicationWindow parent_instance;

  GSettings *settings;
  ClientSession *session;
  GSignalGroup *session_signals;
  GSignalGroup *room_signals;
  gboolean joined;

  GtkWidget *header_bar;
  AdwWindowTitle *title;
  GtkWidget *security_button;
  GtkWidget *stack;
  GtkWidget *entrance;
  GtkWidget *room_page;
};

G_DEFINE_FINAL_TYPE (UiWindow, ui_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  JOIN,
  LEAVE,
  ATTENTION_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static ClientSessionState
get_state (UiWindow *self)
{
  return self->session ? client_session_get_state (self->session) : CLIENT_SESSION_OFFLINE;
}

static gboolean
is_room_shown (UiWindow *self)
{
  return gtk_stack_get_visible_child (GTK_STACK (self->stack)) == self->room_page;
}

static void
on_attention_changed (UiWindow *self)
{
  g_signal_emit (self, signals[ATTENTION_CHANGED], 0);
}

static void
update_title (UiWindow *self)
{
  ClientRoom *room = self->joined ? client_session_get_lobby (self->session) : NULL;
  g_autofree char *title = NULL;
  g_autofree char *server = NULL;

  if (room == NULL)
    {
      gtk_window_set_title (GTK_WINDOW (self), "Charla");
      adw_window_title_set_title (self->title, "");
      adw_window_title_set_subtitle (self->title, "");
      return;
    }

  title = ui_format_title (client_room_get_name (room), client_room_get_unread (room));
  server = client_address_to_string (client_session_get_address (self->session));
  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (self->title, client_room_get_name (room));
  adw_window_title_set_subtitle (self->title, server);
}

/* The room is known only when the server, or this device, has told of it. */
static void
update_room (UiWindow *self)
{
  ClientRoom *room = self->session ? client_session_get_lobby (self->session) : NULL;

  g_signal_group_set_target (self->room_signals, room);
  ui_room_page_set_room (UI_ROOM_PAGE (self->room_page), self->session, room);
  update_title (self);
}

/* Gives the focus to what one most likely wants to do on the page. */
static void
begin (UiWindow *self)
{
  if (is_room_shown (self))
    ui_room_page_write (UI_ROOM_PAGE (self->room_page));
  else
    ui_entrance_begin (UI_ENTRANCE (self->entrance));
}

static void
show_page (UiWindow *self, GtkWidget *page)
{
  gboolean room = page == self->room_page;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.leave", room);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.scroll-to-end", room);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.write", room);
  gtk_widget_set_visible (self->security_button, room);
  if (room)
    gtk_widget_remove_css_class (self->header_bar, "flat");
  else
    gtk_widget_add_css_class (self->header_bar, "flat");

  if (gtk_stack_get_visible_child (GTK_STACK (self->stack)) == page)
    return;

  /* What is not seen is not read out either. */
  gtk_widget_set_visible (page, TRUE);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), page);
  gtk_widget_set_visible (self->entrance, !room);
  gtk_widget_set_visible (self->room_page, room);
  begin (self);
  on_attention_changed (self);
}

static void
update_state (UiWindow *self)
{
  ClientSessionState state = get_state (self);

  if (state == CLIENT_SESSION_ONLINE)
    self->joined = TRUE;
  else if (state == CLIENT_SESSION_OFFLINE)
    self->joined = FALSE;

  update_title (self);
  show_page (self, self->joined ? self->room_page : self->entrance);
}

static void
on_join (UiWindow *self, ClientAddress *address, const char *name)
{
  g_signal_emit (self, signals[JOIN], 0, address, name);
}

static void
on_leave (UiWindow *self)
{
  g_signal_emit (self, signals[LEAVE], 0);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType modifiers,
                UiWindow *self)
{
  return is_room_shown (self)
         && ui_room_page_take_key (UI_ROOM_PAGE (self->room_page), controller, keyval, modifiers);
}

static void
leave (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[LEAVE], 0);
}

static void
scroll_to_end (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ui_room_page_scroll_to_end (UI_ROOM_PAGE (UI_WINDOW (widget)->room_page));
}

static void
write_message (GtkWidget *widget, const char *action, GVariant *parameter)
{
  begin (UI_WINDOW (widget));
}

/**
 * ui_window_fill:
 * @self: a window
 * @name: (nullable): the name to offer
 * @server: (nullable): the address to offer
 *
 * Fills in what is known of the chat that one may want to join.
 */
void
ui_window_fill (UiWindow *self, const char *name, const char *server)
{
  g_return_if_fail (UI_IS_WINDOW (self));

  ui_entrance_fill (UI_ENTRANCE (self->entrance), name, server);
}

/**
 * ui_window_join:
 * @self: a window
 * @address: where a chat is
 * @chat: (nullable): what it is called
 *
 * Joins a chat with the name that was used last, if there is one.
 */
void
ui_window_join (UiWindow *self, ClientAddress *address, const char *chat)
{
  g_return_if_fail (UI_IS_WINDOW (self));

  ui_entrance_join (UI_ENTRANCE (self->entrance), address, chat);
}

/**
 * ui_window_set_session:
 * @self: a window
 * @session: (nullable): the session to show
 *
 * Shows a session: the room once it has been online, until then how far it got.
 */
void
ui_window_set_session (UiWindow *self, ClientSession *session)
{
  g_return_if_fail (UI_IS_WINDOW (self));

  if (!g_set_object (&self->session, session))
    return;

  self->joined = FALSE;
  g_signal_group_set_target (self->session_signals, session);
  update_room (self);
  ui_entrance_set_session (UI_ENTRANCE (self->entrance), session);
  ui_security_button_set_session (UI_SECURITY_BUTTON (self->security_button), session);
  update_state (self);
}

/**
 * ui_window_show_message:
 * @self: a window
 * @message: a message of the room
 *
 * Brings the message into sight.
 */
void
ui_window_show_message (UiWindow *self, ClientMessage *message)
{
  g_return_if_fail (UI_IS_WINDOW (self));

  ui_room_page_show_message (UI_ROOM_PAGE (self->room_page),
                             client_message_get_seq (message));
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
    .room_shown = is_room_shown (self),
    .at_end = ui_room_page_get_at_end (UI_ROOM_PAGE (self->room_page)),
  };
}

/* The name that was used last; before the first time, the one that the system knows. */
static char *
dup_default_name (GSettings *settings)
{
  g_autofree char *name = g_settings_get_string (settings, "name");
  const char *real_name = g_get_real_name ();

  if (*name != '\0')
    return g_steal_pointer (&name);
  if (g_strcmp0 (real_name, "Unknown") == 0 || g_utf8_strlen (real_name, -1) > CHARLA_NAME_MAX)
    real_name = g_get_user_name ();

  return g_strdup (real_name);
}

static gboolean
ui_window_close_request (GtkWindow *window)
{
  UiWindow *self = UI_WINDOW (window);

  if (self->joined && g_settings_get_boolean (self->settings, "run-in-background"))
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

  on_attention_changed (UI_WINDOW (widget));
}

static void
ui_window_dispose (GObject *object)
{
  UiWindow *self = UI_WINDOW (object);

  g_clear_object (&self->room_signals);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (ui_window_parent_class)->dispose (object);
}

static void
ui_window_class_init (UiWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ui_window_dispose;
  widget_class->map = ui_window_map;
  GTK_WINDOW_CLASS (klass)->close_request = ui_window_close_request;

  signals[JOIN] = g_signal_new ("join", UI_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, CLIENT_TYPE_ADDRESS, G_TYPE_STRING);
  signals[LEAVE] = g_signal_new ("leave", UI_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  signals[ATTENTION_CHANGED] = g_signal_new ("attention-changed", UI_TYPE_WINDOW, G_SIGNAL_RUN_LAST,
                                             0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (UI_TYPE_ENTRANCE);
  g_type_ensure (UI_TYPE_ROOM_PAGE);
  g_type_ensure (UI_TYPE_SECURITY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-window.ui");
  gtk_widget_class_bind_template_child (widget_class, UiWindow, header_bar);
  gtk_widget_class_bind_template_child (widget_class, UiWindow, title);
  gtk_widget_class_bind_template_child (widget_class, UiWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, UiWindow, entrance);
  gtk_widget_class_bind_template_child (widget_class, UiWindow, security_button);
  gtk_widget_class_bind_template_child (widget_class, UiWindow, room_page);
  gtk_widget_class_bind_template_callback (widget_class, on_attention_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_join);
  gtk_widget_class_bind_template_callback (widget_class, on_leave);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed);

  gtk_widget_class_install_action (widget_class, "win.leave", NULL, leave);
  gtk_widget_class_install_action (widget_class, "win.scroll-to-end", NULL, scroll_to_end);
  gtk_widget_class_install_action (widget_class, "win.write", NULL, write_message);
}

static void
ui_window_init (UiWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->session_signals = g_signal_group_new (CLIENT_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals,
                                  "notify::state",
                                  G_CALLBACK (update_state),
                                  self);
  g_signal_group_connect_swapped (self->session_signals,
                                  "notify::lobby",
                                  G_CALLBACK (update_room),
                                  self);
  self->room_signals = g_signal_group_new (CLIENT_TYPE_ROOM);
  g_signal_group_connect_swapped (self->room_signals,
                                  "notify::unread",
                                  G_CALLBACK (update_title),
                                  self);
}

/**
 * ui_window_new:
 * @application: the application
 * @settings: where sizes and choices are kept
 *
 * Returns: (transfer none): a window without a session; it belongs to GTK
 */
UiWindow *
ui_window_new (GtkApplication *application, GSettings *settings)
{
  UiWindow *self = g_object_new (UI_TYPE_WINDOW, "application", application, NULL);
  g_autofree char *name = dup_default_name (settings);

  self->settings = g_object_ref (settings);
  g_settings_bind (settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);

  ui_window_fill (self, name, NULL);
  show_page (self, self->entrance);
  begin (self);
  return self;
}
