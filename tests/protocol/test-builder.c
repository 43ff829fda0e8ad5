/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charla-builder.h"

#include <string.h>

#include "charla-message.h"

static void
assert_built (CharlaBuilder *builder, const char *expected)
{
  g_autoptr (GBytes) json = charla_builder_to_bytes (builder);
  g_autofree char *text = g_strndup (g_bytes_get_data (json, NULL), g_bytes_get_size (json));

  g_assert_cmpstr (text, ==, expected);
}

static void
test_members (void)
{
  g_autoptr (CharlaBuilder) builder = charla_builder_new ();

  charla_builder_add_string (builder, "ev", "message");
  charla_builder_add_int (builder, "seq", CHARLA_INTEGER_MAX);
  charla_builder_add_int (builder, "least", -CHARLA_INTEGER_MAX);
  charla_builder_add_bool (builder, "on", TRUE);
  charla_builder_add_bool (builder, "off", FALSE);
  charla_builder_add_null (builder, "role");
  charla_builder_add_string (builder, "topic", NULL);
  charla_builder_add_string (builder, "text", "");

  assert_built (builder, "{\"ev\":\"message\",\"seq\":9007199254740991,\"least\":-9007199254740991,"
                         "\"on\":true,\"off\":false,\"role\":null,\"text\":\"\"}");
}

static void
test_nested (void)
{
  g_autoptr (CharlaBuilder) builder = charla_builder_new ();

  charla_builder_begin_object (builder, "from");
  charla_builder_add_string (builder, "id", "u1");
  charla_builder_begin_object (builder, "empty");
  charla_builder_end (builder);
  charla_builder_end (builder);
  charla_builder_begin_array (builder, "list");
  charla_builder_add_int (builder, NULL, 1);
  charla_builder_begin_object (builder, NULL);
  charla_builder_add_bool (builder, "on", TRUE);
  charla_builder_end (builder);
  charla_builder_begin_array (builder, NULL);
  charla_builder_end (builder);
  charla_builder_add_string (builder, NULL, "x");
  charla_builder_end (builder);
  charla_builder_add_int (builder, "last", 2);

  assert_built (builder, "{\"from\":{\"id\":\"u1\",\"empty\":{}},"
                         "\"list\":[1,{\"on\":true},[],\"x\"],\"last\":2}");
}

static void
test_again (void)
{
  g_autoptr (CharlaBuilder) builder = charla_builder_new ();
  g_autofree char *long_text = g_strnfill (200000, 'x');

  assert_built (builder, "{}");
  charla_builder_add_string (builder, "a", long_text);
  g_assert_cmpuint (charla_builder_get_length (builder), ==, strlen ("{'a':''") + 200000);
  g_bytes_unref (charla_builder_to_bytes (builder));
  charla_builder_add_int (builder, "b", 2);
  assert_built (builder, "{\"b\":2}");
}

static void
test_frame (void)
{
  g_autoptr (CharlaBuilder) builder = charla_builder_new ();
  g_autoptr (GBytes) frame = NULL;

  charla_builder_add_string (builder, "ev", "ping");
  frame = charla_builder_to_frame (builder);

  g_assert_cmpmem (g_bytes_get_data (frame, NULL), g_bytes_get_size (frame),
                   "13        {\"ev\":\"ping\"}", 23);
}

static void
test_json (void)
{
  g_autoptr (CharlaBuilder) builder = charla_builder_new ();
  g_autoptr (GBytes) part = NULL;

  charla_builder_add_int (builder, "n", 1);
  part = charla_builder_to_bytes (builder);
  charla_builder_add_json (builder, "ok", part);
  charla_builder_begin_array (builder, "list");
  charla_builder_add_json (builder, NULL, part);
  charla_builder_add_json (builder, NULL, part);
  charla_builder_end (builder);

  assert_built (builder, "{\"ok\":{\"n\":1},\"list\":[{\"n\":1},{\"n\":1}]}");
}

/* Each character below U+0100 and some beyond, there and back. */
static void
test_text (void)
{
  g_autoptr (CharlaBuilder) builder = charla_builder_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (CharlaMessage) message = NULL;
  g_autoptr (GBytes) json = NULL;
  g_autoptr (GError) error = NULL;

  for (gunichar c = 1; c < 0x100; c++)
    g_string_append_unichar (text, c);
  g_string_append (text, "\\\"\\\\\u2028\uffff🦊");

  charla_builder_add_string (builder, text->str, text->str);
  json = charla_builder_to_bytes (builder);
  message = charla_message_parse (json, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (charla_message_get_string (message, text->str), ==, text->str);
}

static void
test_not_utf8 (void)
{
  g_autoptr (CharlaBuilder) builder = charla_builder_new ();

  charla_builder_add_string (builder, "a", "ana\xff");
  assert_built (builder, "{\"a\":\"ana\ufffd\"}");
}

static void
test_deepest (void)
{
  g_autoptr (CharlaBuilder) builder = charla_builder_new ();
  g_autoptr (CharlaMessage) message = NULL;
  g_autoptr (GBytes) json = NULL;

  for (int i = 1; i < CHARLA_DEPTH_MAX; i++)
    charla_builder_begin_object (builder, "a");
  for (int i = 1; i < CHARLA_DEPTH_MAX; i++)
    charla_builder_end (builder);

  json = charla_builder_to_bytes (builder);
  message = charla_message_parse (json, NULL);
  g_assert_nonnull (message);
}

static void
test_boxed (void)
{
  g_autoptr (CharlaBuilder) builder = charla_builder_new ();
  CharlaBuilder *copy = g_boxed_copy (CHARLA_TYPE_BUILDER, builder);

  g_assert_true (copy == builder);
  g_boxed_free (CHARLA_TYPE_BUILDER, copy);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/builder/members", test_members);
  g_test_add_func ("/builder/nested", test_nested);
  g_test_add_func ("/builder/again", test_again);
  g_test_add_func ("/builder/frame", test_frame);
  g_test_add_func ("/builder/json", test_json);
  g_test_add_func ("/builder/text", test_text);
  g_test_add_func ("/builder/not-utf8", test_not_utf8);
  g_test_add_func ("/builder/deepest", test_deepest);
  g_test_add_func ("/builder/boxed", test_boxed);

  return g_test_run ();
}
