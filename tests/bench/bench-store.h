/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-writer.h"

/* Opens the store of @folder as the server does, and makes it if there is none. */
ServerWriter *bench_store_open (const char *folder, ServerClock clock);

/* Writes changes in one transaction, as the thread of the server does. */
void bench_store_commit (ServerWriter *writer, ServerChange **changes, guint n_changes);

double bench_store_since (gint64 start); /* seconds since a monotonic time */

/* Each prints one line of JSON on standard output. */
void bench_store_posts (const char *folder, guint n_posts, guint batch);
void bench_store_plain (const char *folder, guint n_posts, guint batch);
void bench_store_fill  (const char *folder, guint n_messages);
void bench_store_read  (const char *folder);
