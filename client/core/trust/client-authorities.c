/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-authorities.h"

#define TAG ((gpointer) (guintptr) client_authorities_ask_async)

/* In place of the system's, as other programs understand it. */
#define FILE_VARIABLE "SSL_CERT_FILE"

/**
 * ClientNoAuthorities:
 *
 * Vouches for nobody. A TLS connection without a database of its own reads all the
 * authorities of the system, which takes more time and memory than everything else that it
 * does; those who know the server by its key need none of them.
 */
struct _ClientNoAuthorities
{
  GTlsDatabase parent_instance;
};

G_DEFINE_FINAL_TYPE (ClientNoAuthorities, client_no_authorities, G_TYPE_TLS_DATABASE)

static GTlsCertificateFlags
client_no_authorities_verify_chain (GTlsDatabase *self, GTlsCertificate *chain,
                                    const char *purpose, GSocketConnectable *identity,
                                    GTlsInteraction *interaction, GTlsDatabaseVerifyFlags flags,
                                    GCancellable *cancellable, GError **error)
{
  return G_TLS_CERTIFICATE_UNKNOWN_CA;
}

static void
client_no_authorities_class_init (ClientNoAuthoritiesClass *klass)
{
  G_TLS_DATABASE_CLASS (klass)->verify_chain = client_no_authorities_verify_chain;
}

static void
client_no_authorities_init (ClientNoAuthorities *self)
{
}

/*
 * Returns: (transfer full): a database that vouches for nobody
 */
GTlsDatabase *
client_no_authorities_new (void)
{
  return g_object_new (CLIENT_TYPE_NO_AUTHORITIES, NULL);
}

typedef struct
{
  GTlsCertificate *certificate;
  GSocketConnectable *identity;
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  g_clear_object (&self->certificate);
  g_clear_object (&self->identity);
  g_free (self);
}

static GTlsDatabase *
open_database (GError **error)
{
  const char *file = g_getenv (FILE_VARIABLE);

  if (file != NULL && *file != '\0')
    return g_tls_file_database_new (file, error);

  /* Read at the first use, and kept. */
  return g_tls_backend_get_default_database (g_tls_backend_get_default ());
}

static void
ask (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Question *question = data;
  GError *error = NULL;
  g_autoptr (GTlsDatabase) database = open_database (&error);
  GTlsCertificateFlags problems = G_TLS_CERTIFICATE_UNKNOWN_CA;

  if (database != NULL)
    problems = g_tls_database_verify_chain (database, question->certificate,
                                            G_TLS_DATABASE_PURPOSE_AUTHENTICATE_SERVER,
                                            question->identity, NULL,
                                            G_TLS_DATABASE_VERIFY_NONE, cancellable, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, problems);
}

/**
 * client_authorities_ask_async:
 * @certificate: what a server has shown
 * @identity: whom one wanted to speak to
 * @cancellable: (nullable): what ends the question
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Asks the authorities that this system trusts, or those in the file of the environment
 * variable `SSL_CERT_FILE`, whether the server is the one that was wanted. Reading them takes
 * a while, the first time: a thread does that.
 */
void
client_authorities_ask_async (GTlsCertificate *certificate,
                              GSocketConnectable *identity,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Question *question = NULL;

  g_return_if_fail (G_IS_TLS_CERTIFICATE (certificate));
  g_return_if_fail (G_IS_SOCKET_CONNECTABLE (identity));

  question = g_new0 (Question, 1);
  question->certificate = g_object_ref (certificate);
  question->identity = g_object_ref (identity);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, TAG);
  g_task_set_task_data (task, question, question_free);
  g_task_run_in_thread (task, ask);
}

/**
 * client_authorities_ask_finish:
 * @result: what the callback was given
 * @problems: (out): what they have against it; %G_TLS_CERTIFICATE_NO_FLAGS if one of them
 *   vouches for the server
 * @error: return location for an error
 *
 * Returns: whether they could be asked
 */
gboolean
client_authorities_ask_finish (GAsyncResult *result,
                               GTlsCertificateFlags *problems,
                               GError **error)
{
  g_autoptr (GError) inner = NULL;
  gssize answer = 0;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, TAG), FALSE);

  answer = g_task_propagate_int (G_TASK (result), &inner);
  *problems = inner == NULL ? (GTlsCertificateFlags) answer : G_TLS_CERTIFICATE_GENERIC_ERROR;
  if (inner == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}
