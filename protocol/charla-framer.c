/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "charla-framer.h"

#include "charla-error.h"

/* Where in a header the next byte stands. */
enum
{
  BEFORE_DIGITS,
  IN_DIGITS,
  AFTER_DIGITS,
};

/* By hand: what G_DEFINE_BOXED_TYPE() makes is not ISO C. */
GType
charla_framer_get_type (void)
{
  static gsize type = 0;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type,
                       g_boxed_type_register_static (g_intern_static_string ("CharlaFramer"),
                                                     (GBoxedCopyFunc) charla_framer_copy,
                                                     (GBoxedFreeFunc) charla_framer_free));

  return type;
}

/**
 * charla_framer_new:
 * @limit: largest payload, in bytes, that is accepted
 *
 * Makes a framer that waits for its first frame. The limit is there against a
 * peer that announces, or sends, more than its reader can hold.
 *
 * Returns: (transfer full): a framer
 */
CharlaFramer *
charla_framer_new (gsize limit)
{
  CharlaFramer *self = g_new (CharlaFramer, 1);

  charla_framer_init (self, limit);

  return self;
}

/**
 * charla_framer_copy:
 * @self: a framer
 *
 * Copies a framer as it stands, with what it holds of a frame.
 *
 * Returns: (transfer full): the copy
 */
CharlaFramer *
charla_framer_copy (const CharlaFramer *self)
{
  CharlaFramer *copy = g_new (CharlaFramer, 1);

  *copy = *self;
  if (self->payload != NULL)
    {
      copy->payload = g_byte_array_new ();
      g_byte_array_append (copy->payload, self->payload->data, self->payload->len);
    }

  return copy;
}

/**
 * charla_framer_free:
 * @self: (transfer full): a framer from charla_framer_new()
 *
 * Frees a framer and what it holds of an unfinished frame.
 */
void
charla_framer_free (CharlaFramer *self)
{
  charla_framer_clear (self);
  g_free (self);
}

/**
 * charla_framer_init: (skip)
 * @self: a framer that is a member of something else
 * @limit: largest payload, in bytes, that is accepted
 *
 * Does for a framer in memory of the caller's what charla_framer_new() does.
 */
void
charla_framer_init (CharlaFramer *self, gsize limit)
{
  *self = (CharlaFramer) { .limit = limit };
}

/**
 * charla_framer_clear:
 * @self: a framer
 *
 * Forgets an unfinished frame, with the memory that it held: @self then waits
 * for the first byte of a header.
 */
void
charla_framer_clear (CharlaFramer *self)
{
  g_clear_pointer (&self->payload, g_byte_array_unref);
  charla_framer_init (self, self->limit);
}

static gboolean
read_header_byte (CharlaFramer *self, guint8 byte, GError **error)
{
  if (byte == ' ')
    {
      if (self->place == IN_DIGITS)
        self->place = AFTER_DIGITS;
    }
  else if (g_ascii_isdigit (byte) && self->place != AFTER_DIGITS)
    {
      self->place = IN_DIGITS;
      self->remaining = self->remaining * 10 + (byte - '0');
    }
  else
    {
      g_set_error (error, CHARLA_ERROR, CHARLA_ERROR_BAD_HEADER,
                   "Byte %u of a frame’s header, 0x%02x, has no place there",
                   self->header_length + 1, byte);
      return FALSE;
    }

  self->header_length++;
  return TRUE;
}

static gboolean
check_header (CharlaFramer *self, GError **error)
{
  if (self->place == BEFORE_DIGITS)
    {
      g_set_error_literal (error, CHARLA_ERROR, CHARLA_ERROR_BAD_HEADER,
                           "A frame’s header has no digit in it");
      return FALSE;
    }

  if (self->remaining > self->limit)
    {
      g_set_error (error, CHARLA_ERROR, CHARLA_ERROR_TOO_LARGE,
                   "A frame of %" G_GUINT64_FORMAT " bytes is over the limit of %" G_GSIZE_FORMAT,
                   self->remaining, self->limit);
      return FALSE;
    }

  return TRUE;
}

/* The payload when these bytes complete it, or else NULL. */
static GBytes *
read_payload (CharlaFramer *self, const guint8 *data, gsize length)
{
  g_autoptr (GByteArray) whole = NULL;

  if (self->payload == NULL && length == self->remaining)
    return length > 0 ? g_bytes_new (data, length) : g_bytes_new_static ("", 0);

  if (self->payload == NULL && length > 0)
    self->payload = g_byte_array_new ();
  if (length > 0)
    g_byte_array_append (self->payload, data, length);
  self->remaining -= length;
  if (self->remaining > 0)
    return NULL;

  whole = g_steal_pointer (&self->payload);
  return g_byte_array_free_to_bytes (g_steal_pointer (&whole));
}

/**
 * charla_framer_feed:
 * @self: a framer
 * @data: (array length=length): bytes that have arrived
 * @length: their number
 * @consumed: (out): how many of them were taken
 * @payload: (out) (optional) (nullable) (transfer full): the payload of the frame that they
 *   complete, or %NULL when there is no whole frame yet
 * @error: return location for an error
 *
 * Takes bytes up to the end of one frame. Call it with what is left until
 * everything is consumed; a payload of no bytes is an empty #GBytes.
 *
 * A header is refused at its first wrong byte, and a frame over the limit at
 * the last byte of its header, before anything of its payload is stored. After
 * an error the stream cannot be understood any more.
 *
 * Returns: %TRUE, or %FALSE with %CHARLA_ERROR_BAD_HEADER or %CHARLA_ERROR_TOO_LARGE
 */
gboolean
charla_framer_feed (CharlaFramer *self, const guint8 *data, gsize length, gsize *consumed,
                    GBytes **payload, GError **error)
{
  g_autoptr (GBytes) whole = NULL;
  gsize taken;

  if (payload != NULL)
    *payload = NULL;

  for (*consumed = 0; *consumed < length && self->header_length < CHARLA_HEADER_SIZE; ++*consumed)
    {
      if (!read_header_byte (self, data[*consumed], error))
        return FALSE;
    }

  if (self->header_length < CHARLA_HEADER_SIZE)
    return TRUE;
  if (!check_header (self, error))
    return FALSE;

  taken = MIN (length - *consumed, self->remaining);
  whole = read_payload (self, data + *consumed, taken);
  *consumed += taken;
  if (whole == NULL)
    return TRUE;

  charla_framer_clear (self);
  if (payload != NULL)
    *payload = g_steal_pointer (&whole);
  return TRUE;
}

/**
 * charla_framer_finish:
 * @self: a framer
 * @error: return location for an error
 *
 * Tells the framer that the stream has ended.
 *
 * Returns: %TRUE between two frames, or %FALSE with %CHARLA_ERROR_TRUNCATED in
 *   the middle of one
 */
gboolean
charla_framer_finish (CharlaFramer *self, GError **error)
{
  if (self->header_length == 0)
    return TRUE;

  if (self->header_length < CHARLA_HEADER_SIZE)
    g_set_error (error, CHARLA_ERROR, CHARLA_ERROR_TRUNCATED,
                 "The stream ended in the header of a frame, after %u bytes", self->header_length);
  else
    g_set_error (error, CHARLA_ERROR, CHARLA_ERROR_TRUNCATED,
                 "The stream ended in a frame, %" G_GUINT64_FORMAT " bytes before its end",
                 self->remaining);

  return FALSE;
}
