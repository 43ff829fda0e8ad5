/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "server-database.h"
#include "server-store-check.h"
#include "server-store-export.h"
#include "server-store-import.h"
#include "store.h"

#define N_HOSTILE 200

/* Something of all that can be in a store. */
static void
fill (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 berta = fixture_claim (fixture, "berta");
  gint64 carla = fixture_claim (fixture, "carla");
  gint64 kitchen = fixture_create (fixture, ana, "Kitchen", SERVER_ROOM_PUBLIC);
  gint64 cellar = fixture_create (fixture, berta, "Cellar", SERVER_ROOM_PRIVATE);
  gint64 left = fixture_create (fixture, carla, "Left", SERVER_ROOM_PRIVATE);
  gint64 soup;
  gint64 bread;
  ServerChange *ban = NULL;

  fixture_do (fixture, server_change_new_leave (carla, left));
  fixture_create (fixture, carla, "Left", SERVER_ROOM_PRIVATE);
  fixture_do (fixture, server_change_new_join (berta, kitchen));
  fixture_do (fixture, server_change_new_invite (berta, cellar, "ana", "Come \"in\"", TRUE));
  fixture_do (fixture, server_change_new_direct (ana, "carla"));
  fixture_do (fixture, server_change_new_topic (ana, kitchen, "Sopa y “pan”"));
  fixture_do (fixture, server_change_new_status (ana, &(ServerUserState){ SERVER_STATE_AWAY },
                                                 "At lunch"));
  fixture_do (fixture, server_change_new_password (carla, "$argon2id$hash", NULL));

  fixture_do (fixture, server_change_new_guest_post ("Guest", "Hello, @ana"));
  fixture_do (fixture, server_change_new_post (ana, kitchen, "Soup, @berta?\nToday?", "n-1", 0));
  soup = fixture_last (fixture)->seq;
  fixture_do (fixture, server_change_new_post (berta, kitchen, "With réunion", "n-2", soup));
  bread = fixture_last (fixture)->seq;
  fixture_do (fixture, server_change_new_edit (berta, bread, "With bread"));
  fixture_do (fixture, server_change_new_react (ana, bread, "👍", TRUE));
  fixture_do (fixture, server_change_new_react (berta, soup, "🍲", TRUE));
  fixture_do (fixture, server_change_new_react (berta, soup, "🍲", FALSE));
  fixture_do (fixture, server_change_new_post (carla, SERVER_LOBBY, "Oh, @ana", NULL, 0));
  fixture_do (fixture, server_change_new_delete (carla, fixture_last (fixture)->seq));
  fixture_do (fixture, server_change_new_post (ana, cellar, "Wine", "n-3", 0));
  fixture_do (fixture, server_change_new_read (berta, kitchen, soup));
  fixture_do (fixture, server_change_new_leave (berta, kitchen));

  ban = server_change_new_sanction (SERVER_SANCTION_MUTE, 0, SERVER_LOBBY,
                                    &(ServerVerdict){ .who = "carla", .is_on = TRUE,
                                                      .reason = "Too loud" });
  server_change_set_administrator (ban, "root");
  fixture_do (fixture, ban);
  ban = server_change_new_sanction (SERVER_SANCTION_BAN, 0, SERVER_LOBBY,
                                    &(ServerVerdict){ .network = "192.0.2.0/24", .is_on = TRUE });
  server_change_set_administrator (ban, "root");
  fixture_do (fixture, ban);
}

static char *
export (const char *folder, gboolean has_secrets)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  int descriptor = g_file_open_tmp ("charla-export-XXXXXX", &path, &error);
  char *text = NULL;

  g_assert_no_error (error);
  server_store_export (folder, descriptor, has_secrets, NULL, &error);
  g_assert_no_error (error);
  g_close (descriptor, NULL);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_unlink (path);

  return text;
}

static gboolean
import (const char *folder, const char *text, GError **error)
{
  g_autofree char *path = NULL;
  int descriptor = g_file_open_tmp ("charla-import-XXXXXX", &path, NULL);
  gboolean is_done;

  g_assert_cmpint (write (descriptor, text, strlen (text)), ==, strlen (text));
  lseek (descriptor, 0, SEEK_SET);
  is_done = server_store_import (folder, descriptor, "FILE", error);
  g_close (descriptor, NULL);
  g_unlink (path);

  return is_done;
}

static char *
make_folder (void)
{
  return g_dir_make_tmp ("charla-transfer-XXXXXX", NULL);
}

