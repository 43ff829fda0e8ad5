/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl-application.h"

G_BEGIN_DECLS

/**
 * CtlItemFunc:
 * @item: one of the things that are listed
 * @user_data: what ctl_pages_read() was given
 */
typedef void (*CtlItemFunc) (CharlaMessage *item, gpointer user_data);

gboolean ctl_pages_read (CtlApplication *application, const char *command, const char *member,
                         CtlItemFunc func, gpointer user_data, GError **error);

G_END_DECLS
