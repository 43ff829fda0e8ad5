/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-options.h"

G_BEGIN_DECLS

/**
 * ServerKeyType:
 * @SERVER_KEY_LINE: one line of at most @maximum characters, or nothing; a `char *`
 * @SERVER_KEY_TEXT: the same with more lines
 * @SERVER_KEY_PATH: a file or a folder, or nothing; a `char *`
 * @SERVER_KEY_ADDRESSES: IPv4 or IPv6 addresses with `;` between them; a `char **`
 * @SERVER_KEY_BOOL: true or false; a `gboolean`
 * @SERVER_KEY_NUMBER: from @minimum to @maximum; a `guint`
 * @SERVER_KEY_DURATION: from @minimum to @maximum milliseconds, in which it is kept; a
 *   `guint`
 * @SERVER_KEY_WORD: one of @words; an enumeration
 *
 * What the value of a key is, and of which type the member of #ServerOptions.
 */
typedef enum
{
  SERVER_KEY_LINE,
  SERVER_KEY_TEXT,
  SERVER_KEY_PATH,
  SERVER_KEY_ADDRESSES,
  SERVER_KEY_BOOL,
  SERVER_KEY_NUMBER,
  SERVER_KEY_DURATION,
  SERVER_KEY_WORD,
} ServerKeyType;

/**
 * ServerKeyWord:
 * @name: the word
 * @value: what it stands for
 */
typedef struct
{
  const char *name;
  int value;
} ServerKeyWord;

/**
 * ServerKey:
 * @group: the group that it stands in
 * @name: its name
 * @type: what its value is
 * @offset: where in #ServerOptions it goes
 * @minimum: see #ServerKeyType
 * @maximum: see #ServerKeyType
 * @words: (nullable): see #ServerKeyType; the last one has no name
 * @is_fixed: whether a server that runs cannot change it
 *
 * A key of the configuration.
 */
typedef struct
{
  const char *group;
  const char *name;
  ServerKeyType type;
  gsize offset;
  guint minimum;
  guint maximum;
  const ServerKeyWord *words;
  gboolean is_fixed;
} ServerKey;

const ServerKey *server_keys_get       (guint *n_keys);
const ServerKey *server_keys_find      (const char *group, const char *name);
gboolean         server_keys_has_group (const char *group);

gboolean server_key_read  (const ServerKey *self, const char *label, const char *value,
                           ServerOptions *options, GError **error);
gboolean server_key_equal (const ServerKey *self, const ServerOptions *a, const ServerOptions *b);
void     server_key_copy  (const ServerKey *self, const ServerOptions *from, ServerOptions *to);
void     server_key_clear (const ServerKey *self, ServerOptions *options);

G_END_DECLS