/* All that somebody is told at the beginning, and of each room what was said in it. */
static char *
look (Fixture *fixture, gint64 user)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ServerAnswer) welcome
    = fixture_query (fixture, server_query_new_welcome (user, -1), &error);
  g_autoptr (CharlaMessage) found = NULL;
  g_autofree char *texts = NULL;
  GString *seen = g_string_new (NULL);

  for (guint i = 0; i < welcome->rooms->len; i++)
    {
      const ServerRoomInfo *room = welcome->rooms->pdata[i];
      g_autoptr (ServerAnswer) page
        = fixture_query (fixture, server_query_new_history (user, room->id, 0, 0, 0, 50), &error);

      g_string_append_printf (seen, "%s %s %d %d %d %d %d\n", room->name, room->topic,
                              (int) room->seq, (int) room->seen, (int) room->unread,
                              (int) room->mentions, (int) room->members);
      g_string_append_len (seen, g_bytes_get_data (page->json, NULL),
                           g_bytes_get_size (page->json));

      /* The end of the log is another one, so that nothing is taken for something else. */
      g_string_truncate (seen, g_strrstr (seen->str, ",\"seq\":") - seen->str);
    }
  found = fixture_read (fixture, server_query_new_search (user, "bread", 0, NULL, 0, 0));
  texts = texts_of (found);
  g_string_append (seen, texts);

  return g_string_free (seen, FALSE);
}

static void
test_same (Fixture *fixture)
{
  g_autofree char *old_folder = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *key_path = fixture_path (fixture, "tls-key.pem");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ServerResult) again = NULL;

  fill (fixture);
  g_assert_true (g_file_set_contents (key_path, "the key\n", -1, NULL));
  before = look (fixture, 1);
  first = export (fixture->folder, TRUE);
  plain = export (fixture->folder, FALSE);
  g_assert_nonnull (strstr (first, "argon2id"));
  g_assert_nonnull (strstr (first, "the key"));
  g_assert_null (strstr (plain, "argon2id"));
  g_assert_null (strstr (plain, "\"token\""));
  g_assert_null (strstr (plain, "the key"));
  fixture_close (fixture);

  old_folder = g_steal_pointer (&fixture->folder);
  fixture->folder = make_folder ();
  import (fixture->folder, first, &error);
  g_assert_no_error (error);
  second = export (fixture->folder, TRUE);
  g_assert_cmpstr (second, ==, first);

  /* And it is the same to whoever uses it. */
  fixture_open (fixture);
  after = look (fixture, 1);
  g_assert_cmpstr (after, ==, before);
  again = fixture_change (fixture, server_change_new_post (1, 2, "Soup?", "n-1", 0));
  g_assert_no_error (again->error);
  g_assert_null (again->records);
  fixture_post (fixture, 1, 2, "More soup");

  fixture_remove (old_folder);
}

static void
test_without_secrets (Fixture *fixture)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GError) error = NULL;

  fill (fixture);
  first = export (fixture->folder, FALSE);
  import (folder, first, &error);
  g_assert_no_error (error);
  second = export (folder, FALSE);
  g_assert_cmpstr (second, ==, first);

  /* Not over one that is there. */
  g_assert_false (import (folder, first, &error));
  g_assert_error (error, SERVER_STORE_ERROR, SERVER_STORE_ERROR_ACCESS);
  fixture_remove (folder);
}

/* Nothing comes of it, and it says in which line what is wrong. */
static void
assert_refused (const char *text, const char *beginning)
{
  g_autofree char *folder = make_folder ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (folder, SERVER_STORE_FILE, NULL);

  g_assert_false (import (folder, text, &error));
  g_test_message ("%s", error->message);
  g_assert_true (g_str_has_prefix (error->message, beginning));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  fixture_remove (folder);
}

static void
test_cut_off (Fixture *fixture)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GString) part = g_string_new (NULL);

  fill (fixture);
  text = export (fixture->folder, TRUE);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i + 2] != NULL; i++)
    {
      g_autofree char *place = g_strdup_printf ("FILE:%u: ", i);
      g_autofree char *next = g_strdup_printf ("FILE:%u: ", i + 1);

      assert_refused (part->str, place);
      g_string_append (part, lines[i]);
      assert_refused (part->str, next);
      g_string_append_c (part, '\n');
    }
}

/* Replaces a text that is there, once. */
static void
assert_wrong (const char *text, const char *old, const char *new)
{
  const char *at = strstr (text, old);
  g_autofree char *before = NULL;
  g_autofree char *changed = NULL;
  g_autofree char *place = NULL;
  guint number = 1;

  g_assert_nonnull (at);
  before = g_strndup (text, at - text);
  for (const char *p = before; *p != '\0'; p++)
    number += *p == '\n';
  place = g_strdup_printf ("FILE:%u: ", number);
  changed = g_strconcat (before, new, at + strlen (old), NULL);
  assert_refused (changed, place);
}

