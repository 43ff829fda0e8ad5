/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "charla-builder.h"

#include <string.h>

#include "charla-frame.h"

/* A memory that one large object has grown is let go, up to this many bytes. */
#define KEPT_SIZE 65536

struct _CharlaBuilder
{
  gatomicrefcount references;
  GString *frame; /* room for a header, then the object */
  guint depth;
  guint32 arrays;  /* a bit for each level that is an array */
  guint32 started; /* a bit for each level that has a member */
};

G_STATIC_ASSERT (CHARLA_DEPTH_MAX < 32);

/* By hand: what G_DEFINE_BOXED_TYPE() makes is not ISO C. */
GType
charla_builder_get_type (void)
{
  static gsize type = 0;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type,
                       g_boxed_type_register_static (g_intern_static_string ("CharlaBuilder"),
                                                     (GBoxedCopyFunc) charla_builder_ref,
                                                     (GBoxedFreeFunc) charla_builder_unref));

  return type;
}

static void
open_level (CharlaBuilder *self, gboolean is_array)
{
  guint32 bit;

  self->depth++;
  bit = 1u << self->depth;
  self->arrays = is_array ? self->arrays | bit : self->arrays & ~bit;
  self->started &= ~bit;
  g_string_append_c (self->frame, is_array ? '[' : '{');
}

static void
start (CharlaBuilder *self)
{
  if (self->frame != NULL && self->frame->allocated_len > KEPT_SIZE)
    g_string_free (g_steal_pointer (&self->frame), TRUE);
  if (self->frame == NULL)
    self->frame = g_string_sized_new (512);

  g_string_set_size (self->frame, CHARLA_HEADER_SIZE);
  self->depth = 0;
  open_level (self, FALSE);
}

/**
 * charla_builder_new:
 *
 * Returns: (transfer full): a builder that has begun an object
 */
CharlaBuilder *
charla_builder_new (void)
{
  CharlaBuilder *self = g_new0 (CharlaBuilder, 1);

  g_atomic_ref_count_init (&self->references);
  start (self);

  return self;
}

/**
 * charla_builder_ref:
 * @self: a builder
 *
 * Returns: (transfer full): @self
 */
CharlaBuilder *
charla_builder_ref (CharlaBuilder *self)
{
  g_atomic_ref_count_inc (&self->references);

  return self;
}

/**
 * charla_builder_unref:
 * @self: (transfer full): a builder
 *
 * Lets go of a builder; the last one to do so frees it.
 */
void
charla_builder_unref (CharlaBuilder *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_string_free (self->frame, TRUE);
  g_free (self);
}

static void
append_escaped (GString *to, guchar c)
{
  switch (c)
    {
    case '\n':
      g_string_append (to, "\\n");
      break;
    case '\t':
      g_string_append (to, "\\t");
      break;
    case '"':
    case '\\':
      g_string_append_c (to, '\\');
      g_string_append_c (to, c);
      break;
    default:
      g_string_append_printf (to, "\\u%04x", c);
    }
}

static void
append_string (GString *to, const char *text)
{
  g_autofree char *repaired = g_utf8_validate (text, -1, NULL) ? NULL : g_utf8_make_valid (text, -1);
  const char *rest = repaired != NULL ? repaired : text;
  const char *p;

  g_string_append_c (to, '"');
  for (p = rest; *p != '\0'; p++)
    {
      if ((guchar) *p >= ' ' && *p != '"' && *p != '\\')
        continue;

      g_string_append_len (to, rest, p - rest);
      append_escaped (to, *p);
      rest = p + 1;
    }
  g_string_append_len (to, rest, p - rest);
  g_string_append_c (to, '"');
}

/* Writes what comes before a value. */
static void
begin_member (CharlaBuilder *self, const char *name)
{
  guint32 bit = 1u << self->depth;

  if (self->started & bit)
    g_string_append_c (self->frame, ',');
  self->started |= bit;

  if (name != NULL)
    {
      append_string (self->frame, name);
      g_string_append_c (self->frame, ':');
    }
}

static gboolean
is_named_right (CharlaBuilder *self, const char *name)
{
  gboolean is_array = (self->arrays & (1u << self->depth)) != 0;

  return is_array == (name == NULL);
}

/**
 * charla_builder_add_string:
 * @self: a builder
 * @name: (nullable): name of the member
 * @value: (nullable): a string
 *
 * Adds a string, or nothing when @value is %NULL, as optional members want it.
 * What is not UTF-8 in it is replaced, so that what is built is JSON always.
 */
void
charla_builder_add_string (CharlaBuilder *self, const char *name, const char *value)
{
  g_return_if_fail (is_named_right (self, name));

  if (value == NULL)
    return;

  begin_member (self, name);
  append_string (self->frame, value);
}

