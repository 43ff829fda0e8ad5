/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-invite-dialog.h"

#include <glib/gi18n.h>

#include "client-members.h"
#include "ui-member-row.h"
#include "ui-people-list.h"
#include "ui-reply.h"
#include "ui-room-rights.h"

/* As many characters as a server takes for a reason. */
#define REASON_MAX_CHARS 250

/**
 * UiInviteDialog:
 *
 * Brings people into a room who are not in it yet.
 */
struct _UiInviteDialog
{
  AdwWindow parent_instance;

  ClientSession *session;
  ClientRoom *room;
  ClientMembers *members;  /* of the room */
  GHashTable *chosen;      /* of ids */
  GHashTable *marks;       /* ClientMember to GtkWidget, of the rows that are shown */
  guint n_asked;
  guint n_waiting;
  guint n_failed;

  AdwWindowTitle *title;
  GtkWidget *invite_button;
  GtkWidget *problem;
  GtkWidget *list;
  GtkWidget *reason_row;
};

G_DEFINE_FINAL_TYPE (UiInviteDialog, ui_invite_dialog, ADW_TYPE_WINDOW)

typedef struct
{
  UiInviteDialog *dialog;
  char *user;
} Invitation;

static gboolean
is_chosen (UiInviteDialog *self, ClientMember *member)
{
  return g_hash_table_contains (self->chosen, client_member_get_user (member)->id);
}

static gboolean
is_wanted (ClientMember *member, gpointer user_data)
{
  UiInviteDialog *self = user_data;
  ClientUserInfo *user = client_member_get_user (member);

  return user->kind != CLIENT_USER_GUEST && !ui_room_is_me (self->session, user->id)
         && client_members_find (self->members, user->id) == NULL;
}

static void
update (UiInviteDialog *self)
{
  guint n = g_hash_table_size (self->chosen);
  const char *reason = gtk_editable_get_text (GTK_EDITABLE (self->reason_row));
  g_autofree char *count = NULL;

  if (n > 0)
    count = g_strdup_printf (ngettext ("%u person", "%u people", n), n);
  adw_window_title_set_subtitle (self->title, count != NULL ? count : "");
  gtk_widget_set_sensitive (self->invite_button,
                            n > 0 && self->n_waiting == 0
                              && g_utf8_strlen (reason, -1) <= REASON_MAX_CHARS);
}

/* Of the row, which is the list's own. */
static void
update_mark (UiInviteDialog *self, ClientMember *member, GtkWidget *mark)
{
  GtkWidget *item = gtk_widget_get_ancestor (mark, GTK_TYPE_LIST_VIEW);
  gboolean chosen = is_chosen (self, member);

  for (GtkWidget *widget = mark; widget != item; widget = gtk_widget_get_parent (widget))
    if (gtk_widget_get_parent (widget) == item)
      gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_CHECKED,
                                   chosen ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                          : GTK_ACCESSIBLE_TRISTATE_FALSE,
                                   -1);
  gtk_widget_set_opacity (mark, chosen ? 1 : 0);
}

static void
on_chosen (UiInviteDialog *self, ClientMember *member)
{
  GtkWidget *mark = g_hash_table_lookup (self->marks, member);

  if (!g_hash_table_remove (self->chosen, client_member_get_user (member)->id))
    g_hash_table_add (self->chosen, g_strdup (client_member_get_user (member)->id));
  if (mark != NULL)
    update_mark (self, member, mark);
  update (self);
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *row = ui_member_row_new (FALSE);
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_widget_set_hexpand (row, TRUE);
  gtk_widget_set_margin_end (mark, 9);
  gtk_box_append (GTK_BOX (box), row);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_list_item_set_child (item, box);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, UiInviteDialog *self)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  ClientMember *member = gtk_list_item_get_item (item);

  ui_member_row_set_member (UI_MEMBER_ROW (gtk_widget_get_first_child (box)), member);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  client_member_get_user (member)->name, -1);
  g_hash_table_insert (self->marks, member, gtk_widget_get_last_child (box));
  update_mark (self, member, gtk_widget_get_last_child (box));
}

static void
on_unbind (GtkListItemFactory *factory, GtkListItem *item, UiInviteDialog *self)
{
  GtkWidget *box = gtk_list_item_get_child (item);

  g_hash_table_remove (self->marks, gtk_list_item_get_item (item));
  ui_member_row_set_member (UI_MEMBER_ROW (gtk_widget_get_first_child (box)), NULL);
}

static void
finish (UiInviteDialog *self)
{
  GtkWindow *owner = gtk_window_get_transient_for (GTK_WINDOW (self));
  guint n = self->n_asked - self->n_failed;
  g_autofree char *done
    = g_strdup_printf (ngettext ("%u person was invited", "%u people were invited", n), n);

  if (n > 0 && owner != NULL)
    ui_reply_say (GTK_WIDGET (owner), done);
  if (self->n_failed == 0)
    gtk_window_close (GTK_WINDOW (self));
}

