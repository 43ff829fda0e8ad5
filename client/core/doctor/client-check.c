/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-check.h"

struct _ClientCheck
{
  GObject parent_instance;

  char *id;
  char *title;
  ClientCheckState state;
  char *detail;
  char *advice;
};

enum
{
  PROP_ID = 1,
  PROP_TITLE,
  PROP_STATE,
  PROP_DETAIL,
  PROP_ADVICE,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (ClientCheck, client_check, G_TYPE_OBJECT)

/* By hand: what the macros make is not ISO C. */
GType
client_check_state_get_type (void)
{
  static const GEnumValue values[] = {
    { CLIENT_CHECK_WAITING, "CLIENT_CHECK_WAITING", "waiting" },
    { CLIENT_CHECK_RUNNING, "CLIENT_CHECK_RUNNING", "running" },
    { CLIENT_CHECK_PASSED, "CLIENT_CHECK_PASSED", "passed" },
    { CLIENT_CHECK_WARNING, "CLIENT_CHECK_WARNING", "warning" },
    { CLIENT_CHECK_FAILED, "CLIENT_CHECK_FAILED", "failed" },
    { CLIENT_CHECK_SKIPPED, "CLIENT_CHECK_SKIPPED", "skipped" },
    { 0, NULL, NULL },
  };
  static gsize type = 0;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("ClientCheckState", values));

  return type;
}

static void
client_check_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ClientCheck *self = CLIENT_CHECK (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_DETAIL:
      g_value_set_string (value, self->detail);
      break;
    case PROP_ADVICE:
      g_value_set_string (value, self->advice);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
}

static void
client_check_finalize (GObject *object)
{
  ClientCheck *self = CLIENT_CHECK (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->detail, g_free);
  g_clear_pointer (&self->advice, g_free);

  G_OBJECT_CLASS (client_check_parent_class)->finalize (object);
}

static void
client_check_class_init (ClientCheckClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = client_check_get_property;
  object_class->finalize = client_check_finalize;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, CLIENT_TYPE_CHECK_STATE,
                                              CLIENT_CHECK_WAITING, flags);
  properties[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, NULL, flags);
  properties[PROP_ADVICE] = g_param_spec_string ("advice", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
client_check_init (ClientCheck *self)
{
}

/**
 * client_check_new:
 * @id: what programs call it; it stays the same from version to version
 * @title: what people call it, translated
 *
 * Returns: (transfer full): a check whose turn comes
 */
ClientCheck *
client_check_new (const char *id, const char *title)
{
  ClientCheck *self = g_object_new (CLIENT_TYPE_CHECK, NULL);

  self->id = g_strdup (id);
  self->title = g_strdup (title);
  return self;
}

/**
 * client_check_get_id:
 * @self: a check
 *
 * Returns: (transfer none): what programs call it
 */
const char *
client_check_get_id (ClientCheck *self)
{
  g_return_val_if_fail (CLIENT_IS_CHECK (self), NULL);

  return self->id;
}

/**
 * client_check_get_title:
 * @self: a check
 *
 * Returns: (transfer none): what it is about, a few words
 */
const char *
client_check_get_title (ClientCheck *self)
{
  g_return_val_if_fail (CLIENT_IS_CHECK (self), NULL);

  return self->title;
}

/**
 * client_check_get_state:
 * @self: a check
 *
 * Returns: what is known
 */
ClientCheckState
client_check_get_state (ClientCheck *self)
{
  g_return_val_if_fail (CLIENT_IS_CHECK (self), CLIENT_CHECK_WAITING);

  return self->state;
}

/**
 * client_check_get_detail:
 * @self: a check
 *
 * Returns: (transfer none) (nullable): a sentence about what was found. What a server says is
 *   in it without control characters
 */
const char *
client_check_get_detail (ClientCheck *self)
{
  g_return_val_if_fail (CLIENT_IS_CHECK (self), NULL);

  return self->detail;
}

/**
 * client_check_get_advice:
 * @self: a check
 *
 * Returns: (transfer none) (nullable): what to do, a sentence or two
 */
const char *
client_check_get_advice (ClientCheck *self)
{
  g_return_val_if_fail (CLIENT_IS_CHECK (self), NULL);

  return self->advice;
}

/**
 * client_check_set:
 * @self: a check
 * @state: what is known now
 * @detail: (nullable): what was found
 * @advice: (nullable): what to do
 *
 * Says how it stands.
 */
void
client_check_set (ClientCheck *self, ClientCheckState state, const char *detail,
                  const char *advice)
{
  g_return_if_fail (CLIENT_IS_CHECK (self));

  g_object_freeze_notify (G_OBJECT (self));
  g_free (self->detail);
  self->detail = g_strdup (detail);
  g_free (self->advice);
  self->advice = g_strdup (advice);
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAIL]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ADVICE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  g_object_thaw_notify (G_OBJECT (self));
}
