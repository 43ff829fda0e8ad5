/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "server-dialect.h"

G_BEGIN_DECLS

ServerEvent *server_event_new_message (const char *sender, GBytes *text);
void         server_event_free        (ServerEvent *self);

const char *server_event_get_sender (ServerEvent *self);
GBytes     *server_event_get_text   (ServerEvent *self);
GBytes     *server_event_get_frames (ServerEvent *self, ServerDialect *dialect);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerEvent, server_event_free)

G_END_DECLS
