/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-sidebar-private.h"

#include "ui-new-room-dialog.h"
#include "ui-room-row.h"
#include "ui-switcher.h"

G_DEFINE_FINAL_TYPE (UiSidebar, ui_sidebar, ADW_TYPE_BIN)

enum
{
  PROP_FOLDED = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
on_menu (UiSidebar *self, double x, double y, GtkWidget *row)
{
  ui_sidebar_show_menu (self, row, x, y);
}

static void
on_setup (UiSidebar *self, GtkListItem *item)
{
  GtkWidget *row = ui_room_row_new ();

  g_signal_connect_object (row, "menu", G_CALLBACK (on_menu), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, row);
}

static void
on_bind (UiSidebar *self, GtkListItem *list_item)
{
  UiSidebarItem *item = gtk_list_item_get_item (list_item);
  gboolean is_heading = ui_sidebar_item_get_kind (item) == UI_SIDEBAR_HEADING;

  gtk_list_item_set_activatable (list_item, !is_heading);
  gtk_list_item_set_selectable (list_item, !is_heading);
  ui_room_row_set_item (UI_ROOM_ROW (gtk_list_item_get_child (list_item)), item,
                        ui_sidebar_model_get_query (self->model), self->session);
}

static void
on_unbind (UiSidebar *self, GtkListItem *list_item)
{
  ui_room_row_set_item (UI_ROOM_ROW (gtk_list_item_get_child (list_item)), NULL, NULL, NULL);
}

static void
on_activate (UiSidebar *self, guint position)
{
  g_autoptr (UiSidebarItem) item =
    g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item != NULL)
    ui_sidebar_open (self, item);
}

/**
 * ui_sidebar_open:
 * @self: a sidebar
 * @item: what a row is about
 *
 * Opens it.
 */
void
ui_sidebar_open (UiSidebar *self, UiSidebarItem *item)
{
  static const char *const actions[] = {
    [UI_SIDEBAR_ROOM] = "win.open-room",
    [UI_SIDEBAR_OTHER_ROOM] = "win.join-room",
    [UI_SIDEBAR_PERSON] = "win.open-direct",
  };
  g_autoptr (UiSidebarItem) held = g_object_ref (item);
  UiSidebarKind kind = ui_sidebar_item_get_kind (item);

  if (kind == UI_SIDEBAR_HEADING)
    return;

  ui_sidebar_stop_finding (self);
  if (kind == UI_SIDEBAR_CREATE)
    ui_new_room_dialog_present (GTK_WIDGET (self), self->session, ui_sidebar_item_get_name (held));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), actions[kind], "s",
                                ui_sidebar_item_get_id (held));
}

/* Who looks at the top of the list goes on to, when a room comes there. */
static void
on_items_changed (UiSidebar *self, guint position, guint removed, guint added)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list));

  if (position == 0 && added > 0 && gtk_adjustment_get_value (adjustment) <= 0)
    gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", 0);
}

/* The room that is open says so, and is marked unless the person looks for another. */
static void
update_selection (UiSidebar *self)
{
  UiSidebarItem *open = ui_sidebar_model_find_room (self->model, self->room);

  if (open != self->open)
    {
      if (self->open != NULL)
        ui_sidebar_item_set_is_open (self->open, FALSE);
      g_set_object (&self->open, open);
      if (open != NULL)
        ui_sidebar_item_set_is_open (open, TRUE);
    }
  ui_sidebar_selection_set_item (self->selection, self->cursor != NULL ? self->cursor : open);
}

/* What a server of the classic dialect does not know is not offered. */
static void
update_session (UiSidebar *self)
{
  gboolean is_classic = self->session == NULL || client_session_get_is_classic (self->session);

  gtk_widget_set_visible (self->new_button, self->session != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sidebar.new-room", !is_classic);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sidebar.new-direct", !is_classic);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sidebar.browse", !is_classic);
  ui_sidebar_update_finding (self);
}

/**
 * ui_sidebar_set_chats:
 * @self: a sidebar
 * @chats: (nullable): the [class@ClientSession] of all chats that the person is in
 *
 * Says between which chats one can change.
 */
void
ui_sidebar_set_chats (UiSidebar *self, GListModel *chats)
{
  g_return_if_fail (UI_IS_SIDEBAR (self));
  g_return_if_fail (chats == NULL || G_IS_LIST_MODEL (chats));

  g_set_object (&self->chats, chats);
  ui_switcher_set_chats (UI_SWITCHER (self->switcher), chats);
}

/**
 * ui_sidebar_set_session:
 * @self: a sidebar
 * @session: (nullable): the chat that is shown
 *
 * Shows the rooms of a chat.
 */
