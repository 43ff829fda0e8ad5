/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-passwords.h"

#include <sodium.h>
#include <string.h>

#include "charla.h"
#include "server-fair-queue.h"
#include "server-tries.h"
#include "server-wait-error.h"

#define HASH_TAG ((gpointer) (guintptr) server_passwords_hash_async)
#define CHECK_TAG ((gpointer) (guintptr) server_passwords_check_async)

/* Each needs 64 MiB while it works. */
#define N_THREADS 2

/* Most that wait, and most from one place: whoever tries passwords all day does not fill
 * the memory, and who wants in after them waits for no more than one of each place. */
#define WAITING_MAX 256
#define WAITING_MAX_FROM_ONE 16

/* Under what wrong words for new names are counted. No name has such a character. */
#define JOIN_WORD "\n"

/* The hash of a password that nobody has: checking against it takes as long as
 * against any other, so that the time does not tell who has a password. */
#define NOBODYS_HASH                                                                               \
  "$argon2id$v=19$m=65536,t=2,p=1$o8P+8sl1eO3/wvXoJOGk6g"                                          \
  "$HYFUFppmaQTjRMuJUz4YGV6xGSU8q1j2ZgT5f+uyIXA"

typedef struct
{
  char *password;
  char *hash; /* NULL to make one */
  char *who;  /* NULL where no tries are counted */
  char *place;
} Job;

struct _ServerPasswords
{
  GObject parent_instance;

  GThreadPool *pool;
  ServerTries *tries;

  /* Shared, with the mutex held */
  GMutex mutex;
  ServerFairQueue *waiting; /* GTask */
};

G_DEFINE_FINAL_TYPE (ServerPasswords, server_passwords, G_TYPE_OBJECT)

static void
job_free (Job *job)
{
  sodium_memzero (job->password, strlen (job->password));
  g_free (job->password);
  g_free (job->hash);
  g_free (job->who);
  g_free (job->place);
  g_free (job);
}

static void
make_hash (GTask *task, const Job *job)
{
  char hash[crypto_pwhash_STRBYTES];

  if (crypto_pwhash_str (hash, job->password, strlen (job->password),
                         crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE)
      == 0)
    g_task_return_pointer (task, g_strdup (hash), g_free);
  else
    g_task_return_new_error (task, CHARLA_CODE_ERROR, CHARLA_CODE_INTERNAL,
                             "The server has no memory for passwords at the moment");
}

static GTask *
take_task (ServerPasswords *self)
{
  GTask *task = NULL;

  g_mutex_lock (&self->mutex);
  task = server_fair_queue_pop (self->waiting);
  g_mutex_unlock (&self->mutex);

  return task;
}

static gboolean
has_too_many (ServerPasswords *self, const char *place)
{
  gboolean is_full = FALSE;

  g_mutex_lock (&self->mutex);
  is_full = server_fair_queue_is_full (self->waiting, place);
  g_mutex_unlock (&self->mutex);

  return is_full;
}

/* What is given to the thread is only that there is one more to be done. */
static void
work (gpointer data, gpointer user_data)
{
  g_autoptr (GTask) task = take_task (user_data);
  const Job *job = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (job->hash == NULL)
    make_hash (task, job);
  else
    g_task_return_boolean (
      task, crypto_pwhash_str_verify (job->hash, job->password, strlen (job->password)) == 0);
}

static void
server_passwords_finalize (GObject *object)
{
  ServerPasswords *self = SERVER_PASSWORDS (object);

  if (self->pool != NULL)
    g_thread_pool_free (self->pool, FALSE, TRUE);
  server_fair_queue_free (self->waiting);
  server_tries_free (self->tries);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (server_passwords_parent_class)->finalize (object);
}

static void
server_passwords_class_init (ServerPasswordsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = server_passwords_finalize;
}

static void
server_passwords_init (ServerPasswords *self)
{
  g_mutex_init (&self->mutex);
  self->waiting = server_fair_queue_new (WAITING_MAX_FROM_ONE, WAITING_MAX);
  self->tries = server_tries_new ();
}

/**
 * server_passwords_new:
 * @error: return location for an error
 *
 * Returns: (transfer full): a place to check passwords, or %NULL with an error of
 *   %G_IO_ERROR when there is no good source of random numbers
 */
ServerPasswords *
server_passwords_new (GError **error)
{
  g_autoptr (ServerPasswords) self = NULL;

  if (sodium_init () < 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                           "Cannot check passwords: there are no random numbers");
      return NULL;
    }

  self = g_object_new (SERVER_TYPE_PASSWORDS, NULL);
  self->pool = g_thread_pool_new (work, self, N_THREADS, FALSE, error);

  return self->pool != NULL ? g_steal_pointer (&self) : NULL;
}

/* No task has a reference to @self: the last one to go could be in a thread that it
 * then waits for. */
