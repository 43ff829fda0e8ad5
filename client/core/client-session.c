/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-session-private.h"

/**
 * ClientSession:
 *
 * One person in one chat, for as long as the person wants to be there. It shows what
 * this device knows of the chat at once, joins it, brings what was missed and what is
 * new, and comes back when the line is lost.
 *
 * A first attempt that fails is the person's to mend: the session is offline again,
 * and [property@Session:error] says why. Once it has been online it comes back by
 * itself after every loss, with growing pauses and at once when the network returns,
 * until client_session_close(). It gives up only when what answers was no chat from
 * the beginning, or when the server wants something that only the person can give.
 *
 * Everything goes through the cache: what the server tells is shown when the cache has
 * it, and what the person says is sent when the cache has it. So nothing is shown twice
 * or missed, and nothing said twice or lost, whenever the line, this program or the
 * server ends. What the session knows, it knows of its parts:
 *
 * - #ClientReconnector keeps a line to the server,
 * - #ClientSync brings events into the cache,
 * - #ClientOutbox brings messages from the cache to the server,
 * - #ClientRoomList shows what is in the cache.
 *
 * A server of the classic dialect has no accounts and tells nothing twice: the cache is
 * in memory then, and ends with the session.
 */
G_DEFINE_FINAL_TYPE (ClientSession, client_session, G_TYPE_OBJECT)

enum
{
  PROP_ADDRESS = 1,
  PROP_NAME,
  PROP_STATE,
  PROP_ERROR,
  PROP_RETRY_AT,
  PROP_IS_LOADED,
  PROP_IS_CLASSIC,
  PROP_IS_CAUGHT_UP,
  PROP_ROOMS,
  PROP_LOBBY,
  PROP_ME,
  PROP_SERVER_NAME,
  PROP_MOTD,
  PROP_TROUBLE,
  PROP_N_QUEUED,
  PROP_SECURITY,
  PROP_IDENTITY,
  PROP_SECRETS_PLACE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/*
 * Says that a property is another one now.
 */
void
client_session_notify (ClientSession *self, const char *property)
{
  g_object_notify (G_OBJECT (self), property);
}

/*
 * Sets what is true or not, and says so if it was otherwise.
 */
void
client_session_set_flag (ClientSession *self,
                         gboolean *flag,
                         gboolean value,
                         const char *property)
{
  if (*flag == value)
    return;

  *flag = value;
  client_session_notify (self, property);
}

/*
 * Sets a text, and says so if it was another one.
 */
void
client_session_set_text (ClientSession *self,
                         char **text,
                         const char *value,
                         const char *property)
{
  if (g_strcmp0 (*text, value) == 0)
    return;

  g_free (*text);
  *text = g_strdup (value);
  client_session_notify (self, property);
}

/*
 * Says what is wrong with what is kept on this device; %NULL for nothing.
 */
void
client_session_set_trouble (ClientSession *self, char **which, const char *trouble)
{
  client_session_set_text (self, which, trouble, "trouble");
}

static ClientSessionState
client_session_find_state (ClientSession *self)
{
  ClientSessionState state = client_reconnector_get_state (self->reconnector);

  if (self->is_preparing || (state == CLIENT_SESSION_ONLINE && !self->is_settled))
    return CLIENT_SESSION_CONNECTING;

  return state;
}

/*
 * Says how the session stands, if it is otherwise than was told last.
 */
void
client_session_update_state (ClientSession *self)
{
  ClientSessionState state = client_session_find_state (self);

  if (state == self->state)
    return;

  self->state = state;
  client_session_notify (self, "state");
}

static void
client_session_dispose (GObject *object)
{
  ClientSession *self = CLIENT_SESSION (object);

  /* Nobody is told of what ends with the session. */
  g_object_freeze_notify (object);
  g_signal_handlers_disconnect_by_data (self->reconnector, self);
  g_signal_handlers_disconnect_by_data (self->sync, self);
  client_session_close (self);
  g_signal_handlers_disconnect_by_data (self->outbox, self);

  G_OBJECT_CLASS (client_session_parent_class)->dispose (object);
}

static void
client_session_finalize (GObject *object)
{
  ClientSession *self = CLIENT_SESSION (object);

  g_clear_pointer (&self->address, client_address_unref);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->directory, g_free);
  g_clear_pointer (&self->secrets, client_hello_free);
  client_session_clear_proposal (self);
  g_clear_object (&self->keyring);
  g_clear_pointer (&self->account, client_account_free);
  g_clear_pointer (&self->cache_trouble, g_free);
  g_clear_pointer (&self->key_trouble, g_free);
  g_clear_object (&self->lobby);
  g_clear_object (&self->rooms);
  g_clear_object (&self->sync);
  g_clear_object (&self->outbox);
  g_clear_pointer (&self->outbox_server, g_free);
  g_clear_pointer (&self->marks, client_marks_free);
  g_clear_object (&self->reconnector);
  g_clear_pointer (&self->typing, g_hash_table_unref);
  g_clear_pointer (&self->me, client_user_info_unref);
  g_clear_error (&self->error);
  g_clear_pointer (&self->server_name, g_free);
  g_clear_pointer (&self->motd, g_free);
  g_clear_object (&self->known_servers);
  g_clear_object (&self->known);
  g_clear_pointer (&self->claimed, g_free);
  g_clear_pointer (&self->identity, client_identity_unref);
  g_clear_pointer (&self->secrets_place, g_free);

