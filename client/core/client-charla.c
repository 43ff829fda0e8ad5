/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-charla.h"

#include <glib/gi18n.h>

#include "charla-config.h"
#include "charla-error.h"
#include "client-ban.h"
#include "client-error.h"
#include "client-sentence.h"

/* Version of the dialect. */
#define DIALECT 1

/* Ids of requests are those of the line, which begin after it. */
#define HELLO_ID 1

/* Longest time that a server may ask to wait, in milliseconds: it cannot silence
 * anybody for good. */
#define RETRY_MAX_MS 60000

/**
 * ClientCharla:
 *
 * Charla's own dialect: each frame is a JSON object, and docs/protocol.md says what
 * stands in it.
 */
struct _ClientCharla
{
  GObject parent_instance;

  gboolean is_in;
  CharlaBuilder *builder;
};

static void client_charla_dialect_init (ClientDialectInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ClientCharla,
                               client_charla,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CLIENT_TYPE_DIALECT,
                                                      client_charla_dialect_init))

static void
client_charla_finalize (GObject *object)
{
  ClientCharla *self = CLIENT_CHARLA (object);

  g_clear_pointer (&self->builder, charla_builder_unref);

  G_OBJECT_CLASS (client_charla_parent_class)->finalize (object);
}

static void
client_charla_class_init (ClientCharlaClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = client_charla_finalize;
}

static void
client_charla_init (ClientCharla *self)
{
  self->builder = charla_builder_new ();
}

static void
add_known (CharlaBuilder *builder, const char *name, const char *value)
{
  if (value != NULL)
    charla_builder_add_string (builder, name, value);
}

static GBytes *
client_charla_hello (ClientDialect *dialect, const ClientHello *hello)
{
  CharlaBuilder *builder = CLIENT_CHARLA (dialect)->builder;

  charla_builder_add_int (builder, "charla", DIALECT);
  charla_builder_add_int (builder, "id", HELLO_ID);
  charla_builder_add_string (builder, "name", hello->name);
  charla_builder_add_string (builder, "agent", "charla/" CHARLA_VERSION);
  add_known (builder, "token", hello->token);
  add_known (builder, "password", hello->password);
  add_known (builder, "join", hello->join);
  if (hello->since != CLIENT_HELLO_NOTHING_SEEN)
    charla_builder_add_int (builder, "since", hello->since);

  return charla_builder_to_frame (builder);
}

static GBytes *
client_charla_request (ClientDialect *dialect, gint64 id, const ClientRequest *request,
                       GQueue *inputs)
{
  CharlaBuilder *builder = CLIENT_CHARLA (dialect)->builder;
  g_autoptr (GBytes) frame = NULL;
  GError *error = NULL;

  charla_builder_add_int (builder, "id", id);
  client_request_write (request, builder);
  frame = charla_builder_to_frame (builder);
  if (g_bytes_get_size (frame) <= CHARLA_HEADER_SIZE + CHARLA_FRAME_MAX_FROM_CLIENT)
    return g_steal_pointer (&frame);

  /* A character that JSON has to describe takes six: the server would end the
   * conversation over what it cannot even read. */
  error = g_error_new_literal (CLIENT_ERROR, CLIENT_ERROR_TEXT,
                               _ ("The text has too many special characters in it to be sent."));
  g_queue_push_tail (inputs, client_input_new_error (id, error));
  return NULL;
}

static gboolean
read_error (CharlaMessage *message, ClientInput *input)
{
  g_autoptr (CharlaMessage) object = charla_message_get_object (message, "error");
  const char *word = object != NULL ? charla_message_get_string (object, "code") : NULL;
  /* What a later server calls otherwise, was in any case not done. */
  CharlaCode code = CHARLA_CODE_INTERNAL;
  g_autofree char *sentence = NULL;
  gint64 retry_ms = 0;

  if (word == NULL)
    return FALSE;

  charla_code_from_string (word, &code);
  sentence = client_ban_explain (object);
  if (sentence == NULL)
    sentence = client_sentence_new_for_refusal (word, charla_message_get_string (object, "text"));
  input->error = g_error_new_literal (CHARLA_CODE_ERROR, code, sentence);
  input->needs = g_strdup (charla_message_get_string (object, "needs"));
  if (charla_message_get_int (object, "retry_ms", &retry_ms))
    input->retry_ms = CLAMP (retry_ms, 0, RETRY_MAX_MS);
  return TRUE;
}

