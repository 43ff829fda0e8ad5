/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SERVER_ID_SIZE:
 *
 * Room for an id of the wire, its NUL byte included.
 */
#define SERVER_ID_SIZE 24

/**
 * SERVER_LOBBY:
 *
 * The room that always exists and that everyone is in.
 */
#define SERVER_LOBBY 1

/*
 * Inside the server, users and rooms are known by numbers, 0 for none. Accounts
 * and rooms count from 1. A guest of the classic dialect, who has no account,
 * has a negative number made of the name: the same for the same name, though
 * nothing is stored of it.
 */
void     server_user_id_write (gint64 user, char id[SERVER_ID_SIZE]);
gboolean server_user_id_parse (const char *id, gint64 *user);
gint64   server_user_id_guest (const char *name);

void     server_room_id_write (gint64 room, char id[SERVER_ID_SIZE]);
gboolean server_room_id_parse (const char *id, gint64 *room);

G_END_DECLS
