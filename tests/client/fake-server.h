/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "client-address.h"

G_BEGIN_DECLS

/*
 * A server that does what a test says, in the main loop of the test. It keeps the
 * connection that came last, and reads all that comes.
 * Its address says that it is not encrypted.
 */
typedef struct
{
  /* What a test may look at and set. */
  guint n_accepted;
  GString *heard; /* on the last connection */
  gboolean flooded; /* all of a flood has been written */
  gboolean ended; /* the client has closed the last connection */
  gboolean turns_away; /* closes as soon as it hears anything */
  gboolean is_classic; /* takes a hello of Charla's own dialect for nonsense, and closes */

  /*< private >*/
  GSocketService *service;
  GSocketConnection *connection;
  GCancellable *reading;
  guint16 port;
  char buffer[4096];
} FakeServer;

FakeServer    *fake_server_new         (void);
void           fake_server_free        (FakeServer *self);
ClientAddress *fake_server_get_address (FakeServer *self);

/* Stops listening, and listens again at the same port. */
void fake_server_go_away   (FakeServer *self);
void fake_server_come_back (FakeServer *self);

void fake_server_say     (FakeServer *self, const char *bytes, gssize length);
void fake_server_flood   (FakeServer *self, const char *bytes, gsize length);
void fake_server_message (FakeServer *self, const char *sender, const char *text);
/* In Charla's own dialect, with ' in place of ": says an object; lets the client in;
 * takes the next frame that has been heard, or NULL. */
void  fake_server_tell    (FakeServer *self, const char *json);
void  fake_server_welcome (FakeServer *self);
char *fake_server_hear    (FakeServer *self);

void fake_server_close   (FakeServer *self);
void fake_server_reset   (FakeServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FakeServer, fake_server_free)

G_END_DECLS
