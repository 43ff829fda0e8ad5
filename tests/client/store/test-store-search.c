/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-store-search.h"

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
  stored_do (self->database,
             MESSAGE (11, "r1", BERTA, "La reunión es mañana"),
             MESSAGE (12, "r1", BERTA, "REUNIONES, siempre reuniones"),
             MESSAGE (13, "r2", BERTA, "reunion e-mail"),
             MESSAGE (14, "r2", ANA, "Nothing of that"),
             NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_true (client_database_check (self->database, NULL));
  g_clear_pointer (&self->database, client_database_close);
  g_clear_pointer (&self->folder, folder_free);
}

static void
assert_found (Fixture *self, const char *text, const char *room, gint64 before, guint limit,
              const char *expected)
{
  g_autoptr (ClientPage) page = client_store_search (self->database, text, room, before, limit);
  g_autofree char *found = stored_describe (page);
  g_autoptr (GError) error = NULL;

  g_assert_true (client_database_check (self->database, &error));
  g_assert_cmpstr (found, ==, expected);
}

static void
test_words (Fixture *self, gconstpointer data)
{
  assert_found (self, "reunion", NULL, 0, 10, "13 12 11");
  assert_found (self, "Reunión", NULL, 0, 10, "13 12 11");
  assert_found (self, "reuniones", NULL, 0, 10, "12");
  assert_found (self, "manana REUN", NULL, 0, 10, "11");
  assert_found (self, "union", NULL, 0, 10, "");
  assert_found (self, "e-mail", NULL, 0, 10, "13");
  assert_found (self, "reunion nothing", NULL, 0, 10, "");
}

static void
test_where (Fixture *self, gconstpointer data)
{
  assert_found (self, "reunion", "r1", 0, 10, "12 11");
  assert_found (self, "reunion", "r9", 0, 10, "");
  assert_found (self, "reunion", NULL, 13, 10, "12 11");
  assert_found (self, "reunion", NULL, 0, 2, "… 13 12");
  assert_found (self, "reunion", NULL, 12, 2, "11");
}

/* What a person types is no language of its own. */
static void
test_odd_texts (Fixture *self, gconstpointer data)
{
  const char *const texts[] = { "", " ", "\"", "'", "*", "-", "()", "NEAR(a b)", "text:x", "^a",
                                "🎉", "\u0301", "\u0301\u0301 \u0e31", "AND OR NOT", "\u2028",
                                "a\u0301", "\U0001d7d8", "\u0378", "日本語", "%", "\\" };
  g_autofree char *many = g_strnfill (20000, 'a');
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_found (self, texts[i], NULL, 0, 10, "");
  assert_found (self, many, NULL, 0, 10, "");

  for (guint i = 0; i < 1000; i++)
    g_string_append (words, "reunion ");
  assert_found (self, words->str, NULL, 0, 10, "13 12 11");
}

static void
test_edited_and_deleted (Fixture *self, gconstpointer data)
{
  stored_do (self->database, EDIT (15, "r1", 12, "Never more"), DELETE (16, "r2", 13), NULL);
  assert_found (self, "reunion", NULL, 0, 10, "11");
  assert_found (self, "never", NULL, 0, 10, "12");
  stored_do (self->database, EDIT (17, "r1", 12, ""), EDIT (18, "r1", 12, "Once more"), NULL);
  assert_found (self, "never", NULL, 0, 10, "");
  assert_found (self, "once more", NULL, 0, 10, "12");
}

#define ADD(name, func)                                                                           \
  g_test_add ("/client/store-search/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("words", test_words);
  ADD ("where", test_where);
  ADD ("odd-texts", test_odd_texts);
  ADD ("edited-and-deleted", test_edited_and_deleted);

  return g_test_run ();
}
