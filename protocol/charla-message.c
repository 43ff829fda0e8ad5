/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "charla-message.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

#include "charla-builder.h"
#include "charla-error.h"

struct _CharlaMessage
{
  gatomicrefcount references;
  json_t *object;
};

/* By hand: what G_DEFINE_BOXED_TYPE() makes is not ISO C. */
GType
charla_message_get_type (void)
{
  static gsize type = 0;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type,
                       g_boxed_type_register_static (g_intern_static_string ("CharlaMessage"),
                                                     (GBoxedCopyFunc) charla_message_ref,
                                                     (GBoxedFreeFunc) charla_message_unref));

  return type;
}

static CharlaMessage *
message_new (json_t *object)
{
  CharlaMessage *self = g_new (CharlaMessage, 1);

  g_atomic_ref_count_init (&self->references);
  self->object = object;

  return self;
}

/* The parser's own limit is 2,048 levels, too many for the stack of a small
 * thread. What stands in a string is no nesting. */
static gboolean
check_depth (const char *text, gsize length, GError **error)
{
  gboolean in_string = FALSE;
  int depth = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (in_string)
        {
          if (text[i] == '\\')
            i++;
          else if (text[i] == '"')
            in_string = FALSE;
        }
      else if (text[i] == '"')
        in_string = TRUE;
      else if (text[i] == '{' || text[i] == '[')
        depth++;
      else if (text[i] == '}' || text[i] == ']')
        depth--;

      if (depth > CHARLA_DEPTH_MAX)
        {
          g_set_error (error, CHARLA_ERROR, CHARLA_ERROR_TOO_DEEP,
                       "A message nests deeper than %d levels", CHARLA_DEPTH_MAX);
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * charla_message_parse:
 * @payload: the payload of a frame
 * @error: return location for an error
 *
 * Reads a JSON object of UTF-8. It nests at most %CHARLA_DEPTH_MAX levels, so
 * that no peer can overflow the stack of who reads it, and none of its strings
 * has a NUL character in it, which would end it early for whoever uses it in C.
 *
 * Returns: (transfer full): the message, or %NULL with %CHARLA_ERROR_BAD_MESSAGE
 *   or %CHARLA_ERROR_TOO_DEEP
 */
CharlaMessage *
charla_message_parse (GBytes *payload, GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (payload, &length);
  json_error_t mistake;
  json_t *root;

  if (!check_depth (text, length, error))
    return NULL;

  /* Integers as doubles: one too large for its type is then no mistake of the
   * whole message, in which nobody may be looking at it. */
  root = json_loadb (length > 0 ? text : "", length, JSON_DECODE_INT_AS_REAL, &mistake);
  if (root == NULL)
    {
      g_set_error (error, CHARLA_ERROR, CHARLA_ERROR_BAD_MESSAGE,
                   "A message is not JSON at its byte %d", mistake.position);
      return NULL;
    }

  if (!json_is_object (root))
    {
      json_decref (root);
      g_set_error_literal (error, CHARLA_ERROR, CHARLA_ERROR_BAD_MESSAGE,
                           "A message is no JSON object");
      return NULL;
    }

  return message_new (root);
}

/**
 * charla_message_ref:
 * @self: a message
 *
 * Returns: (transfer full): @self
 */
CharlaMessage *
charla_message_ref (CharlaMessage *self)
{
  g_atomic_ref_count_inc (&self->references);

  return self;
}

/**
 * charla_message_unref:
 * @self: (transfer full): a message
 *
 * Lets go of a message; the last one to do so frees it, with all its strings.
 */
void
charla_message_unref (CharlaMessage *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  json_decref (self->object);
  g_free (self);
}

/**
 * charla_message_has:
 * @self: a message
 * @name: name of a member
 *
 * Tells a member that is absent from one that is of another type than expected.
 *
 * Returns: whether there is a member @name, of whatever type but null
 */
gboolean
charla_message_has (CharlaMessage *self, const char *name)
{
  json_t *value = json_object_get (self->object, name);

  return value != NULL && !json_is_null (value);
}

/**
 * charla_message_get_string:
 * @self: a message
 * @name: name of a member
 *
 * Returns: (transfer none) (nullable): the member @name, valid UTF-8 that lives
 *   as long as @self, or %NULL if there is no such string
 */
const char *
charla_message_get_string (CharlaMessage *self, const char *name)
{
  return json_string_value (json_object_get (self->object, name));
}

/**
 * charla_message_get_int:
 * @self: a message
 * @name: name of a member
 * @value: (out): the member @name; untouched when there is no such integer
 *
 * As JSON has but one type of numbers, `7.0` is an integer too.
 *
 * Returns: whether there is a number @name without a fraction, at most
 *   %CHARLA_INTEGER_MAX away from zero
 */
gboolean
charla_message_get_int (CharlaMessage *self, const char *name, gint64 *value)
{
  json_t *member = json_object_get (self->object, name);
  double number = json_real_value (member);

  if (!json_is_real (member) || fabs (number) > CHARLA_INTEGER_MAX || trunc (number) != number)
    return FALSE;

  *value = (gint64) number;
  return TRUE;
}

/**
 * charla_message_get_bool:
 * @self: a message
 * @name: name of a member
 * @value: (out): the member @name; untouched when there is no such truth value
 *
 * Returns: whether there is a member @name that is true or false
 */
gboolean
charla_message_get_bool (CharlaMessage *self, const char *name, gboolean *value)
{
  json_t *member = json_object_get (self->object, name);

  if (!json_is_boolean (member))
    return FALSE;

  *value = json_is_true (member);
  return TRUE;
}

/**
 * charla_message_get_object:
 * @self: a message
 * @name: name of a member
 *
 * Returns: (transfer full) (nullable): the member @name, or %NULL if there is no
 *   such object
 */
CharlaMessage *
charla_message_get_object (CharlaMessage *self, const char *name)
{
  json_t *member = json_object_get (self->object, name);

  return json_is_object (member) ? message_new (json_incref (member)) : NULL;
}

/**
 * charla_message_get_length:
 * @self: a message
 * @name: name of a member
 * @length: (out): number of elements of the array @name; untouched when there is none
 *
 * Returns: whether there is an array @name
 */
gboolean
charla_message_get_length (CharlaMessage *self, const char *name, gsize *length)
{
  json_t *member = json_object_get (self->object, name);

  if (!json_is_array (member))
    return FALSE;

  *length = json_array_size (member);
  return TRUE;
}

/**
 * charla_message_get_string_at:
 * @self: a message
 * @name: name of a member
 * @index: place in the array, from 0
 *
 * Returns: (transfer none) (nullable): the element @index of the array @name, or
 *   %NULL if there is no such string
 */
const char *
charla_message_get_string_at (CharlaMessage *self, const char *name, gsize index)
{
  return json_string_value (json_array_get (json_object_get (self->object, name), index));
}

/**
 * charla_message_get_object_at:
 * @self: a message
 * @name: name of a member
 * @index: place in the array, from 0
 *
 * Returns: (transfer full) (nullable): the element @index of the array @name, or
 *   %NULL if there is no such object
 */
CharlaMessage *
charla_message_get_object_at (CharlaMessage *self, const char *name, gsize index)
{
  json_t *member = json_array_get (json_object_get (self->object, name), index);

  return json_is_object (member) ? message_new (json_incref (member)) : NULL;
}

static void write_value (CharlaBuilder *builder, const char *name, json_t *value);

/* Integers are kept as doubles, and written without what a double has behind the point. */
static void
write_number (CharlaBuilder *builder, const char *name, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  g_autoptr (GBytes) json = NULL;

  if (fabs (number) <= CHARLA_INTEGER_MAX && trunc (number) == number)
    {
      charla_builder_add_int (builder, name, (gint64) number);
      return;
    }

  g_ascii_dtostr (text, sizeof text, number);
  json = g_bytes_new (text, strlen (text));
  charla_builder_add_json (builder, name, json);
}

static void
write_members (CharlaBuilder *builder, json_t *object)
{
  const char *name;
  json_t *value;

  json_object_foreach (object, name, value)
    write_value (builder, name, value);
}

static void
write_array (CharlaBuilder *builder, const char *name, json_t *array)
{
  charla_builder_begin_array (builder, name);
  for (gsize i = 0; i < json_array_size (array); i++)
    write_value (builder, NULL, json_array_get (array, i));
  charla_builder_end (builder);
}

/* As deep as what was parsed: CHARLA_DEPTH_MAX. */
static void
write_value (CharlaBuilder *builder, const char *name, json_t *value)
{
  switch (json_typeof (value))
    {
    case JSON_OBJECT:
      charla_builder_begin_object (builder, name);
      write_members (builder, value);
      charla_builder_end (builder);
      break;
    case JSON_ARRAY:
      write_array (builder, name, value);
      break;
    case JSON_STRING:
      charla_builder_add_string (builder, name, json_string_value (value));
      break;
    case JSON_REAL:
    case JSON_INTEGER:
      write_number (builder, name, json_number_value (value));
      break;
    case JSON_TRUE:
    case JSON_FALSE:
      charla_builder_add_bool (builder, name, json_is_true (value));
      break;
    case JSON_NULL:
    default:
      charla_builder_add_null (builder, name);
      break;
    }
}

/**
 * charla_message_to_bytes:
 * @self: a message
 *
 * Writes a message, or an object of one, as JSON again: for who hands it on.
 *
 * Returns: (transfer full): the object, with all its members in their order
 */
GBytes *
charla_message_to_bytes (CharlaMessage *self)
{
  g_autoptr (CharlaBuilder) builder = charla_builder_new ();

  write_members (builder, self->object);
  return charla_builder_to_bytes (builder);
}
