/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-invite-dialog.h"

/**
 * UiInviteDialog:
 *
 * Brings people into a room.
 */
struct _UiInviteDialog
{
  AdwWindow parent_instance;
};

G_DEFINE_FINAL_TYPE (UiInviteDialog, ui_invite_dialog, ADW_TYPE_WINDOW)

static void
ui_invite_dialog_class_init (UiInviteDialogClass *klass)
{
}

static void
ui_invite_dialog_init (UiInviteDialog *self)
{
}

/**
 * ui_invite_dialog_present:
 * @parent: what it was asked for from
 * @session: a session
 * @room: a room of it
 *
 * Opens the dialog.
 *
 * Returns: (transfer none): the dialog; it belongs to GTK
 */
GtkWidget *
ui_invite_dialog_present (GtkWidget *parent, ClientSession *session, ClientRoom *room)
{
  UiInviteDialog *self = g_object_new (UI_TYPE_INVITE_DIALOG, "modal", TRUE, "transient-for",
                                   gtk_widget_get_root (parent), NULL);

  gtk_window_present (GTK_WINDOW (self));
  return GTK_WIDGET (self);
}
