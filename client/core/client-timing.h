/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ClientTiming:
 * @connect_ms: how long a person waits to be told that nobody answers
 * @detection_ms: how long a server that says nothing has to answer Charla's hello,
 *   before it is taken for one that knows only the classic dialect; and before that, to
 *   answer that of TLS
 * @classic_ms: the same for a server that was a classic one before: as it may have been
 *   replaced, it is asked again
 * @hello_ms: how long a server that is known to speak Charla has to answer the hello
 * @request_ms: how long a server has to answer a request
 * @ping_ms: after how much silence of this side the server is asked for an answer
 *
 * What a line waits for, in milliseconds. A server that is there but does not answer
 * keeps nobody waiting for longer, and one that is gone without a word is missed
 * after @ping_ms and @request_ms.
 */
typedef struct
{
  guint connect_ms;
  guint detection_ms;
  guint classic_ms;
  guint hello_ms;
  guint request_ms;
  guint ping_ms;
} ClientTiming;

void client_timing_init (ClientTiming *self);

G_END_DECLS
