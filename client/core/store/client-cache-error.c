/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-cache-error.h"

#include <glib/gi18n.h>

G_DEFINE_QUARK (client-cache-error-quark, client_cache_error)

static const char *
get_sentence (ClientCacheError code)
{
  switch (code)
    {
    case CLIENT_CACHE_ERROR_IN_USE:
      return _ ("Another program already uses the messages kept on this device.");
    case CLIENT_CACHE_ERROR_NEWER:
      return _ ("The messages kept on this device were written by a newer version of Charla.");
    case CLIENT_CACHE_ERROR_DAMAGED:
      return _ ("The messages kept on this device are damaged.");
    case CLIENT_CACHE_ERROR_FULL:
      return _ ("There is no room left on this device to keep messages.");
    case CLIENT_CACHE_ERROR_ACCESS:
      return _ ("The folder for the messages kept on this device cannot be used.");
    case CLIENT_CACHE_ERROR_BUSY:
      return _ ("This device does not keep up with the messages.");
    case CLIENT_CACHE_ERROR_UNKNOWN_ROOM:
      return _ ("Nothing of this room is kept on this device.");
    case CLIENT_CACHE_ERROR_CLOSED:
    case CLIENT_CACHE_ERROR_FAILED:
    default:
      return _ ("The messages kept on this device cannot be used.");
    }
}

/**
 * client_cache_error_new:
 * @code: what is wrong
 *
 * Returns: (transfer full): an error with a sentence for the person
 */
GError *
client_cache_error_new (ClientCacheError code)
{
  return g_error_new_literal (CLIENT_CACHE_ERROR, code, get_sentence (code));
}
