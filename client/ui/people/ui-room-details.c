/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-room-details.h"

#include <glib/gi18n.h>

#include "ui-invite-dialog.h"
#include "ui-note-list.h"
#include "ui-people.h"
#include "ui-reply.h"
#include "ui-room-rights.h"
#include "ui-text.h"

/**
 * UiRoomDetails:
 *
 * What a room is, what the person keeps of it, and what they may do about it.
 */
struct _UiRoomDetails
{
  AdwPreferencesWindow parent_instance;

  ClientSession *session;
  ClientRoom *room;
  gboolean is_updating;

  GtkWidget *name_entry;
  GtkWidget *name_row;
  GtkWidget *topic_entry;
  GtkWidget *topic_row;
  GtkWidget *kind_row;
  GtkWidget *people_group;
  GtkWidget *members;
  GtkWidget *invite_row;
  GtkWidget *mute_switch;
  GtkWidget *pin_switch;
  GtkWidget *order_group;
  GtkWidget *leave_group;
};

G_DEFINE_FINAL_TYPE (UiRoomDetails, ui_room_details, ADW_TYPE_PREFERENCES_WINDOW)

static const char *
get_name (UiRoomDetails *self)
{
  ClientUserInfo *with = client_room_get_with (self->room);

  return with != NULL ? with->name : client_room_get_name (self->room);
}

/* What somebody is just writing is not taken from them. */
static void
set_text (GtkWidget *entry, const char *text)
{
  if (gtk_widget_get_focus_child (entry) == NULL
      && g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (entry)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
update_words (UiRoomDetails *self)
{
  ClientRoomKind kind = client_room_get_kind (self->room);
  gboolean is_lobby = self->room == client_session_get_lobby (self->session);
  const char *topic = client_room_get_topic (self->room);
  g_autofree char *tame = ui_text_tame (topic);
  g_autofree char *members = g_strdup_printf ("%u", client_room_get_members (self->room));

  set_text (self->name_entry, get_name (self));
  set_text (self->topic_entry, topic);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->name_row), get_name (self));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->topic_row), tame);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->kind_row),
                                 kind == CLIENT_ROOM_DIRECT    ? _("Conversation")
                                 : kind == CLIENT_ROOM_PRIVATE ? _("Private Room")
                                                               : _("Public Room"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->kind_row),
                               ui_people_room_kind (kind, is_lobby));
  gtk_label_set_label (GTK_LABEL (self->members), members);
}

static void
update (UiRoomDetails *self)
{
  UiRights rights = ui_room_rights (self->session, self->room);
  gboolean has_topic = *client_room_get_topic (self->room) != '\0';
  gboolean is_direct = client_room_get_kind (self->room) == CLIENT_ROOM_DIRECT;

  update_words (self);
  gtk_widget_set_visible (self->name_entry, rights & UI_RIGHT_RENAME);
  gtk_widget_set_visible (self->name_row, !(rights & UI_RIGHT_RENAME));
  gtk_widget_set_visible (self->topic_entry, rights & UI_RIGHT_TOPIC);
  gtk_widget_set_visible (self->topic_row, has_topic && !(rights & UI_RIGHT_TOPIC));
  gtk_widget_set_visible (self->people_group, !is_direct);
  gtk_widget_set_visible (self->invite_row, rights & UI_RIGHT_INVITE);
  gtk_widget_set_visible (self->order_group, rights & UI_RIGHT_AUDIT);
  gtk_widget_set_visible (self->leave_group, rights & UI_RIGHT_LEAVE);

  self->is_updating = TRUE;
  gtk_switch_set_active (GTK_SWITCH (self->mute_switch), client_room_get_is_muted (self->room));
  gtk_switch_set_active (GTK_SWITCH (self->pin_switch), client_room_get_is_pinned (self->room));
  self->is_updating = FALSE;
}

