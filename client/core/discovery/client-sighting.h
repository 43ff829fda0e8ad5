/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-address.h"

G_BEGIN_DECLS

/**
 * ClientSighting:
 * @place: what tells it from all others: an announcement on one interface in one protocol
 * @id: id of the server
 * @name: its name, fit to be shown
 * @address: where it is
 * @needs_join_word: whether new names need a word there
 * @is_encrypted: whether it speaks TLS
 * @is_here: whether it is this machine that announces it
 *
 * One announcement of a server. Most servers have several: one for each interface, in IPv4
 * and in IPv6.
 */
typedef struct
{
  char *place;
  char *id;
  char *name;
  ClientAddress *address;
  gboolean needs_join_word;
  gboolean is_encrypted;
  gboolean is_here;
} ClientSighting;

void client_sighting_free     (ClientSighting *self);
int  client_sighting_get_rank (const ClientSighting *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClientSighting, client_sighting_free)

G_END_DECLS
