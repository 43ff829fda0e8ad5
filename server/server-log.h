/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * server_log:
 * @level: a #GLogLevelFlags
 * @address: the address of the peer that the line is about
 * @...: a format and its arguments
 *
 * Logs what happened with a peer. The address is a field of its own, by which
 * the journal can be searched. What a peer has chosen, such as its name, goes
 * through server_log_escape() first; the text of a message is never logged.
 *
 * What a peer does is never a warning or worse, whatever it is: those are for
 * mistakes of the program, and tests end at them.
 */
#define server_log(level, address, ...)                                                            \
  g_log_structured (G_LOG_DOMAIN, (level), "CHARLA_ADDRESS", (address), "MESSAGE", __VA_ARGS__)

/**
 * server_log_event:
 * @level: a #GLogLevelFlags
 * @event: what has happened, as a word: `joined`, `left`, `closed` or `refused`
 * @address: the address of the peer that the line is about
 * @user: the name of the peer, through server_log_escape(), or "" while it has none
 * @...: a format and its arguments
 *
 * As server_log(), with two more fields to search the journal by.
 */
#define server_log_event(level, event, address, user, ...)                                         \
  g_log_structured (G_LOG_DOMAIN, (level), "CHARLA_EVENT", (event), "CHARLA_ADDRESS", (address),   \
                    "CHARLA_USER", (user), "MESSAGE", __VA_ARGS__)

void  server_log_start     (GLogLevelFlags most_verbose);
void  server_log_set_level (GLogLevelFlags most_verbose);
char *server_log_escape    (const char *text);

G_END_DECLS
