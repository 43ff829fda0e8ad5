/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-server-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ui-describe.h"

/**
 * UiServerRow:
 *
 * A chat that one can go to.
 */
struct _UiServerRow
{
  GtkListBoxRow parent_instance;

  ClientServer *server;

  GtkWidget *avatar;
  GtkWidget *name;
  GtkWidget *address;
  GtkWidget *marks;
  GtkWidget *here;
  GtkWidget *known;
  GtkWidget *word;
  GtkWidget *forget_button;
};

G_DEFINE_FINAL_TYPE (UiServerRow, ui_server_row, GTK_TYPE_LIST_BOX_ROW)

static void
update_forget_button (UiServerRow *self, const char *address, gboolean is_known)
{
  /* Translators: the name of a chat */
  g_autofree char *label = g_strdup_printf (_("Forget “%s”…"), client_server_get_name (self->server));

  gtk_widget_set_visible (self->forget_button, is_known);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->forget_button), "s", address);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->forget_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
update (UiServerRow *self)
{
  UiServerMarks marks = ui_describe_get_marks (self->server);
  const char *name = client_server_get_name (self->server);
  g_autofree char *address = client_address_to_string (client_server_get_address (self->server));
  g_autofree char *sentence = ui_describe_server (name, address, marks);

  adw_avatar_set_text (ADW_AVATAR (self->avatar), name);
  gtk_label_set_label (GTK_LABEL (self->name), name);
  gtk_label_set_label (GTK_LABEL (self->address), address);
  gtk_widget_set_visible (self->marks, marks != 0);
  gtk_widget_set_visible (self->here, (marks & UI_SERVER_HERE) != 0);
  gtk_widget_set_visible (self->known, (marks & UI_SERVER_KNOWN) != 0);
  gtk_widget_set_visible (self->word, (marks & UI_SERVER_NEEDS_WORD) != 0);
  update_forget_button (self, address, (marks & UI_SERVER_KNOWN) != 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);
}

/* What a screen reader can have done without a key or a pointer. */
static void
join (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_activate (widget);
}

static void
ui_server_row_dispose (GObject *object)
{
  g_clear_object (&UI_SERVER_ROW (object)->server);

  G_OBJECT_CLASS (ui_server_row_parent_class)->dispose (object);
}

static void
ui_server_row_class_init (UiServerRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_server_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-server-row.ui");
  gtk_widget_class_bind_template_child (widget_class, UiServerRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, UiServerRow, name);
  gtk_widget_class_bind_template_child (widget_class, UiServerRow, address);
  gtk_widget_class_bind_template_child (widget_class, UiServerRow, marks);
  gtk_widget_class_bind_template_child (widget_class, UiServerRow, here);
  gtk_widget_class_bind_template_child (widget_class, UiServerRow, known);
  gtk_widget_class_bind_template_child (widget_class, UiServerRow, word);
  gtk_widget_class_bind_template_child (widget_class, UiServerRow, forget_button);

  gtk_widget_class_install_action (widget_class, "server.join", NULL, join);
}

static void
ui_server_row_init (UiServerRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ui_server_row_new:
 * @server: a chat
 *
 * Returns: (transfer floating): a row that shows it, whatever changes about it
 */
GtkWidget *
ui_server_row_new (ClientServer *server)
{
  UiServerRow *self = NULL;

  g_return_val_if_fail (CLIENT_IS_SERVER (server), NULL);

  self = g_object_new (UI_TYPE_SERVER_ROW, NULL);
  self->server = g_object_ref (server);
  g_signal_connect_object (server, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * ui_server_row_get_server:
 * @self: a row
 *
 * Returns: (transfer none): the chat that it shows
 */
ClientServer *
ui_server_row_get_server (UiServerRow *self)
{
  g_return_val_if_fail (UI_IS_SERVER_ROW (self), NULL);

  return self->server;
}
