/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-directory.h"

#include <string.h>

#include "charla.h"
#include "server-room.h"

/* Up to here the numbers behind a name that is taken are tried one by one. */
#define LAST_NUMBER_IN_A_ROW 9

struct _ServerDirectory
{
  GObject parent_instance;

  GHashTable *names; /* of those who are here, folded */
  ServerRoom *lobby;
};

G_DEFINE_FINAL_TYPE (ServerDirectory, server_directory, G_TYPE_OBJECT)

static void
server_directory_dispose (GObject *object)
{
  ServerDirectory *self = SERVER_DIRECTORY (object);

  g_assert (self->names == NULL || g_hash_table_size (self->names) == 0);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_object (&self->lobby);

  G_OBJECT_CLASS (server_directory_parent_class)->dispose (object);
}

static void
server_directory_class_init (ServerDirectoryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = server_directory_dispose;
}

static void
server_directory_init (ServerDirectory *self)
{
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->lobby = server_room_new ();
}

/**
 * server_directory_new:
 *
 * Returns: (transfer full): a directory of nobody
 */
ServerDirectory *
server_directory_new (void)
{
  return g_object_new (SERVER_TYPE_DIRECTORY, NULL);
}

static gboolean
take_name (ServerDirectory *self, const char *name)
{
  g_autofree char *folded = charla_name_fold (name);

  if (g_hash_table_contains (self->names, folded))
    return FALSE;

  return g_hash_table_add (self->names, g_steal_pointer (&folded));
}

/* A number behind a name does not make it longer than a name may be. */
static char *
number_name (const char *name, guint64 number)
{
  g_autofree char *suffix = g_strdup_printf (" %" G_GUINT64_FORMAT, number);
  glong room = CHARLA_NAME_MAX - (glong) strlen (suffix);
  g_autofree char *start = g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), room));

  return g_strconcat (start, suffix, NULL);
}

/* The numbers are tried one by one at first and in growing random steps then:
 * ten thousand peers of one name, or some that hold all the likely numbers, cannot
 * make the next one expensive. */
static char *
take_numbered_name (ServerDirectory *self, const char *name)
{
  guint64 step = 1;

  for (guint64 number = 2;;)
    {
      g_autofree char *numbered = number_name (name, number);

      if (take_name (self, numbered))
        return g_steal_pointer (&numbered);

      if (number >= LAST_NUMBER_IN_A_ROW && step < G_MAXINT32 / 2)
        step *= 2;
      number += step > 1 ? (guint64) g_random_int_range (1, (gint32) step) : 1;
    }
}

/**
 * server_directory_join:
 * @self: a directory
 * @member: (transfer none): who comes in; it leaves with server_directory_leave()
 *   before it goes away
 * @name: the valid name that it wants
 *
 * Lets a member into the directory and into the *Lobby*, where everyone is. When
 * its name is taken, it gets a number behind it: *ana 2*, *ana 3*.
 *
 * Returns: (transfer full): the name under which the others see it, which
 *   server_member_get_name() of @member returns from now on
 */
char *
server_directory_join (ServerDirectory *self, ServerMember *member, const char *name)
{
  server_room_add (self->lobby, member);

  return take_name (self, name) ? g_strdup (name) : take_numbered_name (self, name);
}

/**
 * server_directory_leave:
 * @self: a directory
 * @member: who goes
 *
 * Takes a member off, and sets its name free.
 */
void
server_directory_leave (ServerDirectory *self, ServerMember *member)
{
  g_autofree char *folded = charla_name_fold (server_member_get_name (member));

  server_room_remove (self->lobby, member);
  g_hash_table_remove (self->names, folded);
}

static void
post (ServerDirectory *self, ServerMember *member, GBytes *text)
{
  g_autoptr (ServerEvent) event = server_event_new_message (server_member_get_name (member), text);

  server_room_publish (self->lobby, event, member);
}

/**
 * server_directory_handle:
 * @self: a directory
 * @member: who asks
 * @request: what for
 *
 * Does what a member asks for.
 */
void
server_directory_handle (ServerDirectory *self, ServerMember *member, const ServerRequest *request)
{
  switch (request->kind)
    {
    case SERVER_REQUEST_POST:
      post (self, member, request->text);
      break;
    case SERVER_REQUEST_NONE:
      break;
    default:
      g_assert_not_reached ();
    }
}
