/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charla-connection.h"

G_BEGIN_DECLS

/* A receiver that writes down what it is told, and can be made to do something
 * at each frame. */
#define TEST_TYPE_RECORDER (test_recorder_get_type ())
G_DECLARE_FINAL_TYPE (TestRecorder, test_recorder, TEST, RECORDER, GObject)

typedef void (*TestRecorderFunc) (TestRecorder *self, CharlaConnection *connection, gpointer user_data);

struct _TestRecorder
{
  GObject parent_instance;

  GPtrArray *frames; /* of GBytes */
  guint n_drained;
  guint n_closed;
  GError *reason;

  TestRecorderFunc on_received;
  TestRecorderFunc on_drained;
  TestRecorderFunc on_closed;
  gpointer user_data;
};

TestRecorder *test_recorder_new (void);

/* Asserts that the frames so far are these, up to a NULL. */
void test_recorder_assert_frames (TestRecorder *self, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
