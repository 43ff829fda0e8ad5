/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SERVER_N_COUNTED:
 *
 * Most kinds of requests, and of errors, that are told apart.
 */
#define SERVER_N_COUNTED 64

/**
 * ServerCounters:
 * @connections: connections that were taken in
 * @handshakes: TLS handshakes that went well
 * @failed_handshakes: those that did not
 * @frames_in: frames of peers
 * @bytes_in: their bytes, with their headers
 * @frames_out: frames to peers
 * @bytes_out: their bytes, with their headers
 * @messages: what was said
 * @requests: what was asked for, by server_commands_get_index()
 * @errors: how often that was refused, by #CharlaCode
 *
 * What has happened since the server was started. Each is a number that the main loop
 * adds one to, which costs nothing beside what it counts.
 */
typedef struct
{
  guint64 connections;
  guint64 handshakes;
  guint64 failed_handshakes;
  guint64 frames_in;
  guint64 bytes_in;
  guint64 frames_out;
  guint64 bytes_out;
  guint64 messages;
  guint64 requests[SERVER_N_COUNTED];
  guint64 errors[SERVER_N_COUNTED];
} ServerCounters;

void server_counters_add_sent  (ServerCounters *self, GBytes *frames);
void server_counters_add_error (ServerCounters *self, const GError *error);

G_END_DECLS
