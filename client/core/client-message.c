/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-message-private.h"

G_DEFINE_FINAL_TYPE (ClientMessage, client_message, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (ClientMessageState,
                    client_message_state,
                    G_DEFINE_ENUM_VALUE (CLIENT_MESSAGE_QUEUED, "queued"),
                    G_DEFINE_ENUM_VALUE (CLIENT_MESSAGE_SENT, "sent"),
                    G_DEFINE_ENUM_VALUE (CLIENT_MESSAGE_FAILED, "failed"))

enum
{
  PROP_SEQ = 1,
  PROP_NONCE,
  PROP_ROOM,
  PROP_SENDER,
  PROP_SENDER_ID,
  PROP_TEXT,
  PROP_TIME,
  PROP_OWN,
  PROP_STATE,
  PROP_ERROR,
  PROP_EDITED,
  PROP_DELETED,
  PROP_REPLY,
  PROP_REPLY_NAME,
  PROP_REPLY_EXCERPT,
  PROP_REACTIONS,
  PROP_MENTIONS_ME,
  PROP_AFTER_HOLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
client_message_finalize (GObject *object)
{
  ClientMessage *self = CLIENT_MESSAGE (object);

  g_clear_pointer (&self->info, client_message_info_unref);
  g_clear_pointer (&self->nonce, g_free);
  g_clear_pointer (&self->error, g_free);

  G_OBJECT_CLASS (client_message_parent_class)->finalize (object);
}

/* Those of what has become of it. */
static void
client_message_get_later_property (ClientMessage *self, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_EDITED:
      g_value_set_int64 (value, self->info->edited);
      break;
    case PROP_DELETED:
      g_value_set_boolean (value, self->info->is_deleted);
      break;
    case PROP_REPLY:
      g_value_set_int64 (value, self->info->reply);
      break;
    case PROP_REPLY_NAME:
      g_value_set_string (value, self->info->reply_name);
      break;
    case PROP_REPLY_EXCERPT:
      g_value_set_string (value, self->info->reply_excerpt);
      break;
    case PROP_REACTIONS:
      g_value_set_boxed (value, self->info->reactions);
      break;
    case PROP_MENTIONS_ME:
      g_value_set_boolean (value, self->mentions_me);
      break;
    case PROP_AFTER_HOLE:
      g_value_set_boolean (value, self->after_hole);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (self, id, pspec);
    }
}

static void
client_message_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ClientMessage *self = CLIENT_MESSAGE (object);

  switch (id)
    {
    case PROP_SEQ:
      g_value_set_int64 (value, self->seq);
      break;
    case PROP_NONCE:
      g_value_set_string (value, self->nonce);
      break;
    case PROP_ROOM:
      g_value_set_string (value, self->info->room);
      break;
    case PROP_SENDER:
      g_value_set_string (value, self->info->name);
      break;
    case PROP_SENDER_ID:
      g_value_set_string (value, self->info->user);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->info->text);
      break;
    case PROP_TIME:
      g_value_set_int64 (value, self->info->time);
      break;
    case PROP_OWN:
      g_value_set_boolean (value, self->own);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ERROR:
      g_value_set_string (value, self->error);
      break;
    default:
      client_message_get_later_property (self, id, value, pspec);
    }
}

