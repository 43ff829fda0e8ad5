/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * A notification daemon on a connection of its own, served by the default main
 * context. It writes down what it is told to do.
 */
typedef struct
{
  GDBusConnection *connection;
  guint registration;
  char **capabilities;
  gboolean hangs;
  guint last_id;

  GPtrArray *shown;  /* GVariant: the parameters of each Notify */
  GArray *withdrawn; /* guint32: the ids of each CloseNotification */
  GPtrArray *held;   /* GDBusMethodInvocation: what it has not answered */
} FakeDaemon;

FakeDaemon *fake_daemon_new    (const char *bus_address, const char *capabilities);
void        fake_daemon_free   (FakeDaemon *self);
void        fake_daemon_resume (FakeDaemon *self);
void        fake_daemon_emit   (FakeDaemon *self, const char *signal, GVariant *parameters);
const char *fake_daemon_get_text (FakeDaemon *self, guint call, guint member);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FakeDaemon, fake_daemon_free)

G_END_DECLS
