/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GPtrArray *ui_completion_names (GPtrArray *names, const char *query, guint limit);

G_END_DECLS
