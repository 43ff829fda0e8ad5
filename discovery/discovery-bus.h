/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DISCOVERY_TYPE:
 *
 * What a chat is called in DNS-SD.
 */
#define DISCOVERY_TYPE "_charla._tcp"

/* What Avahi calls any interface, and any of IPv4 and IPv6. */
#define DISCOVERY_ANY (-1)
#define DISCOVERY_IPV4 0
#define DISCOVERY_IPV6 1

#define DISCOVERY_SERVER "org.freedesktop.Avahi.Server2"
#define DISCOVERY_ENTRY_GROUP "org.freedesktop.Avahi.EntryGroup"
#define DISCOVERY_SERVICE_BROWSER "org.freedesktop.Avahi.ServiceBrowser"
#define DISCOVERY_SERVICE_RESOLVER "org.freedesktop.Avahi.ServiceResolver"

/**
 * DiscoveryBusState:
 * @DISCOVERY_BUS_SEARCHING: it is not known yet
 * @DISCOVERY_BUS_READY: Avahi is there and works
 * @DISCOVERY_BUS_ABSENT: there is no Avahi, or no system bus
 * @DISCOVERY_BUS_SILENT: Avahi is there and does not answer
 *
 * Whether Avahi can be used.
 */
typedef enum
{
  DISCOVERY_BUS_SEARCHING,
  DISCOVERY_BUS_READY,
  DISCOVERY_BUS_ABSENT,
  DISCOVERY_BUS_SILENT,
} DiscoveryBusState;

/**
 * DiscoveryBus:
 *
 * The way to avahi-daemon, over the system bus, on a connection of its own: what Avahi does for
 * it ends with the connection. It notices when Avahi comes, goes, is started anew or hangs,
 * whatever the order, and it never waits for anything.
 */
#define DISCOVERY_TYPE_BUS (discovery_bus_get_type ())
G_DECLARE_FINAL_TYPE (DiscoveryBus, discovery_bus, DISCOVERY, BUS, GObject)

DiscoveryBus     *discovery_bus_new       (void);
void              discovery_bus_start     (DiscoveryBus *self);
void              discovery_bus_stop      (DiscoveryBus *self);
DiscoveryBusState discovery_bus_get_state (DiscoveryBus *self);

void  discovery_bus_call        (DiscoveryBus *self, const char *path, const char *interface,
                                 const char *method, GVariant *arguments,
                                 const GVariantType *reply, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
guint discovery_bus_subscribe   (DiscoveryBus *self, const char *interface, const char *path,
                                 GDBusSignalCallback callback, gpointer user_data);
void  discovery_bus_unsubscribe (DiscoveryBus *self, guint subscription);

G_END_DECLS
