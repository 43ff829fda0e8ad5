/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-person-card.h"

#include <glib/gi18n.h>

#include "client-members.h"
#include "ui-go.h"
#include "ui-people.h"
#include "ui-person-avatar.h"
#include "ui-reply.h"
#include "ui-room-rights.h"
#include "ui-text.h"
#include "ui-verdict-dialog.h"

/* Most of those that are banned or muted in a room that one looks through for somebody. */
#define BANS_MAX 200

/**
 * UiPersonCard:
 *
 * Who somebody is, and what one may do about them.
 */
struct _UiPersonCard
{
  AdwWindow parent_instance;

  ClientSession *session;
  ClientRoom *room;
  char *id;

  ClientUserInfo *user;
  ClientMembers *members; /* of the room */
  GSignalGroup *members_signals;
  GSignalGroup *room_signals;
  gboolean is_muted;
  gboolean is_banned;
  gboolean is_updating;

  GtkWidget *avatar;
  GtkWidget *name;
  GtkWidget *kind;
  GtkWidget *status;
  GtkWidget *message_button;
  GtkWidget *order_group;
  GtkWidget *role_row;
  GtkWidget *mute_row;
  GtkWidget *unmute_row;
  GtkWidget *kick_row;
  GtkWidget *ban_row;
  GtkWidget *unban_row;
};

G_DEFINE_FINAL_TYPE (UiPersonCard, ui_person_card, ADW_TYPE_WINDOW)

/* In the order of the row. */
static const ClientRole roles[] = { CLIENT_ROLE_MEMBER, CLIENT_ROLE_MODERATOR, CLIENT_ROLE_OWNER };

static ClientRole
get_role (UiPersonCard *self)
{
  ClientMember *member
    = self->members != NULL ? client_members_find (self->members, self->id) : NULL;

  return member != NULL ? client_member_get_role (member) : CLIENT_ROLE_NONE;
}

/* The main window, in which it is told how something went. */
static GtkWidget *
get_owner (UiPersonCard *self)
{
  return GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self)));
}

static void
update_person (UiPersonCard *self)
{
  ClientRole role = get_role (self);
  const char *kind = ui_people_kind (self->user->kind);
  g_autofree char *status = ui_people_status (self->user);
  g_autofree char *name = ui_text_tame (self->user->name);
  g_autofree char *both = NULL;

  if (kind != NULL && role > CLIENT_ROLE_MEMBER)
    both = g_strdup_printf ("%s, %s", kind, ui_people_role (role));
  else if (role > CLIENT_ROLE_MEMBER)
    kind = ui_people_role (role);

  ui_person_avatar_set_user (UI_PERSON_AVATAR (self->avatar), self->user);
  gtk_window_set_title (GTK_WINDOW (self), self->user->name);
  gtk_label_set_label (GTK_LABEL (self->name), name);
  gtk_label_set_label (GTK_LABEL (self->kind), both != NULL ? both : kind != NULL ? kind : "");
  gtk_widget_set_visible (self->kind, kind != NULL);
  gtk_label_set_label (GTK_LABEL (self->status), status);
}

static void
update_role (UiPersonCard *self)
{
  ClientRole role = get_role (self);

  self->is_updating = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      if (roles[i] == role)
        adw_combo_row_set_selected (ADW_COMBO_ROW (self->role_row), i);
    }
  self->is_updating = FALSE;
}

/* Who may still turn out to be in the room is not taken for somebody who is not. */
static gboolean
is_role_known (UiPersonCard *self)
{
  return self->members == NULL || client_members_find (self->members, self->id) != NULL
         || (!client_members_get_loading (self->members)
             && !client_members_get_has_more (self->members));
}

static void
update_rights (UiPersonCard *self)
{
  UiRights rights = ui_room_rights_over (self->session, self->room, self->user, get_role (self));
  UiRights order = UI_RIGHT_ROLE | UI_RIGHT_MUTE | UI_RIGHT_KICK | UI_RIGHT_BAN;

  if (!is_role_known (self) || *self->user->name == '\0')
    rights &= ~order;

  gtk_widget_set_visible (self->message_button, rights & UI_RIGHT_MESSAGE);
  gtk_widget_set_visible (self->order_group, rights & order);
  gtk_widget_set_visible (self->role_row, rights & UI_RIGHT_ROLE);
  gtk_widget_set_visible (self->mute_row, (rights & UI_RIGHT_MUTE) && !self->is_muted);
  gtk_widget_set_visible (self->unmute_row, (rights & UI_RIGHT_MUTE) && self->is_muted);
  gtk_widget_set_visible (self->kick_row, rights & UI_RIGHT_KICK);
  gtk_widget_set_visible (self->ban_row, (rights & UI_RIGHT_BAN) && !self->is_banned);
  gtk_widget_set_visible (self->unban_row, (rights & UI_RIGHT_BAN) && self->is_banned);
}

