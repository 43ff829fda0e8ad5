/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-connect-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "charla-limits.h"
#include "charla-name.h"
#include "client-error.h"
#include "ui-doctor-dialog.h"
#include "ui-problem.h"
#include "ui-server-list.h"

/**
 * UiConnectPage:
 *
 * Where one says who one is and which chat one wants to join: one of those that are
 * found, or one at an address.
 *
 * Signals: "join" (ClientAddress *address, const char *name), both valid;
 * "cancel": the attempt that is under way is no longer wanted.
 */
struct _UiConnectPage
{
  GtkWidget parent_instance;

  gboolean busy;

  /* The chat of the last attempt. */
  ClientAddress *address;
  char *chat;

  GtkWidget *name_row;
  GtkWidget *name_error;
  GtkWidget *list;
  GtkWidget *server_row;
  GtkWidget *server_error;
  GtkWidget *server_hint;
  GtkWidget *join_button;
  GtkWidget *host_button;
  GtkWidget *revealer;
  GtkWidget *bar;
  GtkWidget *busy_bar;
  GtkWidget *busy_label;
  GtkWidget *cancel_button;
  GtkWidget *spinner;
  GtkWidget *failure_bar;
  GtkWidget *failure;
  GtkWidget *doctor_button;
};

G_DEFINE_FINAL_TYPE (UiConnectPage, ui_connect_page, GTK_TYPE_WIDGET)

enum
{
  JOIN,
  CANCEL,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
dup_name (UiConnectPage *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));
}

static void
show_name_problem (UiConnectPage *self, const char *sentence)
{
  ui_problem_set_row (self->name_row, self->name_error, sentence);
}

static void
show_server_problem (UiConnectPage *self, const char *sentence)
{
  ui_problem_set_row (self->server_row, self->server_error, sentence);
  gtk_widget_set_visible (self->server_hint, sentence == NULL);
}

static void
on_name_changed (UiConnectPage *self)
{
  show_name_problem (self, NULL);
}

static void
on_server_changed (UiConnectPage *self)
{
  show_server_problem (self, NULL);
}

/* Returns a sentence for the person if the name cannot be used. */
static char *
find_name_problem (const char *name)
{
  if (*name == '\0')
    return g_strdup (_("Enter the name that the others are to see."));

  if (g_utf8_strlen (name, -1) > CHARLA_NAME_MAX)
    return g_strdup_printf (ngettext ("A name has at most %d character.",
                                      "A name has at most %d characters.",
                                      CHARLA_NAME_MAX),
                            CHARLA_NAME_MAX);

  if (!charla_name_validate (name, -1, NULL))
    return g_strdup (_("This name has characters that cannot be seen."));

  return NULL;
}

/* What is not seen is not read out either. */
static void
update_bar (UiConnectPage *self)
{
  GtkRevealer *revealer = GTK_REVEALER (self->revealer);

  gtk_widget_set_visible (self->bar,
                          gtk_revealer_get_reveal_child (revealer)
                            || gtk_revealer_get_child_revealed (revealer));
}

/* Shows what is to be said of the last attempt; NULL for nothing. */
static void
show_bar (UiConnectPage *self, GtkWidget *child)
{
  if (child != NULL)
    {
      gtk_widget_set_visible (child, TRUE);
      gtk_stack_set_visible_child (GTK_STACK (self->bar), child);
      gtk_widget_set_visible (self->busy_bar, child == self->busy_bar);
      gtk_widget_set_visible (self->failure_bar, child == self->failure_bar);
    }
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), child != NULL);
  update_bar (self);
}

/**
 * ui_connect_page_set_address:
 * @self: a page
 * @address: where the chat of an attempt is that did not begin here
 *
 * Says which chat the page is about from now on.
 */
void
ui_connect_page_set_address (UiConnectPage *self, ClientAddress *address)
{
  g_return_if_fail (UI_IS_CONNECT_PAGE (self));
  g_return_if_fail (address != NULL);

  if (address == self->address)
    return;

  client_address_ref (address);
  g_clear_pointer (&self->address, client_address_unref);
  self->address = address;
  g_free (self->chat);
  self->chat = g_strdup (client_address_get_host (address));
}

/**
 * ui_connect_page_get_chat:
 * @self: a page
 *
 * Returns: (nullable): what the chat of the last attempt is called
 */
const char *
ui_connect_page_get_chat (UiConnectPage *self)
{
  g_return_val_if_fail (UI_IS_CONNECT_PAGE (self), NULL);

  return self->chat;
}

/**
 * ui_connect_page_join:
 * @self: a page
 * @address: where a chat is
 * @chat: (nullable): what it is called
 *
 * Joins a chat, if the name is one.
 */
