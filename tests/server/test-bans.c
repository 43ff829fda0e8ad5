/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-bans.h"
#include "server-id.h"

#define NOW 1000

static ServerRecord *
make_record (const ServerSanction *sanction, gboolean is_on)
{
  ServerRecord *record = server_record_new (SERVER_RECORD_SANCTION);

  record->sanction = server_sanction_copy (sanction);
  record->is_on = is_on;

  return record;
}

static void
follow (ServerBans *bans, const ServerSanction *sanction, gboolean is_on)
{
  g_autoptr (ServerRecord) record = make_record (sanction, is_on);

  server_bans_follow (bans, record);
}

static void
test_users (void)
{
  g_autoptr (ServerBans) bans = server_bans_new ();
  ServerSanction ban = { .kind = SERVER_SANCTION_BAN, .room = SERVER_LOBBY, .user = 7, .until = NOW };
  ServerSanction elsewhere = { .kind = SERVER_SANCTION_BAN, .room = 2, .user = 8 };

  follow (bans, &ban, TRUE);
  follow (bans, &elsewhere, TRUE);
  g_assert_nonnull (server_bans_find_user (bans, 7, NOW - 1));
  g_assert_null (server_bans_find_user (bans, 7, NOW));
  g_assert_nonnull (server_bans_find_user (bans, 7, NOW - 1));
  g_assert_null (server_bans_find_user (bans, 8, 0));
  g_assert_false (server_bans_is_muted (bans, 7, SERVER_LOBBY, 0));
  ban.until = 0;
  follow (bans, &ban, TRUE);
  g_assert_nonnull (server_bans_find_user (bans, 7, G_MAXINT64));
  follow (bans, &ban, FALSE);
  follow (bans, &ban, FALSE);
  g_assert_null (server_bans_find_user (bans, 7, 0));
  g_assert_finalize_object (g_steal_pointer (&bans));
}

static void
test_names (void)
{
  g_autoptr (ServerBans) bans = server_bans_new ();
  ServerSanction ban = { .kind = SERVER_SANCTION_BAN, .room = SERVER_LOBBY,
                         .user = server_user_id_guest ("Pest") };

  follow (bans, &ban, TRUE);
  g_assert_nonnull (server_bans_find_name (bans, "ＰＥＳＴ", 0));
  g_assert_null (server_bans_find_name (bans, "pest 2", 0));
}

static void
test_mutes (void)
{
  g_autoptr (ServerBans) bans = server_bans_new ();
  g_autoptr (GPtrArray) sanctions = g_ptr_array_new ();
  ServerSanction here = { .kind = SERVER_SANCTION_MUTE, .room = 2, .user = 7, .until = NOW };
  ServerSanction everywhere = { .kind = SERVER_SANCTION_MUTE, .room = SERVER_LOBBY, .user = 8 };

  g_ptr_array_add (sanctions, &here);
  g_ptr_array_add (sanctions, &everywhere);
  server_bans_load (bans, sanctions);
  g_assert_true (server_bans_is_muted (bans, 7, 2, 0));
  g_assert_false (server_bans_is_muted (bans, 7, 3, 0));
  g_assert_false (server_bans_is_muted (bans, 7, 2, NOW));
  g_assert_true (server_bans_is_muted (bans, 8, 3, 0));
  g_assert_null (server_bans_find_user (bans, 8, 0));
}

static gboolean
is_banned (ServerBans *bans, const char *text)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (text);

  return server_bans_find_address (bans, address, 0) != NULL;
}

static void
on_banned (ServerBans *bans, guint *n_times)
{
  (*n_times)++;
}

static void
test_networks (void)
{
  g_autoptr (ServerBans) bans = server_bans_new ();
  ServerSanction network = { .room = SERVER_LOBBY, .network = (char *) "192.0.2.0/24" };
  ServerSanction one = { .room = SERVER_LOBBY, .network = (char *) "2001:db8::1" };
  ServerSanction damaged = { .room = SERVER_LOBBY, .network = (char *) "2001:db8::/999" };
  guint n_times = 0;

  g_signal_connect (bans, "banned", G_CALLBACK (on_banned), &n_times);
  follow (bans, &network, TRUE);
  follow (bans, &network, TRUE);
  follow (bans, &one, TRUE);
  follow (bans, &damaged, TRUE);
  g_assert_cmpuint (n_times, ==, 4);
  g_assert_true (is_banned (bans, "192.0.2.77"));
  g_assert_true (is_banned (bans, "::ffff:192.0.2.77"));
  g_assert_false (is_banned (bans, "192.0.3.1"));
  g_assert_false (is_banned (bans, "::192.0.2.77"));
  g_assert_true (is_banned (bans, "2001:db8::1"));
  g_assert_false (is_banned (bans, "2001:db8::2"));
  follow (bans, &network, FALSE);
  g_assert_cmpuint (n_times, ==, 4);
  g_assert_false (is_banned (bans, "192.0.2.77"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/bans/users", test_users);
  g_test_add_func ("/bans/names", test_names);
  g_test_add_func ("/bans/mutes", test_mutes);
  g_test_add_func ("/bans/networks", test_networks);

  return g_test_run ();
}
