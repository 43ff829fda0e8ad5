/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-note-info.h"

/**
 * client_note_info_free:
 * @self: (transfer full): a note
 */
void
client_note_info_free (ClientNoteInfo *self)
{
  g_free (self->action);
  g_free (self->by);
  g_free (self->room);
  g_free (self->user);
  g_free (self->address);
  g_free (self->text);
  g_free (self->reason);
  g_free (self);
}

/* The name of somebody or of a room. */
static char *
parse_name (ClientParser *parser, const char *name)
{
  g_autoptr (CharlaMessage) object = client_parser_get_object (parser, name);
  ClientParser inner;
  char *label = NULL;

  if (object == NULL)
    return NULL;

  client_parser_init (&inner, object);
  label = g_strdup (client_parser_get_label (&inner, "name"));
  if (!client_parser_end (&inner, NULL))
    client_parser_fail (parser, name);

  return label;
}

static char *
parse_text (ClientParser *parser, const char *name)
{
  return client_parser_has (parser, name) ? g_strdup (client_parser_get_text (parser, name)) : NULL;
}

static ClientNoteInfo *
parse (CharlaMessage *object, gboolean is_entry)
{
  g_autoptr (ClientNoteInfo) self = g_new0 (ClientNoteInfo, 1);
  ClientParser parser;

  client_parser_init (&parser, object);
  self->place = client_parser_get_seq (&parser, is_entry ? "entry" : "seq");
  self->time = client_parser_get_time (&parser, "time");
  self->action = g_strdup (client_parser_get_token (&parser, is_entry ? "action" : "kind"));
  self->by = parse_name (&parser, "by");
  if (is_entry && client_parser_has (&parser, "room"))
    self->room = parse_name (&parser, "room");
  if (client_parser_has (&parser, "user"))
    self->user = parse_name (&parser, "user");
  self->address = parse_text (&parser, "address");
  if (client_parser_has (&parser, "until"))
    self->until = MIN (client_parser_get_seq (&parser, "until"), CLIENT_TIME_MAX);
  self->text = parse_text (&parser, "text");
  self->reason = parse_text (&parser, "reason");

  return client_parser_end (&parser, NULL) ? g_steal_pointer (&self) : NULL;
}

static GPtrArray *
parse_list (CharlaMessage *ok, const char *name, gboolean is_entry, gboolean *has_more)
{
  g_autoptr (GPtrArray) notes
    = g_ptr_array_new_with_free_func ((GDestroyNotify) client_note_info_free);
  gboolean more = FALSE;
  gsize length = 0;
  ClientParser parser;

  client_parser_init (&parser, ok);
  length = client_parser_get_length (&parser, name);
  more = client_parser_get_bool (&parser, "more");
  if (!client_parser_end (&parser, NULL))
    return NULL;

  for (gsize i = 0; i < length; i++)
    {
      g_autoptr (CharlaMessage) object = charla_message_get_object_at (ok, name, i);
      ClientNoteInfo *note = object != NULL ? parse (object, is_entry) : NULL;

      if (note == NULL)
        return NULL;
      g_ptr_array_add (notes, note);
    }

  if (has_more != NULL)
    *has_more = more;
  return g_steal_pointer (&notes);
}

/**
 * client_note_info_parse_bans:
 * @ok: the member `ok` of the answer to `bans`
 * @has_more: (out) (optional): whether there are more
 *
 * Returns: (transfer full) (nullable) (element-type ClientNoteInfo): who is kept out or
 *   quiet, or %NULL if that is no such answer
 */
GPtrArray *
client_note_info_parse_bans (CharlaMessage *ok, gboolean *has_more)
{
  return parse_list (ok, "bans", FALSE, has_more);
}

/**
 * client_note_info_parse_entries:
 * @ok: the member `ok` of the answer to `audit`
 * @has_more: (out) (optional): whether there are more
 *
 * Returns: (transfer full) (nullable) (element-type ClientNoteInfo): who has done what, or
 *   %NULL if that is no such answer
 */
GPtrArray *
client_note_info_parse_entries (CharlaMessage *ok, gboolean *has_more)
{
  return parse_list (ok, "entries", TRUE, has_more);
}
