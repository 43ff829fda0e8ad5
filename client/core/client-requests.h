/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "charla-message.h"

G_BEGIN_DECLS

/**
 * CLIENT_REQUESTS_MAX:
 *
 * Most requests that wait for an answer on one line. A server that does not answer
 * cannot fill the memory of its clients.
 */
#define CLIENT_REQUESTS_MAX 1000

/**
 * CLIENT_REQUESTS_FIRST_ID:
 *
 * The id of the first request of a line; what is before it belongs to the hello.
 */
#define CLIENT_REQUESTS_FIRST_ID 2

/**
 * ClientRequests:
 *
 * The requests of one line that wait for an answer. Each has a time to be answered in,
 * and is answered once, whatever happens.
 */
typedef struct _ClientRequests ClientRequests;

/**
 * ClientRequestsLateFunc:
 * @user_data: what was given to client_requests_new()
 *
 * Called when a request was not answered in time.
 */
typedef void (*ClientRequestsLateFunc) (gpointer user_data);

ClientRequests *client_requests_new  (guint milliseconds, ClientRequestsLateFunc late,
                                      gpointer user_data);
void            client_requests_free (ClientRequests *self);

gint64   client_requests_add     (ClientRequests *self, GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean client_requests_answer  (ClientRequests *self, gint64 id, CharlaMessage *ok,
                                  const GError *error, guint retry_ms);
void     client_requests_fail    (ClientRequests *self, const GError *error);
void     client_requests_restart (ClientRequests *self);

void           client_requests_refuse    (const GError *error, GAsyncReadyCallback callback,
                                          gpointer user_data);
CharlaMessage *client_requests_finish    (GAsyncResult *result, GError **error);
guint          client_requests_get_retry (GAsyncResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClientRequests, client_requests_free)

G_END_DECLS
