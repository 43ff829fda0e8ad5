/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-application.h"

#include "charla-config.h"

#include "client-session.h"
#include "ui-about.h"
#include "ui-attention.h"
#include "ui-command-line.h"
#include "ui-farewell.h"
#include "ui-host-dialog.h"
#include "ui-notifier.h"
#include "ui-preferences-window.h"
#include "ui-text.h"
#include "ui-window.h"

/**
 * UiApplication:
 *
 * The application: one instance for each person. The session with the chat and the
 * notifications are its own, not the window's: they go on when that is closed.
 */
struct _UiApplication
{
  AdwApplication parent_instance;

  GSettings *settings;
  UiNotifier *notifier;
  ClientSession *session;
  ClientHost *host;

  /* What the notification on the screen is about. */
  ClientMessage *notified;
  ClientRoom *notified_room;

  /* The last of what was missed, until all of it has come. */
  ClientMessage *missed;
};

G_DEFINE_FINAL_TYPE (UiApplication, ui_application, ADW_TYPE_APPLICATION)

static void
withdraw (UiApplication *self)
{
  if (self->notified == NULL)
    return;

  ui_notifier_withdraw (self->notifier, client_room_get_name (self->notified_room));
  g_clear_object (&self->notified);
  g_clear_object (&self->notified_room);
}

static void
leave (UiApplication *self)
{
  if (self->session == NULL)
    return;

  withdraw (self);
  g_signal_handlers_disconnect_by_data (self->session, self);
  client_session_close (self->session);
  g_clear_object (&self->missed);
  g_clear_object (&self->session);
}

static UiWindow *
find_window (UiApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (UI_IS_WINDOW (l->data))
      return l->data;

  return NULL;
}

/* Preferences and other dialogs count: who is in them has the room behind them. */
static gboolean
is_active (UiApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (gtk_widget_get_mapped (l->data) && gtk_window_is_active (l->data))
      return TRUE;

  return FALSE;
}

static void
notify (UiApplication *self, ClientRoom *room, ClientMessage *message)
{
  gboolean show_text = g_settings_get_boolean (self->settings, "show-message-text");
  g_autofree char *title = ui_text_tame (client_message_get_sender (message));
  g_autofree char *body = ui_attention_body (message, show_text);

  g_set_object (&self->notified, message);
  g_set_object (&self->notified_room, room);
  ui_notifier_show (self->notifier, client_room_get_name (room), title, body);
}

/* All that is known of the room counts as read. */
static void
mark_read (UiApplication *self)
{
  ClientRoom *room = client_session_get_lobby (self->session);
  ClientMessageInfo *last = room != NULL ? client_room_get_last (room) : NULL;

  if (last != NULL)
    client_session_mark_read (self->session, room, last->seq);
}

static void
tell (UiApplication *self, ClientRoom *room, ClientMessage *message)
{
  UiWindow *window = find_window (self);
  UiAttention attention = window ? ui_window_get_attention (window) : (UiAttention){ 0 };

  if (ui_attention_sees (attention))
    {
      mark_read (self);
      return;
    }

  attention.active = is_active (self);
  if (ui_attention_may_notify (attention, message)
      && g_settings_get_boolean (self->settings, "notifications"))
    notify (self, room, message);
}

/* Of what was missed one notification tells, not hundreds. */
static void
on_received (ClientSession *session,
             ClientRoom *room,
             ClientMessage *message,
             UiApplication *self)
{
  if (room != client_session_get_lobby (session))
    return;

  if (client_session_get_is_caught_up (session))
    tell (self, room, message);
  else
    g_set_object (&self->missed, message);
}

static void
on_caught_up (ClientSession *session, GParamSpec *pspec, UiApplication *self)
{
  g_autoptr (ClientMessage) missed = NULL;

  if (!client_session_get_is_caught_up (session))
    return;

  missed = g_steal_pointer (&self->missed);
  if (missed != NULL)
    tell (self, client_session_get_lobby (session), missed);
}

static void
on_attention_changed (UiWindow *window, UiApplication *self)
{
  if (self->session == NULL || !ui_attention_sees (ui_window_get_attention (window)))
    return;

  mark_read (self);
  withdraw (self);
}

