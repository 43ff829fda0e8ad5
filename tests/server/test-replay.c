/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "records.h"
#include "server-replay.h"

/* A log whose reader is the test: it says what is read, and when. */
#define FAKE_TYPE_LOG (fake_log_get_type ())
G_DECLARE_FINAL_TYPE (FakeLog, fake_log, FAKE, LOG, GObject)

struct _FakeLog
{
  GObject parent_instance;

  gint64 head;
  GTask *reading;
  gint64 after;
  gint64 until;
  gboolean has_more;
  gint64 cursor;
};

static void fake_log_log_init (ServerEventLogInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeLog, fake_log, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SERVER_TYPE_EVENT_LOG, fake_log_log_init))

static gint64
fake_log_get_head (ServerEventLog *log)
{
  return FAKE_LOG (log)->head;
}

static void
fake_log_read_async (ServerEventLog *log, gint64 user, gint64 after, gint64 until, gsize size,
                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  FakeLog *self = FAKE_LOG (log);

  g_assert_null (self->reading);
  g_assert_cmpint (user, ==, 5);
  self->reading = g_task_new (self, cancellable, callback, user_data);
  self->after = after;
  self->until = until;
}

static GBytes *
fake_log_read_finish (ServerEventLog *log, GAsyncResult *result, gint64 *cursor,
                      gboolean *has_more, GError **error)
{
  FakeLog *self = FAKE_LOG (log);

  *cursor = self->cursor;
  *has_more = self->has_more;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fake_log_log_init (ServerEventLogInterface *iface)
{
  iface->get_head = fake_log_get_head;
  iface->read_async = fake_log_read_async;
  iface->read_finish = fake_log_read_finish;
}

static void
fake_log_class_init (FakeLogClass *klass)
{
}

static void
fake_log_init (FakeLog *self)
{
}

typedef struct
{
  FakeLog *log;
  ServerReplay *replay;
  GString *told;
  gboolean is_full;
  gboolean is_to_be_freed;
} Fixture;

static void
free_replay (Fixture *fixture)
{
  g_clear_pointer (&fixture->replay, server_replay_free);
}

static gboolean
on_send (GBytes *frames, gpointer user_data)
{
  Fixture *fixture = user_data;
  gsize length = 0;
  const char *data = g_bytes_get_data (frames, &length);

  g_string_append_printf (fixture->told, "%.*s\n", (int) length, data);
  if (fixture->is_to_be_freed)
    free_replay (fixture);

  return !fixture->is_full;
}

static void
on_live (gint64 seq, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_string_append_printf (fixture->told, "live %d\n", (int) seq);
  free_replay (fixture);
}

static void
on_failed (const GError *error, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_string_append (fixture->told, "failed\n");
  free_replay (fixture);
}

static const ServerReplayFuncs funcs = { on_send, on_live, on_failed };

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->log = g_object_new (FAKE_TYPE_LOG, NULL);
  fixture->told = g_string_new (NULL);
  fixture->replay = server_replay_new (SERVER_EVENT_LOG (fixture->log), 5, &funcs, fixture);
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  free_replay (fixture);
  if (fixture->log->reading != NULL)
    g_task_return_pointer (fixture->log->reading, NULL, NULL);
  g_clear_object (&fixture->log->reading);
  settle ();
  g_assert_finalize_object (fixture->log);
  g_string_free (fixture->told, TRUE);
}

static void
assert_told (Fixture *fixture, const char *lines)
{
  g_assert_cmpstr (fixture->told->str, ==, lines);
  g_string_truncate (fixture->told, 0);
}

/* The answer to what is being read. */
static void
give (Fixture *fixture, const char *text, gint64 cursor, gboolean has_more)
{
  g_autoptr (GTask) task = g_steal_pointer (&fixture->log->reading);

  fixture->log->cursor = cursor;
  fixture->log->has_more = has_more;
  g_task_return_pointer (task, g_bytes_new (text, strlen (text)), (GDestroyNotify) g_bytes_unref);
  g_clear_object (&task);
  settle ();
}

/* Something happens, and is for this connection too. */
static void
happen (Fixture *fixture, gint64 seq)
{
  g_autoptr (ServerRecord) record = record_post (seq, 1, 1, "x");
  g_autoptr (ServerEvent) event = server_event_new_durable (record);

  fixture->log->head = seq;
  server_replay_hold (fixture->replay, event);
}

#define FRAME(seq) "9         {\"seq\":" seq "}\n"
#define LONG_FRAME(seq) "10        {\"seq\":" seq "}\n"

static void
test_nothing_missed (Fixture *fixture, gconstpointer data)
{
  fixture->log->head = 10;
  server_replay_start (fixture->replay, 10, 10);
  assert_told (fixture, "live 10\n");
}

/* The welcome was read from a log that was further than the main loop knew. */
static void
test_ahead (Fixture *fixture, gconstpointer data)
{
  fixture->log->head = 5;
  happen (fixture, 6);
  happen (fixture, 7);
  server_replay_start (fixture->replay, 7, 7);
  assert_told (fixture, "live 7\n");
}

