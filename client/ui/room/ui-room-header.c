/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-room-header.h"

#include <adwaita.h>

#include "ui-room-title.h"
#include "ui-security-button.h"

/* The name of a room needs so many pixels more than the least. */
#define ROOM_FOR_NAME 24

/**
 * UiRoomHeader:
 *
 * The header bar of a room: what it is, and what one can do with it. Where there is little
 * room some of that is in its menu only.
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

  gboolean has_room;
  gboolean is_wide;  /* there is room for the buttons */
  int buttons_width; /* what they ask for */
  guint update_id;
};

G_DEFINE_FINAL_TYPE (UiRoomHeader, ui_room_header, GTK_TYPE_WIDGET)

static void
update_buttons (UiRoomHeader *self)
{
  gtk_widget_set_visible (self->buttons, self->has_room && self->is_wide);
}

static gboolean
on_width_changed (gpointer data)
{
  UiRoomHeader *self = data;

  self->update_id = 0;
  update_buttons (self);

  return G_SOURCE_REMOVE;
}

/* Without the buttons: they may go. */
static int
get_least_width (UiRoomHeader *self)
{
  int least = 0;

  gtk_widget_measure (self->header_bar, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  if (!gtk_widget_get_visible (self->buttons))
    return least;

  gtk_widget_measure (self->buttons, GTK_ORIENTATION_HORIZONTAL, -1, &self->buttons_width, NULL,
                      NULL, NULL);
  return least - self->buttons_width;
}

static void
ui_room_header_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  UiRoomHeader *self = UI_ROOM_HEADER (widget);

  gtk_widget_measure (self->header_bar, orientation, -1, minimum, natural, minimum_baseline,
                      natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = get_least_width (self);
}

/* What is shown is changed afterwards: in an allocation it would be forgotten. */
static void
ui_room_header_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  UiRoomHeader *self = UI_ROOM_HEADER (widget);
  gboolean is_wide = width >= get_least_width (self) + self->buttons_width + ROOM_FOR_NAME;
  int least = 0;

  gtk_widget_measure (self->header_bar, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->header_bar,
                            &(GtkAllocation){ 0, 0, MAX (width, least), height }, baseline);

  if (is_wide != self->is_wide && self->update_id == 0)
    self->update_id = g_idle_add_full (G_PRIORITY_DEFAULT, on_width_changed, self, NULL);
  self->is_wide = is_wide;
}

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
  self->has_room = room != NULL;
  update_buttons (self);
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

  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_pointer (&self->header_bar, gtk_widget_unparent);

  G_OBJECT_CLASS (ui_room_header_parent_class)->dispose (object);
}

static void
ui_room_header_class_init (UiRoomHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_room_header_dispose;
  widget_class->measure = ui_room_header_measure;
  widget_class->size_allocate = ui_room_header_size_allocate;

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

  self->is_wide = TRUE;
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
