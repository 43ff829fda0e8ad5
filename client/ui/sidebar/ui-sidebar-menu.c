/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "ui-invite-dialog.h"
#include "ui-rights.h"
#include "ui-room-details.h"
#include "ui-room-row.h"
#include "ui-sidebar-words.h"
#include "ui-sidebar-private.h"
#include "ui-text.h"

static void
add_item (GMenu *menu, const char *label, const char *action, ClientRoom *room)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", client_room_get_id (room));
  g_menu_append_item (menu, item);
}

static void
add_section (GMenu *menu, GMenu *section)
{
  if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static UiRights
get_rights (UiSidebar *self, ClientRoom *room)
{
  ClientUserInfo *me = client_session_get_me (self->session);
  const UiRightsRoom standing = {
    .kind = client_room_get_kind (room),
    .is_lobby = room == client_session_get_lobby (self->session),
    .role = client_room_get_role (room),
    .is_admin = me != NULL && me->kind == CLIENT_USER_ADMIN,
  };

  return client_session_get_is_classic (self->session) ? 0 : ui_rights_in_room (&standing);
}

/* What can be done with a room, as things are. */
static GMenuModel *
create_menu (UiSidebar *self, ClientRoom *room)
{
  UiRights rights = get_rights (self, room);
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) marks = g_menu_new ();
  g_autoptr (GMenu) room_section = g_menu_new ();
  g_autoptr (GMenu) leave = g_menu_new ();

  if (client_room_get_unread (room) > 0)
    add_item (marks, _("Mark as _Read"), "sidebar.mark-read", room);
  add_item (marks, client_room_get_is_pinned (room) ? _("Un_pin") : _("_Pin"), "sidebar.pin", room);
  add_item (marks, client_room_get_is_muted (room) ? _("Un_mute") : _("_Mute"), "sidebar.mute",
            room);
  if ((rights & UI_RIGHT_INVITE) != 0)
    add_item (room_section, _("_Invite…"), "sidebar.invite", room);
  if (!client_session_get_is_classic (self->session))
    add_item (room_section, _("_Details"), "sidebar.details", room);
  if ((rights & UI_RIGHT_LEAVE) != 0)
    add_item (leave, _("_Leave…"), "sidebar.leave", room);

  add_section (menu, marks);
  add_section (menu, room_section);
  add_section (menu, leave);
  return G_MENU_MODEL (menu);
}

/**
 * ui_sidebar_show_menu:
 * @self: a sidebar
 * @row: (type UiRoomRow): a row in it
 * @x: where in the row
 * @y: likewise
 *
 * Offers what can be done with the room of the row.
 */
void
ui_sidebar_show_menu (UiSidebar *self, GtkWidget *row, double x, double y)
{
  UiSidebarItem *item = ui_room_row_get_item (UI_ROOM_ROW (row));
  ClientRoom *room = item != NULL ? ui_sidebar_item_get_room (item) : NULL;
  g_autoptr (GMenuModel) menu = NULL;
  GdkRectangle place = { 0, 0, 1, 1 };
  double left = 0;
  double top = 0;

  if (room == NULL || self->session == NULL)
    return;

  menu = create_menu (self, room);
  if (self->popover == NULL)
    {
      self->popover = gtk_popover_menu_new_from_model (NULL);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
      gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
      gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
      gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
    }

  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->popover), menu);
  gtk_widget_translate_coordinates (row, GTK_WIDGET (self), x, y, &left, &top);
  place.x = (int) left;
  place.y = (int) top;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &place);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

/* The row that has the focus; the list gives it to what is around the row. */
static GtkWidget *
get_focused_row (UiSidebar *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *child = NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, self->list))
    return NULL;

  child = gtk_widget_get_first_child (focus);
  return UI_IS_ROOM_ROW (child) ? child : NULL;
}

static void
show_menu (GtkWidget *widget, const char *action, GVariant *parameter)
{
  UiSidebar *self = UI_SIDEBAR (widget);
  GtkWidget *row = get_focused_row (self);

  if (row != NULL)
    ui_sidebar_show_menu (self, row, gtk_widget_get_width (row) / 2.0,
                          gtk_widget_get_height (row) / 2.0);
}

