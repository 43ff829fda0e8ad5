/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "ui-avatar.h"
#include "ui-format.h"
#include "ui-message-body.h"
#include "ui-message-content.h"
#include "ui-message-failed.h"
#include "ui-message-line.h"
#include "ui-message-row-private.h"
#include "ui-quote.h"
#include "ui-reactions.h"
#include "ui-text.h"

static void
toggle_class (GtkWidget *widget, const char *name, gboolean wanted)
{
  if (wanted)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* Whether there is the widget now: it is made the first time that it is wanted. */
static gboolean
want (UiMessageRow *self, GtkWidget **place, gboolean wanted, GtkWidget *(*create) (void))
{
  if (*place == NULL && wanted)
    {
      *place = create ();
      gtk_widget_set_parent (*place, GTK_WIDGET (self));
    }
  if (*place != NULL)
    gtk_widget_set_visible (*place, wanted);

  return wanted;
}

/* Lines above the message */

static GtkWidget *
create_welcome (void)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "name", "welcome_label",
                                   "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "justify", GTK_JUSTIFY_CENTER,
                                   NULL);

  gtk_widget_add_css_class (label, "welcome");
  gtk_widget_add_css_class (label, "dim-label");
  return label;
}

static void
show_date (UiMessageRow *self, ClientMessage *previous)
{
  gint64 time = client_message_get_time (self->message);
  gboolean begins =
    previous == NULL || !ui_format_same_day (client_message_get_time (previous), time);

  if (begins)
    {
      g_autofree char *date = ui_format_date (time, g_get_real_time () / 1000);

      gtk_label_set_label (GTK_LABEL (self->date_label), date);
    }
  gtk_widget_set_visible (self->date_label, begins);
}

/**
 * ui_message_row_show_lines:
 * @self: a row
 * @previous: (nullable): the message before it in the room
 * @context: what is to be known of the room
 *
 * Shows what stands above the message, across the row.
 */
void
ui_message_row_show_lines (UiMessageRow *self,
                           ClientMessage *previous,
                           const UiMessageContext *context)
{
  const char *welcome = previous == NULL ? context->welcome : NULL;

  if (want (self, &self->welcome_label, welcome != NULL, create_welcome))
    gtk_label_set_label (GTK_LABEL (self->welcome_label), welcome);

  want (self,
        &self->hole_line,
        client_message_get_after_hole (self->message),
        ui_message_line_new_hole);
  show_date (self, previous);
  want (self,
        &self->new_line,
        ui_describe_has_new_line (previous, self->message, context->unread_after),
        ui_message_line_new);
}

/**
 * ui_message_row_show_heading:
 * @self: a row
 * @continues: whether the message goes on with what the same person said before
 *
 * Shows who said it and when.
 */
void
ui_message_row_show_heading (UiMessageRow *self, gboolean continues)
{
  gboolean own = client_message_get_own (self->message);
  g_autofree char *hour = ui_format_time (client_message_get_time (self->message));

  if (!continues)
    {
      ClientMessageInfo *info = client_message_get_info (self->message);
      g_autofree char *sender = ui_text_tame (info->name);

      ui_avatar_set_person (UI_AVATAR (self->avatar), info->user ? info->user : sender, sender);
      gtk_label_set_label (GTK_LABEL (self->sender_label), sender);
      gtk_label_set_label (GTK_LABEL (self->time_label), hour);
    }
  else
    {
      gtk_label_set_label (GTK_LABEL (self->aside_label), hour);
    }

  gtk_widget_set_visible (self->avatar, !own && !continues);
  gtk_widget_set_visible (self->heading, !continues);
  gtk_widget_set_visible (self->sender_button, !own);
  gtk_widget_set_visible (self->aside_label, continues);
}

/* What it says */

