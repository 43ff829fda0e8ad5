/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "charla-error.h"
#include "charla-framer.h"

/* Runs each case of frames.txt whole, a byte at a time, and cut in two wherever
 * it can be cut. */

#define ENDED_WELL -1

typedef struct
{
  char *name;
  gsize limit;
  GByteArray *stream;
  GPtrArray *payloads; /* of GBytes */
  int end;             /* a CharlaError, or ENDED_WELL */
} Case;

/* One reader of the stream of a case. */
typedef struct
{
  const Case *wire;
  CharlaFramer framer;
  guint n_payloads;
  GError *error;
} Reader;

static void
case_free (gpointer data)
{
  Case *self = data;

  g_free (self->name);
  g_byte_array_unref (self->stream);
  g_ptr_array_unref (self->payloads);
  g_free (self);
}

static guint8
parse_escape (const char **p)
{
  const char *at = *p;

  if (at[0] != 'x')
    {
      *p += 1;
      return at[0];
    }

  g_assert_true (g_ascii_isxdigit (at[1]) && g_ascii_isxdigit (at[2]));
  *p += 3;

  return g_ascii_xdigit_value (at[1]) * 16 + g_ascii_xdigit_value (at[2]);
}

/* A string of the manifest; @p is left behind it. */
static GByteArray *
parse_string (const char **p)
{
  g_autoptr (GByteArray) once = g_byte_array_new ();
  GByteArray *bytes = g_byte_array_new ();
  guint64 times = 1;

  g_assert_cmpint (*(*p)++, ==, '"');
  while (**p != '"')
    {
      guint8 byte = *(*p)++;

      g_assert_cmpint (byte, !=, '\0');
      if (byte == '\\')
        byte = parse_escape (p);
      g_byte_array_append (once, &byte, 1);
    }
  ++*p;

  if (**p == '*')
    times = g_ascii_strtoull (*p + 1, (char **) p, 10);
  for (guint64 i = 0; i < times; i++)
    g_byte_array_append (bytes, once->data, once->len);

  return bytes;
}

/* Each string of a field, as GBytes. */
static GPtrArray *
parse_strings (const char *field)
{
  GPtrArray *strings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  while (*field != '\0')
    {
      g_ptr_array_add (strings, g_byte_array_free_to_bytes (parse_string (&field)));
      while (*field == ' ')
        field++;
    }

  return strings;
}

static int
parse_end (const char *word)
{
  if (strcmp (word, "ok") == 0)
    return ENDED_WELL;
  if (strcmp (word, "BAD_HEADER") == 0)
    return CHARLA_ERROR_BAD_HEADER;
  if (strcmp (word, "TOO_LARGE") == 0)
    return CHARLA_ERROR_TOO_LARGE;

  g_assert_cmpstr (word, ==, "TRUNCATED");
  return CHARLA_ERROR_TRUNCATED;
}

static Case *
parse_case (const char *line)
{
  g_auto (GStrv) fields = g_strsplit (line, "|", -1);
  g_autoptr (GPtrArray) pieces = NULL;
  Case *self = g_new0 (Case, 1);

  g_assert_cmpuint (g_strv_length (fields), ==, 5);
  for (guint i = 0; i < 5; i++)
    g_strstrip (fields[i]);

  self->name = g_strdup (fields[0]);
  self->limit = g_ascii_strtoull (fields[1], NULL, 10);
  self->payloads = parse_strings (fields[3]);
  self->end = parse_end (fields[4]);

  self->stream = g_byte_array_new ();
  pieces = parse_strings (fields[2]);
  for (guint i = 0; i < pieces->len; i++)
    g_byte_array_append (self->stream, g_bytes_get_data (pieces->pdata[i], NULL),
                         g_bytes_get_size (pieces->pdata[i]));

  return self;
}

static void
reader_take (Reader *self, GBytes *payload)
{
  g_assert_cmpuint (self->n_payloads, <, self->wire->payloads->len);
  g_assert_true (g_bytes_equal (payload, self->wire->payloads->pdata[self->n_payloads]));
  self->n_payloads++;
}

static void
reader_feed (Reader *self, gsize from, gsize to)
{
  const guint8 *data = self->wire->stream->data;

  while (from < to && self->error == NULL)
    {
      g_autoptr (GBytes) payload = NULL;
      gsize consumed = 0;

      if (!charla_framer_feed (&self->framer, data + from, to - from, &consumed, &payload,
                               &self->error))
        break;
      g_assert_cmpuint (consumed, >, 0);
      g_assert_cmpuint (consumed, <=, to - from);
      from += consumed;
      if (payload != NULL)
        reader_take (self, payload);
    }
}

static void
reader_finish (Reader *self)
{
  if (self->error == NULL)
    charla_framer_finish (&self->framer, &self->error);

  g_assert_cmpuint (self->n_payloads, ==, self->wire->payloads->len);
  if (self->wire->end == ENDED_WELL)
    g_assert_no_error (self->error);
  else
    g_assert_error (self->error, CHARLA_ERROR, self->wire->end);

  g_clear_error (&self->error);
  charla_framer_clear (&self->framer);
}

/* @pieces of @size bytes each, but for the last that is what remains. */
static void
read_in_pieces (const Case *wire, gsize size, gsize pieces)
{
  Reader reader = { .wire = wire };
  gsize at = 0;

  charla_framer_init (&reader.framer, wire->limit);
  for (gsize i = 1; i < pieces; i++, at += size)
    reader_feed (&reader, at, at + size);
  reader_feed (&reader, at, wire->stream->len);
  reader_finish (&reader);
}

/* Of a very long stream, the cuts near its ends and some between. */
static gboolean
is_worth_a_cut (gsize at, gsize length)
{
  return length <= 4096 || at <= 64 || length - at <= 64 || at % 10007 == 0;
}

static void
test_case (gconstpointer data)
{
  const Case *wire = data;
  gsize length = wire->stream->len;

  read_in_pieces (wire, length, 1);
  read_in_pieces (wire, 1, length);
  for (gsize at = 1; at < length; at++)
    {
      if (is_worth_a_cut (at, length))
        read_in_pieces (wire, at, 2);
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);

  path = g_test_build_filename (G_TEST_DIST, "wire", "frames.txt", NULL);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_autofree char *test_name = NULL;
      Case *wire = NULL;

      if (**line == '\0' || **line == '#')
        continue;
      wire = parse_case (*line);
      test_name = g_strconcat ("/wire/frames/", wire->name, NULL);
      g_test_add_data_func_full (test_name, wire, test_case, case_free);
    }

  return g_test_run ();
}
