/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "charla.h"
#include "fake-member.h"
#include "server-directory.h"

#define CROWD 1000

typedef struct
{
  ServerDirectory *directory;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->directory = server_directory_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->directory);
}

static FakeMember *
join (Fixture *fixture, const char *name)
{
  FakeMember *member = fake_member_new (NULL);

  member->name = server_directory_join (fixture->directory, SERVER_MEMBER (member), name);

  return member;
}

static void
leave (Fixture *fixture, FakeMember *member)
{
  server_directory_leave (fixture->directory, SERVER_MEMBER (member));
  g_assert_finalize_object (member);
}

static void
post (Fixture *fixture, FakeMember *member, const char *text)
{
  g_auto (ServerRequest) request = { SERVER_REQUEST_POST, g_bytes_new (text, strlen (text)) };

  server_directory_handle (fixture->directory, SERVER_MEMBER (member), &request);
}

static void
test_post (Fixture *fixture, gconstpointer data)
{
  FakeMember *ana = join (fixture, "ana");
  FakeMember *ben = join (fixture, "ben");
  FakeMember *eva = join (fixture, "eva");
  ServerRequest nothing = { SERVER_REQUEST_NONE };

  post (fixture, ana, "hi");
  post (fixture, ben, "hello");
  server_directory_handle (fixture->directory, SERVER_MEMBER (ben), &nothing);
  fake_member_assert_heard (ana, "ben: hello\n");
  fake_member_assert_heard (ben, "ana: hi\n");
  fake_member_assert_heard (eva, "ana: hi\nben: hello\n");

  leave (fixture, eva);
  post (fixture, ana, "eva?");
  fake_member_assert_heard (ben, "ana: eva?\n");
  leave (fixture, ana);
  leave (fixture, ben);
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  const char *wanted[] = { "ana", "ana", "Ana", "ａｎａ", "ana 2", "ben" };
  const char *shown[] = { "ana", "ana 2", "Ana 3", "ａｎａ 4", "ana 2 2", "ben" };
  FakeMember *members[G_N_ELEMENTS (wanted)] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      members[i] = join (fixture, wanted[i]);
      g_assert_cmpstr (members[i]->name, ==, shown[i]);
    }

  post (fixture, members[2], "who am I?");
  fake_member_assert_heard (members[0], "Ana 3: who am I?\n");

  /* What is set free is taken again. */
  leave (fixture, members[1]);
  members[1] = join (fixture, "ana");
  g_assert_cmpstr (members[1]->name, ==, "ana 2");
  leave (fixture, members[0]);
  members[0] = join (fixture, "ana");
  g_assert_cmpstr (members[0]->name, ==, "ana");

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    leave (fixture, members[i]);
}

static void
test_long_name (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) longest = g_string_new (NULL);
  FakeMember *first = NULL;
  FakeMember *second = NULL;

  for (guint i = 0; i < CHARLA_NAME_MAX; i++)
    g_string_append (longest, "ñ");

  first = join (fixture, longest->str);
  second = join (fixture, longest->str);
  g_assert_cmpstr (first->name, ==, longest->str);
  g_assert_true (charla_name_validate (second->name, -1, NULL));
  g_assert_true (g_str_has_suffix (second->name, "ñ 2"));

  leave (fixture, first);
  leave (fixture, second);
}

/* Very many of one name are let in one as fast as the other. */
static void
test_crowd (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  FakeMember *members[CROWD] = { NULL };

  for (guint i = 0; i < CROWD; i++)
    {
      members[i] = join (fixture, "ana");
      g_assert_true (g_hash_table_add (names, members[i]->name));
      g_assert_true (charla_name_validate (members[i]->name, -1, NULL));
    }
  for (guint i = 0; i < CROWD; i++)
    leave (fixture, members[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/directory/post", Fixture, NULL, set_up, test_post, tear_down);
  g_test_add ("/directory/names", Fixture, NULL, set_up, test_names, tear_down);
  g_test_add ("/directory/long-name", Fixture, NULL, set_up, test_long_name, tear_down);
  g_test_add ("/directory/crowd", Fixture, NULL, set_up, test_crowd, tear_down);

  return g_test_run ();
}
