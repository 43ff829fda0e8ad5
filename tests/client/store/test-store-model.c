/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A server that tells everything, and a cache that is told it late, twice, with gaps,
 * and in answers that are out of date or ahead: what the cache says that it has is
 * what the server has.
 */

#include "client-store-pages.h"
#include "client-store.h"
#include "stored.h"

#define N_STEPS 300
#define N_EMOJI 2
#define N_USERS 3

static const char *const emoji[N_EMOJI] = { "👍", "🎉" };
static const char *const users[N_USERS] = { "u1", "u2", "u3" };

typedef struct
{
  enum
  {
    POSTED,
    EDITED,
    DELETED,
    REACTED,
    LEFT,
    JOINED
  } kind;
  gint64 target;
  int emoji;
  int user;
  gboolean is_on;
} Event;

typedef struct
{
  gboolean exists;
  gboolean is_deleted;
  gint64 edited;
  gboolean reactions[N_EMOJI][N_USERS];
} Message;

typedef struct
{
  Folder *folder;
  ClientDatabase *database;
  GArray *log;      /* the event with seq n is at n - 1 */
  GPtrArray *late;  /* ClientHistory that have not arrived yet */
  gint64 seen_head; /* the newest event of which the cache knows in any way */
} Model;

static void
set_up (Model *self, gconstpointer data)
{
  self->folder = folder_new ();
  self->database = stored_open (self->folder);
  self->log = g_array_new (FALSE, TRUE, sizeof (Event));
  self->late = g_ptr_array_new_with_free_func ((GDestroyNotify) client_history_unref);
}

static void
tear_down (Model *self, gconstpointer data)
{
  g_assert_true (client_database_check (self->database, NULL));
  g_clear_pointer (&self->database, client_database_close);
  g_clear_pointer (&self->folder, folder_free);
  g_clear_pointer (&self->log, g_array_unref);
  g_clear_pointer (&self->late, g_ptr_array_unref);
}

/* How everything stands after the event @head; the message with seq n is at n. */
static Message *
stand_at (Model *self, gint64 head)
{
  Message *messages = g_new0 (Message, self->log->len + 1);

  for (gint64 seq = 1; seq <= head; seq++)
    {
      const Event *event = &g_array_index (self->log, Event, seq - 1);
      Message *target = &messages[event->target];

      if (event->kind == POSTED)
        messages[seq].exists = TRUE;
      else if (event->kind == EDITED)
        target->edited = seq;
      else if (event->kind == DELETED)
        *target = (Message){ .exists = TRUE, .is_deleted = TRUE };
      else if (event->kind == REACTED)
        target->reactions[event->emoji][event->user] = event->is_on;
    }

  return messages;
}

/* Whether Ana is in the room after the event @head. */
static gboolean
is_in_at (Model *self, gint64 head)
{
  for (gint64 seq = head; seq > 0; seq--)
    {
      const Event *event = &g_array_index (self->log, Event, seq - 1);

      if (event->kind == LEFT || event->kind == JOINED)
        return event->kind == JOINED;
    }

  return TRUE;
}

/* Something that can happen happens. */
static void
happen (Model *self)
{
  gint64 head = self->log->len;
  g_autofree Message *now = stand_at (self, head);
  Event event = { g_test_rand_int_range (POSTED, REACTED + 1), 0, 0, 0, FALSE };
  gint64 target = head > 0 ? g_test_rand_int_range (1, head + 1) : 0;

  if (target == 0 || !now[target].exists || now[target].is_deleted)
    event.kind = POSTED;
  else
    event.target = target;
  if (event.kind == REACTED)
    {
      event.emoji = g_test_rand_int_range (0, N_EMOJI);
      event.user = g_test_rand_int_range (0, N_USERS);
      event.is_on = !now[target].reactions[event.emoji][event.user];
    }
  if (g_test_rand_int_range (0, 20) == 0)
    event.kind = is_in_at (self, head) ? LEFT : JOINED;
  if (event.kind == POSTED || event.kind >= LEFT)
    event.target = 0;
  g_array_append_val (self->log, event);
}

static char *
event_json (Model *self, gint64 seq)
{
  const Event *event = &g_array_index (self->log, Event, seq - 1);
  int n = seq;
  int target = event->target;

  switch (event->kind)
    {
    case POSTED:
      return g_strdup_printf ("{'ev': 'message', 'seq': %d, 'time': %d, 'room': 'r1', 'from': "
                              BERTA ", 'text': 'text %d'}", n, n, n);
    case EDITED:
      return g_strdup_printf ("{'ev': 'edit', 'seq': %d, 'time': %d, 'room': 'r1', 'target': %d, "
                              "'text': 'edited %d'}", n, n, target, n);
    case DELETED:
      return g_strdup_printf ("{'ev': 'delete', 'seq': %d, 'time': %d, 'room': 'r1', "
                              "'target': %d}", n, n, target);
    case LEFT:
    case JOINED:
      return g_strdup_printf ("{'ev': 'member', 'seq': %d, 'time': %d, 'room': 'r1', 'user': " ANA
                              ", 'role': %s}", n, n, event->kind == JOINED ? "'member'" : "null");
    default:
      return g_strdup_printf ("{'ev': 'react', 'seq': %d, 'time': %d, 'room': 'r1', 'target': %d, "
                              "'user': '%s', 'emoji': '%s', 'on': %s}",
                              n, n, target, users[event->user], emoji[event->emoji],
                              event->is_on ? "true" : "false");
    }
}

