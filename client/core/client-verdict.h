/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ClientVerdict:
 * @user: (nullable): whom it is about, their id or their name
 * @address: (nullable): or from which address or network; for bans from the Lobby only
 * @is_on: whether it begins or ends
 * @until: when it is over by itself, in milliseconds since 1970 UTC; 0 for never
 * @reason: (nullable): why
 *
 * That somebody is kept out of a room, or quiet in it. Out of the Lobby is out of the chat.
 */
typedef struct
{
  const char *user;
  const char *address;
  gboolean is_on;
  gint64 until;
  const char *reason;
} ClientVerdict;

G_END_DECLS
