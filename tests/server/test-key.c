/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "server-key.h"

static void
test_options_clear (ServerOptions *options)
{
  guint n_keys = 0;
  const ServerKey *keys = server_keys_get (&n_keys);

  for (guint i = 0; i < n_keys; i++)
    server_key_clear (&keys[i], options);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ServerOptions, test_options_clear)

static gboolean
set (ServerOptions *options, const char *group, const char *name, const char *value)
{
  g_autoptr (GError) error = NULL;
  gboolean is_read
    = server_key_read (server_keys_find (group, name), "label", value, options, &error);

  if (is_read)
    {
      g_assert_no_error (error);
      return TRUE;
    }

  g_assert_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_null (strchr (error->message, '\n'));
  g_assert_cmpuint (strlen (error->message), <, 1000);
  return FALSE;
}

static void
test_text (void)
{
  g_auto (ServerOptions) options = { 0 };
  g_autofree char *longest = g_strnfill (64, 'a');
  g_autofree char *longer = g_strnfill (65, 'a');

  g_assert_true (set (&options, "server", "name", "Física"));
  g_assert_cmpstr (options.name, ==, "Física");
  g_assert_false (set (&options, "server", "name", longer));
  g_assert_false (set (&options, "server", "name", "a\nb"));
  g_assert_false (set (&options, "server", "name", "a\033[31m"));
  g_assert_cmpstr (options.name, ==, "Física");
  g_assert_true (set (&options, "server", "name", longest));
  g_assert_true (set (&options, "server", "name", ""));
  g_assert_null (options.name);
  g_assert_true (set (&options, "server", "motd", "Tea at five.\nBe kind."));
  g_assert_cmpstr (options.motd, ==, "Tea at five.\nBe kind.");
  g_assert_false (set (&options, "server", "motd", "a\tb"));
}

static void
assert_duration (const char *value, guint ms)
{
  g_auto (ServerOptions) options = { 0 };

  g_assert_true (set (&options, "limits", "first-frame-timeout", value) == (ms > 0));
  g_assert_cmpuint (options.first_frame_timeout_ms, ==, ms);
}

static void
test_duration (void)
{
  assert_duration ("1", 1);
  assert_duration ("500ms", 500);
  assert_duration ("10s", 10000);
  assert_duration ("10 s", 10000);
  assert_duration ("2min", 120000);
  assert_duration ("1h", 3600000);
  assert_duration ("596h", 2145600000);
  assert_duration ("597h", 0);
  assert_duration ("4294967295h", 0);
  assert_duration ("99999999999", 0);
  assert_duration ("0s", 0);
  assert_duration ("-1s", 0);
  assert_duration ("1.5s", 0);
  assert_duration ("s", 0);
  assert_duration ("1d", 0);
  assert_duration ("1smin", 0);
  assert_duration ("", 0);
}

static void
test_number (void)
{
  g_auto (ServerOptions) options = { 0 };

  g_assert_true (set (&options, "server", "port", "65535"));
  g_assert_cmpuint (options.port, ==, 65535);
  g_assert_false (set (&options, "server", "port", "65536"));
  g_assert_false (set (&options, "server", "port", "-1"));
  g_assert_false (set (&options, "server", "port", "0x10"));
  g_assert_false (set (&options, "server", "port", ""));
  g_assert_false (set (&options, "server", "port", "18446744073709551617"));
  g_assert_cmpuint (options.port, ==, 65535);
  g_assert_false (set (&options, "limits", "connections", "0"));
}

static void
test_words (void)
{
  g_auto (ServerOptions) options = { 0 };
  g_autofree char *longer = g_strnfill (100000, 'a');

  g_assert_true (set (&options, "access", "classic", "any"));
  g_assert_cmpint (options.classic, ==, SERVER_NETWORKS_ANY);
  g_assert_true (set (&options, "access", "classic", "off"));
  g_assert_cmpint (options.classic, ==, SERVER_NETWORKS_OFF);
  g_assert_false (set (&options, "access", "classic", "LAN"));
  g_assert_false (set (&options, "access", "classic", ""));
  g_assert_false (set (&options, "access", "classic", longer));
  g_assert_false (set (&options, "access", "classic", "a\nb"));
  g_assert_true (set (&options, "server", "log-level", "error"));
  g_assert_cmpint (options.log_level, ==, G_LOG_LEVEL_CRITICAL);
  g_assert_true (set (&options, "discovery", "announce", "true"));
  g_assert_true (options.announce);
  g_assert_true (set (&options, "discovery", "announce", "false"));
  g_assert_false (options.announce);
  g_assert_false (set (&options, "discovery", "announce", "yes"));
}

static void
test_addresses (void)
{
  g_auto (ServerOptions) options = { 0 };

  g_assert_true (set (&options, "server", "address", " 192.0.2.1;[::1] ;localhost;"));
  g_assert_cmpuint (g_strv_length (options.listen), ==, 3);
  g_assert_cmpstr (options.listen[1], ==, "[::1]");
  g_assert_false (set (&options, "server", "address", "192.0.2.1;nowhere.example"));
  g_assert_false (set (&options, "server", "address", "192.0.2.1:1234"));
  g_assert_cmpuint (g_strv_length (options.listen), ==, 3);
}

static void
test_equal (void)
{
  g_auto (ServerOptions) a = { 0 };
  g_auto (ServerOptions) b = { 0 };
  const ServerKey *name = server_keys_find ("server", "name");
  const ServerKey *address = server_keys_find ("server", "address");
  const ServerKey *port = server_keys_find ("server", "port");

  g_assert_true (server_key_equal (name, &a, &b));
  set (&a, "server", "name", "a");
  g_assert_false (server_key_equal (name, &a, &b));
  set (&b, "server", "name", "a");
  g_assert_true (server_key_equal (name, &a, &b));

  g_assert_true (server_key_equal (address, &a, &b));
  set (&a, "server", "address", "::1");
  g_assert_false (server_key_equal (address, &a, &b));
  set (&b, "server", "address", "::1;127.0.0.1");
  g_assert_false (server_key_equal (address, &a, &b));
  set (&b, "server", "address", "::1");
  g_assert_true (server_key_equal (address, &a, &b));

  set (&a, "server", "port", "5");
  g_assert_false (server_key_equal (port, &a, &b));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/key/text", test_text);
  g_test_add_func ("/key/duration", test_duration);
  g_test_add_func ("/key/number", test_number);
  g_test_add_func ("/key/words", test_words);
  g_test_add_func ("/key/addresses", test_addresses);
  g_test_add_func ("/key/equal", test_equal);

  return g_test_run ();
}
