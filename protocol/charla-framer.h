/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

#include "charla-limits.h"

G_BEGIN_DECLS

/**
 * CharlaFramer:
 *
 * Cuts a stream of bytes into frames. It is pure: bytes go in, payloads or an
 * error come out, in whatever fragments the bytes arrive. A framer at rest
 * holds no memory, and one in the middle of a frame holds what has arrived of
 * it (and as much again for it to grow), never what its header promised: ten
 * bytes cannot make the reader set aside a megabyte.
 */
typedef struct _CharlaFramer CharlaFramer;

struct _CharlaFramer
{
  /*< private >*/
  gsize limit;
  GByteArray *payload;
  guint64 remaining;
  guint8 header_length;
  guint8 place;
};

#define CHARLA_TYPE_FRAMER (charla_framer_get_type ())
GType charla_framer_get_type (void);

CharlaFramer *charla_framer_new   (gsize limit);
CharlaFramer *charla_framer_copy  (const CharlaFramer *self);
void          charla_framer_free  (CharlaFramer *self);
void          charla_framer_init  (CharlaFramer *self, gsize limit);
void          charla_framer_clear (CharlaFramer *self);

gboolean charla_framer_feed   (CharlaFramer *self, const guint8 *data, gsize length, gsize *consumed,
                               GBytes **payload, GError **error);
gboolean charla_framer_finish (CharlaFramer *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CharlaFramer, charla_framer_free)

G_END_DECLS