static void
join (UiApplication *self, ClientAddress *address, const char *name)
{
  leave (self);

  g_settings_set_string (self->settings, "name", name);

  self->session = client_session_new (address, name, NULL);
  g_signal_connect_object (self->session, "received", G_CALLBACK (on_received), self, 0);
  g_signal_connect_object (self->session,
                           "notify::is-caught-up",
                           G_CALLBACK (on_caught_up),
                           self,
                           0);
  ui_window_set_session (find_window (self), self->session);
  client_session_open (self->session);
}

static void
on_join (UiWindow *window, ClientAddress *address, const char *name, UiApplication *self)
{
  join (self, address, name);
}

static void
on_leave (UiWindow *window, UiApplication *self)
{
  leave (self);
  ui_window_set_session (window, NULL);
}

static UiWindow *
ensure_window (UiApplication *self)
{
  UiWindow *window = find_window (self);

  if (window != NULL)
    return window;

  window = ui_window_new (GTK_APPLICATION (self), self->settings);
  g_signal_connect_object (window, "join", G_CALLBACK (on_join), self, 0);
  g_signal_connect_object (window, "leave", G_CALLBACK (on_leave), self, 0);
  g_signal_connect_object (window,
                           "attention-changed",
                           G_CALLBACK (on_attention_changed),
                           self,
                           0);
  return window;
}

/* Dialogs that are asked for from outside, too, come with the window that they belong to. */
static UiWindow *
present_window (UiApplication *self)
{
  UiWindow *window = ensure_window (self);

  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
on_notification_activated (UiNotifier *notifier,
                           const char *id,
                           const char *token,
                           UiApplication *self)
{
  UiWindow *window = ensure_window (self);

  if (token != NULL)
    gtk_window_set_startup_id (GTK_WINDOW (window), token);
  gtk_window_present (GTK_WINDOW (window));
  if (self->notified != NULL)
    ui_window_show_message (window, self->notified);
}

/* What is hidden from now on is not left on the screen. */
static void
on_privacy_changed (UiApplication *self)
{
  if (!g_settings_get_boolean (self->settings, "notifications")
      || !g_settings_get_boolean (self->settings, "show-message-text"))
    withdraw (self);
}

static gboolean
is_in_chat (UiApplication *self, ClientAddress *address, const char *name)
{
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;

  if (self->session == NULL
      || client_session_get_state (self->session) == CLIENT_SESSION_OFFLINE)
    return FALSE;

  here = client_address_to_string (client_session_get_address (self->session));
  there = client_address_to_string (address);
  return g_str_equal (here, there) && g_str_equal (client_session_get_name (self->session), name);
}

static int
ui_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  UiApplication *self = UI_APPLICATION (application);
  g_autoptr (ClientAddress) address = NULL;
  const char *server = NULL;
  const char *name = NULL;

  if (!ui_command_line_read (command_line, &name, &server, &address))
    return 1;

  g_application_activate (application);
  if (address != NULL && name != NULL && is_in_chat (self, address, name))
    return 0;

  ui_window_fill (find_window (self), name, server);
  if (address != NULL && name != NULL)
    join (self, address, name);

  return 0;
}

static int
ui_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  if (!g_variant_dict_contains (options, "version"))
    return -1;

  g_print ("charla %s\n", CHARLA_VERSION);
  return 0;
}

static void
ui_application_activate (GApplication *application)
{
  present_window (UI_APPLICATION (application));
}

static void
show_preferences (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  UiApplication *self = data;
  GtkWindow *parent = GTK_WINDOW (present_window (self));

  gtk_window_present (GTK_WINDOW (ui_preferences_window_new (self->settings, parent)));
}

static void
on_host_join (UiHostDialog *dialog, ClientAddress *address, const char *chat, UiApplication *self)
{
  UiWindow *window = find_window (self);
  g_autofree char *name = g_settings_get_string (self->settings, "name");

  if (window != NULL && !is_in_chat (self, address, name))
    ui_window_join (window, address, chat);
}

