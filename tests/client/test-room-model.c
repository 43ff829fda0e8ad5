/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Somebody looks here and there in a room in which much happens, with lost lines and gaps:
 * what they see is what the cache has between the two ends, each message once, and each of
 * their own once from the moment in which it is written.
 */

#include <stdio.h>
#include <string.h>

#include "client-room-private.h"
#include "listed.h"

#define N_STEPS 250
#define N_WALKS 12

/* What happened: the event with seq n is at n - 1. */
typedef struct
{
  gint64 target; /* 0 for a message */
  gboolean is_own;
  char text[16];
} Event;

/* A message that Ana has written. */
typedef struct
{
  char nonce[16];
  gint64 seq;
  gboolean is_answered;
} Post;

typedef struct
{
  Listed listed;
  ClientRoom *room;
  Shadow shadow;
  GArray *log;
  GArray *posts;
  gint64 told;
} Model;

static void
set_up (Model *self, gconstpointer data)
{
  listed_set_up (&self->listed, data);
  listed_welcome (&self->listed, -1, WELCOME (0, "'gap': false", LOBBY (0, "'read': 0")));
  self->room = client_room_list_find (self->listed.list, "r1");
  self->log = g_array_new (FALSE, TRUE, sizeof (Event));
  self->posts = g_array_new (FALSE, TRUE, sizeof (Post));
  self->told = 0;
  shadow_init (&self->shadow, self->room);
}

static void
tear_down (Model *self, gconstpointer data)
{
  shadow_check (&self->shadow);
  shadow_clear (&self->shadow);
  g_clear_pointer (&self->log, g_array_unref);
  g_clear_pointer (&self->posts, g_array_unref);
  listed_tear_down (&self->listed, data);
}

static Event *
event_at (Model *self, gint64 seq)
{
  return &g_array_index (self->log, Event, seq - 1);
}

static void
happen (Model *self, gint64 target, gboolean is_own, const char *text)
{
  Event event = { target, is_own, "" };

  g_strlcpy (event.text, text, sizeof event.text);
  g_array_append_val (self->log, event);
}

/* Somebody posts, or edits something. */
static void
happen_by_chance (Model *self)
{
  gint64 target = self->log->len > 0 ? g_test_rand_int_range (1, self->log->len + 1) : 0;
  gboolean is_edit = target != 0 && event_at (self, target)->target == 0 && g_test_rand_bit ();

  happen (self, is_edit ? target : 0, FALSE, g_test_rand_bit () ? "one" : "two");
}

static char *
write_event (Model *self, gint64 seq)
{
  Event *event = event_at (self, seq);

  if (event->target != 0)
    return g_strdup_printf ("{'ev': 'edit', 'seq': %d, 'time': %d, 'room': 'r1', 'target': %d,"
                            " 'text': '%s', 'prev': %d}",
                            (int) seq, (int) seq, (int) event->target, event->text, (int) seq - 1);
  return g_strdup_printf ("{'ev': 'message', 'seq': %d, 'time': %d, 'room': 'r1', 'from': %s,"
                          " 'text': '%s', 'prev': %d}",
                          (int) seq, (int) seq, event->is_own ? ANA : BERTA, event->text,
                          (int) seq - 1);
}

/* The events up to @seq come, in one batch. */
static void
tell (Model *self, gint64 seq)
{
  g_autoptr (GPtrArray) events =
    g_ptr_array_new_with_free_func ((GDestroyNotify) client_event_unref);
  g_autoptr (GError) error = NULL;

  while (self->told < seq)
    {
      g_autofree char *json = write_event (self, ++self->told);
      g_autoptr (GPtrArray) one = stored_events (json, NULL);

      g_ptr_array_add (events, client_event_ref (one->pdata[0]));
    }
  listed_take (&self->listed, cached_apply (self->listed.cache, events, &error));
  g_assert_no_error (error);
}

/* Too much happened: nothing of it comes. */
static void
leave_gap (Model *self)
{
  g_autofree char *json =
    g_strdup_printf ("{'charla': 1, 'server': {'id': 's1', 'name': 'Lab'}, 'you': " ANA
                     ", 'seq': %u, 'gap': true, 'rooms': [{'id': 'r1', 'kind': 'public',"
                     " 'name': 'Lobby', 'role': 'member', 'members': 9, 'seq': %u, 'read': 0}]}",
                     self->log->len, self->log->len);

  listed_welcome (&self->listed, self->told, json);
  self->told = self->log->len;
  client_room_list_refresh (self->listed.list);
}

