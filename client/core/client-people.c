/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-people.h"

#include "charla-name.h"

struct _ClientPeople
{
  GHashTable *users;
  GQueue order;
};

/* Somebody, and where they stand among those that may be forgotten. */
typedef struct
{
  ClientUserInfo *info;
  GList *link;
} Known;

static void
known_free (gpointer data)
{
  Known *self = data;

  g_clear_pointer (&self->info, client_user_info_unref);
  g_free (self);
}

/**
 * client_people_new:
 *
 * Returns: (transfer full): nobody yet
 */
ClientPeople *
client_people_new (void)
{
  ClientPeople *self = g_new0 (ClientPeople, 1);

  self->users = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, known_free);
  g_queue_init (&self->order);

  return self;
}

/**
 * client_people_clear:
 * @self: people
 *
 * Forgets everybody.
 */
void
client_people_clear (ClientPeople *self)
{
  g_queue_clear (&self->order);
  g_hash_table_remove_all (self->users);
}

/**
 * client_people_free:
 * @self: (transfer full): people
 */
void
client_people_free (ClientPeople *self)
{
  client_people_clear (self);
  g_clear_pointer (&self->users, g_hash_table_unref);
  g_free (self);
}

static void
client_people_forget_first (ClientPeople *self)
{
  g_autofree char *id = g_strdup (g_queue_pop_head (&self->order));

  g_hash_table_remove (self->users, id);
}

static gboolean
is_same (ClientUserInfo *one, ClientUserInfo *other)
{
  return g_strcmp0 (one->name, other->name) == 0 && g_strcmp0 (one->status, other->status) == 0
         && one->kind == other->kind && one->state == other->state
         && one->is_online == other->is_online;
}

/**
 * client_people_put:
 * @self: people
 * @user: somebody, as they are now
 *
 * Remembers somebody.
 *
 * Returns: whether that is news
 */
gboolean
client_people_put (ClientPeople *self, ClientUserInfo *user)
{
  Known *known = g_hash_table_lookup (self->users, user->id);
  gboolean is_news = known == NULL || !is_same (known->info, user);

  if (known == NULL)
    {
      char *id = g_strdup (user->id);

      known = g_new0 (Known, 1);
      g_hash_table_insert (self->users, id, known);
      g_queue_push_tail (&self->order, id);
      known->link = self->order.tail;
    }
  else
    {
      g_queue_unlink (&self->order, known->link);
      g_queue_push_tail_link (&self->order, known->link);
    }

  client_user_info_ref (user);
  g_clear_pointer (&known->info, client_user_info_unref);
  known->info = user;
  if (g_queue_get_length (&self->order) > CLIENT_PEOPLE_MAX)
    client_people_forget_first (self);

  return is_news;
}

/**
 * client_people_meet:
 * @self: people
 * @id: id of a user
 * @name: their name
 *
 * Remembers somebody of whom no more than the name is told. It is that of a time that may
 * be long ago: somebody who is known keeps theirs.
 *
 * Returns: whether that is news
 */
gboolean
client_people_meet (ClientPeople *self, const char *id, const char *name)
{
  g_autoptr (ClientUserInfo) user = NULL;

  if (g_hash_table_contains (self->users, id))
    return FALSE;

  user = client_user_info_new (id, name);
  return client_people_put (self, user);
}

/**
 * client_people_set_online:
 * @self: people
 * @id: id of a user
 * @is_online: whether they are connected
 *
 * Says whether somebody is there. Of who is not known it says nothing.
 *
 * Returns: whether that is news
 */
gboolean
client_people_set_online (ClientPeople *self, const char *id, gboolean is_online)
{
  ClientUserInfo *known = client_people_find (self, id);
  g_autoptr (ClientUserInfo) user = NULL;

  if (known == NULL || known->is_online == is_online)
    return FALSE;

  user = client_user_info_copy (known);
  user->is_online = is_online;
  return client_people_put (self, user);
}

/**
 * client_people_set_all_offline:
 * @self: people
 *
 * Says that of nobody it is known that they are there.
 */
void
client_people_set_all_offline (ClientPeople *self)
{
  GHashTableIter iter;
  gpointer value = NULL;

  g_hash_table_iter_init (&iter, self->users);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Known *known = value;
      ClientUserInfo *user = NULL;

      if (!known->info->is_online)
        continue;
      user = client_user_info_copy (known->info);
      user->is_online = FALSE;
      client_user_info_unref (known->info);
      known->info = user;
    }
}

/**
 * client_people_find:
 * @self: people
 * @id: id of a user
 *
 * Returns: (transfer none) (nullable): what is known of them
 */
ClientUserInfo *
client_people_find (ClientPeople *self, const char *id)
{
  Known *known = g_hash_table_lookup (self->users, id);

  return known != NULL ? known->info : NULL;
}

/**
 * client_people_find_by_name:
 * @self: people
 * @name: a name, as somebody writes it
 *
 * Returns: (transfer none) (nullable): who is called so
 */
ClientUserInfo *
client_people_find_by_name (ClientPeople *self, const char *name)
{
  g_autofree char *folded = charla_name_fold (name);

  for (GList *link = self->order.tail; link != NULL; link = link->prev)
    {
      ClientUserInfo *user = client_people_find (self, link->data);
      g_autofree char *other = charla_name_fold (user->name);

      if (g_strcmp0 (folded, other) == 0)
        return user;
    }

  return NULL;
}

/**
 * client_people_list:
 * @self: people
 *
 * Returns: (transfer full) (element-type ClientUserInfo): all of them, those of whom was
 *   heard last first
 */
GPtrArray *
client_people_list (ClientPeople *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) client_user_info_unref);

  for (GList *link = self->order.tail; link != NULL; link = link->prev)
    g_ptr_array_add (list, client_user_info_ref (client_people_find (self, link->data)));

  return list;
}
