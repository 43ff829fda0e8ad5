/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-login.h"

G_BEGIN_DECLS

GBytes *server_welcome_write (const ServerServices *services, const ServerAdmission *admission,
                              ServerAnswer *answer, gboolean has_gap);
GBytes *server_welcome_write_look (const ServerServices *services);

G_END_DECLS
