/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-typing-bar.h"

#include "ui-room-words.h"

/**
 * UiTypingBar:
 *
 * Says who is writing something in a room. Its line is always there, so that nothing
 * moves when somebody begins.
 */
struct _UiTypingBar
{
  GtkWidget parent_instance;

  ClientRoom *room;
  GSignalGroup *room_signals;

  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (UiTypingBar, ui_typing_bar, GTK_TYPE_WIDGET)

static void
update (UiTypingBar *self)
{
  g_autofree char *sentence =
    self->room != NULL ? ui_room_words_typing (client_room_get_typing (self->room)) : g_strdup ("");

  gtk_label_set_label (GTK_LABEL (self->label), sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);
}

/**
 * ui_typing_bar_set_room:
 * @self: a bar
 * @room: (nullable): a room
 *
 * Tells of another room.
 */
void
ui_typing_bar_set_room (UiTypingBar *self, ClientRoom *room)
{
  g_return_if_fail (UI_IS_TYPING_BAR (self));

  if (!g_set_object (&self->room, room))
    return;

  g_signal_group_set_target (self->room_signals, room);
  update (self);
}

static void
ui_typing_bar_dispose (GObject *object)
{
  UiTypingBar *self = UI_TYPING_BAR (object);

  g_clear_object (&self->room_signals);
  g_clear_object (&self->room);
  g_clear_pointer (&self->label, gtk_widget_unparent);

  G_OBJECT_CLASS (ui_typing_bar_parent_class)->dispose (object);
}

static void
ui_typing_bar_class_init (UiTypingBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_typing_bar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-typing-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, UiTypingBar, label);

  gtk_widget_class_set_css_name (widget_class, "typingbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
ui_typing_bar_init (UiTypingBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->room_signals = g_signal_group_new (CLIENT_TYPE_ROOM);
  g_signal_group_connect_swapped (self->room_signals, "notify::typing", G_CALLBACK (update), self);
}

/**
 * ui_typing_bar_new:
 *
 * Returns: (transfer floating): a bar that says nothing
 */
GtkWidget *
ui_typing_bar_new (void)
{
  return g_object_new (UI_TYPE_TYPING_BAR, NULL);
}
