/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-member-info.h"

/**
 * client_member_info_free:
 * @self: (transfer full): a member
 */
void
client_member_info_free (ClientMemberInfo *self)
{
  g_clear_pointer (&self->user, client_user_info_unref);
  g_free (self);
}

static ClientMemberInfo *
parse (CharlaMessage *object)
{
  g_autoptr (ClientMemberInfo) member = g_new0 (ClientMemberInfo, 1);
  g_autoptr (CharlaMessage) user = NULL;
  ClientParser parser;

  client_parser_init (&parser, object);
  member->role = client_role_parse (&parser, "role");
  user = client_parser_get_object (&parser, "user");
  if (!client_parser_end (&parser, NULL))
    return NULL;

  member->user = client_user_info_parse (user, NULL);
  return member->user != NULL ? g_steal_pointer (&member) : NULL;
}

/**
 * client_member_info_parse_list:
 * @ok: the member `ok` of the answer to `members`
 * @has_more: (out) (optional): whether there are more members
 * @error: return location for an error
 *
 * Reads members of a room.
 *
 * Returns: (transfer full) (element-type ClientMemberInfo): the members, or %NULL with
 *   %CHARLA_ERROR_BAD_MESSAGE
 */
GPtrArray *
client_member_info_parse_list (CharlaMessage *ok, gboolean *has_more, GError **error)
{
  g_autoptr (GPtrArray) members =
    g_ptr_array_new_with_free_func ((GDestroyNotify) client_member_info_free);
  gboolean more = FALSE;
  gsize length = 0;
  ClientParser parser;

  client_parser_init (&parser, ok);
  length = client_parser_get_length (&parser, "members");
  more = client_parser_get_bool (&parser, "more");

  for (gsize i = 0; i < length; i++)
    {
      g_autoptr (CharlaMessage) object = charla_message_get_object_at (ok, "members", i);
      ClientMemberInfo *member = object != NULL ? parse (object) : NULL;

      if (member == NULL)
        {
          client_parser_fail (&parser, "members");
          break;
        }
      g_ptr_array_add (members, member);
    }

  if (has_more != NULL)
    *has_more = more;
  return client_parser_end (&parser, error) ? g_steal_pointer (&members) : NULL;
}