/* While the welcome was read more has happened. */
static void
test_behind_the_welcome (Fixture *fixture, gconstpointer data)
{
  fixture->log->head = 5;
  happen (fixture, 6);
  happen (fixture, 7);
  server_replay_start (fixture->replay, 6, 6);
  g_assert_cmpint (fixture->log->after, ==, 6);
  g_assert_cmpint (fixture->log->until, ==, 7);
  give (fixture, "7", 7, FALSE);
  assert_told (fixture, "7\nlive 7\n");
}

/* What happens while it reads follows without a gap, and nothing comes twice. */
static void
test_meanwhile (Fixture *fixture, gconstpointer data)
{
  fixture->log->head = 8;
  server_replay_start (fixture->replay, 2, 8);
  g_assert_cmpint (fixture->log->until, ==, 8);
  happen (fixture, 9);
  give (fixture, "3 4 5", 5, TRUE);
  assert_told (fixture, "3 4 5\n");

  g_assert_cmpint (fixture->log->after, ==, 5);
  g_assert_cmpint (fixture->log->until, ==, 9);
  happen (fixture, 10);
  happen (fixture, 11);
  give (fixture, "6 7 8 9", 9, FALSE);
  assert_told (fixture, "6 7 8 9\n" LONG_FRAME ("10") LONG_FRAME ("11") "live 11\n");
}

static void
test_nothing_visible (Fixture *fixture, gconstpointer data)
{
  fixture->log->head = 8;
  server_replay_start (fixture->replay, 2, 8);
  give (fixture, "", 8, FALSE);
  assert_told (fixture, "live 8\n");
}

/* It does not read faster than the peer. */
static void
test_slow_reader (Fixture *fixture, gconstpointer data)
{
  fixture->is_full = TRUE;
  fixture->log->head = 8;
  server_replay_go_on (fixture->replay);
  server_replay_start (fixture->replay, 2, 8);
  server_replay_go_on (fixture->replay);
  give (fixture, "3 4", 4, TRUE);
  g_assert_null (fixture->log->reading);

  happen (fixture, 9);
  server_replay_go_on (fixture->replay);
  g_assert_cmpint (fixture->log->after, ==, 4);
  g_assert_cmpint (fixture->log->until, ==, 9);
  give (fixture, "5 9", 9, FALSE);
  assert_told (fixture, "3 4\n5 9\nlive 9\n");
}

/* More happens than is held: it is read. */
static void
test_flood (Fixture *fixture, gconstpointer data)
{
  gint64 seq = 8;

  fixture->log->head = seq;
  server_replay_start (fixture->replay, 2, seq);
  for (guint i = 0; i < 20000; i++)
    happen (fixture, ++seq);
  give (fixture, "3", 8, FALSE);
  assert_told (fixture, "3\n");
  g_assert_cmpint (fixture->log->after, ==, 8);
  g_assert_cmpint (fixture->log->until, ==, seq);
  give (fixture, "4", seq, FALSE);
  assert_told (fixture, "4\nlive 20008\n");
}

/* The same before it has begun. */
static void
test_flood_before (Fixture *fixture, gconstpointer data)
{
  for (gint64 seq = 1; seq <= 20000; seq++)
    happen (fixture, seq);
  server_replay_start (fixture->replay, 20000, 20000);
  give (fixture, "", 20000, FALSE);
  assert_told (fixture, "live 20000\n");
}

static void
test_failure (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GTask) task = NULL;

  fixture->log->head = 8;
  server_replay_start (fixture->replay, 2, 8);
  task = g_steal_pointer (&fixture->log->reading);
  g_task_return_new_error (task, CHARLA_CODE_ERROR, CHARLA_CODE_INTERNAL, "No disk");
  g_clear_object (&task);
  settle ();
  assert_told (fixture, "failed\n");
}

static void
test_free_while_reading (Fixture *fixture, gconstpointer data)
{
  fixture->log->head = 8;
  server_replay_start (fixture->replay, 2, 8);
  free_replay (fixture);
  give (fixture, "3", 8, FALSE);
  assert_told (fixture, "");
}

static void
test_free_while_sending (Fixture *fixture, gconstpointer data)
{
  fixture->log->head = 8;
  server_replay_start (fixture->replay, 2, 8);
  fixture->is_to_be_freed = TRUE;
  give (fixture, "3", 8, FALSE);
  assert_told (fixture, "3\n");
}

static void
test_free_while_sending_held (Fixture *fixture, gconstpointer data)
{
  fixture->log->head = 8;
  server_replay_start (fixture->replay, 2, 8);
  happen (fixture, 9);
  fixture->is_to_be_freed = TRUE;
  give (fixture, "", 8, FALSE);
  assert_told (fixture, FRAME ("9"));
}

static void
add (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/replay/nothing-missed", test_nothing_missed);
  add ("/replay/ahead", test_ahead);
  add ("/replay/behind-the-welcome", test_behind_the_welcome);
  add ("/replay/meanwhile", test_meanwhile);
  add ("/replay/nothing-visible", test_nothing_visible);
  add ("/replay/slow-reader", test_slow_reader);
  add ("/replay/flood", test_flood);
  add ("/replay/flood-before", test_flood_before);
  add ("/replay/failure", test_failure);
  add ("/replay/free-while-reading", test_free_while_reading);
  add ("/replay/free-while-sending", test_free_while_sending);
  add ("/replay/free-while-sending-held", test_free_while_sending_held);

  return g_test_run ();
}
