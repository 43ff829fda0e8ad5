/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stddef.h>

#include "server-key.h"

/* Longer names do not fit where clients show them; a message of the day is a page. */
#define NAME_MAX_CHARACTERS 64
#define MOTD_MAX_CHARACTERS 2000
#define GROUP_MAX_CHARACTERS 32
#define WORD_MAX_CHARACTERS 256

/* A hundred years. */
#define DAYS_MAX 36500

#define MEMBER(member) G_STRUCT_OFFSET (ServerOptions, member)

/* Critical mistakes count as errors. */
static const ServerKeyWord log_levels[] = {
  { "error", G_LOG_LEVEL_CRITICAL }, { "warning", G_LOG_LEVEL_WARNING },
  { "message", G_LOG_LEVEL_MESSAGE }, { "info", G_LOG_LEVEL_INFO },
  { "debug", G_LOG_LEVEL_DEBUG }, { NULL },
};

static const ServerKeyWord networks[] = {
  { "off", SERVER_NETWORKS_OFF },
  { "loopback", SERVER_NETWORKS_LOOPBACK },
  { "lan", SERVER_NETWORKS_LAN },
  { "any", SERVER_NETWORKS_ANY },
  { NULL },
};

/* All that can be configured. A new key is a row here, a member of ServerOptions with its
 * default in server-options.c, a paragraph in charla-server.conf(5) and a line in
 * data/server.conf; tests hold these against each other. */
static const ServerKey keys[] = {
  { "server", "name", SERVER_KEY_LINE, MEMBER (name), .maximum = NAME_MAX_CHARACTERS },
  { "server", "motd", SERVER_KEY_TEXT, MEMBER (motd), .maximum = MOTD_MAX_CHARACTERS },
  { "server", "address", SERVER_KEY_ADDRESSES, MEMBER (listen), .is_fixed = TRUE },
  { "server", "port", SERVER_KEY_NUMBER, MEMBER (port), 0, G_MAXUINT16, .is_fixed = TRUE },
  { "server", "data-dir", SERVER_KEY_PATH, MEMBER (data_dir), .is_fixed = TRUE },
  { "server", "control-socket", SERVER_KEY_PATH, MEMBER (control_socket), .is_fixed = TRUE },
  { "server", "control-group", SERVER_KEY_LINE, MEMBER (control_group),
    .maximum = GROUP_MAX_CHARACTERS, .is_fixed = TRUE },
  { "server", "log-level", SERVER_KEY_WORD, MEMBER (log_level), .words = log_levels },

  { "access", "join-word", SERVER_KEY_LINE, MEMBER (join_word), .maximum = WORD_MAX_CHARACTERS },
  { "access", "plain", SERVER_KEY_WORD, MEMBER (plain), .words = networks },
  { "access", "classic", SERVER_KEY_WORD, MEMBER (classic), .words = networks },

  { "tls", "certificate", SERVER_KEY_PATH, MEMBER (certificate) },
  { "tls", "key", SERVER_KEY_PATH, MEMBER (key) },

  { "limits", "connections", SERVER_KEY_NUMBER, MEMBER (limits.connections), 1, G_MAXINT32,
    .is_fixed = TRUE },
  { "limits", "connections-per-address", SERVER_KEY_NUMBER,
    MEMBER (limits.connections_per_address), 1, G_MAXINT32 },
  { "limits", "connection-rate", SERVER_KEY_NUMBER, MEMBER (limits.rate_per_address), 1,
    G_MAXINT32 },
  { "limits", "messages", SERVER_KEY_NUMBER, MEMBER (limits.messages), 0, G_MAXINT32 },
  { "limits", "requests", SERVER_KEY_NUMBER, MEMBER (limits.requests), 0, G_MAXINT32 },
  { "limits", "bytes", SERVER_KEY_NUMBER, MEMBER (limits.bytes), 0, G_MAXINT32 },
  { "limits", "hellos", SERVER_KEY_NUMBER, MEMBER (limits.hellos), 0, G_MAXINT32 },
  { "limits", "first-frame-timeout", SERVER_KEY_DURATION, MEMBER (first_frame_timeout_ms), 1,
    G_MAXINT32, .is_fixed = TRUE },

  { "discovery", "announce", SERVER_KEY_BOOL, MEMBER (announce) },

  { "retention", "days", SERVER_KEY_NUMBER, MEMBER (retention_days), 0, DAYS_MAX },
};

/**
 * server_keys_get:
 * @n_keys: (out): how many there are
 *
 * Returns: (array length=n_keys) (transfer none): all keys, those of a group together
 */
const ServerKey *
server_keys_get (guint *n_keys)
{
  *n_keys = G_N_ELEMENTS (keys);

  return keys;
}

/**
 * server_keys_find:
 * @group: the name of a group
 * @name: the name of a key
 *
 * Returns: (transfer none) (nullable): that key
 */
const ServerKey *
server_keys_find (const char *group, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (g_str_equal (keys[i].group, group) && g_str_equal (keys[i].name, name))
        return &keys[i];
    }

  return NULL;
}

/**
 * server_keys_has_group:
 * @group: the name of a group
 *
 * Returns: whether there is a key in that group
 */
gboolean
server_keys_has_group (const char *group)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (g_str_equal (keys[i].group, group))
        return TRUE;
    }

  return FALSE;
}
