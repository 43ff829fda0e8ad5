/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charla-limits.h"
#include "client-database.h"

G_BEGIN_DECLS

/**
 * CLIENT_SPAN_OPEN:
 *
 * The end of a span that has none: all that is still to come is in it.
 */
#define CLIENT_SPAN_OPEN CHARLA_INTEGER_MAX

/**
 * ClientSpan:
 * @first: the first event
 * @last: the last event
 * @is_stale: whether messages in it may have changed since
 *
 * From which event to which all messages of a room are in the cache. Spans do not
 * overlap, and what is in none of them is a hole.
 */
typedef struct
{
  gint64 first;
  gint64 last;
  gboolean is_stale;
} ClientSpan;

void   client_store_spans_add      (ClientDatabase *database, gint64 room, gint64 first,
                                    gint64 last);
void   client_store_spans_add_stale (ClientDatabase *database, gint64 room, gint64 first,
                                     gint64 last);
void   client_store_spans_close    (ClientDatabase *database, gint64 room, gint64 last);
void   client_store_spans_spoil    (ClientDatabase *database, gint64 room);
void   client_store_spans_cut      (ClientDatabase *database, gint64 last);
gint64 client_store_spans_get_open (ClientDatabase *database, gint64 room);
GArray *client_store_spans_read    (ClientDatabase *database, gint64 room);

gboolean client_spans_cover     (GArray *spans, gint64 first, gint64 last);
gboolean client_spans_are_fresh (GArray *spans, gint64 first, gint64 last);

G_END_DECLS