/* Those with whom it did not work stay chosen. */
static void
on_invited (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Invitation *invitation = user_data;
  g_autoptr (UiInviteDialog) self = invitation->dialog;
  g_autofree char *user = invitation->user;
  g_autoptr (GError) error = NULL;

  self->n_waiting--;
  if (client_session_request_finish (CLIENT_SESSION (source), result, &error))
    {
      g_hash_table_remove (self->chosen, user);
      ui_people_list_refilter (UI_PEOPLE_LIST (self->list));
    }
  else
    {
      self->n_failed++;
      gtk_label_set_label (GTK_LABEL (self->problem), error->message);
      gtk_widget_set_visible (self->problem, TRUE);
    }

  update (self);
  if (self->n_waiting == 0)
    finish (self);
}

static void
on_invite (UiInviteDialog *self)
{
  g_autofree char *reason
    = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason_row))));
  g_autofree char **users = (char **) g_hash_table_get_keys_as_array (self->chosen, NULL);

  gtk_widget_set_visible (self->problem, FALSE);
  self->n_asked = g_hash_table_size (self->chosen);
  self->n_waiting = self->n_asked;
  self->n_failed = 0;
  update (self);
  for (guint i = 0; users[i] != NULL; i++)
    {
      Invitation *invitation = g_new0 (Invitation, 1);

      invitation->dialog = g_object_ref (self);
      invitation->user = g_strdup (users[i]);
      client_session_invite_async (self->session, self->room, users[i],
                                   *reason != '\0' ? reason : NULL, on_invited, invitation);
    }
}

static void
on_members_changed (UiInviteDialog *self)
{
  ui_people_list_refilter (UI_PEOPLE_LIST (self->list));
}

static void
ui_invite_dialog_dispose (GObject *object)
{
  UiInviteDialog *self = UI_INVITE_DIALOG (object);

  if (self->list != NULL)
    ui_people_list_set_members (UI_PEOPLE_LIST (self->list), NULL);
  self->list = NULL;
  g_clear_object (&self->session);
  g_clear_object (&self->room);
  g_clear_object (&self->members);

  G_OBJECT_CLASS (ui_invite_dialog_parent_class)->dispose (object);
}

static void
ui_invite_dialog_finalize (GObject *object)
{
  UiInviteDialog *self = UI_INVITE_DIALOG (object);

  g_clear_pointer (&self->chosen, g_hash_table_unref);
  g_clear_pointer (&self->marks, g_hash_table_unref);

  G_OBJECT_CLASS (ui_invite_dialog_parent_class)->finalize (object);
}

static void
ui_invite_dialog_class_init (UiInviteDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_invite_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = ui_invite_dialog_finalize;

  g_type_ensure (UI_TYPE_PEOPLE_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-invite-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, UiInviteDialog, title);
  gtk_widget_class_bind_template_child (widget_class, UiInviteDialog, invite_button);
  gtk_widget_class_bind_template_child (widget_class, UiInviteDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, UiInviteDialog, list);
  gtk_widget_class_bind_template_child (widget_class, UiInviteDialog, reason_row);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, on_invite);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
}

static void
ui_invite_dialog_init (UiInviteDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->marks = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), self);
  ui_people_list_set_factory (UI_PEOPLE_LIST (self->list), factory);
}

/**
 * ui_invite_dialog_present:
 * @parent: what it was asked for from
 * @session: a session
 * @room: a room of it
 *
 * Asks whom to bring into a room, and does it.
 *
 * Returns: (transfer none): the dialog; it belongs to GTK
 */
GtkWidget *
ui_invite_dialog_present (GtkWidget *parent, ClientSession *session, ClientRoom *room)
{
  UiInviteDialog *self = NULL;
  ClientRoom *lobby = NULL;
  g_autoptr (ClientMembers) everybody = NULL;

  g_return_val_if_fail (CLIENT_IS_SESSION (session), NULL);
  g_return_val_if_fail (CLIENT_IS_ROOM (room), NULL);

  self = g_object_new (UI_TYPE_INVITE_DIALOG, "transient-for", gtk_widget_get_root (parent), NULL);
  self->session = g_object_ref (session);
  self->room = g_object_ref (room);
  self->members = client_session_get_members (session, room);
  g_signal_connect_object (self->members, "items-changed", G_CALLBACK (on_members_changed), self,
                           G_CONNECT_SWAPPED);
  ui_people_list_set_filter (UI_PEOPLE_LIST (self->list), is_wanted, self);
  ui_people_list_set_nobody (UI_PEOPLE_LIST (self->list), _("Everybody Is in This Room"));
  lobby = client_session_get_lobby (session);
  everybody = lobby != NULL ? client_session_get_members (session, lobby) : NULL;
  ui_people_list_set_members (UI_PEOPLE_LIST (self->list), everybody);
  gtk_window_present (GTK_WINDOW (self));
  ui_people_list_begin (UI_PEOPLE_LIST (self->list));
  return GTK_WIDGET (self);
}
