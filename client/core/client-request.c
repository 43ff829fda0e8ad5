/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-request-private.h"

#include <string.h>

/* As many as `ban` has. */
#define MEMBERS_MAX 6

typedef enum
{
  MEMBER_STRING,
  MEMBER_INT,
  MEMBER_BOOL,
} MemberType;

typedef struct
{
  const char *name;
  MemberType type;
  char *string;
  gint64 number;
} Member;

struct _ClientRequest
{
  ClientRequestKind kind;
  guint n_members;
  Member members[MEMBERS_MAX];
};

static const char *const words[] = {
  [CLIENT_REQUEST_POST] = "post",       [CLIENT_REQUEST_EDIT] = "edit",
  [CLIENT_REQUEST_DELETE] = "delete",   [CLIENT_REQUEST_REACT] = "react",
  [CLIENT_REQUEST_HISTORY] = "history", [CLIENT_REQUEST_SEARCH] = "search",
  [CLIENT_REQUEST_READ] = "read",       [CLIENT_REQUEST_TYPING] = "typing",
  [CLIENT_REQUEST_ROOMS] = "rooms",     [CLIENT_REQUEST_CREATE] = "create",
  [CLIENT_REQUEST_JOIN] = "join",       [CLIENT_REQUEST_LEAVE] = "leave",
  [CLIENT_REQUEST_INVITE] = "invite",   [CLIENT_REQUEST_KICK] = "kick",
  [CLIENT_REQUEST_TOPIC] = "topic",     [CLIENT_REQUEST_RENAME] = "rename",
  [CLIENT_REQUEST_ROLE] = "role",       [CLIENT_REQUEST_MEMBERS] = "members",
  [CLIENT_REQUEST_DIRECT] = "direct",   [CLIENT_REQUEST_WHOIS] = "whois",
  [CLIENT_REQUEST_STATUS] = "status",   [CLIENT_REQUEST_PASSWORD] = "password",
  [CLIENT_REQUEST_LOGOUT] = "logout",   [CLIENT_REQUEST_PING] = "ping",
  [CLIENT_REQUEST_BAN] = "ban",         [CLIENT_REQUEST_MUTE] = "mute",
  [CLIENT_REQUEST_BANS] = "bans",       [CLIENT_REQUEST_AUDIT] = "audit",
};

ClientRequest *
client_request_make (ClientRequestKind kind)
{
  ClientRequest *self = g_new0 (ClientRequest, 1);

  self->kind = kind;
  return self;
}

static Member *
add (ClientRequest *self, const char *name, MemberType type)
{
  Member *member = NULL;

  g_assert (self->n_members < MEMBERS_MAX);
  member = &self->members[self->n_members++];
  member->name = name;
  member->type = type;
  return member;
}

void
client_request_add_string (ClientRequest *self, const char *name, const char *value)
{
  if (value != NULL)
    add (self, name, MEMBER_STRING)->string = g_strdup (value);
}

void
client_request_add_int (ClientRequest *self, const char *name, gint64 value)
{
  add (self, name, MEMBER_INT)->number = value;
}

/* One that stands for itself when it is not said. */
void
client_request_add_some (ClientRequest *self, const char *name, gint64 value)
{
  if (value != 0)
    client_request_add_int (self, name, value);
}

void
client_request_add_bool (ClientRequest *self, const char *name, gboolean value)
{
  add (self, name, MEMBER_BOOL)->number = value;
}

/**
 * client_request_free:
 * @self: (transfer full): a request
 *
 * Frees @self. Passwords do not stay in memory.
 */
void
client_request_free (ClientRequest *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < self->n_members; i++)
    {
      Member *member = &self->members[i];

      if (self->kind == CLIENT_REQUEST_PASSWORD)
        explicit_bzero (member->string, strlen (member->string));
      g_free (member->string);
    }
  g_free (self);
}

/**
 * client_request_get_kind:
 * @self: a request
 *
 * Returns: what is asked for
 */
ClientRequestKind
client_request_get_kind (const ClientRequest *self)
{
  g_return_val_if_fail (self != NULL, CLIENT_REQUEST_PING);

  return self->kind;
}

/**
 * client_request_get_word:
 * @self: a request
 *
 * Returns: (transfer none): the same as the member `do` on the wire
 */
const char *
client_request_get_word (const ClientRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return words[self->kind];
}

static const Member *
find (const ClientRequest *self, const char *name, MemberType type)
{
  for (guint i = 0; i < self->n_members; i++)
    if (self->members[i].type == type && g_str_equal (self->members[i].name, name))
      return &self->members[i];

  return NULL;
}

/**
 * client_request_get_string:
 * @self: a request
 * @name: name of a member
 *
 * Returns: (transfer none) (nullable): what it is, if it is a string
 */
const char *
client_request_get_string (const ClientRequest *self, const char *name)
{
  const Member *member = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  member = find (self, name, MEMBER_STRING);
  return member != NULL ? member->string : NULL;
}

/**
 * client_request_get_int:
 * @self: a request
 * @name: name of a member
 *
 * Returns: what it is, if it is a number; else 0
 */
gint64
client_request_get_int (const ClientRequest *self, const char *name)
{
  const Member *member = NULL;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (name != NULL, 0);

  member = find (self, name, MEMBER_INT);
  return member != NULL ? member->number : 0;
}

/**
 * client_request_write:
 * @self: a request
 * @builder: where to
 *
 * Writes the member `do` and those that belong to it.
 */
void
client_request_write (const ClientRequest *self, CharlaBuilder *builder)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (builder != NULL);

  charla_builder_add_string (builder, "do", words[self->kind]);
  for (guint i = 0; i < self->n_members; i++)
    {
      const Member *member = &self->members[i];

      if (member->type == MEMBER_STRING)
        charla_builder_add_string (builder, member->name, member->string);
      else if (member->type == MEMBER_INT)
        charla_builder_add_int (builder, member->name, member->number);
      else
        charla_builder_add_bool (builder, member->name, member->number != 0);
    }
}
