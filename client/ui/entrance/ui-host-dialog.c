/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-host-dialog.h"

#include <glib/gi18n.h>

#include "client-address.h"
#include "ui-step.h"

/* As many characters as the server takes for its name. */
#define NAME_MAX_CHARS 64

/**
 * UiHostDialog:
 *
 * Starts a chat on this computer, shows whom to tell what, and stops it.
 *
 * Signals: "join" (ClientAddress *address, const char *chat): the person wants to go there.
 */
struct _UiHostDialog
{
  AdwWindow parent_instance;

  ClientHost *host;
  GCancellable *cancellable;
  gboolean is_counting; /* as one wants to stop it */

  AdwToastOverlay *toasts;
  GtkWidget *stack;
  GtkWidget *form;
  GtkWidget *name_row;
  GtkWidget *running;
  GtkWidget *users;
  GtkWidget *addresses_group;
  GtkWidget *addresses;
};

G_DEFINE_FINAL_TYPE (UiHostDialog, ui_host_dialog, ADW_TYPE_WINDOW)

enum
{
  JOIN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
dup_name (UiHostDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));
}

static void
on_name_changed (UiHostDialog *self)
{
  g_autofree char *name = dup_name (self);

  ui_step_set_problem (UI_STEP (self->form), NULL, self->name_row);
  ui_step_set_ready (UI_STEP (self->form),
                     *name != '\0' && g_utf8_strlen (name, -1) <= NAME_MAX_CHARS);
}

static void
on_name_activated (UiHostDialog *self)
{
  ui_step_confirm (UI_STEP (self->form));
}

static void
on_copy (GtkButton *button, UiHostDialog *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), ADW_TYPE_ACTION_ROW);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("Copied")));
}

static void
add_address (UiHostDialog *self, const char *address)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  /* Translators: an address */
  g_autofree char *label = g_strdup_printf (_("Copy “%s”"), address);

  g_object_set (row, "use-markup", FALSE, "title", address, NULL);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Copy Address"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_copy), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_list_box_append (GTK_LIST_BOX (self->addresses), row);
}

static void
update_addresses (UiHostDialog *self)
{
  g_auto (GStrv) addresses = client_host_dup_addresses (self->host);
  GtkListBoxRow *row = NULL;

  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->addresses), 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->addresses), GTK_WIDGET (row));
  for (guint i = 0; addresses[i] != NULL; i++)
    add_address (self, addresses[i]);
  gtk_widget_set_visible (self->addresses_group, addresses[0] != NULL);
}

static void
update_running (UiHostDialog *self)
{
  const char *name = client_host_get_name (self->host);
  g_autofree char *sentence = NULL;
  g_autofree char *users = g_strdup_printf ("%u", client_host_get_n_users (self->host));

  /* Translators: the name of a chat, as the others see it */
  sentence = g_strdup_printf (_("It runs on this computer. Tell the others to open Charla and to "
                                "choose “%s” there."),
                              name ? name : "");
  ui_step_set_title (UI_STEP (self->running), name ? name : "");
  ui_step_set_description (UI_STEP (self->running), sentence);
  gtk_label_set_label (GTK_LABEL (self->users), users);
  update_addresses (self);
}

static void
update (UiHostDialog *self)
{
  gboolean running = client_host_get_is_running (self->host);
  GtkWidget *page = running ? self->running : self->form;
  gboolean turned = gtk_stack_get_visible_child (GTK_STACK (self->stack)) != page;

  if (running)
    update_running (self);
  /* What is not seen is not read out either. */
  gtk_widget_set_visible (page, TRUE);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), page);
  gtk_widget_set_visible (self->form, !running);
  gtk_widget_set_visible (self->running, running);
  if (turned && running)
    ui_step_focus_confirm (UI_STEP (self->running));
  else if (turned)
    gtk_widget_grab_focus (self->name_row);
}

static void
on_join (UiHostDialog *self)
{
  g_autofree char *place = g_strdup_printf ("127.0.0.1:%u", client_host_get_port (self->host));
  g_autoptr (ClientAddress) address = client_address_parse (place, NULL);

  if (address != NULL)
    g_signal_emit (self, signals[JOIN], 0, address, client_host_get_name (self->host));
}

