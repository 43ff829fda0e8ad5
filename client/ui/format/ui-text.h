/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char    *ui_text_tame       (const char *text);
char    *ui_text_isolate    (const char *text);
char    *ui_text_preview    (const char *text);
gboolean ui_text_is_wall     (const char *text);
guint    ui_text_longest_run (const char *text);
gboolean ui_text_is_emoji   (const char *text);

G_END_DECLS
