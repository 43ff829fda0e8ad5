/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-classic.h"

#include <string.h>

#include "server-commands.h"
#include "server-event.h"

/* Begins the text of a message that has been edited. */
#define EDITED "✎ "

struct _ServerClassic
{
  GObject parent_instance;
};

static void server_classic_dialect_init (ServerDialectInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ServerClassic, server_classic, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SERVER_TYPE_DIALECT,
                                                      server_classic_dialect_init))

static gboolean
server_classic_read_hello (ServerDialect *dialect, GBytes *payload, ServerHello *hello,
                           GError **error)
{
  gsize length = 0;
  const char *name = g_bytes_get_data (payload, &length);

  /* An empty payload may have no data at all. */
  if (!charla_name_validate (length > 0 ? name : "", length, error))
    return FALSE;

  hello->is_guest = TRUE;
  hello->name = g_strndup (name, length);
  return TRUE;
}

static gboolean
server_classic_read_request (ServerDialect *dialect, GBytes *payload, ServerRequest *request,
                             GError **error)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (payload, &length);

  if (length == 0)
    return TRUE;

  if (length > CHARLA_TEXT_MAX)
    {
      g_set_error (error, CHARLA_ERROR, CHARLA_ERROR_TOO_LARGE,
                   "A text of %" G_GSIZE_FORMAT " bytes is over the limit of %d", length,
                   CHARLA_TEXT_MAX);
      return FALSE;
    }

  /* A NUL byte counts as invalid too: nobody types one, and a client that keeps
   * text as C does would show one half. */
  if (!g_utf8_validate_len (text, length, NULL))
    {
      g_set_error_literal (error, CHARLA_ERROR, CHARLA_ERROR_NOT_UTF8, "A text is not UTF-8");
      return FALSE;
    }

  request->command = server_commands_get_say ();
  request->text = g_strndup (text, length);
  request->arguments.text = request->text;
  return TRUE;
}

static GBytes *
server_classic_write_event (ServerDialect *dialect, ServerEvent *event)
{
  ServerRecord *record = server_event_get_record (event);
  g_autofree char *text = NULL;

  if (record == NULL)
    return NULL;

  if (record->kind == SERVER_RECORD_MESSAGE)
    text = g_strdup (record->text);
  else if (record->kind == SERVER_RECORD_EDIT)
    text = g_strconcat (EDITED, record->text, NULL);
  else
    return NULL;

  return charla_frame_new_pair (record->user->name, strlen (record->user->name), text,
                                strlen (text));
}

static void
server_classic_dialect_init (ServerDialectInterface *iface)
{
  iface->read_hello = server_classic_read_hello;
  iface->read_request = server_classic_read_request;
  iface->write_event = server_classic_write_event;
}

static void
server_classic_class_init (ServerClassicClass *klass)
{
}

static void
server_classic_init (ServerClassic *self)
{
}

ServerDialect *
server_classic_new (void)
{
  return g_object_new (SERVER_TYPE_CLASSIC, NULL);
}
