/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/**
 * CLIENT_FINGERPRINT_WORDS:
 *
 * How many words there are: one for each value of a byte.
 */
#define CLIENT_FINGERPRINT_WORDS 256

extern const char *const client_fingerprint_words[CLIENT_FINGERPRINT_WORDS];