static void
update (UiPersonCard *self)
{
  ClientMember *member
    = self->members != NULL ? client_members_find (self->members, self->id) : NULL;

  if (member != NULL)
    {
      client_user_info_unref (self->user);
      self->user = client_user_info_ref (client_member_get_user (member));
    }
  else if (self->members != NULL && client_members_get_has_more (self->members)
           && !client_members_get_loading (self->members)
           && client_members_get_error (self->members) == NULL)
    client_members_load_more (self->members);

  update_person (self);
  update_role (self);
  update_rights (self);
}

static void
on_told (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UiPersonCard) self = user_data;
  ClientUserInfo *user = client_session_whois_finish (CLIENT_SESSION (source), result, NULL);

  if (user == NULL)
    return;

  client_user_info_unref (self->user);
  self->user = user;
  update (self);
}

static void
on_bans (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UiPersonCard) self = user_data;
  g_autoptr (GPtrArray) bans
    = client_session_list_bans_finish (CLIENT_SESSION (source), result, NULL, NULL);

  for (guint i = 0; bans != NULL && i < bans->len; i++)
    {
      ClientNoteInfo *ban = g_ptr_array_index (bans, i);

      if (g_strcmp0 (ban->user, self->user->name) != 0)
        continue;
      self->is_muted |= g_str_equal (ban->action, "mute");
      self->is_banned |= g_str_equal (ban->action, "ban");
    }
  update_rights (self);
}

static void
on_message (UiPersonCard *self)
{
  ui_go (get_owner (self), self->session, "win.open-direct", self->id);
  gtk_window_close (GTK_WINDOW (self));
}

static void
ask (UiPersonCard *self, UiVerdict verdict)
{
  ui_verdict_dialog_present (GTK_WINDOW (get_owner (self)), self->session, self->room, self->user,
                             verdict);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_mute (UiPersonCard *self)
{
  ask (self, UI_VERDICT_MUTE);
}

static void
on_kick (UiPersonCard *self)
{
  ask (self, UI_VERDICT_KICK);
}

static void
on_ban (UiPersonCard *self)
{
  ask (self, UI_VERDICT_BAN);
}

static void
on_unmute (UiPersonCard *self)
{
  const ClientVerdict verdict = { .user = self->id, .is_on = FALSE };

  client_session_mute_async (self->session, self->room, &verdict, ui_reply_take,
                             ui_reply_new (get_owner (self), _("They may speak again")));
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_unban (UiPersonCard *self)
{
  const ClientVerdict verdict = { .user = self->id, .is_on = FALSE };

  client_session_ban_async (self->session, self->room, &verdict, ui_reply_take,
                            ui_reply_new (get_owner (self), _("They may come back")));
  gtk_window_close (GTK_WINDOW (self));
}

static void
set_role (UiPersonCard *self, ClientRole role)
{
  g_autofree char *name = ui_text_isolate (self->user->name);
  /* Translators: a name and a role, such as “Moderator” */
  g_autofree char *done = g_strdup_printf (_("%s is now: %s"), name, ui_people_role (role));

  client_session_set_role_async (self->session, self->room, self->id, role, ui_reply_take,
                                 ui_reply_new (get_owner (self), done));
}

static void
on_owner_answered (UiPersonCard *self, const char *response)
{
  if (g_str_equal (response, "confirm"))
    set_role (self, CLIENT_ROLE_OWNER);
  else
    update_role (self);
}

/* It cannot be taken back by who has done it, if the other one does not want that. */
static void
ask_about_owner (UiPersonCard *self)
{
  g_autofree char *name = ui_text_isolate (self->user->name);
  /* Translators: a name */
  g_autofree char *heading = g_strdup_printf (_("Make “%s” an Owner?"), name);
  GtkWidget *question
    = adw_message_dialog_new (GTK_WINDOW (self), heading,
                              _("Owners can do everything in a room, also take it from you."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (question), "cancel", _("_Cancel"),
                                    "confirm", _("_Make Owner"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (question), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (question), "cancel");
  g_signal_connect_object (question, "response", G_CALLBACK (on_owner_answered), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (question));
}

static void
on_role_selected (UiPersonCard *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->role_row));

  if (self->is_updating || selected >= G_N_ELEMENTS (roles) || roles[selected] == get_role (self))
    return;

  if (roles[selected] == CLIENT_ROLE_OWNER)
    ask_about_owner (self);
  else
    set_role (self, roles[selected]);
}

static void
ui_person_card_dispose (GObject *object)
{
  UiPersonCard *self = UI_PERSON_CARD (object);

  g_clear_object (&self->members_signals);
  g_clear_object (&self->room_signals);
  g_clear_object (&self->members);
  g_clear_object (&self->room);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ui_person_card_parent_class)->dispose (object);
}

static void
ui_person_card_finalize (GObject *object)
{
  UiPersonCard *self = UI_PERSON_CARD (object);

  g_clear_pointer (&self->user, client_user_info_unref);
  g_clear_pointer (&self->id, g_free);

  G_OBJECT_CLASS (ui_person_card_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, UiPersonCard, avatar);
  gtk_widget_class_bind_template_child (widget_class, UiPersonCard, name);
  gtk_widget_class_bind_template_child (widget_class, UiPersonCard, kind);
  gtk_widget_class_bind_template_child (widget_class, UiPersonCard, status);
  gtk_widget_class_bind_template_child (widget_class, UiPersonCard, message_button);
  gtk_widget_class_bind_template_child (widget_class, UiPersonCard, order_group);
  gtk_widget_class_bind_template_child (widget_class, UiPersonCard, role_row);
  gtk_widget_class_bind_template_child (widget_class, UiPersonCard, mute_row);
  gtk_widget_class_bind_template_child (widget_class, UiPersonCard, unmute_row);
  gtk_widget_class_bind_template_child (widget_class, UiPersonCard, kick_row);
  gtk_widget_class_bind_template_child (widget_class, UiPersonCard, ban_row);
  gtk_widget_class_bind_template_child (widget_class, UiPersonCard, unban_row);
  gtk_widget_class_bind_template_callback (widget_class, on_message);
  gtk_widget_class_bind_template_callback (widget_class, on_role_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_mute);
  gtk_widget_class_bind_template_callback (widget_class, on_unmute);
  gtk_widget_class_bind_template_callback (widget_class, on_kick);
  gtk_widget_class_bind_template_callback (widget_class, on_ban);
  gtk_widget_class_bind_template_callback (widget_class, on_unban);
}

static void
ui_person_card_class_init (UiPersonCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_person_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = ui_person_card_finalize;

  g_type_ensure (UI_TYPE_PERSON_AVATAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-person-card.ui");
  bind_template (widget_class);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
}

static void
ui_person_card_init (UiPersonCard *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_updating = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    gtk_string_list_append (names, ui_people_role (roles[i]));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->role_row), G_LIST_MODEL (names));
  self->is_updating = FALSE;
}

