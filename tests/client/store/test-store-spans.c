/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-store-spans.h"

#include "stored.h"

static void
assert_spans (ClientDatabase *database, gint64 room, const char *expected)
{
  g_autoptr (GArray) spans = client_store_spans_read (database, room);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_true (client_database_check (database, NULL));
  for (guint i = 0; i < spans->len; i++)
    {
      const ClientSpan *span = &g_array_index (spans, ClientSpan, i);

      g_string_append_printf (text, "%s%d-", i > 0 ? " " : "", (int) span->first);
      if (span->last != CLIENT_SPAN_OPEN)
        g_string_append_printf (text, "%d", (int) span->last);
      g_string_append (text, span->is_stale ? "?" : "");
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_add (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autoptr (ClientDatabase) database = stored_open (folder);

  client_store_spans_add (database, 1, 10, 20);
  client_store_spans_add (database, 1, 40, 50);
  client_store_spans_add (database, 2, 21, 39);
  assert_spans (database, 1, "10-20 40-50");

  client_store_spans_add (database, 1, 51, 60);
  assert_spans (database, 1, "10-20 40-60");
  client_store_spans_add (database, 1, 5, 15);
  assert_spans (database, 1, "5-20 40-60");
  client_store_spans_add (database, 1, 12, 13);
  assert_spans (database, 1, "5-20 40-60");
  client_store_spans_add (database, 1, 30, 29);
  assert_spans (database, 1, "5-20 40-60");
  client_store_spans_add (database, 1, 21, 39);
  assert_spans (database, 1, "5-60");
  assert_spans (database, 2, "21-39");
}

static void
test_open (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autoptr (ClientDatabase) database = stored_open (folder);

  g_assert_cmpint (client_store_spans_get_open (database, 1), ==, 0);
  client_store_spans_add (database, 1, 10, CLIENT_SPAN_OPEN);
  g_assert_cmpint (client_store_spans_get_open (database, 1), ==, 10);
  client_store_spans_add (database, 1, 5, 9);
  g_assert_cmpint (client_store_spans_get_open (database, 1), ==, 5);

  client_store_spans_close (database, 1, 70);
  assert_spans (database, 1, "5-70");
  g_assert_cmpint (client_store_spans_get_open (database, 1), ==, 0);

  client_store_spans_add (database, 1, 100, CLIENT_SPAN_OPEN);
  client_store_spans_close (database, 1, 99);
  assert_spans (database, 1, "5-70");
}

static void
test_stale (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autoptr (ClientDatabase) database = stored_open (folder);

  client_store_spans_add (database, 1, 10, 50);
  client_store_spans_spoil (database, 1);
  assert_spans (database, 1, "10-50?");
  client_store_spans_add (database, 1, 51, 60);
  assert_spans (database, 1, "10-50? 51-60");
  client_store_spans_add (database, 1, 20, 30);
  assert_spans (database, 1, "10-19? 20-30 31-50? 51-60");
  client_store_spans_add (database, 1, 31, 40);
  assert_spans (database, 1, "10-19? 20-40 41-50? 51-60");
  client_store_spans_add (database, 1, 1, 100);
  assert_spans (database, 1, "1-100");
}

static void
test_cut (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autoptr (ClientDatabase) database = stored_open (folder);

  client_store_spans_add (database, 1, 10, 20);
  client_store_spans_add (database, 1, 40, 50);
  client_store_spans_add (database, 2, 1, CLIENT_SPAN_OPEN);
  client_store_spans_cut (database, 44);
  assert_spans (database, 1, "45-50");
  assert_spans (database, 2, "45-");
}

static void
test_cover (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autoptr (ClientDatabase) database = stored_open (folder);
  g_autoptr (GArray) spans = NULL;

  client_store_spans_add (database, 1, 10, 20);
  client_store_spans_spoil (database, 1);
  client_store_spans_add (database, 1, 21, 30);
  client_store_spans_add (database, 1, 40, CLIENT_SPAN_OPEN);
  spans = client_store_spans_read (database, 1);

  g_assert_true (client_spans_cover (spans, 10, 30));
  g_assert_true (client_spans_cover (spans, 15, 25));
  g_assert_true (client_spans_cover (spans, 35, 34));
  g_assert_true (client_spans_cover (spans, 41, 1000000));
  g_assert_false (client_spans_cover (spans, 9, 10));
  g_assert_false (client_spans_cover (spans, 30, 31));
  g_assert_false (client_spans_cover (spans, 25, 45));

  g_assert_true (client_spans_are_fresh (spans, 21, 30));
  g_assert_false (client_spans_are_fresh (spans, 20, 30));
  g_assert_true (client_spans_are_fresh (spans, 40, 1000000));
}

enum
{
  HOLE,
  STALE,
  FRESH,
  N_PLACES = 60
};

static void
assert_like (ClientDatabase *database, const int *places)
{
  g_autoptr (GArray) spans = client_store_spans_read (database, 1);

  for (int first = 1; first < N_PLACES; first++)
    for (int last = first; last < N_PLACES; last++)
      {
        int least = FRESH;

        for (int i = first; i <= last; i++)
          least = MIN (least, places[i]);
        g_assert_cmpint (client_spans_cover (spans, first, last), ==, least >= STALE);
        g_assert_cmpint (client_spans_are_fresh (spans, first, last), ==, least == FRESH);
      }
}

/* Anything in any order, against a plain list of places. */
static void
test_random (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autoptr (ClientDatabase) database = stored_open (folder);
  int places[N_PLACES] = { HOLE };

  for (guint round = 0; round < 200; round++)
    {
      int first = g_test_rand_int_range (1, N_PLACES);
      int last = g_test_rand_int_range (first, N_PLACES);

      switch (g_test_rand_int_range (0, 8))
        {
        case 0:
          client_store_spans_spoil (database, 1);
          for (int i = 0; i < N_PLACES; i++)
            places[i] = MIN (places[i], STALE);
          break;
        case 1:
          client_store_spans_cut (database, first / 4);
          for (int i = 0; i <= first / 4; i++)
            places[i] = HOLE;
          break;
        default:
          client_store_spans_add (database, 1, first, last);
          for (int i = first; i <= last; i++)
            places[i] = FRESH;
        }
      assert_like (database, places);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/store-spans/add", test_add);
  g_test_add_func ("/client/store-spans/open", test_open);
  g_test_add_func ("/client/store-spans/stale", test_stale);
  g_test_add_func ("/client/store-spans/cut", test_cut);
  g_test_add_func ("/client/store-spans/cover", test_cover);
  g_test_add_func ("/client/store-spans/random", test_random);

  return g_test_run ();
}