/**
 * charla_builder_add_int:
 * @self: a builder
 * @name: (nullable): name of the member
 * @value: an integer, at most %CHARLA_INTEGER_MAX away from zero
 *
 * Adds an integer.
 */
void
charla_builder_add_int (CharlaBuilder *self, const char *name, gint64 value)
{
  char digits[24];

  g_return_if_fail (is_named_right (self, name));

  begin_member (self, name);
  g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, value);
  g_string_append (self->frame, digits);
}

/**
 * charla_builder_add_bool:
 * @self: a builder
 * @name: (nullable): name of the member
 * @value: a truth value
 *
 * Adds true or false.
 */
void
charla_builder_add_bool (CharlaBuilder *self, const char *name, gboolean value)
{
  g_return_if_fail (is_named_right (self, name));

  begin_member (self, name);
  g_string_append (self->frame, value ? "true" : "false");
}

/**
 * charla_builder_add_null:
 * @self: a builder
 * @name: (nullable): name of the member
 *
 * Adds null.
 */
void
charla_builder_add_null (CharlaBuilder *self, const char *name)
{
  g_return_if_fail (is_named_right (self, name));

  begin_member (self, name);
  g_string_append (self->frame, "null");
}

/**
 * charla_builder_add_json:
 * @self: a builder
 * @name: (nullable): name of the member
 * @json: what another builder has built
 *
 * Adds an object as it is, for example one that was built in another thread.
 */
void
charla_builder_add_json (CharlaBuilder *self, const char *name, GBytes *json)
{
  gsize length;
  const char *text = g_bytes_get_data (json, &length);

  g_return_if_fail (is_named_right (self, name));

  begin_member (self, name);
  g_string_append_len (self->frame, text, length);
}

/**
 * charla_builder_begin_object:
 * @self: a builder
 * @name: (nullable): name of the member
 *
 * Begins an object; what is added is in it until charla_builder_end(). Nothing
 * nests deeper than %CHARLA_DEPTH_MAX, or no peer could read it.
 */
void
charla_builder_begin_object (CharlaBuilder *self, const char *name)
{
  g_return_if_fail (is_named_right (self, name) && self->depth < CHARLA_DEPTH_MAX);

  begin_member (self, name);
  open_level (self, FALSE);
}

/**
 * charla_builder_begin_array:
 * @self: a builder
 * @name: (nullable): name of the member
 *
 * Begins an array; what is added is in it until charla_builder_end().
 */
void
charla_builder_begin_array (CharlaBuilder *self, const char *name)
{
  g_return_if_fail (is_named_right (self, name) && self->depth < CHARLA_DEPTH_MAX);

  begin_member (self, name);
  open_level (self, TRUE);
}

static void
close_level (CharlaBuilder *self)
{
  g_string_append_c (self->frame, self->arrays & (1u << self->depth) ? ']' : '}');
  self->depth--;
}

/**
 * charla_builder_end:
 * @self: a builder
 *
 * Ends what the last charla_builder_begin_object() or charla_builder_begin_array()
 * began.
 */
void
charla_builder_end (CharlaBuilder *self)
{
  g_return_if_fail (self->depth > 1);

  close_level (self);
}

/**
 * charla_builder_get_length:
 * @self: a builder
 *
 * Returns: how many bytes are built so far, for who has to stay below the limit
 *   of a frame
 */
gsize
charla_builder_get_length (CharlaBuilder *self)
{
  return self->frame->len - CHARLA_HEADER_SIZE;
}

/**
 * charla_builder_to_bytes:
 * @self: a builder, with everything ended that was begun
 *
 * Takes the object out of the builder, which begins the next one.
 *
 * Returns: (transfer full): the JSON of the object, a payload
 */
GBytes *
charla_builder_to_bytes (CharlaBuilder *self)
{
  GBytes *payload = NULL;

  g_return_val_if_fail (self->depth == 1, NULL);

  close_level (self);
  payload = g_bytes_new (self->frame->str + CHARLA_HEADER_SIZE, charla_builder_get_length (self));
  start (self);

  return payload;
}

/**
 * charla_builder_to_frame:
 * @self: a builder, with everything ended that was begun
 *
 * Does as charla_builder_to_bytes(), with the header of a frame before it.
 *
 * Returns: (transfer full): a frame, ready to be sent
 */
GBytes *
charla_builder_to_frame (CharlaBuilder *self)
{
  GBytes *frame = NULL;

  g_return_val_if_fail (self->depth == 1, NULL);

  close_level (self);
  charla_frame_write_header (self->frame->str, charla_builder_get_length (self));
  frame = g_bytes_new (self->frame->str, self->frame->len);
  start (self);

  return frame;
}