static void
show_text (UiMessageRow *self)
{
  g_autofree char *tame = ui_text_tame (client_message_get_text (self->message));
  g_autofree char *preview = ui_text_preview (tame);
  gboolean unfolded = ui_message_content_is_unfolded (self->message);
  const char *shown = preview && !unfolded ? preview : tame;

  if (ui_markdown_is_plain (shown))
    {
      ui_message_body_show_text (UI_MESSAGE_BODY (self->body), shown);
    }
  else
    {
      g_autoptr (GPtrArray) blocks =
        ui_message_content_dup_blocks (self->message, shown, self->session);

      ui_message_body_show_blocks (UI_MESSAGE_BODY (self->body), blocks);
    }

  toggle_class (self->bubble, "emoji", ui_text_is_emoji (tame));
  gtk_widget_set_visible (self->more_button, preview != NULL);
  if (preview != NULL)
    gtk_button_set_label (GTK_BUTTON (self->more_button),
                          unfolded ? _("Show Less") : _("Show More"));
}

/* What the server has not told yet, as one’s answer waits, may be at hand. */
static void
show_original (UiMessageRow *self, ClientMessageInfo *info)
{
  ClientRoom *room =
    self->session && info->room
      ? client_room_list_find (client_session_get_rooms (self->session), info->room)
      : NULL;
  ClientMessage *original = room ? client_room_find (room, info->reply, NULL) : NULL;
  g_autofree char *excerpt = original ? ui_text_preview (client_message_get_text (original)) : NULL;

  if (original == NULL)
    ui_quote_show (UI_QUOTE (self->quote), info->reply, NULL, NULL);
  else
    ui_quote_show (UI_QUOTE (self->quote),
                   info->reply,
                   client_message_get_sender (original),
                   excerpt ? excerpt : client_message_get_text (original));
}

static void
show_quote (UiMessageRow *self, ClientMessageInfo *info)
{
  gboolean wanted = info->reply > 0 && !info->is_deleted;

  if (self->quote == NULL && wanted)
    {
      self->quote = ui_quote_new ();
      gtk_widget_insert_after (self->quote, self->bubble, NULL);
    }
  if (self->quote == NULL)
    return;

  gtk_widget_set_visible (self->quote, wanted);
  if (!wanted)
    return;

  if (info->reply_name != NULL)
    ui_quote_show (UI_QUOTE (self->quote), info->reply, info->reply_name, info->reply_excerpt);
  else
    show_original (self, info);
}

static gboolean
on_query_edited (GtkWidget *label,
                 int x,
                 int y,
                 gboolean keyboard,
                 GtkTooltip *tooltip,
                 UiMessageRow *self)
{
  g_autofree char *moment = NULL;

  if (self->message == NULL)
    return FALSE;

  moment = ui_format_moment (client_message_get_info (self->message)->edited);
  gtk_tooltip_set_text (tooltip, moment);
  return TRUE;
}

static void
show_edited (UiMessageRow *self, ClientMessageInfo *info)
{
  gboolean wanted = info->edited > 0 && !info->is_deleted;

  if (self->edited_label == NULL && wanted)
    {
      self->edited_label = g_object_new (GTK_TYPE_LABEL,
                                         "name", "edited",
                                         "label", C_ ("message", "edited"),
                                         "halign", GTK_ALIGN_END,
                                         "has-tooltip", TRUE,
                                         NULL);
      g_signal_connect (self->edited_label, "query-tooltip", G_CALLBACK (on_query_edited), self);
      gtk_widget_add_css_class (self->edited_label, "edited");
      gtk_widget_add_css_class (self->edited_label, "caption");
      gtk_widget_add_css_class (self->edited_label, "dim-label");
      gtk_widget_insert_before (self->edited_label, self->bubble, NULL);
    }
  if (self->edited_label != NULL)
    gtk_widget_set_visible (self->edited_label, wanted);
}

/**
 * ui_message_row_show_body:
 * @self: a row
 *
 * Shows what the message says.
 */
