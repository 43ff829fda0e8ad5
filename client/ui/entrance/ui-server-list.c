/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-server-list.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "client-known-servers.h"
#include "ui-forget-dialog.h"
#include "ui-server-row.h"

/**
 * UiServerList:
 *
 * The chats that one can go to, while one looks at it; and why there are none.
 *
 * Signals: "chosen" (ClientServer *server): the person wants to go there.
 */
struct _UiServerList
{
  GtkWidget parent_instance;

  ClientDiscovery *discovery;
  ClientKnownServers *known;
  ClientKeyring *keyring;
  GCancellable *cancellable;

  GtkWidget *spinner;
  GtkWidget *list;
  GtkWidget *trouble;
};

G_DEFINE_FINAL_TYPE (UiServerList, ui_server_list, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_empty (UiServerList *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->discovery)) == 0;
}

/* An empty box is not shown, but the sentence that stands for it. */
static void
update (UiServerList *self)
{
  const char *trouble = client_discovery_get_trouble (self->discovery);
  gboolean searching = !client_discovery_get_is_settled (self->discovery);
  gboolean mapped = gtk_widget_get_mapped (GTK_WIDGET (self));

  if (trouble == NULL && is_empty (self))
    trouble = _("Looking for chats…");
  gtk_label_set_label (GTK_LABEL (self->trouble), trouble ? trouble : "");
  gtk_widget_set_visible (self->trouble, trouble != NULL);
  gtk_widget_set_visible (self->list, !is_empty (self));
  gtk_widget_set_visible (self->spinner, searching);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), searching && mapped);
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  return ui_server_row_new (item);
}

static void
on_activated (UiServerList *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[CHOSEN], 0, ui_server_row_get_server (UI_SERVER_ROW (row)));
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!client_known_servers_finish (CLIENT_KNOWN_SERVERS (source), result, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("The chats that were used before cannot be read: %s", error->message);
}

static ClientServer *
find_at (UiServerList *self, const char *address)
{
  GListModel *servers = G_LIST_MODEL (self->discovery);

  for (guint i = 0; i < g_list_model_get_n_items (servers); i++)
    {
      g_autoptr (ClientServer) server = g_list_model_get_item (servers, i);
      g_autofree char *there = client_address_to_string (client_server_get_address (server));

      if (g_str_equal (there, address))
        return server;
    }

  return NULL;
}

static void
forget (GtkWidget *widget, const char *action, GVariant *parameter)
{
  UiServerList *self = UI_SERVER_LIST (widget);
  ClientServer *server = find_at (self, g_variant_get_string (parameter, NULL));

  if (server != NULL)
    ui_forget_dialog_ask (widget, self->known, self->keyring, server);
}

/**
 * ui_server_list_get_discovery:
 * @self: a list
 *
 * Returns: (transfer none): what it shows
 */
ClientDiscovery *
ui_server_list_get_discovery (UiServerList *self)
{
  g_return_val_if_fail (UI_IS_SERVER_LIST (self), NULL);

  return self->discovery;
}

/**
 * ui_server_list_focus_first:
 * @self: a list
 *
 * Gives the focus to the first chat.
 *
 * Returns: whether there is one
 */
gboolean
ui_server_list_focus_first (UiServerList *self)
{
  GtkListBoxRow *row = NULL;

  g_return_val_if_fail (UI_IS_SERVER_LIST (self), FALSE);

  row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0);
  return row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
ui_server_list_map (GtkWidget *widget)
{
  UiServerList *self = UI_SERVER_LIST (widget);

  GTK_WIDGET_CLASS (ui_server_list_parent_class)->map (widget);

  client_known_servers_load_async (self->known, self->cancellable, on_loaded, self);
  client_discovery_start (self->discovery);
  update (self);
}

static void
ui_server_list_unmap (GtkWidget *widget)
{
  UiServerList *self = UI_SERVER_LIST (widget);

  client_discovery_stop (self->discovery);
  GTK_WIDGET_CLASS (ui_server_list_parent_class)->unmap (widget);
  update (self);
}

static void
ui_server_list_dispose (GObject *object)
{
  UiServerList *self = UI_SERVER_LIST (object);
  GtkWidget *child = NULL;

  g_cancellable_cancel (self->cancellable);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->keyring);
  g_clear_object (&self->known);
  g_clear_object (&self->discovery);

  G_OBJECT_CLASS (ui_server_list_parent_class)->dispose (object);
}

static void
ui_server_list_class_init (UiServerListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_server_list_dispose;
  widget_class->map = ui_server_list_map;
  widget_class->unmap = ui_server_list_unmap;

  signals[CHOSEN] = g_signal_new ("chosen", UI_TYPE_SERVER_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, CLIENT_TYPE_SERVER);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-server-list.ui");
  gtk_widget_class_bind_template_child (widget_class, UiServerList, spinner);
  gtk_widget_class_bind_template_child (widget_class, UiServerList, list);
  gtk_widget_class_bind_template_child (widget_class, UiServerList, trouble);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);

  gtk_widget_class_install_action (widget_class, "servers.forget", "s", forget);
}

static void
ui_server_list_init (UiServerList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->cancellable = g_cancellable_new ();
  self->known = client_known_servers_new (NULL);
  self->keyring = client_keyring_new (NULL);
  self->discovery = client_discovery_new ();
  client_discovery_follow (self->discovery, G_LIST_MODEL (self->known));
  gtk_list_box_bind_model (GTK_LIST_BOX (self->list), G_LIST_MODEL (self->discovery), create_row,
                           NULL, NULL);
  g_signal_connect_object (self->discovery, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->discovery, "notify", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

/**
 * ui_server_list_new:
 *
 * Returns: (transfer floating): a list that looks for chats while it is on the screen
 */
GtkWidget *
ui_server_list_new (void)
{
  return g_object_new (UI_TYPE_SERVER_LIST, NULL);
}
