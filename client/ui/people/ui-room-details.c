/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-room-details.h"

/**
 * UiRoomDetails:
 *
 * What a room is, and what one may do about it.
 */
struct _UiRoomDetails
{
  AdwWindow parent_instance;
};

G_DEFINE_FINAL_TYPE (UiRoomDetails, ui_room_details, ADW_TYPE_WINDOW)

static void
ui_room_details_class_init (UiRoomDetailsClass *klass)
{
}

static void
ui_room_details_init (UiRoomDetails *self)
{
}

/**
 * ui_room_details_present:
 * @parent: what it was asked for from
 * @session: a session
 * @room: a room of it
 *
 * Opens the dialog.
 *
 * Returns: (transfer none): the dialog; it belongs to GTK
 */
GtkWidget *
ui_room_details_present (GtkWidget *parent, ClientSession *session, ClientRoom *room)
{
  UiRoomDetails *self = g_object_new (UI_TYPE_ROOM_DETAILS, "modal", TRUE, "transient-for",
                                   gtk_widget_get_root (parent), NULL);

  gtk_window_present (GTK_WINDOW (self));
  return GTK_WIDGET (self);
}
