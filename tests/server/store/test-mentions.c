/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-mentions.h"

#include "server-store-schema.h"

/* 1 Ana, 2 Ana María, 3 bob, 4 eve, who is in another room; 5 b. */
static ServerDatabase *
open_with_members (void)
{
  g_autoptr (GError) error = NULL;
  ServerDatabase *database = server_database_open (":memory:", TRUE, &error);

  g_assert_no_error (error);
  server_store_schema_migrate (database, 1, &error);
  g_assert_no_error (error);
  server_database_script (
    database, "INSERT INTO users (id, name, folded, kind, created) VALUES (1, 'Ana', 'ana', 0, 0),"
              "  (2, 'Ana María', 'ana maría', 0, 0), (3, 'bob', 'bob', 0, 0),"
              "  (4, 'eve', 'eve', 0, 0), (5, 'b.', 'b.', 0, 0);"
              "INSERT INTO members VALUES (1, 1, 1, 0, 0), (1, 2, 1, 0, 0), (1, 3, 1, 0, 0),"
              "  (2, 4, 1, 0, 0), (1, 5, 1, 0, 0);");
  server_database_take_failure (database, &error);
  g_assert_no_error (error);

  return database;
}

static void
test_find (void)
{
  g_autoptr (ServerDatabase) database = open_with_members ();
  static const struct
  {
    const char *text;
    const char *mentions;
  } cases[] = {
    { "hello", NULL },
    { "@bob", "3" },
    { "hello @BOB!", "3" },
    { "(@ｂｏｂ)", "3" },
    { "@bob @ana @bob", "3 1" },
    { "@ana maría, hello", "2" },
    { "@Ana Maríana", "1" },
    { "@ana\nmaría", "1" },
    { "@anabel", NULL },
    { "@ana_", NULL },
    { "@ana's", "1" },
    { "@b.", "5" },
    { "@b. and", "5" },
    { "@b", NULL },
    { "@eve", NULL },
    { "mail me: me@bob", NULL },
    { "@@bob", "3" },
    { "@ bob", NULL },
    { "@", NULL },
    { "bob@", NULL },
    { "¿@bob?", "3" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) found = server_mentions_find (database, 1, 77, cases[i].text);
      g_autofree char *mentions = server_mentions_print (found);

      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpstr (mentions, ==, cases[i].mentions);
    }
}

static void
test_not_oneself (void)
{
  g_autoptr (ServerDatabase) database = open_with_members ();

  g_assert_null (server_mentions_find (database, 1, 3, "@bob is me"));
}

/* Only the first places are looked at, however many there are. */
static void
test_many (void)
{
  g_autoptr (ServerDatabase) database = open_with_members ();
  g_autofree char *ats = g_strnfill (16000, '@');
  g_autofree char *text = g_strdup_printf ("%s @bob", ats);

  g_assert_null (server_mentions_find (database, 1, 77, text));
}

static void
prepend_signs (GString *text)
{
  g_autofree char *signs = g_strnfill (40, '-');
  g_autofree char *place = g_strdup_printf ("@%s ", signs);

  g_string_prepend (text, place);
}

/* A place at which many names could end is not worth more than others. */
static void
test_many_names (void)
{
  g_autoptr (ServerDatabase) database = open_with_members ();
  g_autoptr (GString) text = g_string_new ("@bob");
  g_autoptr (GArray) found = NULL;

  for (int i = 0; i < 7; i++)
    prepend_signs (text);
  found = server_mentions_find (database, 1, 77, text->str);
  g_assert_cmpuint (found->len, ==, 1);

  prepend_signs (text);
  g_assert_null (server_mentions_find (database, 1, 77, text->str));
}

static void
test_there_and_back (void)
{
  g_autoptr (GArray) mentions = server_mentions_parse ("3 17");
  g_autofree char *text = server_mentions_print (mentions);

  g_assert_cmpuint (mentions->len, ==, 2);
  g_assert_cmpint (g_array_index (mentions, gint64, 1), ==, 17);
  g_assert_cmpstr (text, ==, "3 17");
  g_assert_null (server_mentions_parse (NULL));
  g_assert_null (server_mentions_print (NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mentions/find", test_find);
  g_test_add_func ("/mentions/not-oneself", test_not_oneself);
  g_test_add_func ("/mentions/many", test_many);
  g_test_add_func ("/mentions/many-names", test_many_names);
  g_test_add_func ("/mentions/there-and-back", test_there_and_back);

  return g_test_run ();
}