static int
count_reactions (const Message *message, int which)
{
  int count = 0;

  for (int i = 0; i < N_USERS; i++)
    count += message->reactions[which][i];

  return count;
}

static void
write_message (GString *text, const Message *message, gint64 seq)
{
  g_string_append_printf (text, "{'seq': %d, 'time': %d, 'room': 'r1', 'from': " BERTA, (int) seq,
                          (int) seq);
  if (message->is_deleted)
    g_string_append (text, ", 'text': '', 'deleted': true");
  else if (message->edited != 0)
    g_string_append_printf (text, ", 'text': 'edited %d', 'edited': %d", (int) message->edited,
                            (int) message->edited);
  else
    g_string_append_printf (text, ", 'text': 'text %d'", (int) seq);

  g_string_append (text, ", 'reactions': [");
  for (int i = 0; i < N_EMOJI; i++)
    g_string_append_printf (text, "%s{'emoji': '%s', 'count': %d, 'mine': %s}", i > 0 ? ", " : "",
                            emoji[i], count_reactions (message, i),
                            message->reactions[i][0] ? "true" : "false");
  g_string_append (text, "]}");
}

/* The messages from @first to @last as an answer to `history`. */
static char *
answer_json (const Message *messages, gint64 first, gint64 last, gboolean has_more, gint64 head)
{
  GString *text = g_string_new ("{'messages': [");
  gboolean is_first = TRUE;

  for (gint64 seq = first; seq <= last; seq++)
    {
      if (!messages[seq].exists)
        continue;
      if (!is_first)
        g_string_append (text, ", ");
      is_first = FALSE;
      write_message (text, &messages[seq], seq);
    }
  g_string_append_printf (text, "], 'more': %s, 'seq': %d}", has_more ? "true" : "false",
                          (int) head);

  return g_string_free (text, FALSE);
}

/* What a server answers that has told of everything up to @head; at most @limit. */
static ClientHistory *
answer (Model *self, ClientPlace place, gint64 anchor, int limit, gint64 head)
{
  g_autofree Message *messages = stand_at (self, head);
  g_autofree char *json = NULL;
  gint64 first = place == CLIENT_PLACE_AFTER ? anchor + 1 : 1;
  gint64 last = place == CLIENT_PLACE_BEFORE ? MIN (anchor - 1, head) : head;
  gint64 cut = place == CLIENT_PLACE_AFTER ? first : last;
  int step = place == CLIENT_PLACE_AFTER ? 1 : -1;
  int n_messages = 0;

  for (; cut >= first && cut <= last; cut += step)
    if (messages[cut].exists && ++n_messages == limit)
      break;
  if (n_messages < limit)
    json = answer_json (messages, first, last, FALSE, head);
  else if (step > 0)
    json = answer_json (messages, first, cut, TRUE, head);
  else
    json = answer_json (messages, cut, last, TRUE, head);

  return stored_history ("r1", place, anchor, 0, json);
}

static void
deliver (Model *self, gint64 first, gint64 last)
{
  g_autofree char *live = g_strdup_printf ("{'ev': 'live', 'seq': %d}", (int) last);

  for (gint64 seq = first; seq <= last; seq++)
    {
      g_autofree char *json = event_json (self, seq);

      if (is_in_at (self, seq) || is_in_at (self, seq - 1))
        stored_do (self->database, json, NULL);
    }
  if (last == self->log->len)
    stored_do (self->database, live, NULL);
  self->seen_head = MAX (self->seen_head, last);
}

static void
come_back (Model *self, gboolean is_gap)
{
  int head = self->log->len;
  g_autofree char *json =
    g_strdup_printf ("{'charla': 1, 'server': {'id': 's1', 'name': 'Lab'}, 'you': " ANA
                     ", 'seq': %d, 'gap': %s, 'rooms': [{'id': 'r1', 'kind': 'public', 'name': "
                     "'Lobby', 'role': %s, 'seq': %d}]}",
                     head, is_gap ? "true" : "false",
                     is_in_at (self, head) ? "'member'" : "null", head);
  gint64 cursor = client_store_get_cursor (self->database);
  g_autoptr (ClientChanges) changes = stored_welcome (self->database, cursor, json);

  self->seen_head = MAX (self->seen_head, is_gap || cursor < 0 ? head : 0);
}

