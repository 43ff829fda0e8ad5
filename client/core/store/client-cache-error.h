/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ClientCacheError:
 * @CLIENT_CACHE_ERROR_IN_USE: another program has the cache open
 * @CLIENT_CACHE_ERROR_NEWER: a newer version of Charla has written it
 * @CLIENT_CACHE_ERROR_DAMAGED: the file is damaged, or no cache at all
 * @CLIENT_CACHE_ERROR_FULL: the disk is full
 * @CLIENT_CACHE_ERROR_ACCESS: the file or its folder cannot be read or written
 * @CLIENT_CACHE_ERROR_BUSY: too much waits to be written, or something before it was
 *   not written
 * @CLIENT_CACHE_ERROR_UNKNOWN_ROOM: the cache knows no such room
 * @CLIENT_CACHE_ERROR_CLOSED: the cache is closed
 * @CLIENT_CACHE_ERROR_FAILED: something else
 *
 * Why the cache could not do something. The messages are sentences for the person
 * who uses this client, translated. A session can go on without the cache.
 */
typedef enum
{
  CLIENT_CACHE_ERROR_IN_USE,
  CLIENT_CACHE_ERROR_NEWER,
  CLIENT_CACHE_ERROR_DAMAGED,
  CLIENT_CACHE_ERROR_FULL,
  CLIENT_CACHE_ERROR_ACCESS,
  CLIENT_CACHE_ERROR_BUSY,
  CLIENT_CACHE_ERROR_UNKNOWN_ROOM,
  CLIENT_CACHE_ERROR_CLOSED,
  CLIENT_CACHE_ERROR_FAILED,
} ClientCacheError;

#define CLIENT_CACHE_ERROR (client_cache_error_quark ())
GQuark client_cache_error_quark (void);

GError *client_cache_error_new (ClientCacheError code);

G_END_DECLS
