/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A store as some years of a lively place would leave it: rooms of which few are
 * busy, people of whom few say much, words of which few are said often; answers,
 * mentions, reactions, edits and deletions. Everything goes through what the
 * server itself writes with, and is the same each time.
 */
#include <math.h>

#include "bench-store.h"
#include "server-id.h"

#define N_USERS 200
#define N_PUBLIC_ROOMS 12
#define N_PRIVATE_ROOMS 8
#define N_ROOMS (1 + N_PUBLIC_ROOMS + N_PRIVATE_ROOMS)
#define N_WORDS 40000
#define BATCH 1024

/* A word that is in every so many messages, whatever else is. */
#define RARE_EVERY 16000
#define MEDIUM_EVERY 100

/* Ten a minute, since the end of 2023. */
#define FIRST_TIME G_GINT64_CONSTANT (1700000000000)
#define TIME_STEP 6000

typedef struct
{
  ServerWriter *writer;
  GRand *rand;
  GPtrArray *words;
  GPtrArray *jobs;
  guint n_messages;
  gint64 last[N_ROOMS];    /* a message of each room */
  gint64 authors[N_ROOMS]; /* who has said that */
} Filling;

static gint64 now = FIRST_TIME;

static gint64
get_time (void)
{
  return now;
}

/* The n-th of @n things is taken 1/n as often as the first. */
static guint
take_zipf (GRand *rand, guint n)
{
  return MIN (exp (g_rand_double (rand) * log (n + 1)) - 1, n - 1);
}

static char *
make_word (GRand *rand)
{
  static const char *const onsets[] = { "b", "c", "ch", "d", "f", "g", "l", "ll", "m", "n", "ñ", "p",
                                        "pr", "qu", "r", "s", "t", "tr", "v", "z", "" };
  static const char *const rests[] = { "a", "e", "i", "o", "u", "á", "é", "í", "ó", "ú", "an", "en",
                                       "ión", "or", "as", "es", "os", "al", "ar", "ü", "ie", "ue" };
  GString *word = g_string_new (NULL);
  guint n_syllables = g_rand_int_range (rand, 1, 5);

  for (guint i = 0; i < n_syllables; i++)
    {
      g_string_append (word, onsets[g_rand_int_range (rand, 0, G_N_ELEMENTS (onsets))]);
      g_string_append (word, rests[g_rand_int_range (rand, 0, G_N_ELEMENTS (rests))]);
    }

  return g_string_free (word, FALSE);
}

/* Most are short, some are long. */
static char *
make_text (Filling *self)
{
  GString *text = g_string_new (NULL);
  guint n_words = 1 + exp (g_rand_double_range (self->rand, 0, 3.6));

  for (guint i = 0; i < n_words; i++)
    {
      if (i > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, self->words->pdata[take_zipf (self->rand, self->words->len)]);
    }
  if (self->n_messages % MEDIUM_EVERY == 1)
    g_string_append (text, " reunión");
  if (self->n_messages % RARE_EVERY == 2)
    g_string_append (text, " murciélago");
  if (g_rand_int_range (self->rand, 0, 50) == 0)
    g_string_append_printf (text, " @user%u", take_zipf (self->rand, N_USERS));

  return g_string_free (text, FALSE);
}

/* Of a message that has been deleted since, nothing can be changed: that is all
 * that may fail here. */
static void
note (Filling *self, const ServerJob *job)
{
  guint room = job->change->room - SERVER_LOBBY;

  if (job->result->error != NULL)
    g_assert_error (job->result->error, CHARLA_CODE_ERROR, CHARLA_CODE_CONFLICT);
  else if (job->change->kind == SERVER_CHANGE_POST)
    {
      self->last[room] = job->result->seq;
      self->authors[room] = job->change->actor;
    }
}

