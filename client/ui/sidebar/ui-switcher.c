/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-switcher.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ui-chat-news.h"
#include "ui-chat-row.h"
#include "ui-people.h"
#include "ui-text.h"

/**
 * UiSwitcher:
 *
 * The name of the chat, and below it who one is there. Whoever is in several chats changes
 * between them with it, and sees that there is something new in another.
 */
struct _UiSwitcher
{
  GtkWidget parent_instance;

  ClientSession *session;
  GSignalGroup *session_signals;
  GListModel *chats;
  GPtrArray *news; /* of UiChatNews, as @chats has the sessions */

  GtkWidget *title;
  GtkWidget *button;
  GtkWidget *name;
  GtkWidget *person;
  GtkWidget *news_dot;
  GtkWidget *popover;
  GtkWidget *list_of_chats;
};

G_DEFINE_FINAL_TYPE (UiSwitcher, ui_switcher, GTK_TYPE_WIDGET)

static char *
dup_chat_name (UiSwitcher *self)
{
  const char *name = self->session != NULL ? client_session_get_server_name (self->session) : NULL;

  if (name != NULL && *name != '\0')
    return ui_text_tame (name);
  if (self->session != NULL)
    return client_address_to_string (client_session_get_address (self->session));

  return g_strdup ("Charla");
}

static char *
dup_person (UiSwitcher *self)
{
  ClientUserInfo *me = self->session != NULL ? client_session_get_me (self->session) : NULL;
  g_autofree char *name = NULL;

  if (self->session == NULL)
    return g_strdup ("");

  name = ui_text_tame (client_session_get_name (self->session));
  if (me == NULL || client_session_get_state (self->session) != CLIENT_SESSION_ONLINE
      || me->state == CLIENT_USER_ACTIVE)
    return g_steal_pointer (&name);

  /* Translators: one’s own name, and how one is: “Ana · Away” */
  return g_strdup_printf (_("%s · %s"), name, ui_people_state (me->state));
}

static void
update_title (UiSwitcher *self)
{
  g_autofree char *name = dup_chat_name (self);
  g_autofree char *person = dup_person (self);

  adw_window_title_set_title (ADW_WINDOW_TITLE (self->title), name);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), person);
  gtk_label_set_text (GTK_LABEL (self->name), name);
  gtk_label_set_text (GTK_LABEL (self->person), person);
}

static void
update_news (UiSwitcher *self)
{
  gboolean is_several = self->news->len > 1;
  gboolean has_news = FALSE;
  g_autofree char *name = dup_chat_name (self);
  g_autofree char *label = NULL;

  for (guint i = 0; i < self->news->len; i++)
    {
      UiChatNews *news = g_ptr_array_index (self->news, i);

      if (ui_chat_news_get_session (news) != self->session)
        has_news |= ui_chat_news_get_unread (news) > 0 || ui_chat_news_get_mentions (news) > 0;
    }

  gtk_widget_set_visible (self->title, !is_several);
  gtk_widget_set_visible (self->button, is_several);
  gtk_widget_set_visible (self->news_dot, has_news);
  /* Translators: of the button with the name of the chat; %s is that name */
  label = has_news ? g_strdup_printf (_("%s, change chat, news in another"), name)
                   : g_strdup_printf (_("%s, change chat"), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

static void
mark_current (UiSwitcher *self)
{
  GtkListBoxRow *row = NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list_of_chats), i)) != NULL; i++)
    {
      UiChatNews *news = ui_chat_row_get_news (UI_CHAT_ROW (row));

      ui_chat_row_set_current (UI_CHAT_ROW (row), ui_chat_news_get_session (news) == self->session);
    }
}

static void
on_chats_changed (UiSwitcher *self, guint position, guint removed, guint added)
{
  for (guint i = 0; i < removed; i++)
    {
      g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->news, position), self);
      g_ptr_array_remove_index (self->news, position);
      gtk_list_box_remove (GTK_LIST_BOX (self->list_of_chats),
                           GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list_of_chats),
                                                                      (int) position)));
    }
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (ClientSession) session = g_list_model_get_item (self->chats, i);
      UiChatNews *news = ui_chat_news_new (session);

      g_signal_connect_object (news, "changed", G_CALLBACK (update_news), self, G_CONNECT_SWAPPED);
      g_ptr_array_insert (self->news, (int) i, news);
      gtk_list_box_insert (GTK_LIST_BOX (self->list_of_chats), ui_chat_row_new (news), (int) i);
    }

  mark_current (self);
  update_news (self);
}

