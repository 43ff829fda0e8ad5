/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-application.h"

#include "charla-config.h"

#include "ui-about.h"
#include "ui-chats.h"
#include "ui-command-line.h"
#include "ui-curtain.h"
#include "ui-farewell.h"
#include "ui-herald.h"
#include "ui-host-dialog.h"
#include "ui-preferences-window.h"
#include "ui-window.h"

/**
 * UiApplication:
 *
 * The application: one instance for each person. The chats and the notifications are its own,
 * not the window's: they go on when that is closed.
 */
struct _UiApplication
{
  AdwApplication parent_instance;

  GSettings *settings;
  UiChats *chats;
  UiHerald *herald;
  ClientHost *host;
};

G_DEFINE_FINAL_TYPE (UiApplication, ui_application, ADW_TYPE_APPLICATION)

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

static UiAttention
look (ClientRoom *room, gpointer user_data)
{
  UiApplication *self = user_data;
  UiWindow *window = find_window (self);
  UiAttention attention = { 0 };

  if (window != NULL && ui_window_get_room (window) == room)
    attention = ui_window_get_attention (window);
  attention.active = is_active (self);
  return attention;
}

static UiWindow *
ensure_window (UiApplication *self)
{
  UiWindow *window = find_window (self);

  if (window != NULL)
    return window;

  return ui_window_new (GTK_APPLICATION (self), self->settings, self->chats);
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
on_notification_activated (UiHerald *herald,
                           ClientSession *session,
                           const char *room,
                           gint64 seq,
                           const char *token,
                           UiApplication *self)
{
  UiWindow *window = ensure_window (self);

  if (token != NULL)
    gtk_window_set_startup_id (GTK_WINDOW (window), token);
  gtk_window_present (GTK_WINDOW (window));
  ui_window_show_message (window, session, room, seq);
}

/* Shows the chat, if it is one of those that the person is in. */
static gboolean
is_in_chat (UiApplication *self, ClientAddress *address, const char *name)
{
  g_autofree char *text = client_address_to_string (address);
  ClientSession *session = ui_chats_find (self->chats, text);

  if (session == NULL || !g_str_equal (client_session_get_name (session), name))
    return FALSE;

  ui_window_set_session (find_window (self), session);
  client_session_return (session);
  return TRUE;
}

/* The chat at the address, or of the server that is known by another one. */
static ClientSession *
find_chat (UiApplication *self, UiRoomLink *link)
{
  g_autofree char *address = client_address_to_string (link->address);
  ClientSession *session = ui_chats_find (self->chats, address);
  GListModel *chats = G_LIST_MODEL (self->chats);

  for (guint i = 0; session == NULL && i < g_list_model_get_n_items (chats); i++)
    {
      g_autoptr (ClientSession) other = g_list_model_get_item (chats, i);
      const char *id = client_session_get_server_id (other);

      /* The chats keep it. */
      if (id != NULL && g_strcmp0 (id, link->server) == 0)
        session = other;
    }

  return session;
}

static void
open_link (UiApplication *self, UiRoomLink *link)
{
  UiWindow *window = present_window (self);
  ClientSession *session = find_chat (self, link);

  if (session == NULL)
    {
      g_autofree char *address = client_address_to_string (link->address);

      ui_window_fill (window, NULL, address);
    }
  else if (link->room != NULL)
    ui_window_show_message (window, session, link->room, link->seq);
  else
    ui_window_set_session (window, session);
}

/* What a desktop asks for that knows the application to open such links. */
static void
ui_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *uri = g_file_get_uri (files[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (UiRoomLink) link = ui_room_link_parse (uri, &error);

      if (link != NULL)
        open_link (UI_APPLICATION (application), link);
      else
        ui_window_toast (present_window (UI_APPLICATION (application)), error->message);
    }
}

static void
open_text (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UiRoomLink) link =
    ui_room_link_parse (g_variant_get_string (parameter, NULL), &error);

  if (link != NULL)
    open_link (data, link);
  else
    ui_window_toast (present_window (data), error->message);
}

static int
ui_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  UiApplication *self = UI_APPLICATION (application);
  g_autoptr (ClientAddress) address = NULL;
  g_autoptr (UiRoomLink) link = NULL;
  const char *server = NULL;
  const char *name = NULL;

  if (!ui_command_line_read (command_line, &name, &server, &address, &link))
    return 1;

  g_application_activate (application);
  if (link != NULL)
    open_link (self, link);
  if (address != NULL && name != NULL && is_in_chat (self, address, name))
    return 0;

  ui_window_fill (find_window (self), name, server);
  if (address != NULL && name != NULL)
    ui_chats_join (self->chats, address, name);

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
  UiApplication *self = UI_APPLICATION (application);
  UiWindow *window = ensure_window (self);

  ui_curtain_raise (GTK_WINDOW (window), ui_window_get_session (window));
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

  if (window != NULL)
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