static void
merge (Model *self, ClientHistory *history)
{
  g_autoptr (ClientPage) page = stored_merge (self->database, history);

  self->seen_head = MAX (self->seen_head, history->head);
}

static void
ask (Model *self, gint64 cursor)
{
  ClientPlace place = g_test_rand_int_range (CLIENT_PLACE_NEWEST, CLIENT_PLACE_AFTER + 1);
  gint64 anchor =
    place == CLIENT_PLACE_NEWEST ? 0 : g_test_rand_int_range (1, self->log->len + 2);

  g_ptr_array_add (self->late, answer (self, place, anchor, g_test_rand_int_range (1, 12),
                                       g_test_rand_int_range (MAX (cursor, 0), self->log->len + 1)));
}

static void
assert_message (const Message *expected, ClientMessageInfo *message)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (CharlaMessage) json = NULL;
  g_autoptr (ClientMessageInfo) right = NULL;

  write_message (text, expected, message->seq);
  json = json_parse (text->str);
  right = client_message_info_parse (json, NULL);
  g_assert_cmpstr (message->text, ==, right->text);
  g_assert_cmpint (message->edited, ==, right->edited);
  g_assert_cmpint (message->is_deleted, ==, right->is_deleted);
  for (int i = 0; i < N_EMOJI; i++)
    {
      int found = 0;

      for (guint j = 0; message->reactions != NULL && j < message->reactions->len; j++)
        {
          ClientReactionInfo *reaction = g_ptr_array_index (message->reactions, j);

          if (!g_str_equal (reaction->emoji, emoji[i]))
            continue;
          found = reaction->count;
          g_assert_cmpint (reaction->is_mine, ==, expected->reactions[i][0]);
        }
      g_assert_cmpint (found, ==, count_reactions (expected, i));
    }
}

/* A page that needs no server is what the server would say. */
static gboolean
check (Model *self, guint limit)
{
  gint64 cursor = client_store_get_cursor (self->database);
  g_autofree Message *messages = stand_at (self, cursor);
  g_autoptr (ClientPage) page =
    client_store_read_page (self->database, "r1", CLIENT_PLACE_NEWEST, 0, limit, NULL);
  gint64 seq = cursor;

  if (page->needs_server)
    return FALSE;
  g_assert_true (is_in_at (self, cursor));

  for (guint i = page->messages->len; i > 0; i--, seq--)
    {
      ClientMessageInfo *message = g_ptr_array_index (page->messages, i - 1);

      while (seq > 0 && !messages[seq].exists)
        seq--;
      g_assert_cmpint (message->seq, ==, seq);
      assert_message (&messages[seq], message);
    }
  for (; page->messages->len < limit && seq > 0; seq--)
    g_assert_false (messages[seq].exists);

  return TRUE;
}

static void
take_step (Model *self)
{
  gint64 cursor = client_store_get_cursor (self->database);
  gint64 head = self->log->len;
  gint64 more = g_test_rand_int_range (1, 6);

  switch (g_test_rand_int_range (0, 12))
    {
    case 0:
      come_back (self, g_test_rand_int_range (0, 3) == 0);
      break;
    case 1:
      if (cursor > 0)
        deliver (self, MAX (1, cursor - 5), cursor);
      break;
    case 2:
    case 3:
      ask (self, cursor);
      break;
    case 4:
    case 5:
      if (self->late->len > 0)
        {
          g_autoptr (ClientHistory) history =
            g_ptr_array_steal_index (self->late, g_test_rand_int_range (0, self->late->len));

          merge (self, history);
        }
      break;
    case 6:
    case 7:
    case 8:
      deliver (self, cursor + 1, MIN (head, cursor + more));
      break;
    default:
      happen (self);
    }
}

static void
test_model (Model *self, gconstpointer data)
{
  const Event joined = { .kind = JOINED };

  come_back (self, FALSE);
  for (guint i = 0; i < N_STEPS; i++)
    {
      take_step (self);
      if (client_store_get_cursor (self->database) >= self->seen_head)
        check (self, 10);
    }

  if (!is_in_at (self, self->log->len))
    g_array_append_val (self->log, joined);
  deliver (self, client_store_get_cursor (self->database) + 1, self->log->len);
  if (!check (self, 1000))
    {
      g_autoptr (ClientHistory) all =
        answer (self, CLIENT_PLACE_NEWEST, 0, 1000, self->log->len);

      merge (self, all);
    }
  g_assert_true (check (self, 1000));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *path = g_strdup_printf ("/client/store-model/%u", i);

      g_test_add (path, Model, NULL, set_up, test_model, tear_down);
    }

  return g_test_run ();
}
