/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-request.h"

#include <string.h>

/* What it says, with ' in place of ", so that it can be read. */
static void
assert_says (ClientRequest *request, ClientRequestKind kind, const char *expected)
{
  g_autoptr (ClientRequest) owned = request;
  g_autoptr (CharlaBuilder) builder = charla_builder_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  g_autofree char *start = g_strdup_printf ("{'do':'%s'", client_request_get_word (request));

  client_request_write (request, builder);
  bytes = charla_builder_to_bytes (builder);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_cmpstr (g_strdelimit (text, "\"", '\''), ==, expected);
  g_assert_cmpint (client_request_get_kind (request), ==, kind);
  g_assert_true (g_str_has_prefix (text, start));
}

static void
test_messages (void)
{
  assert_says (client_request_new_post ("r1", "hi", "n", 0), CLIENT_REQUEST_POST,
               "{'do':'post','room':'r1','text':'hi','nonce':'n'}");
  assert_says (client_request_new_post ("r1", "hi", "n", 7), CLIENT_REQUEST_POST,
               "{'do':'post','room':'r1','text':'hi','nonce':'n','reply':7}");
  assert_says (client_request_new_edit (7, "ho"), CLIENT_REQUEST_EDIT,
               "{'do':'edit','seq':7,'text':'ho'}");
  assert_says (client_request_new_delete (7), CLIENT_REQUEST_DELETE, "{'do':'delete','seq':7}");
  assert_says (client_request_new_react (7, "👍", TRUE), CLIENT_REQUEST_REACT,
               "{'do':'react','seq':7,'emoji':'👍','on':true}");
  assert_says (client_request_new_react (7, "👍", FALSE), CLIENT_REQUEST_REACT,
               "{'do':'react','seq':7,'emoji':'👍','on':false}");
  assert_says (client_request_new_read ("r1", 7), CLIENT_REQUEST_READ,
               "{'do':'read','room':'r1','seq':7}");
  assert_says (client_request_new_typing ("r1", TRUE), CLIENT_REQUEST_TYPING,
               "{'do':'typing','room':'r1','on':true}");
}

static void
test_order (void)
{
  const ClientVerdict end = { .user = "bob" };
  const ClientVerdict verdict = { .user = "bob", .is_on = TRUE, .until = 7, .reason = "noise" };
  const ClientVerdict network = { .address = "192.0.2.0/24", .is_on = TRUE };

  assert_says (client_request_new_ban ("r1", &verdict), CLIENT_REQUEST_BAN,
               "{'do':'ban','room':'r1','user':'bob','on':true,'until':7,'reason':'noise'}");
  assert_says (client_request_new_ban ("r1", &network), CLIENT_REQUEST_BAN,
               "{'do':'ban','room':'r1','address':'192.0.2.0/24','on':true}");
  assert_says (client_request_new_mute ("r1", &end), CLIENT_REQUEST_MUTE,
               "{'do':'mute','room':'r1','user':'bob','on':false}");
  assert_says (client_request_new_bans ("r1", 7, 20), CLIENT_REQUEST_BANS,
               "{'do':'bans','room':'r1','before':7,'limit':20}");
  assert_says (client_request_new_audit (NULL, 0, 0), CLIENT_REQUEST_AUDIT, "{'do':'audit'}");
  assert_says (client_request_new_audit ("r1", 0, 0), CLIENT_REQUEST_AUDIT,
               "{'do':'audit','room':'r1'}");
}

static void
test_pages (void)
{
  assert_says (client_request_new_history ("r1", CLIENT_PLACE_NEWEST, 7, 0),
               CLIENT_REQUEST_HISTORY, "{'do':'history','room':'r1'}");
  assert_says (client_request_new_history ("r1", CLIENT_PLACE_BEFORE, 7, 50),
               CLIENT_REQUEST_HISTORY, "{'do':'history','room':'r1','before':7,'limit':50}");
  assert_says (client_request_new_history ("r1", CLIENT_PLACE_AFTER, 7, 0),
               CLIENT_REQUEST_HISTORY, "{'do':'history','room':'r1','after':7}");
  assert_says (client_request_new_history ("r1", CLIENT_PLACE_AROUND, 7, 0),
               CLIENT_REQUEST_HISTORY, "{'do':'history','room':'r1','around':7}");
  assert_says (client_request_new_search ("tea", NULL, NULL, 0, 0), CLIENT_REQUEST_SEARCH,
               "{'do':'search','text':'tea'}");
  assert_says (client_request_new_search ("tea", "r1", "bob", 7, 20), CLIENT_REQUEST_SEARCH,
               "{'do':'search','text':'tea','room':'r1','from':'bob','before':7,'limit':20}");
  assert_says (client_request_new_rooms (NULL, NULL, 0), CLIENT_REQUEST_ROOMS, "{'do':'rooms'}");
  assert_says (client_request_new_rooms ("tea", "r1", 20), CLIENT_REQUEST_ROOMS,
               "{'do':'rooms','query':'tea','after':'r1','limit':20}");
  assert_says (client_request_new_members ("r1", NULL, 0), CLIENT_REQUEST_MEMBERS,
               "{'do':'members','room':'r1'}");
  assert_says (client_request_new_members ("r1", "u1", 20), CLIENT_REQUEST_MEMBERS,
               "{'do':'members','room':'r1','after':'u1','limit':20}");
}

