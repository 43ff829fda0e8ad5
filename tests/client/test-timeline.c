/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "timeline-fixture.h"

static void
test_not_loaded (Fixture *self, gconstpointer data)
{
  come (self, 5);
  g_assert_false (client_timeline_is_loaded (self->timeline));
  g_assert_false (client_timeline_has_older (self->timeline));
  g_assert_false (client_timeline_has_newer (self->timeline));
  g_assert_cmpuint (self->shadow.n_told, ==, 0);
  g_assert_null (client_timeline_find (self->timeline, 5, NULL));

  /* A page of what is before something is of no use where there is nothing. */
  take (self, CLIENT_PLACE_BEFORE, 9, "1 2");
  assert_list (self->timeline, "");
}

static void
test_newest (Fixture *self, gconstpointer data)
{
  guint position = 9;

  take (self, CLIENT_PLACE_NEWEST, 0, "… 5 6 8");
  assert_list (self->timeline, "5 6 8");
  g_assert_cmpuint (self->shadow.n_told, ==, 1);
  g_assert_true (client_timeline_has_older (self->timeline));
  g_assert_false (client_timeline_has_newer (self->timeline));
  g_assert_nonnull (client_timeline_find (self->timeline, 8, &position));
  g_assert_cmpuint (position, ==, 2);
  g_assert_null (client_timeline_find (self->timeline, 7, NULL));

  come (self, 9);
  assert_list (self->timeline, "5 6 8 9");
  g_assert_cmpuint (self->shadow.n_told, ==, 2);

  /* What is older than what is here is left to pages. */
  come (self, 3);
  assert_list (self->timeline, "5 6 8 9");

  /* The same again is no news. */
  take (self, CLIENT_PLACE_NEWEST, 0, "… 6 8 9");
  g_assert_cmpuint (self->shadow.n_told, ==, 2);
}

static void
test_empty (Fixture *self, gconstpointer data)
{
  take (self, CLIENT_PLACE_NEWEST, 0, "");
  g_assert_true (client_timeline_is_loaded (self->timeline));
  g_assert_false (client_timeline_has_older (self->timeline));
  come (self, 4);
  assert_list (self->timeline, "4");
}

/* Nothing is here yet, but there may be something. */
static void
test_empty_before_hole (Fixture *self, gconstpointer data)
{
  client_timeline_pass (self->timeline, 7, 0);
  take (self, CLIENT_PLACE_NEWEST, 0, "| ?");
  g_assert_true (client_timeline_has_older (self->timeline));
  come (self, 9);
  assert_list (self->timeline, "| 9");

  take (self, CLIENT_PLACE_NEWEST, 0, "3 4 9");
  assert_list (self->timeline, "3 4 9");
  g_assert_false (client_timeline_has_older (self->timeline));
}

static void
test_older (Fixture *self, gconstpointer data)
{
  take (self, CLIENT_PLACE_NEWEST, 0, "… 8 9");
  take (self, CLIENT_PLACE_BEFORE, 8, "… 5 6");
  assert_list (self->timeline, "5 6 8 9");
  g_assert_cmpint (client_timeline_get_first (self->timeline), ==, 5);
  g_assert_true (client_timeline_has_older (self->timeline));
  take (self, CLIENT_PLACE_BEFORE, 5, "2");
  assert_list (self->timeline, "2 5 6 8 9");
  g_assert_false (client_timeline_has_older (self->timeline));
  g_assert_cmpuint (self->shadow.n_removed, ==, 0);
  g_assert_cmpuint (self->shadow.n_told, ==, 3);
}

/* The cache has nothing older, but the server may. */
static void
test_hole_at_the_top (Fixture *self, gconstpointer data)
{
  take (self, CLIENT_PLACE_NEWEST, 0, "| 8 9");
  assert_list (self->timeline, "| 8 9");
  g_assert_true (client_timeline_has_older (self->timeline));

  take (self, CLIENT_PLACE_BEFORE, 8, "| ?");
  g_assert_true (client_timeline_has_older (self->timeline));
  take (self, CLIENT_PLACE_BEFORE, 8, "| 6 7");
  assert_list (self->timeline, "| 6 7 8 9");
  take (self, CLIENT_PLACE_BEFORE, 6, "");
  assert_list (self->timeline, "6 7 8 9");
  g_assert_false (client_timeline_has_older (self->timeline));
}

static void
test_hole_filled (Fixture *self, gconstpointer data)
{
  take (self, CLIENT_PLACE_NEWEST, 0, "… 2 | 8 9");
  assert_list (self->timeline, "2 | 8 9");
  take (self, CLIENT_PLACE_BEFORE, 8, "… | 6 7");
  assert_list (self->timeline, "2 | 6 7 8 9");
  take (self, CLIENT_PLACE_BEFORE, 6, "1 2 4");
  assert_list (self->timeline, "1 2 4 6 7 8 9");
}

/* A change of a message does not say that nothing is missing before it. */
static void
test_hole_stays (Fixture *self, gconstpointer data)
{
  take (self, CLIENT_PLACE_NEWEST, 0, "… 2 | 8 9");
  apply (self, said (8, "u2", "edited"));
  assert_list (self->timeline, "2 | 8 9");
  g_assert_cmpstr (client_message_get_text (client_timeline_find (self->timeline, 8, NULL)), ==,
                   "edited");
}

static void
test_hole_at_the_end (Fixture *self, gconstpointer data)
{
  take (self, CLIENT_PLACE_NEWEST, 0, "… 2 3 | ?");
  come (self, 9);
  come (self, 10);
  assert_list (self->timeline, "2 3 | 9 10");
}

