/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "made.h"
#include "ui-message-content.h"

static ClientMessage *
mentioning (const char *text, gboolean mentions)
{
  g_autoptr (ClientMessageInfo) info = client_message_info_new ();
  char *ids[] = { (char *) "u2", (char *) "u3", NULL };

  info->seq = 1;
  info->name = g_strdup ("bea");
  info->user = g_strdup ("u1");
  info->text = g_strdup (text);
  info->mentions = mentions ? g_strdupv (ids) : NULL;
  return client_message_new_received (info, "me");
}

static void
test_kept (void)
{
  g_autofree char *text = g_strnfill (300, 'a');
  g_autofree char *other = g_strnfill (300, 'b');
  g_autoptr (ClientMessage) message = mentioning (text, FALSE);
  g_autoptr (ClientMessage) named = mentioning (text, TRUE);
  g_autoptr (GPtrArray) first = ui_message_content_dup_blocks (message, text, NULL);
  g_autoptr (GPtrArray) again = ui_message_content_dup_blocks (message, text, NULL);
  g_autoptr (GPtrArray) edited = ui_message_content_dup_blocks (message, other, NULL);
  g_autoptr (GPtrArray) arrived = NULL;

  g_assert_true (first == again);
  g_assert_true (first != edited);
  g_assert_cmpstr (((UiBlock *) edited->pdata[0])->text, ==, other);

  /* When one’s own arrives the server says whom it mentions. */
  client_message_update (message, client_message_get_info (named), "me");
  arrived = ui_message_content_dup_blocks (message, other, NULL);
  g_assert_true (arrived != edited);
}

/* Whom the server does not name is not marked, whoever is called so. */
static void
test_mentions (void)
{
  g_autoptr (ClientAddress) address = client_address_parse ("127.0.0.1:1", NULL);
  ClientSession *session = client_session_new (address, "ana", NULL);
  ClientPeople *people = client_room_list_get_people (client_session_get_rooms (session));
  g_autoptr (ClientMessage) message = mentioning ("@bob and @cid, not @dan", TRUE);
  g_autoptr (GPtrArray) blocks = NULL;
  const char *markup = NULL;

  client_people_meet (people, "u2", "bob");
  client_people_meet (people, "u4", "dan");
  blocks = ui_message_content_dup_blocks (message, client_message_get_text (message), session);
  markup = ((UiBlock *) blocks->pdata[0])->markup;
  g_assert_nonnull (strstr (markup, ">@bob<"));
  g_assert_null (strstr (markup, ">@cid<"));
  g_assert_null (strstr (markup, ">@dan<"));

  g_assert_finalize_object (session);
}

/* What is short is not worth memory. */
static void
test_not_kept (void)
{
  g_autoptr (ClientMessage) message = made ("bea", "Hello", 0, FALSE, CLIENT_MESSAGE_SENT);
  g_autoptr (GPtrArray) first = ui_message_content_dup_blocks (message, "Hello", NULL);
  g_autoptr (GPtrArray) again = ui_message_content_dup_blocks (message, "Hello", NULL);

  g_assert_true (first != again);
  g_assert_cmpstr (((UiBlock *) again->pdata[0])->text, ==, "Hello");
}

static void
test_unfolded (void)
{
  g_autoptr (ClientMessage) message = made ("bea", "Hello", 0, FALSE, CLIENT_MESSAGE_SENT);

  g_assert_false (ui_message_content_is_unfolded (message));
  ui_message_content_set_unfolded (message, TRUE);
  g_assert_true (ui_message_content_is_unfolded (message));
  ui_message_content_set_unfolded (message, FALSE);
  g_assert_false (ui_message_content_is_unfolded (message));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/message-content/kept", test_kept);
  g_test_add_func ("/message-content/mentions", test_mentions);
  g_test_add_func ("/message-content/not-kept", test_not_kept);
  g_test_add_func ("/message-content/unfolded", test_unfolded);

  return g_test_run ();
}
