/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-store-outbox.h"

#include "stored.h"

typedef struct
{
  Folder *folder;
  ClientDatabase *database;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = folder_new ();
  self->database = stored_open (self->folder);
  stored_begin (self->database, 10);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_true (client_database_check (self->database, NULL));
  g_clear_pointer (&self->database, client_database_close);
  g_clear_pointer (&self->folder, folder_free);
}

static gboolean
add (Fixture *self, const char *nonce, const char *text)
{
  g_autoptr (ClientOutgoing) outgoing = client_outgoing_new (nonce, "r1", text, 7, 1000);

  return client_store_outbox_add (self->database, outgoing);
}

static void
assert_outbox (Fixture *self, const char *expected)
{
  g_autoptr (GPtrArray) outbox = client_store_outbox_list (self->database);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < outbox->len; i++)
    {
      ClientOutgoing *outgoing = g_ptr_array_index (outbox, i);

      g_string_append_printf (text, "%s%s:%d:%d", i > 0 ? " " : "", outgoing->nonce,
                              outgoing->state, (int) outgoing->seq);
      if (outgoing->error != NULL)
        g_string_append_printf (text, ":%s", outgoing->error);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_order (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) outbox = NULL;
  ClientOutgoing *first = NULL;

  g_assert_true (add (self, "zz", "one"));
  g_assert_true (add (self, "aa", "two"));
  g_assert_false (add (self, "zz", "three"));
  assert_outbox (self, "zz:0:0 aa:0:0");

  outbox = client_store_outbox_list (self->database);
  first = g_ptr_array_index (outbox, 0);
  g_assert_cmpstr (first->room, ==, "r1");
  g_assert_cmpstr (first->text, ==, "one");
  g_assert_cmpint (first->reply, ==, 7);
  g_assert_cmpint (first->time, ==, 1000);
}

static void
test_states (Fixture *self, gconstpointer data)
{
  add (self, "n1", "one");
  add (self, "n2", "two");
  client_store_outbox_update (self->database, "n1", CLIENT_MESSAGE_SENT, 15, NULL);
  client_store_outbox_update (self->database, "n2", CLIENT_MESSAGE_FAILED, 0, "No");
  client_store_outbox_update (self->database, "n9", CLIENT_MESSAGE_SENT, 16, NULL);
  assert_outbox (self, "n1:1:15 n2:2:0:No");

  client_store_outbox_update (self->database, "n2", CLIENT_MESSAGE_QUEUED, 0, NULL);
  assert_outbox (self, "n1:1:15 n2:0:0");
  client_store_outbox_remove (self->database, "n2");
  client_store_outbox_remove (self->database, "n9");
  assert_outbox (self, "n1:1:15");
}

/* The event came before the answer: of an attempt that the program did not survive. */
static void
test_sent_and_there (Fixture *self, gconstpointer data)
{
  add (self, "n1", "one");
  add (self, "n2", "two");
  stored_do (self->database, MESSAGE (11, "r1", ANA, "one"), NULL);
  client_store_outbox_update (self->database, "n1", CLIENT_MESSAGE_SENT, 11, NULL);
  client_store_outbox_update (self->database, "n2", CLIENT_MESSAGE_SENT, 12, NULL);
  assert_outbox (self, "n2:1:12");
}

static void
test_arrives (Fixture *self, gconstpointer data)
{
  add (self, "n1", "one");
  client_store_outbox_update (self->database, "n1", CLIENT_MESSAGE_SENT, 12, NULL);
  stored_do (self->database, MESSAGE (11, "r1", BERTA, "one"), NULL);
  assert_outbox (self, "n1:1:12");
  stored_do (self->database, MESSAGE (12, "r1", ANA, "one"), NULL);
  assert_outbox (self, "");
}

static void
test_drafts (Fixture *self, gconstpointer data)
{
  g_autoptr (GHashTable) drafts = NULL;
  g_autoptr (GHashTable) later = NULL;

  client_store_set_draft (self->database, "r1", "half");
  client_store_set_draft (self->database, "r1", "half a");
  client_store_set_draft (self->database, "r2", "or\nso");
  drafts = client_store_list_drafts (self->database);
  g_assert_cmpuint (g_hash_table_size (drafts), ==, 2);
  g_assert_cmpstr (g_hash_table_lookup (drafts, "r1"), ==, "half a");
  g_assert_cmpstr (g_hash_table_lookup (drafts, "r2"), ==, "or\nso");

  client_store_set_draft (self->database, "r1", "");
  client_store_set_draft (self->database, "r3", "");
  later = client_store_list_drafts (self->database);
  g_assert_cmpuint (g_hash_table_size (later), ==, 1);
}

#define ADD(name, func)                                                                           \
  g_test_add ("/client/store-outbox/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("order", test_order);
  ADD ("states", test_states);
  ADD ("sent-and-there", test_sent_and_there);
  ADD ("arrives", test_arrives);
  ADD ("drafts", test_drafts);

  return g_test_run ();
}
