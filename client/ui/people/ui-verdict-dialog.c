/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-verdict-dialog.h"

#include <glib/gi18n.h>

#include "ui-people.h"
#include "ui-reply.h"
#include "ui-text.h"

/* As many characters as a server takes for a reason. */
#define REASON_MAX_CHARS 250

/**
 * UiVerdictDialog:
 *
 * Asks in one step whether somebody is to be kept quiet, taken out or kept out, for how long
 * and why, has it done, and says how that went in the window that it belongs to.
 */
struct _UiVerdictDialog
{
  AdwMessageDialog parent_instance;

  ClientSession *session;
  ClientRoom *room;
  ClientUserInfo *user;
  UiVerdict verdict;

  GtkWidget *span_row;
  GtkWidget *reason_row;
};

G_DEFINE_FINAL_TYPE (UiVerdictDialog, ui_verdict_dialog, ADW_TYPE_MESSAGE_DIALOG)

typedef struct
{
  const char *heading;
  const char *body;
  const char *body_in_chat;
  const char *confirm;
  const char *done;
} Words;

/* Each %s is the name of somebody. */
static const Words *
get_words (UiVerdict verdict)
{
  static const Words words[] = {
    [UI_VERDICT_MUTE] = { N_("Mute “%s”?"), N_("They can read this room, but say nothing in it."),
                          N_("They can read this chat, but say nothing in it."), N_("_Mute"),
                          N_("“%s” was muted") },
    [UI_VERDICT_KICK] = { N_("Remove “%s”?"), N_("They can come back if the room is open to them."),
                          N_("They can come back if the room is open to them."), N_("_Remove"),
                          N_("“%s” was removed") },
    [UI_VERDICT_BAN] = { N_("Ban “%s”?"), N_("They are put out of this room and cannot come back."),
                         N_("They are put out of this chat and cannot come back."), N_("_Ban"),
                         N_("“%s” was banned") },
  };

  return &words[verdict];
}

/* In place of the one %s, so that no translation can have another. */
static char *
insert_name (const char *sentence, const char *name)
{
  g_autofree char *isolated = ui_text_isolate (name);
  g_auto (GStrv) parts = g_strsplit (sentence, "%s", 2);

  return g_strjoinv (isolated, parts);
}

static void
carry_out (UiVerdictDialog *self)
{
  g_autofree char *reason
    = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason_row))));
  guint span = adw_combo_row_get_selected (ADW_COMBO_ROW (self->span_row));
  g_autofree char *done = insert_name (_(get_words (self->verdict)->done), self->user->name);
  gpointer reply
    = ui_reply_new (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self))), done);
  ClientVerdict verdict = {
    .user = self->user->id,
    .is_on = TRUE,
    .until = ui_people_span_end (span, g_get_real_time () / 1000),
    .reason = *reason != '\0' ? reason : NULL,
  };

  switch (self->verdict)
    {
    case UI_VERDICT_MUTE:
      client_session_mute_async (self->session, self->room, &verdict, ui_reply_take, reply);
      break;
    case UI_VERDICT_KICK:
      client_session_kick_async (self->session, self->room, self->user->id, verdict.reason,
                                 ui_reply_take, reply);
      break;
    case UI_VERDICT_BAN:
    default:
      client_session_ban_async (self->session, self->room, &verdict, ui_reply_take, reply);
      break;
    }
}

static void
ui_verdict_dialog_response (AdwMessageDialog *dialog, const char *response)
{
  if (g_str_equal (response, "confirm"))
    carry_out (UI_VERDICT_DIALOG (dialog));
}

static void
on_reason_changed (UiVerdictDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->reason_row));

  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self), "confirm",
                                           g_utf8_strlen (text, -1) <= REASON_MAX_CHARS);
}

static void
ui_verdict_dialog_dispose (GObject *object)
{
  UiVerdictDialog *self = UI_VERDICT_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_object (&self->room);
  g_clear_pointer (&self->user, client_user_info_unref);

  G_OBJECT_CLASS (ui_verdict_dialog_parent_class)->dispose (object);
}

static void
ui_verdict_dialog_class_init (UiVerdictDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ui_verdict_dialog_dispose;
  ADW_MESSAGE_DIALOG_CLASS (klass)->response = ui_verdict_dialog_response;
}

static void
ui_verdict_dialog_init (UiVerdictDialog *self)
{
  GtkWidget *list = gtk_list_box_new ();
  g_autoptr (GtkStringList) spans = gtk_string_list_new (NULL);

  for (guint i = 0; i < UI_PEOPLE_SPANS; i++)
    gtk_string_list_append (spans, ui_people_span (i));
  self->span_row = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->span_row), _("For How Long"));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->span_row), G_LIST_MODEL (spans));
  self->reason_row = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->reason_row), _("Reason (optional)"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (self->reason_row), TRUE);
  g_signal_connect_object (self->reason_row, "changed", G_CALLBACK (on_reason_changed), self,
                           G_CONNECT_SWAPPED);

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), self->span_row);
  gtk_list_box_append (GTK_LIST_BOX (list), self->reason_row);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (self), list);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (self), "cancel", _("_Cancel"));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (self), "confirm", "");
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (self), "confirm",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (self), "confirm");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (self), "cancel");
}

/**
 * ui_verdict_dialog_present:
 * @parent: the window that it belongs to
 * @session: a session
 * @room: a room of it
 * @user: whom it is about
 * @verdict: what is to be done to them
 *
 * Asks, and has it done.
 *
 * Returns: (transfer none): the dialog; it belongs to GTK
 */
GtkWidget *
ui_verdict_dialog_present (GtkWindow *parent,
                           ClientSession *session,
                           ClientRoom *room,
                           const ClientUserInfo *user,
                           UiVerdict verdict)
{
  const Words *words = get_words (verdict);
  gboolean is_chat = room == client_session_get_lobby (session);
  UiVerdictDialog *self = g_object_new (UI_TYPE_VERDICT_DIALOG, "transient-for", parent, NULL);
  g_autofree char *heading = insert_name (_(words->heading), user->name);

  self->session = g_object_ref (session);
  self->room = g_object_ref (room);
  self->user = client_user_info_copy ((ClientUserInfo *) user);
  self->verdict = verdict;
  adw_message_dialog_set_heading (ADW_MESSAGE_DIALOG (self), heading);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (self),
                               _(is_chat ? words->body_in_chat : words->body));
  adw_message_dialog_set_response_label (ADW_MESSAGE_DIALOG (self), "confirm", _(words->confirm));
  gtk_widget_set_visible (self->span_row, verdict != UI_VERDICT_KICK);
  gtk_window_present (GTK_WINDOW (self));
  return GTK_WIDGET (self);
}
