/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-session.h"
#include "ui-markdown.h"

G_BEGIN_DECLS

GPtrArray *ui_message_content_dup_blocks   (ClientMessage *message, const char *text,
                                            ClientSession *session);
gboolean   ui_message_content_is_unfolded  (ClientMessage *message);
void       ui_message_content_set_unfolded (ClientMessage *message, gboolean unfolded);

G_END_DECLS