void
ui_connect_page_join (UiConnectPage *self, ClientAddress *address, const char *chat)
{
  g_autofree char *name = NULL;
  g_autofree char *problem = NULL;

  g_return_if_fail (UI_IS_CONNECT_PAGE (self));
  g_return_if_fail (address != NULL);

  name = dup_name (self);
  problem = find_name_problem (name);
  if (self->busy)
    return;

  show_name_problem (self, problem);
  if (problem != NULL)
    {
      gtk_widget_grab_focus (self->name_row);
      return;
    }

  ui_connect_page_set_address (self, address);
  if (chat != NULL)
    {
      g_free (self->chat);
      self->chat = g_strdup (chat);
    }
  g_signal_emit (self, signals[JOIN], 0, address, name);
}

static void
on_chosen (UiConnectPage *self, ClientServer *server)
{
  show_server_problem (self, NULL);
  ui_connect_page_join (self, client_server_get_address (server), client_server_get_name (server));
}

static void
on_join (UiConnectPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ClientAddress) address =
    client_address_parse (gtk_editable_get_text (GTK_EDITABLE (self->server_row)), &error);
  g_autofree char *name = dup_name (self);
  g_autofree char *problem = find_name_problem (name);

  if (!self->busy)
    show_bar (self, NULL);
  show_name_problem (self, problem);
  show_server_problem (self, error ? error->message : NULL);
  if (problem != NULL)
    gtk_widget_grab_focus (self->name_row);
  else if (address == NULL)
    gtk_widget_grab_focus (self->server_row);
  else
    ui_connect_page_join (self, address, NULL);
}

/* Enter goes on to what is left to do. */
static void
on_name_activated (UiConnectPage *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->server_row)) != '\0')
    on_join (self);
  else if (!ui_server_list_focus_first (UI_SERVER_LIST (self->list)))
    gtk_widget_grab_focus (self->server_row);
}

static void
on_find_out (UiConnectPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->address != NULL)
    gtk_window_present (GTK_WINDOW (ui_doctor_dialog_new (self->address, GTK_WINDOW (root))));
}

static void
on_cancel (UiConnectPage *self)
{
  if (self->busy)
    g_signal_emit (self, signals[CANCEL], 0);
}

static void
cancel (GtkWidget *widget, const char *action, GVariant *parameter)
{
  on_cancel (UI_CONNECT_PAGE (widget));
}

/**
 * ui_connect_page_fill:
 * @self: a page
 * @name: (nullable): the name to offer, or %NULL to leave what is there
 * @server: (nullable): the address to offer, or %NULL to leave what is there
 *
 * Fills in what is known.
 */
void
ui_connect_page_fill (UiConnectPage *self, const char *name, const char *server)
{
  g_return_if_fail (UI_IS_CONNECT_PAGE (self));

  if (name != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->name_row), name);
  if (server != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->server_row), server);
}

static void
set_rows_sensitive (UiConnectPage *self, gboolean sensitive)
{
  gtk_widget_set_sensitive (self->name_row, sensitive);
  gtk_widget_set_sensitive (self->list, sensitive);
  gtk_widget_set_sensitive (self->server_row, sensitive);
  gtk_widget_set_sensitive (self->host_button, sensitive);
}

/* Of an attempt that is made again by itself, why it has to be. */
static void
show_attempt (UiConnectPage *self, const GError *reason)
{
  g_autofree char *label = NULL;

  if (reason != NULL)
    /* Translators: a sentence that says why one is not in the chat yet */
    label = g_strdup_printf (_("%s Trying again…"), reason->message);
  else
    /* Translators: the name of a chat */
    label = g_strdup_printf (_("Connecting to “%s”…"), self->chat ? self->chat : "");
  gtk_label_set_label (GTK_LABEL (self->busy_label), label);
}

/**
 * ui_connect_page_set_busy:
 * @self: a page
 * @busy: whether an attempt to join is under way
 * @reason: (nullable): why it is not the first one
 *
 * While an attempt is under way it can be cancelled, and nothing else.
 */
void
ui_connect_page_set_busy (UiConnectPage *self, gboolean busy, const GError *reason)
{
  g_return_if_fail (UI_IS_CONNECT_PAGE (self));

  if (busy)
    show_attempt (self, reason);
  if (self->busy == busy)
    return;

  self->busy = busy;
  if (!busy)
    set_rows_sensitive (self, TRUE);
  show_bar (self, busy ? self->busy_bar : NULL);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), busy);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    ui_connect_page_begin (self);
  /* Last: an entry that has the focus must not become insensitive. */
  if (busy)
    set_rows_sensitive (self, FALSE);
}

/**
 * ui_connect_page_set_error:
 * @self: a page
 * @error: (nullable): a %CLIENT_ERROR: why the last attempt failed
 *
 * Says why one is not connected: beside the name if that is the reason, and else below
 * all, with a way to find out more.
 */
