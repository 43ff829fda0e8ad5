/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charla-message.h"

G_BEGIN_DECLS

char *client_ban_explain (CharlaMessage *object);

G_END_DECLS