static void
test_wrong (Fixture *fixture)
{
  static const char *const changes[][2] = {
    { "{\"charla-export\":1", "{\"charla-export\":2" },
    { "{\"charla-export\":1", "{\"something\":1" },
    { "\"name\":\"berta\"", "\"name\":\"ana\"" },
    { "\"name\":\"berta\"", "\"name\":\" berta\"" },
    { "\"kind\":\"user\"", "\"kind\":\"king\"" },
    { "\"id\":2", "\"id\":1" },
    { "\"id\":2", "\"id\":-2" },
    { "\"id\":2", "\"id\":\"2\"" },
    { "\"kind\":\"public\"", "\"kind\":\"private\"" },
    { "\"name\":\"Kitchen\"", "\"name\":\"lobby\"" },
    { "\"role\":\"owner\"", "\"role\":\"emperor\"" },
    { "{\"member\":{\"room\":2", "{\"member\":{\"room\":77" },
    { "{\"span\":{\"user\":2", "{\"span\":{\"user\":77" },
    { "\"seq\":5,", "\"seq\":4," },
    { "\"ev\":\"message\"", "\"ev\":\"massage\"" },
    { "\"ev\":\"edit\"", "\"ev\":\"message\"" },
    { "\"prev\":1}", "\"prev\":0}" },
    { "\"from\":{\"id\":\"u1\"", "\"from\":{\"id\":\"u9\"" },
    { "\"from\":{\"id\":\"u1\"", "\"from\":{\"id\":\"g9\"" },
    { "\"text\":\"Wine\"", "\"text\":\"\"" },
    { "\"text\":\"Wine\"", "\"text\":17" },
    { "\"emoji\":\"👍\"", "\"emoji\":\"\"" },
    { "\"mentions\":[\"u2\"]", "\"mentions\":[\"u77\"]" },
    { "\"mentions\":[\"u2\"]", "\"mentions\":2" },
    { "{\"nonce\":\"", "{\"nonce\":\"x" },
    { "{\"end\":", "{\"end\":1" },
    { "{\"end\":", "{\"fine\":" },
  };
  g_autofree char *text = NULL;

  fill (fixture);
  text = export (fixture->folder, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    assert_wrong (text, changes[i][0], changes[i][1]);
}

static void
test_long_line (void)
{
  g_autofree char *text = g_strnfill (3 * 1024 * 1024, 'x');

  assert_refused (text, "FILE:1: ");
}

static void
disturb (GString *text)
{
  static const char *const pieces[] = { "-1", "0", "9007199254740992", "\"\"", "null", "[]", "{}",
                                        "true", "\\u0000", "\n", "u1", "r1", "1e999", "\xff" };
  gsize at = g_test_rand_int_range (0, text->len - 40);
  const char *piece = pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))];

  switch (g_test_rand_int_range (0, 4))
    {
    case 0:
      text->str[at] = g_test_rand_int ();
      break;
    case 1:
      g_string_erase (text, at, g_test_rand_int_range (1, 30));
      break;
    case 2:
      g_string_insert (text, at, piece);
      break;
    default:
      {
        char *digit = strpbrk (text->str + at, "0123456789");

        if (digit != NULL)
          *digit = '0' + g_test_rand_int_range (0, 10);
      }
    }
}

/* What is taken, a server can rely on. */
static void
test_hostile (Fixture *fixture)
{
  g_autofree char *text = NULL;
  guint n_taken = 0;

  fill (fixture);
  text = export (fixture->folder, TRUE);
  fixture_close (fixture);
  for (guint i = 0; i < N_HOSTILE; i++)
    {
      g_autofree char *folder = make_folder ();
      g_autoptr (GString) changed = g_string_new (text);
      g_autoptr (GError) error = NULL;

      disturb (changed);
      if (import (folder, changed->str, &error))
        {
          g_autofree char *old_folder = g_steal_pointer (&fixture->folder);
          g_autofree char *again = NULL;
          g_autofree char *seen = NULL;
          g_autoptr (ServerResult) result = NULL;

          fixture->folder = g_strdup (folder);
          fixture_open (fixture);
          seen = look (fixture, 1);
          again = export (folder, TRUE);
          result = fixture_change (fixture, server_change_new_guest_post ("Somebody", "bread"));
          g_assert_no_error (result->error);
          fixture_close (fixture);
          g_free (fixture->folder);
          fixture->folder = g_steal_pointer (&old_folder);
          n_taken++;
        }
      else
        g_assert_nonnull (error);
      fixture_remove (folder);
    }
  g_test_message ("%u of %u were taken", n_taken, N_HOSTILE);
}

static void
test_pipe (Fixture *fixture)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  int ends[2];

  g_assert_cmpint (pipe (ends), ==, 0);
  g_cancellable_cancel (cancellable);
  g_assert_false (server_store_export (fixture->folder, ends[1], FALSE, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  server_store_export (fixture->folder, ends[1], FALSE, NULL, &error);
  g_assert_no_error (error);

  g_close (ends[0], NULL);
  g_close (ends[1], NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  fixture_add ("/transfer/same", test_same);
  fixture_add ("/transfer/without-secrets", test_without_secrets);
  fixture_add ("/transfer/cut-off", test_cut_off);
  fixture_add ("/transfer/wrong", test_wrong);
  g_test_add_func ("/transfer/long-line", test_long_line);
  fixture_add ("/transfer/hostile", test_hostile);
  fixture_add ("/transfer/pipe", test_pipe);

  return g_test_run ();
}
