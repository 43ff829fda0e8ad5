/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-user-info.h"

#include "charla-error.h"
#include "json.h"

static ClientUserInfo *
parse (const char *text)
{
  g_autoptr (CharlaMessage) message = json_parse (text);
  g_autoptr (GError) error = NULL;
  ClientUserInfo *user = client_user_info_parse (message, &error);

  if (user == NULL)
    g_assert_error (error, CHARLA_ERROR, CHARLA_ERROR_BAD_MESSAGE);
  else
    g_assert_no_error (error);

  return user;
}

static void
test_whole (void)
{
  g_autoptr (ClientUserInfo) user =
    parse ("{'id': 'u1', 'name': 'Ana', 'kind': 'admin', 'online': true, 'state': 'busy', "
           "'status': 'At lunch', 'shoes': 43}");

  g_assert_cmpstr (user->id, ==, "u1");
  g_assert_cmpstr (user->name, ==, "Ana");
  g_assert_cmpint (user->kind, ==, CLIENT_USER_ADMIN);
  g_assert_true (user->is_online);
  g_assert_cmpint (user->state, ==, CLIENT_USER_BUSY);
  g_assert_cmpstr (user->status, ==, "At lunch");
}

static void
test_least (void)
{
  g_autoptr (ClientUserInfo) user = parse ("{'id': 'u1', 'name': 'Ana'}");
  g_autoptr (ClientUserInfo) odd = parse ("{'id': 'u1', 'name': 'Ana', 'kind': 'cat', 'state': ''}");

  g_assert_cmpint (user->kind, ==, CLIENT_USER_PERSON);
  g_assert_cmpint (user->state, ==, CLIENT_USER_ACTIVE);
  g_assert_false (user->is_online);
  g_assert_null (user->status);
  g_assert_cmpint (odd->kind, ==, CLIENT_USER_PERSON);
  g_assert_cmpint (odd->state, ==, CLIENT_USER_ACTIVE);
}

static void
test_bad (void)
{
  const char *const bad[] = {
    "{'name': 'Ana'}",
    "{'id': 'u1'}",
    "{'id': 1, 'name': 'Ana'}",
    "{'id': 'u1', 'name': 'A\\nna'}",
    "{'id': 'u1', 'name': 'Ana', 'kind': 1}",
    "{'id': 'u1', 'name': 'Ana', 'online': 'yes'}",
    "{'id': 'u1', 'name': 'Ana', 'state': {}}",
    "{'id': 'u1', 'name': 'Ana', 'status': 0}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (parse (bad[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/user-info/whole", test_whole);
  g_test_add_func ("/client/user-info/least", test_least);
  g_test_add_func ("/client/user-info/bad", test_bad);

  return g_test_run ();
}
