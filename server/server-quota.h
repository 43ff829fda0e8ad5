/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-bucket.h"
#include "server-throttle.h"

G_BEGIN_DECLS

/**
 * SERVER_QUOTA_SHARE:
 *
 * So many times what one user may do all of an address may do together: a classroom is
 * behind one address, but no machine can do without end what one user may not.
 */
#define SERVER_QUOTA_SHARE 16

/**
 * ServerUse:
 * @SERVER_USE_MESSAGES: texts that others read. Each of them costs everybody in the room.
 * @SERVER_USE_REQUESTS: anything that is asked for
 * @SERVER_USE_BYTES: what is sent to the server
 * @SERVER_USE_HELLOS: hellos, of an address
 *
 * What can be used up.
 */
typedef enum
{
  SERVER_USE_MESSAGES,
  SERVER_USE_REQUESTS,
  SERVER_USE_BYTES,
  SERVER_USE_HELLOS,
  SERVER_N_USES,
} ServerUse;

/**
 * ServerQuotas:
 *
 * What users and addresses have used of what they may, however many connections they have.
 * It is remembered while they are connected, and until it would make no difference.
 */
typedef struct _ServerQuotas ServerQuotas;

/**
 * ServerQuota:
 *
 * What one user, or one address, has used.
 */
typedef struct _ServerQuota ServerQuota;

ServerQuotas *server_quotas_new        (const ServerLimits *limits);
void          server_quotas_free       (ServerQuotas *self);
void          server_quotas_set_limits (ServerQuotas *self, const ServerLimits *limits);
guint         server_quotas_get_size   (ServerQuotas *self);

ServerQuota *server_quotas_open (ServerQuotas *self, const char *key, guint share);

void   server_quota_close    (ServerQuota *self);
gint64 server_quota_get_wait (ServerQuota *self, ServerUse use, gsize amount);
void   server_quota_take     (ServerQuota *self, ServerUse use, gsize amount);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerQuotas, server_quotas_free)

G_END_DECLS
