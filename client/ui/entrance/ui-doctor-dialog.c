/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-doctor-dialog.h"

#include <glib/gi18n.h>

#include "client-doctor.h"
#include "ui-check-row.h"
#include "ui-describe.h"

/**
 * UiDoctorDialog:
 *
 * Finds out why a chat cannot be reached, one thing after the other, and says what to do.
 */
struct _UiDoctorDialog
{
  AdwWindow parent_instance;

  ClientAddress *address;
  ClientDoctor *doctor;

  AdwWindowTitle *title;
  AdwToastOverlay *toasts;
  GtkWidget *list;
  GtkWidget *again_button;
  GtkWidget *copy_button;
};

G_DEFINE_FINAL_TYPE (UiDoctorDialog, ui_doctor_dialog, ADW_TYPE_WINDOW)

static void
update (UiDoctorDialog *self)
{
  gboolean running = client_doctor_get_is_running (self->doctor);

  gtk_widget_set_sensitive (self->again_button, !running);
  gtk_widget_set_sensitive (self->copy_button, !running);
}

/* Those whose turn has not come are not shown. */
static gboolean
has_begun (gpointer item, gpointer data)
{
  return client_check_get_state (item) != CLIENT_CHECK_WAITING;
}

static void
on_state_changed (ClientCheck *check, GParamSpec *pspec, GtkFilter *filter)
{
  gtk_filter_changed (filter, GTK_FILTER_CHANGE_LESS_STRICT);
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  return ui_check_row_new (item);
}

static void
drop_doctor (UiDoctorDialog *self)
{
  gtk_list_box_bind_model (GTK_LIST_BOX (self->list), NULL, NULL, NULL, NULL);
  if (self->doctor == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->doctor, self);
  client_doctor_stop (self->doctor);
  g_clear_object (&self->doctor);
}

static void
start (UiDoctorDialog *self)
{
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (has_begun, NULL, NULL));
  g_autoptr (GtkFilterListModel) begun = NULL;

  drop_doctor (self);
  self->doctor = client_doctor_new (self->address);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->doctor)); i++)
    {
      g_autoptr (ClientCheck) check = g_list_model_get_item (G_LIST_MODEL (self->doctor), i);

      g_signal_connect_object (check, "notify::state", G_CALLBACK (on_state_changed), filter, 0);
    }

  begun = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->doctor)), filter);
  gtk_list_box_bind_model (GTK_LIST_BOX (self->list), G_LIST_MODEL (begun), create_row, NULL,
                           NULL);
  g_signal_connect_object (self->doctor, "notify::is-running", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  client_doctor_start (self->doctor);
  update (self);
}

static void
on_again (UiDoctorDialog *self)
{
  start (self);
}

static void
on_copy (UiDoctorDialog *self)
{
  g_autofree char *text = ui_describe_checks (G_LIST_MODEL (self->doctor));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("Copied")));
}

static void
ui_doctor_dialog_dispose (GObject *object)
{
  UiDoctorDialog *self = UI_DOCTOR_DIALOG (object);

  if (self->doctor != NULL)
    drop_doctor (self);
  g_clear_pointer (&self->address, client_address_unref);

  G_OBJECT_CLASS (ui_doctor_dialog_parent_class)->dispose (object);
}

static void
ui_doctor_dialog_class_init (UiDoctorDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_doctor_dialog_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class,
    "/io/github/charla_chat/Charla/ui-doctor-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, UiDoctorDialog, title);
  gtk_widget_class_bind_template_child (widget_class, UiDoctorDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, UiDoctorDialog, list);
  gtk_widget_class_bind_template_child (widget_class, UiDoctorDialog, again_button);
  gtk_widget_class_bind_template_child (widget_class, UiDoctorDialog, copy_button);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_bind_template_callback (widget_class, on_again);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
}

static void
ui_doctor_dialog_init (UiDoctorDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ui_doctor_dialog_new:
 * @address: where a chat should be
 * @parent: the window that it belongs to
 *
 * Returns: (transfer none): a dialog that has begun to look; it belongs to GTK
 */
GtkWidget *
ui_doctor_dialog_new (ClientAddress *address, GtkWindow *parent)
{
  UiDoctorDialog *self = NULL;
  g_autofree char *place = NULL;

  g_return_val_if_fail (address != NULL, NULL);

  place = client_address_to_string (address);
  self = g_object_new (UI_TYPE_DOCTOR_DIALOG, "transient-for", parent, NULL);
  self->address = client_address_ref (address);
  adw_window_title_set_title (self->title, gtk_window_get_title (GTK_WINDOW (self)));
  adw_window_title_set_subtitle (self->title, place);
  start (self);
  return GTK_WIDGET (self);
}