static const char *
get_text (Model *self, gint64 seq)
{
  const char *text = event_at (self, seq)->text;

  for (gint64 later = seq + 1; later <= self->log->len; later++)
    if (event_at (self, later)->target == seq)
      text = event_at (self, later)->text;

  return text;
}

static gint64
get_number (const char *json, const char *name, gint64 otherwise)
{
  const char *found = strstr (json, name);

  return found != NULL ? g_ascii_strtoll (found + strlen (name), NULL, 10) : otherwise;
}

/* What was said from @first on, going @step by @step. */
static GArray *
list_messages (Model *self, gint64 first, int step, gint64 limit, gboolean *has_more)
{
  GArray *seqs = g_array_new (FALSE, FALSE, sizeof (gint64));

  *has_more = FALSE;
  for (gint64 seq = first; seq >= 1 && seq <= self->log->len; seq += step)
    {
      if (event_at (self, seq)->target != 0)
        continue;
      *has_more = seqs->len == limit;
      if (*has_more)
        break;
      if (step > 0)
        g_array_append_val (seqs, seq);
      else
        g_array_prepend_val (seqs, seq);
    }

  return seqs;
}

static GArray *
find_answer (Model *self, const char *json, gboolean *has_more)
{
  gint64 limit = get_number (json, "'limit':", 50);
  gint64 around = get_number (json, "'around':", 0);
  gint64 after = get_number (json, "'after':", 0);
  gboolean more_before = FALSE;
  g_autoptr (GArray) before = NULL;
  GArray *seqs = NULL;

  if (after != 0)
    return list_messages (self, after + 1, 1, limit, has_more);
  if (around == 0)
    return list_messages (self, get_number (json, "'before':", self->log->len + 1) - 1, -1, limit,
                          has_more);

  seqs = list_messages (self, around, 1, limit / 2, has_more);
  before = list_messages (self, around - 1, -1, limit / 2, &more_before);
  *has_more |= more_before;
  if (before->len > 0)
    g_array_prepend_vals (seqs, before->data, before->len);
  return seqs;
}

/* The server answers what it is asked, or the line is lost. */
static void
answer (Model *self)
{
  g_autofree char *json = listed_wait_asked (&self->listed);
  gboolean has_more = FALSE;
  g_autoptr (GArray) seqs = find_answer (self, json, &has_more);
  g_autoptr (GString) text = g_string_new ("{'messages': [");

  for (guint i = 0; i < seqs->len; i++)
    {
      int seq = g_array_index (seqs, gint64, i);

      g_string_append_printf (text, "%s{'seq': %d, 'time': %d, 'room': 'r1', 'from': %s,"
                              " 'text': '%s'}",
                              i > 0 ? ", " : "", seq, seq,
                              event_at (self, seq)->is_own ? ANA : BERTA, get_text (self, seq));
    }
  g_string_append_printf (text, "], 'more': %s, 'seq': %u}", has_more ? "true" : "false",
                          self->log->len);
  listed_answer (&self->listed, g_test_rand_int_range (0, 8) == 0 ? NULL : text->str);
}

static gboolean
is_waiting (Model *self)
{
  return client_room_get_loading (self->room) || self->room->is_refreshing;
}

static void
settle (Model *self)
{
  while (is_waiting (self) || self->listed.asked.length > 0)
    {
      WAIT_FOR (!is_waiting (self) || self->listed.asked.length > 0);
      if (self->listed.asked.length > 0)
        answer (self);
    }
}

static void
look (Model *self)
{
  switch (g_test_rand_int_range (0, 6))
    {
    case 0:
    case 1:
      client_room_load_older_async (self->room, NULL, NULL);
      break;
    case 2:
      client_room_load_newer_async (self->room, NULL, NULL);
      break;
    case 3:
      if (self->log->len > 0)
        client_room_load_around_async (self->room, g_test_rand_int_range (1, self->log->len + 1),
                                       NULL, NULL);
      break;
    default:
      client_room_load_newest_async (self->room, NULL, NULL);
      break;
    }
}

static void
post (Model *self)
{
  Post new_post = { "", 0, FALSE };
  g_autoptr (ClientOutgoing) outgoing = NULL;

  g_snprintf (new_post.nonce, sizeof new_post.nonce, "n%u.", self->posts->len);
  outgoing = client_outgoing_new (new_post.nonce, "r1", g_test_rand_bit () ? "one" : "mine", 0, 5);
  g_object_unref (client_room_list_add_outgoing (self->listed.list, outgoing));
  happen (self, 0, TRUE, outgoing->text);
  new_post.seq = self->log->len;
  g_array_append_val (self->posts, new_post);
}

