/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "server-config.h"
#include "server-key.h"

/* A file of the sources that is not a test. */
static char *
read_source (const char *folder, const char *name)
{
  g_autofree char *path
    = g_build_filename (g_test_get_dir (G_TEST_DIST), "..", folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static ServerOptions *
parse (const char *line)
{
  const char *arguments[] = { "charla-server", "--config=", line, NULL };
  g_autoptr (GError) error = NULL;
  ServerOptions *options = server_options_new_from_arguments (arguments, &error);

  g_assert_no_error (error);
  return options;
}

static void
test_table (void)
{
  guint n_keys = 0;
  const ServerKey *keys = server_keys_get (&n_keys);

  for (guint i = 0; i < n_keys; i++)
    {
      const ServerKey *key = &keys[i];

      g_test_message ("%s.%s", key->group, key->name);
      g_assert_true (server_keys_find (key->group, key->name) == key);
      g_assert_true (server_keys_has_group (key->group));
      g_assert_true ((key->type == SERVER_KEY_WORD) == (key->words != NULL));
      g_assert_cmpuint (key->minimum, <=, key->maximum);
      g_assert_true (key->maximum > 0 || key->type > SERVER_KEY_TEXT);
      for (guint j = 0; j < i; j++)
        g_assert_cmpuint (keys[j].offset, !=, key->offset);
    }

  g_assert_null (server_keys_find ("server", "nothing"));
  g_assert_null (server_keys_find ("access", "name"));
  g_assert_false (server_keys_has_group (""));
}

/* What stands there as a comment is the default. */
static void
test_example (void)
{
  g_autofree char *text = read_source ("data", "server.conf");
  g_autoptr (GRegex) comment = g_regex_new ("^#(?=[a-z-]+=)", G_REGEX_MULTILINE, 0, NULL);
  g_autofree char *bare = g_regex_replace_literal (comment, text, -1, 0, "", 0, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (bare, strlen (bare));
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (ServerOptions) defaults = parse (NULL);
  g_autoptr (ServerOptions) options = parse (NULL);
  g_autoptr (GError) error = NULL;
  guint n_keys = 0;
  const ServerKey *keys = server_keys_get (&n_keys);

  server_config_parse (options, "server.conf", bytes, &error);
  g_assert_no_error (error);
  g_key_file_load_from_data (file, bare, -1, G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < n_keys; i++)
    {
      g_autofree char *value = g_key_file_get_value (file, keys[i].group, keys[i].name, NULL);

      g_test_message ("%s.%s", keys[i].group, keys[i].name);
      g_assert_nonnull (value);
      g_assert_true (*value == '\0' || server_key_equal (&keys[i], defaults, options));
    }
}

/* As it is, it says nothing. */
static void
test_example_is_empty (void)
{
  g_autofree char *text = read_source ("data", "server.conf");
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    g_assert_true (*lines[i] == '\0' || *lines[i] == '#' || *lines[i] == '[');
}

static void
test_page (void)
{
  g_autofree char *text = read_source ("data/man", "charla-server.conf.5");
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *group = g_strdup ("");
  guint n_keys = 0;
  guint n_found = 0;

  server_keys_get (&n_keys);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", 5);

      if (g_str_equal (words[0] != NULL ? words[0] : "", ".Sh"))
        {
          g_free (group);
          group = g_strdup (words[1]);
          g_strdelimit (group, "[]", ' ');
          g_strstrip (group);
        }
      else if (g_str_has_prefix (lines[i], ".It Cm ") && g_strv_length (words) > 4)
        {
          g_test_message ("%s.%s", group, words[2]);
          g_assert_nonnull (server_keys_find (group, words[2]));
          n_found++;
        }
    }

  g_assert_cmpuint (n_found, ==, n_keys);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/keys/table", test_table);
  g_test_add_func ("/keys/example", test_example);
  g_test_add_func ("/keys/example-is-empty", test_example_is_empty);
  g_test_add_func ("/keys/page", test_page);

  return g_test_run ();
}
