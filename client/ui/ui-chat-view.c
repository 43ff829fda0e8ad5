/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-chat-view.h"

#include <adwaita.h>

#include "ui-room-page.h"
#include "ui-search-page.h"
#include "ui-sidebar.h"

/**
 * UiChatView:
 *
 * The chats from within: what there is in the sidebar, and beside it, or in its place where
 * there is no room for both, the room that one looks at.
 *
 * Signals: "attention-changed": what the person sees of the room may be something else now.
 */
struct _UiChatView
{
  GtkWidget parent_instance;

  ClientSession *session;
  ClientRoom *room;

  GtkWidget *leaflet;
  GtkWidget *sidebar;
  GtkWidget *content;
  GtkWidget *room_page;
  GtkWidget *search_page; /* NULL until something is searched for */
};

G_DEFINE_FINAL_TYPE (UiChatView, ui_chat_view, GTK_TYPE_WIDGET)

enum
{
  ATTENTION_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_folded (UiChatView *self)
{
  return adw_leaflet_get_folded (ADW_LEAFLET (self->leaflet));
}

/* In place of the room. */
static gboolean
is_at_sidebar (UiChatView *self)
{
  return is_folded (self)
         && adw_leaflet_get_visible_child (ADW_LEAFLET (self->leaflet)) == self->sidebar;
}

static gboolean
is_searching (UiChatView *self)
{
  return gtk_stack_get_visible_child (GTK_STACK (self->content)) != self->room_page;
}

static void
on_attention_changed (UiChatView *self)
{
  g_signal_emit (self, signals[ATTENTION_CHANGED], 0);
}

static void
on_folded (UiChatView *self)
{
  on_attention_changed (self);
}

static void
on_visible_child (UiChatView *self)
{
  on_attention_changed (self);
}

/**
 * ui_chat_view_set_chats:
 * @self: a view
 * @chats: the chats that the person is in
 *
 * Says between which chats one can choose.
 */
void
ui_chat_view_set_chats (UiChatView *self, UiChats *chats)
{
  g_return_if_fail (UI_IS_CHAT_VIEW (self));
  g_return_if_fail (UI_IS_CHATS (chats));

  ui_sidebar_set_chats (UI_SIDEBAR (self->sidebar), G_LIST_MODEL (chats));
}

/**
 * ui_chat_view_set_room:
 * @self: a view
 * @session: (nullable): the chat that is looked at
 * @room: (nullable): the room of it
 *
 * Shows a room.
 */
void
ui_chat_view_set_room (UiChatView *self, ClientSession *session, ClientRoom *room)
{
  g_return_if_fail (UI_IS_CHAT_VIEW (self));

  if (g_set_object (&self->session, session) && self->search_page != NULL)
    ui_search_page_set_session (UI_SEARCH_PAGE (self->search_page), session);
  g_set_object (&self->room, room);
  ui_sidebar_set_session (UI_SIDEBAR (self->sidebar), session);
  ui_sidebar_set_room (UI_SIDEBAR (self->sidebar), room);
  ui_room_page_set_room (UI_ROOM_PAGE (self->room_page), session, room);
}

static void
show_page (UiChatView *self, GtkWidget *page)
{
  gtk_stack_set_visible_child (GTK_STACK (self->content), page);
  adw_leaflet_set_visible_child (ADW_LEAFLET (self->leaflet), self->content);
  on_attention_changed (self);
}

/**
 * ui_chat_view_show_room:
 * @self: a view
 *
 * Shows the room, also where there is no place for the sidebar beside it, and where
 * something was searched for before.
 */
void
ui_chat_view_show_room (UiChatView *self)
{
  g_return_if_fail (UI_IS_CHAT_VIEW (self));

  show_page (self, self->room_page);
}

/**
 * ui_chat_view_find:
 * @self: a view
 *
 * Has the person look for a room or somebody.
 */
void
ui_chat_view_find (UiChatView *self)
{
  g_return_if_fail (UI_IS_CHAT_VIEW (self));

  adw_leaflet_set_visible_child (ADW_LEAFLET (self->leaflet), self->sidebar);
  ui_sidebar_find (UI_SIDEBAR (self->sidebar));
}

/**
 * ui_chat_view_search:
 * @self: a view
 * @everywhere: whether not only in the room
 *
 * Has the person search for messages.
 */
void
ui_chat_view_search (UiChatView *self, gboolean everywhere)
{
  g_return_if_fail (UI_IS_CHAT_VIEW (self));

  if (self->search_page == NULL)
    {
      self->search_page = ui_search_page_new ();
      gtk_stack_add_child (GTK_STACK (self->content), self->search_page);
      ui_search_page_set_session (UI_SEARCH_PAGE (self->search_page), self->session);
    }
  show_page (self, self->search_page);
  ui_search_page_begin (UI_SEARCH_PAGE (self->search_page), everywhere ? NULL : self->room);
}

/**
 * ui_chat_view_show_message:
 * @self: a view
 * @seq: a message of the room
 *
 * Brings the message into sight.
 */
void
ui_chat_view_show_message (UiChatView *self, gint64 seq)
{
  g_return_if_fail (UI_IS_CHAT_VIEW (self));

  ui_chat_view_show_room (self);
  ui_room_page_show_message (UI_ROOM_PAGE (self->room_page), seq);
}

/**
 * ui_chat_view_scroll_to_end:
 * @self: a view
 *
 * Goes to the newest message of the room.
 */
void
ui_chat_view_scroll_to_end (UiChatView *self)
{
  g_return_if_fail (UI_IS_CHAT_VIEW (self));

  ui_room_page_scroll_to_end (UI_ROOM_PAGE (self->room_page));
}

/**
 * ui_chat_view_write:
 * @self: a view
 *
 * Has the person write a message in the room.
 */
void
ui_chat_view_write (UiChatView *self)
{
  g_return_if_fail (UI_IS_CHAT_VIEW (self));

  ui_chat_view_show_room (self);
  ui_room_page_write (UI_ROOM_PAGE (self->room_page));
}

/**
 * ui_chat_view_toggle_members:
 * @self: a view
 *
 * Shows who is in the room, or hides it.
 */
void
ui_chat_view_toggle_members (UiChatView *self)
{
  gboolean shown = FALSE;

  g_return_if_fail (UI_IS_CHAT_VIEW (self));

  g_object_get (self->room_page, "members-shown", &shown, NULL);
  ui_chat_view_show_room (self);
  g_object_set (self->room_page, "members-shown", !shown, NULL);
}

/**
 * ui_chat_view_leave_room:
 * @self: a view
 *
 * Asks whether the person wants to leave the room that is shown.
 */
void
ui_chat_view_leave_room (UiChatView *self)
{
  g_return_if_fail (UI_IS_CHAT_VIEW (self));

  if (self->room != NULL)
    gtk_widget_activate_action (self->sidebar, "sidebar.leave", "s",
                                client_room_get_id (self->room));
}

/**
 * ui_chat_view_get_neighbor:
 * @self: a view
 * @step: 1 for further down, -1 for further up
 * @unread_only: whether only among those with something unread
 *
 * Returns: (transfer none) (nullable): the room beside the one that is shown, in the order in
 *   which one sees them
 */
ClientRoom *
ui_chat_view_get_neighbor (UiChatView *self, int step, gboolean unread_only)
{
  g_return_val_if_fail (UI_IS_CHAT_VIEW (self), NULL);

  return ui_sidebar_get_neighbor (UI_SIDEBAR (self->sidebar), step, unread_only);
}

/**
 * ui_chat_view_go_back:
 * @self: a view
 *
 * Goes back to where one has come from.
 *
 * Returns: whether there was a way back
 */
gboolean
ui_chat_view_go_back (UiChatView *self)
{
  g_return_val_if_fail (UI_IS_CHAT_VIEW (self), FALSE);

  if (is_searching (self) && !is_at_sidebar (self))
    {
      ui_chat_view_show_room (self);
      ui_room_page_write (UI_ROOM_PAGE (self->room_page));
      return TRUE;
    }

  return adw_leaflet_navigate (ADW_LEAFLET (self->leaflet), ADW_NAVIGATION_DIRECTION_BACK);
}

/**
 * ui_chat_view_take_key:
 * @self: a view
 * @controller: what has seen a key that nobody wanted
 * @keyval: the key
 * @modifiers: the modifiers held with it
 *
 * As ui_room_page_take_key(), for the room if it is in sight.
 *
 * Returns: whether the key was taken
 */
gboolean
ui_chat_view_take_key (UiChatView *self, GtkEventControllerKey *controller, guint keyval,
                       GdkModifierType modifiers)
{
  g_return_val_if_fail (UI_IS_CHAT_VIEW (self), FALSE);

  return ui_chat_view_get_shows_room (self)
         && ui_room_page_take_key (UI_ROOM_PAGE (self->room_page), controller, keyval, modifiers);
}

/**
 * ui_chat_view_get_shows_room:
 * @self: a view
 *
 * Returns: whether a room is in sight
 */
gboolean
ui_chat_view_get_shows_room (UiChatView *self)
{
  g_return_val_if_fail (UI_IS_CHAT_VIEW (self), FALSE);

  return self->room != NULL && !is_searching (self) && !is_at_sidebar (self);
}

/**
 * ui_chat_view_get_at_end:
 * @self: a view
 *
 * Returns: whether the newest message of the room is in sight
 */
gboolean
ui_chat_view_get_at_end (UiChatView *self)
{
  g_return_val_if_fail (UI_IS_CHAT_VIEW (self), FALSE);

  return ui_room_page_get_at_end (UI_ROOM_PAGE (self->room_page));
}

static void
ui_chat_view_dispose (GObject *object)
{
  UiChatView *self = UI_CHAT_VIEW (object);
  GtkWidget *child = NULL;

  g_clear_object (&self->room);
  g_clear_object (&self->session);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ui_chat_view_parent_class)->dispose (object);
}

