/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-options.h"

#include <string.h>

#include "cli-error.h"

static const CliCommand commands[] = {
  { .name = "chat", .arguments = "[ROOM]", .summary = "Talk", .max = 1 },
  { .name = "send", .arguments = "ROOM [TEXT…]", .summary = "Say something", .min = 1,
    .max = G_MAXUINT, .options = CLI_OPTION_REPLY },
  { .name = "search", .arguments = "TEXT", .summary = "Find", .min = 1, .max = 1,
    .options = CLI_OPTION_JSON | CLI_OPTION_LIMIT | CLI_OPTION_ROOM | CLI_OPTION_FROM },
};

static CliOptions *
parse (const char *line, GError **error)
{
  g_auto (GStrv) arguments = g_strsplit (line, "|", -1);

  return cli_options_new_from_arguments ((const char *const *) arguments, commands,
                                         G_N_ELEMENTS (commands), error);
}

static CliOptions *
parse_well (const char *line)
{
  g_autoptr (GError) error = NULL;
  CliOptions *options = parse (line, &error);

  g_assert_no_error (error);
  return options;
}

static void
assert_arguments (CliOptions *options, const char *expected)
{
  g_autofree char *joined = g_strjoinv ("|", options->arguments);

  g_assert_cmpstr (joined, ==, expected);
}

static void
test_defaults (void)
{
  g_autoptr (CliOptions) options = parse_well ("charla-cli|chat");

  g_assert_cmpstr (options->command->name, ==, "chat");
  g_assert_null (options->server);
  g_assert_null (options->name);
  g_assert_cmpint (options->timeout, ==, 30);
  assert_arguments (options, "");
}

static void
test_before_and_after_the_command (void)
{
  g_autoptr (CliOptions) before
    = parse_well ("charla-cli|--server|lab:4321|--name=ana|-t|5|send|Lobby|hi");
  g_autoptr (CliOptions) after
    = parse_well ("charla-cli|send|--server|lab:4321|Lobby|hi|--name=ana|-t|5");
  CliOptions *both[] = { before, after };

  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_assert_cmpstr (both[i]->server, ==, "lab:4321");
      g_assert_cmpstr (both[i]->name, ==, "ana");
      g_assert_cmpint (both[i]->timeout, ==, 5);
      assert_arguments (both[i], "Lobby|hi");
    }
}

static void
test_options_of_a_command (void)
{
  g_autoptr (CliOptions) options
    = parse_well ("charla-cli|search|--json|-n|20|--room|Lobby|--from|ana|word");

  g_assert_true (options->json);
  g_assert_cmpint (options->limit, ==, 20);
  g_assert_cmpstr (options->room, ==, "Lobby");
  g_assert_cmpstr (options->from, ==, "ana");
  assert_arguments (options, "word");
}

static void
test_text_that_looks_like_an_option (void)
{
  g_autoptr (CliOptions) options = parse_well ("charla-cli|send|--reply|7|Lobby|--|--json|-x");

  g_assert_cmpint (options->reply, ==, 7);
  assert_arguments (options, "Lobby|--json|-x");
}

static void
test_version_and_help (void)
{
  g_autoptr (CliOptions) version = parse_well ("charla-cli|--version");
  g_autoptr (CliOptions) help = parse_well ("charla-cli|--help");
  g_autoptr (CliOptions) of_command = parse_well ("charla-cli|send|--help");

  g_assert_true (version->show_version);
  g_assert_null (version->help);
  g_assert_nonnull (strstr (help->help, "--server"));
  g_assert_nonnull (strstr (help->help, "  search     Find"));
  g_assert_nonnull (strstr (of_command->help, "send ROOM [TEXT…]"));
  g_assert_nonnull (strstr (of_command->help, "--reply"));
}

static void
test_mistakes (void)
{
  static const char *const mistakes[][2] = {
    { "charla-cli", "--help" },
    { "charla-cli|dance", "“dance”" },
    { "charla-cli|--nonsense", "--nonsense" },
    { "charla-cli|send", "send ROOM" },
    { "charla-cli|chat|a|b", "“b”" },
    { "charla-cli|chat|--json", "--json" },
    { "charla-cli|--timeout|0|chat", "--timeout" },
    { "charla-cli|--timeout|x|chat", "x" },
    { "charla-cli|search|-n|-5|x", "--number" },
    { "charla-cli|send|--reply|-1|a", "-1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CliOptions) options = parse (mistakes[i][0], &error);

      g_assert_null (options);
      g_assert_nonnull (error);
      g_assert_cmpint (cli_error_get_status (error), ==, CLI_STATUS_USAGE);
      g_assert_nonnull (strstr (error->message, mistakes[i][1]));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/options/defaults", test_defaults);
  g_test_add_func ("/options/before-and-after-the-command", test_before_and_after_the_command);
  g_test_add_func ("/options/options-of-a-command", test_options_of_a_command);
  g_test_add_func ("/options/text-that-looks-like-an-option", test_text_that_looks_like_an_option);
  g_test_add_func ("/options/version-and-help", test_version_and_help);
  g_test_add_func ("/options/mistakes", test_mistakes);

  return g_test_run ();
}
