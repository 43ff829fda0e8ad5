/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-browse-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ui-avatar.h"
#include "ui-sidebar-words.h"
#include "ui-text.h"

/**
 * UiBrowseRow:
 *
 * A public room, with a button to join it, or to open it.
 *
 * Signal: "chosen" (UiSidebarItem *item).
 */
struct _UiBrowseRow
{
  GtkWidget parent_instance;

  UiSidebarItem *item;

  GtkWidget *avatar;
  GtkWidget *icon;
  GtkWidget *name;
  GtkWidget *about;
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (UiBrowseRow, ui_browse_row, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_clicked (UiBrowseRow *self)
{
  if (self->item != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, self->item);
}

/**
 * ui_browse_row_is_joined:
 * @session: a session
 * @item: a room that its server has told of
 *
 * Returns: whether the person is in the room
 */
gboolean
ui_browse_row_is_joined (ClientSession *session, UiSidebarItem *item)
{
  ClientRoom *room =
    client_room_list_find (client_session_get_rooms (session), ui_sidebar_item_get_id (item));

  return room != NULL && client_room_get_role (room) != CLIENT_ROLE_NONE;
}

/**
 * ui_browse_row_set_item:
 * @self: a row
 * @session: a session
 * @item: a room that its server has told of
 *
 * Shows a room.
 */
void
ui_browse_row_set_item (UiBrowseRow *self, ClientSession *session, UiSidebarItem *item)
{
  g_autofree char *name = NULL;
  g_autofree char *about = NULL;
  g_autofree char *label = NULL;
  gboolean is_lobby = FALSE;
  GtkWidget *row = NULL;

  g_return_if_fail (UI_IS_BROWSE_ROW (self));
  g_return_if_fail (CLIENT_IS_SESSION (session));
  g_return_if_fail (UI_IS_SIDEBAR_ITEM (item));

  g_set_object (&self->item, item);
  name = ui_text_tame (ui_sidebar_item_get_name (item));
  about = ui_sidebar_words_other (ui_sidebar_item_get_info (item));
  label = ui_sidebar_words_describe (item);
  is_lobby = ui_sidebar_words_is_lobby (ui_sidebar_item_get_id (item), name);
  ui_avatar_set_person (UI_AVATAR (self->avatar), ui_sidebar_item_get_id (item), name);
  gtk_widget_set_visible (self->avatar, !is_lobby);
  gtk_widget_set_visible (self->icon, is_lobby);
  gtk_label_set_text (GTK_LABEL (self->name), name);
  gtk_label_set_text (GTK_LABEL (self->about), about);
  gtk_button_set_label (GTK_BUTTON (self->button),
                        ui_browse_row_is_joined (session, item) ? _("Open") : _("Join"));

  row = gtk_widget_get_parent (GTK_WIDGET (self));
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
ui_browse_row_dispose (GObject *object)
{
  UiBrowseRow *self = UI_BROWSE_ROW (object);
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (ui_browse_row_parent_class)->dispose (object);
}

static void
ui_browse_row_class_init (UiBrowseRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_browse_row_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", UI_TYPE_BROWSE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, UI_TYPE_SIDEBAR_ITEM);

  g_type_ensure (UI_TYPE_AVATAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-browse-row.ui");
  gtk_widget_class_bind_template_child (widget_class, UiBrowseRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, UiBrowseRow, icon);
  gtk_widget_class_bind_template_child (widget_class, UiBrowseRow, name);
  gtk_widget_class_bind_template_child (widget_class, UiBrowseRow, about);
  gtk_widget_class_bind_template_child (widget_class, UiBrowseRow, button);
  gtk_widget_class_bind_template_callback (widget_class, on_clicked);
  gtk_widget_class_set_css_name (widget_class, "roomrow");
}

static void
ui_browse_row_init (UiBrowseRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ui_browse_row_new:
 *
 * Returns: (transfer floating): a row about nothing
 */
GtkWidget *
ui_browse_row_new (void)
{
  return g_object_new (UI_TYPE_BROWSE_ROW, NULL);
}