static void
set_room (UiPersonCard *self, ClientRoom *room)
{
  g_autofree char *name = ui_text_isolate (client_room_get_name (room));
  /* Translators: the name of a room */
  g_autofree char *title = g_strdup_printf (_("In “%s”"), name);
  /* Titles of groups are markup. */
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  self->room = g_object_ref (room);
  self->members = client_session_get_members (self->session, room);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->order_group), escaped);

  self->members_signals = g_signal_group_new (CLIENT_TYPE_MEMBERS);
  g_signal_group_connect_swapped (self->members_signals, "items-changed", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->members_signals, "notify::loading", G_CALLBACK (update),
                                  self);
  g_signal_group_set_target (self->members_signals, self->members);
  self->room_signals = g_signal_group_new (CLIENT_TYPE_ROOM);
  g_signal_group_connect_swapped (self->room_signals, "notify::role", G_CALLBACK (update), self);
  g_signal_group_set_target (self->room_signals, room);

  if (ui_room_rights (self->session, room) & UI_RIGHT_AUDIT)
    client_session_list_bans_async (self->session, room, 0, BANS_MAX, on_bans,
                                    g_object_ref (self));
}

/**
 * ui_person_card_present:
 * @parent: what it was asked for from
 * @session: a session
 * @room: (nullable): the room in which one met them
 * @user: their id
 *
 * Opens the card of somebody. `win.open-direct` is asked of the window of @parent when the
 * person wants to write to them.
 *
 * Returns: (transfer none): the card; it belongs to GTK
 */
GtkWidget *
ui_person_card_present (GtkWidget *parent,
                        ClientSession *session,
                        ClientRoom *room,
                        const char *user)
{
  UiPersonCard *self = NULL;
  ClientUserInfo *known = NULL;

  g_return_val_if_fail (CLIENT_IS_SESSION (session), NULL);
  g_return_val_if_fail (user != NULL, NULL);

  self = g_object_new (UI_TYPE_PERSON_CARD, "transient-for", gtk_widget_get_root (parent), NULL);
  known = client_people_find (client_room_list_get_people (client_session_get_rooms (session)),
                              user);
  self->session = g_object_ref (session);
  self->id = g_strdup (user);
  self->user = known != NULL ? client_user_info_ref (known) : client_user_info_new (user, "");
  if (room != NULL && client_room_get_kind (room) != CLIENT_ROOM_DIRECT)
    set_room (self, room);
  update (self);
  client_session_whois_async (session, user, on_told, g_object_ref (self));
  gtk_window_present (GTK_WINDOW (self));
  return GTK_WIDGET (self);
}
