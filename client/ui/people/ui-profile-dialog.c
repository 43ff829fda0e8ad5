/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-profile-dialog.h"

/**
 * UiProfileDialog:
 *
 * Who one is in a chat.
 */
struct _UiProfileDialog
{
  AdwWindow parent_instance;
};

G_DEFINE_FINAL_TYPE (UiProfileDialog, ui_profile_dialog, ADW_TYPE_WINDOW)

static void
ui_profile_dialog_class_init (UiProfileDialogClass *klass)
{
}

static void
ui_profile_dialog_init (UiProfileDialog *self)
{
}

/**
 * ui_profile_dialog_present:
 * @parent: what it was asked for from
 * @session: a session
 *
 * Opens the dialog.
 *
 * Returns: (transfer none): the dialog; it belongs to GTK
 */
GtkWidget *
ui_profile_dialog_present (GtkWidget *parent, ClientSession *session)
{
  UiProfileDialog *self = g_object_new (UI_TYPE_PROFILE_DIALOG, "modal", TRUE, "transient-for",
                                   gtk_widget_get_root (parent), NULL);

  gtk_window_present (GTK_WINDOW (self));
  return GTK_WIDGET (self);
}
