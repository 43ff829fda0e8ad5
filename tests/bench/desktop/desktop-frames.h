/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* What the main loop has done since the last reset. Times are in microseconds. */
typedef struct
{
  guint n_frames;
  guint n_turns;
  gint64 worst_frame;  /* from before the update to behind the painting */
  gint64 worst_turn;   /* of the loop, without the frame that was in it */
  gint64 worst_whole;  /* of the loop, with it */
} DesktopFrames;

void                 desktop_frames_watch (GtkWidget *window, void (*painted) (gpointer),
                                           gpointer data);
void                 desktop_frames_reset (void);
const DesktopFrames *desktop_frames_get   (void);
