/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-server.h"
#include "client-sighting.h"

G_BEGIN_DECLS

/* Where the server was used before. */
typedef struct
{
  ClientAddress *address;
  char *text;
  char *name;
  gint64 last_used;
} ClientServerUse;

struct _ClientServer
{
  GObject parent_instance;

  char *id;
  GPtrArray *uses; /* of ClientServerUse, the latest first */
  GPtrArray *sightings; /* of ClientSighting, the best first */

  /* What follows from these. */
  char *name;
  char *key;
  ClientAddress *address;
  gint64 last_used;
  gboolean needs_join_word;
  gboolean is_encrypted;
  gboolean is_here;
};

typedef enum
{
  CLIENT_SERVER_PROP_ID = 1,
  CLIENT_SERVER_PROP_NAME,
  CLIENT_SERVER_PROP_ADDRESS,
  CLIENT_SERVER_PROP_NEEDS_JOIN_WORD,
  CLIENT_SERVER_PROP_IS_ENCRYPTED,
  CLIENT_SERVER_PROP_IS_HERE,
  CLIENT_SERVER_PROP_IS_KNOWN,
  CLIENT_SERVER_PROP_IS_LIVE,
  CLIENT_SERVER_PROP_LAST_USED,
  CLIENT_SERVER_N_PROPERTIES,
} ClientServerProperty;

extern GParamSpec *client_server_properties[CLIENT_SERVER_N_PROPERTIES];

ClientServer *client_server_new (const char *id);

void     client_server_know    (ClientServer *self, ClientAddress *address, const char *name,
                                gint64 last_used);
gboolean client_server_forget  (ClientServer *self, const char *address);
void     client_server_see     (ClientServer *self, ClientSighting *sighting);
gboolean client_server_unsee   (ClientServer *self, const char *place);
void     client_server_take    (ClientServer *self, ClientServer *other);
gboolean client_server_is_at   (ClientServer *self, const char *address);
gboolean client_server_is_gone (ClientServer *self);
void     client_server_update  (ClientServer *self);
int      client_server_compare (ClientServer *self, ClientServer *other);

G_END_DECLS
