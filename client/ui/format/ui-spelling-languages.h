/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char **ui_spelling_choose_languages (const char *const *wanted, const char *const *installed);
char  *ui_spelling_describe_language (const char *language);

G_END_DECLS