/* The chat goes on when the dialog is closed, and its place to be stopped is there. */
static void
show_host (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  UiApplication *self = data;
  GtkWindow *parent = GTK_WINDOW (present_window (self));
  g_autofree char *name = g_settings_get_string (self->settings, "name");
  GtkWidget *dialog = ui_host_dialog_new (self->host, name, parent);

  g_signal_connect_object (dialog, "join", G_CALLBACK (on_host_join), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
show_shortcuts (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkApplicationWindow *window = GTK_APPLICATION_WINDOW (present_window (data));

  gtk_window_present (GTK_WINDOW (gtk_application_window_get_help_overlay (window)));
}

static void
show_about (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ui_about_present (GTK_WINDOW (present_window (data)));
}

static void
quit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_application_quit (data);
}

static const GActionEntry actions[] = {
  { .name = "host", .activate = show_host },
  { .name = "preferences", .activate = show_preferences },
  { .name = "shortcuts", .activate = show_shortcuts },
  { .name = "about", .activate = show_about },
  { .name = "quit", .activate = quit },
};

static const struct
{
  const char *action;
  const char *accels[3];
} accelerators[] = {
  { "app.preferences", { "<Control>comma" } },
  { "app.shortcuts", { "<Control>question", "<Control>F1" } },
  { "app.quit", { "<Control>q" } },
  { "window.close", { "<Control>w" } },
  { "win.leave", { "<Control>l" } },
  { "win.scroll-to-end", { "<Control>End" } },
  { "win.write", { "<Control>m" } },
};

static void
ui_application_startup (GApplication *application)
{
  UiApplication *self = UI_APPLICATION (application);

  G_APPLICATION_CLASS (ui_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (CHARLA_APPLICATION_ID);

  self->settings = g_settings_new (CHARLA_APPLICATION_ID);
  g_settings_bind (self->settings,
                   "color-scheme",
                   adw_style_manager_get_default (),
                   "color-scheme",
                   G_SETTINGS_BIND_GET);
  g_signal_connect_object (self->settings,
                           "changed::notifications",
                           G_CALLBACK (on_privacy_changed),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings,
                           "changed::show-message-text",
                           G_CALLBACK (on_privacy_changed),
                           self,
                           G_CONNECT_SWAPPED);

  self->host = client_host_new ();
  self->notifier = ui_notifier_new ();
  g_signal_connect_object (self->notifier,
                           "activated",
                           G_CALLBACK (on_notification_activated),
                           self,
                           0);

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (gsize i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self),
                                           accelerators[i].action,
                                           (const char **) accelerators[i].accels);
}

static void
ui_application_shutdown (GApplication *application)
{
  UiApplication *self = UI_APPLICATION (application);
  g_autoptr (ClientSession) session = self->session ? g_object_ref (self->session) : NULL;
  GList *windows = NULL;

  leave (self);
  while ((windows = gtk_application_get_windows (GTK_APPLICATION (self))) != NULL)
    gtk_window_destroy (windows->data);
  g_clear_object (&self->notifier);
  if (session != NULL)
    ui_farewell (session);

  G_APPLICATION_CLASS (ui_application_parent_class)->shutdown (application);
}

/* A window that was closed to stay in the chat is hidden; one that is gone has left it. */
static void
ui_application_window_removed (GtkApplication *application, GtkWindow *window)
{
  GTK_APPLICATION_CLASS (ui_application_parent_class)->window_removed (application, window);

  if (UI_IS_WINDOW (window))
    leave (UI_APPLICATION (application));
}

static void
ui_application_dispose (GObject *object)
{
  UiApplication *self = UI_APPLICATION (object);

  g_clear_object (&self->notified);
  g_clear_object (&self->notified_room);
  g_clear_object (&self->missed);
  g_clear_object (&self->session);
  g_clear_object (&self->host);
  g_clear_object (&self->notifier);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (ui_application_parent_class)->dispose (object);
}

static void
ui_application_class_init (UiApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);
  GtkApplicationClass *gtk_application_class = GTK_APPLICATION_CLASS (klass);

  object_class->dispose = ui_application_dispose;
  application_class->activate = ui_application_activate;
  application_class->command_line = ui_application_command_line;
  application_class->handle_local_options = ui_application_handle_local_options;
  application_class->startup = ui_application_startup;
  application_class->shutdown = ui_application_shutdown;
  gtk_application_class->window_removed = ui_application_window_removed;
}

static void
ui_application_init (UiApplication *self)
{
  ui_command_line_add_options (G_APPLICATION (self));
}

/**
 * ui_application_new:
 *
 * Returns: (transfer full): the application
 */
UiApplication *
ui_application_new (void)
{
  return g_object_new (UI_TYPE_APPLICATION,
                       "application-id", CHARLA_APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_COMMAND_LINE,
                       "resource-base-path", "/io/github/charla_chat/Charla",
                       NULL);
}
