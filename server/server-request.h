/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ServerRequestKind:
 * @SERVER_REQUEST_NONE: nothing is asked for
 * @SERVER_REQUEST_POST: a message is said in the room
 *
 * What somebody can ask for, in whatever dialect.
 */
typedef enum
{
  SERVER_REQUEST_NONE,
  SERVER_REQUEST_POST,
} ServerRequestKind;

/**
 * ServerRequest:
 * @kind: what is asked for
 * @text: (nullable): the text of a message, valid UTF-8 of 1 to %CHARLA_TEXT_MAX bytes
 *
 * What one frame of a peer asks for, when its dialect has read and checked it.
 */
typedef struct
{
  ServerRequestKind kind;
  GBytes *text;
} ServerRequest;

static inline void
server_request_clear (ServerRequest *self)
{
  g_clear_pointer (&self->text, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ServerRequest, server_request_clear)

G_END_DECLS