static char *
dup_text (GtkWidget *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

static void
on_name_apply (UiRoomDetails *self)
{
  g_autofree char *name = dup_text (self->name_entry);

  client_session_rename_async (self->session, self->room, name, ui_reply_take,
                               ui_reply_new (GTK_WIDGET (self), _("The room has another name")));
}

static void
on_topic_apply (UiRoomDetails *self)
{
  g_autofree char *topic = dup_text (self->topic_entry);

  client_session_set_topic_async (self->session, self->room, topic, ui_reply_take,
                                  ui_reply_new (GTK_WIDGET (self),
                                                _("The room has another topic")));
}

static void
on_mute (UiRoomDetails *self)
{
  if (!self->is_updating)
    client_session_set_muted (self->session, self->room,
                              gtk_switch_get_active (GTK_SWITCH (self->mute_switch)));
}

static void
on_pin (UiRoomDetails *self)
{
  if (!self->is_updating)
    client_session_set_pinned (self->session, self->room,
                               gtk_switch_get_active (GTK_SWITCH (self->pin_switch)));
}

static void
on_invite (UiRoomDetails *self)
{
  ui_invite_dialog_present (GTK_WIDGET (self), self->session, self->room);
}

static void
present_notes (UiRoomDetails *self, UiNoteListKind kind)
{
  adw_preferences_window_present_subpage (ADW_PREFERENCES_WINDOW (self),
                                          ui_note_list_new (self->session, self->room, kind));
}

static void
on_bans (UiRoomDetails *self)
{
  present_notes (self, UI_NOTE_LIST_BANS);
}

static void
on_audit (UiRoomDetails *self)
{
  present_notes (self, UI_NOTE_LIST_AUDIT);
}

static void
on_leave_answered (UiRoomDetails *self, const char *response)
{
  GtkWindow *owner = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (!g_str_equal (response, "leave") || owner == NULL)
    return;

  client_session_leave_async (self->session, self->room, ui_reply_take,
                              ui_reply_new (GTK_WIDGET (owner), NULL));
  ui_reply_close (GTK_WINDOW (self));
}

static void
on_leave (UiRoomDetails *self)
{
  g_autofree char *name = ui_text_isolate (get_name (self));
  /* Translators: the name of a room */
  g_autofree char *heading = g_strdup_printf (_("Leave “%s”?"), name);
  gboolean is_private = client_room_get_kind (self->room) == CLIENT_ROOM_PRIVATE;
  GtkWidget *question
    = adw_message_dialog_new (GTK_WINDOW (self), heading,
                              is_private ? _("To come back you have to be invited again.")
                                         : _("You can join it again at any time."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (question), "cancel", _("_Cancel"), "leave",
                                    _("_Leave"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (question), "leave",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (question), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (question), "cancel");
  g_signal_connect_object (question, "response", G_CALLBACK (on_leave_answered), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (question));
}

static void
ui_room_details_dispose (GObject *object)
{
  g_clear_object (&UI_ROOM_DETAILS (object)->session);
  g_clear_object (&UI_ROOM_DETAILS (object)->room);

  G_OBJECT_CLASS (ui_room_details_parent_class)->dispose (object);
}

static void
ui_room_details_class_init (UiRoomDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_room_details_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-room-details.ui");
  gtk_widget_class_bind_template_child (widget_class, UiRoomDetails, name_entry);
  gtk_widget_class_bind_template_child (widget_class, UiRoomDetails, name_row);
  gtk_widget_class_bind_template_child (widget_class, UiRoomDetails, topic_entry);
  gtk_widget_class_bind_template_child (widget_class, UiRoomDetails, topic_row);
  gtk_widget_class_bind_template_child (widget_class, UiRoomDetails, kind_row);
  gtk_widget_class_bind_template_child (widget_class, UiRoomDetails, people_group);
  gtk_widget_class_bind_template_child (widget_class, UiRoomDetails, members);
  gtk_widget_class_bind_template_child (widget_class, UiRoomDetails, invite_row);
  gtk_widget_class_bind_template_child (widget_class, UiRoomDetails, mute_switch);
  gtk_widget_class_bind_template_child (widget_class, UiRoomDetails, pin_switch);
  gtk_widget_class_bind_template_child (widget_class, UiRoomDetails, order_group);
  gtk_widget_class_bind_template_child (widget_class, UiRoomDetails, leave_group);
  gtk_widget_class_bind_template_callback (widget_class, on_name_apply);
  gtk_widget_class_bind_template_callback (widget_class, on_topic_apply);
  gtk_widget_class_bind_template_callback (widget_class, on_mute);
  gtk_widget_class_bind_template_callback (widget_class, on_pin);
  gtk_widget_class_bind_template_callback (widget_class, on_invite);
  gtk_widget_class_bind_template_callback (widget_class, on_bans);
  gtk_widget_class_bind_template_callback (widget_class, on_audit);
  gtk_widget_class_bind_template_callback (widget_class, on_leave);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
}

static void
ui_room_details_init (UiRoomDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ui_room_details_present:
 * @parent: what it was asked for from
 * @session: a session
 * @room: a room of it
 *
 * Opens the details of a room.
 *
 * Returns: (transfer none): the window; it belongs to GTK
 */
GtkWidget *
ui_room_details_present (GtkWidget *parent, ClientSession *session, ClientRoom *room)
{
  UiRoomDetails *self = NULL;

  g_return_val_if_fail (CLIENT_IS_SESSION (session), NULL);
  g_return_val_if_fail (CLIENT_IS_ROOM (room), NULL);

  self = g_object_new (UI_TYPE_ROOM_DETAILS, "transient-for", gtk_widget_get_root (parent), NULL);
  self->session = g_object_ref (session);
  self->room = g_object_ref (room);
  g_signal_connect_object (room, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  /* Who opens it does not want to rename the room at once. */
  gtk_window_set_focus (GTK_WINDOW (self), self->kind_row);
  gtk_window_present (GTK_WINDOW (self));
  return GTK_WIDGET (self);
}
