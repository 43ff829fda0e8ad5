/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charla-error.h"
#include "charla-framer.h"

#include "fuzz.h"

/* Small, so that a short input reaches beyond it. */
#define LIMIT 100

/* What a stream came to: its payloads, and how it ended. */
typedef struct
{
  CharlaFramer framer;
  GPtrArray *payloads;
  GError *error;
} Reader;

static void
reader_init (Reader *self)
{
  charla_framer_init (&self->framer, LIMIT);
  self->payloads = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->error = NULL;
}

static void
reader_clear (Reader *self)
{
  charla_framer_clear (&self->framer);
  g_ptr_array_unref (self->payloads);
  g_clear_error (&self->error);
}

static void
reader_feed (Reader *self, const guint8 *data, gsize length)
{
  while (length > 0 && self->error == NULL)
    {
      GBytes *payload = NULL;
      gsize consumed = 0;

      if (!charla_framer_feed (&self->framer, data, length, &consumed, &payload, &self->error))
        {
          g_assert_null (payload);
          return;
        }

      g_assert_cmpuint (consumed, >, 0);
      g_assert_cmpuint (consumed, <=, length);
      data += consumed;
      length -= consumed;
      if (payload == NULL)
        continue;

      g_assert_cmpuint (g_bytes_get_size (payload), <=, LIMIT);
      g_assert_null (self->framer.payload);
      g_ptr_array_add (self->payloads, payload);
    }
}

static void
assert_same (const Reader *one, const Reader *other)
{
  g_assert_cmpuint (one->payloads->len, ==, other->payloads->len);
  for (guint i = 0; i < one->payloads->len; i++)
    g_assert_true (g_bytes_equal (one->payloads->pdata[i], other->payloads->pdata[i]));

  g_assert_cmpstr (one->error == NULL ? NULL : one->error->message, ==,
                   other->error == NULL ? NULL : other->error->message);
}

static void
read_in_two (Reader *self, const guint8 *data, gsize length, gsize cut)
{
  reader_init (self);
  reader_feed (self, data, cut);
  if (self->framer.payload != NULL)
    g_assert_cmpuint (self->framer.payload->len, <=, cut);
  reader_feed (self, data + cut, length - cut);
  if (self->error == NULL)
    charla_framer_finish (&self->framer, &self->error);
}

/* However a stream is cut, it means the same. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  Reader whole;

  read_in_two (&whole, data, size, 0);
  for (gsize cut = 1; cut < size; cut++)
    {
      Reader parts;

      read_in_two (&parts, data, size, cut);
      assert_same (&whole, &parts);
      reader_clear (&parts);
    }
  reader_clear (&whole);

  return 0;
}