static void
test_rooms (void)
{
  assert_says (client_request_new_create ("Tea", CLIENT_ROOM_PUBLIC, NULL), CLIENT_REQUEST_CREATE,
               "{'do':'create','name':'Tea','kind':'public'}");
  assert_says (client_request_new_create ("Tea", CLIENT_ROOM_PRIVATE, "Mint"),
               CLIENT_REQUEST_CREATE,
               "{'do':'create','name':'Tea','kind':'private','topic':'Mint'}");
  assert_says (client_request_new_join ("r1"), CLIENT_REQUEST_JOIN, "{'do':'join','room':'r1'}");
  assert_says (client_request_new_leave ("r1"), CLIENT_REQUEST_LEAVE,
               "{'do':'leave','room':'r1'}");
  assert_says (client_request_new_invite ("r1", "bob", NULL), CLIENT_REQUEST_INVITE,
               "{'do':'invite','room':'r1','user':'bob'}");
  assert_says (client_request_new_kick ("r1", "bob", "late"), CLIENT_REQUEST_KICK,
               "{'do':'kick','room':'r1','user':'bob','reason':'late'}");
  assert_says (client_request_new_topic ("r1", ""), CLIENT_REQUEST_TOPIC,
               "{'do':'topic','room':'r1','text':''}");
  assert_says (client_request_new_rename ("r1", "Mate"), CLIENT_REQUEST_RENAME,
               "{'do':'rename','room':'r1','text':'Mate'}");
  assert_says (client_request_new_role ("r1", "bob", CLIENT_ROLE_MODERATOR), CLIENT_REQUEST_ROLE,
               "{'do':'role','room':'r1','user':'bob','role':'moderator'}");
  assert_says (client_request_new_direct ("bob"), CLIENT_REQUEST_DIRECT,
               "{'do':'direct','user':'bob'}");
}

static void
test_people (void)
{
  assert_says (client_request_new_whois ("bob"), CLIENT_REQUEST_WHOIS,
               "{'do':'whois','user':'bob'}");
  assert_says (client_request_new_status (CLIENT_USER_AWAY, NULL), CLIENT_REQUEST_STATUS,
               "{'do':'status','state':'away'}");
  assert_says (client_request_new_status (CLIENT_USER_ACTIVE, ""), CLIENT_REQUEST_STATUS,
               "{'do':'status','state':'active','text':''}");
  assert_says (client_request_new_password ("new", NULL), CLIENT_REQUEST_PASSWORD,
               "{'do':'password','new':'new'}");
  assert_says (client_request_new_password ("new", "old"), CLIENT_REQUEST_PASSWORD,
               "{'do':'password','new':'new','old':'old'}");
  assert_says (client_request_new_logout (FALSE), CLIENT_REQUEST_LOGOUT,
               "{'do':'logout','all':false}");
  assert_says (client_request_new_ping (), CLIENT_REQUEST_PING, "{'do':'ping'}");
}

static void
test_get (void)
{
  g_autoptr (ClientRequest) request = client_request_new_post ("r1", "hi", "n", 7);

  g_assert_cmpstr (client_request_get_string (request, "text"), ==, "hi");
  g_assert_cmpint (client_request_get_int (request, "reply"), ==, 7);
  g_assert_null (client_request_get_string (request, "reply"));
  g_assert_null (client_request_get_string (request, "topic"));
  g_assert_cmpint (client_request_get_int (request, "text"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/request/messages", test_messages);
  g_test_add_func ("/client/request/pages", test_pages);
  g_test_add_func ("/client/request/order", test_order);
  g_test_add_func ("/client/request/rooms", test_rooms);
  g_test_add_func ("/client/request/people", test_people);
  g_test_add_func ("/client/request/get", test_get);

  return g_test_run ();
}