static gboolean
refuse (GError **error, const char *mistake)
{
  g_set_error_literal (error, CHARLA_ERROR, CHARLA_ERROR_BAD_MESSAGE, mistake);
  return FALSE;
}

static gboolean
read_refusal (CharlaMessage *message, GQueue *inputs, GError **error)
{
  g_autoptr (ClientInput) input = client_input_new_refusal (NULL);

  if (!read_error (message, input))
    return refuse (error, "The member “error” is not what it has to be");

  g_queue_push_tail (inputs, g_steal_pointer (&input));
  return TRUE;
}

static gboolean
read_welcome (ClientCharla *self, CharlaMessage *message, GQueue *inputs, GError **error)
{
  g_autoptr (CharlaMessage) ok = charla_message_get_object (message, "ok");
  ClientWelcome *welcome = NULL;

  if (ok == NULL)
    return read_refusal (message, inputs, error);

  welcome = client_welcome_parse (ok, error);
  if (welcome == NULL)
    return FALSE;

  self->is_in = TRUE;
  g_queue_push_tail (inputs, client_input_new_welcome (welcome));
  return TRUE;
}

static gboolean
read_reply (ClientCharla *self, CharlaMessage *message, GQueue *inputs, GError **error)
{
  g_autoptr (ClientInput) input = NULL;
  gint64 id = -1;

  if (!charla_message_get_int (message, "re", &id))
    return refuse (error, "The member “re” is no integer");
  if (!self->is_in)
    return id == HELLO_ID ? read_welcome (self, message, inputs, error)
                          : refuse (error, "An answer comes before the welcome");

  input = client_input_new_ok (id, charla_message_get_object (message, "ok"));
  if (input->ok == NULL && !read_error (message, input))
    return refuse (error, "An answer has neither “ok” nor “error”");

  g_queue_push_tail (inputs, g_steal_pointer (&input));
  return TRUE;
}

static gboolean
read_event (ClientCharla *self, CharlaMessage *message, GQueue *inputs, GError **error)
{
  g_autoptr (ClientEvent) event = client_event_parse (message, error);

  if (event == NULL)
    return FALSE;
  if (!self->is_in && event->seq != 0)
    return refuse (error, "An event comes before the welcome");

  g_queue_push_tail (inputs, client_input_new_event (g_steal_pointer (&event)));
  return TRUE;
}

static gboolean
client_charla_read (ClientDialect *dialect, GBytes *payload, GQueue *inputs, GError **error)
{
  ClientCharla *self = CLIENT_CHARLA (dialect);
  g_autoptr (CharlaMessage) message = charla_message_parse (payload, error);

  if (message == NULL)
    return FALSE;
  if (charla_message_has (message, "ev"))
    return read_event (self, message, inputs, error);
  if (charla_message_has (message, "re"))
    return read_reply (self, message, inputs, error);

  return read_refusal (message, inputs, error);
}

static void
client_charla_dialect_init (ClientDialectInterface *iface)
{
  iface->has_pings = TRUE;
  iface->hello = client_charla_hello;
  iface->request = client_charla_request;
  iface->read = client_charla_read;
}

/**
 * client_charla_new:
 *
 * Makes the dialect for one connection.
 *
 * Returns: (transfer full): the dialect
 */
ClientDialect *
client_charla_new (void)
{
  return g_object_new (CLIENT_TYPE_CHARLA, NULL);
}
