/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-message.h"

/**
 * ClientMessage:
 *
 * One message of a room: who said what, when, and how far it got. All of it but
 * the state stays as it was made.
 */
struct _ClientMessage
{
  GObject parent_instance;

  char *sender;
  char *text;
  gint64 time;
  gboolean own;
  ClientMessageState state;
};

G_DEFINE_FINAL_TYPE (ClientMessage, client_message, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (ClientMessageState,
                    client_message_state,
                    G_DEFINE_ENUM_VALUE (CLIENT_MESSAGE_QUEUED, "queued"),
                    G_DEFINE_ENUM_VALUE (CLIENT_MESSAGE_SENT, "sent"),
                    G_DEFINE_ENUM_VALUE (CLIENT_MESSAGE_FAILED, "failed"))

enum
{
  PROP_SENDER = 1,
  PROP_TEXT,
  PROP_TIME,
  PROP_OWN,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
client_message_finalize (GObject *object)
{
  ClientMessage *self = CLIENT_MESSAGE (object);

  g_clear_pointer (&self->sender, g_free);
  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (client_message_parent_class)->finalize (object);
}

static void
client_message_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ClientMessage *self = CLIENT_MESSAGE (object);

  switch (id)
    {
    case PROP_SENDER:
      g_value_set_string (value, self->sender);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_TIME:
      g_value_set_int64 (value, self->time);
      break;
    case PROP_OWN:
      g_value_set_boolean (value, self->own);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
client_message_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ClientMessage *self = CLIENT_MESSAGE (object);

  switch (id)
    {
    case PROP_SENDER:
      self->sender = g_value_dup_string (value);
      break;
    case PROP_TEXT:
      self->text = g_value_dup_string (value);
      break;
    case PROP_TIME:
      self->time = g_value_get_int64 (value);
      break;
    case PROP_OWN:
      self->own = g_value_get_boolean (value);
      break;
    case PROP_STATE:
      client_message_set_state (self, g_value_get_enum (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
client_message_class_init (ClientMessageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags fixed =
    G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = client_message_finalize;
  object_class->get_property = client_message_get_property;
  object_class->set_property = client_message_set_property;

  /**
   * ClientMessage:sender:
   *
   * The name of who said it.
   */
  properties[PROP_SENDER] = g_param_spec_string ("sender", NULL, NULL, "", fixed);

  /**
   * ClientMessage:text:
   *
   * What was said, as it came: plain text of any number of lines.
   */
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, "", fixed);

  /**
   * ClientMessage:time:
   *
   * When it was said or has arrived, in milliseconds since 1970 UTC.
   */
  properties[PROP_TIME] =
    g_param_spec_int64 ("time", NULL, NULL, G_MININT64, G_MAXINT64, 0, fixed);

  /**
   * ClientMessage:own:
   *
   * Whether the person who uses this client said it.
   */
  properties[PROP_OWN] = g_param_spec_boolean ("own", NULL, NULL, FALSE, fixed);

  /**
   * ClientMessage:state:
   *
   * How far it got on its way to the others.
   */
  properties[PROP_STATE] =
    g_param_spec_enum ("state",
                       NULL,
                       NULL,
                       CLIENT_TYPE_MESSAGE_STATE,
                       CLIENT_MESSAGE_QUEUED,
                       G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
client_message_init (ClientMessage *self)
{
}

/**
 * client_message_new:
 * @sender: the name of who said it, UTF-8
 * @text: what was said, UTF-8
 * @time: when, in milliseconds since 1970 UTC
 * @own: whether the person who uses this client said it
 * @state: how far it got
 *
 * Makes a message.
 *
 * Returns: (transfer full): the message
 */
ClientMessage *
client_message_new (const char *sender,
                    const char *text,
                    gint64 time,
                    gboolean own,
                    ClientMessageState state)
{
  g_return_val_if_fail (sender != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  return g_object_new (CLIENT_TYPE_MESSAGE,
                       "sender", sender,
                       "text", text,
                       "time", time,
                       "own", own,
                       "state", state,
                       NULL);
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

  return self->sender;
}

/**
 * client_message_get_text:
 * @self: a message
 *
 * Returns: (transfer none): what was said
 */
const char *
client_message_get_text (ClientMessage *self)
{
  g_return_val_if_fail (CLIENT_IS_MESSAGE (self), NULL);

  return self->text;
}

/**
 * client_message_get_time:
 * @self: a message
 *
 * Returns: when it was said or has arrived, in milliseconds since 1970 UTC
 */
gint64
client_message_get_time (ClientMessage *self)
{
  g_return_val_if_fail (CLIENT_IS_MESSAGE (self), 0);

  return self->time;
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
 * client_message_set_state:
 * @self: a message
 * @state: how far it got
 *
 * Says how far the message got. Nobody is notified of what is so already.
 */
void
client_message_set_state (ClientMessage *self, ClientMessageState state)
{
  g_return_if_fail (CLIENT_IS_MESSAGE (self));

  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}
