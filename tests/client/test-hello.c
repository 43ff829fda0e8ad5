/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-hello.h"

static void
test_new (void)
{
  g_autoptr (ClientHello) hello = client_hello_new ("ana");

  g_assert_cmpstr (hello->name, ==, "ana");
  g_assert_null (hello->token);
  g_assert_null (hello->password);
  g_assert_null (hello->join);
  g_assert_cmpint (hello->since, ==, CLIENT_HELLO_NOTHING_SEEN);
}

static void
test_copy (void)
{
  ClientHello *hello = client_hello_new ("ana");
  g_autoptr (ClientHello) copy = NULL;

  hello->token = g_strdup ("key");
  hello->is_proposed = TRUE;
  hello->password = g_strdup ("secret");
  hello->join = g_strdup ("word");
  hello->since = 7;
  copy = client_hello_copy (hello);
  client_hello_free (hello);

  g_assert_cmpstr (copy->name, ==, "ana");
  g_assert_cmpstr (copy->token, ==, "key");
  g_assert_true (copy->is_proposed);
  g_assert_cmpstr (copy->password, ==, "secret");
  g_assert_cmpstr (copy->join, ==, "word");
  g_assert_cmpint (copy->since, ==, 7);

  client_hello_drop_token (copy);
  g_assert_null (copy->token);
  g_assert_false (copy->is_proposed);
  g_assert_cmpstr (copy->password, ==, "secret");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/hello/new", test_new);
  g_test_add_func ("/client/hello/copy", test_copy);

  return g_test_run ();
}
