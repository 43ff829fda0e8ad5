/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ServerRefusalCause:
 * @SERVER_REFUSED_FULL: there are as many connections as there may be
 * @SERVER_REFUSED_RATE: too many have come together
 * @SERVER_REFUSED_ADDRESS_FULL: there are as many from this address, or its network
 * @SERVER_REFUSED_ADDRESS_RATE: too many have come together from there
 *
 * Why a connection is not taken in.
 */
typedef enum
{
  SERVER_REFUSED_FULL,
  SERVER_REFUSED_RATE,
  SERVER_REFUSED_ADDRESS_FULL,
  SERVER_REFUSED_ADDRESS_RATE,
  SERVER_N_REFUSAL_CAUSES,
} ServerRefusalCause;

/**
 * ServerLimits:
 * @connections: most connections at a time. Each costs memory and a descriptor.
 * @connections_per_address: most connections at a time from one address, so that one
 *   machine cannot take all places
 * @rate_per_address: most new connections a second from one address in the long run,
 *   so that one machine cannot keep the server busy with coming and going; the
 *   connections of ten seconds may come at once
 * @messages: most messages a second from one user in the long run, as each goes to
 *   everybody in the room; 0 for no limit, here and below
 * @requests: most requests a second from one user, of any kind
 * @bytes: most bytes a second from one user
 * @hellos: most hellos a second from one address, as each is looked up
 *
 * What the server grants. In IPv6 all addresses of a network of 64 bits together have
 * eight times what one of them has: an office shares such a network, but a machine has
 * as many addresses of its network as it wants. How messages, requests and bytes are
 * counted is in server-quota.h.
 */
typedef struct
{
  guint connections;
  guint connections_per_address;
  guint rate_per_address;
  guint messages;
  guint requests;
  guint bytes;
  guint hellos;
} ServerLimits;

/**
 * ServerThrottle:
 *
 * Says who may come in, before anything is read or kept of a connection.
 */
typedef struct _ServerThrottle ServerThrottle;

/**
 * ServerPlace:
 *
 * The place of one or more connections from an address.
 */
typedef struct _ServerPlace ServerPlace;

ServerThrottle *server_throttle_new  (const ServerLimits *limits);
void            server_throttle_free (ServerThrottle *self);
void            server_throttle_set_limits (ServerThrottle *self, const ServerLimits *limits);

ServerPlace *server_throttle_enter (ServerThrottle *self, GInetAddress *address);
guint64      server_throttle_get_refused (ServerThrottle *self, ServerRefusalCause cause);
void         server_throttle_leave (ServerThrottle *self, ServerPlace *place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerThrottle, server_throttle_free)

G_END_DECLS
