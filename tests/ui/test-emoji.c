/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-emoji.h"

#include <locale.h>
#include <string.h>
#include <time.h>

/* The first emoji that are found, one behind the other. */
static char *
dup_found (const char *prefix, guint limit)
{
  g_autoptr (GPtrArray) found = ui_emoji_find (prefix, limit);
  GString *all = g_string_new (NULL);

  g_assert_cmpuint (found->len, <=, limit);
  for (guint i = 0; i < found->len; i++)
    {
      const UiEmoji *emoji = g_ptr_array_index (found, i);

      g_string_append_printf (all, "%s%s %s", i > 0 ? ", " : "", emoji->emoji, emoji->code);
    }

  return g_string_free (all, FALSE);
}

static void
assert_found (const char *prefix, guint limit, const char *expected)
{
  g_autofree char *found = dup_found (prefix, limit);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_names (void)
{
  assert_found ("thumbs_up", 1, "👍 thumbs_up");
  assert_found ("thumbs", 2, "👍 thumbs_up, 👎 thumbs_down");
  assert_found ("red_heart", 1, "❤️ red_heart");
  assert_found ("flag_sp", 1, "🇪🇸 flag_spain");
  assert_found ("Melting-Face", 1, "🫠 melting_face");
}

static void
test_keywords (void)
{
  assert_found ("+1", 1, "👍 thumbs_up");
  assert_found ("tada", 1, "🎉 party_popper");
  assert_found ("rofl", 1, "🤣 rolling_on_the_floor_laughing");
}

/* What is called so, what begins so, what has such a word, and what is about it. */
static void
test_ranks (void)
{
  assert_found ("dog", 10,
                "🐕 dog, 🐶 dog_face, 🦮 guide_dog, 🐕\u200D🦺 service_dog, 🌭 hot_dog, 🐩 poodle");
  assert_found ("frankf", 10, "🌭 hot_dog");
}

static void
test_nothing (void)
{
  g_autofree char *flood = g_strnfill (100000, 'a');

  assert_found ("", 10, "");
  assert_found ("nosuchthing", 10, "");
  assert_found ("thumbs_up", 0, "");
  assert_found (flood, 10, "");
  assert_found ("_", 10, "");
}

static void
test_no_skin_twice (void)
{
  g_autoptr (GPtrArray) found = ui_emoji_find ("thumbs_up", 50);

  g_assert_cmpuint (found->len, ==, 1);
}

/* Each language of an own process: GLib asks for it once. */
static void
in_language (const char *language, const char *name)
{
  g_autofree char *path = g_strconcat ("/emoji/", name, "/subprocess", NULL);

  g_setenv ("LANGUAGE", language, TRUE);
  g_test_trap_subprocess (path, 0, 0);
  g_unsetenv ("LANGUAGE");
  g_test_trap_assert_passed ();
}

static void
test_spanish_inside (void)
{
  assert_found ("corazon_roj", 1, "❤️ corazón_rojo");
  assert_found ("CORAZÓN_ROJ", 1, "❤️ corazón_rojo");
  assert_found ("thumbs_up", 1, "👍 thumbs_up");
}

static void
test_spanish (void)
{
  in_language ("es_AR:es", "spanish");
}

static void
test_arabic_inside (void)
{
  assert_found ("قلب_احمر", 1, "❤️ قلب_أحمر");
  assert_found ("red_heart", 1, "❤️ red_heart");
}

static void
test_arabic (void)
{
  in_language ("ar", "arabic");
}

/* As often as somebody types: a look-up is far below what a frame has. */
static void
test_speed (void)
{
  const char *prefixes[] = { "a", "e", "face", "zzz", "+1" };
  clock_t start = clock ();
  guint n = 0;

  for (guint i = 0; i < 100; i++)
    for (gsize k = 0; k < G_N_ELEMENTS (prefixes); k++, n++)
      g_ptr_array_unref (ui_emoji_find (prefixes[k], 10));

  g_test_message ("%.3f ms", 1000.0 * (double) (clock () - start) / CLOCKS_PER_SEC / n);
  g_assert_cmpint (clock () - start, <, 5 * CLOCKS_PER_SEC);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/emoji/names", test_names);
  g_test_add_func ("/emoji/keywords", test_keywords);
  g_test_add_func ("/emoji/ranks", test_ranks);
  g_test_add_func ("/emoji/nothing", test_nothing);
  g_test_add_func ("/emoji/skin", test_no_skin_twice);
  g_test_add_func ("/emoji/spanish", test_spanish);
  g_test_add_func ("/emoji/spanish/subprocess", test_spanish_inside);
  g_test_add_func ("/emoji/arabic", test_arabic);
  g_test_add_func ("/emoji/arabic/subprocess", test_arabic_inside);
  g_test_add_func ("/emoji/speed", test_speed);

  return g_test_run ();
}
