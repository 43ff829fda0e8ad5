/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-announcer.h"

#include "log-recorder.h"


/* With a real Avahi it is tested in tests/e2e/test_discovery.py. */
static void
test_without_avahi (void)
{
  ServerAnnouncer *announcer = server_announcer_new ("id");
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", 4321);

  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", "nonsense", TRUE);
  server_announcer_add_address (announcer, address);
  server_announcer_set_name (announcer, "Lab");
  server_announcer_start (announcer);
  server_announcer_start (announcer);
  while (log_recorder_count ("until Avahi") == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (log_recorder_count ("until Avahi (avahi-daemon) runs"), ==, 1);

  server_announcer_set_name (announcer, "Attic");
  server_announcer_set_name (announcer, "\n");
  server_announcer_set_needs_join_word (announcer, TRUE);
  server_announcer_set_is_encrypted (announcer, TRUE);
  g_assert_null (server_announcer_get_name (announcer));
  server_announcer_stop (announcer);
  server_announcer_stop (announcer);
  g_assert_finalize_object (announcer);
}

/* There is nothing to announce, and nobody to tell of it. */
static void
test_without_address (void)
{
  ServerAnnouncer *announcer = server_announcer_new ("id");

  server_announcer_start (announcer);
  g_assert_finalize_object (announcer);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  log_recorder_start ();
  g_test_add_func ("/server/announcer/without-avahi", test_without_avahi);
  g_test_add_func ("/server/announcer/without-address", test_without_address);

  return g_test_run ();
}
