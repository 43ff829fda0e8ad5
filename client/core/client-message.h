/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-message-info.h"
#include "client-message-state.h"
#include "client-outgoing.h"
#include "client-user-info.h"

G_BEGIN_DECLS

#define CLIENT_TYPE_MESSAGE (client_message_get_type ())
G_DECLARE_FINAL_TYPE (ClientMessage, client_message, CLIENT, MESSAGE, GObject)

ClientMessage *client_message_new_received (ClientMessageInfo *info, const char *me);
ClientMessage *client_message_new_outgoing (const ClientOutgoing *outgoing, ClientUserInfo *me);

ClientMessageInfo *client_message_get_info    (ClientMessage *self);
gint64             client_message_get_seq     (ClientMessage *self);
const char        *client_message_get_nonce   (ClientMessage *self);
const char        *client_message_get_room    (ClientMessage *self);
const char        *client_message_get_sender  (ClientMessage *self);
const char        *client_message_get_text    (ClientMessage *self);
gint64             client_message_get_time    (ClientMessage *self);
gboolean           client_message_get_own     (ClientMessage *self);
ClientMessageState client_message_get_state   (ClientMessage *self);
const char        *client_message_get_error   (ClientMessage *self);
gboolean           client_message_get_deleted (ClientMessage *self);
gboolean           client_message_get_mentions_me (ClientMessage *self);
gboolean           client_message_get_after_hole  (ClientMessage *self);

void client_message_update         (ClientMessage *self, ClientMessageInfo *info, const char *me);
void client_message_report         (ClientMessage *self, ClientMessageState state, gint64 seq,
                                    const char *error);
void client_message_set_after_hole (ClientMessage *self, gboolean after_hole);

G_END_DECLS
