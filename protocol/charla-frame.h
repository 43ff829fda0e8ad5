/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "charla-limits.h"

G_BEGIN_DECLS

void    charla_frame_write_header (char header[CHARLA_HEADER_SIZE], gsize length);
GBytes *charla_frame_new          (const void *payload, gsize length);
GBytes *charla_frame_new_pair     (const void *first, gsize first_length, const void *second,
                                   gsize second_length);

G_END_DECLS