static void
test_jump (Fixture *self, gconstpointer data)
{
  take (self, CLIENT_PLACE_NEWEST, 0, "… 80 90");
  take (self, CLIENT_PLACE_AROUND, 20, "… 10 20 30 …");
  assert_list (self->timeline, "10 20 30");
  g_assert_true (client_timeline_has_newer (self->timeline));
  come (self, 91);
  assert_list (self->timeline, "10 20 30");

  take (self, CLIENT_PLACE_AFTER, 30, "40 50 …");
  assert_list (self->timeline, "10 20 30 40 50");
  take (self, CLIENT_PLACE_AFTER, 50, "80 90 91");
  assert_list (self->timeline, "10 20 30 40 50 80 90 91");
  g_assert_false (client_timeline_has_newer (self->timeline));
  come (self, 92);
  assert_list (self->timeline, "10 20 30 40 50 80 90 91 92");

  /* What is near by is joined. */
  take (self, CLIENT_PLACE_AROUND, 10, "… 5 10 20 …");
  assert_list (self->timeline, "5 10 20 30 40 50 80 90 91 92");
}

/* A page from before something came. */
static void
test_late_page (Fixture *self, gconstpointer data)
{
  client_timeline_pass (self->timeline, 9, 9);
  take (self, CLIENT_PLACE_NEWEST, 0, "… 7 8");
  g_assert_true (client_timeline_has_newer (self->timeline));
  come (self, 10);
  assert_list (self->timeline, "7 8");
  take (self, CLIENT_PLACE_AFTER, 8, "9 10");
  assert_list (self->timeline, "7 8 9 10");

  take (self, CLIENT_PLACE_BEFORE, 2, "1");
  assert_list (self->timeline, "7 8 9 10");
}

static void
test_gone (Fixture *self, gconstpointer data)
{
  take (self, CLIENT_PLACE_NEWEST, 0, "5 6 7 8");
  take (self, CLIENT_PLACE_NEWEST, 0, "… 6 8 ?");
  assert_list (self->timeline, "5 6 7 8");
  take (self, CLIENT_PLACE_NEWEST, 0, "… 6 8");
  assert_list (self->timeline, "5 6 8");
  take (self, CLIENT_PLACE_BEFORE, 6, "");
  assert_list (self->timeline, "6 8");
}

static GPtrArray *
many (gint64 first, guint count)
{
  GPtrArray *messages =
    g_ptr_array_new_with_free_func ((GDestroyNotify) client_message_info_unref);

  for (guint i = 0; i < count; i++)
    g_ptr_array_add (messages, said (first + i, "u2", "hi"));

  return messages;
}

/* A batch is told of at once, however many are in it, and in whatever order. */
static void
test_batch (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) messages = many (10, 500);
  gpointer first = messages->pdata[0];

  take (self, CLIENT_PLACE_NEWEST, 0, "5");
  messages->pdata[0] = messages->pdata[400];
  messages->pdata[400] = first;
  client_timeline_apply (self->timeline, messages);
  g_assert_cmpuint (self->shadow.n_told, ==, 2);
  g_assert_cmpuint (self->shadow.items->len, ==, 501);
}

static void
test_bounded (Fixture *self, gconstpointer data)
{
  const guint n_batches = 50;
  gint64 last = 0;

  take (self, CLIENT_PLACE_NEWEST, 0, "");
  for (guint i = 0; i < n_batches; i++)
    {
      g_autoptr (GPtrArray) messages = many (1 + i * 500, 500);

      client_timeline_apply (self->timeline, messages);
    }

  g_assert_cmpuint (self->shadow.items->len, <=, CLIENT_ROOM_MAX_MESSAGES);
  g_assert_cmpuint (self->shadow.items->len, >, CLIENT_ROOM_MAX_MESSAGES * 9 / 10);
  g_assert_cmpuint (self->shadow.n_told, <, 2 * n_batches);
  g_assert_true (client_timeline_has_older (self->timeline));

  /* Where one looks at the old ones, the new ones give way. */
  while (!client_timeline_has_newer (self->timeline))
    {
      gint64 first = client_timeline_get_first (self->timeline);
      g_autoptr (ClientPage) page = client_page_new ();

      g_clear_pointer (&page->messages, g_ptr_array_unref);
      page->messages = many (first - 200, 200);
      page->has_older = TRUE;
      client_timeline_take_page (self->timeline, page, CLIENT_PLACE_BEFORE, first);
    }
  last = client_message_get_seq (g_ptr_array_index (self->shadow.items,
                                                    self->shadow.items->len - 1));
  g_assert_cmpint (client_timeline_get_last (self->timeline), ==, last);
  g_assert_cmpint (last, <, n_batches * 500);
  g_assert_cmpuint (self->shadow.items->len, <=, CLIENT_ROOM_MAX_MESSAGES);
}

#define ADD(name)                                                                                  \
  g_test_add ("/client/timeline/" #name, Fixture, NULL, set_up, test_##name, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD (not_loaded);
  ADD (newest);
  ADD (empty);
  ADD (empty_before_hole);
  ADD (older);
  ADD (hole_at_the_top);
  ADD (hole_filled);
  ADD (hole_stays);
  ADD (hole_at_the_end);
  ADD (jump);
  ADD (late_page);
  ADD (gone);
  ADD (batch);
  ADD (bounded);

  return g_test_run ();
}
