/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-user-info.h"

G_BEGIN_DECLS

/**
 * CLIENT_PEOPLE_MAX:
 *
 * Most people whom a client remembers at a time; those of whom was heard first are
 * forgotten. A server cannot fill the memory with them.
 */
#define CLIENT_PEOPLE_MAX 10000

/**
 * ClientPeople:
 *
 * Whom a client has heard of.
 */
typedef struct _ClientPeople ClientPeople;

ClientPeople   *client_people_new          (void);
void            client_people_free         (ClientPeople *self);
void            client_people_clear        (ClientPeople *self);

gboolean        client_people_put          (ClientPeople *self, ClientUserInfo *user);
gboolean        client_people_meet         (ClientPeople *self, const char *id,
                                            const char *name);
gboolean        client_people_set_online   (ClientPeople *self, const char *id,
                                            gboolean is_online);
void            client_people_set_all_offline (ClientPeople *self);

ClientUserInfo *client_people_find         (ClientPeople *self, const char *id);
ClientUserInfo *client_people_find_by_name (ClientPeople *self, const char *name);
GPtrArray      *client_people_list         (ClientPeople *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClientPeople, client_people_free)

G_END_DECLS
