/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-user-info.h"

#include "client-parser.h"

/* By hand: what G_DEFINE_BOXED_TYPE() makes is not ISO C. */
GType
client_user_info_get_type (void)
{
  static gsize type = 0;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type,
                       g_boxed_type_register_static ("ClientUserInfo",
                                                     (GBoxedCopyFunc) client_user_info_ref,
                                                     (GBoxedFreeFunc) client_user_info_unref));

  return type;
}

static const char *const kinds[] = { "user", "guest", "bot", "admin", NULL };
static const char *const states[] = { "active", "away", "busy", NULL };

/**
 * client_user_info_new:
 * @id: an id
 * @name: a name
 *
 * Makes a user of whom no more is known yet. Who makes one may fill in the rest
 * before anybody else has it.
 *
 * Returns: (transfer full): a user
 */
ClientUserInfo *
client_user_info_new (const char *id, const char *name)
{
  ClientUserInfo *self = g_atomic_rc_box_new0 (ClientUserInfo);

  self->id = g_strdup (id);
  self->name = g_strdup (name);

  return self;
}

/**
 * client_user_info_parse:
 * @user: a User, or as much of one as stands in a message
 * @error: return location for an error
 *
 * Reads what a server says about somebody. A kind or a state that this client does
 * not know is taken for the most ordinary one.
 *
 * Returns: (transfer full): a user, or %NULL with %CHARLA_ERROR_BAD_MESSAGE
 */
ClientUserInfo *
client_user_info_parse (CharlaMessage *user, GError **error)
{
  g_autoptr (ClientUserInfo) self = client_user_info_new (NULL, NULL);
  ClientParser parser;

  client_parser_init (&parser, user);
  self->id = g_strdup (client_parser_get_id (&parser, "id"));
  self->name = g_strdup (client_parser_get_name (&parser, "name"));
  if (client_parser_has (&parser, "kind"))
    self->kind = MAX (0, client_parser_get_word (&parser, "kind", kinds));
  if (client_parser_has (&parser, "online"))
    self->is_online = client_parser_get_bool (&parser, "online");
  if (client_parser_has (&parser, "state"))
    self->state = MAX (0, client_parser_get_word (&parser, "state", states));
  if (client_parser_has (&parser, "status"))
    self->status = g_strdup (client_parser_get_text (&parser, "status"));

  return client_parser_end (&parser, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * client_user_info_copy:
 * @self: a user
 *
 * Makes another one like @self. Who makes it may change it before anybody else has it.
 *
 * Returns: (transfer full): a user
 */
ClientUserInfo *
client_user_info_copy (ClientUserInfo *self)
{
  ClientUserInfo *copy = client_user_info_new (self->id, self->name);

  copy->kind = self->kind;
  copy->is_online = self->is_online;
  copy->state = self->state;
  copy->status = g_strdup (self->status);

  return copy;
}

/**
 * client_user_info_ref:
 * @self: a user
 *
 * Returns: (transfer full): @self
 */
ClientUserInfo *
client_user_info_ref (ClientUserInfo *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  ClientUserInfo *self = data;

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->status, g_free);
}

/**
 * client_user_info_unref:
 * @self: (transfer full): a user
 */
void
client_user_info_unref (ClientUserInfo *self)
{
  g_atomic_rc_box_release_full (self, clear);
}