  G_OBJECT_CLASS (client_session_parent_class)->finalize (object);
}

/* Who can listen, and who finds the keys. */
static void
client_session_get_trust_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ClientSession *self = CLIENT_SESSION (object);

  switch (id)
    {
    case PROP_SECURITY:
      g_value_set_enum (value, client_session_get_security (self));
      break;
    case PROP_IDENTITY:
      g_value_set_boxed (value, client_session_get_identity (self));
      break;
    case PROP_SECRETS_PLACE:
      g_value_set_string (value, self->secrets_place);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
client_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ClientSession *self = CLIENT_SESSION (object);

  switch (id)
    {
    case PROP_ADDRESS:
      g_value_set_boxed (value, self->address);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, client_session_get_error (self));
      break;
    case PROP_RETRY_AT:
      g_value_set_int64 (value, client_session_get_retry_at (self));
      break;
    case PROP_IS_LOADED:
      g_value_set_boolean (value, self->is_loaded);
      break;
    case PROP_IS_CLASSIC:
      g_value_set_boolean (value, self->is_classic);
      break;
    case PROP_IS_CAUGHT_UP:
      g_value_set_boolean (value, self->is_caught_up);
      break;
    case PROP_ROOMS:
      g_value_set_object (value, self->rooms);
      break;
    case PROP_LOBBY:
      g_value_set_object (value, self->lobby);
      break;
    case PROP_ME:
      g_value_set_boxed (value, self->me);
      break;
    case PROP_SERVER_NAME:
      g_value_set_string (value, self->server_name);
      break;
    case PROP_MOTD:
      g_value_set_string (value, self->motd);
      break;
    case PROP_TROUBLE:
      g_value_set_string (value, client_session_get_trouble (self));
      break;
    case PROP_N_QUEUED:
      g_value_set_uint (value, client_session_get_n_queued (self));
      break;
    default:
      client_session_get_trust_property (object, id, value, pspec);
      break;
    }
}

/* Of what is the same for as long as the session lives nobody has to be told. */
static const GParamFlags given = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
static const GParamFlags told =
  G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

/* How it stands. */
static void
client_session_make_state_properties (void)
{
  /**
   * ClientSession:address:
   *
   * Where the chat is.
   */
  properties[PROP_ADDRESS] = g_param_spec_boxed ("address", NULL, NULL, CLIENT_TYPE_ADDRESS, given);

  /**
   * ClientSession:name:
   *
   * The name of the person.
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, given);

  /**
   * ClientSession:state:
   *
   * Whether the person is in the chat. Once it is %CLIENT_SESSION_ONLINE the rooms are
   * there.
   */
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, CLIENT_TYPE_SESSION_STATE, CLIENT_SESSION_OFFLINE, told);

  /**
   * ClientSession:error:
   *
   * Why the last attempt failed or the line was lost, a #ClientError with a
   * sentence for the person; %NULL when online, and when the person has left.
   */
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, told);

  /**
   * ClientSession:retry-at:
   *
   * When the next attempt begins, in microseconds of g_get_monotonic_time(); 0 when
   * none is due.
   */
  properties[PROP_RETRY_AT] = g_param_spec_int64 ("retry-at", NULL, NULL, 0, G_MAXINT64, 0, told);

  /**
   * ClientSession:is-loaded:
   *
   * Whether what this device knows is in [property@Session:rooms].
   */
  properties[PROP_IS_LOADED] = g_param_spec_boolean ("is-loaded", NULL, NULL, FALSE, told);

  /**
   * ClientSession:is-classic:
   *
   * Whether the server knows only the classic dialect: one room, and no account.
   */
  properties[PROP_IS_CLASSIC] = g_param_spec_boolean ("is-classic", NULL, NULL, FALSE, told);
}

