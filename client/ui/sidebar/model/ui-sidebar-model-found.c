/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "charla-name.h"
#include "ui-match.h"
#include "ui-sidebar-model-private.h"

static void
add (GPtrArray *shown, UiSidebarItem *item)
{
  g_ptr_array_add (shown, g_object_ref (item));
}

/* The better ones first; equal ones stay in their order. */
static void
add_rooms (UiSidebarModel *self, GPtrArray *shown)
{
  g_autoptr (GPtrArray) begin = g_ptr_array_new ();
  g_autoptr (GPtrArray) contain = g_ptr_array_new ();

  for (guint i = 0; i < ui_sidebar_order_get_n (self->order); i++)
    {
      UiSidebarItem *item = ui_sidebar_order_get (self->order, i);
      UiMatch match = ui_match_compare (ui_sidebar_item_get_folded (item), self->folded);

      if (match == UI_MATCH_WHOLE)
        add (shown, item);
      else if (match == UI_MATCH_START)
        g_ptr_array_add (begin, item);
      else if (match == UI_MATCH_WORD)
        g_ptr_array_add (contain, item);
    }

  for (guint i = 0; i < begin->len; i++)
    add (shown, g_ptr_array_index (begin, i));
  for (guint i = 0; i < contain->len; i++)
    add (shown, g_ptr_array_index (contain, i));
}

static gboolean
is_joined (UiSidebarModel *self, const char *room)
{
  for (guint i = 0; i < ui_sidebar_order_get_n (self->order); i++)
    if (g_str_equal (ui_sidebar_item_get_id (ui_sidebar_order_get (self->order, i)), room))
      return TRUE;

  return FALSE;
}

/* Servers look into words, too; but what they found for what was typed before is not shown. */
static gboolean
is_found (UiSidebarModel *self, UiSidebarItem *item)
{
  const char *name = ui_sidebar_item_get_folded (item);

  return strstr (name, self->folded) != NULL
         || ui_match_compare (name, self->folded) != UI_MATCH_NONE;
}

static void
add_others (UiSidebarModel *self, GPtrArray *shown)
{
  guint n = self->others != NULL ? g_list_model_get_n_items (self->others) : 0;
  guint start = shown->len;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (UiSidebarItem) item = g_list_model_get_item (self->others, i);

      if (!is_found (self, item) || is_joined (self, ui_sidebar_item_get_id (item)))
        continue;
      if (shown->len == start)
        add (shown, self->others_heading);
      add (shown, item);
    }
}

/* With whom there is a conversation already. */
static GHashTable *
get_acquaintances (UiSidebarModel *self)
{
  GHashTable *known = g_hash_table_new (g_str_hash, g_str_equal);

  if (self->me != NULL)
    g_hash_table_add (known, self->me);
  for (guint i = 0; i < ui_sidebar_order_get_n (self->order); i++)
    {
      ClientUserInfo *with = ui_sidebar_item_get_user (ui_sidebar_order_get (self->order, i));

      if (with != NULL)
        g_hash_table_add (known, with->id);
    }

  return known;
}

/* The same item each time, so that a name is folded once. */
static UiSidebarItem *
get_person (UiSidebarModel *self, ClientMember *member)
{
  UiSidebarItem *item = g_hash_table_lookup (self->persons, member);

  if (item == NULL)
    {
      item = ui_sidebar_item_new_person (member);
      g_hash_table_insert (self->persons, g_object_ref (member), item);
    }

  return item;
}

static void
add_people (UiSidebarModel *self, GPtrArray *shown)
{
  g_autoptr (GHashTable) known = get_acquaintances (self);
  guint n = self->people != NULL ? g_list_model_get_n_items (self->people) : 0;
  guint start = shown->len;

  for (guint i = 0; i < n && shown->len - start <= UI_SIDEBAR_PEOPLE_MAX; i++)
    {
      g_autoptr (ClientMember) member = g_list_model_get_item (self->people, i);
      ClientUserInfo *user = client_member_get_user (member);
      UiSidebarItem *item = NULL;

      /* A guest of the classic dialect cannot hold a conversation of two. */
      if (user->kind == CLIENT_USER_GUEST || g_hash_table_contains (known, user->id))
        continue;
      item = get_person (self, member);
      if (ui_match_compare (ui_sidebar_item_get_folded (item), self->folded) == UI_MATCH_NONE)
        continue;
      if (shown->len == start)
        add (shown, self->people_heading);
      add (shown, item);
    }
}

static gboolean
is_called (UiSidebarItem *item, const char *name)
{
  g_autofree char *folded = NULL;

  if (ui_sidebar_item_get_kind (item) == UI_SIDEBAR_HEADING)
    return FALSE;

  folded = charla_name_fold (ui_sidebar_item_get_name (item));
  return g_str_equal (folded, name);
}

static void
add_create (UiSidebarModel *self, GPtrArray *shown)
{
  g_autofree char *stripped = g_strstrip (g_strdup (self->query));
  g_autofree char *name = charla_name_fold (stripped);

  if (!self->may_create || !charla_name_validate (stripped, -1, NULL))
    return;

  for (guint i = 0; i < shown->len; i++)
    if (is_called (g_ptr_array_index (shown, i), name))
      return;

  if (self->create == NULL || !g_str_equal (ui_sidebar_item_get_name (self->create), stripped))
    {
      g_clear_object (&self->create);
      self->create = ui_sidebar_item_new_words (UI_SIDEBAR_CREATE, stripped);
    }
  add (shown, self->create);
}

/* All that is called as the person has written. */
void
ui_sidebar_model_add_found (UiSidebarModel *self, GPtrArray *shown)
{
  add_rooms (self, shown);
  add_others (self, shown);
  add_people (self, shown);
  add_create (self, shown);
}
