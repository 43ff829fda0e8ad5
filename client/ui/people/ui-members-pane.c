/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-members-pane.h"

#include <glib/gi18n.h>

#include "ui-invite-dialog.h"
#include "ui-member-row.h"
#include "ui-people-list.h"
#include "ui-person-card.h"
#include "ui-room-rights.h"

/**
 * UiMembersPane:
 *
 * Who is in a room. What is not on the screen asks for nothing.
 */
struct _UiMembersPane
{
  AdwBin parent_instance;

  ClientSession *session;
  ClientRoom *room;
  ClientMembers *members;
  GSignalGroup *room_signals;
  GSignalGroup *members_signals;

  GtkWidget *count;
  GtkWidget *invite_button;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (UiMembersPane, ui_members_pane, ADW_TYPE_BIN)

static void
update_count (UiMembersPane *self)
{
  guint n_online = self->members != NULL ? client_members_get_n_online (self->members) : 0;
  guint n_members = self->room != NULL ? client_room_get_members (self->room) : 0;
  g_autofree char *count = NULL;

  /* Guests are in the list, but are not counted. */
  if (n_online > 0 && n_online <= n_members)
    /* Translators: of the members of a room, how many there are and how many of them are there */
    count = g_strdup_printf (_("%u, %u online"), n_members, n_online);
  else
    count = g_strdup_printf ("%u", n_members);
  gtk_label_set_label (GTK_LABEL (self->count), n_members > 0 ? count : "");
}

static void
update_room (UiMembersPane *self)
{
  gboolean may_invite = self->room != NULL
                        && (ui_room_rights (self->session, self->room) & UI_RIGHT_INVITE) != 0;

  gtk_widget_set_visible (self->invite_button, may_invite);
  update_count (self);
}

static void
update_members (UiMembersPane *self)
{
  g_autoptr (ClientMembers) members = NULL;

  if (self->room != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    members = client_session_get_members (self->session, self->room);
  if (!g_set_object (&self->members, members))
    return;

  g_signal_group_set_target (self->members_signals, members);
  ui_people_list_set_members (UI_PEOPLE_LIST (self->list), members);
  update_count (self);
}

static void
on_chosen (UiMembersPane *self, ClientMember *member)
{
  ui_person_card_present (GTK_WIDGET (self), self->session, self->room,
                          client_member_get_user (member)->id);
}

static void
on_invite (UiMembersPane *self)
{
  ui_invite_dialog_present (GTK_WIDGET (self), self->session, self->room);
}

/**
 * ui_members_pane_set_room:
 * @self: a pane
 * @session: (nullable): the session of the room
 * @room: (nullable): whose members to show
 *
 * Shows the members of a room, while the pane is on the screen.
 */
void
ui_members_pane_set_room (UiMembersPane *self, ClientSession *session, ClientRoom *room)
{
  g_return_if_fail (UI_IS_MEMBERS_PANE (self));
  g_return_if_fail (room == NULL || session != NULL);

  g_set_object (&self->session, session);
  if (!g_set_object (&self->room, room))
    return;

  g_signal_group_set_target (self->room_signals, room);
  update_members (self);
  update_room (self);
}

static void
ui_members_pane_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ui_members_pane_parent_class)->map (widget);

  update_members (UI_MEMBERS_PANE (widget));
}

static void
ui_members_pane_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ui_members_pane_parent_class)->unmap (widget);

  update_members (UI_MEMBERS_PANE (widget));
}

static void
ui_members_pane_dispose (GObject *object)
{
  UiMembersPane *self = UI_MEMBERS_PANE (object);

  g_clear_object (&self->room_signals);
  g_clear_object (&self->members_signals);
  g_clear_object (&self->members);
  g_clear_object (&self->session);
  g_clear_object (&self->room);

  G_OBJECT_CLASS (ui_members_pane_parent_class)->dispose (object);
}

static void
ui_members_pane_class_init (UiMembersPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_members_pane_dispose;
  widget_class->map = ui_members_pane_map;
  widget_class->unmap = ui_members_pane_unmap;

  g_type_ensure (UI_TYPE_PEOPLE_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-members-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, UiMembersPane, count);
  gtk_widget_class_bind_template_child (widget_class, UiMembersPane, invite_button);
  gtk_widget_class_bind_template_child (widget_class, UiMembersPane, list);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_invite);
  gtk_widget_class_set_css_name (widget_class, "memberspane");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ui_members_pane_init (UiMembersPane *self)
{
  g_autoptr (GtkListItemFactory) factory = ui_member_row_new_factory (TRUE);

  gtk_widget_init_template (GTK_WIDGET (self));
  ui_people_list_set_factory (UI_PEOPLE_LIST (self->list), factory);

  self->room_signals = g_signal_group_new (CLIENT_TYPE_ROOM);
  g_signal_group_connect_swapped (self->room_signals, "notify::members",
                                  G_CALLBACK (update_count), self);
  g_signal_group_connect_swapped (self->room_signals, "notify::role", G_CALLBACK (update_room),
                                  self);
  self->members_signals = g_signal_group_new (CLIENT_TYPE_MEMBERS);
  g_signal_group_connect_swapped (self->members_signals, "notify::n-online",
                                  G_CALLBACK (update_count), self);
}

/**
 * ui_members_pane_new:
 *
 * Returns: (transfer floating): a pane without a room
 */
GtkWidget *
ui_members_pane_new (void)
{
  return g_object_new (UI_TYPE_MEMBERS_PANE, NULL);
}
