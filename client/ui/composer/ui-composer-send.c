/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-composer-private.h"

#include <glib/gi18n.h>

#include "ui-composer-note.h"
#include "ui-format.h"
#include "ui-long-text.h"

/* A correction that is under way, which may end when one is elsewhere. */
typedef struct
{
  GWeakRef composer;
  ClientRoom *room;
  ClientMessage *message;
  char *text;
} Saving;

static void
saving_free (Saving *saving)
{
  g_weak_ref_clear (&saving->composer);
  g_clear_object (&saving->room);
  g_clear_object (&saving->message);
  g_free (saving->text);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

/*
 * Says why what is written cannot be sent, and maybe what can be done.
 */
void
ui_composer_show_problem (UiComposer *self, const char *sentence, const char *offer, const char *action)
{
  ui_composer_note_show (UI_COMPOSER_NOTE (self->note),
                         UI_COMPOSER_NOTE_PROBLEM,
                         sentence,
                         offer,
                         action);
  ui_composer_field_set_problem (ui_composer_get_field (self), self->note);
}

static void
show_excess (UiComposer *self, const char *text, const char *excess)
{
  g_auto (GStrv) parts = self->draft == NULL || self->draft->edit != NULL
                           ? NULL
                           : ui_long_text_split (text);
  g_autofree char *offer = NULL;

  if (parts != NULL)
    {
      guint n = g_strv_length (parts);

      offer = g_strdup_printf (ngettext ("_Send as %u Message", "_Send as %u Messages", n), n);
    }
  ui_composer_show_problem (self, excess, offer, parts != NULL ? "composer.send-parts" : NULL);
}

/*
 * Says what there is to say of the text as it is.
 */
void
ui_composer_update_note (UiComposer *self, const char *text)
{
  UiComposerNote *note = UI_COMPOSER_NOTE (self->note);
  g_autofree char *excess = ui_format_excess (text);
  g_autofree char *left = ui_long_text_left (text);

  if (excess != NULL)
    {
      show_excess (self, text, excess);
      return;
    }

  ui_composer_field_set_problem (ui_composer_get_field (self), NULL);
  if (left != NULL)
    ui_composer_note_show (note, UI_COMPOSER_NOTE_HINT, left, NULL, NULL);
  else if (self->is_offering_code)
    ui_composer_note_show (note,
                           UI_COMPOSER_NOTE_OFFER,
                           _("This is a long text."),
                           _("Paste as _Code"),
                           "composer.paste-as-code");
  else
    ui_composer_note_hide (note);
}

/* A correction that was left before the server refused it is there again, but not in the way
 * of somebody who writes something else by now. */
static void
take_up (UiComposer *self, UiDraft *draft, Saving *saving)
{
  g_autofree char *text = NULL;

  if (self != NULL && self->room == saving->room)
    text = ui_composer_dup_text (self);
  if (draft->edit != NULL || (text != NULL && *text != '\0'))
    return;

  ui_draft_begin_edit (draft, saving->message);
  g_free (draft->edit_text);
  draft->edit_text = g_strdup (saving->text);
}

static void
on_edited (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (UiComposer) self = g_weak_ref_get (&saving->composer);
  g_autoptr (GError) error = NULL;
  UiDraft *draft = ui_draft_get (saving->room);
  gboolean is_done = client_session_request_finish (CLIENT_SESSION (source), result, &error);

  if (!is_done)
    take_up (self, draft, saving);
  if (draft->edit != saving->message)
    {
      if (!is_done && self != NULL)
        gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", error->message);
      return;
    }

  draft->is_saving = FALSE;
  if (is_done)
    ui_draft_end_edit (draft);
  else
    draft->problem = g_strdup (error->message);
  if (self != NULL && self->room == saving->room)
    ui_composer_load (self);
}

/* The text stays until the server has taken it. */
static void
save_edit (UiComposer *self, const char *text)
{
  ClientMessage *message = self->draft->edit;
  Saving *saving = NULL;

  if (g_strcmp0 (text, client_message_get_text (message)) == 0)
    {
      ui_composer_end_edit (self);
      return;
    }

  saving = g_new0 (Saving, 1);
  g_weak_ref_init (&saving->composer, self);
  saving->room = g_object_ref (self->room);
  saving->message = g_object_ref (message);
  saving->text = g_strdup (text);

  ui_composer_store (self);
  g_clear_pointer (&self->draft->problem, g_free);
  self->draft->is_saving = TRUE;
  ui_composer_load (self);
  client_session_edit_async (self->session, client_message_get_seq (message), text, on_edited,
                             saving);
}

static gboolean
post (UiComposer *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  gint64 reply = self->draft->reply != NULL ? client_message_get_seq (self->draft->reply) : 0;

  if (client_session_post (self->session, self->room, text, reply, &error) == NULL)
    {
      ui_composer_show_problem (self, error->message, NULL, NULL);
      return FALSE;
    }

  g_clear_object (&self->draft->reply);
  return TRUE;
}

/* What was not taken stays. */
static void
finish_post (UiComposer *self, const char *rest)
{
  client_session_set_typing (self->session, self->room, FALSE);
  client_session_set_draft (self->session, self->room, rest);
  self->draft->cursor = -1;
  g_clear_handle_id (&self->save_id, g_source_remove);
  ui_composer_load (self);
  g_signal_emit_by_name (self, "sent");
}

/*
 * Hands what is written to the session, as a message or as a correction.
 */
void
ui_composer_send_message (GtkWidget *widget, const char *action, GVariant *parameter)
{
  UiComposer *self = UI_COMPOSER (widget);
  g_autofree char *text = ui_composer_dup_text (self);
  g_autofree char *excess = ui_format_excess (text);

  if (self->room == NULL || *text == '\0' || excess != NULL || self->draft->is_saving)
    return;

  if (self->draft->edit != NULL)
    save_edit (self, text);
  else if (post (self, text))
    finish_post (self, "");
}

/*
 * The same, as several messages, as it is too long for one.
 */
void
ui_composer_send_parts (GtkWidget *widget, const char *action, GVariant *parameter)
{
  UiComposer *self = UI_COMPOSER (widget);
  g_autofree char *text = ui_composer_dup_text (self);
  g_auto (GStrv) parts = ui_long_text_split (text);
  g_autofree char *rest = NULL;
  guint n = 0;

  if (self->room == NULL || self->draft->edit != NULL || parts == NULL)
    return;

  while (parts[n] != NULL && post (self, parts[n]))
    n++;
  if (n == 0)
    return;

  rest = g_strjoinv ("\n", parts + n);
  finish_post (self, rest);
  ui_composer_write (self);
}
