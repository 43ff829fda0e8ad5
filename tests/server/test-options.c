/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "charla.h"
#include "server-options.h"

static ServerOptions *
parse (const char *arguments, GError **error)
{
  /* This machine may have a configuration. */
  g_autofree char *line = g_strconcat ("charla-server --config= ", arguments, NULL);
  g_auto (GStrv) words = g_strsplit (g_strchomp (line), " ", -1);

  return server_options_new_from_arguments ((const char *const *) words, error);
}

/* Asserts the addresses that @arguments give, as a list. */
static void
assert_addresses (const char *arguments, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ServerOptions) options = parse (arguments, &error);
  g_autoptr (GString) addresses = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < options->addresses->len; i++)
    {
      g_autofree char *text = g_socket_connectable_to_string (options->addresses->pdata[i]);

      g_string_append_printf (addresses, "%s%s", i > 0 ? " " : "", text);
    }
  g_assert_cmpstr (addresses->str, ==, expected);
}

static void
test_addresses (void)
{
  assert_addresses ("", "127.0.0.1:1234");
  assert_addresses ("192.0.2.1", "192.0.2.1:1234");
  assert_addresses ("192.0.2.1 5000", "192.0.2.1:5000");
  assert_addresses ("localhost 5000", "127.0.0.1:5000");
  assert_addresses (":: 5000", "[::]:5000");
  assert_addresses ("[::1]", "[::1]:1234");
  assert_addresses ("--port 5000", "127.0.0.1:5000");
  assert_addresses ("-p 5000 192.0.2.1", "192.0.2.1:5000");
  assert_addresses ("--address 192.0.2.1 -a ::1 --port=65535", "192.0.2.1:65535 [::1]:65535");
  assert_addresses ("--address ::1 192.0.2.1 5000", "192.0.2.1:5000 [::1]:5000");
}

static void
test_defaults (void)
{
  g_autoptr (ServerOptions) options = parse ("", NULL);

  g_assert_false (options->show_version);
  g_assert_cmpint (options->log_level, ==, G_LOG_LEVEL_MESSAGE);
  g_assert_cmpuint (options->limits.connections, ==, 10000);
  g_assert_cmpuint (options->limits.connections_per_address, ==, 250);
  g_assert_cmpuint (options->limits.rate_per_address, ==, 10);
  g_assert_cmpuint (options->first_frame_timeout_ms, ==, CHARLA_FIRST_FRAME_TIMEOUT_MS);
  g_assert_null (options->join_word);
  g_assert_null (options->control_socket);
  g_assert_null (options->name);
  g_assert_null (options->motd);
  g_assert_null (options->config_file);
  g_assert_cmpint (options->plain, ==, SERVER_NETWORKS_LOOPBACK);
  g_assert_cmpint (options->classic, ==, SERVER_NETWORKS_LAN);
  g_assert_true (options->announce);
  g_assert_cmpuint (options->retention_days, ==, 0);
}

static void
assert_data_dir (const char *arguments, const char *expected)
{
  g_autoptr (ServerOptions) options = parse (arguments, NULL);

  g_assert_cmpstr (options->data_dir, ==, expected);
}

/* The folder of the person who starts it, or the one of the service. */
static void
test_data_dir (void)
{
  g_autofree char *own = g_build_filename (g_get_user_state_dir (), "charla-server", NULL);

  g_unsetenv ("STATE_DIRECTORY");
  assert_data_dir ("", own);
  g_setenv ("STATE_DIRECTORY", "", TRUE);
  assert_data_dir ("", own);
  g_setenv ("STATE_DIRECTORY", "/var/lib/charla-server", TRUE);
  assert_data_dir ("", "/var/lib/charla-server");
  assert_data_dir ("--data-dir /srv/chat", "/srv/chat");
  g_setenv ("STATE_DIRECTORY", "/var/lib/charla-server:/var/lib/other", TRUE);
  assert_data_dir ("", "/var/lib/charla-server");
  g_unsetenv ("STATE_DIRECTORY");
}

