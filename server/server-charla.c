/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-charla.h"

#include <string.h>

#include "server-banned.h"
#include "server-commands.h"
#include "server-event.h"
#include "server-wait-error.h"

/* Longest secret, in bytes: longer ones only keep the server busy. */
#define SECRET_MAX 4000

struct _ServerCharla
{
  GObject parent_instance;

  CharlaBuilder *builder;
};

static void server_charla_dialect_init (ServerDialectInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ServerCharla, server_charla, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SERVER_TYPE_DIALECT,
                                                      server_charla_dialect_init))

static gboolean
refuse (GError **error, CharlaCode code, const char *sentence)
{
  g_set_error_literal (error, CHARLA_CODE_ERROR, code, sentence);
  return FALSE;
}

static gboolean
read_secret (CharlaMessage *message, const char *name, char **secret, GError **error)
{
  const char *value = charla_message_get_string (message, name);

  if (!charla_message_has (message, name))
    return TRUE;
  if (value == NULL)
    return refuse (error, CHARLA_CODE_BAD_REQUEST, "A secret is a string");
  if (strlen (value) > SECRET_MAX)
    return refuse (error, CHARLA_CODE_TOO_LARGE, "No secret is so long");

  *secret = g_strdup (value);
  return TRUE;
}

static gboolean
read_since (CharlaMessage *message, gint64 *since, GError **error)
{
  *since = -1;
  if (charla_message_has (message, "since")
      && (!charla_message_get_int (message, "since", since) || *since < 0))
    return refuse (error, CHARLA_CODE_BAD_REQUEST, "The member “since” is the seq of an event");

  return TRUE;
}

/* The program that somebody uses is theirs to tell, and nothing depends on it. */
static gboolean
check_agent (CharlaMessage *message, GError **error)
{
  if (charla_message_has (message, "agent")
      && charla_message_get_string (message, "agent") == NULL)
    return refuse (error, CHARLA_CODE_BAD_REQUEST, "The member “agent” is no string");

  return TRUE;
}

static gboolean
read_who (CharlaMessage *message, ServerHello *hello, GError **error)
{
  static const ServerField fields[] = {
    { "name", SERVER_FIELD_NAME, TRUE, 0, G_STRUCT_OFFSET (ServerArguments, name) },
    { NULL },
  };
  ServerArguments arguments;

  if (!server_arguments_read (&arguments, fields, message, error))
    return FALSE;

  hello->name = g_strdup (arguments.name);
  return check_agent (message, error)
         && read_secret (message, "token", &hello->token, error)
         && read_secret (message, "password", &hello->password, error)
         && read_secret (message, "join", &hello->join, error)
         && read_since (message, &hello->since, error);
}

static gboolean
server_charla_read_hello (ServerDialect *dialect, GBytes *payload, ServerHello *hello,
                          GError **error)
{
  g_autoptr (CharlaMessage) message = charla_message_parse (payload, NULL);
  gint64 version;

  if (message == NULL || !charla_message_get_int (message, "charla", &version))
    {
      g_set_error_literal (error, CHARLA_ERROR, CHARLA_ERROR_NOT_CHARLA, "It says no hello");
      return FALSE;
    }

  charla_message_get_int (message, "id", &hello->id);
  if (version < 1)
    return refuse (error, CHARLA_CODE_BAD_REQUEST, "The versions of the dialect begin with 1");

  charla_message_get_bool (message, "look", &hello->is_look);
  return hello->is_look ? TRUE : read_who (message, hello, error);
}

static gboolean
server_charla_read_request (ServerDialect *dialect, GBytes *payload, ServerRequest *request,
                            GError **error)
{
  const char *name = NULL;

  request->message = charla_message_parse (payload, error);
  if (request->message == NULL)
    return FALSE;

  if (!charla_message_get_int (request->message, "id", &request->id))
    return refuse (error, CHARLA_CODE_BAD_REQUEST, "The member “id” is missing, or no integer");

  name = charla_message_get_string (request->message, "do");
  request->command = name != NULL ? server_commands_find (name) : NULL;
  if (request->command == NULL)
    return refuse (error, CHARLA_CODE_BAD_REQUEST, "The member “do” is nothing that can be done");

  return server_arguments_read (&request->arguments, request->command->fields, request->message,
                                error);
}

static void
begin_reply (ServerCharla *self, gint64 id)
{
  if (id != SERVER_NO_ID)
    charla_builder_add_int (self->builder, "re", id);
}

static GBytes *
server_charla_write_answer (ServerDialect *dialect, gint64 id, GBytes *ok)
{
  ServerCharla *self = SERVER_CHARLA (dialect);

  begin_reply (self, id);
  charla_builder_add_json (self->builder, "ok", ok);

  return charla_builder_to_frame (self->builder);
}

static GBytes *
server_charla_write_error (ServerDialect *dialect, gint64 id, const GError *error,
                           const char *needs)
{
  ServerCharla *self = SERVER_CHARLA (dialect);

  begin_reply (self, id);
  charla_builder_begin_object (self->builder, "error");
  charla_builder_add_string (self->builder, "code", charla_code_to_string (error->code));
  charla_builder_add_string (self->builder, "text", error->message);
  charla_builder_add_string (self->builder, "needs", needs);
  server_banned_error_write (error, self->builder);
  server_wait_error_write (error, self->builder);
  charla_builder_end (self->builder);

  return charla_builder_to_frame (self->builder);
}

static GBytes *
server_charla_write_event (ServerDialect *dialect, ServerEvent *event)
{
  return g_bytes_ref (server_event_get_frame (event));
}

static void
server_charla_dialect_init (ServerDialectInterface *iface)
{
  iface->pings = TRUE;
  iface->read_hello = server_charla_read_hello;
  iface->read_request = server_charla_read_request;
  iface->write_answer = server_charla_write_answer;
  iface->write_error = server_charla_write_error;
  iface->write_event = server_charla_write_event;
}

static void
server_charla_finalize (GObject *object)
{
  ServerCharla *self = SERVER_CHARLA (object);

  g_clear_pointer (&self->builder, charla_builder_unref);

  G_OBJECT_CLASS (server_charla_parent_class)->finalize (object);
}

static void
server_charla_class_init (ServerCharlaClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = server_charla_finalize;
}

static void
server_charla_init (ServerCharla *self)
{
  self->builder = charla_builder_new ();
}

ServerDialect *
server_charla_new (void)
{
  return g_object_new (SERVER_TYPE_CHARLA, NULL);
}
