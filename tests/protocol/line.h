/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "recorder.h"

G_BEGIN_DECLS

/* A connection with its receiver, and the bare socket of its peer. */
typedef struct
{
  CharlaConnection *connection;
  TestRecorder *recorder;
  int peer;
} Line;

typedef gboolean (*LineFunc) (Line *self);

void line_open       (Line *self, CharlaWatcher *watcher, GCancellable *cancellable);
void line_open_tcp   (Line *self);
void line_close      (Line *self);
void line_close_peer (Line *self);
void line_reset_peer (Line *self);

/* The peer's side of it; the bytes are those of a string. */
void line_say        (Line *self, const char *bytes);
void line_hear       (Line *self, const char *bytes);
void line_hear_end   (Line *self);

/* Runs the main loop until something is so, or the test has failed. */
void     line_run_until (Line *self, LineFunc func);
void     line_settle    (void);
gboolean line_is_closed (Line *self);
gboolean line_is_drained (Line *self);

GIOStream *line_stream_for_fd (int fd);

G_END_DECLS
