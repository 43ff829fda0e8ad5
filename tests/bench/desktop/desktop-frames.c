/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How long the main loop is busy at a time, and how much of that is painting. */
#include "desktop-frames.h"

static DesktopFrames seen;
static gint64 turn_began;
static gint64 frame_began;
static gint64 framed; /* how much of this turn was painting */

static void (*tell_painted) (gpointer);
static gpointer tell_data;

/* Between two polls there is one turn of the loop. */
static int
poll_between_turns (GPollFD *fds, guint n_fds, int timeout)
{
  gint64 now = g_get_monotonic_time ();
  int n_ready = 0;

  if (turn_began != 0)
    {
      seen.n_turns++;
      seen.worst_turn = MAX (seen.worst_turn, now - turn_began - framed);
      seen.worst_whole = MAX (seen.worst_whole, now - turn_began);
    }

  n_ready = g_poll (fds, n_fds, timeout);
  turn_began = g_get_monotonic_time ();
  framed = 0;
  return n_ready;
}

static void
on_before_paint (GdkFrameClock *clock, gpointer data)
{
  frame_began = g_get_monotonic_time ();
}

static void
on_after_paint (GdkFrameClock *clock, gpointer data)
{
  gint64 duration = g_get_monotonic_time () - frame_began;

  framed += duration;
  seen.n_frames++;
  seen.worst_frame = MAX (seen.worst_frame, duration);
  tell_painted (tell_data);
}

/* @window is realized: it has a surface. @painted is called behind each frame. */
void
desktop_frames_watch (GtkWidget *window, void (*painted) (gpointer), gpointer data)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  tell_painted = painted;
  tell_data = data;
  g_signal_connect (clock, "before-paint", G_CALLBACK (on_before_paint), NULL);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (on_after_paint), NULL);
  g_main_context_set_poll_func (NULL, poll_between_turns);
}

void
desktop_frames_reset (void)
{
  seen = (DesktopFrames){ 0 };
}

const DesktopFrames *
desktop_frames_get (void)
{
  return &seen;
}