static void
client_message_install_said (void)
{
  const GParamFlags told = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * ClientMessage:room:
   *
   * The id of the room.
   */
  properties[PROP_ROOM] = g_param_spec_string ("room", NULL, NULL, NULL, told);

  /**
   * ClientMessage:sender:
   *
   * The name of who said it, as it was then.
   */
  properties[PROP_SENDER] = g_param_spec_string ("sender", NULL, NULL, NULL, told);

  /**
   * ClientMessage:sender-id:
   *
   * The id of who said it.
   */
  properties[PROP_SENDER_ID] = g_param_spec_string ("sender-id", NULL, NULL, NULL, told);

  /**
   * ClientMessage:text:
   *
   * What was said, as it now stands: plain text of any number of lines; empty if it
   * is deleted.
   */
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, told);

  /**
   * ClientMessage:time:
   *
   * When it was said, in milliseconds since 1970 UTC.
   */
  properties[PROP_TIME] = g_param_spec_int64 ("time", NULL, NULL, 0, G_MAXINT64, 0, told);

  /**
   * ClientMessage:reply:
   *
   * The message that it answers, or 0.
   */
  properties[PROP_REPLY] = g_param_spec_int64 ("reply", NULL, NULL, 0, G_MAXINT64, 0, told);

  /**
   * ClientMessage:reply-name:
   *
   * The name of who said what it answers.
   */
  properties[PROP_REPLY_NAME] = g_param_spec_string ("reply-name", NULL, NULL, NULL, told);

  /**
   * ClientMessage:reply-excerpt:
   *
   * How what it answers begins.
   */
  properties[PROP_REPLY_EXCERPT] = g_param_spec_string ("reply-excerpt", NULL, NULL, NULL, told);
}

static void
client_message_install_way (void)
{
  const GParamFlags told = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * ClientMessage:seq:
   *
   * Its place in the log; 0 while it has none.
   */
  properties[PROP_SEQ] = g_param_spec_int64 ("seq", NULL, NULL, 0, G_MAXINT64, 0, told);

  /**
   * ClientMessage:nonce:
   *
   * By what name the outbox knows it, if it was written here.
   */
  properties[PROP_NONCE] = g_param_spec_string ("nonce", NULL, NULL, NULL, told);

  /**
   * ClientMessage:own:
   *
   * Whether the person who uses this client said it.
   */
  properties[PROP_OWN] = g_param_spec_boolean ("own", NULL, NULL, FALSE, told);

  /**
   * ClientMessage:state:
   *
   * How far it got on its way to the others.
   */
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, CLIENT_TYPE_MESSAGE_STATE,
                                              CLIENT_MESSAGE_QUEUED, told);

  /**
   * ClientMessage:error:
   *
   * Why it will not be sent, in a sentence for the person.
   */
  properties[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, told);
}

static void
client_message_install_later (void)
{
  const GParamFlags told = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * ClientMessage:edited:
   *
   * When its text was last changed, in milliseconds since 1970 UTC, or 0.
   */
  properties[PROP_EDITED] = g_param_spec_int64 ("edited", NULL, NULL, 0, G_MAXINT64, 0, told);

  /**
   * ClientMessage:deleted:
   *
   * Whether it is deleted.
   */
  properties[PROP_DELETED] = g_param_spec_boolean ("deleted", NULL, NULL, FALSE, told);

  /**
   * ClientMessage:reactions: (type GPtrArray(ClientReactionInfo))
   *
   * The reactions to it; %NULL for none.
   */
  properties[PROP_REACTIONS] =
    g_param_spec_boxed ("reactions", NULL, NULL, G_TYPE_PTR_ARRAY, told);

  /**
   * ClientMessage:mentions-me:
   *
   * Whether it mentions the person who uses this client.
   */
  properties[PROP_MENTIONS_ME] = g_param_spec_boolean ("mentions-me", NULL, NULL, FALSE, told);

  /**
   * ClientMessage:after-hole:
   *
   * Whether others may be missing between it and the one before it.
   */
  properties[PROP_AFTER_HOLE] = g_param_spec_boolean ("after-hole", NULL, NULL, FALSE, told);
}

