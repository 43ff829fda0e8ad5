/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-server.h"

G_BEGIN_DECLS

/**
 * ClientDiscoveryState:
 * @CLIENT_DISCOVERY_STOPPED: nobody looks
 * @CLIENT_DISCOVERY_STARTING: it is not known yet whether one can look
 * @CLIENT_DISCOVERY_RUNNING: what announces itself is listed
 * @CLIENT_DISCOVERY_UNAVAILABLE: there is no Avahi here, or it does not answer; when there is
 *   one, the state changes
 *
 * Whether the chats of the network are looked for.
 */
typedef enum
{
  CLIENT_DISCOVERY_STOPPED,
  CLIENT_DISCOVERY_STARTING,
  CLIENT_DISCOVERY_RUNNING,
  CLIENT_DISCOVERY_UNAVAILABLE,
} ClientDiscoveryState;

#define CLIENT_TYPE_DISCOVERY_STATE (client_discovery_state_get_type ())
GType client_discovery_state_get_type (void);

/**
 * ClientDiscovery:
 *
 * The chats that one can go to, a #GListModel of #ClientServer: those that announce
 * themselves on the network, as they come and go, and those that were used before. First those
 * of this computer, then those used before, the latest first, then the others by name.
 *
 * Nothing here blocks, warns or waits if there is no Avahi, or if it hangs.
 */
#define CLIENT_TYPE_DISCOVERY (client_discovery_get_type ())
G_DECLARE_FINAL_TYPE (ClientDiscovery, client_discovery, CLIENT, DISCOVERY, GObject)

ClientDiscovery *client_discovery_new (void);

void client_discovery_start (ClientDiscovery *self);
void client_discovery_stop  (ClientDiscovery *self);

ClientDiscoveryState client_discovery_get_state      (ClientDiscovery *self);
gboolean             client_discovery_get_is_settled (ClientDiscovery *self);
const char          *client_discovery_get_trouble    (ClientDiscovery *self);

ClientServer *client_discovery_find         (ClientDiscovery *self, const char *id);
ClientServer *client_discovery_find_by_name (ClientDiscovery *self, const char *name);

void client_discovery_follow (ClientDiscovery *self, GListModel *known);
void client_discovery_know   (ClientDiscovery *self, ClientAddress *address, const char *id,
                              const char *name, gint64 last_used);
void client_discovery_forget (ClientDiscovery *self, ClientAddress *address);

G_END_DECLS
