/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-people.h"

static gboolean
put (ClientPeople *people, const char *id, const char *name, gboolean is_online)
{
  g_autoptr (ClientUserInfo) user = client_user_info_new (id, name);

  user->is_online = is_online;
  return client_people_put (people, user);
}

static void
test_news (void)
{
  g_autoptr (ClientPeople) people = client_people_new ();

  g_assert_true (put (people, "u1", "Ana", TRUE));
  g_assert_false (put (people, "u1", "Ana", TRUE));
  g_assert_true (put (people, "u1", "Anna", TRUE));
  g_assert_cmpstr (client_people_find (people, "u1")->name, ==, "Anna");
  g_assert_null (client_people_find (people, "u2"));
}

static void
test_meet (void)
{
  g_autoptr (ClientPeople) people = client_people_new ();

  g_assert_true (client_people_meet (people, "u1", "Ana"));
  put (people, "u1", "Anna", TRUE);
  g_assert_false (client_people_meet (people, "u1", "Ana"));
  g_assert_cmpstr (client_people_find (people, "u1")->name, ==, "Anna");
}

static void
test_online (void)
{
  g_autoptr (ClientPeople) people = client_people_new ();

  g_assert_false (client_people_set_online (people, "u1", TRUE));
  put (people, "u1", "Ana", FALSE);
  put (people, "u2", "Berta", TRUE);
  g_assert_true (client_people_set_online (people, "u1", TRUE));
  g_assert_false (client_people_set_online (people, "u1", TRUE));
  g_assert_true (client_people_find (people, "u1")->is_online);

  client_people_set_all_offline (people);
  g_assert_false (client_people_find (people, "u1")->is_online);
  g_assert_false (client_people_find (people, "u2")->is_online);
}

static void
test_names (void)
{
  g_autoptr (ClientPeople) people = client_people_new ();
  g_autoptr (GPtrArray) list = NULL;

  put (people, "u1", "Ana", FALSE);
  put (people, "u2", "Berta", FALSE);
  put (people, "u1", "Ana", FALSE);
  g_assert_cmpstr (client_people_find_by_name (people, "BERTA")->id, ==, "u2");
  g_assert_null (client_people_find_by_name (people, "Carlos"));

  list = client_people_list (people);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (((ClientUserInfo *) list->pdata[0])->id, ==, "u1");

  client_people_clear (people);
  g_assert_null (client_people_find (people, "u1"));
}

static void
test_bounded (void)
{
  g_autoptr (ClientPeople) people = client_people_new ();
  g_autoptr (GPtrArray) list = NULL;

  put (people, "first", "Ana", FALSE);
  for (guint i = 0; i < CLIENT_PEOPLE_MAX; i++)
    {
      g_autofree char *id = g_strdup_printf ("u%u", i);

      put (people, id, id, FALSE);
    }
  list = client_people_list (people);
  g_assert_cmpuint (list->len, ==, CLIENT_PEOPLE_MAX);
  g_assert_null (client_people_find (people, "first"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/people/news", test_news);
  g_test_add_func ("/client/people/meet", test_meet);
  g_test_add_func ("/client/people/online", test_online);
  g_test_add_func ("/client/people/names", test_names);
  g_test_add_func ("/client/people/bounded", test_bounded);

  return g_test_run ();
}