static void
on_row_activated (UiSwitcher *self, GtkListBoxRow *row)
{
  UiChatNews *news = ui_chat_row_get_news (UI_CHAT_ROW (row));
  g_autofree char *address =
    client_address_to_string (client_session_get_address (ui_chat_news_get_session (news)));

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.select-chat", "s", address);
}

static void
on_join (UiSwitcher *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

/**
 * ui_switcher_set_chats:
 * @self: a switcher
 * @chats: (nullable): the [class@ClientSession] of all chats that the person is in
 *
 * Says between which chats one can change.
 */
void
ui_switcher_set_chats (UiSwitcher *self, GListModel *chats)
{
  g_return_if_fail (UI_IS_SWITCHER (self));

  if (self->chats == chats)
    return;

  if (self->chats != NULL)
    g_signal_handlers_disconnect_by_data (self->chats, self);
  on_chats_changed (self, 0, self->news->len, 0);
  g_set_object (&self->chats, chats);
  if (chats == NULL)
    return;

  g_signal_connect_object (chats, "items-changed", G_CALLBACK (on_chats_changed), self,
                           G_CONNECT_SWAPPED);
  on_chats_changed (self, 0, 0, g_list_model_get_n_items (chats));
}

/**
 * ui_switcher_set_session:
 * @self: a switcher
 * @session: (nullable): the chat that is shown
 *
 * Shows its name.
 */
void
ui_switcher_set_session (UiSwitcher *self, ClientSession *session)
{
  g_return_if_fail (UI_IS_SWITCHER (self));

  g_set_object (&self->session, session);
  g_signal_group_set_target (self->session_signals, session);
  mark_current (self);
  update_title (self);
  update_news (self);
}

static void
ui_switcher_dispose (GObject *object)
{
  UiSwitcher *self = UI_SWITCHER (object);
  GtkWidget *child = NULL;

  ui_switcher_set_chats (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ui_switcher_parent_class)->dispose (object);
}

static void
ui_switcher_finalize (GObject *object)
{
  UiSwitcher *self = UI_SWITCHER (object);

  g_clear_pointer (&self->news, g_ptr_array_unref);

  G_OBJECT_CLASS (ui_switcher_parent_class)->finalize (object);
}

static void
ui_switcher_class_init (UiSwitcherClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_switcher_dispose;
  G_OBJECT_CLASS (klass)->finalize = ui_switcher_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-switcher.ui");
  gtk_widget_class_bind_template_child (widget_class, UiSwitcher, title);
  gtk_widget_class_bind_template_child (widget_class, UiSwitcher, button);
  gtk_widget_class_bind_template_child (widget_class, UiSwitcher, name);
  gtk_widget_class_bind_template_child (widget_class, UiSwitcher, person);
  gtk_widget_class_bind_template_child (widget_class, UiSwitcher, news_dot);
  gtk_widget_class_bind_template_child (widget_class, UiSwitcher, popover);
  gtk_widget_class_bind_template_child (widget_class, UiSwitcher, list_of_chats);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_join);
  gtk_widget_class_set_css_name (widget_class, "switcher");
}

static void
ui_switcher_init (UiSwitcher *self)
{
  self->news = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));

  self->session_signals = g_signal_group_new (CLIENT_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::server-name",
                                  G_CALLBACK (update_title), self);
  g_signal_group_connect_swapped (self->session_signals, "notify::state",
                                  G_CALLBACK (update_title), self);
  g_signal_group_connect_swapped (self->session_signals, "notify::me", G_CALLBACK (update_title),
                                  self);
  update_title (self);
  update_news (self);
}

/**
 * ui_switcher_new:
 *
 * Returns: (transfer floating): a switcher between no chats
 */
GtkWidget *
ui_switcher_new (void)
{
  return g_object_new (UI_TYPE_SWITCHER, NULL);
}
