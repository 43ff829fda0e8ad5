/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-error.h"
#include "ui-room-link.h"

static void
check_both_ways (const char *place, const char *server, const char *room, gint64 seq,
                 const char *expected)
{
  g_autoptr (ClientAddress) address = client_address_parse (place, NULL);
  g_autofree char *link = ui_room_link_new (address, server, room, seq);
  g_autoptr (GError) error = NULL;
  g_autoptr (UiRoomLink) read = ui_room_link_parse (link, &error);

  g_assert_cmpstr (link, ==, expected);
  g_assert_no_error (error);
  g_assert_cmpstr (client_address_get_host (read->address), ==, client_address_get_host (address));
  g_assert_cmpuint (client_address_get_port (read->address), ==,
                    client_address_get_port (address));
  g_assert_cmpstr (read->server, ==, server);
  g_assert_cmpstr (read->room, ==, room);
  g_assert_cmpint (read->seq, ==, seq);
}

static void
test_both_ways (void)
{
  check_both_ways ("lab", NULL, NULL, 0, "charla://lab");
  check_both_ways ("lab:4321", "s1", NULL, 0, "charla://lab:4321?server=s1");
  check_both_ways ("lab", "s1", "r5", 0, "charla://lab/r5?server=s1");
  check_both_ways ("lab", NULL, "r5", 17, "charla://lab/r5/17");
  check_both_ways ("plain://lab:4321", NULL, "r5", 17, "charla://lab:4321/r5/17");
  check_both_ways ("[::1]:4321", NULL, "a b/c?&ñ", 1,
                   "charla://[::1]:4321/a%20b%2Fc%3F%26%C3%B1/1");
}

static void
test_by_hand (void)
{
  g_autoptr (UiRoomLink) upper = ui_room_link_parse ("CHARLA://lab/", NULL);
  g_autoptr (UiRoomLink) more = ui_room_link_parse ("charla://lab/r1?x=1&server=s&y", NULL);

  g_assert_cmpstr (client_address_get_host (upper->address), ==, "lab");
  g_assert_null (upper->room);
  g_assert_cmpstr (more->server, ==, "s");
  g_assert_cmpstr (more->room, ==, "r1");
}

static void
test_nonsense (void)
{
  const char *const texts[] = {
    "",
    "lab",
    "https://lab/r1",
    "charla://",
    "charla://two words/r1",
    "charla://lab:99999/r1",
    "charla://lab/r1/x",
    "charla://lab/r1/0",
    "charla://lab/r1/-5",
    "charla://lab/r1/99999999999999999999",
    "charla://lab/r1/1/2",
    "charla://lab/%ff/1",
    "charla://lab/%00",
    "charla://lab/a%2",
    "charla://lab?server=%zz",
    "charla://l\xff",
  };
  g_autofree char *long_room = g_strnfill (UI_ROOM_LINK_MAX, 'a');
  g_autofree char *long_link = g_strconcat ("charla://lab/", long_room, NULL);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) why = NULL;

      g_assert_null (ui_room_link_parse (texts[i], &why));
      g_assert_error (why, CLIENT_ERROR, CLIENT_ERROR_ADDRESS);
    }
  g_assert_null (ui_room_link_parse (long_link, &error));
  g_assert_error (error, CLIENT_ERROR, CLIENT_ERROR_ADDRESS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/room-link/both-ways", test_both_ways);
  g_test_add_func ("/room-link/by-hand", test_by_hand);
  g_test_add_func ("/room-link/nonsense", test_nonsense);

  return g_test_run ();
}
