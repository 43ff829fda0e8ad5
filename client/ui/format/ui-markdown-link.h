/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean ui_markdown_link_may_lead (const char *href);
gboolean ui_markdown_link_is_frank (const char *shown, const char *href);
gboolean ui_markdown_link_deceives (const char *shown, const char *href);

G_END_DECLS
