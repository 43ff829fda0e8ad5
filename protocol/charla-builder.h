/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

#include "charla-limits.h"

G_BEGIN_DECLS

/**
 * CharlaBuilder:
 *
 * Writes one JSON object, member after member, into the bytes of a frame. When
 * they are taken from it, it begins the next object in the same memory.
 *
 * A member has a name, except in an array, where %NULL stands for it. A builder
 * is for one thread at a time.
 */
typedef struct _CharlaBuilder CharlaBuilder;

#define CHARLA_TYPE_BUILDER (charla_builder_get_type ())
GType charla_builder_get_type (void);

CharlaBuilder *charla_builder_new   (void);
CharlaBuilder *charla_builder_ref   (CharlaBuilder *self);
void           charla_builder_unref (CharlaBuilder *self);

void charla_builder_add_string (CharlaBuilder *self, const char *name, const char *value);
void charla_builder_add_int    (CharlaBuilder *self, const char *name, gint64 value);
void charla_builder_add_bool   (CharlaBuilder *self, const char *name, gboolean value);
void charla_builder_add_null   (CharlaBuilder *self, const char *name);
void charla_builder_add_json   (CharlaBuilder *self, const char *name, GBytes *json);

void charla_builder_begin_object (CharlaBuilder *self, const char *name);
void charla_builder_begin_array  (CharlaBuilder *self, const char *name);
void charla_builder_end          (CharlaBuilder *self);

gsize   charla_builder_get_length (CharlaBuilder *self);
GBytes *charla_builder_to_bytes   (CharlaBuilder *self);
GBytes *charla_builder_to_frame   (CharlaBuilder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CharlaBuilder, charla_builder_unref)

G_END_DECLS
