/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-members-pane.h"

/**
 * UiMembersPane:
 *
 * Who is in a room.
 */
struct _UiMembersPane
{
  AdwBin parent_instance;

  ClientSession *session;
  ClientRoom *room;
};

G_DEFINE_FINAL_TYPE (UiMembersPane, ui_members_pane, ADW_TYPE_BIN)

/**
 * ui_members_pane_set_room:
 * @self: a pane
 * @session: (nullable): the session of the room
 * @room: (nullable): whose members to show
 *
 * Shows the members of a room. What is not on the screen asks for nothing.
 */
void
ui_members_pane_set_room (UiMembersPane *self, ClientSession *session, ClientRoom *room)
{
  g_return_if_fail (UI_IS_MEMBERS_PANE (self));

  g_set_object (&self->session, session);
  g_set_object (&self->room, room);
}

static void
ui_members_pane_dispose (GObject *object)
{
  UiMembersPane *self = UI_MEMBERS_PANE (object);

  g_clear_object (&self->session);
  g_clear_object (&self->room);

  G_OBJECT_CLASS (ui_members_pane_parent_class)->dispose (object);
}

static void
ui_members_pane_class_init (UiMembersPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ui_members_pane_dispose;
}

static void
ui_members_pane_init (UiMembersPane *self)
{
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
