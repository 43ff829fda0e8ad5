/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-slash.h"

#include <string.h>

#include "cli-error.h"

static const CliSlashCommand commands[] = {
  { .name = "/quit", .form = CLI_SLASH_NOTHING },
  { .name = "/topic", .arguments = "[TEXT]", .form = CLI_SLASH_MAY },
  { .name = "/room", .arguments = "ROOM", .form = CLI_SLASH_NEEDS },
  { .name = "/delete", .arguments = "[#SEQ]", .form = CLI_SLASH_SEQ },
  { .name = "/edit", .arguments = "[#SEQ] TEXT", .form = CLI_SLASH_SEQ_AND_TEXT },
};

typedef struct
{
  const char *line;
  const char *name;
  gint64 seq;
  const char *rest;
} Case;

static const Case good[] = {
  { "/quit", "/quit", 0, "" },
  { "/QUIT  ", "/quit", 0, "" },
  { "/topic", "/topic", 0, "" },
  { "/topic  two words ", "/topic", 0, "two words" },
  { "/room #1", "/room", 0, "#1" },
  { "/delete", "/delete", 0, "" },
  { "/delete #42", "/delete", 42, "" },
  { "/edit new text", "/edit", 0, "new text" },
  { "/edit #7 new\ntext", "/edit", 7, "new\ntext" },
};

static const char *const bad[] = {
  "/", "/dance", "/quit now", "/room", "/room  ", "/delete this", "/delete #0", "/delete #x",
  "/delete #1 2", "/edit", "/edit #7", "/edit #99999999999999999999 x", "/edit #-1 x",
};

static void
test_good (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CliSlashRequest) request
        = cli_slash_parse (good[i].line, commands, G_N_ELEMENTS (commands), &error);

      g_assert_no_error (error);
      g_assert_cmpstr (request->command->name, ==, good[i].name);
      g_assert_cmpint (request->seq, ==, good[i].seq);
      g_assert_cmpstr (request->rest, ==, good[i].rest);
    }
}

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CliSlashRequest) request
        = cli_slash_parse (bad[i], commands, G_N_ELEMENTS (commands), &error);

      g_assert_null (request);
      g_assert_error (error, CLI_ERROR, CLI_ERROR_USAGE);
    }
}

static void
test_what_is_said (void)
{
  g_assert_true (cli_slash_is_command ("/help"));
  g_assert_false (cli_slash_is_command ("help"));
  g_assert_false (cli_slash_is_command ("//help"));
  g_assert_cmpstr (cli_slash_get_text ("help"), ==, "help");
  g_assert_cmpstr (cli_slash_get_text ("//help"), ==, "/help");
}

static void
test_usage (void)
{
  g_autofree char *alone = cli_slash_get_usage (&commands[0]);
  g_autofree char *more = cli_slash_get_usage (&commands[4]);

  g_assert_cmpstr (alone, ==, "/quit");
  g_assert_cmpstr (more, ==, "/edit [#SEQ] TEXT");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/slash/good", test_good);
  g_test_add_func ("/slash/bad", test_bad);
  g_test_add_func ("/slash/what-is-said", test_what_is_said);
  g_test_add_func ("/slash/usage", test_usage);

  return g_test_run ();
}
