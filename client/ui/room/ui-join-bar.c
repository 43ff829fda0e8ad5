/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-join-bar.h"

#include <glib/gi18n.h>

/**
 * UiJoinBar:
 *
 * Stands where one would write, in a room that one may read and is not in.
 */
struct _UiJoinBar
{
  GtkWidget parent_instance;

  ClientRoom *room;
  GSignalGroup *room_signals;

  GtkWidget *box;
  GtkWidget *label;
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (UiJoinBar, ui_join_bar, GTK_TYPE_WIDGET)

static void
update (UiJoinBar *self)
{
  gboolean is_open =
    self->room != NULL && client_room_get_kind (self->room) == CLIENT_ROOM_PUBLIC;

  gtk_widget_set_visible (self->button, is_open);
  gtk_label_set_label (GTK_LABEL (self->label),
                       is_open ? _("Join this room to write in it.")
                               : _("You are no longer in this room."));
  if (self->room != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "s",
                                      client_room_get_id (self->room));
}

/**
 * ui_join_bar_set_room:
 * @self: a bar
 * @room: (nullable): a room
 *
 * Offers to join another room.
 */
void
ui_join_bar_set_room (UiJoinBar *self, ClientRoom *room)
{
  g_return_if_fail (UI_IS_JOIN_BAR (self));

  if (!g_set_object (&self->room, room))
    return;

  g_signal_group_set_target (self->room_signals, room);
  update (self);
}

static void
ui_join_bar_dispose (GObject *object)
{
  UiJoinBar *self = UI_JOIN_BAR (object);

  g_clear_object (&self->room_signals);
  g_clear_object (&self->room);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (ui_join_bar_parent_class)->dispose (object);
}

static void
ui_join_bar_class_init (UiJoinBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_join_bar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-join-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, UiJoinBar, box);
  gtk_widget_class_bind_template_child (widget_class, UiJoinBar, label);
  gtk_widget_class_bind_template_child (widget_class, UiJoinBar, button);

  gtk_widget_class_set_css_name (widget_class, "joinbar");
}

static void
ui_join_bar_init (UiJoinBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->room_signals = g_signal_group_new (CLIENT_TYPE_ROOM);
  g_signal_group_connect_swapped (self->room_signals, "notify::kind", G_CALLBACK (update), self);
}

/**
 * ui_join_bar_new:
 *
 * Returns: (transfer floating): a bar without a room
 */
GtkWidget *
ui_join_bar_new (void)
{
  return g_object_new (UI_TYPE_JOIN_BAR, NULL);
}
