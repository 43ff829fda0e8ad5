/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charla-watcher.h"

#include <errno.h>
#include <sys/socket.h>

#include "charla-frame.h"
#include "line.h"

/* What a connection asks of a watcher, seen by one that only counts. */

#define TEST_TYPE_WATCHER (test_watcher_get_type ())
G_DECLARE_FINAL_TYPE (TestWatcher, test_watcher, TEST, WATCHER, GObject)

struct _TestWatcher
{
  GObject parent_instance;

  guint n_added;
  guint n_removed;
  guint n_blocked;
  guint n_scheduled_in;
  guint n_scheduled_out;
  gboolean refuse;
};

static void test_watcher_iface_init (CharlaWatcherInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestWatcher, test_watcher, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CHARLA_TYPE_WATCHER,
                                                      test_watcher_iface_init))

static gboolean
test_watcher_add (CharlaWatcher *watcher, CharlaConnection *connection, GError **error)
{
  TestWatcher *self = TEST_WATCHER (watcher);

  if (self->refuse)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "No more of them");
      return FALSE;
    }

  self->n_added++;
  charla_connection_set_watch (connection, self);

  return TRUE;
}

static void
test_watcher_remove (CharlaWatcher *watcher, CharlaConnection *connection)
{
  TEST_WATCHER (watcher)->n_removed++;
  g_assert_true (charla_connection_get_watch (connection) == watcher);
}

static void
test_watcher_blocked (CharlaWatcher *watcher, CharlaConnection *connection)
{
  TEST_WATCHER (watcher)->n_blocked++;
}

static void
test_watcher_schedule (CharlaWatcher *watcher, CharlaConnection *connection,
                       GIOCondition condition)
{
  TEST_WATCHER (watcher)->n_scheduled_in += (condition & G_IO_IN) != 0;
  TEST_WATCHER (watcher)->n_scheduled_out += (condition & G_IO_OUT) != 0;
}

static void
test_watcher_iface_init (CharlaWatcherInterface *iface)
{
  iface->add = test_watcher_add;
  iface->remove = test_watcher_remove;
  iface->blocked = test_watcher_blocked;
  iface->schedule = test_watcher_schedule;
}

static void
test_watcher_class_init (TestWatcherClass *klass)
{
}

static void
test_watcher_init (TestWatcher *self)
{
}

static void
send_bytes (Line *line, gsize size)
{
  g_autofree char *text = g_strnfill (size, 'x');
  g_autoptr (GBytes) frame = charla_frame_new (text, size);

  g_assert_true (charla_connection_send (line->connection, frame, NULL));
}

static void
test_life (void)
{
  TestWatcher *watcher = g_object_new (TEST_TYPE_WATCHER, NULL);
  Line closed = { 0 };
  Line dropped = { 0 };

  line_open (&closed, CHARLA_WATCHER (watcher), NULL);
  line_open (&dropped, CHARLA_WATCHER (watcher), NULL);
  g_assert_cmpuint (watcher->n_added, ==, 2);
  line_close (&dropped);
  charla_connection_close (closed.connection, NULL);
  charla_connection_close (closed.connection, NULL);
  g_assert_cmpuint (watcher->n_removed, ==, 2);
  line_close (&closed);
  g_assert_cmpuint (watcher->n_removed, ==, 2);
  g_assert_finalize_object (watcher);
}

static void
test_refused (void)
{
  g_autoptr (TestWatcher) watcher = g_object_new (TEST_TYPE_WATCHER, NULL);
  g_autoptr (GIOStream) stream = line_stream_for_fd (socket (AF_INET, SOCK_STREAM, 0));
  g_autoptr (CharlaConnection) connection =
    charla_connection_new (stream, 10, CHARLA_WATCHER (watcher), NULL);
  g_autoptr (GError) error = NULL;

  watcher->refuse = TRUE;
  g_assert_false (charla_connection_start (connection, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_clear_object (&connection);
  g_assert_cmpuint (watcher->n_removed, ==, 0);
}

static void
test_writing (void)
{
  TestWatcher *watcher = g_object_new (TEST_TYPE_WATCHER, NULL);
  Line line = { 0 };

  line_open (&line, CHARLA_WATCHER (watcher), NULL);
  send_bytes (&line, 10);
  send_bytes (&line, 100000);
  send_bytes (&line, 10);
  g_assert_cmpuint (watcher->n_scheduled_out, ==, 1);
  g_assert_cmpuint (watcher->n_blocked, ==, 0);

  charla_connection_ready (line.connection, G_IO_OUT);
  g_assert_cmpuint (watcher->n_blocked, ==, 1);
  send_bytes (&line, 10);
  g_assert_cmpuint (watcher->n_scheduled_out, ==, 1);

  while (charla_connection_get_queued (line.connection) > 0)
    {
      char buffer[8192];

      g_assert_cmpint (recv (line.peer, buffer, sizeof buffer, 0), >, 0);
      charla_connection_ready (line.connection, G_IO_OUT);
    }
  g_assert_cmpuint (line.recorder->n_drained, ==, 1);
  send_bytes (&line, 10);
  g_assert_cmpuint (watcher->n_scheduled_out, ==, 2);
  line_close (&line);
  g_assert_finalize_object (watcher);
}

/* Told once that there is something to read, it reads all of it, a share a turn. */
static void
test_reading (void)
{
  static const int size = 1024 * 1024;
  g_autofree char *text = g_strnfill (CHARLA_READ_SHARE - 10, 'x');
  g_autofree char *frame = g_strdup_printf ("%-10d%s", CHARLA_READ_SHARE - 10, text);
  TestWatcher *watcher = g_object_new (TEST_TYPE_WATCHER, NULL);
  Line line = { 0 };

  line_open (&line, CHARLA_WATCHER (watcher), NULL);
  g_assert_no_errno (setsockopt (line.peer, SOL_SOCKET, SO_SNDBUF, &size, sizeof size));
  line_say (&line, frame);
  line_say (&line, "1         x");
  charla_connection_ready (line.connection, G_IO_IN);
  g_assert_cmpuint (watcher->n_scheduled_in, ==, 1);
  g_assert_cmpuint (line.recorder->frames->len, ==, 1);
  charla_connection_ready (line.connection, G_IO_IN);
  g_assert_cmpuint (watcher->n_scheduled_in, ==, 1);
  g_assert_cmpuint (line.recorder->frames->len, ==, 2);

  line_close_peer (&line);
  charla_connection_ready (line.connection, G_IO_HUP);
  g_assert_true (line_is_closed (&line));
  line_close (&line);
  g_assert_finalize_object (watcher);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/protocol/watcher/life", test_life);
  g_test_add_func ("/protocol/watcher/refused", test_refused);
  g_test_add_func ("/protocol/watcher/writing", test_writing);
  g_test_add_func ("/protocol/watcher/reading", test_reading);

  return g_test_run ();
}
