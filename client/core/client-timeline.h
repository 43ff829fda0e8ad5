/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "client-message.h"
#include "client-page.h"

G_BEGIN_DECLS

#define CLIENT_TYPE_TIMELINE (client_timeline_get_type ())
G_DECLARE_FINAL_TYPE (ClientTimeline, client_timeline, CLIENT, TIMELINE, GObject)

ClientTimeline *client_timeline_new       (void);
void            client_timeline_set_me    (ClientTimeline *self, const char *me);
const char     *client_timeline_get_me    (ClientTimeline *self);
void            client_timeline_clear     (ClientTimeline *self);

gboolean        client_timeline_is_loaded (ClientTimeline *self);
gboolean        client_timeline_has_older (ClientTimeline *self);
gboolean        client_timeline_has_newer (ClientTimeline *self);
gint64          client_timeline_get_first (ClientTimeline *self);
gint64          client_timeline_get_last  (ClientTimeline *self);
ClientMessage  *client_timeline_find      (ClientTimeline *self, gint64 seq, guint *position);
gint64          client_timeline_find_before (ClientTimeline *self, gint64 seq);

void            client_timeline_take_page (ClientTimeline *self, ClientPage *page,
                                           ClientPlace place, gint64 anchor);
void            client_timeline_apply     (ClientTimeline *self, GPtrArray *messages);
void            client_timeline_pass      (ClientTimeline *self, gint64 cursor, gint64 newest);

void            client_timeline_add_outgoing    (ClientTimeline *self, ClientMessage *message);
void            client_timeline_report          (ClientTimeline *self, ClientMessage *message,
                                                 ClientMessageState state, gint64 seq,
                                                 const char *error);
GPtrArray      *client_timeline_get_outgoing    (ClientTimeline *self);
ClientMessage  *client_timeline_find_outgoing   (ClientTimeline *self, const char *nonce);
void            client_timeline_remove_outgoing (ClientTimeline *self, ClientMessage *message);

G_END_DECLS
