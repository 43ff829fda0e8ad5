/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-cache-error.h"

G_BEGIN_DECLS

/**
 * ClientDatabase:
 *
 * One SQLite file, or a database in memory, opened by one thread for itself alone.
 *
 * The first failure sticks: what comes after does nothing and queries have no
 * rows, until client_database_check() or client_database_end() has told of it. So
 * what is written in a transaction is written as a whole or not at all.
 */
typedef struct _ClientDatabase ClientDatabase;

/**
 * ClientQuery:
 *
 * A statement while it runs; it ends with its scope.
 */
typedef struct
{
  /*< private >*/
  ClientDatabase *database;
  gpointer statement;
} ClientQuery;

/*< private >*/
typedef struct
{
  gboolean is_text;
  gint64 number;
  const char *text;
} ClientValue;

/* The values for the question marks of a statement. TEXT (NULL) is NULL. A text has
 * to live as long as the statement runs. */
#define NUMBER(value) { FALSE, (value), NULL }
#define TEXT(value) { TRUE, 0, (value) }

#define CLIENT_VALUES(...) (const ClientValue[]){ __VA_ARGS__ }
#define CLIENT_N_VALUES(...) (sizeof (CLIENT_VALUES (__VA_ARGS__)) / sizeof (ClientValue))
/*< public >*/

ClientDatabase *client_database_open  (const char *path, gboolean create, GError **error);
void            client_database_close (ClientDatabase *self);

gboolean client_database_is_in_memory (ClientDatabase *self);
gboolean client_database_is_well      (ClientDatabase *self);
gboolean client_database_check        (ClientDatabase *self, GError **error);
void     client_database_spoil        (ClientDatabase *self);

void     client_database_run   (ClientDatabase *self, const char *script);
void     client_database_begin (ClientDatabase *self, gboolean is_durable);
gboolean client_database_end   (ClientDatabase *self, GError **error);
void     client_database_abort (ClientDatabase *self);

ClientQuery client_database_query  (ClientDatabase *self, const char *sql,
                                    const ClientValue *values, guint n_values);
gint64      client_database_number (ClientQuery query);
gint64      client_database_get_n_changed (ClientDatabase *self);
gint64      client_database_get_new_number (ClientDatabase *self);

/* The text of a statement is a literal: its address is what the prepared statement
 * is found by. */
#define client_query(database, sql, ...)                                                          \
  client_database_query ((database), (sql), CLIENT_VALUES (__VA_ARGS__),                          \
                         CLIENT_N_VALUES (__VA_ARGS__))

/* Runs a statement that has no rows. */
#define client_execute(database, sql, ...)                                                        \
  ((void) client_database_number (client_query (database, sql, __VA_ARGS__)))

/* The first column of the first row, or 0. */
#define client_number(database, sql, ...)                                                         \
  client_database_number (client_query (database, sql, __VA_ARGS__))

gboolean    client_query_next   (ClientQuery *self);
gboolean    client_query_has    (ClientQuery *self, int column);
gint64      client_query_number (ClientQuery *self, int column);
const char *client_query_text   (ClientQuery *self, int column);
void        client_query_end    (ClientQuery *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClientDatabase, client_database_close)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ClientQuery, client_query_end)

G_END_DECLS
