/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-chat-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ui-format.h"
#include "ui-text.h"

/**
 * UiChatRow:
 *
 * A chat to which one can change.
 */
struct _UiChatRow
{
  GtkListBoxRow parent_instance;

  UiChatNews *news;

  GtkWidget *avatar;
  GtkWidget *name;
  GtkWidget *state;
  GtkWidget *mention;
  GtkWidget *unread;
  GtkWidget *check;
};

G_DEFINE_FINAL_TYPE (UiChatRow, ui_chat_row, GTK_TYPE_LIST_BOX_ROW)

static char *
dup_name (UiChatRow *self)
{
  const char *name = ui_chat_news_get_name (self->news);

  if (name != NULL)
    return ui_text_tame (name);

  return client_address_to_string (
    client_session_get_address (ui_chat_news_get_session (self->news)));
}

static void
update (UiChatRow *self)
{
  guint unread = ui_chat_news_get_unread (self->news);
  g_autofree char *name = dup_name (self);
  g_autofree char *state = ui_chat_news_describe (self->news);
  g_autofree char *badge = ui_format_badge (unread);
  g_autofree char *news =
    g_strdup_printf (ngettext ("%u unread", "%u unread", unread), unread);
  g_autofree char *label = g_strjoin (", ", name, state, unread > 0 ? news : NULL, NULL);

  adw_avatar_set_text (ADW_AVATAR (self->avatar), name);
  gtk_label_set_text (GTK_LABEL (self->name), name);
  gtk_label_set_text (GTK_LABEL (self->state), state);
  gtk_label_set_text (GTK_LABEL (self->unread), badge);
  gtk_widget_set_visible (self->unread, unread > 0);
  gtk_widget_set_visible (self->mention, ui_chat_news_get_mentions (self->news) > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/**
 * ui_chat_row_get_news:
 * @self: a row
 *
 * Returns: (transfer none): the chat
 */
UiChatNews *
ui_chat_row_get_news (UiChatRow *self)
{
  g_return_val_if_fail (UI_IS_CHAT_ROW (self), NULL);

  return self->news;
}

/**
 * ui_chat_row_set_current:
 * @self: a row
 * @is_current: whether it is the chat that is shown
 *
 * Marks the row.
 */
void
ui_chat_row_set_current (UiChatRow *self, gboolean is_current)
{
  g_return_if_fail (UI_IS_CHAT_ROW (self));

  gtk_widget_set_opacity (self->check, is_current ? 1 : 0);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, is_current,
                               -1);
}

static void
ui_chat_row_dispose (GObject *object)
{
  UiChatRow *self = UI_CHAT_ROW (object);

  g_clear_object (&self->news);

  G_OBJECT_CLASS (ui_chat_row_parent_class)->dispose (object);
}

static void
ui_chat_row_class_init (UiChatRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_chat_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-chat-row.ui");
  gtk_widget_class_bind_template_child (widget_class, UiChatRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, UiChatRow, name);
  gtk_widget_class_bind_template_child (widget_class, UiChatRow, state);
  gtk_widget_class_bind_template_child (widget_class, UiChatRow, mention);
  gtk_widget_class_bind_template_child (widget_class, UiChatRow, unread);
  gtk_widget_class_bind_template_child (widget_class, UiChatRow, check);
}

static void
ui_chat_row_init (UiChatRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ui_chat_row_new:
 * @news: a chat
 *
 * Returns: (transfer floating): a row for it
 */
GtkWidget *
ui_chat_row_new (UiChatNews *news)
{
  UiChatRow *self = g_object_new (UI_TYPE_CHAT_ROW, NULL);

  self->news = g_object_ref (news);
  g_signal_connect_object (news, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