static void
push (ServerPasswords *self, Job *job, GTask *new_task)
{
  g_autoptr (GTask) task = new_task;
  gboolean is_waiting = FALSE;

  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_mutex_lock (&self->mutex);
  is_waiting = server_fair_queue_push (self->waiting, job->place, task);
  g_mutex_unlock (&self->mutex);

  if (!is_waiting)
    {
      g_task_return_new_error (task, CHARLA_CODE_ERROR, CHARLA_CODE_RATE_LIMITED,
                               "Too many passwords are being checked");
      return;
    }

  g_steal_pointer (&task);
  g_thread_pool_push (self->pool, GINT_TO_POINTER (TRUE), NULL);
}

static Job *
job_new (const char *place, const char *password)
{
  Job *job = g_new0 (Job, 1);

  job->place = g_strdup (place);
  job->password = g_strdup (password);

  return job;
}

/**
 * server_passwords_hash_async:
 * @self: passwords
 * @place: for whom: those of one place wait for each other
 * @password: a password
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Makes a hash of a password, with the random salt that it goes with (Argon2id).
 */
void
server_passwords_hash_async (ServerPasswords *self, const char *place, const char *password,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, HASH_TAG);
  push (self, job_new (place, password), task);
}

/**
 * server_passwords_hash_finish:
 * @self: passwords
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full): the hash, or %NULL with %CHARLA_CODE_ERROR
 */
char *
server_passwords_hash_finish (ServerPasswords *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, HASH_TAG), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * server_passwords_check_async:
 * @self: passwords
 * @who: whose password it is to be
 * @place: from where it comes: those of one place wait for each other
 * @password: what may be the password
 * @hash: (nullable): its hash; with %NULL, for an account that has none or for no
 *   account, the answer is no, after as long a time
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Checks a password. How many may wait is bounded, and whoever says wrong ones waits longer
 * each time until they may say another (%SERVER_WAIT_ERROR).
 */
void
server_passwords_check_async (ServerPasswords *self, const char *who, const char *place,
                              const char *password, const char *hash, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  /* What is not even checked is no wrong try. */
  gint64 wait = has_too_many (self, place)
                  ? 0
                  : server_tries_begin (self->tries, who, place, g_get_monotonic_time ());
  Job *job = job_new (place, password);

  job->hash = g_strdup (hash != NULL ? hash : NOBODYS_HASH);
  job->who = g_strdup (who);
  g_task_set_source_tag (task, CHECK_TAG);
  if (wait == 0)
    {
      push (self, job, task);
      return;
    }

  job_free (job);
  g_task_return_error (task, server_wait_error_new (wait, "Too many passwords were wrong"));
  g_object_unref (task);
}

/**
 * server_passwords_check_finish:
 * @self: passwords
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: %TRUE when it is the password; %FALSE when it is not, without an error, or
 *   with %CHARLA_CODE_ERROR or %SERVER_WAIT_ERROR
 */
gboolean
server_passwords_check_finish (ServerPasswords *self, GAsyncResult *result, GError **error)
{
  const Job *job = NULL;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, CHECK_TAG), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  job = g_task_get_task_data (G_TASK (result));
  server_tries_succeed (self->tries, job->who, job->place);
  return TRUE;
}

/**
 * server_passwords_check_word:
 * @self: passwords
 * @place: from where it comes
 * @given: what may be the word that new names need
 * @word: the word
 * @error: return location for an error
 *
 * Checks a word, of which there is one for all, so that no hash is needed. Whoever says
 * wrong ones waits longer each time, too.
 *
 * Returns: %TRUE when it is the word; %FALSE when it is not, without an error, or with
 *   %SERVER_WAIT_ERROR
 */
gboolean
server_passwords_check_word (ServerPasswords *self, const char *place, const char *given,
                             const char *word, GError **error)
{
  gint64 wait = server_tries_begin (self->tries, JOIN_WORD, place, g_get_monotonic_time ());

  if (wait > 0)
    {
      g_propagate_error (error, server_wait_error_new (wait, "Too many words were wrong"));
      return FALSE;
    }
  if (!server_passwords_are_equal (self, given, word))
    return FALSE;

  server_tries_succeed (self->tries, JOIN_WORD, place);
  return TRUE;
}

/**
 * server_passwords_are_equal:
 * @self: passwords
 * @a: a word
 * @b: a word
 *
 * Compares two words that are kept as they are, in a time that does not tell where
 * they differ.
 *
 * Returns: whether they are the same
 */
gboolean
server_passwords_are_equal (ServerPasswords *self, const char *a, const char *b)
{
  unsigned char hashes[2][crypto_generichash_BYTES];

  crypto_generichash (hashes[0], sizeof hashes[0], (const unsigned char *) a, strlen (a), NULL, 0);
  crypto_generichash (hashes[1], sizeof hashes[1], (const unsigned char *) b, strlen (b), NULL, 0);

  return sodium_memcmp (hashes[0], hashes[1], sizeof hashes[0]) == 0;
}
