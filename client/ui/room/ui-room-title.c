/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-room-title.h"

#include <adwaita.h>

#include "ui-room-words.h"
#include "ui-text.h"

/**
 * UiRoomTitle:
 *
 * The name of a room and a line about it, which lead to all that is to be known of it.
 */
struct _UiRoomTitle
{
  GtkWidget parent_instance;

  ClientSession *session;
  GSignalGroup *session_signals;
  ClientRoom *room;
  GSignalGroup *room_signals;

  GtkWidget *button;
  GtkWidget *title;
};

G_DEFINE_FINAL_TYPE (UiRoomTitle, ui_room_title, GTK_TYPE_WIDGET)

/* The Lobby has everybody in it: it stands for the whole chat. */
static char *
dup_about (UiRoomTitle *self)
{
  const char *server = client_session_get_server_name (self->session);
  g_autofree char *chat = server != NULL ? ui_text_tame (server) : NULL;
  gboolean is_lobby = self->room == client_session_get_lobby (self->session);
  gboolean has_chat = is_lobby && chat != NULL && *g_strstrip (chat) != '\0';

  return ui_room_words_about (client_room_get_topic (self->room), has_chat ? chat : NULL,
                              client_room_get_members (self->room),
                              client_room_get_with (self->room));
}

static void
update (UiRoomTitle *self)
{
  AdwWindowTitle *title = ADW_WINDOW_TITLE (self->title);
  g_autofree char *name = NULL;
  g_autofree char *about = NULL;

  gtk_widget_set_visible (self->button, self->room != NULL);
  if (self->room == NULL)
    return;

  name = ui_text_tame (client_room_get_name (self->room));
  about = dup_about (self);
  adw_window_title_set_title (title, name);
  adw_window_title_set_subtitle (title, about);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, about, -1);
}

/**
 * ui_room_title_set_room:
 * @self: a title
 * @session: (nullable): a session
 * @room: (nullable): a room of it
 *
 * Tells of another room.
 */
void
ui_room_title_set_room (UiRoomTitle *self, ClientSession *session, ClientRoom *room)
{
  g_return_if_fail (UI_IS_ROOM_TITLE (self));
  g_return_if_fail (room == NULL || session != NULL);

  g_set_object (&self->session, session);
  g_set_object (&self->room, room);
  g_signal_group_set_target (self->session_signals, session);
  g_signal_group_set_target (self->room_signals, room);
  update (self);
}

static void
ui_room_title_dispose (GObject *object)
{
  UiRoomTitle *self = UI_ROOM_TITLE (object);

  g_clear_object (&self->room_signals);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->room);
  g_clear_object (&self->session);
  g_clear_pointer (&self->button, gtk_widget_unparent);

  G_OBJECT_CLASS (ui_room_title_parent_class)->dispose (object);
}

static void
ui_room_title_class_init (UiRoomTitleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_room_title_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-room-title.ui");
  gtk_widget_class_bind_template_child (widget_class, UiRoomTitle, button);
  gtk_widget_class_bind_template_child (widget_class, UiRoomTitle, title);

  gtk_widget_class_set_css_name (widget_class, "roomtitle");
}

static void
ui_room_title_init (UiRoomTitle *self)
{
  const char *const followed[] = { "notify::name", "notify::topic", "notify::members",
                                   "notify::with" };

  g_type_ensure (ADW_TYPE_WINDOW_TITLE);
  gtk_widget_init_template (GTK_WIDGET (self));

  self->session_signals = g_signal_group_new (CLIENT_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::server-name", G_CALLBACK (update),
                                  self);
  g_signal_group_connect_swapped (self->session_signals, "notify::lobby", G_CALLBACK (update), self);
  self->room_signals = g_signal_group_new (CLIENT_TYPE_ROOM);
  for (gsize i = 0; i < G_N_ELEMENTS (followed); i++)
    g_signal_group_connect_swapped (self->room_signals, followed[i], G_CALLBACK (update), self);
}

/**
 * ui_room_title_new:
 *
 * Returns: (transfer floating): a title of no room
 */
GtkWidget *
ui_room_title_new (void)
{
  return g_object_new (UI_TYPE_ROOM_TITLE, NULL);
}
