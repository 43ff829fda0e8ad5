/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DISCOVERY_NAME_MAX:
 *
 * Longest name of a service, in bytes of UTF-8: it is one label of the DNS.
 */
#define DISCOVERY_NAME_MAX 63

char *discovery_name_make (const char *name);
char *discovery_name_next (const char *name);

G_END_DECLS