/* The answer to a post comes, before its event or after it. */
static void
answer_post (Model *self)
{
  for (guint i = 0; i < self->posts->len; i++)
    {
      Post *each = &g_array_index (self->posts, Post, i);

      if (each->is_answered || g_test_rand_bit ())
        continue;
      each->is_answered = TRUE;
      client_room_list_update_outgoing (self->listed.list, each->nonce, CLIENT_MESSAGE_SENT,
                                        each->seq, NULL);
      return;
    }
}

static gboolean
is_unanswered (Model *self, gint64 seq)
{
  for (guint i = 0; i < self->posts->len; i++)
    {
      Post *each = &g_array_index (self->posts, Post, i);

      if (each->seq == seq && !each->is_answered)
        return TRUE;
    }

  return FALSE;
}

/* Each message that the cache has between the two ends is there once, as it stands; one's
 * own may also be there when the cache does not have it. */
static void
check_messages (Model *self, ClientPage *all)
{
  gint64 first = client_timeline_get_first (self->room->timeline);
  gint64 last = client_timeline_get_last (self->room->timeline);
  gint64 previous = 0;

  for (guint i = 0; i < all->messages->len; i++)
    {
      ClientMessageInfo *info = all->messages->pdata[i];
      ClientMessage *message = client_room_find (self->room, info->seq, NULL);

      if (info->seq < first || info->seq > last)
        g_assert_null (message);
      else if (message == NULL)
        g_assert_true (g_str_equal (info->user, ME));
      else
        g_assert_cmpstr (client_message_get_text (message), ==, info->text);
    }

  for (guint i = 0; i < self->shadow.items->len; i++)
    {
      ClientMessage *message = self->shadow.items->pdata[i];
      gint64 seq = client_message_get_seq (message);

      if (seq == 0 || client_room_find (self->room, seq, NULL) != message)
        continue;
      g_assert_cmpint (seq, >, previous);
      previous = seq;
    }
}

/* At the open end one sees all that one has written: in its place, or on its way. */
static void
check_posts (Model *self)
{
  gint64 first = client_timeline_get_first (self->room->timeline);

  for (guint i = 0; i < self->posts->len; i++)
    {
      Post *each = &g_array_index (self->posts, Post, i);
      ClientMessage *waiting = client_room_list_find_outgoing (self->listed.list, each->nonce);
      guint n_seen = waiting != NULL ? 1 : 0;

      n_seen += client_room_find (self->room, each->seq, NULL) != NULL ? 1 : 0;
      if (each->seq < first && each->is_answered)
        continue;
      g_assert_cmpuint (n_seen, >=, 1);
      if (each->is_answered)
        g_assert_cmpuint (n_seen, ==, 1);
    }
}

static void
check (Model *self)
{
  g_autoptr (ClientPage) all = cached_read (self->listed.cache, "r1", 100000);

  shadow_check (&self->shadow);
  if (!client_timeline_is_loaded (self->room->timeline))
    return;

  check_messages (self, all);
  if (!client_room_get_has_newer (self->room))
    check_posts (self);
}

static void
step (Model *self)
{
  switch (g_test_rand_int_range (0, 8))
    {
    case 0:
    case 1:
    case 2:
      for (int i = g_test_rand_int_range (0, 40); i > 0; i--)
        happen_by_chance (self);
      break;
    case 3:
      post (self);
      break;
    case 4:
      answer_post (self);
      break;
    case 5:
      if (self->log->len - self->told > 60)
        leave_gap (self);
      break;
    case 6:
      look (self);
      break;
    default:
      tell (self, g_test_rand_int_range (self->told, self->log->len + 1));
      break;
    }
}

static void
test_walk (Model *self, gconstpointer data)
{
  for (guint i = 0; i < N_STEPS; i++)
    {
      step (self);
      if (g_test_rand_bit ())
        settle (self);
      check (self);
    }

  /* In the end all is answered and has come. */
  settle (self);
  tell (self, self->log->len);
  for (guint i = 0; i < self->posts->len; i++)
    {
      Post *each = &g_array_index (self->posts, Post, i);

      if (is_unanswered (self, each->seq))
        client_room_list_update_outgoing (self->listed.list, each->nonce, CLIENT_MESSAGE_SENT,
                                          each->seq, NULL);
      each->is_answered = TRUE;
      g_assert_null (client_room_list_find_outgoing (self->listed.list, each->nonce));
    }
  settle (self);
  check (self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < N_WALKS; i++)
    {
      g_autofree char *path = g_strdup_printf ("/client/room-model/walk/%u", i);

      g_test_add (path, Model, NULL, set_up, test_walk, tear_down);
    }

  return g_test_run ();
}
