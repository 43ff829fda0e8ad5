/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-new-room-dialog.h"

#include <glib/gi18n.h>

#include "charla-code.h"
#include "charla-name.h"
#include "ui-go.h"
#include "ui-problem.h"

/**
 * UiNewRoomDialog:
 *
 * Makes a room, and opens it.
 */
struct _UiNewRoomDialog
{
  AdwWindow parent_instance;

  ClientSession *session;
  GtkWidget *parent; /* weak: where the room is opened */
  gboolean is_busy;

  GtkWidget *create_button;
  GtkWidget *name_row;
  GtkWidget *topic_row;
  GtkWidget *public_check;
  GtkWidget *problem;
};

G_DEFINE_FINAL_TYPE (UiNewRoomDialog, ui_new_room_dialog, ADW_TYPE_WINDOW)

static char *
dup_text (GtkWidget *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
update (UiNewRoomDialog *self)
{
  g_autofree char *name = dup_text (self->name_row);

  gtk_widget_set_sensitive (self->create_button, !self->is_busy && *name != '\0');
}

static void
on_changed (UiNewRoomDialog *self)
{
  ui_problem_set_row (self->name_row, self->problem, NULL);
  update (self);
}

/* The sentence of the server, but for what is usual. */
static const char *
describe (const GError *error)
{
  if (g_error_matches (error, CHARLA_CODE_ERROR, CHARLA_CODE_NAME_TAKEN))
    return _("There is a room of this name already.");
  if (g_error_matches (error, CHARLA_CODE_ERROR, CHARLA_CODE_NAME_INVALID))
    return _("A room cannot be called so.");

  return error->message;
}

static void
on_created (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UiNewRoomDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ClientRoom) room =
    client_session_room_finish (CLIENT_SESSION (source), result, &error);

  /* Who has closed it does not want to go there any more. */
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;

  self->is_busy = FALSE;
  update (self);
  if (room == NULL)
    {
      ui_problem_set_row (self->name_row, self->problem, describe (error));
      gtk_widget_grab_focus (self->name_row);
      return;
    }

  if (self->parent != NULL)
    ui_go (self->parent, self->session, "win.open-room", client_room_get_id (room));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_create (UiNewRoomDialog *self)
{
  g_autofree char *name = dup_text (self->name_row);
  g_autofree char *topic = dup_text (self->topic_row);
  gboolean is_public = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->public_check));

  if (self->is_busy || *name == '\0')
    return;

  if (!charla_name_validate (name, -1, NULL))
    {
      ui_problem_set_row (self->name_row, self->problem,
                          _("A name has 1 to 32 characters, in one line."));
      return;
    }

  self->is_busy = TRUE;
  update (self);
  client_session_create_room_async (self->session, name,
                                    is_public ? CLIENT_ROOM_PUBLIC : CLIENT_ROOM_PRIVATE,
                                    *topic != '\0' ? topic : NULL, on_created,
                                    g_object_ref (self));
}

static void
ui_new_room_dialog_dispose (GObject *object)
{
  UiNewRoomDialog *self = UI_NEW_ROOM_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_weak_pointer (&self->parent);

  G_OBJECT_CLASS (ui_new_room_dialog_parent_class)->dispose (object);
}

static void
ui_new_room_dialog_class_init (UiNewRoomDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_new_room_dialog_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/charla_chat/Charla/ui-new-room-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, UiNewRoomDialog, create_button);
  gtk_widget_class_bind_template_child (widget_class, UiNewRoomDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, UiNewRoomDialog, topic_row);
  gtk_widget_class_bind_template_child (widget_class, UiNewRoomDialog, public_check);
  gtk_widget_class_bind_template_child (widget_class, UiNewRoomDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_create);
}

static void
ui_new_room_dialog_init (UiNewRoomDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

/**
 * ui_new_room_dialog_present:
 * @parent: what it was asked for from; the room is opened there by `win.open-room`
 * @session: where the room is made
 * @name: (nullable): the name to offer
 *
 * Opens the dialog.
 *
 * Returns: (transfer none): the dialog; it belongs to GTK
 */
GtkWidget *
ui_new_room_dialog_present (GtkWidget *parent, ClientSession *session, const char *name)
{
  UiNewRoomDialog *self = g_object_new (UI_TYPE_NEW_ROOM_DIALOG, "transient-for",
                                        gtk_widget_get_root (parent), NULL);

  self->session = g_object_ref (session);
  g_set_weak_pointer (&self->parent, parent);
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), name != NULL ? name : "");
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (self->name_row);
  return GTK_WIDGET (self);
}
