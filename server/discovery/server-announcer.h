/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ServerAnnouncer:
 *
 * Announces the server on the local network by DNS-SD, through Avahi, so that people need
 * not type where it is. It never waits for Avahi, which may not be there, hang, come late or be
 * started anew; what is announced is so again when it is back.
 */
#define SERVER_TYPE_ANNOUNCER (server_announcer_get_type ())
G_DECLARE_FINAL_TYPE (ServerAnnouncer, server_announcer, SERVER, ANNOUNCER, GObject)

ServerAnnouncer *server_announcer_new (const char *id);

void server_announcer_add_address         (ServerAnnouncer *self, GSocketAddress *address);
void server_announcer_set_name            (ServerAnnouncer *self, const char *name);
void server_announcer_set_needs_join_word (ServerAnnouncer *self, gboolean needs_join_word);
void server_announcer_set_is_encrypted    (ServerAnnouncer *self, gboolean is_encrypted);

void        server_announcer_start    (ServerAnnouncer *self);
void        server_announcer_stop     (ServerAnnouncer *self);
const char *server_announcer_get_name (ServerAnnouncer *self);

G_END_DECLS
