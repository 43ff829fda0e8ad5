/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-new-direct-dialog.h"

#include "client-members.h"
#include "ui-go.h"
#include "ui-people-list.h"
#include "ui-room-row.h"

/**
 * UiNewDirectDialog:
 *
 * Finds somebody, and opens the conversation with them.
 */
struct _UiNewDirectDialog
{
  AdwWindow parent_instance;

  ClientSession *session;
  GtkWidget *parent; /* weak: where the conversation is opened */
  GtkWidget *people;
};

G_DEFINE_FINAL_TYPE (UiNewDirectDialog, ui_new_direct_dialog, ADW_TYPE_WINDOW)

static void
on_setup (UiNewDirectDialog *self, GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, ui_room_row_new ());
}

static void
on_bind (UiNewDirectDialog *self, GtkListItem *list_item)
{
  g_autoptr (UiSidebarItem) item = ui_sidebar_item_new_person (gtk_list_item_get_item (list_item));

  ui_room_row_set_item (UI_ROOM_ROW (gtk_list_item_get_child (list_item)), item, NULL, NULL);
}

static void
on_unbind (UiNewDirectDialog *self, GtkListItem *list_item)
{
  ui_room_row_set_item (UI_ROOM_ROW (gtk_list_item_get_child (list_item)), NULL, NULL, NULL);
}

/* Everybody but the person, and guests, who cannot hold a conversation of two. */
static gboolean
is_wanted (ClientMember *member, gpointer user_data)
{
  UiNewDirectDialog *self = user_data;
  ClientUserInfo *me = self->session != NULL ? client_session_get_me (self->session) : NULL;
  ClientUserInfo *user = client_member_get_user (member);

  return user->kind != CLIENT_USER_GUEST && (me == NULL || g_strcmp0 (user->id, me->id) != 0);
}

static void
on_chosen (UiNewDirectDialog *self, ClientMember *member)
{
  g_autofree char *id = g_strdup (client_member_get_user (member)->id);

  if (self->parent != NULL)
    ui_go (self->parent, self->session, "win.open-direct", id);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
ui_new_direct_dialog_dispose (GObject *object)
{
  UiNewDirectDialog *self = UI_NEW_DIRECT_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_weak_pointer (&self->parent);

  G_OBJECT_CLASS (ui_new_direct_dialog_parent_class)->dispose (object);
}

static void
ui_new_direct_dialog_class_init (UiNewDirectDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_new_direct_dialog_dispose;

  g_type_ensure (UI_TYPE_PEOPLE_LIST);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/charla_chat/Charla/ui-new-direct-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, UiNewDirectDialog, people);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
}

static void
ui_new_direct_dialog_init (UiNewDirectDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), self, G_CONNECT_SWAPPED);
  ui_people_list_set_factory (UI_PEOPLE_LIST (self->people), factory);
  ui_people_list_set_filter (UI_PEOPLE_LIST (self->people), is_wanted, self);
}

/**
 * ui_new_direct_dialog_present:
 * @parent: what it was asked for from; the conversation is opened there by `win.open-direct`
 * @session: whose people to show
 *
 * Opens the dialog.
 *
 * Returns: (transfer none): the dialog; it belongs to GTK
 */
GtkWidget *
ui_new_direct_dialog_present (GtkWidget *parent, ClientSession *session)
{
  UiNewDirectDialog *self = g_object_new (UI_TYPE_NEW_DIRECT_DIALOG, "transient-for",
                                          gtk_widget_get_root (parent), NULL);
  ClientRoom *lobby = client_session_get_lobby (session);
  g_autoptr (ClientMembers) members =
    lobby != NULL ? client_session_get_members (session, lobby) : NULL;

  self->session = g_object_ref (session);
  g_set_weak_pointer (&self->parent, parent);
  ui_people_list_set_members (UI_PEOPLE_LIST (self->people), members);
  gtk_window_present (GTK_WINDOW (self));
  ui_people_list_begin (UI_PEOPLE_LIST (self->people));
  return GTK_WIDGET (self);
}
