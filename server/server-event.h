/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "server-dialect.h"
#include "server-record.h"

G_BEGIN_DECLS

ServerEvent *server_event_new_durable   (ServerRecord *record);
ServerEvent *server_event_new_ephemeral (GBytes *frame);
void         server_event_free          (ServerEvent *self);

ServerRecord *server_event_get_record (ServerEvent *self);
gint64        server_event_get_seq    (ServerEvent *self);
GBytes       *server_event_get_frame  (ServerEvent *self);
GBytes       *server_event_get_frames (ServerEvent *self, ServerDialect *dialect);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerEvent, server_event_free)

G_END_DECLS
