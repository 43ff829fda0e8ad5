/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-line.h"
#include "fake-server.h"

G_BEGIN_DECLS

/* A line to a server, and all that it has told, in order: "+" welcomed, "e9" the event 9
 * of the log, "e" another, "a8" the answer with seq 8, "!" an error of the server, "-" a
 * line that was lost, "?" too late, "x" closed. */
typedef struct
{
  FakeServer *server;
  ClientLine *line;
  ClientTiming timing;
  GString *told;
  guint n_events;
  GError *error;
} SpokenLine;

void spoken_line_set_up    (SpokenLine *self, gconstpointer data);
void spoken_line_tear_down (SpokenLine *self, gconstpointer data);

/* Opens a line, until the server has accepted it; has heard the hello; is heard. */
void spoken_line_open      (SpokenLine *self, ClientSpeech speech);
void spoken_line_say_hello (SpokenLine *self, ClientSpeech speech);
void spoken_line_go_online (SpokenLine *self);

void spoken_line_post      (SpokenLine *self, const char *text);
void spoken_line_on_answer (GObject *source, GAsyncResult *result, gpointer user_data);

/* What the server hears next, all that has been told, and how it ends. */
void spoken_line_assert_hears  (SpokenLine *self, const char *expected);
void spoken_line_wait_for      (SpokenLine *self, const char *told);
void spoken_line_assert_closed (SpokenLine *self, int code);

G_END_DECLS
