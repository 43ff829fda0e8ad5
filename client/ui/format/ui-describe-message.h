/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-message.h"

G_BEGIN_DECLS

/**
 * UiMessageProgress:
 * @UI_MESSAGE_PROGRESS_NONE: nothing is to be said of it
 * @UI_MESSAGE_PROGRESS_QUEUED: it waits to be sent
 * @UI_MESSAGE_PROGRESS_FAILED: it will not be sent
 * @UI_MESSAGE_PROGRESS_SENT: it was sent
 * @UI_MESSAGE_PROGRESS_READ: it was read
 *
 * How far a message of one's own got, as far as it is shown.
 */
typedef enum
{
  UI_MESSAGE_PROGRESS_NONE,
  UI_MESSAGE_PROGRESS_QUEUED,
  UI_MESSAGE_PROGRESS_FAILED,
  UI_MESSAGE_PROGRESS_SENT,
  UI_MESSAGE_PROGRESS_READ,
} UiMessageProgress;

UiMessageProgress ui_describe_get_progress    (ClientMessage *message, gboolean is_direct,
                                               gint64 read_by_others);
const char       *ui_describe_progress        (UiMessageProgress progress);
const char       *ui_describe_progress_icon   (UiMessageProgress progress);
char             *ui_describe_failure         (const char *error);
char             *ui_describe_reaction        (const ClientReactionInfo *reaction);
char             *ui_describe_reply           (const char *name, const char *excerpt);
char             *ui_describe_message         (ClientMessage *message, UiMessageProgress progress);
gboolean          ui_describe_has_new_line    (ClientMessage *previous, ClientMessage *message,
                                               gint64 unread_after);

G_END_DECLS
