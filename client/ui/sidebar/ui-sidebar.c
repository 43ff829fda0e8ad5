/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-sidebar.h"

/**
 * UiSidebar:
 *
 * The rooms of a chat. One is opened by the action `win.open-room`.
 */
struct _UiSidebar
{
  AdwBin parent_instance;

  GListModel *chats;
  ClientSession *session;
  ClientRoom *room;
  gboolean folded;

  GtkWidget *header_bar;
  GtkWidget *title;
  GtkWidget *entry;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (UiSidebar, ui_sidebar, ADW_TYPE_BIN)

enum
{
  PROP_FOLDED = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
on_setup (UiSidebar *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static void
on_bind (UiSidebar *self, GtkListItem *item)
{
  ClientRoom *room = gtk_list_item_get_item (item);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), client_room_get_name (room));
}

static void
on_activate (UiSidebar *self, guint position)
{
  GListModel *rooms = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (self->list)));
  g_autoptr (ClientRoom) room = g_list_model_get_item (rooms, position);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-room", "s", client_room_get_id (room));
}

/**
 * ui_sidebar_set_chats:
 * @self: a sidebar
 * @chats: (nullable): the sessions of all chats that the person is in
 *
 * Says between which chats one can change.
 */
void
ui_sidebar_set_chats (UiSidebar *self, GListModel *chats)
{
  g_return_if_fail (UI_IS_SIDEBAR (self));

  g_set_object (&self->chats, chats);
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
  g_autoptr (GtkNoSelection) rooms = NULL;

  g_return_if_fail (UI_IS_SIDEBAR (self));

  if (!g_set_object (&self->session, session))
    return;

  if (session != NULL)
    rooms = gtk_no_selection_new (
      G_LIST_MODEL (g_object_ref (client_session_get_rooms (session))));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (rooms));
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

  g_clear_object (&self->room);
  g_clear_object (&self->session);
  g_clear_object (&self->chats);

  G_OBJECT_CLASS (ui_sidebar_parent_class)->dispose (object);
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

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, UiSidebar, header_bar);
  gtk_widget_class_bind_template_child (widget_class, UiSidebar, title);
  gtk_widget_class_bind_template_child (widget_class, UiSidebar, entry);
  gtk_widget_class_bind_template_child (widget_class, UiSidebar, list);
  gtk_widget_class_bind_template_callback (widget_class, on_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_bind);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_set_css_name (widget_class, "sidebar");
}

static void
ui_sidebar_init (UiSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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
