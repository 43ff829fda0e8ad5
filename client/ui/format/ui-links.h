/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char    *ui_links_to_markup (const char *text);
gboolean ui_links_may_open  (const char *uri);

G_END_DECLS
