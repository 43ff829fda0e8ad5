/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

#include "server-store-error.h"

G_BEGIN_DECLS

/**
 * ServerDatabase:
 *
 * One connection to the database, with the statements that were prepared on it.
 * It is for one thread at a time.
 *
 * The first failure sticks to it, as it does to a stdio stream: what comes after
 * does nothing, a query gives no rows, and whoever began it all asks at the end
 * with server_database_take_failure() whether what was read or written is true.
 */
typedef struct _ServerDatabase ServerDatabase;

/**
 * ServerStatement:
 *
 * A prepared statement while it is in use; it ends with its scope.
 */
typedef struct
{
  /*< private >*/
  ServerDatabase *database;
  sqlite3_stmt *handle;
  gboolean is_once;
} ServerStatement;

/*< private >*/
typedef struct
{
  enum
  {
    SERVER_VALUE_NULL,
    SERVER_VALUE_INT,
    SERVER_VALUE_TEXT,
    SERVER_VALUE_BYTES,
  } type;
  gint64 integer;
  const char *text;
  GBytes *bytes;
} ServerValue;

/* The values for the question marks of a statement, in their order. TEXT (NULL)
 * is NULL. They have to live as long as the statement is in use. */
#define INT(value) { SERVER_VALUE_INT, (value), NULL, NULL }
#define TEXT(value) { SERVER_VALUE_TEXT, 0, (value), NULL }
#define BYTES(value) { SERVER_VALUE_BYTES, 0, NULL, (value) }
/*< public >*/

ServerDatabase *server_database_open (const char *path, gboolean writable, GError **error);
ServerDatabase *server_database_open_in (const char *files, const char *path, gboolean writable,
                                         GError **error);
void            server_database_set_durable (ServerDatabase *self);
void            server_database_close (ServerDatabase *self);

sqlite3 *server_database_get_handle   (ServerDatabase *self);
gboolean server_database_has_failed   (ServerDatabase *self);
gboolean server_database_take_failure (ServerDatabase *self, GError **error);
void     server_database_fail         (ServerDatabase *self, int result);
void     server_database_check_place  (ServerDatabase *self);
void     server_database_script       (ServerDatabase *self, const char *sql);

ServerStatement server_database_begin_statement (ServerDatabase *self, const char *sql,
                                                 const ServerValue *values, guint n_values);
ServerStatement server_database_begin_once      (ServerDatabase *self, const char *sql,
                                                 const ServerValue *values, guint n_values);
gint64          server_database_take_value      (ServerStatement statement);

/* The text of each statement is a literal, or interned: its address is what the
 * prepared statement is found by. */
#define server_statement(database, sql, ...)                                                       \
  server_database_begin_statement ((database), (sql), (const ServerValue[]){ __VA_ARGS__ },        \
                                   sizeof ((const ServerValue[]){ __VA_ARGS__ })                   \
                                     / sizeof (ServerValue))

/* The same for a text that is made for the occasion. */
#define server_statement_once(database, sql, ...)                                                  \
  server_database_begin_once ((database), (sql), (const ServerValue[]){ __VA_ARGS__ },             \
                              sizeof ((const ServerValue[]){ __VA_ARGS__ }) / sizeof (ServerValue))

/* Runs a statement that gives no rows. */
#define server_execute(database, sql, ...)                                                         \
  ((void) server_database_take_value (server_statement (database, sql, __VA_ARGS__)))

/* The first column of the first row, or 0. */
#define server_value(database, sql, ...)                                                           \
  server_database_take_value (server_statement (database, sql, __VA_ARGS__))

gboolean    server_statement_next   (ServerStatement *self);
gboolean    server_statement_has    (ServerStatement *self, int column);
gint64      server_statement_int    (ServerStatement *self, int column);
const char *server_statement_text   (ServerStatement *self, int column);
char       *server_statement_string (ServerStatement *self, int column);
GBytes     *server_statement_bytes  (ServerStatement *self, int column);
void        server_statement_end    (ServerStatement *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerDatabase, server_database_close)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ServerStatement, server_statement_end)

G_END_DECLS
