/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-control-call.h"

G_BEGIN_DECLS

void server_control_call_find_room (ServerControlCall *self, ServerControlRoomFunc found);

G_END_DECLS
