/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <charla.h>
#include <glib.h>

#include "server-id.h"
#include "server-store-private.h"
#include "server-store.h"

G_BEGIN_DECLS

/* A store in a folder of its own, and how to ask it something and wait. */
typedef struct
{
  char *folder;
  ServerStore *store;
  GPtrArray *records; /* of which the listener was told */
} Fixture;

extern gint64 test_time;

void fixture_init    (Fixture *self);
void fixture_clear   (Fixture *self);
void fixture_open    (Fixture *self);
void fixture_close   (Fixture *self);
void fixture_reopen  (Fixture *self);
char *fixture_path   (Fixture *self, const char *name);
void  fixture_remove (const char *folder);

ServerResult *fixture_change (Fixture *self, ServerChange *change);
ServerAnswer *fixture_query  (Fixture *self, ServerQuery *query, GError **error);
ServerRecord *fixture_last   (Fixture *self);

/* What has to succeed. */
gint64         fixture_claim  (Fixture *self, const char *name);
gint64         fixture_create (Fixture *self, gint64 user, const char *name, ServerRoomKind kind);
gint64         fixture_post   (Fixture *self, gint64 user, gint64 room, const char *text);
void           fixture_do     (Fixture *self, ServerChange *change);
CharlaMessage *fixture_read   (Fixture *self, ServerQuery *query);

/* What has to be refused. */
void fixture_refuse       (Fixture *self, ServerChange *change, CharlaCode code);
void fixture_refuse_query (Fixture *self, ServerQuery *query, CharlaCode code);

CharlaMessage *parse_frame (GBytes *frame);
char          *texts_of    (CharlaMessage *page);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

/* Adds a test that is given a fixture of its own. */
void fixture_add (const char *path, void (*func) (Fixture *fixture));

G_END_DECLS
