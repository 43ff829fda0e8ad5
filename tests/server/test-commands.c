/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-commands.h"

/* All that docs/protocol.md lists. */
static const char *const names[] = {
  "post",   "edit",   "delete", "react",   "history", "search", "read",     "typing",
  "rooms",  "create", "join",   "leave",   "invite",  "kick",   "topic",    "rename",
  "role",   "members", "direct", "whois",  "status",  "password", "logout", "ping",
  "ban",    "mute",   "bans",   "audit",
};

static void
test_names (void)
{
  guint n_commands = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpstr (server_commands_find (names[i])->name, ==, names[i]);
  while (server_commands_get (n_commands) != NULL)
    n_commands++;
  g_assert_cmpuint (n_commands, ==, G_N_ELEMENTS (names));
  g_assert_null (server_commands_find ("dance"));
  g_assert_null (server_commands_find (""));
}

/* Texts have a limit, and each member a place of its own. */
static void
test_fields (void)
{
  const ServerCommand *command = NULL;

  for (guint i = 0; (command = server_commands_get (i)) != NULL; i++)
    {
      gboolean is_optional = FALSE;

      g_assert_nonnull (command->handle);
      g_assert_cmpuint (command->cost, >, 0);
      g_assert_cmpuint (command->cost, <=, SERVER_COST_MAX / 2);
      g_assert_null (command->fields[SERVER_N_FIELDS].name);
      for (const ServerField *field = command->fields; field->name != NULL; field++)
        {
          gboolean has_limit = field->type == SERVER_FIELD_TEXT || field->type == SERVER_FIELD_LINE
                               || field->type == SERVER_FIELD_WORD
                               || field->type == SERVER_FIELD_COUNT;

          g_assert_cmpint (field->limit > 0, ==, has_limit);
          g_assert_false (is_optional && field->is_required);
          is_optional = !field->is_required;
          for (const ServerField *other = command->fields; other < field; other++)
            g_assert_cmpuint (field->offset, !=, other->offset);
        }
    }
}

/* Nobody can ask for what guests do by its name. */
static void
test_say (void)
{
  const ServerCommand *say = server_commands_get_say ();

  g_assert_null (say->name);
  g_assert_nonnull (say->handle);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/commands/names", test_names);
  g_test_add_func ("/commands/fields", test_fields);
  g_test_add_func ("/commands/say", test_say);

  return g_test_run ();
}
