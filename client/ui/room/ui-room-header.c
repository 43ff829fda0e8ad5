/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-room-header.h"

#include <adwaita.h>

#include "ui-room-title.h"
#include "ui-security-button.h"

/**
 * UiRoomHeader:
 *
 * The header bar of a room: what it is, and what one can do with it.
 */
struct _UiRoomHeader
{
  GtkWidget parent_instance;

  GtkWidget *header_bar;
  GtkWidget *back_button;
  GtkWidget *title;
  GtkWidget *menu_button;
  GtkWidget *security_button;
  GtkWidget *buttons;
};

G_DEFINE_FINAL_TYPE (UiRoomHeader, ui_room_header, GTK_TYPE_WIDGET)

/**
 * ui_room_header_set_room:
 * @self: a header bar
 * @session: (nullable): a session
 * @room: (nullable): a room of it
 *
 * Is about another room.
 */
void
ui_room_header_set_room (UiRoomHeader *self, ClientSession *session, ClientRoom *room)
{
  g_return_if_fail (UI_IS_ROOM_HEADER (self));
  g_return_if_fail (room == NULL || session != NULL);

  ui_room_title_set_room (UI_ROOM_TITLE (self->title), session, room);
  ui_security_button_set_session (UI_SECURITY_BUTTON (self->security_button), session);
  gtk_widget_set_visible (self->menu_button, room != NULL);
  gtk_widget_set_visible (self->security_button, room != NULL);
  gtk_widget_set_visible (self->buttons, room != NULL);
}

/**
 * ui_room_header_set_folded:
 * @self: a header bar
 * @folded: whether the room has the window for itself
 *
 * Says whether there is a way back to the list of rooms, and the buttons of the window
 * that would be there.
 */
void
ui_room_header_set_folded (UiRoomHeader *self, gboolean folded)
{
  g_return_if_fail (UI_IS_ROOM_HEADER (self));

  gtk_widget_set_visible (self->back_button, folded);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (self->header_bar), folded);
}

static void
ui_room_header_dispose (GObject *object)
{
  UiRoomHeader *self = UI_ROOM_HEADER (object);

  g_clear_pointer (&self->header_bar, gtk_widget_unparent);

  G_OBJECT_CLASS (ui_room_header_parent_class)->dispose (object);
}

static void
ui_room_header_class_init (UiRoomHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_room_header_dispose;

  g_type_ensure (UI_TYPE_ROOM_TITLE);
  g_type_ensure (UI_TYPE_SECURITY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-room-header.ui");
  gtk_widget_class_bind_template_child (widget_class, UiRoomHeader, header_bar);
  gtk_widget_class_bind_template_child (widget_class, UiRoomHeader, back_button);
  gtk_widget_class_bind_template_child (widget_class, UiRoomHeader, title);
  gtk_widget_class_bind_template_child (widget_class, UiRoomHeader, menu_button);
  gtk_widget_class_bind_template_child (widget_class, UiRoomHeader, security_button);
  gtk_widget_class_bind_template_child (widget_class, UiRoomHeader, buttons);

  gtk_widget_class_set_css_name (widget_class, "roomheader");
}

static void
ui_room_header_init (UiRoomHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  ui_room_header_set_room (self, NULL, NULL);
  ui_room_header_set_folded (self, FALSE);
}

/**
 * ui_room_header_new:
 *
 * Returns: (transfer floating): a header bar of no room
 */
GtkWidget *
ui_room_header_new (void)
{
  return g_object_new (UI_TYPE_ROOM_HEADER, NULL);
}
