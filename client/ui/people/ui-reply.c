/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-reply.h"

#include <adwaita.h>

typedef struct
{
  GWeakRef widget;
  char *sentence;
} Reply;

/**
 * ui_reply_say:
 * @widget: what the person has used
 * @sentence: what to tell them
 *
 * Tells the person something in the window they look at, or, if that has no place for it, in
 * the one it belongs to.
 */
void
ui_reply_say (GtkWidget *widget, const char *sentence)
{
  GtkRoot *root = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  root = gtk_widget_get_root (widget);
  while (root != NULL)
    {
      if (ADW_IS_PREFERENCES_WINDOW (root))
        {
          AdwToast *toast = adw_toast_new ("");

          /* What peers write is no markup. */
          g_autofree char *escaped = g_markup_escape_text (sentence, -1);
          adw_toast_set_title (toast, escaped);
          adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (root), toast);
          return;
        }
      if (gtk_widget_activate_action (GTK_WIDGET (root), "win.toast", "s", sentence))
        return;

      root = GTK_ROOT (gtk_window_get_transient_for (GTK_WINDOW (root)));
    }
}

/**
 * ui_reply_new:
 * @widget: what the person has used
 * @sentence: (nullable): what to tell them when it is done; %NULL where they see it
 *
 * Prepares to tell how a request of #ClientSession has ended.
 *
 * Returns: (transfer full): to be given to ui_reply_take()
 */
gpointer
ui_reply_new (GtkWidget *widget, const char *sentence)
{
  Reply *self = g_new0 (Reply, 1);

  g_weak_ref_init (&self->widget, widget);
  self->sentence = g_strdup (sentence);
  return self;
}

static void
reply_free (Reply *self)
{
  g_weak_ref_clear (&self->widget);
  g_clear_pointer (&self->sentence, g_free);
  g_free (self);
}

/**
 * ui_reply_take:
 * @source: a session
 * @result: what the callback was given
 * @user_data: (transfer full): what ui_reply_new() has made
 *
 * Tells how a request has ended that ends with client_session_request_finish(), unless the
 * widget is not there any more.
 */
void
ui_reply_take (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reply *self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = client_session_request_finish (CLIENT_SESSION (source), result, &error);
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&self->widget);
  const char *sentence = is_done ? self->sentence : error->message;

  if (widget != NULL && sentence != NULL)
    ui_reply_say (widget, sentence);
  reply_free (self);
}

static gboolean
close_window (gpointer window)
{
  gtk_window_close (GTK_WINDOW (window));
  return G_SOURCE_REMOVE;
}

/**
 * ui_reply_close:
 * @window: a window with a question before it that was just answered
 *
 * Closes the window when the question is gone, which still holds on to it.
 */
void
ui_reply_close (GtkWindow *window)
{
  g_return_if_fail (GTK_IS_WINDOW (window));

  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, close_window, g_object_ref (window), g_object_unref);
}
