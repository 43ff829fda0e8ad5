/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-connection-bar.h"

#include <glib/gi18n.h>

#include "ui-format.h"

/**
 * UiConnectionBar:
 *
 * Says that the line to the chat is lost, and when it is tried again. The timer
 * of the countdown runs only while there is a countdown on the screen.
 */
struct _UiConnectionBar
{
  GtkWidget parent_instance;

  ClientSession *session;
  GSignalGroup *session_signals;
  guint countdown_id;
  gboolean joined;

  GtkWidget *revealer;
  GtkWidget *content;
  GtkWidget *label;
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (UiConnectionBar, ui_connection_bar, GTK_TYPE_WIDGET)

static ClientSessionState
get_state (UiConnectionBar *self)
{
  return self->session ? client_session_get_state (self->session) : CLIENT_SESSION_OFFLINE;
}

static void
update_label (UiConnectionBar *self)
{
  const GError *error = client_session_get_error (self->session);
  g_autofree char *sentence = NULL;

  if (get_state (self) == CLIENT_SESSION_WAITING)
    sentence =
      ui_format_retry (client_session_get_retry_at (self->session) - g_get_monotonic_time ());
  else
    sentence = ui_format_retry (0);

  gtk_label_set_label (GTK_LABEL (self->label), sentence);
  gtk_widget_set_tooltip_text (self->label, error ? error->message : NULL);
}

static gboolean
on_second (gpointer data)
{
  update_label (data);
  return G_SOURCE_CONTINUE;
}

/* What is not seen is not read out either. */
static void
update_content (UiConnectionBar *self)
{
  GtkRevealer *revealer = GTK_REVEALER (self->revealer);

  gtk_widget_set_visible (self->content,
                          gtk_revealer_get_reveal_child (revealer)
                            || gtk_revealer_get_child_revealed (revealer));
}

static void
update (UiConnectionBar *self)
{
  ClientSessionState state = get_state (self);
  gboolean lost = self->joined && state != CLIENT_SESSION_ONLINE && state != CLIENT_SESSION_OFFLINE;
  gboolean counting = state == CLIENT_SESSION_WAITING && gtk_widget_get_mapped (GTK_WIDGET (self));

  if (state == CLIENT_SESSION_ONLINE)
    self->joined = TRUE;
  if (lost)
    update_label (self);
  gtk_widget_set_sensitive (self->button, state == CLIENT_SESSION_WAITING);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), lost);
  update_content (self);

  if (counting && self->countdown_id == 0)
    self->countdown_id = g_timeout_add_seconds (1, on_second, self);
  else if (!counting)
    g_clear_handle_id (&self->countdown_id, g_source_remove);
}

static void
on_clicked (UiConnectionBar *self)
{
  if (self->session != NULL)
    client_session_retry (self->session);
}

/**
 * ui_connection_bar_set_session:
 * @self: a bar
 * @session: (nullable): whose line it tells about
 *
 * Tells about another session.
 */
void
ui_connection_bar_set_session (UiConnectionBar *self, ClientSession *session)
{
  g_return_if_fail (UI_IS_CONNECTION_BAR (self));

  if (!g_set_object (&self->session, session))
    return;

  self->joined = FALSE;
  g_signal_group_set_target (self->session_signals, session);
  update (self);
}

static void
ui_connection_bar_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ui_connection_bar_parent_class)->map (widget);
  update (UI_CONNECTION_BAR (widget));
}

static void
ui_connection_bar_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ui_connection_bar_parent_class)->unmap (widget);
  update (UI_CONNECTION_BAR (widget));
}

static void
ui_connection_bar_dispose (GObject *object)
{
  UiConnectionBar *self = UI_CONNECTION_BAR (object);
  GtkWidget *child = NULL;

  g_clear_handle_id (&self->countdown_id, g_source_remove);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->session);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ui_connection_bar_parent_class)->dispose (object);
}

static void
ui_connection_bar_class_init (UiConnectionBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ui_connection_bar_dispose;
  widget_class->map = ui_connection_bar_map;
  widget_class->unmap = ui_connection_bar_unmap;

  gtk_widget_class_set_template_from_resource (
    widget_class,
    "/io/github/charla_chat/Charla/ui-connection-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, UiConnectionBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, UiConnectionBar, content);
  gtk_widget_class_bind_template_child (widget_class, UiConnectionBar, label);
  gtk_widget_class_bind_template_child (widget_class, UiConnectionBar, button);
  gtk_widget_class_bind_template_callback (widget_class, on_clicked);
  gtk_widget_class_bind_template_callback (widget_class, update_content);

  gtk_widget_class_set_css_name (widget_class, "connectionbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
ui_connection_bar_init (UiConnectionBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->session_signals = g_signal_group_new (CLIENT_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals,
                                  "notify::state",
                                  G_CALLBACK (update),
                                  self);
  g_signal_group_connect_swapped (self->session_signals,
                                  "notify::retry-at",
                                  G_CALLBACK (update),
                                  self);
}

/**
 * ui_connection_bar_new:
 *
 * Returns: (transfer floating): a bar that is not seen
 */
GtkWidget *
ui_connection_bar_new (void)
{
  return g_object_new (UI_TYPE_CONNECTION_BAR, NULL);
}
