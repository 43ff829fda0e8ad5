/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-note-info.h"

#include <string.h>

static CharlaMessage *
parse (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  CharlaMessage *message = charla_message_parse (bytes, &error);

  g_assert_no_error (error);
  return message;
}

static void
test_bans (void)
{
  g_autoptr (CharlaMessage) ok = parse (
    "{'bans': [{'kind': 'mute', 'seq': 7, 'time': 9, 'room': 'r1', 'until': 99,"
    " 'user': {'id': 'u2', 'name': 'eve'}, 'by': {'id': 'u1', 'name': 'ana'}, 'reason': 'noise'},"
    " {'kind': 'ban', 'seq': 6, 'time': 8, 'room': 'r1', 'address': '192.0.2.1',"
    " 'by': {'id': '0', 'name': 'root'}}], 'more': true}");
  gboolean has_more = FALSE;
  g_autoptr (GPtrArray) notes = client_note_info_parse_bans (ok, &has_more);
  const ClientNoteInfo *mute = NULL;
  const ClientNoteInfo *ban = NULL;

  g_assert_nonnull (notes);
  g_assert_cmpuint (notes->len, ==, 2);
  g_assert_true (has_more);
  mute = notes->pdata[0];
  ban = notes->pdata[1];
  g_assert_cmpstr (mute->action, ==, "mute");
  g_assert_cmpint (mute->place, ==, 7);
  g_assert_cmpint (mute->until, ==, 99);
  g_assert_cmpstr (mute->user, ==, "eve");
  g_assert_cmpstr (mute->by, ==, "ana");
  g_assert_cmpstr (mute->reason, ==, "noise");
  g_assert_cmpstr (ban->address, ==, "192.0.2.1");
  g_assert_null (ban->user);
}

static void
test_entries (void)
{
  g_autoptr (CharlaMessage) ok = parse (
    "{'entries': [{'entry': 3, 'time': 9, 'seq': 7, 'action': 'rename', 'text': 'Tea',"
    " 'by': {'id': 'u1', 'name': 'ana'}, 'room': {'id': 'r2', 'name': 'Tea'}}], 'more': false}");
  g_autoptr (GPtrArray) notes = client_note_info_parse_entries (ok, NULL);
  const ClientNoteInfo *note = notes->pdata[0];

  g_assert_cmpint (note->place, ==, 3);
  g_assert_cmpstr (note->room, ==, "Tea");
  g_assert_cmpstr (note->text, ==, "Tea");
  g_assert_cmpint (note->until, ==, 0);
}

static void
test_wrong (void)
{
  static const char *const wrong[] = {
    "{}",
    "{'bans': [], 'more': 7}",
    "{'bans': [7], 'more': false}",
    "{'bans': [{}], 'more': false}",
    "{'bans': [{'kind': 'ban', 'seq': 7, 'time': 9, 'by': 'ana'}], 'more': false}",
    "{'bans': [{'kind': 'ban', 'seq': 7, 'time': 9, 'by': {'id': '0'}}], 'more': false}",
    "{'more': false, 'bans': [{'kind': 'ban', 'seq': 7, 'time': 9, 'by': {'name': 'x'}, 'until': ''}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (CharlaMessage) ok = parse (wrong[i]);

      g_assert_null (client_note_info_parse_bans (ok, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/note-info/bans", test_bans);
  g_test_add_func ("/client/note-info/entries", test_entries);
  g_test_add_func ("/client/note-info/wrong", test_wrong);

  return g_test_run ();
}
