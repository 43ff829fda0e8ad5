/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-room-page-private.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ui-composer.h"
#include "ui-history.h"
#include "ui-person-card.h"
#include "ui-room-link.h"

/* What the person has asked for, of a page that may be gone when it is done. */
typedef struct
{
  GWeakRef page;
  ClientSession *session;
  gint64 seq;
} Wish;

static Wish *
wish_new (UiRoomPage *page, gint64 seq)
{
  Wish *self = g_new0 (Wish, 1);

  g_weak_ref_init (&self->page, page);
  self->session = g_object_ref (page->session);
  self->seq = seq;

  return self;
}

static void
wish_free (Wish *self)
{
  g_weak_ref_clear (&self->page);
  g_clear_object (&self->session);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wish, wish_free)

static void
tell (UiRoomPage *self, const char *sentence)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", sentence);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wish) wish = user_data;
  g_autoptr (UiRoomPage) page = g_weak_ref_get (&wish->page);
  g_autoptr (GError) error = NULL;

  if (!client_session_request_finish (CLIENT_SESSION (source), result, &error) && page != NULL)
    tell (page, error->message);
}

static ClientMessage *
find (UiRoomPage *self, GVariant *seq)
{
  return self->room ? client_room_find (self->room, g_variant_get_int64 (seq), NULL) : NULL;
}

static void
reply (GtkWidget *widget, const char *action, GVariant *parameter)
{
  UiRoomPage *self = UI_ROOM_PAGE (widget);
  ClientMessage *message = find (self, parameter);

  if (message != NULL && !client_message_get_deleted (message))
    ui_composer_reply (UI_COMPOSER (self->composer), message);
}

static gboolean
may_edit (ClientMessage *message)
{
  return client_message_get_own (message) && client_message_get_seq (message) > 0
         && !client_message_get_deleted (message);
}

static void
edit (GtkWidget *widget, const char *action, GVariant *parameter)
{
  UiRoomPage *self = UI_ROOM_PAGE (widget);
  ClientMessage *message = find (self, parameter);

  if (message != NULL && may_edit (message))
    ui_composer_edit (UI_COMPOSER (self->composer), message);
}

static void
edit_last (GtkWidget *widget, const char *action, GVariant *parameter)
{
  UiRoomPage *self = UI_ROOM_PAGE (widget);
  guint n = self->room ? g_list_model_get_n_items (G_LIST_MODEL (self->room)) : 0;

  if (self->session == NULL || client_session_get_is_classic (self->session))
    return;

  while (n-- > 0)
    {
      g_autoptr (ClientMessage) message = g_list_model_get_item (G_LIST_MODEL (self->room), n);

      if (!may_edit (message))
        continue;
      ui_composer_edit (UI_COMPOSER (self->composer), message);
      return;
    }
}

static void
on_delete_response (Wish *wish, const char *response)
{
  g_autoptr (UiRoomPage) page = g_weak_ref_get (&wish->page);

  if (page != NULL && g_str_equal (response, "delete"))
    client_session_delete_async (wish->session, wish->seq, on_answered,
                                 wish_new (page, wish->seq));
}

