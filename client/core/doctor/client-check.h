/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * ClientCheckState:
 * @CLIENT_CHECK_WAITING: its turn comes
 * @CLIENT_CHECK_RUNNING: it is its turn
 * @CLIENT_CHECK_PASSED: all is well
 * @CLIENT_CHECK_WARNING: it works, and there is something to know
 * @CLIENT_CHECK_FAILED: something is wrong
 * @CLIENT_CHECK_SKIPPED: it was not tried, as it could tell nothing
 *
 * What is known of one thing.
 */
typedef enum
{
  CLIENT_CHECK_WAITING,
  CLIENT_CHECK_RUNNING,
  CLIENT_CHECK_PASSED,
  CLIENT_CHECK_WARNING,
  CLIENT_CHECK_FAILED,
  CLIENT_CHECK_SKIPPED,
} ClientCheckState;

#define CLIENT_TYPE_CHECK_STATE (client_check_state_get_type ())
GType client_check_state_get_type (void);

/**
 * ClientCheck:
 *
 * One thing that has to be right for somebody to see a chat or to reach it.
 */
#define CLIENT_TYPE_CHECK (client_check_get_type ())
G_DECLARE_FINAL_TYPE (ClientCheck, client_check, CLIENT, CHECK, GObject)

ClientCheck *client_check_new (const char *id, const char *title);

const char      *client_check_get_id     (ClientCheck *self);
const char      *client_check_get_title  (ClientCheck *self);
ClientCheckState client_check_get_state  (ClientCheck *self);
const char      *client_check_get_detail (ClientCheck *self);
const char      *client_check_get_advice (ClientCheck *self);

void client_check_set (ClientCheck *self, ClientCheckState state, const char *detail,
                       const char *advice);

G_END_DECLS
