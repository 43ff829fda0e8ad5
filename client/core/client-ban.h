/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charla-message.h"
#include "client-event.h"

G_BEGIN_DECLS

char *client_ban_explain       (CharlaMessage *object);
char *client_ban_explain_event (const ClientEvent *event, const char *room);

G_END_DECLS