/* What the command line says comes before what the file says. */
static void
test_config (void)
{
  g_autofree char *folder = g_dir_make_tmp ("charla-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "server.conf", NULL);
  g_autofree char *config = g_strdup_printf ("--config %s", path);
  g_autofree char *more
    = g_strdup_printf ("--config %s --port 8 --set limits.connections=9 --name=b", path);
  g_autofree char *other = g_strdup_printf ("--config %s ::1", path);

  g_file_set_contents (path,
                       "[server]\nname=a\nmotd=m\nport=7\naddress=192.0.2.1;::1\ndata-dir=/srv\n"
                       "[limits]\nconnections=5\nconnection-rate=6\n",
                       -1, NULL);
  assert_addresses (config, "192.0.2.1:7 [::1]:7");
  assert_addresses (more, "192.0.2.1:8 [::1]:8");
  assert_addresses (other, "[::1]:7");
  {
    g_autoptr (ServerOptions) options = parse (more, NULL);

    g_assert_cmpstr (options->config_file, ==, path);
    g_assert_cmpstr (options->name, ==, "b");
    g_assert_cmpstr (options->motd, ==, "m");
    g_assert_cmpstr (options->data_dir, ==, "/srv");
    g_assert_cmpuint (options->limits.connections, ==, 9);
    g_assert_cmpuint (options->limits.rate_per_address, ==, 6);
  }

  g_assert_no_errno (g_unlink (path));
  g_assert_null (parse (config, NULL));
  g_assert_no_errno (g_rmdir (folder));
}

static void
test_join_word (void)
{
  g_autoptr (ServerOptions) word = parse ("--join-word sesame", NULL);
  g_autoptr (ServerOptions) empty = parse ("--join-word=", NULL);

  g_assert_cmpstr (word->join_word, ==, "sesame");
  g_assert_null (empty->join_word);
}

static void
test_all (void)
{
  g_autoptr (ServerOptions) options =
    parse ("--check-config --log-level debug --max-connections 1 --max-per-address 2 "
           "--connection-rate 3 --first-frame-timeout 4",
           NULL);

  g_assert_true (options->check_config);
  g_assert_cmpint (options->log_level, ==, G_LOG_LEVEL_DEBUG);
  g_assert_cmpuint (options->limits.connections, ==, 1);
  g_assert_cmpuint (options->limits.connections_per_address, ==, 2);
  g_assert_cmpuint (options->limits.rate_per_address, ==, 3);
  g_assert_cmpuint (options->first_frame_timeout_ms, ==, 4);
}

/* Whoever asks for the version need not have a configuration without mistakes. */
static void
test_version (void)
{
  g_autoptr (ServerOptions) options = parse ("--version --config /nowhere", NULL);

  g_assert_true (options->show_version);
}

static void
test_mistakes (void)
{
  const char *mistakes[] = {
    "localhosts",          "192.0.2",           "192.0.2.1:5000",        "[::1",
    "192.0.2.1 x",         "192.0.2.1 65536",   "--port -1",             "--port 1.5",
    "--log-level loud",    "--log-level Debug", "--max-connections 0",   "--max-per-address 0",
    "--connection-rate 0", "--port",            "--max-connections 1e3", "--unknown",
    "192.0.2.1 1 2",       "192.0.2.1 1 -p 1",  "--first-frame-timeout 99999999999",
  };

  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (mistakes[i], &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == G_OPTION_ERROR);
      g_assert_null (strchr (error->message, '\n'));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/options/addresses", test_addresses);
  g_test_add_func ("/options/defaults", test_defaults);
  g_test_add_func ("/options/data-dir", test_data_dir);
  g_test_add_func ("/options/config", test_config);
  g_test_add_func ("/options/join-word", test_join_word);
  g_test_add_func ("/options/all", test_all);
  g_test_add_func ("/options/version", test_version);
  g_test_add_func ("/options/mistakes", test_mistakes);

  return g_test_run ();
}
