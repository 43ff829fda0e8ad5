/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

#include "charla-limits.h"

G_BEGIN_DECLS

/**
 * CharlaMessage:
 *
 * One JSON object as a peer has sent it: a request, a reply, an event, or an
 * object in one of these. It does not change, and may be read from any thread.
 *
 * Nobody knows what a peer puts in a member, so each getter asks for a type and
 * says whether that is what is there. A member that is null counts as absent,
 * and of two with the same name the last one counts.
 */
typedef struct _CharlaMessage CharlaMessage;

#define CHARLA_TYPE_MESSAGE (charla_message_get_type ())
GType charla_message_get_type (void);

CharlaMessage *charla_message_parse (GBytes *payload, GError **error);
CharlaMessage *charla_message_ref   (CharlaMessage *self);
void           charla_message_unref (CharlaMessage *self);

gboolean       charla_message_has        (CharlaMessage *self, const char *name);
const char    *charla_message_get_string (CharlaMessage *self, const char *name);
gboolean       charla_message_get_int    (CharlaMessage *self, const char *name, gint64 *value);
gboolean       charla_message_get_bool   (CharlaMessage *self, const char *name, gboolean *value);
CharlaMessage *charla_message_get_object (CharlaMessage *self, const char *name);

gboolean       charla_message_get_length    (CharlaMessage *self, const char *name, gsize *length);
const char    *charla_message_get_string_at (CharlaMessage *self, const char *name, gsize index);
CharlaMessage *charla_message_get_object_at (CharlaMessage *self, const char *name, gsize index);

GBytes        *charla_message_to_bytes (CharlaMessage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CharlaMessage, charla_message_unref)

G_END_DECLS
