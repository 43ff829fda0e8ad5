/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-session.h"

G_BEGIN_DECLS

/**
 * UiMessageContext:
 * @welcome: (nullable): a line above the first message of the room
 * @unread_after: the message up to which the person has read: the *New messages* line
 *   stands above the first one of others after it; 0 for no such line
 * @read_by_others: up to where the other one of a direct conversation has read, or 0
 * @session: (nullable): where those whom a message mentions, and what it answers, are
 *   looked up
 * @is_direct: whether it is a conversation of two
 * @may_moderate: whether the person may delete what others have said
 * @is_classic: whether the server knows messages only: no answers, reactions or edits
 *
 * What a row needs to know of the room that its message is in. It belongs to the
 * history, which binds its rows again when it changes.
 */
typedef struct
{
  const char *welcome;
  gint64 unread_after;
  gint64 read_by_others;
  ClientSession *session;
  gboolean is_direct;
  gboolean may_moderate;
  gboolean is_classic;
} UiMessageContext;

G_END_DECLS