static void
flush (Filling *self)
{
  server_writer_commit (self->writer, (ServerJob **) self->jobs->pdata, self->jobs->len);
  for (guint i = 0; i < self->jobs->len; i++)
    note (self, self->jobs->pdata[i]);
  g_ptr_array_set_size (self->jobs, 0);
}

static void
add (Filling *self, ServerChange *change)
{
  now += TIME_STEP;
  g_ptr_array_add (self->jobs, server_job_new (change, NULL, NULL));
  if (self->jobs->len == BATCH)
    flush (self);
}

static void
add_people (Filling *self)
{
  for (guint i = 0; i < N_USERS; i++)
    {
      g_autofree char *name = g_strdup_printf ("user%u", i);

      add (self, server_change_new_claim (name, NULL));
    }

  for (guint i = 1; i < N_ROOMS; i++)
    {
      g_autofree char *name = g_strdup_printf ("room %u", i);
      gboolean is_private = i > N_PUBLIC_ROOMS;

      add (self, server_change_new_create (1, name, is_private ? SERVER_ROOM_PRIVATE : SERVER_ROOM_PUBLIC,
                                           "A topic"));
      for (guint user = 2; user <= N_USERS; user++)
        {
          g_autofree char *who = g_strdup_printf ("user%u", user - 1);

          if (is_private && user % N_PRIVATE_ROOMS == i % N_PRIVATE_ROOMS)
            add (self, server_change_new_invite (1, SERVER_LOBBY + i, who, "", FALSE));
          else if (!is_private)
            add (self, server_change_new_join (user, SERVER_LOBBY + i));
        }
    }
  flush (self);
}

/* Somebody who is in @room. */
static gint64
take_user (Filling *self, guint room)
{
  guint user = 1 + take_zipf (self->rand, N_USERS);

  if (room > N_PUBLIC_ROOMS)
    user = user - user % N_PRIVATE_ROOMS + room % N_PRIVATE_ROOMS;

  return user > 1 && user <= N_USERS ? user : 1;
}

/* What people do with messages that are there. */
static void
add_change (Filling *self, guint room)
{
  gint64 user = take_user (self, room);
  gint64 seq = self->last[room];

  switch (g_rand_int_range (self->rand, 0, 20))
    {
    case 0:
      add (self, server_change_new_delete (self->authors[room], seq));
      break;
    case 1:
    case 2:
      add (self, server_change_new_edit (self->authors[room], seq, "Said in a better way"));
      break;
    case 3:
    case 4:
    case 5:
    case 6:
      add (self, server_change_new_react (user, seq, "👍", TRUE));
      break;
    default:
      add (self, server_change_new_read (user, SERVER_LOBBY + room, seq));
      break;
    }
}

static void
add_message (Filling *self)
{
  guint room = take_zipf (self->rand, N_ROOMS);
  g_autofree char *nonce = g_uuid_string_random ();
  g_autofree char *text = make_text (self);
  gint64 reply = g_rand_int_range (self->rand, 0, 20) == 0 ? self->last[room] : 0;

  add (self, server_change_new_post (take_user (self, room), SERVER_LOBBY + room, text, nonce, reply));
  self->n_messages++;
  if (self->last[room] != 0 && g_rand_int_range (self->rand, 0, 10) == 0)
    add_change (self, room);
}

void
bench_store_fill (const char *folder, guint n_messages)
{
  g_autoptr (ServerWriter) writer = bench_store_open (folder, get_time);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) server_job_free);
  Filling self = { .writer = writer, .rand = rand, .words = words, .jobs = jobs };
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < N_WORDS; i++)
    g_ptr_array_add (words, make_word (rand));
  add_people (&self);
  while (self.n_messages < n_messages)
    add_message (&self);
  flush (&self);
  while (!server_writer_is_done (writer))
    server_writer_tidy_up (writer);

  g_print ("{\"messages\": %u, \"seconds\": %.1f, \"common\": \"%s\"}\n", n_messages, bench_store_since (start),
           (const char *) words->pdata[0]);
}
