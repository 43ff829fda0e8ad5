/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-people.h"

static ClientUserInfo ana = { (char *) "u1", (char *) "ana" };

static void
test_presence (void)
{
  static const struct
  {
    gboolean is_online;
    ClientUserState state;
    const char *words;
    const char *css;
  } cases[] = {
    { FALSE, CLIENT_USER_ACTIVE, "Offline", "offline" },
    { FALSE, CLIENT_USER_BUSY, "Offline", "offline" },
    { TRUE, CLIENT_USER_ACTIVE, "Online", "online" },
    { TRUE, CLIENT_USER_AWAY, "Away", "away" },
    { TRUE, CLIENT_USER_BUSY, "Busy", "busy" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ClientUserInfo user = ana;

      user.is_online = cases[i].is_online;
      user.state = cases[i].state;
      g_assert_cmpstr (ui_people_presence (&user), ==, cases[i].words);
      g_assert_cmpstr (ui_people_presence_css (&user), ==, cases[i].css);
    }
}

static void
assert_said (ClientUserKind kind, ClientRole role, const char *status, const char *expected)
{
  ClientUserInfo user = ana;
  g_autofree char *text = NULL;

  user.kind = kind;
  user.status = (char *) status;
  user.is_online = TRUE;
  text = ui_people_describe (&user, role);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_describe (void)
{
  assert_said (CLIENT_USER_PERSON, CLIENT_ROLE_MEMBER, NULL, "ana, Online");
  assert_said (CLIENT_USER_PERSON, CLIENT_ROLE_NONE, "", "ana, Online");
  assert_said (CLIENT_USER_PERSON, CLIENT_ROLE_OWNER, "Out", "ana, Owner, Online · \u2068Out\u2069");
  assert_said (CLIENT_USER_ADMIN, CLIENT_ROLE_MODERATOR, NULL,
               "ana, Administrator, Moderator, Online");
  assert_said (CLIENT_USER_GUEST, CLIENT_ROLE_MEMBER, "\u202eOut",
               "ana, Guest, Online · \u2068Out\u2069");
  assert_said (CLIENT_USER_BOT, CLIENT_ROLE_MEMBER, NULL, "ana, Bot, Online");
}

static void
test_words (void)
{
  g_assert_cmpstr (ui_people_role (CLIENT_ROLE_NONE), ==, "Not in the room");
  g_assert_cmpstr (ui_people_role (CLIENT_ROLE_MEMBER), ==, "Member");
  g_assert_cmpstr (ui_people_state (CLIENT_USER_ACTIVE), ==, "Active");
  g_assert_cmpstr (ui_people_room_kind (CLIENT_ROOM_PUBLIC, TRUE), ==,
                   "Everybody in this chat is in this room.");
  g_assert_cmpstr (ui_people_room_kind (CLIENT_ROOM_PUBLIC, FALSE), ==,
                   "Everybody in this chat can find this room, read it and join.");
  g_assert_cmpstr (ui_people_room_kind (CLIENT_ROOM_PRIVATE, FALSE), ==,
                   "Only those who were invited can find this room and read it.");
  g_assert_cmpstr (ui_people_room_kind (CLIENT_ROOM_DIRECT, FALSE), ==,
                   "Only the two of you can read this conversation.");
}

static void
test_spans (void)
{
  g_assert_cmpint (ui_people_span_end (0, 1000), ==, 0);
  g_assert_cmpint (ui_people_span_end (1, 1000), ==, 1000 + 15 * 60 * 1000);
  g_assert_cmpint (ui_people_span_end (UI_PEOPLE_SPANS - 1, 1000), ==,
                   1000 + G_GINT64_CONSTANT (7) * 24 * 3600 * 1000);
  g_assert_cmpint (ui_people_span_end (UI_PEOPLE_SPANS, 1000), ==, 0);
  g_assert_cmpstr (ui_people_span (2), ==, "One hour");
  g_assert_cmpstr (ui_people_span (UI_PEOPLE_SPANS), ==, "");
}

static void
test_notes (void)
{
  ClientNoteInfo note = { 0 };
  g_autofree char *title = NULL;
  g_autofree char *network = NULL;
  g_autofree char *room = NULL;
  g_autofree char *chat = NULL;
  g_autofree char *subtitle = NULL;

  note.action = (char *) "ban";
  note.by = (char *) "ana";
  note.room = (char *) "Kitchen";
  note.address = (char *) "192.0.2.0/24";
  network = ui_people_note_title (&note);
  g_assert_cmpstr (network, ==, "\u2068192.0.2.0/24\u2069: banned");

  note.user = (char *) "carla";
  note.text = (char *) "member";
  note.reason = (char *) "Pizza";
  note.until = 1000;
  title = ui_people_note_title (&note);
  g_assert_cmpstr (title, ==, "\u2068carla\u2069: banned");
  subtitle = ui_people_note_subtitle (&note);
  g_assert_true (g_str_has_prefix (subtitle, "“\u2068member\u2069”\nBy \u2068ana\u2069, "));
  g_assert_nonnull (g_strstr_len (subtitle, -1, "\nUntil "));
  g_assert_true (g_str_has_suffix (subtitle, "\nReason: \u2068Pizza\u2069"));

  note.user = NULL;
  note.address = NULL;
  note.action = (char *) "enlarge";
  room = ui_people_note_title (&note);
  g_assert_cmpstr (room, ==, "\u2068Kitchen\u2069: enlarge");
  note.room = NULL;
  chat = ui_people_note_title (&note);
  g_assert_cmpstr (chat, ==, "\u2068the chat\u2069: enlarge");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/people/presence", test_presence);
  g_test_add_func ("/people/describe", test_describe);
  g_test_add_func ("/people/words", test_words);
  g_test_add_func ("/people/spans", test_spans);
  g_test_add_func ("/people/notes", test_notes);

  return g_test_run ();
}
