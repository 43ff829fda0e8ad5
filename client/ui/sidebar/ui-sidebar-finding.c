/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "ui-browse-dialog.h"
#include "ui-new-direct-dialog.h"
#include "ui-new-room-dialog.h"
#include "ui-sidebar-private.h"

static const char *
get_text (UiSidebar *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static gboolean
is_finding (UiSidebar *self)
{
  return *ui_sidebar_model_get_query (self->model) != '\0';
}

static gboolean
can_ask (UiSidebar *self)
{
  return self->session != NULL && !client_session_get_is_classic (self->session);
}

static void
set_cursor (UiSidebar *self, UiSidebarItem *item)
{
  guint position = 0;

  g_set_object (&self->cursor, item);
  ui_sidebar_selection_set_item (self->selection,
                                 item != NULL
                                   ? item
                                   : ui_sidebar_model_find_room (self->model, self->room));
  position = ui_sidebar_selection_get_position (self->selection);
  if (item != NULL && position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", position);
}

/* Why the list is empty, or shorter than one would expect. */
static void
update_empty (UiSidebar *self)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0;
  gboolean is_loading = ui_room_finder_get_loading (self->finder);
  gboolean is_blind = is_finding (self) && ui_room_finder_get_error (self->finder) != NULL;
  AdwStatusPage *page = ADW_STATUS_PAGE (self->empty_page);

  gtk_stack_set_visible_child (GTK_STACK (self->stack),
                               is_empty ? self->empty_page : self->list_page);
  gtk_widget_set_visible (self->note, is_blind);

  if (!is_finding (self))
    {
      adw_status_page_set_title (page, _("No Rooms Yet"));
      adw_status_page_set_description (page, _("They appear here as soon as you are online."));
    }
  else if (is_loading)
    {
      adw_status_page_set_title (page, _("Looking…"));
      adw_status_page_set_description (page, NULL);
    }
  else
    {
      adw_status_page_set_title (page, _("Nothing Found"));
      adw_status_page_set_description (page, _("No room and nobody is called so."));
    }
}

static gboolean
is_looking (UiSidebar *self)
{
  return ui_room_finder_get_loading (self->finder)
         || (self->people != NULL && client_members_get_loading (self->people));
}

/* What Enter opens until the person chooses another: the first row, but not the offer to make
 * a room of which it is not known yet whether there is one. */
static UiSidebarItem *
get_first (UiSidebar *self)
{
  UiSidebarItem *first = ui_sidebar_model_step (self->model, NULL, 1);

  if (first != NULL && ui_sidebar_item_get_kind (first) == UI_SIDEBAR_CREATE && is_looking (self))
    return NULL;

  return first;
}

static void
update_cursor (UiSidebar *self)
{
  if (!is_finding (self))
    return;

  if (!self->has_moved || ui_sidebar_model_step (self->model, self->cursor, 0) == NULL)
    set_cursor (self, get_first (self));
}

static void
open_cursor (UiSidebar *self)
{
  self->is_hasty = self->cursor == NULL && is_finding (self) && is_looking (self);
  if (self->cursor != NULL)
    ui_sidebar_open (self, self->cursor);
}

static void
on_items_changed (UiSidebar *self)
{
  update_cursor (self);
  update_empty (self);
}

static void
on_looked (UiSidebar *self)
{
  update_cursor (self);
  update_empty (self);
  if (self->is_hasty && !is_looking (self))
    open_cursor (self);
}

/* Everybody is asked for only when somebody is looked for. */
static void
ask_for_people (UiSidebar *self)
{
  ClientRoom *lobby = client_session_get_lobby (self->session);
  ClientUserInfo *me = client_session_get_me (self->session);

  if (self->people != NULL || lobby == NULL)
    return;

  self->people = client_session_get_members (self->session, lobby);
  g_signal_group_set_target (self->people_signals, self->people);
  ui_sidebar_model_set_people (self->model, G_LIST_MODEL (self->people),
                               me != NULL ? me->id : NULL);
}

/**
 * ui_sidebar_update_finding:
 * @self: a sidebar
 *
 * Looks for what is in the field, as far as the server knows such things.
 */
void
ui_sidebar_update_finding (UiSidebar *self)
{
  g_autofree char *text = g_strstrip (g_strdup (get_text (self)));
  gboolean is_asked = can_ask (self) && *text != '\0';

  if (is_asked)
    ask_for_people (self);
  g_clear_object (&self->cursor);
  self->has_moved = FALSE;
  self->is_hasty = FALSE;
  ui_sidebar_model_set_may_create (self->model, can_ask (self));
  ui_room_finder_set_query (self->finder, is_asked ? text : NULL);
  ui_sidebar_model_set_query (self->model, text);
  set_cursor (self, is_finding (self) ? get_first (self) : NULL);
  update_empty (self);
}

/**
 * ui_sidebar_stop_finding:
 * @self: a sidebar
 *
 * Shows all rooms again.
 */
void
ui_sidebar_stop_finding (UiSidebar *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  set_cursor (self, NULL);
}

/**
 * ui_sidebar_find:
 * @self: a sidebar
 *
 * Gives the focus to the field in which one looks for a room or for somebody.
 */
void
ui_sidebar_find (UiSidebar *self)
{
  g_return_if_fail (UI_IS_SIDEBAR (self));

  gtk_widget_grab_focus (self->entry);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

static void
on_changed (UiSidebar *self)
{
  ui_sidebar_update_finding (self);
}

static void
on_entry_activate (UiSidebar *self)
{
  open_cursor (self);
}

static void
on_stop (UiSidebar *self)
{
  if (*get_text (self) != '\0' || self->cursor != NULL)
    ui_sidebar_stop_finding (self);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.write", NULL);
}

static gboolean
on_key_pressed (UiSidebar *self, guint keyval, guint keycode, GdkModifierType modifiers)
{
  int step = keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down ? 1 : -1;
  gboolean is_arrow =
    step == 1 || keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up;

  if (!is_arrow || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  self->has_moved = TRUE;
  set_cursor (self,
              ui_sidebar_model_step (self->model,
                                     ui_sidebar_selection_get_item (self->selection), step));
  return GDK_EVENT_STOP;
}

/* Where the list ends there may be more of what others may join. */
static void
on_edge_reached (UiSidebar *self, GtkPositionType edge)
{
  if (edge == GTK_POS_BOTTOM && is_finding (self))
    ui_room_finder_load_more (self->finder);
}

static void
create_room (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ui_new_room_dialog_present (widget, UI_SIDEBAR (widget)->session, NULL);
}

static void
create_direct (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ui_new_direct_dialog_present (widget, UI_SIDEBAR (widget)->session);
}

static void
browse (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ui_browse_dialog_present (widget, UI_SIDEBAR (widget)->session);
}

/* What the template and the menus need. */
void
ui_sidebar_install_finding (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_stop);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed);
  gtk_widget_class_bind_template_callback (widget_class, on_edge_reached);
  gtk_widget_class_install_action (widget_class, "sidebar.new-room", NULL, create_room);
  gtk_widget_class_install_action (widget_class, "sidebar.new-direct", NULL, create_direct);
  gtk_widget_class_install_action (widget_class, "sidebar.browse", NULL, browse);
}

void
ui_sidebar_init_finding (UiSidebar *self)
{
  g_signal_connect_swapped (self->model, "items-changed", G_CALLBACK (on_items_changed), self);
  self->people_signals = g_signal_group_new (CLIENT_TYPE_MEMBERS);
  g_signal_group_connect_swapped (self->people_signals, "notify::loading", G_CALLBACK (on_looked),
                                  self);
  g_signal_connect_object (self->finder, "notify", G_CALLBACK (on_looked), self,
                           G_CONNECT_SWAPPED);
  update_empty (self);
}
