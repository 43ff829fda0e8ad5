/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * UI_LINKS_MAX:
 *
 * Links in one message. A label makes a few objects for each: a message of
 * nothing but links must not cost a second of everybody's time.
 */
#define UI_LINKS_MAX 50

gsize    ui_links_match    (const char *text, const char *p, const char **completion);
gboolean ui_links_may_open (const char *uri);

G_END_DECLS