static void
client_message_class_init (ClientMessageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = client_message_finalize;
  object_class->get_property = client_message_get_property;

  client_message_install_said ();
  client_message_install_way ();
  client_message_install_later ();
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
client_message_init (ClientMessage *self)
{
}

/**
 * client_message_get_info:
 * @self: a message
 *
 * Returns: (transfer none): all that is known of what was said
 */
ClientMessageInfo *
client_message_get_info (ClientMessage *self)
{
  g_return_val_if_fail (CLIENT_IS_MESSAGE (self), NULL);

  return self->info;
}

/**
 * client_message_get_seq:
 * @self: a message
 *
 * Returns: its place in the log; 0 while it has none
 */
gint64
client_message_get_seq (ClientMessage *self)
{
  g_return_val_if_fail (CLIENT_IS_MESSAGE (self), 0);

  return self->seq;
}

/**
 * client_message_get_nonce:
 * @self: a message
 *
 * Returns: (transfer none) (nullable): by what name the outbox knows it
 */
const char *
client_message_get_nonce (ClientMessage *self)
{
  g_return_val_if_fail (CLIENT_IS_MESSAGE (self), NULL);

  return self->nonce;
}

/**
 * client_message_get_room:
 * @self: a message
 *
 * Returns: (transfer none) (nullable): id of the room
 */
const char *
client_message_get_room (ClientMessage *self)
{
  g_return_val_if_fail (CLIENT_IS_MESSAGE (self), NULL);

  return self->info->room;
}

/**
 * client_message_get_sender:
 * @self: a message
 *
 * Returns: (transfer none): the name of who said it
 */
const char *
client_message_get_sender (ClientMessage *self)
{
  g_return_val_if_fail (CLIENT_IS_MESSAGE (self), NULL);

  return self->info->name;
}

/**
 * client_message_get_text:
 * @self: a message
 *
 * Returns: (transfer none): what was said, as it now stands
 */
const char *
client_message_get_text (ClientMessage *self)
{
  g_return_val_if_fail (CLIENT_IS_MESSAGE (self), NULL);

  return self->info->text;
}

/**
 * client_message_get_time:
 * @self: a message
 *
 * Returns: when it was said, in milliseconds since 1970 UTC
 */
gint64
client_message_get_time (ClientMessage *self)
{
  g_return_val_if_fail (CLIENT_IS_MESSAGE (self), 0);

  return self->info->time;
}

/**
 * client_message_get_own:
 * @self: a message
 *
 * Returns: whether the person who uses this client said it
 */
gboolean
client_message_get_own (ClientMessage *self)
{
  g_return_val_if_fail (CLIENT_IS_MESSAGE (self), FALSE);

  return self->own;
}

/**
 * client_message_get_state:
 * @self: a message
 *
 * Returns: how far it got on its way to the others
 */
ClientMessageState
client_message_get_state (ClientMessage *self)
{
  g_return_val_if_fail (CLIENT_IS_MESSAGE (self), CLIENT_MESSAGE_FAILED);

  return self->state;
}

/**
 * client_message_get_error:
 * @self: a message
 *
 * Returns: (transfer none) (nullable): why it will not be sent, for the person
 */
const char *
client_message_get_error (ClientMessage *self)
{
  g_return_val_if_fail (CLIENT_IS_MESSAGE (self), NULL);

  return self->error;
}

/**
 * client_message_get_deleted:
 * @self: a message
 *
 * Returns: whether it is deleted
 */
gboolean
client_message_get_deleted (ClientMessage *self)
{
  g_return_val_if_fail (CLIENT_IS_MESSAGE (self), FALSE);

  return self->info->is_deleted;
}

/**
 * client_message_get_mentions_me:
 * @self: a message
 *
 * Returns: whether it mentions the person who uses this client
 */
gboolean
client_message_get_mentions_me (ClientMessage *self)
{
  g_return_val_if_fail (CLIENT_IS_MESSAGE (self), FALSE);

  return self->mentions_me;
}

/**
 * client_message_get_after_hole:
 * @self: a message
 *
 * Returns: whether others may be missing between it and the one before it
 */
gboolean
client_message_get_after_hole (ClientMessage *self)
{
  g_return_val_if_fail (CLIENT_IS_MESSAGE (self), FALSE);

  return self->after_hole;
}
