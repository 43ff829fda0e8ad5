/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *terminal_sanitize_text (const char *text);
char *terminal_sanitize_line (const char *text);
char *terminal_sanitize_json (const char *json, gsize length);
guint terminal_sanitize_measure (const char *text);

G_END_DECLS
