/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-id.h"
#include "server-store-lookup.h"
#include "server-store-read.h"

/* What the columns of an entry are read as. */
enum
{
  ENTRY_ID,
  ENTRY_TIME,
  ENTRY_SEQ,
  ENTRY_ACTOR,
  ENTRY_ACTOR_NAME,
  ENTRY_ACTION,
  ENTRY_ROOM,
  ENTRY_ROOM_NAME,
  ENTRY_TARGET,
  ENTRY_TARGET_NAME,
  ENTRY_NETWORK,
  ENTRY_MESSAGE,
  ENTRY_UNTIL,
  ENTRY_DETAIL,
  ENTRY_REASON,
};

static gboolean
check_reader (ServerReader *self, const ServerQuery *query, GError **error)
{
  gint64 room = query->room != 0 ? query->room : SERVER_LOBBY;
  ServerStanding standing;

  if (query->user == 0)
    return TRUE;

  server_lookup_standing (self->database, query->user, room, &standing, NULL);
  return server_permissions_check (&standing, SERVER_ACTION_AUDIT, error);
}

static void
add_person (CharlaBuilder *builder, const char *name, gint64 user, const char *user_name)
{
  charla_builder_begin_object (builder, name);
  server_objects_add_user_id (builder, "id", user);
  charla_builder_add_string (builder, "name", user_name);
  charla_builder_end (builder);
}

static void
add_sanction (CharlaBuilder *builder, const ServerSanction *sanction)
{
  charla_builder_begin_object (builder, NULL);
  charla_builder_add_string (builder, "kind", server_sanction_kind_to_string (sanction->kind));
  charla_builder_add_int (builder, "seq", sanction->seq);
  charla_builder_add_int (builder, "time", sanction->time);
  server_objects_add_room_id (builder, "room", sanction->room);
  if (sanction->user != 0)
    add_person (builder, "user", sanction->user, sanction->name);
  charla_builder_add_string (builder, "address", sanction->network);
  if (sanction->until != 0)
    charla_builder_add_int (builder, "until", sanction->until);
  add_person (builder, "by", sanction->by, sanction->by_name);
  charla_builder_add_string (builder, "reason", sanction->reason);
  charla_builder_end (builder);
}

static GBytes *
end_page (CharlaBuilder *builder, gboolean has_more)
{
  charla_builder_end (builder);
  charla_builder_add_bool (builder, "more", has_more);

  return charla_builder_to_bytes (builder);
}

/* Whether something is over tells the clock of the machine, as it does who comes in. */
gboolean
server_read_bans (ServerReader *self, const ServerQuery *query, ServerAnswer *answer,
                  GError **error)
{
  g_autoptr (CharlaBuilder) builder = charla_builder_new ();
  g_auto (ServerStatement) statement = server_statement (
    self->database,
    "SELECT" SERVER_SANCTION_COLUMNS "FROM sanctions WHERE (?1 = 0 OR room = ?1) AND seq < ?2"
    " AND (until IS NULL OR until > ?3) ORDER BY seq DESC LIMIT ?4",
    INT (query->room), INT (query->before > 0 ? query->before : G_MAXINT64),
    INT (g_get_real_time () / 1000), INT (query->limit + 1));
  guint n_bans = 0;

  if (!check_reader (self, query, error))
    return FALSE;

  charla_builder_begin_array (builder, "bans");
  while (n_bans <= query->limit && server_statement_next (&statement))
    {
      g_autoptr (ServerSanction) sanction = server_lookup_take_sanction (&statement);

      if (n_bans++ < query->limit)
        add_sanction (builder, sanction);
    }
  answer->json = end_page (builder, n_bans > query->limit);

  return TRUE;
}

static void
add_string (CharlaBuilder *builder, const char *name, ServerStatement *statement, int column)
{
  if (server_statement_has (statement, column))
    charla_builder_add_string (builder, name, server_statement_text (statement, column));
}

static void
add_int (CharlaBuilder *builder, const char *name, ServerStatement *statement, int column)
{
  if (server_statement_has (statement, column))
    charla_builder_add_int (builder, name, server_statement_int (statement, column));
}

static void
add_place (CharlaBuilder *builder, ServerStatement *statement)
{
  if (!server_statement_has (statement, ENTRY_ROOM))
    return;

  charla_builder_begin_object (builder, "room");
  server_objects_add_room_id (builder, "id", server_statement_int (statement, ENTRY_ROOM));
  add_string (builder, "name", statement, ENTRY_ROOM_NAME);
  charla_builder_end (builder);
}

static void
add_entry (CharlaBuilder *builder, ServerStatement *statement)
{
  charla_builder_begin_object (builder, NULL);
  add_int (builder, "entry", statement, ENTRY_ID);
  add_int (builder, "time", statement, ENTRY_TIME);
  add_int (builder, "seq", statement, ENTRY_SEQ);
  add_string (builder, "action", statement, ENTRY_ACTION);
  add_person (builder, "by", server_statement_int (statement, ENTRY_ACTOR),
              server_statement_text (statement, ENTRY_ACTOR_NAME));
  add_place (builder, statement);
  if (server_statement_has (statement, ENTRY_TARGET_NAME))
    add_person (builder, "user", server_statement_int (statement, ENTRY_TARGET),
                server_statement_text (statement, ENTRY_TARGET_NAME));
  add_string (builder, "address", statement, ENTRY_NETWORK);
  add_int (builder, "message", statement, ENTRY_MESSAGE);
  add_int (builder, "until", statement, ENTRY_UNTIL);
  add_string (builder, "text", statement, ENTRY_DETAIL);
  add_string (builder, "reason", statement, ENTRY_REASON);
  charla_builder_end (builder);
}

/* Who looks after the Lobby looks after the server, but not into private rooms. */
gboolean
server_read_audit (ServerReader *self, const ServerQuery *query, ServerAnswer *answer,
                   GError **error)
{
  g_autoptr (CharlaBuilder) builder = charla_builder_new ();
  g_auto (ServerStatement) statement = server_statement (
    self->database,
    "SELECT audit.id, time, seq, actor, actor_name, action, room, rooms.name, target,"
    " target_name, network, message, until, detail, reason"
    " FROM audit LEFT JOIN rooms ON rooms.id = audit.room"
    " WHERE audit.id < ?2 AND (?1 = 0 OR room = ?1)"
    " AND (?1 <> 0 OR ?4 = 0 OR room IS NULL OR rooms.kind = ?5)"
    " ORDER BY audit.id DESC LIMIT ?3",
    INT (query->room), INT (query->before > 0 ? query->before : G_MAXINT64),
    INT (query->limit + 1), INT (query->user), INT (SERVER_ROOM_PUBLIC));
  guint n_entries = 0;

  if (!check_reader (self, query, error))
    return FALSE;

  charla_builder_begin_array (builder, "entries");
  while (n_entries <= query->limit && server_statement_next (&statement))
    {
      if (n_entries++ < query->limit)
        add_entry (builder, &statement);
    }
  answer->json = end_page (builder, n_entries > query->limit);

  return TRUE;
}

/* All that may be in force, also when the clock is set back by a few days. */
GPtrArray *
server_read_sanctions (ServerReader *self)
{
  GPtrArray *sanctions
    = g_ptr_array_new_with_free_func ((GDestroyNotify) server_sanction_free);
  g_auto (ServerStatement) statement = server_database_begin_statement (
    self->database, "SELECT" SERVER_SANCTION_COLUMNS "FROM sanctions", NULL, 0);

  while (server_statement_next (&statement))
    g_ptr_array_add (sanctions, server_lookup_take_sanction (&statement));

  return sanctions;
}
