/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean charla_name_validate (const char *name, gssize length, GError **error);
char    *charla_name_fold     (const char *name);

G_END_DECLS
