/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void    ui_speller_list_async     (GAsyncReadyCallback callback, gpointer user_data);
void    ui_speller_check_async    (const char *const *languages, const char *const *words,
                                   GAsyncReadyCallback callback, gpointer user_data);
void    ui_speller_suggest_async  (const char *const *languages, const char *word,
                                   GAsyncReadyCallback callback, gpointer user_data);
void    ui_speller_learn_async    (const char *const *languages, const char *word,
                                   gboolean for_good, GAsyncReadyCallback callback,
                                   gpointer user_data);
char  **ui_speller_finish         (GAsyncResult *result);

G_END_DECLS
