/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-request-private.h"

/**
 * client_request_new_post:
 * @room: id of the room
 * @text: what to say
 * @nonce: by what the server knows it again; see client_nonce_make()
 * @reply: the message that it answers, or 0
 *
 * Says @text in a room. The answer has `seq` and `time`, the same ones however often it
 * is said with one @nonce.
 *
 * Returns: (transfer full): the request
 */
ClientRequest *
client_request_new_post (const char *room, const char *text, const char *nonce, gint64 reply)
{
  ClientRequest *self = NULL;

  g_return_val_if_fail (room != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (nonce != NULL, NULL);

  self = client_request_make (CLIENT_REQUEST_POST);
  client_request_add_string (self, "room", room);
  client_request_add_string (self, "text", text);
  client_request_add_string (self, "nonce", nonce);
  client_request_add_some (self, "reply", reply);
  return self;
}

/**
 * client_request_new_edit:
 * @seq: the message
 * @text: its new text
 *
 * Gives one’s own message another text. The answer has `seq` and `time`.
 *
 * Returns: (transfer full): the request
 */
ClientRequest *
client_request_new_edit (gint64 seq, const char *text)
{
  ClientRequest *self = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  self = client_request_make (CLIENT_REQUEST_EDIT);
  client_request_add_int (self, "seq", seq);
  client_request_add_string (self, "text", text);
  return self;
}

/**
 * client_request_new_delete:
 * @seq: the message
 *
 * Deletes a message.
 *
 * Returns: (transfer full): the request
 */
ClientRequest *
client_request_new_delete (gint64 seq)
{
  ClientRequest *self = client_request_make (CLIENT_REQUEST_DELETE);

  client_request_add_int (self, "seq", seq);
  return self;
}

/**
 * client_request_new_react:
 * @seq: the message
 * @emoji: the answer
 * @is_on: %FALSE to take it back
 *
 * Answers a message with an emoji.
 *
 * Returns: (transfer full): the request
 */
ClientRequest *
client_request_new_react (gint64 seq, const char *emoji, gboolean is_on)
{
  ClientRequest *self = NULL;

  g_return_val_if_fail (emoji != NULL, NULL);

  self = client_request_make (CLIENT_REQUEST_REACT);
  client_request_add_int (self, "seq", seq);
  client_request_add_string (self, "emoji", emoji);
  client_request_add_bool (self, "on", is_on);
  return self;
}

/**
 * client_request_new_history:
 * @room: id of the room
 * @place: which messages
 * @anchor: the event that @place is about; ignored for the newest ones
 * @limit: most that one wants, or 0 to leave it to the server
 *
 * Asks for what was said in a room; see client_history_parse().
 *
 * Returns: (transfer full): the request
 */
ClientRequest *
client_request_new_history (const char *room, ClientPlace place, gint64 anchor, guint limit)
{
  static const char *const places[] = {
    [CLIENT_PLACE_NEWEST] = NULL,
    [CLIENT_PLACE_BEFORE] = "before",
    [CLIENT_PLACE_AFTER] = "after",
    [CLIENT_PLACE_AROUND] = "around",
  };
  ClientRequest *self = NULL;

  g_return_val_if_fail (room != NULL, NULL);
  g_return_val_if_fail ((guint) place < G_N_ELEMENTS (places), NULL);

  self = client_request_make (CLIENT_REQUEST_HISTORY);
  client_request_add_string (self, "room", room);
  if (places[place] != NULL)
    client_request_add_int (self, places[place], anchor);
  client_request_add_some (self, "limit", limit);
  return self;
}

/**
 * client_request_new_search:
 * @text: the words that they have in them
 * @room: (nullable): id of the room, or %NULL for all
 * @from: (nullable): who said it, their id or name
 * @before: the oldest one of the page before, or 0
 * @limit: most that one wants, or 0 to leave it to the server
 *
 * Looks for messages, the newest first.
 *
 * Returns: (transfer full): the request
 */
ClientRequest *
client_request_new_search (const char *text, const char *room, const char *from, gint64 before,
                           guint limit)
{
  ClientRequest *self = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  self = client_request_make (CLIENT_REQUEST_SEARCH);
  client_request_add_string (self, "text", text);
  client_request_add_string (self, "room", room);
  client_request_add_string (self, "from", from);
  client_request_add_some (self, "before", before);
  client_request_add_some (self, "limit", limit);
  return self;
}

/**
 * client_request_new_read:
 * @room: id of the room
 * @seq: the newest event that was read
 *
 * Says that one has read up to here.
 *
 * Returns: (transfer full): the request
 */
ClientRequest *
client_request_new_read (const char *room, gint64 seq)
{
  ClientRequest *self = NULL;

  g_return_val_if_fail (room != NULL, NULL);

  self = client_request_make (CLIENT_REQUEST_READ);
  client_request_add_string (self, "room", room);
  client_request_add_int (self, "seq", seq);
  return self;
}

/**
 * client_request_new_typing:
 * @room: id of the room
 * @is_on: %FALSE when one has stopped
 *
 * Says that one writes something.
 *
 * Returns: (transfer full): the request
 */
ClientRequest *
client_request_new_typing (const char *room, gboolean is_on)
{
  ClientRequest *self = NULL;

  g_return_val_if_fail (room != NULL, NULL);

  self = client_request_make (CLIENT_REQUEST_TYPING);
  client_request_add_string (self, "room", room);
  client_request_add_bool (self, "on", is_on);
  return self;
}
