/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-id.h"

#include <charla.h>

static void
test_there_and_back (void)
{
  static const gint64 numbers[] = { 1, 9, 10, 123456, CHARLA_INTEGER_MAX / 16, -1, -255, -0xffffffffffff };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      char id[SERVER_ID_SIZE];
      gint64 number = 0;

      server_user_id_write (numbers[i], id);
      g_assert_true (server_user_id_parse (id, &number));
      g_assert_cmpint (number, ==, numbers[i]);
    }
}

static void
test_written (void)
{
  char id[SERVER_ID_SIZE];

  server_user_id_write (12, id);
  g_assert_cmpstr (id, ==, "u12");
  server_user_id_write (-171, id);
  g_assert_cmpstr (id, ==, "gab");
  server_room_id_write (SERVER_LOBBY, id);
  g_assert_cmpstr (id, ==, "r1");
}

static void
test_refused (void)
{
  static const char *const ids[]
    = { "",    "u",   "u0",  "u01", "u-1",  "u 1",   "u1 ", "U1",  "1",  "ana", "g",
        "g0",  "gA",  "gg1", "r1",  "u1a",  "u+1",   "u１", "u99999999999999999999", "gffffffffffffffff" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      gint64 number = 7;

      g_assert_false (server_user_id_parse (ids[i], &number));
      g_assert_cmpint (number, ==, 7);
    }
}

static void
test_rooms (void)
{
  gint64 room = 0;

  g_assert_true (server_room_id_parse ("r17", &room));
  g_assert_cmpint (room, ==, 17);
  g_assert_false (server_room_id_parse ("u17", &room));
  g_assert_false (server_room_id_parse ("r", &room));
  g_assert_false (server_room_id_parse ("", &room));
}

/* The same name, however it is written, and another one. */
static void
test_guests (void)
{
  char id[SERVER_ID_SIZE];
  gint64 ana = server_user_id_guest ("ana");

  g_assert_cmpint (ana, <, 0);
  g_assert_cmpint (server_user_id_guest ("Ana"), ==, ana);
  g_assert_cmpint (server_user_id_guest ("ａｎａ"), ==, ana);
  g_assert_cmpint (server_user_id_guest ("ana 2"), !=, ana);
  server_user_id_write (ana, id);
  g_assert_cmpuint (strlen (id), <=, 32);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/id/there-and-back", test_there_and_back);
  g_test_add_func ("/id/written", test_written);
  g_test_add_func ("/id/refused", test_refused);
  g_test_add_func ("/id/rooms", test_rooms);
  g_test_add_func ("/id/guests", test_guests);

  return g_test_run ();
}
