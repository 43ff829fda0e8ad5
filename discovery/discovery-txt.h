/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DISCOVERY_ID_MAX:
 *
 * Longest id of a server, in characters.
 */
#define DISCOVERY_ID_MAX 32

/**
 * DiscoveryTxt:
 * @id: the server's id
 * @needs_join_word: whether new names need a word
 * @is_encrypted: whether it speaks TLS
 *
 * What an announcement says of a server, beside its name and where it is.
 */
typedef struct
{
  char *id;
  gboolean needs_join_word;
  gboolean is_encrypted;
} DiscoveryTxt;

GVariant     *discovery_txt_write (const DiscoveryTxt *self);
DiscoveryTxt *discovery_txt_read  (GVariant *strings);
void          discovery_txt_free  (DiscoveryTxt *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DiscoveryTxt, discovery_txt_free)

G_END_DECLS
