/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "server-config.h"

static ServerOptions *
make_options (void)
{
  const char *arguments[] = { "charla-server", "--config=", NULL };

  return server_options_new_from_arguments (arguments, NULL);
}

static ServerOptions *
parse (const char *text, gssize length, GError **error)
{
  g_autoptr (ServerOptions) options = make_options ();
  g_autoptr (GBytes) bytes = g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);

  return server_config_parse (options, "F", bytes, error) ? g_steal_pointer (&options) : NULL;
}

/* Asserts the mistakes in @text, each as its line and the start of its sentence. */
static void
assert_mistakes (const char *text, gssize length, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) found = NULL;
  g_auto (GStrv) wanted = g_strsplit (expected, "|", -1);

  g_assert_null (parse (text, length, &error));
  g_assert_error (error, SERVER_CONFIG_ERROR, SERVER_CONFIG_ERROR_LINE);
  found = g_strsplit (error->message, "\n", -1);
  g_assert_cmpuint (g_strv_length (found), ==, g_strv_length (wanted));
  for (guint i = 0; found[i] != NULL; i++)
    {
      g_autofree char *pattern = g_strdup_printf ("F:%s*.", wanted[i]);

      if (!g_pattern_match_simple (pattern, found[i]))
        g_error ("“%s” is not “%s”", found[i], pattern);
    }
}

static void
test_values (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ServerOptions) options
    = parse ("# A comment\r\n\r\n[server]\r\n  name = Caf\303\251 \\s \r\nmotd=a=b\\nc\\\\\n"
             "[access]\njoin-word=#1\n[server]\nport=0\n[limits] \nconnection-rate=7",
             -1, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (options->name, ==, "Café  ");
  g_assert_cmpstr (options->motd, ==, "a=b\nc\\");
  g_assert_cmpstr (options->join_word, ==, "#1");
  g_assert_cmpuint (options->port, ==, 0);
  g_assert_cmpuint (options->limits.rate_per_address, ==, 7);
}

static void
test_mistakes (void)
{
  g_autofree char *much = g_strnfill (1000, '=');

  assert_mistakes ("name=a\n[server]\nname=b\n", -1, "1: “name” stands in no group");
  assert_mistakes ("[server]\nnames=a\n", -1, "2: There is no key “names” in the group [server]");
  assert_mistakes ("[server]\nname[es]=a\n", -1, "2: There is no key “name[es]”");
  assert_mistakes ("[servers]\nname=a\nport=x\n", -1, "1: There is no group [servers]");
  assert_mistakes ("[]\n", -1, "1: There is no group []");
  assert_mistakes ("\n\n[server]\nport=1\n\nport=1\n", -1, "6: “port” stands in line 4 already");
  assert_mistakes ("[server]\nport=1\n[access]\n[server]\nport=1", -1,
                   "5: “port” stands in line 2 already");
  assert_mistakes ("[server]\nport=1 # the port\n", -1, "2: “1 # the port” is no value for port");
  assert_mistakes ("[server]\nhello\n=1\n[x\n", -1, "2: “hello” is no|3: “=1” is no|4: “[x” is no");
  assert_mistakes ("[server]\nname=\xff\n[access]\njoin-word=\xe9\n", -1,
                   "2: This is not in UTF-8|4: This is not in UTF-8");
  assert_mistakes ("[server]\nname=a\0b\nport=x", 24, "2: This is not text|3: “x” is no value");
  assert_mistakes ("[server]\nname=a\\xb\n", -1, "2: The value of name has a “\\”");
  assert_mistakes ("[server]\nname=a\\xb\\\n", -1, "2: The value of name has a “\\”");
  assert_mistakes ("[server]\nname=a\\nb\n", -1, "2: The value of name has a control character");
  assert_mistakes ("[server]\ndata-dir=chat\n", -1, "2: The value of data-dir has to begin with");
  assert_mistakes ("\xef\xbb\xbf[server]\n", -1, "1: “\\u{FEFF}[server]” is no");
  assert_mistakes (much, -1, "1: “============");
}

/* A file of another kind can have a mistake in each of its lines. */
static void
test_many_mistakes (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append (text, "nonsense\n");
  g_assert_null (parse (text->str, text->len, &error));
  lines = g_strsplit (error->message, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 20);
}

/* Whatever the bytes are, it is a configuration or a mistake. */
static void
test_nonsense (void)
{
  static const char parts[][12] = { "[", "]", "server", "=", "\n", "name", "\\", "\xff", "é", "#",
                                    "\r", "port=1", "[server]\n", " ", ";", "address=" };

  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (ServerOptions) options = NULL;

      for (int left = g_test_rand_int_range (0, 20); left > 0; left--)
        g_string_append (text, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
      options = parse (text->str, text->len, &error);
      g_assert_true ((options == NULL) == (error != NULL));
      g_assert_true (error == NULL || g_utf8_validate (error->message, -1, NULL));
    }
}

static void
assert_no_file (const char *path, const char *says)
{
  g_autoptr (ServerOptions) options = make_options ();
  g_autoptr (GError) error = NULL;

  g_assert_false (server_config_load (options, path, &error));
  g_assert_error (error, SERVER_CONFIG_ERROR, SERVER_CONFIG_ERROR_FILE);
  g_assert_true (g_str_has_prefix (error->message, path));
  g_assert_nonnull (strstr (error->message, says));
}

static void
test_files (void)
{
  g_autofree char *folder = g_dir_make_tmp ("charla-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "server.conf", NULL);
  g_autofree char *much = g_strnfill (256 * 1024 + 1, '\n');
  g_autoptr (ServerOptions) options = make_options ();
  g_autoptr (GError) error = NULL;

  assert_no_file (path, "no such file");
  assert_no_file (folder, "a folder");
  g_assert_no_errno (mkfifo (path, 0600));
  assert_no_file (path, "no file");
  g_assert_no_errno (g_unlink (path));
  g_assert_true (g_file_set_contents (path, much, -1, NULL));
  assert_no_file (path, "bigger than 256 KiB");
  g_assert_true (g_file_set_contents (path, "[server]\nport=7\n", -1, NULL));
  server_config_load (options, path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (options->port, ==, 7);

  /* The administrator may read everything. */
  g_assert_no_errno (g_chmod (path, 0));
  if (access (path, R_OK) != 0)
    assert_no_file (path, "may not read");

  g_assert_no_errno (g_unlink (path));
  g_assert_no_errno (g_rmdir (folder));
}

static void
test_set (void)
{
  g_autoptr (ServerOptions) options = make_options ();
  const char *mistakes[]
    = { "", "=", "server", "server.port", "server.nothing=1", ".port=1", "server.port=x",
        "server.name=a\\xb", "server.name=\xff" };

  g_assert_true (server_config_set (options, "server.port=7", NULL));
  g_assert_cmpuint (options->port, ==, 7);
  g_assert_true (server_config_set (options, "server.motd=a=b\\nc", NULL));
  g_assert_cmpstr (options->motd, ==, "a=b\nc");
  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (server_config_set (options, mistakes[i], &error));
      g_assert_true (error->domain == G_OPTION_ERROR);
      g_assert_cmpint (strstr (error->message, "no key “nothing”") != NULL, ==,
                       strstr (mistakes[i], "nothing") != NULL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/config/values", test_values);
  g_test_add_func ("/config/mistakes", test_mistakes);
  g_test_add_func ("/config/many-mistakes", test_many_mistakes);
  g_test_add_func ("/config/nonsense", test_nonsense);
  g_test_add_func ("/config/files", test_files);
  g_test_add_func ("/config/set", test_set);

  return g_test_run ();
}
