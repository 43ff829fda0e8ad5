/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "server-id.h"
#include "server-kinds.h"
#include "server-store-import-private.h"
#include "server-store-transfer.h"

/* What is made for a row, and the members of it that decide more than a column. */
typedef struct
{
  ServerValue values[SERVER_TRANSFER_COLUMNS_MAX + 1];
  guint n_values;
  GPtrArray *hashes;
  char *folded;
} Row;

static void
row_clear (Row *self)
{
  g_clear_pointer (&self->hashes, g_ptr_array_unref);
  g_clear_pointer (&self->folded, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Row, row_clear)

static gboolean
is_plain (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_iscntrl (g_utf8_get_char (p)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_number (ServerStoreImport *self, const ServerTransferColumn *column, CharlaMessage *message,
             ServerValue *value, GError **error)
{
  gint64 number = 0;

  if (!charla_message_get_int (message, column->name, &number) || number < column->least
      || number > column->most)
    return server_store_import_fail (error, "“%s” is no number that can stand there",
                                     column->name);
  if (column->of != NULL && !server_store_import_has (self, column->of, number))
    return server_store_import_fail (error, "“%s” is of nothing that is there", column->name);

  *value = (ServerValue) INT (number);
  return TRUE;
}

static gboolean
read_text (const ServerTransferColumn *column, CharlaMessage *message, ServerValue *value,
           GError **error)
{
  const char *text = charla_message_get_string (message, column->name);

  if (text == NULL || strlen (text) > (gsize) column->most || !is_plain (text))
    return server_store_import_fail (error, "“%s” is no text that can stand there", column->name);

  *value = (ServerValue) TEXT (text);
  return TRUE;
}

static gboolean
read_word (const ServerTransferColumn *column, CharlaMessage *message, ServerValue *value,
           GError **error)
{
  const char *text = charla_message_get_string (message, column->name);

  for (gint64 i = 0; i < column->most; i++)
    {
      if (g_strcmp0 (column->words[i], text) == 0)
        {
          *value = (ServerValue) INT (i);
          return TRUE;
        }
    }

  return server_store_import_fail (error, "“%s” is no word that can stand there", column->name);
}

static gboolean
read_hash (Row *row, const ServerTransferColumn *column, CharlaMessage *message,
           ServerValue *value, GError **error)
{
  const char *text = charla_message_get_string (message, column->name);
  GBytes *bytes = server_store_import_parse_hex (text, column->most);

  if (bytes == NULL)
    return server_store_import_fail (error, "“%s” is no hash", column->name);

  g_ptr_array_add (row->hashes, bytes);
  *value = (ServerValue) BYTES (bytes);
  return TRUE;
}

static gboolean
read_column (ServerStoreImport *self, Row *row, const ServerTransferColumn *column,
             CharlaMessage *message, GError **error)
{
  ServerValue *value = &row->values[row->n_values++];

  if (column->is_optional && !charla_message_has (message, column->name))
    {
      *value = (ServerValue) TEXT (NULL);
      return TRUE;
    }

  switch (column->type)
    {
    case SERVER_TRANSFER_NUMBER:
      return read_number (self, column, message, value, error);
    case SERVER_TRANSFER_WORD:
      return read_word (column, message, value, error);
    case SERVER_TRANSFER_HASH:
      return read_hash (row, column, message, value, error);
    case SERVER_TRANSFER_TEXT:
    case SERVER_TRANSFER_SECRET:
    default:
      return read_text (column, message, value, error);
    }
}

/* What nobody could have claimed is no name; see server-arguments.c. */
static gboolean
read_name (Row *row, const char *name, GError **error)
{
  const char *end = name + strlen (name);

  if (charla_name_validate (name, -1, NULL) && !g_unichar_isspace (g_utf8_get_char (name))
      && !g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
    row->folded = charla_name_fold (name);
  if (row->folded != NULL && *row->folded != '\0')
    return TRUE;

  return server_store_import_fail (error, "“name” is no name");
}

static gboolean
read_user (Row *row, CharlaMessage *message, GError **error)
{
  return read_name (row, charla_message_get_string (message, "name"), error);
}

/* The name of a private room that nobody is in any more is free. */
static gboolean
read_room (Row *row, CharlaMessage *message, GError **error)
{
  const char *name = charla_message_get_string (message, "name");
  ServerRoomKind kind = SERVER_ROOM_PUBLIC;
  gint64 id = 0;
  gint64 members = 0;
  gint64 first = 0;
  gint64 second = 0;
  gboolean is_of_two;

  charla_message_get_int (message, "id", &id);
  charla_message_get_int (message, "members", &members);
  is_of_two = charla_message_get_int (message, "first", &first)
              && charla_message_get_int (message, "second", &second) && first < second;
  if (g_strcmp0 (charla_message_get_string (message, "kind"), "direct") == 0)
    kind = SERVER_ROOM_DIRECT;
  else
    server_room_kind_from_string (charla_message_get_string (message, "kind"), &kind);

  if (id == SERVER_LOBBY && kind != SERVER_ROOM_PUBLIC)
    return server_store_import_fail (error, "The Lobby is for everyone");
  if (kind == SERVER_ROOM_DIRECT)
    return (is_of_two && *name == '\0')
           || server_store_import_fail (error, "A direct conversation is of two, and has no name");
  if (first != 0 || second != 0)
    return server_store_import_fail (error, "Only a direct conversation is of two");
  if (!read_name (row, name, error))
    return FALSE;

  if (kind == SERVER_ROOM_PRIVATE && members == 0)
    g_clear_pointer (&row->folded, g_free);
  return TRUE;
}

static void
insert (ServerStoreImport *self, const ServerTransferTable *table, Row *row, gboolean has_folded)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GString) marks = g_string_new (NULL);

  g_string_printf (sql, "INSERT INTO %s (", table->name);
  for (guint i = 0; table->columns[i].name != NULL; i++)
    {
      g_string_append_printf (sql, "%s%s", i > 0 ? ", " : "", table->columns[i].name);
      g_string_append (marks, i > 0 ? ", ?" : "?");
    }
  if (has_folded)
    {
      g_string_append (sql, ", folded");
      g_string_append (marks, ", ?");
      row->values[row->n_values++] = (ServerValue) TEXT (row->folded);
    }
  g_string_append_printf (sql, ") VALUES (%s)", marks->str);

  server_database_take_value (server_database_begin_statement (
    self->database, g_intern_string (sql->str), row->values, row->n_values));
}

/**
 * server_store_import_row:
 * @self: an import
 * @number: the number of a table
 * @message: the row
 * @error: return location for an error
 *
 * Takes over what stands beside the log.
 *
 * Returns: %TRUE, or %FALSE with %SERVER_STORE_ERROR
 */
gboolean
server_store_import_row (ServerStoreImport *self, guint number, CharlaMessage *message,
                         GError **error)
{
  const ServerTransferTable *table = server_store_transfer_get_table (number);
  gboolean is_user = g_str_equal (table->name, "users");
  gboolean is_room = g_str_equal (table->name, "rooms");
  g_auto (Row) row = { .hashes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref) };
  g_autoptr (GError) failure = NULL;

  for (guint i = 0; table->columns[i].name != NULL; i++)
    {
      if (!read_column (self, &row, &table->columns[i], message, error))
        return FALSE;
    }
  if ((is_user && !read_user (&row, message, error))
      || (is_room && !read_room (&row, message, error)))
    return FALSE;

  insert (self, table, &row, is_user || is_room);
  if (server_database_take_failure (self->database, &failure))
    return TRUE;
  if (!g_error_matches (failure, SERVER_STORE_ERROR, SERVER_STORE_ERROR_FAILED))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  return server_store_import_fail (error, "It contradicts a line before it: %s",
                                   failure->message);
}