/* Who can listen, and who finds the keys. */
static void
client_session_make_trust_properties (void)
{
  /**
   * ClientSession:security:
   *
   * Who can listen on the line that there is, or was last.
   */
  properties[PROP_SECURITY] = g_param_spec_enum ("security", NULL, NULL, CLIENT_TYPE_SECURITY,
                                                 CLIENT_SECURITY_NONE, told);

  /**
   * ClientSession:identity:
   *
   * What the server has shown of itself; %NULL before it did, and when it is not encrypted.
   */
  properties[PROP_IDENTITY] =
    g_param_spec_boxed ("identity", NULL, NULL, CLIENT_TYPE_IDENTITY, told);

  /**
   * ClientSession:secrets-place:
   *
   * A sentence for the person, if the key to the account is in a file, as there is nothing
   * better.
   */
  properties[PROP_SECRETS_PLACE] = g_param_spec_string ("secrets-place", NULL, NULL, NULL, told);
}

/* What is known of the chat. */
static void
client_session_make_chat_properties (void)
{
  /**
   * ClientSession:is-caught-up:
   *
   * Whether it is online, and all that was missed has come.
   */
  properties[PROP_IS_CAUGHT_UP] = g_param_spec_boolean ("is-caught-up", NULL, NULL, FALSE, told);

  /**
   * ClientSession:rooms:
   *
   * The rooms that the person is in, those first where something was said last.
   */
  properties[PROP_ROOMS] = g_param_spec_object ("rooms", NULL, NULL, CLIENT_TYPE_ROOM_LIST, given);

  /**
   * ClientSession:lobby:
   *
   * The room that everyone is in, as soon as it is known.
   */
  properties[PROP_LOBBY] = g_param_spec_object ("lobby", NULL, NULL, CLIENT_TYPE_ROOM, told);

  /**
   * ClientSession:me:
   *
   * The person, as soon as the server has told of them.
   */
  properties[PROP_ME] = g_param_spec_boxed ("me", NULL, NULL, CLIENT_TYPE_USER_INFO, told);

  /**
   * ClientSession:server-name:
   *
   * What the server calls itself, as soon as it is known.
   */
  properties[PROP_SERVER_NAME] = g_param_spec_string ("server-name", NULL, NULL, NULL, told);

  /**
   * ClientSession:motd:
   *
   * What the server has to say to everyone who comes.
   */
  properties[PROP_MOTD] = g_param_spec_string ("motd", NULL, NULL, NULL, told);

  /**
   * ClientSession:trouble:
   *
   * A sentence for the person, if what is to be kept on this device is not.
   */
  properties[PROP_TROUBLE] = g_param_spec_string ("trouble", NULL, NULL, NULL, told);

  /**
   * ClientSession:n-queued:
   *
   * How many of the person's messages the server has not got for certain.
   */
  properties[PROP_N_QUEUED] = g_param_spec_uint ("n-queued", NULL, NULL, 0, G_MAXUINT, 0, told);
}

static void
client_session_install_signals (GType type)
{
  /**
   * ClientSession::received:
   * @self: the session
   * @room: a room
   * @message: what somebody else has said there
   *
   * A message has come that the person has not read on any device, now or while they were
   * away. It is in the room already.
   */
  g_signal_new ("received", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                CLIENT_TYPE_ROOM, CLIENT_TYPE_MESSAGE);

  /**
   * ClientSession::event:
   * @self: the session
   * @event: (type gpointer): a #ClientEvent that is in the log of the server
   *
   * Something has happened, and is in the cache. Each event comes once, in order.
   */
  g_signal_new ("event", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_POINTER);

  /**
   * ClientSession::notice:
   * @self: the session
   * @text: what the server has to say to the person, or that they may not do something any
   *   more, in a sentence
   */
  g_signal_new ("notice", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_STRING);
}

static void
client_session_class_init (ClientSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = client_session_dispose;
  object_class->finalize = client_session_finalize;
  object_class->get_property = client_session_get_property;
  client_session_make_state_properties ();
  client_session_make_chat_properties ();
  client_session_make_trust_properties ();
  g_object_class_install_properties (object_class, N_PROPS, properties);
  client_session_install_signals (G_TYPE_FROM_CLASS (klass));
}

static void
client_session_init (ClientSession *self)
{
  self->rooms = client_room_list_new ();
  self->sync = client_sync_new ();
  self->outbox = client_outbox_new ();
  self->marks = client_marks_new ();
  self->typing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->hello_since = CLIENT_HELLO_NOTHING_SEEN;
  self->line_since = CLIENT_HELLO_NOTHING_SEEN;
}