void
ui_sidebar_set_session (UiSidebar *self, ClientSession *session)
{
  g_return_if_fail (UI_IS_SIDEBAR (self));

  if (!g_set_object (&self->session, session))
    return;

  /* Rooms of another server may have the same ids. */
  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
  ui_sidebar_stop_finding (self);
  g_signal_group_set_target (self->people_signals, NULL);
  g_clear_object (&self->people);
  g_signal_group_set_target (self->session_signals, session);
  ui_switcher_set_session (UI_SWITCHER (self->switcher), session);
  ui_room_finder_set_session (self->finder, session);
  ui_sidebar_model_set_people (self->model, NULL, NULL);
  ui_sidebar_model_set_rooms (self->model,
                              session != NULL ? G_LIST_MODEL (client_session_get_rooms (session))
                                              : NULL);
  update_session (self);
}

/**
 * ui_sidebar_set_room:
 * @self: a sidebar
 * @room: (nullable): the room that is open
 *
 * Marks a room.
 */
void
ui_sidebar_set_room (UiSidebar *self, ClientRoom *room)
{
  g_return_if_fail (UI_IS_SIDEBAR (self));

  g_set_object (&self->room, room);
  update_selection (self);
}

/* From another part of the window one comes to the room that is open. */
static void
enter (GtkWidget *widget, const char *action, GVariant *parameter)
{
  UiSidebar *self = UI_SIDEBAR (widget);

  /* GTK 4.8 has no other way to say which row of a list gets the focus. */
  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if ((gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED)
        && gtk_widget_grab_focus (row))
      return;

  gtk_widget_grab_focus (self->list);
}

/**
 * ui_sidebar_get_neighbor:
 * @self: a sidebar
 * @step: 1 for below the room that is open, -1 for above
 * @unread_only: whether only rooms count in which there is something new
 *
 * Returns: (transfer none) (nullable): the next room in the order that is seen
 */
ClientRoom *
ui_sidebar_get_neighbor (UiSidebar *self, int step, gboolean unread_only)
{
  g_return_val_if_fail (UI_IS_SIDEBAR (self), NULL);

  return ui_sidebar_model_get_neighbor (self->model, self->room, step, unread_only);
}

static void
ui_sidebar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  UiSidebar *self = UI_SIDEBAR (object);

  switch (id)
    {
    case PROP_FOLDED:
      g_value_set_boolean (value, self->folded);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ui_sidebar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  UiSidebar *self = UI_SIDEBAR (object);

  switch (id)
    {
    case PROP_FOLDED:
      self->folded = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ui_sidebar_dispose (GObject *object)
{
  UiSidebar *self = UI_SIDEBAR (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_object (&self->people_signals);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->cursor);
  g_clear_object (&self->open);
  g_clear_object (&self->people);
  g_clear_object (&self->finder);
  g_clear_object (&self->selection);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  g_clear_object (&self->room);
  g_clear_object (&self->session);
  g_clear_object (&self->chats);

  G_OBJECT_CLASS (ui_sidebar_parent_class)->dispose (object);
}

static void
ui_sidebar_install_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (UI_TYPE_SWITCHER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, UiSidebar, switcher);
  gtk_widget_class_bind_template_child (widget_class, UiSidebar, new_button);
  gtk_widget_class_bind_template_child (widget_class, UiSidebar, entry);
  gtk_widget_class_bind_template_child (widget_class, UiSidebar, stack);
  gtk_widget_class_bind_template_child (widget_class, UiSidebar, list_page);
  gtk_widget_class_bind_template_child (widget_class, UiSidebar, empty_page);
  gtk_widget_class_bind_template_child (widget_class, UiSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, UiSidebar, note);
  gtk_widget_class_bind_template_callback (widget_class, on_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_bind);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_set_css_name (widget_class, "sidebar");
}

static void
ui_sidebar_class_init (UiSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ui_sidebar_get_property;
  object_class->set_property = ui_sidebar_set_property;
  object_class->dispose = ui_sidebar_dispose;

  /**
   * UiSidebar:folded:
   *
   * Whether it fills the window, so that the buttons of the window are in it.
   */
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  ui_sidebar_install_template (widget_class);
  ui_sidebar_install_finding (widget_class);
  gtk_widget_class_install_action (widget_class, "region.enter", NULL, enter);
  ui_sidebar_install_menu (widget_class);
}

static void
ui_sidebar_init (UiSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->session_signals = g_signal_group_new (CLIENT_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::is-classic",
                                  G_CALLBACK (update_session), self);
  self->finder = ui_room_finder_new ();
  self->model = ui_sidebar_model_new ();
  ui_sidebar_model_set_others (self->model, G_LIST_MODEL (self->finder));
  self->selection = ui_sidebar_selection_new (G_LIST_MODEL (self->model));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_swapped (self->model, "items-changed", G_CALLBACK (on_items_changed), self);
  g_signal_connect_swapped (self->model, "items-changed", G_CALLBACK (update_selection), self);
  ui_sidebar_init_finding (self);
  update_session (self);
}

/**
 * ui_sidebar_new:
 *
 * Returns: (transfer floating): a sidebar that shows no chat
 */
GtkWidget *
ui_sidebar_new (void)
{
  return g_object_new (UI_TYPE_SIDEBAR, NULL);
}
