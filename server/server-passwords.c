/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-passwords.h"

#include <sodium.h>
#include <string.h>

#include "charla.h"

#define HASH_TAG ((gpointer) (guintptr) server_passwords_hash_async)
#define CHECK_TAG ((gpointer) (guintptr) server_passwords_check_async)

/* Each needs 64 MiB while it works. */
#define N_THREADS 2

/* Most that wait, some seconds of work: whoever tries passwords all day does not
 * fill the memory, and who wants in after them does not wait for ever. */
#define WAITING_MAX 32

/* The hash of a password that nobody has: checking against it takes as long as
 * against any other, so that the time does not tell who has a password. */
#define NOBODYS_HASH                                                                               \
  "$argon2id$v=19$m=65536,t=2,p=1$o8P+8sl1eO3/wvXoJOGk6g"                                          \
  "$HYFUFppmaQTjRMuJUz4YGV6xGSU8q1j2ZgT5f+uyIXA"

typedef struct
{
  char *password;
  char *hash; /* NULL to make one */
} Job;

struct _ServerPasswords
{
  GObject parent_instance;

  GThreadPool *pool;
};

G_DEFINE_FINAL_TYPE (ServerPasswords, server_passwords, G_TYPE_OBJECT)

static void
job_free (Job *job)
{
  sodium_memzero (job->password, strlen (job->password));
  g_free (job->password);
  g_free (job->hash);
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

static void
work (gpointer data, gpointer user_data)
{
  g_autoptr (GTask) task = data;
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
  self->pool = g_thread_pool_new (work, NULL, N_THREADS, FALSE, error);

  return self->pool != NULL ? g_steal_pointer (&self) : NULL;
}

/* No task has a reference to @self: the last one to go could be in a thread that it
 * then waits for. */
static void
push (ServerPasswords *self, const char *password, const char *hash, GTask *new_task)
{
  g_autoptr (GTask) task = new_task;
  Job *job = g_new0 (Job, 1);

  job->password = g_strdup (password);
  job->hash = g_strdup (hash);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);

  if (g_thread_pool_unprocessed (self->pool) >= WAITING_MAX)
    g_task_return_new_error (task, CHARLA_CODE_ERROR, CHARLA_CODE_RATE_LIMITED,
                             "Too many passwords are being checked");
  else
    g_thread_pool_push (self->pool, g_steal_pointer (&task), NULL);
}

/**
 * server_passwords_hash_async:
 * @self: passwords
 * @password: a password
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Makes a hash of a password, with the random salt that it goes with (Argon2id).
 */
void
server_passwords_hash_async (ServerPasswords *self, const char *password,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, HASH_TAG);
  push (self, password, NULL, task);
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
 * @password: what may be the password
 * @hash: (nullable): its hash; with %NULL, for an account that has none or for no
 *   account, the answer is no, after as long a time
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Checks a password. How many may wait is bounded.
 */
void
server_passwords_check_async (ServerPasswords *self, const char *password, const char *hash,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, CHECK_TAG);
  push (self, password, hash != NULL ? hash : NOBODYS_HASH, task);
}

/**
 * server_passwords_check_finish:
 * @self: passwords
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: whether it is the password; %FALSE without an error if it is not, and
 *   with %CHARLA_CODE_ERROR when it could not be checked
 */
gboolean
server_passwords_check_finish (ServerPasswords *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, CHECK_TAG), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
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
