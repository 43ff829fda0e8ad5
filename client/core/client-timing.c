/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-timing.h"

/**
 * client_timing_init:
 * @self: (out caller-allocates): a timing
 *
 * Fills in what a person finds neither hasty nor slow.
 */
void
client_timing_init (ClientTiming *self)
{
  g_return_if_fail (self != NULL);

  *self = (ClientTiming){
    .connect_ms = 10000,
    /* Far from what a busy server takes: it makes an account of the name at its first
     * hello, and the key to it is in the answer. */
    .detection_ms = 5000,
    .classic_ms = 1000,
    .hello_ms = 30000,
    .request_ms = 30000,
    .ping_ms = 30000,
  };
}
