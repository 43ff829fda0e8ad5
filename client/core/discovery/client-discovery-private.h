/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-discovery.h"
#include "client-browser.h"

G_BEGIN_DECLS

struct _ClientDiscovery
{
  GObject parent_instance;

  GPtrArray *servers; /* of ClientServer, in their order */
  ClientBrowser *browser;
  GListModel *known;
  GHashTable *followed; /* the addresses that came from there */
  gboolean is_started;

  ClientDiscoveryState state;
  gboolean is_settled;
  const char *trouble;
};

void client_discovery_update (ClientDiscovery *self);

void client_discovery_see   (ClientDiscovery *self, ClientSighting *sighting);
void client_discovery_unsee (ClientDiscovery *self, const char *place);

G_END_DECLS
