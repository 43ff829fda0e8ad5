/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-sighting.h"
#include "discovery-bus.h"

G_BEGIN_DECLS

/**
 * CLIENT_BROWSER_MAX:
 *
 * Most announcements that are followed at once. Whoever announces ten thousand chats fills
 * a list with this many and no more; Avahi itself lets one program follow a thousand.
 */
#define CLIENT_BROWSER_MAX 512

/**
 * ClientBrowser:
 *
 * Sees what announces itself, through Avahi.
 */
#define CLIENT_TYPE_BROWSER (client_browser_get_type ())
G_DECLARE_FINAL_TYPE (ClientBrowser, client_browser, CLIENT, BROWSER, GObject)

ClientBrowser    *client_browser_new            (void);
void              client_browser_start          (ClientBrowser *self);
void              client_browser_stop           (ClientBrowser *self);
DiscoveryBusState client_browser_get_state      (ClientBrowser *self);
gboolean          client_browser_get_is_settled (ClientBrowser *self);
gboolean          client_browser_get_is_full    (ClientBrowser *self);

G_END_DECLS
