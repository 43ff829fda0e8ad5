/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-note.h"

static void
test_describe (void)
{
  g_autoptr (GDateTime) time = g_date_time_new_local (2030, 1, 2, 3, 4, 0);
  const struct
  {
    ClientNoteInfo note;
    const char *expected;
  } cases[] = {
    { { .action = (char *) "ban", .by = (char *) "ana", .user = (char *) "eve" },
      "eve: banned by ana" },
    { { .action = (char *) "mute", .by = (char *) "ana", .user = (char *) "eve",
        .until = g_date_time_to_unix (time) * 1000, .reason = (char *) "noise" },
      "eve: muted by ana until 2030-01-02 03:04: noise" },
    { { .action = (char *) "role", .by = (char *) "root", .user = (char *) "eve",
        .room = (char *) "tea", .text = (char *) "owner" },
      "eve: role changed by root (“owner”)" },
    { { .action = (char *) "topic", .by = (char *) "ana", .room = (char *) "tea",
        .text = (char *) "Green" },
      "tea: topic changed by ana (“Green”)" },
    { { .action = (char *) "unban", .by = (char *) "ana", .address = (char *) "192.0.2.1" },
      "192.0.2.1: let in again by ana" },
    { { .action = (char *) "paint", .by = (char *) "ana" }, "the chat: paint by ana" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *line = cli_note_describe (&cases[i].note);

      g_assert_cmpstr (line, ==, cases[i].expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/note/describe", test_describe);

  return g_test_run ();
}
