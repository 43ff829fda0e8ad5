/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-window-private.h"

#include "charla-limits.h"
#include "ui-entrance.h"
#include "ui-format.h"

static gboolean
is_at_entrance (UiWindow *self)
{
  return self->way != UI_WINDOW_INSIDE || self->session == NULL;
}

/*
 * Returns: whether one sees a chat from within
 */
gboolean
ui_window_is_inside (UiWindow *self)
{
  return !is_at_entrance (self);
}

/*
 * Says where one is in the title of the window.
 */
void
ui_window_update_title (UiWindow *self)
{
  g_autofree char *title = NULL;

  if (self->room != NULL && !is_at_entrance (self))
    title = ui_format_title (client_room_get_name (self->room),
                             client_room_get_unread (self->room));
  gtk_window_set_title (GTK_WINDOW (self), title != NULL ? title : "Charla");
}

/*
 * Returns: (transfer none): the chats from within, which is made when it is needed first
 */
UiChatView *
ui_window_get_view (UiWindow *self)
{
  if (self->view == NULL)
    {
      self->view = ui_chat_view_new ();
      g_signal_connect_object (self->view, "attention-changed", G_CALLBACK (ui_window_tell_attention),
                               self, G_CONNECT_SWAPPED);
      gtk_stack_add_child (GTK_STACK (self->stack), self->view);
      ui_chat_view_set_chats (UI_CHAT_VIEW (self->view), self->chats);
    }

  return UI_CHAT_VIEW (self->view);
}

static void
on_join (UiWindow *self, ClientAddress *address, const char *name)
{
  ui_chats_join (self->chats, address, name);
}

/* Of a chat that one is in already only the question is left. */
static void
on_leave (UiWindow *self)
{
  ui_chats_cancel (self->chats);
  if (self->way == UI_WINDOW_REVIEWS)
    ui_window_set_way (self, UI_WINDOW_INSIDE);
}

static void
on_back (UiWindow *self)
{
  ui_chats_cancel (self->chats);
  ui_window_set_way (self, UI_WINDOW_INSIDE);
}

/* The name that was used last; before the first time, the one that the system knows. */
static char *
dup_default_name (GSettings *settings)
{
  g_autofree char *name = g_settings_get_string (settings, "name");
  const char *real_name = g_get_real_name ();

  if (*name != '\0')
    return g_steal_pointer (&name);
  if (g_strcmp0 (real_name, "Unknown") == 0 || g_utf8_strlen (real_name, -1) > CHARLA_NAME_MAX)
    real_name = g_get_user_name ();

  return g_strdup (real_name);
}


static UiEntrance *
get_entrance (UiWindow *self)
{
  if (self->entrance == NULL)
    {
      g_autofree char *name = dup_default_name (self->settings);

      self->entrance = ui_entrance_new ();
      g_signal_connect_object (self->entrance, "join", G_CALLBACK (on_join), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->entrance, "leave", G_CALLBACK (on_leave), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->entrance, "back", G_CALLBACK (on_back), self,
                               G_CONNECT_SWAPPED);
      gtk_stack_add_child (GTK_STACK (self->stack), self->entrance);
      ui_entrance_fill (UI_ENTRANCE (self->entrance), name, NULL);
    }

  return UI_ENTRANCE (self->entrance);
}

/* What is not seen is not read out either. */
static void
show_page (UiWindow *self, GtkWidget *page)
{
  GtkStack *stack = GTK_STACK (self->stack);

  gtk_widget_set_visible (page, TRUE);
  gtk_stack_set_visible_child (stack, page);
  if (self->view != NULL)
    gtk_widget_set_visible (self->view, page == self->view);
  if (self->entrance != NULL)
    gtk_widget_set_visible (self->entrance, page == self->entrance);
}

/*
 * Shows the chats from within, or the way into one.
 */
void
ui_window_update_page (UiWindow *self)
{
  GtkWidget *before = gtk_stack_get_visible_child (GTK_STACK (self->stack));
  gboolean reviews = self->way == UI_WINDOW_REVIEWS;

  if (is_at_entrance (self))
    {
      UiEntrance *entrance = get_entrance (self);

      ui_entrance_set_session (entrance,
                               reviews ? self->session : ui_chats_get_joining (self->chats));
      ui_entrance_set_can_go_back (entrance, self->session != NULL);
      show_page (self, GTK_WIDGET (entrance));
      if (before != GTK_WIDGET (entrance))
        ui_entrance_begin (entrance);
    }
  else
    {
      UiChatView *view = ui_window_get_view (self);

      show_page (self, GTK_WIDGET (view));
      if (self->entrance != NULL)
        ui_entrance_set_session (UI_ENTRANCE (self->entrance), NULL);
      if (before != GTK_WIDGET (view))
        ui_chat_view_write (view);
    }
  ui_window_update_title (self);
  ui_window_update_actions (self);
  ui_window_tell_attention (self);
}

/*
 * Goes to the entrance, or away from it.
 */
void
ui_window_set_way (UiWindow *self, UiWindowWay way)
{
  self->way = way;
  ui_window_update_page (self);
}

/**
 * ui_window_fill:
 * @self: a window
 * @name: (nullable): the name to offer
 * @server: (nullable): the address to offer
 *
 * Fills in what is known of the chat that one may want to join.
 */
void
ui_window_fill (UiWindow *self, const char *name, const char *server)
{
  g_return_if_fail (UI_IS_WINDOW (self));

  if (name == NULL && server == NULL)
    return;

  ui_entrance_fill (get_entrance (self), name, server);
  if (server != NULL)
    ui_window_set_way (self, UI_WINDOW_JOINS);
}

/**
 * ui_window_join:
 * @self: a window
 * @address: where a chat is
 * @chat: (nullable): what it is called
 *
 * Joins a chat with the name that was used last, if there is one.
 */
void
ui_window_join (UiWindow *self, ClientAddress *address, const char *chat)
{
  g_return_if_fail (UI_IS_WINDOW (self));

  ui_window_set_way (self, UI_WINDOW_JOINS);
  ui_entrance_join (get_entrance (self), address, chat);
}
