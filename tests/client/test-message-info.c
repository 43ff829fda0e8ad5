/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-message-info.h"

#include "charla-error.h"
#include "client-parser.h"
#include "json.h"

#define LEAST "'seq': 7, 'time': 1000, 'room': 'r1', 'from': {'id': 'u1', 'name': 'Ana'}, 'text': 'hi'"

static ClientMessageInfo *
parse (const char *text)
{
  g_autoptr (CharlaMessage) message = json_parse (text);
  g_autoptr (GError) error = NULL;
  ClientMessageInfo *info = client_message_info_parse (message, &error);

  if (info == NULL)
    g_assert_error (error, CHARLA_ERROR, CHARLA_ERROR_BAD_MESSAGE);
  else
    g_assert_no_error (error);

  return info;
}

static void
test_least (void)
{
  g_autoptr (ClientMessageInfo) info = parse ("{" LEAST "}");

  g_assert_cmpint (info->seq, ==, 7);
  g_assert_cmpint (info->time, ==, 1000);
  g_assert_cmpstr (info->room, ==, "r1");
  g_assert_cmpstr (info->user, ==, "u1");
  g_assert_cmpstr (info->name, ==, "Ana");
  g_assert_cmpstr (info->text, ==, "hi");
  g_assert_cmpint (info->reply, ==, 0);
  g_assert_null (info->mentions);
  g_assert_cmpint (info->edited, ==, 0);
  g_assert_false (info->is_deleted);
  g_assert_null (info->reactions);
  g_assert_false (client_message_info_mentions (info, "u1"));
}

static void
test_whole (void)
{
  g_autoptr (ClientMessageInfo) info =
    parse ("{" LEAST ", 'reply': {'seq': 3, 'name': 'Berta', 'excerpt': 'one\\ntwo'}, "
           "'mentions': ['u2', 'u3'], 'edited': 2000, 'deleted': true, 'reactions': ["
           "{'emoji': '👍', 'count': 2, 'mine': true}, {'emoji': '🎉', 'count': 1, 'mine': false}, "
           "{'emoji': '👎', 'count': 0, 'mine': false}]}");
  ClientReactionInfo *reaction = NULL;

  g_assert_cmpint (info->reply, ==, 3);
  g_assert_cmpstr (info->reply_name, ==, "Berta");
  g_assert_cmpstr (info->reply_excerpt, ==, "one\ntwo");
  g_assert_true (client_message_info_mentions (info, "u3"));
  g_assert_false (client_message_info_mentions (info, "u1"));
  g_assert_cmpint (info->edited, ==, 2000);
  g_assert_true (info->is_deleted);
  g_assert_cmpuint (info->reactions->len, ==, 2);
  reaction = g_ptr_array_index (info->reactions, 0);
  g_assert_cmpstr (reaction->emoji, ==, "👍");
  g_assert_cmpint (reaction->count, ==, 2);
  g_assert_true (reaction->is_mine);
}

static void
test_bad_members (void)
{
  const char *const bad[] = {
    "'seq': 0",
    "'seq': null",
    "'time': -1",
    "'time': 253402300800000",
    "'room': ''",
    "'room': {}",
    "'from': 'Ana'",
    "'from': {'id': 'u1'}",
    "'from': {'id': 'u1', 'name': ''}",
    "'text': 5",
    "'text': null",
    "'reply': 3",
    "'reply': {'name': 'Berta'}",
    "'reply': {'seq': 3, 'name': 'a\\u0007'}",
    "'mentions': 'u1'",
    "'mentions': ['']",
    "'edited': true",
    "'deleted': 1",
    "'reactions': {}",
    "'reactions': ['👍']",
    "'reactions': [{'emoji': '', 'count': 1, 'mine': true}]",
    "'reactions': [{'emoji': '👍', 'count': -1, 'mine': true}]",
    "'reactions': [{'emoji': '👍', 'count': 1, 'mine': 'yes'}]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *text = g_strdup_printf ("{" LEAST ", %s}", bad[i]);

      g_test_message ("%s", bad[i]);
      g_assert_null (parse (text));
    }
}

static void
assert_list (const char *name, const char *element, guint length, gboolean is_good)
{
  g_autoptr (GString) text = g_string_new ("{" LEAST);
  g_autoptr (ClientMessageInfo) info = NULL;

  g_string_append_printf (text, ", '%s': [%s", name, element);
  for (guint i = 1; i < length; i++)
    g_string_append_printf (text, ",%s", element);
  g_string_append (text, "]}");

  info = parse (text->str);
  g_assert_cmpint (info != NULL, ==, is_good);
}

static void
test_long_lists (void)
{
  assert_list ("mentions", "'u1'", CLIENT_LIST_MAX, TRUE);
  assert_list ("mentions", "'u1'", CLIENT_LIST_MAX + 1, FALSE);
  assert_list ("reactions", "{'emoji': 'x', 'count': 1}", CLIENT_LIST_MAX, TRUE);
  assert_list ("reactions", "{'emoji': 'x', 'count': 1}", CLIENT_LIST_MAX + 1, FALSE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/message-info/least", test_least);
  g_test_add_func ("/client/message-info/whole", test_whole);
  g_test_add_func ("/client/message-info/bad-members", test_bad_members);
  g_test_add_func ("/client/message-info/long-lists", test_long_lists);

  return g_test_run ();
}
