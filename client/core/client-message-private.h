/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-message.h"

G_BEGIN_DECLS

/**
 * ClientMessage:
 *
 * One message of a room: who said what, when, how far it got, and what has become of
 * it. What the person has written is the same object from the moment in which it is
 * written, with no place in the log yet, until others have edited, answered or deleted
 * it: views keep their row.
 */
struct _ClientMessage
{
  GObject parent_instance;

  ClientMessageInfo *info;
  gboolean own;
  gboolean mentions_me;
  gboolean after_hole;

  char *nonce;
  ClientMessageState state;
  gint64 seq;
  char *error;
};

G_END_DECLS