static void
delete_message (GtkWidget *widget, const char *action, GVariant *parameter)
{
  UiRoomPage *self = UI_ROOM_PAGE (widget);
  ClientMessage *message = find (self, parameter);
  GtkWidget *dialog = NULL;

  if (message == NULL || client_message_get_deleted (message))
    return;

  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                   _("Delete Message?"),
                                   _("Nobody will be able to read it any more."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel", _("_Cancel"),
                                    "delete", _("_Delete"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "delete",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_delete_response),
                         wish_new (self, client_message_get_seq (message)),
                         (GClosureNotify) (GCallback) wish_free, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
has_mine (ClientMessage *message, const char *emoji)
{
  GPtrArray *reactions = client_message_get_info (message)->reactions;

  for (guint i = 0; reactions != NULL && i < reactions->len; i++)
    {
      ClientReactionInfo *reaction = g_ptr_array_index (reactions, i);

      if (reaction->is_mine && g_str_equal (reaction->emoji, emoji))
        return TRUE;
    }

  return FALSE;
}

static void
react (GtkWidget *widget, const char *action, GVariant *parameter)
{
  UiRoomPage *self = UI_ROOM_PAGE (widget);
  ClientMessage *message = NULL;
  const char *emoji = NULL;
  gint64 seq = 0;

  g_variant_get (parameter, "(x&s)", &seq, &emoji);
  message = self->room ? client_room_find (self->room, seq, NULL) : NULL;
  if (message != NULL)
    client_session_react_async (self->session, seq, emoji, !has_mine (message, emoji), on_answered,
                                wish_new (self, seq));
}

static void
show_message (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ui_room_page_show_message (UI_ROOM_PAGE (widget), g_variant_get_int64 (parameter));
}

static void
scroll_to_end (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ui_room_page_scroll_to_end (UI_ROOM_PAGE (widget));
}

static void
load_hole (GtkWidget *widget, const char *action, GVariant *parameter)
{
  UiRoomPage *self = UI_ROOM_PAGE (widget);
  ClientMessage *message = find (self, parameter);

  if (message != NULL)
    ui_history_load_hole (UI_HISTORY (self->history), message);
}

static ClientMessage *
find_outgoing (UiRoomPage *self, GVariant *nonce)
{
  if (self->session == NULL)
    return NULL;

  return client_room_list_find_outgoing (client_session_get_rooms (self->session),
                                         g_variant_get_string (nonce, NULL));
}

static void
retry (GtkWidget *widget, const char *action, GVariant *parameter)
{
  UiRoomPage *self = UI_ROOM_PAGE (widget);
  ClientMessage *message = find_outgoing (self, parameter);

  if (message != NULL)
    client_session_retry_message (self->session, message);
}

static void
drop (GtkWidget *widget, const char *action, GVariant *parameter)
{
  UiRoomPage *self = UI_ROOM_PAGE (widget);
  ClientMessage *message = find_outgoing (self, parameter);

  if (message != NULL)
    client_session_drop_message (self->session, message);
}

static void
copy_message (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ClientMessage *message = find (UI_ROOM_PAGE (widget), parameter);

  if (message != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), client_message_get_text (message));
}

static void
copy_link (GtkWidget *widget, const char *action, GVariant *parameter)
{
  UiRoomPage *self = UI_ROOM_PAGE (widget);
  g_autofree char *link = NULL;

  if (self->room == NULL)
    return;

  link = ui_room_link_new (client_session_get_address (self->session),
                           client_session_get_server_id (self->session),
                           client_room_get_id (self->room), g_variant_get_int64 (parameter));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), link);
  tell (self, _("Link copied"));
}

static void
show_details (GtkWidget *widget, const char *action, GVariant *parameter)
{
  UiRoomPage *self = UI_ROOM_PAGE (widget);

  if (self->room != NULL)
    ui_person_card_present (widget, self->session, self->room,
                            g_variant_get_string (parameter, NULL));
}

/* Of the message that has the focus in the list; in a text that is selected it is the text. */
static void
copy_text (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ui_history_copy_focused (UI_HISTORY (UI_ROOM_PAGE (widget)->history));
}

/**
 * ui_room_page_class_install_actions:
 * @widget_class: the class of the page
 *
 * Installs what one can do in a room; what rows, menus and keys ask for. Messages are
 * named by their place in the log, those that have none yet by their nonce.
 */
void
ui_room_page_class_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "room.reply", "x", reply);
  gtk_widget_class_install_action (widget_class, "room.edit", "x", edit);
  gtk_widget_class_install_action (widget_class, "room.edit-last", NULL, edit_last);
  gtk_widget_class_install_action (widget_class, "room.delete", "x", delete_message);
  gtk_widget_class_install_action (widget_class, "room.react", "(xs)", react);
  gtk_widget_class_install_action (widget_class, "room.show", "x", show_message);
  gtk_widget_class_install_action (widget_class, "room.scroll-to-end", NULL, scroll_to_end);
  gtk_widget_class_install_action (widget_class, "room.load-hole", "x", load_hole);
  gtk_widget_class_install_action (widget_class, "room.retry", "s", retry);
  gtk_widget_class_install_action (widget_class, "room.drop", "s", drop);
  gtk_widget_class_install_action (widget_class, "room.copy", "x", copy_message);
  gtk_widget_class_install_action (widget_class, "room.copy-link", "x", copy_link);
  gtk_widget_class_install_action (widget_class, "room.details-of", "s", show_details);
  gtk_widget_class_install_action (widget_class, "room.copy-text", NULL, copy_text);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK,
                                       "room.copy-text", NULL);
}