static ClientRoom *
find_room (UiSidebar *self, GVariant *id)
{
  return self->session != NULL ? client_room_list_find (client_session_get_rooms (self->session),
                                                        g_variant_get_string (id, NULL))
                               : NULL;
}

static void
mark_read (GtkWidget *widget, const char *action, GVariant *parameter)
{
  UiSidebar *self = UI_SIDEBAR (widget);
  ClientRoom *room = find_room (self, parameter);
  ClientMessageInfo *last = room != NULL ? client_room_get_last (room) : NULL;

  if (last != NULL)
    client_session_mark_read (self->session, room, last->seq);
}

static void
pin (GtkWidget *widget, const char *action, GVariant *parameter)
{
  UiSidebar *self = UI_SIDEBAR (widget);
  ClientRoom *room = find_room (self, parameter);

  if (room != NULL)
    client_session_set_pinned (self->session, room, !client_room_get_is_pinned (room));
}

static void
mute (GtkWidget *widget, const char *action, GVariant *parameter)
{
  UiSidebar *self = UI_SIDEBAR (widget);
  ClientRoom *room = find_room (self, parameter);

  if (room != NULL)
    client_session_set_muted (self->session, room, !client_room_get_is_muted (room));
}

static void
invite (GtkWidget *widget, const char *action, GVariant *parameter)
{
  UiSidebar *self = UI_SIDEBAR (widget);
  ClientRoom *room = find_room (self, parameter);

  if (room != NULL)
    ui_invite_dialog_present (widget, self->session, room);
}

static void
show_details (GtkWidget *widget, const char *action, GVariant *parameter)
{
  UiSidebar *self = UI_SIDEBAR (widget);
  ClientRoom *room = find_room (self, parameter);

  if (room != NULL)
    ui_room_details_present (widget, self->session, room);
}

/* Whoever leaves is told if it cannot be. */
static void
on_left (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;

  if (!client_session_request_finish (CLIENT_SESSION (source), result, &error))
    gtk_widget_activate_action (widget, "win.toast", "s", error->message);
}

static void
on_leave_response (UiSidebar *self, const char *response, AdwMessageDialog *dialog)
{
  ClientSession *session = g_object_get_data (G_OBJECT (dialog), "session");
  ClientRoom *room = g_object_get_data (G_OBJECT (dialog), "room");

  if (g_str_equal (response, "leave"))
    client_session_leave_async (session, room, on_left, g_object_ref (self));
}

static const char *
describe_leaving (ClientRoom *room)
{
  if (client_room_get_kind (room) == CLIENT_ROOM_PUBLIC)
    return _("You can join again whenever you want.");

  return _("You can come back only when somebody invites you.");
}

static void
leave_room (GtkWidget *widget, const char *action, GVariant *parameter)
{
  UiSidebar *self = UI_SIDEBAR (widget);
  ClientRoom *room = find_room (self, parameter);
  g_autofree char *name = NULL;
  g_autofree char *heading = NULL;
  AdwMessageDialog *dialog = NULL;

  if (room == NULL)
    return;

  name = ui_text_isolate (client_room_get_name (room));
  heading = g_strdup_printf (_("Leave “%s”?"), name);
  dialog = ADW_MESSAGE_DIALOG (
    adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), heading,
                            describe_leaving (room)));
  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "leave", _("_Leave"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "leave", ADW_RESPONSE_DESTRUCTIVE);
  g_object_set_data_full (G_OBJECT (dialog), "session", g_object_ref (self->session),
                          g_object_unref);
  g_object_set_data_full (G_OBJECT (dialog), "room", g_object_ref (room), g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_leave_response), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* The actions of the menu; each is given the id of a room. */
void
ui_sidebar_install_menu (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "sidebar.menu", NULL, show_menu);
  gtk_widget_class_install_action (widget_class, "sidebar.mark-read", "s", mark_read);
  gtk_widget_class_install_action (widget_class, "sidebar.pin", "s", pin);
  gtk_widget_class_install_action (widget_class, "sidebar.mute", "s", mute);
  gtk_widget_class_install_action (widget_class, "sidebar.invite", "s", invite);
  gtk_widget_class_install_action (widget_class, "sidebar.details", "s", show_details);
  gtk_widget_class_install_action (widget_class, "sidebar.leave", "s", leave_room);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "sidebar.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "sidebar.menu",
                                       NULL);
}
