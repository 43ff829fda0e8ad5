/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bench-peers.h"

/* One client who asks, waits for the answer, and asks again. */
typedef struct _BenchTalk BenchTalk;

BenchTalk *bench_talk_new  (const struct sockaddr_in *server);
void       bench_talk_free (BenchTalk *self);

/* Sends a payload, and waits for the first one that begins with @awaited: transfer full. */
char *bench_talk_ask (BenchTalk *self, const char *payload, const char *awaited);

/* How many messages have come since the last payload was sent. */
guint bench_talk_get_messages (BenchTalk *self);

/* The value of the first member of that name, wherever it is: transfer full. */
char *bench_talk_find (const char *answer, const char *member);

void bench_talk_sort (double *values, guint n_values);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchTalk, bench_talk_free)
