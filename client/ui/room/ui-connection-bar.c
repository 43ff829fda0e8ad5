/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-connection-bar.h"

#include <glib/gi18n.h>

#include "ui-room-words.h"

/* Who is away for a moment is not told so: it would only flicker. */
#define PATIENCE_MS 2000

/**
 * UiConnectionBar:
 *
 * Says that there is no line to the chat, what waits for it, and when it is tried again;
 * or what the person has to answer first. The timer of the countdown runs only while there
 * is a countdown on the screen.
 */
struct _UiConnectionBar
{
  GtkWidget parent_instance;

  ClientSession *session;
  GSignalGroup *session_signals;
  guint countdown_id;
  guint patience_id;
  gboolean is_lost; /* for so long that it is told */

  GtkWidget *revealer;
  GtkWidget *content;
  GtkWidget *label;
  GtkWidget *detail;
  GtkWidget *retry_button;
  GtkWidget *review_button;
};

G_DEFINE_FINAL_TYPE (UiConnectionBar, ui_connection_bar, GTK_TYPE_WIDGET)

static ClientSessionState
get_state (UiConnectionBar *self)
{
  return self->session ? client_session_get_state (self->session) : CLIENT_SESSION_OFFLINE;
}

/* What only the person can answer. */
static gboolean
wants_answer (UiConnectionBar *self)
{
  const GError *error = client_session_get_error (self->session);
  const int questions[] = { CLIENT_ERROR_UNKNOWN_SERVER, CLIENT_ERROR_CHANGED_SERVER,
                            CLIENT_ERROR_AUTH_REQUIRED, CLIENT_ERROR_AUTH_FAILED,
                            CLIENT_ERROR_JOIN_WORD };

  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    if (g_error_matches (error, CLIENT_ERROR, questions[i]))
      return get_state (self) == CLIENT_SESSION_OFFLINE;

  return FALSE;
}

static char *
describe (UiConnectionBar *self)
{
  const GError *error = client_session_get_error (self->session);
  const char *trouble = client_session_get_trouble (self->session);
  gint64 wait = client_session_get_retry_at (self->session) - g_get_monotonic_time ();

  if (get_state (self) == CLIENT_SESSION_ONLINE)
    return g_strdup (trouble);
  if (get_state (self) == CLIENT_SESSION_OFFLINE && error != NULL)
    return g_strdup (error->message);

  return ui_room_words_attempt (get_state (self), wait);
}

static void
update_label (UiConnectionBar *self)
{
  const GError *error = client_session_get_error (self->session);
  gboolean is_online = get_state (self) == CLIENT_SESSION_ONLINE;
  g_autofree char *words = ui_room_words_offline (client_session_get_n_queued (self->session));
  g_autofree char *detail = describe (self);

  gtk_label_set_label (GTK_LABEL (self->label), words);
  gtk_widget_set_visible (self->label, !is_online);
  gtk_label_set_label (GTK_LABEL (self->detail), detail != NULL ? detail : "");
  gtk_widget_set_visible (self->detail, detail != NULL && *detail != '\0');
  gtk_widget_set_tooltip_text (self->detail, error && !is_online ? error->message : NULL);
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
update_countdown (UiConnectionBar *self)
{
  gboolean counting = self->is_lost && get_state (self) == CLIENT_SESSION_WAITING
                      && gtk_widget_get_mapped (GTK_WIDGET (self));

  if (counting && self->countdown_id == 0)
    self->countdown_id = g_timeout_add_seconds (1, on_second, self);
  else if (!counting)
    g_clear_handle_id (&self->countdown_id, g_source_remove);
}

static void
show (UiConnectionBar *self)
{
  ClientSessionState state = get_state (self);
  gboolean is_question = self->session != NULL && wants_answer (self);
  gboolean is_told =
    self->session != NULL
    && (state != CLIENT_SESSION_ONLINE ? self->is_lost
                                       : client_session_get_trouble (self->session) != NULL);

  if (is_told)
    {
      update_label (self);
      gtk_widget_set_visible (self->review_button, is_question);
      gtk_widget_set_visible (self->retry_button, state != CLIENT_SESSION_ONLINE && !is_question);
      gtk_widget_set_sensitive (self->retry_button, state != CLIENT_SESSION_CONNECTING);
    }
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), is_told);
  update_content (self);
  update_countdown (self);
}

static gboolean
on_patience_lost (gpointer data)
{
  UiConnectionBar *self = data;

  self->patience_id = 0;
  self->is_lost = TRUE;
  show (self);

  return G_SOURCE_REMOVE;
}

static void
update (UiConnectionBar *self)
{
  if (self->session == NULL || get_state (self) == CLIENT_SESSION_ONLINE)
    {
      self->is_lost = FALSE;
      g_clear_handle_id (&self->patience_id, g_source_remove);
    }
  else if (!self->is_lost && self->patience_id == 0)
    self->patience_id = g_timeout_add (PATIENCE_MS, on_patience_lost, self);

  show (self);
}

static void
on_clicked (UiConnectionBar *self)
{
  if (self->session == NULL)
    return;

  if (get_state (self) == CLIENT_SESSION_OFFLINE)
    client_session_open (self->session);
  else
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

  self->is_lost = FALSE;
  g_clear_handle_id (&self->patience_id, g_source_remove);
  g_signal_group_set_target (self->session_signals, session);
  update (self);
}

static void
ui_connection_bar_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ui_connection_bar_parent_class)->map (widget);
  show (UI_CONNECTION_BAR (widget));
}

static void
ui_connection_bar_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ui_connection_bar_parent_class)->unmap (widget);
  update_countdown (UI_CONNECTION_BAR (widget));
}

static void
ui_connection_bar_dispose (GObject *object)
{
  UiConnectionBar *self = UI_CONNECTION_BAR (object);
  GtkWidget *child = NULL;

  g_clear_handle_id (&self->countdown_id, g_source_remove);
  g_clear_handle_id (&self->patience_id, g_source_remove);
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
  gtk_widget_class_bind_template_child (widget_class, UiConnectionBar, detail);
  gtk_widget_class_bind_template_child (widget_class, UiConnectionBar, retry_button);
  gtk_widget_class_bind_template_child (widget_class, UiConnectionBar, review_button);
  gtk_widget_class_bind_template_callback (widget_class, on_clicked);
  gtk_widget_class_bind_template_callback (widget_class, update_content);

  gtk_widget_class_set_css_name (widget_class, "connectionbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
ui_connection_bar_init (UiConnectionBar *self)
{
  const char *const followed[] = { "notify::state", "notify::retry-at", "notify::n-queued",
                                   "notify::error", "notify::trouble" };

  gtk_widget_init_template (GTK_WIDGET (self));

  self->session_signals = g_signal_group_new (CLIENT_TYPE_SESSION);
  for (gsize i = 0; i < G_N_ELEMENTS (followed); i++)
    g_signal_group_connect_swapped (self->session_signals, followed[i], G_CALLBACK (update), self);
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
