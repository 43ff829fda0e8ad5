/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recorder.h"

#include <string.h>

static void test_recorder_iface_init (CharlaReceiverInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestRecorder, test_recorder, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CHARLA_TYPE_RECEIVER, test_recorder_iface_init))

static void
test_recorder_received (CharlaReceiver *receiver, CharlaConnection *connection, GBytes *payload)
{
  TestRecorder *self = TEST_RECORDER (receiver);

  g_assert_cmpuint (self->n_closed, ==, 0);
  g_ptr_array_add (self->frames, g_bytes_ref (payload));
  if (self->on_received != NULL)
    self->on_received (self, connection, self->user_data);
}

static void
test_recorder_drained (CharlaReceiver *receiver, CharlaConnection *connection)
{
  TestRecorder *self = TEST_RECORDER (receiver);

  g_assert_cmpuint (self->n_closed, ==, 0);
  g_assert_cmpuint (charla_connection_get_queued (connection), ==, 0);
  self->n_drained++;
  if (self->on_drained != NULL)
    self->on_drained (self, connection, self->user_data);
}

static void
test_recorder_closed (CharlaReceiver *receiver, CharlaConnection *connection, const GError *reason)
{
  TestRecorder *self = TEST_RECORDER (receiver);

  g_assert_false (charla_connection_is_open (connection));
  self->n_closed++;
  g_assert_cmpuint (self->n_closed, ==, 1);
  self->reason = reason != NULL ? g_error_copy (reason) : NULL;
  if (self->on_closed != NULL)
    self->on_closed (self, connection, self->user_data);
}

static void
test_recorder_iface_init (CharlaReceiverInterface *iface)
{
  iface->received = test_recorder_received;
  iface->drained = test_recorder_drained;
  iface->closed = test_recorder_closed;
}

static void
test_recorder_finalize (GObject *object)
{
  TestRecorder *self = TEST_RECORDER (object);

  g_clear_pointer (&self->frames, g_ptr_array_unref);
  g_clear_error (&self->reason);

  G_OBJECT_CLASS (test_recorder_parent_class)->finalize (object);
}

static void
test_recorder_class_init (TestRecorderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_recorder_finalize;
}

static void
test_recorder_init (TestRecorder *self)
{
  self->frames = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
}

TestRecorder *
test_recorder_new (void)
{
  return g_object_new (TEST_TYPE_RECORDER, NULL);
}

void
test_recorder_assert_frames (TestRecorder *self, ...)
{
  const char *expected = NULL;
  guint i = 0;
  va_list args;

  va_start (args, self);
  while ((expected = va_arg (args, const char *)) != NULL)
    {
      gsize size = 0;
      const char *data = NULL;

      g_assert_cmpuint (i, <, self->frames->len);
      data = g_bytes_get_data (self->frames->pdata[i++], &size);
      g_assert_cmpmem (data, size, expected, strlen (expected));
    }
  va_end (args);

  g_assert_cmpuint (self->frames->len, ==, i);
}
