/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-member-row.h"

#include "ui-people.h"
#include "ui-person-avatar.h"
#include "ui-text.h"

/**
 * UiMemberRow:
 *
 * Somebody in a list: their picture, their name, what they are, and how.
 */
struct _UiMemberRow
{
  GtkWidget parent_instance;

  ClientMember *member;
  GSignalGroup *signals;
  gboolean shows_role;

  GtkWidget *avatar;
  GtkWidget *name;
  GtkWidget *badge;
  GtkWidget *status;
};

G_DEFINE_FINAL_TYPE (UiMemberRow, ui_member_row, GTK_TYPE_WIDGET)

static const char *
choose_badge (UiMemberRow *self, ClientUserInfo *user)
{
  ClientRole role = client_member_get_role (self->member);

  if (self->shows_role && role > CLIENT_ROLE_MEMBER)
    return ui_people_role (role);

  return ui_people_kind (user->kind);
}

/* Colors alone do not say it to everybody. */
static char *
dup_status (ClientUserInfo *user)
{
  if (user->is_online && user->state != CLIENT_USER_ACTIVE)
    return ui_people_status (user);

  return user->status != NULL ? ui_text_tame (user->status) : g_strdup ("");
}

/* What is read out is the row, which is the list's own. */
static void
update_label (UiMemberRow *self, ClientUserInfo *user)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  ClientRole role = self->shows_role ? client_member_get_role (self->member) : CLIENT_ROLE_NONE;
  g_autofree char *label = ui_people_describe (user, role);

  if (item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                    -1);
}

static void
update (UiMemberRow *self)
{
  ClientUserInfo *user = client_member_get_user (self->member);
  const char *badge = choose_badge (self, user);
  g_autofree char *status = dup_status (user);

  ui_person_avatar_set_user (UI_PERSON_AVATAR (self->avatar), user);
  gtk_label_set_label (GTK_LABEL (self->name), user->name);
  gtk_label_set_label (GTK_LABEL (self->badge), badge != NULL ? badge : "");
  gtk_widget_set_visible (self->badge, badge != NULL);
  gtk_label_set_label (GTK_LABEL (self->status), status);
  gtk_widget_set_visible (self->status, *status != '\0');
  if (user->is_online)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "offline");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "offline");
  update_label (self, user);
}

/**
 * ui_member_row_set_member:
 * @self: a row
 * @member: (nullable): whom to show
 *
 * Shows somebody, and follows what becomes of them.
 */
void
ui_member_row_set_member (UiMemberRow *self, ClientMember *member)
{
  g_return_if_fail (UI_IS_MEMBER_ROW (self));

  g_set_object (&self->member, member);
  g_signal_group_set_target (self->signals, member);
  if (member != NULL)
    update (self);
}

/**
 * ui_member_row_get_member:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): who is shown
 */
ClientMember *
ui_member_row_get_member (UiMemberRow *self)
{
  g_return_val_if_fail (UI_IS_MEMBER_ROW (self), NULL);

  return self->member;
}

static void
ui_member_row_dispose (GObject *object)
{
  UiMemberRow *self = UI_MEMBER_ROW (object);
  GtkWidget *child = NULL;

  g_clear_object (&self->signals);
  g_clear_object (&self->member);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ui_member_row_parent_class)->dispose (object);
}

static void
ui_member_row_class_init (UiMemberRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_member_row_dispose;

  g_type_ensure (UI_TYPE_PERSON_AVATAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-member-row.ui");
  gtk_widget_class_bind_template_child (widget_class, UiMemberRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, UiMemberRow, name);
  gtk_widget_class_bind_template_child (widget_class, UiMemberRow, badge);
  gtk_widget_class_bind_template_child (widget_class, UiMemberRow, status);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "memberrow");
}

static void
ui_member_row_init (UiMemberRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->signals = g_signal_group_new (CLIENT_TYPE_MEMBER);
  g_signal_group_connect_swapped (self->signals, "notify", G_CALLBACK (update), self);
}

/**
 * ui_member_row_new:
 * @shows_role: whether it says what somebody is in the room
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
ui_member_row_new (gboolean shows_role)
{
  UiMemberRow *self = g_object_new (UI_TYPE_MEMBER_ROW, NULL);

  self->shows_role = shows_role;
  return GTK_WIDGET (self);
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, gpointer shows_role)
{
  gtk_list_item_set_child (item, ui_member_row_new (GPOINTER_TO_INT (shows_role)));
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item)
{
  ui_member_row_set_member (UI_MEMBER_ROW (gtk_list_item_get_child (item)),
                            gtk_list_item_get_item (item));
}

static void
on_unbind (GtkListItemFactory *factory, GtkListItem *item)
{
  ui_member_row_set_member (UI_MEMBER_ROW (gtk_list_item_get_child (item)), NULL);
}

/**
 * ui_member_row_new_factory:
 * @shows_role: whether the rows say what somebody is in the room
 *
 * Returns: (transfer full): what makes rows for a list of #ClientMember
 */
GtkListItemFactory *
ui_member_row_new_factory (gboolean shows_role)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), GINT_TO_POINTER (shows_role));
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);
  return factory;
}
