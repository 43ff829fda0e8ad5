/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "peer.h"
#include "server-call.h"

G_BEGIN_DECLS

/* All that a server has but its connections, with a store in a folder of its own. */
typedef struct
{
  ServerServices services;
  ServerCounters counters;
  ServerTurns turns;
  char *folder;
} TestServices;

void test_services_open  (TestServices *self);
void test_services_close (TestServices *self);

/* Removes a folder and the files in it. */
void test_services_remove (const char *folder);

/* Makes an account, and returns its number. */
gint64 test_services_claim (TestServices *self, const char *name, char **token);

/* Has something written, and waits for what has become of it: the seq, or 0 and
 * the code of the error. */
gint64 test_services_append (TestServices *self, ServerChange *change, int *code);

/* Gives somebody a role in the Lobby, as only an administrator of the machine can at first. */
void test_services_promote (TestServices *self, const char *name, ServerRole role);

G_END_DECLS
