/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-member-private.h"

#include "charla-name.h"

/**
 * ClientMember:
 * @user: how they are now
 * @role: what they are in the room
 * @key: by what they are put in order among others
 *
 * Somebody in a room: one object for as long as they are in it, which tells of what
 * changes.
 */
struct _ClientMember
{
  GObject parent_instance;

  ClientUserInfo *user;
  ClientRole role;
  char *key;
};

enum
{
  PROP_USER = 1,
  PROP_ROLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ClientMember, client_member, G_TYPE_OBJECT)

static void
client_member_finalize (GObject *object)
{
  ClientMember *self = CLIENT_MEMBER (object);

  g_clear_pointer (&self->user, client_user_info_unref);
  g_clear_pointer (&self->key, g_free);

  G_OBJECT_CLASS (client_member_parent_class)->finalize (object);
}

static void
client_member_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ClientMember *self = CLIENT_MEMBER (object);

  switch (id)
    {
    case PROP_USER:
      g_value_set_boxed (value, self->user);
      break;
    case PROP_ROLE:
      g_value_set_enum (value, self->role);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
client_member_class_init (ClientMemberClass *klass)
{
  const GParamFlags told = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = client_member_finalize;
  object_class->get_property = client_member_get_property;

  /**
   * ClientMember:user:
   *
   * Who it is, as they are now.
   */
  properties[PROP_USER] = g_param_spec_boxed ("user", NULL, NULL, CLIENT_TYPE_USER_INFO, told);

  /**
   * ClientMember:role:
   *
   * What they are in the room.
   */
  properties[PROP_ROLE] =
    g_param_spec_enum ("role", NULL, NULL, CLIENT_TYPE_ROLE, CLIENT_ROLE_NONE, told);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
client_member_init (ClientMember *self)
{
}

/* Names differ for people when they differ folded, and sort so. */
static char *
make_key (ClientUserInfo *user)
{
  g_autofree char *folded = charla_name_fold (user->name);

  return g_utf8_collate_key (folded, -1);
}

ClientMember *
client_member_new (ClientUserInfo *user, ClientRole role)
{
  ClientMember *self = g_object_new (CLIENT_TYPE_MEMBER, NULL);

  self->user = client_user_info_ref (user);
  self->role = role;
  self->key = make_key (user);

  return self;
}

void
client_member_set_user (ClientMember *self, ClientUserInfo *user)
{
  if (self->user == user)
    return;

  if (!g_str_equal (self->user->name, user->name))
    {
      g_free (self->key);
      self->key = make_key (user);
    }
  client_user_info_unref (self->user);
  self->user = client_user_info_ref (user);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_USER]);
}

void
client_member_set_role (ClientMember *self, ClientRole role)
{
  if (self->role == role)
    return;

  self->role = role;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROLE]);
}

/* Those who are there first, then by name. */
gint
client_member_compare (ClientMember *self, ClientMember *other)
{
  gint order = other->user->is_online - self->user->is_online;

  if (order == 0)
    order = strcmp (self->key, other->key);
  if (order == 0)
    order = strcmp (self->user->id, other->user->id);

  return order;
}

/**
 * client_member_get_user:
 * @self: a member
 *
 * Returns: (transfer none): who it is, as they are now
 */
ClientUserInfo *
client_member_get_user (ClientMember *self)
{
  g_return_val_if_fail (CLIENT_IS_MEMBER (self), NULL);

  return self->user;
}

/**
 * client_member_get_role:
 * @self: a member
 *
 * Returns: what they are in the room
 */
ClientRole
client_member_get_role (ClientMember *self)
{
  g_return_val_if_fail (CLIENT_IS_MEMBER (self), CLIENT_ROLE_NONE);

  return self->role;
}