static void
on_started (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UiHostDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean started = client_host_start_finish (CLIENT_HOST (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  ui_step_set_busy (UI_STEP (self->form), FALSE);
  if (!started)
    ui_step_set_problem (UI_STEP (self->form), error->message, self->name_row);
  update (self);
  if (started)
    on_join (self);
}

static void
on_start (UiHostDialog *self)
{
  g_autofree char *name = dup_name (self);

  ui_step_set_busy (UI_STEP (self->form), TRUE);
  client_host_start_async (self->host, name, self->cancellable, on_started, g_object_ref (self));
}

static void
on_stopped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UiHostDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *escaped = NULL;

  if (client_host_stop_finish (CLIENT_HOST (source), result, &error)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* The title of a toast is markup. */
  escaped = g_markup_escape_text (error->message, -1);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

static void
stop (UiHostDialog *self)
{
  client_host_stop_async (self->host, self->cancellable, on_stopped, g_object_ref (self));
}

static void
on_answered (UiHostDialog *self, const char *response)
{
  if (g_str_equal (response, "stop"))
    stop (self);
}

static void
ask (UiHostDialog *self, guint n_users)
{
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  GtkWidget *question = NULL;

  /* Translators: the name of a chat */
  heading = g_strdup_printf (_("Stop “%s”?"), client_host_get_name (self->host));
  body = g_strdup_printf (ngettext ("%u person is connected. What was said is kept for the next "
                                    "time.",
                                    "%u people are connected. What was said is kept for the next "
                                    "time.",
                                    n_users),
                          n_users);
  question = adw_message_dialog_new (GTK_WINDOW (self), heading, body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (question), "cancel", _("_Cancel"), "stop",
                                    _("_Stop Chat"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (question), "stop",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (question), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (question), "cancel");
  g_signal_connect_object (question, "response", G_CALLBACK (on_answered), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (question));
}

/* Asks only when somebody would be sent away. */
static void
on_counted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UiHostDialog) self = user_data;
  gssize n_users = client_host_count_users_finish (CLIENT_HOST (source), result, NULL);

  if (n_users < 0)
    return;

  self->is_counting = FALSE;
  if (n_users > 0)
    ask (self, n_users);
  else
    stop (self);
}

/* What the chat told last is too old: one may just have come. */
static void
on_stop (UiHostDialog *self)
{
  if (self->is_counting)
    return;

  self->is_counting = TRUE;
  client_host_count_users_async (self->host, self->cancellable, on_counted, g_object_ref (self));
}

/* Who closes it does not want to go anywhere any more. */
static gboolean
ui_host_dialog_close_request (GtkWindow *window)
{
  g_cancellable_cancel (UI_HOST_DIALOG (window)->cancellable);

  return GTK_WINDOW_CLASS (ui_host_dialog_parent_class)->close_request (window);
}

static void
ui_host_dialog_dispose (GObject *object)
{
  UiHostDialog *self = UI_HOST_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->host);

  G_OBJECT_CLASS (ui_host_dialog_parent_class)->dispose (object);
}

static void
ui_host_dialog_class_init (UiHostDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_host_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = ui_host_dialog_close_request;

  signals[JOIN] = g_signal_new ("join", UI_TYPE_HOST_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 2, CLIENT_TYPE_ADDRESS, G_TYPE_STRING);

  g_type_ensure (UI_TYPE_STEP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-host-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, UiHostDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, UiHostDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, UiHostDialog, form);
  gtk_widget_class_bind_template_child (widget_class, UiHostDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, UiHostDialog, running);
  gtk_widget_class_bind_template_child (widget_class, UiHostDialog, users);
  gtk_widget_class_bind_template_child (widget_class, UiHostDialog, addresses_group);
  gtk_widget_class_bind_template_child (widget_class, UiHostDialog, addresses);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
  gtk_widget_class_bind_template_callback (widget_class, on_name_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_name_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_start);
  gtk_widget_class_bind_template_callback (widget_class, on_join);
  gtk_widget_class_bind_template_callback (widget_class, on_stop);
}

static void
ui_host_dialog_init (UiHostDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ui_host_dialog_new:
 * @host: the chat on this computer
 * @person: (nullable): the name of the person, to make one for the chat from
 * @parent: the window that it belongs to
 *
 * Returns: (transfer none): a dialog about the chat; it belongs to GTK
 */
GtkWidget *
ui_host_dialog_new (ClientHost *host, const char *person, GtkWindow *parent)
{
  UiHostDialog *self = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (CLIENT_IS_HOST (host), NULL);

  /* Translators: the name of a chat that a person starts, made from the name of the person */
  name = person != NULL && *person != '\0' ? g_strdup_printf (_("%s’s Chat"), person)
                                           : g_strdup (g_get_host_name ());
  self = g_object_new (UI_TYPE_HOST_DIALOG, "transient-for", parent, NULL);
  self->host = g_object_ref (host);
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), name);
  g_signal_connect_object (host, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
