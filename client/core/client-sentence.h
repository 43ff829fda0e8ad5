/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CLIENT_SENTENCE_MAX:
 *
 * Longest sentence of a server about why it refuses something, in characters. It is
 * shown to the person as it is, and has to leave room for what it is about.
 */
#define CLIENT_SENTENCE_MAX 300

char *client_sentence_new_for_refusal (const char *code, const char *text);

G_END_DECLS