/* Not where GTK looks for it: it would be made with each window, and few ever see it. */
#define HELP_OVERLAY "/io/github/charla_chat/Charla/help-overlay.ui"

static void
show_shortcuts (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkApplicationWindow *window = GTK_APPLICATION_WINDOW (present_window (data));
  g_autoptr (GtkBuilder) builder = NULL;

  if (gtk_application_window_get_help_overlay (window) == NULL)
    {
      builder = gtk_builder_new_from_resource (HELP_OVERLAY);
      gtk_application_window_set_help_overlay (
        window, GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder, "help_overlay")));
    }
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
  { .name = "open-link", .activate = open_text, .parameter_type = "s" },
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
  { "win.find", { "<Control>k" } },
  { "win.search", { "<Control>f" } },
  { "win.search-everywhere", { "<Shift><Control>f" } },
  { "win.next-room", { "<Alt>Down" } },
  { "win.previous-room", { "<Alt>Up" } },
  { "win.next-unread", { "<Shift><Alt>Down" } },
  { "win.back", { "<Alt>Left" } },
  { "win.members", { "F9" } },
  { "win.new-direct", { "<Control>n" } },
  { "win.new-room", { "<Shift><Control>n" } },
  { "win.nth-chat(1)", { "<Control>1" } },
  { "win.nth-chat(2)", { "<Control>2" } },
  { "win.nth-chat(3)", { "<Control>3" } },
  { "win.nth-chat(4)", { "<Control>4" } },
  { "win.nth-chat(5)", { "<Control>5" } },
  { "win.nth-chat(6)", { "<Control>6" } },
  { "win.nth-chat(7)", { "<Control>7" } },
  { "win.nth-chat(8)", { "<Control>8" } },
  { "win.nth-chat(9)", { "<Control>9" } },
  { "win.next-region", { "F6" } },
  { "win.previous-region", { "<Shift>F6" } },
  { "win.scroll-to-end", { "<Control>End" } },
  { "win.write", { "<Control>m" } },
};

static void
ui_application_startup (GApplication *application)
{
  UiApplication *self = UI_APPLICATION (application);

  /* What was said last is read while GTK makes itself ready. */
  self->settings = g_settings_new (CHARLA_APPLICATION_ID);
  self->chats = ui_chats_new (self->settings);
  ui_chats_open (self->chats);

  G_APPLICATION_CLASS (ui_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (CHARLA_APPLICATION_ID);

  g_settings_bind (self->settings,
                   "color-scheme",
                   adw_style_manager_get_default (),
                   "color-scheme",
                   G_SETTINGS_BIND_GET);
  self->host = client_host_new ();
  self->herald = ui_herald_new (self->chats, self->settings);
  ui_herald_set_look (self->herald, look, self);
  g_signal_connect_object (self->herald, "activated", G_CALLBACK (on_notification_activated), self,
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
  g_autoptr (GPtrArray) sessions = NULL;
  GList *windows = NULL;

  g_clear_object (&self->herald);
  while ((windows = gtk_application_get_windows (GTK_APPLICATION (self))) != NULL)
    gtk_window_destroy (windows->data);
  if (self->chats != NULL)
    {
      sessions = ui_chats_dup_sessions (self->chats);
      ui_farewell (sessions);
    }

  G_APPLICATION_CLASS (ui_application_parent_class)->shutdown (application);
}

static void
ui_application_dispose (GObject *object)
{
  UiApplication *self = UI_APPLICATION (object);

  g_clear_object (&self->herald);
  g_clear_object (&self->chats);
  g_clear_object (&self->host);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (ui_application_parent_class)->dispose (object);
}

static void
ui_application_class_init (UiApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->dispose = ui_application_dispose;
  application_class->activate = ui_application_activate;
  application_class->command_line = ui_application_command_line;
  application_class->handle_local_options = ui_application_handle_local_options;
  application_class->open = ui_application_open;
  application_class->startup = ui_application_startup;
  application_class->shutdown = ui_application_shutdown;
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
                       "flags", G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/io/github/charla_chat/Charla",
                       NULL);
}
