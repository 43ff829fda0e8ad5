/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "charla-frame.h"

#include <string.h>

/* The largest number that a header has room for. */
#define LENGTH_MAX G_GUINT64_CONSTANT (9999999999)

static guint8 *
put_frame (guint8 *to, const void *payload, gsize length)
{
  charla_frame_write_header ((char *) to, length);
  to += CHARLA_HEADER_SIZE;
  if (length > 0)
    memcpy (to, payload, length);

  return to + length;
}

/**
 * charla_frame_write_header:
 * @header: (out caller-allocates) (array fixed-size=10): where to write it; no
 *   NUL byte is put behind it
 * @length: length of the payload, in bytes; at most 9,999,999,999
 *
 * Writes the header of a frame: @length in decimal digits, padded with spaces
 * on the right.
 */
void
charla_frame_write_header (char header[CHARLA_HEADER_SIZE], gsize length)
{
  char digits[24];
  int n;

  g_return_if_fail (length <= LENGTH_MAX);

  n = g_snprintf (digits, sizeof digits, "%" G_GSIZE_FORMAT, length);
  memset (header, ' ', CHARLA_HEADER_SIZE);
  memcpy (header, digits, n);
}

/**
 * charla_frame_new:
 * @payload: (array length=length) (element-type guint8) (nullable): the payload
 * @length: its length, in bytes
 *
 * Makes a frame ready to be sent. One frame may be queued on any number of
 * connections, and is in memory once.
 *
 * Returns: (transfer full): the bytes of the frame, header and payload
 */
GBytes *
charla_frame_new (const void *payload, gsize length)
{
  gsize size = CHARLA_HEADER_SIZE + length;
  g_autofree guint8 *frame = g_malloc (size);

  put_frame (frame, payload, length);

  return g_bytes_new_take (g_steal_pointer (&frame), size);
}

/**
 * charla_frame_new_pair:
 * @first: (array length=first_length) (element-type guint8) (nullable): the first payload
 * @first_length: its length, in bytes
 * @second: (array length=second_length) (element-type guint8) (nullable): the second payload
 * @second_length: its length, in bytes
 *
 * Makes two frames that belong together, such as the sender's name and the text
 * of the classic dialect. As they are queued in one piece, no other frame comes
 * between them.
 *
 * Returns: (transfer full): the bytes of both frames
 */
GBytes *
charla_frame_new_pair (const void *first, gsize first_length, const void *second,
                       gsize second_length)
{
  gsize size = 2 * CHARLA_HEADER_SIZE + first_length + second_length;
  g_autofree guint8 *frames = g_malloc (size);

  put_frame (put_frame (frames, first, first_length), second, second_length);

  return g_bytes_new_take (g_steal_pointer (&frames), size);
}
