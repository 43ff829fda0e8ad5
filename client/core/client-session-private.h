/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-backoff.h"
#include "client-keyring.h"
#include "client-known-servers.h"
#include "client-marks.h"
#include "client-opening.h"
#include "client-outbox.h"
#include "client-pager.h"
#include "client-reconnector.h"
#include "client-request.h"
#include "client-session.h"
#include "client-sync.h"
#include "client-timing.h"

G_BEGIN_DECLS

/**
 * ClientSession:
 * @secrets: what the person has given for the next hello
 * @account: (nullable): what is known of the account at this address
 * @proposal: (nullable): the token that is kept for an account that may come to be
 * @cache: (nullable): what is kept of it; %NULL until one is known, and when closed
 * @is_in_memory: whether @cache has no file
 * @cache_trouble: (nullable): why not, or why it is a new one
 * @key_trouble: (nullable): why the key to the account is not kept
 * @known_servers: which servers were used before
 * @known: (nullable): the one at this address
 * @claimed: (nullable): the id that a server has given itself which has not its key
 * @security: who can listen
 * @identity: (nullable): what the server has shown
 * @secrets_place: (nullable): where the key is, if there could be a better place
 * @outbox_server: (nullable): for which server is what is in @outbox
 * @turn: what was begun in an earlier one is of no use any more
 * @is_preparing: whether something has to be looked up before a line can be opened
 * @is_found_by_id: whether the account was looked for by the id of the server, too
 * @was_connected: whether there is to be a line again when that is done
 * @error: (nullable): why not even that could be done
 * @hello_since: the cursor in the hello for the next attempt
 * @line_since: the cursor in the hello of this attempt
 * @welcome: (nullable): what the server said on this line
 * @is_greeting: whether @welcome is being taken in
 * @is_settled: whether it is taken in: all that there is can be seen
 * @state: what was last told
 */
struct _ClientSession
{
  GObject parent_instance;

  ClientAddress *address;
  char *name;
  char *directory;
  ClientHello *secrets;

  ClientKeyring *keyring;
  ClientKnownServers *known_servers;
  ClientKnownServer *known;
  char *claimed;
  ClientSecurity security;
  ClientIdentity *identity;
  char *secrets_place;
  ClientAccount *account;
  char *proposal;
  ClientCache *cache;
  gboolean is_in_memory;
  char *cache_trouble;
  char *key_trouble;

  ClientRoomList *rooms;
  ClientPager *pager;
  ClientSync *sync;
  ClientOutbox *outbox;
  char *outbox_server;
  ClientMarks *marks;
  ClientReconnector *reconnector;
  GHashTable *typing; /* id of a room → when that was last told */
  ClientRoom *lobby;
  ClientUserInfo *me;

  guint turn;
  gboolean is_preparing;
  gboolean is_found_by_id;
  gboolean was_connected;
  gboolean is_loaded;
  GError *error;

  gint64 hello_since;
  gint64 line_since;
  ClientWelcome *welcome;
  gboolean is_greeting;
  gboolean is_settled;
  gboolean is_caught_up;
  gboolean is_classic;
  char *server_name;
  char *motd;
  ClientSessionState state;

  guint n_under_way; /* what has to be done before a program may end */
  GList *ends; /* of GTask */
};

ClientSession *client_session_new_with (ClientAddress *address, const char *name,
                                        const char *directory, GNetworkMonitor *monitor,
                                        const ClientBackoff *backoff,
                                        const ClientTiming *timing);

/* client-session.c */
void client_session_notify       (ClientSession *self, const char *property);
void client_session_update_state (ClientSession *self);
void client_session_set_flag     (ClientSession *self, gboolean *flag, gboolean value,
                                  const char *property);
void client_session_set_text     (ClientSession *self, char **text, const char *value,
                                  const char *property);
void client_session_set_trouble  (ClientSession *self, char **which, const char *trouble);

/* client-session-life.c: coming and going. */
void client_session_begin_work (ClientSession *self);
void client_session_end_work   (ClientSession *self);

/* client-session-start.c: from an address to an open cache and a line. */
void client_session_update_hello (ClientSession *self);
void client_session_prepare      (ClientSession *self);
void client_session_find_account (ClientSession *self);
void client_session_connect      (ClientSession *self);
void client_session_try_file     (ClientSession *self);
void client_session_go_to_memory (ClientSession *self, const GError *why);
void client_session_greet        (ClientSession *self);
void client_session_drop_cache   (ClientSession *self);

/* client-session-claim.c: the key to a name that nobody may have yet. */
void client_session_propose         (ClientSession *self);
void client_session_clear_proposal  (ClientSession *self);
void client_session_forget_proposal (ClientSession *self);

/* client-session-trust.c: whom one speaks to. */
void     client_session_find_known (ClientSession *self);
void     client_session_update_secrets_place (ClientSession *self);
void     client_session_update_identity (ClientSession *self);
void     client_session_check_question  (ClientSession *self);
gboolean client_session_check_welcome   (ClientSession *self, ClientWelcome *welcome);
void     client_session_remember        (ClientSession *self, ClientWelcome *welcome);
gboolean client_session_is_of_known     (ClientSession *self, const ClientAccount *account);

/* client-session-step.c: what was begun for a session. */
gpointer       client_session_step_new      (ClientSession *self);
guint          client_session_step_get_turn (gpointer step);
ClientSession *client_session_step_end      (gpointer step, gboolean in_turn);
void client_session_keep_key     (ClientSession *self);

/* client-session-news.c: what comes. */
void client_session_watch        (ClientSession *self);
void client_session_lose_line    (ClientSession *self);
void client_session_take_changes (ClientSession *self, ClientChanges *changes);
void client_session_show_start   (ClientSession *self, ClientStart *start);

/* client-session-messages.c: what the person says and reads. */
void client_session_send           (ClientSession *self, const ClientOutgoing *outgoing);
void client_session_report         (ClientSession *self, const ClientOutgoing *outgoing);
void client_session_tell_marks     (ClientSession *self, ClientWelcome *welcome);

/* client-session-requests.c */
void           client_session_ask        (ClientSession *self, ClientRequest *request,
                                          gpointer tag, GAsyncReadyCallback callback,
                                          gpointer user_data);
CharlaMessage *client_session_ask_finish (ClientSession *self, GAsyncResult *result, gpointer tag,
                                          GError **error);
GError        *client_session_new_lost_error (void);

G_END_DECLS
