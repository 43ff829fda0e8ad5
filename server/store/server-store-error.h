/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ServerStoreError:
 * @SERVER_STORE_ERROR_IN_USE: another server holds the folder
 * @SERVER_STORE_ERROR_NEWER: a newer version of the server has written the store
 * @SERVER_STORE_ERROR_DAMAGED: the file is damaged, or no store at all
 * @SERVER_STORE_ERROR_FULL: the disk is full
 * @SERVER_STORE_ERROR_ACCESS: the folder cannot be read or written
 * @SERVER_STORE_ERROR_BUSY: too much waits already
 * @SERVER_STORE_ERROR_FAILED: something else
 *
 * Why the store could not do something. The messages are sentences for the
 * person who runs the server.
 */
typedef enum
{
  SERVER_STORE_ERROR_IN_USE,
  SERVER_STORE_ERROR_NEWER,
  SERVER_STORE_ERROR_DAMAGED,
  SERVER_STORE_ERROR_FULL,
  SERVER_STORE_ERROR_ACCESS,
  SERVER_STORE_ERROR_BUSY,
  SERVER_STORE_ERROR_FAILED,
} ServerStoreError;

#define SERVER_STORE_ERROR (server_store_error_quark ())
GQuark server_store_error_quark (void);

G_END_DECLS
