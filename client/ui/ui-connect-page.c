/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-connect-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "charla-limits.h"
#include "charla-name.h"
#include "client-error.h"

/**
 * UiConnectPage:
 *
 * Where one says who one is and which chat one wants to join.
 *
 * Signals: "join" (ClientAddress *address, const char *name), both valid;
 * "cancel": the attempt that is under way is no longer wanted.
 */
struct _UiConnectPage
{
  GtkWidget parent_instance;

  gboolean busy;

  GtkWidget *name_row;
  GtkWidget *name_error;
  GtkWidget *server_row;
  GtkWidget *server_error;
  GtkWidget *server_hint;
  GtkWidget *stack;
  GtkWidget *join_button;
  GtkWidget *cancel_button;
  GtkWidget *spinner;
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

/* Says to screen readers what is wrong with a field; NULL: nothing is. */
static void
mark_problem (GtkAccessible *field, GtkWidget *label)
{
  if (label == NULL)
    {
      gtk_accessible_reset_state (field, GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_relation (field, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
      return;
    }

  gtk_accessible_update_state (field,
                               GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);
  gtk_accessible_update_relation (field, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, label, NULL, -1);
}

/* Says what is wrong with a row below it; NULL: nothing is. */
static void
show_problem (GtkWidget *row, GtkWidget *label, const char *sentence)
{
  gtk_label_set_label (GTK_LABEL (label), sentence ? sentence : "");
  gtk_widget_set_visible (label, sentence != NULL);

  if (sentence == NULL)
    gtk_widget_remove_css_class (row, "error");
  else
    gtk_widget_add_css_class (row, "error");

  /* Screen readers see the row in one version of libadwaita, the text in it in another. */
  mark_problem (GTK_ACCESSIBLE (row), sentence ? label : NULL);
  mark_problem (GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (row))),
                sentence ? label : NULL);
}

static void
show_name_problem (UiConnectPage *self, const char *sentence)
{
  show_problem (self->name_row, self->name_error, sentence);
}

static void
show_server_problem (UiConnectPage *self, const char *sentence)
{
  show_problem (self->server_row, self->server_error, sentence);
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

static void
on_join (UiConnectPage *self)
{
  g_autofree char *name = dup_name (self);
  g_autofree char *problem = find_name_problem (name);
  g_autoptr (GError) error = NULL;
  g_autoptr (ClientAddress) address =
    client_address_parse (gtk_editable_get_text (GTK_EDITABLE (self->server_row)), &error);

  if (self->busy)
    return;

  show_name_problem (self, problem);
  show_server_problem (self, error ? error->message : NULL);
  if (problem != NULL)
    gtk_widget_grab_focus (self->name_row);
  else if (address == NULL)
    gtk_widget_grab_focus (self->server_row);
  else
    g_signal_emit (self, signals[JOIN], 0, address, name);
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
  gtk_widget_set_sensitive (self->server_row, sensitive);
}

/**
 * ui_connect_page_set_busy:
 * @self: a page
 * @busy: whether an attempt to join is under way
 *
 * While an attempt is under way it can be cancelled, and nothing else.
 */
void
ui_connect_page_set_busy (UiConnectPage *self, gboolean busy)
{
  g_return_if_fail (UI_IS_CONNECT_PAGE (self));

  if (self->busy == busy)
    return;

  self->busy = busy;
  if (!busy)
    set_rows_sensitive (self, TRUE);
  gtk_stack_set_visible_child (GTK_STACK (self->stack),
                               busy ? self->cancel_button : self->join_button);
  gtk_widget_grab_focus (busy ? self->cancel_button : self->join_button);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), busy);
  /* Last: an entry that has the focus must not become insensitive. */
  if (busy)
    set_rows_sensitive (self, FALSE);
}

/* A name can be another one; a password there is no place for. */
static const char *
get_name_problem (const GError *error)
{
  if (g_error_matches (error, CLIENT_ERROR, CLIENT_ERROR_NAME))
    return error->message;
  if (g_error_matches (error, CLIENT_ERROR, CLIENT_ERROR_AUTH_REQUIRED)
      || g_error_matches (error, CLIENT_ERROR, CLIENT_ERROR_AUTH_FAILED))
    return _("Somebody has this name there already. Choose another.");

  return NULL;
}

/**
 * ui_connect_page_set_error:
 * @self: a page
 * @error: (nullable): a %CLIENT_ERROR: why the last attempt failed
 *
 * Says why one is not connected, beside the field that is to be changed.
 */
void
ui_connect_page_set_error (UiConnectPage *self, const GError *error)
{
  const char *name = NULL;

  g_return_if_fail (UI_IS_CONNECT_PAGE (self));

  name = get_name_problem (error);
  show_name_problem (self, name);
  show_server_problem (self, error && name == NULL ? error->message : NULL);
  if (error != NULL)
    gtk_widget_grab_focus (name ? self->name_row : self->server_row);
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
  else if (*gtk_editable_get_text (GTK_EDITABLE (self->server_row)) == '\0')
    gtk_widget_grab_focus (self->server_row);
  else
    gtk_widget_grab_focus (self->join_button);
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

  signals[JOIN] = g_signal_new ("join", UI_TYPE_CONNECT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 2, CLIENT_TYPE_ADDRESS, G_TYPE_STRING);
  signals[CANCEL] = g_signal_new ("cancel", UI_TYPE_CONNECT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-connect-page.ui");
  gtk_widget_class_bind_template_child (widget_class, UiConnectPage, name_row);
  gtk_widget_class_bind_template_child (widget_class, UiConnectPage, name_error);
  gtk_widget_class_bind_template_child (widget_class, UiConnectPage, server_row);
  gtk_widget_class_bind_template_child (widget_class, UiConnectPage, server_error);
  gtk_widget_class_bind_template_child (widget_class, UiConnectPage, server_hint);
  gtk_widget_class_bind_template_child (widget_class, UiConnectPage, stack);
  gtk_widget_class_bind_template_child (widget_class, UiConnectPage, join_button);
  gtk_widget_class_bind_template_child (widget_class, UiConnectPage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, UiConnectPage, spinner);
  gtk_widget_class_bind_template_callback (widget_class, on_name_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_server_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_join);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);

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