void
ui_connect_page_set_error (UiConnectPage *self, const GError *error)
{
  gboolean name = g_error_matches (error, CLIENT_ERROR, CLIENT_ERROR_NAME);

  g_return_if_fail (UI_IS_CONNECT_PAGE (self));

  show_name_problem (self, name ? error->message : NULL);
  gtk_label_set_label (GTK_LABEL (self->failure), error && !name ? error->message : "");
  show_bar (self, error && !name ? self->failure_bar : NULL);
  if (name)
    gtk_widget_grab_focus (self->name_row);
  else if (error != NULL)
    gtk_widget_grab_focus (self->doctor_button);
}

/**
 * ui_connect_page_change_name:
 * @self: a page
 *
 * Has the person choose another name.
 */
void
ui_connect_page_change_name (UiConnectPage *self)
{
  g_return_if_fail (UI_IS_CONNECT_PAGE (self));

  show_name_problem (self, _("Somebody has this name there already. Choose another."));
  gtk_widget_grab_focus (self->name_row);
  gtk_editable_select_region (GTK_EDITABLE (self->name_row), 0, -1);
}

/**
 * ui_connect_page_begin:
 * @self: a page
 *
 * Gives the focus to the first thing that is left to do.
 */
void
ui_connect_page_begin (UiConnectPage *self)
{
  g_return_if_fail (UI_IS_CONNECT_PAGE (self));

  if (self->busy)
    gtk_widget_grab_focus (self->cancel_button);
  else if (*gtk_editable_get_text (GTK_EDITABLE (self->name_row)) == '\0')
    gtk_widget_grab_focus (self->name_row);
  else if (*gtk_editable_get_text (GTK_EDITABLE (self->server_row)) != '\0')
    gtk_widget_grab_focus (self->join_button);
  else if (!ui_server_list_focus_first (UI_SERVER_LIST (self->list)))
    gtk_widget_grab_focus (self->server_row);
}

static void
ui_connect_page_finalize (GObject *object)
{
  UiConnectPage *self = UI_CONNECT_PAGE (object);

  g_clear_pointer (&self->address, client_address_unref);
  g_clear_pointer (&self->chat, g_free);

  G_OBJECT_CLASS (ui_connect_page_parent_class)->finalize (object);
}

static void
ui_connect_page_dispose (GObject *object)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ui_connect_page_parent_class)->dispose (object);
}

static void
ui_connect_page_class_init (UiConnectPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ui_connect_page_dispose;
  object_class->finalize = ui_connect_page_finalize;

  signals[JOIN] = g_signal_new ("join", UI_TYPE_CONNECT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 2, CLIENT_TYPE_ADDRESS, G_TYPE_STRING);
  signals[CANCEL] = g_signal_new ("cancel", UI_TYPE_CONNECT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);

  g_type_ensure (UI_TYPE_SERVER_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-connect-page.ui");
  gtk_widget_class_bind_template_child (widget_class, UiConnectPage, name_row);
  gtk_widget_class_bind_template_child (widget_class, UiConnectPage, name_error);
  gtk_widget_class_bind_template_child (widget_class, UiConnectPage, list);
  gtk_widget_class_bind_template_child (widget_class, UiConnectPage, server_row);
  gtk_widget_class_bind_template_child (widget_class, UiConnectPage, server_error);
  gtk_widget_class_bind_template_child (widget_class, UiConnectPage, server_hint);
  gtk_widget_class_bind_template_child (widget_class, UiConnectPage, join_button);
  gtk_widget_class_bind_template_child (widget_class, UiConnectPage, host_button);
  gtk_widget_class_bind_template_child (widget_class, UiConnectPage, revealer);
  gtk_widget_class_bind_template_child (widget_class, UiConnectPage, bar);
  gtk_widget_class_bind_template_child (widget_class, UiConnectPage, busy_bar);
  gtk_widget_class_bind_template_child (widget_class, UiConnectPage, busy_label);
  gtk_widget_class_bind_template_child (widget_class, UiConnectPage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, UiConnectPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, UiConnectPage, failure_bar);
  gtk_widget_class_bind_template_child (widget_class, UiConnectPage, failure);
  gtk_widget_class_bind_template_child (widget_class, UiConnectPage, doctor_button);
  gtk_widget_class_bind_template_callback (widget_class, on_name_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_name_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_server_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_join);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_find_out);
  gtk_widget_class_bind_template_callback (widget_class, update_bar);

  gtk_widget_class_set_css_name (widget_class, "connectpage");
  gtk_widget_class_install_action (widget_class, "connect.cancel", NULL, cancel);
}

static void
ui_connect_page_init (UiConnectPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ui_connect_page_new:
 *
 * Returns: (transfer floating): an empty page
 */
GtkWidget *
ui_connect_page_new (void)
{
  return g_object_new (UI_TYPE_CONNECT_PAGE, NULL);
}