void
ui_message_row_show_body (UiMessageRow *self)
{
  ClientMessageInfo *info = client_message_get_info (self->message);

  show_quote (self, info);
  if (info->is_deleted)
    {
      ui_message_body_show_text (UI_MESSAGE_BODY (self->body), _("Message deleted"));
      gtk_widget_remove_css_class (self->bubble, "emoji");
      gtk_widget_set_visible (self->more_button, FALSE);
    }
  else
    {
      show_text (self);
    }
  show_edited (self, info);

  toggle_class (self->bubble, "deleted", info->is_deleted);
  toggle_class (GTK_WIDGET (self), "mentioned", client_message_get_mentions_me (self->message));
}

/* What became of it */

static GtkWidget *
create_icon (void)
{
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "name", "progress", "pixel-size", 14,
                                  "has-tooltip", TRUE, NULL);

  gtk_widget_add_css_class (icon, "progress");
  return icon;
}

static GtkWidget *
create_failed (void)
{
  GtkWidget *failed = ui_message_failed_new ();

  gtk_widget_set_name (failed, "failed");
  return failed;
}

static gboolean
on_query_progress (GtkWidget *icon,
                   int x,
                   int y,
                   gboolean keyboard,
                   GtkTooltip *tooltip,
                   UiMessageRow *self)
{
  const char *words = self->message ? ui_describe_progress (ui_message_row_get_progress (self))
                                    : NULL;

  gtk_tooltip_set_text (tooltip, words);
  return words != NULL;
}

static void
show_progress (UiMessageRow *self, UiMessageProgress progress)
{
  const char *icon = ui_describe_progress_icon (progress);
  gboolean is_new = self->progress_icon == NULL;

  if (!want (self, &self->progress_icon, icon != NULL, create_icon))
    return;

  if (is_new)
    g_signal_connect (self->progress_icon, "query-tooltip", G_CALLBACK (on_query_progress), self);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->progress_icon), icon);
  toggle_class (self->progress_icon, "read", progress == UI_MESSAGE_PROGRESS_READ);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress_icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  ui_describe_progress (progress),
                                  -1);
}

/**
 * ui_message_row_get_progress:
 * @self: a row that shows a message
 *
 * Returns: how far the message got, as far as it is shown
 */
UiMessageProgress
ui_message_row_get_progress (UiMessageRow *self)
{
  return ui_describe_get_progress (self->message, self->is_direct, self->read_by_others);
}

/**
 * ui_message_row_show_state:
 * @self: a row
 *
 * Shows how far the message got.
 */
void
ui_message_row_show_state (UiMessageRow *self)
{
  UiMessageProgress progress = ui_message_row_get_progress (self);

  show_progress (self, progress);
  toggle_class (self->bubble, "queued", progress == UI_MESSAGE_PROGRESS_QUEUED);
  if (want (self, &self->failed, progress == UI_MESSAGE_PROGRESS_FAILED, create_failed))
    ui_message_failed_set_reason (UI_MESSAGE_FAILED (self->failed),
                                  client_message_get_error (self->message));
}

static GtkWidget *
create_reactions (void)
{
  GtkWidget *reactions = ui_reactions_new ();

  gtk_widget_set_name (reactions, "reactions");
  return reactions;
}

/**
 * ui_message_row_show_reactions:
 * @self: a row
 *
 * Shows how people reacted to the message.
 */
void
ui_message_row_show_reactions (UiMessageRow *self)
{
  ClientMessageInfo *info = client_message_get_info (self->message);
  gboolean wanted =
    info->reactions != NULL && info->reactions->len > 0 && !info->is_deleted;

  if (want (self, &self->reactions, wanted, create_reactions))
    ui_reactions_show (UI_REACTIONS (self->reactions),
                       info,
                       (ui_message_row_get_offers (self) & UI_OFFER_REACT) != 0);
}

/**
 * ui_message_row_tell:
 * @self: a row
 *
 * Tells assistive technology the whole message. The list item, at which screen readers
 * stop, is around the row.
 */
void
ui_message_row_tell (UiMessageRow *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *spoken =
    ui_describe_message (self->message, ui_message_row_get_progress (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (parent ? parent : GTK_WIDGET (self)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken,
                                  -1);
}
