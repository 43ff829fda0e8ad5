/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CHARLA_DEFAULT_PORT:
 *
 * The TCP port of a chat when none is named: the original chat room's.
 */
#define CHARLA_DEFAULT_PORT 1234

/**
 * CHARLA_HEADER_SIZE:
 *
 * Size of a frame's header, in bytes.
 */
#define CHARLA_HEADER_SIZE 10

/**
 * CHARLA_FRAME_MAX_FROM_CLIENT:
 *
 * Largest payload that a server reads, in bytes. A peer that nobody knows yet
 * can make the server hold this much and no more.
 */
#define CHARLA_FRAME_MAX_FROM_CLIENT 65536

/**
 * CHARLA_FRAME_MAX_FROM_SERVER:
 *
 * Largest payload that a client reads, in bytes: room for a page of history.
 * A false or broken server cannot fill the memory of its clients.
 */
#define CHARLA_FRAME_MAX_FROM_SERVER 1048576

/**
 * CHARLA_TEXT_MAX:
 *
 * Longest text of a message, in bytes of UTF-8. One message cannot cost
 * everybody who receives it more than this.
 */
#define CHARLA_TEXT_MAX 16384

/**
 * CHARLA_NAME_MAX:
 *
 * Longest name of a user, in characters, so that it fits beside each message.
 */
#define CHARLA_NAME_MAX 32

/**
 * CHARLA_FIRST_FRAME_TIMEOUT_MS:
 *
 * Time in which a connection completes its first frame, in milliseconds. A
 * peer that says nothing cannot hold a place longer.
 */
#define CHARLA_FIRST_FRAME_TIMEOUT_MS 10000

/**
 * CHARLA_READ_SHARE:
 *
 * Most bytes that are read from one connection in one turn of the main loop. A
 * peer that never stops sending does not keep the others waiting.
 */
#define CHARLA_READ_SHARE 65536

/**
 * CHARLA_READS_SHARE:
 *
 * Most times that one connection is read from in one turn of the main loop. A record of
 * TLS may have a single byte in it, and each is as much work as one with many: without
 * this, those that fit into %CHARLA_READ_SHARE could keep the others waiting for a tenth of
 * a second.
 */
#define CHARLA_READS_SHARE 32

/**
 * CHARLA_FRAMES_SHARE:
 *
 * Most frames that are received from one connection in one turn of the main loop.
 * What a frame costs depends on how many are told of it, not on its size: without
 * this, the thousands of tiny frames that fit into %CHARLA_READ_SHARE could keep a
 * server with many members busy for seconds.
 */
#define CHARLA_FRAMES_SHARE 64

/**
 * CHARLA_QUEUE_MAX:
 *
 * Most bytes that wait for one slow reader. Beyond it the reader is let go:
 * the memory of the server does not depend on who reads.
 */
#define CHARLA_QUEUE_MAX (4 * 1024 * 1024)

/**
 * CHARLA_DEPTH_MAX:
 *
 * Deepest nesting of a message, in objects and arrays, the outermost counted as
 * one. A peer cannot send a reader down a stack that ends.
 */
#define CHARLA_DEPTH_MAX 16

/**
 * CHARLA_INTEGER_MAX:
 *
 * Largest integer of a message, and its negation the smallest: beyond it not
 * every language that reads JSON tells one integer from the next.
 */
#define CHARLA_INTEGER_MAX G_GINT64_CONSTANT (9007199254740991)

G_END_DECLS
