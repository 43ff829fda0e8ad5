/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-curtain.h"

/*
 * How long a window waits for what is to be in it, in milliseconds. Reading takes a few:
 * whoever has a disk that sleeps sees the window without it, and not no window.
 */
#define PATIENCE_MS 250

typedef struct
{
  GtkWindow *window; /* weak */
  ClientSession *session;
  gulong handler;
  guint timeout;
} UiCurtain;

static void
ui_curtain_free (UiCurtain *self)
{
  g_signal_handler_disconnect (self->session, self->handler);
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->session);
  g_free (self);
}

/* Whoever has shown it meanwhile, or closed it, is right. */
static void
rise (UiCurtain *self)
{
  if (self->window != NULL && !gtk_widget_get_visible (GTK_WIDGET (self->window)))
    gtk_window_present (self->window);
  ui_curtain_free (self);
}

static void
on_loaded (ClientSession *session, GParamSpec *pspec, UiCurtain *self)
{
  rise (self);
}

static gboolean
on_patience_ended (gpointer data)
{
  UiCurtain *self = data;

  self->timeout = 0;
  rise (self);
  return G_SOURCE_REMOVE;
}

/**
 * ui_curtain_raise:
 * @window: a window that was not shown yet, or any other
 * @session: (nullable): the chat in it
 *
 * Presents a window when there is something to see in it: a first frame without what was
 * said last would cost the time in which the second one is painted. It does not wait
 * longer than a quarter of a second, nor where nothing is read.
 */
void
ui_curtain_raise (GtkWindow *window, ClientSession *session)
{
  UiCurtain *self = NULL;

  if (session == NULL || client_session_get_is_loaded (session)
      || gtk_widget_get_visible (GTK_WIDGET (window)))
    {
      gtk_window_present (window);
      return;
    }

  self = g_new0 (UiCurtain, 1);
  g_set_weak_pointer (&self->window, window);
  self->session = g_object_ref (session);
  self->handler = g_signal_connect_after (session, "notify::is-loaded", G_CALLBACK (on_loaded),
                                          self);
  self->timeout = g_timeout_add (PATIENCE_MS, on_patience_ended, self);
}