static void
ui_chat_view_class_init (UiChatViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_chat_view_dispose;

  signals[ATTENTION_CHANGED] = g_signal_new ("attention-changed", UI_TYPE_CHAT_VIEW,
                                             G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                             0);

  g_type_ensure (UI_TYPE_ROOM_PAGE);
  g_type_ensure (UI_TYPE_SIDEBAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-chat-view.ui");
  gtk_widget_class_bind_template_child (widget_class, UiChatView, leaflet);
  gtk_widget_class_bind_template_child (widget_class, UiChatView, sidebar);
  gtk_widget_class_bind_template_child (widget_class, UiChatView, content);
  gtk_widget_class_bind_template_child (widget_class, UiChatView, room_page);
  gtk_widget_class_bind_template_callback (widget_class, on_attention_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_folded);
  gtk_widget_class_bind_template_callback (widget_class, on_visible_child);
}

static void
ui_chat_view_init (UiChatView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_leaflet_set_visible_child (ADW_LEAFLET (self->leaflet), self->content);
}

/**
 * ui_chat_view_new:
 *
 * Returns: (transfer floating): a view of nothing yet
 */
GtkWidget *
ui_chat_view_new (void)
{
  return g_object_new (UI_TYPE_CHAT_VIEW, NULL);
}
