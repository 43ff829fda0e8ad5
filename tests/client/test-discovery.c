/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-discovery-private.h"

typedef struct
{
  ClientDiscovery *list;
  GPtrArray *shadow; /* what somebody has who follows the changes alone */
} Fixture;

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, Fixture *self)
{
  for (guint i = 0; i < removed; i++)
    g_ptr_array_remove_index (self->shadow, position);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (self->shadow, (int) (position + i),
                        g_list_model_get_item (model, position + i));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->list = client_discovery_new ();
  self->shadow = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect (self->list, "items-changed", G_CALLBACK (on_items_changed), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (self->list, self);
  g_assert_finalize_object (self->list);
  g_clear_pointer (&self->shadow, g_ptr_array_unref);
}

static ClientAddress *
address_new (const char *text)
{
  g_autoptr (GError) error = NULL;
  ClientAddress *address = client_address_parse (text, &error);

  g_assert_no_error (error);
  return address;
}

static ClientSighting *
sighting_new (const char *place, const char *id, const char *name, const char *address)
{
  ClientSighting *sighting = g_new0 (ClientSighting, 1);

  sighting->place = g_strdup (place);
  sighting->id = g_strdup (id);
  sighting->name = g_strdup (name);
  sighting->address = address_new (address);
  return sighting;
}

static void
see (Fixture *self, const char *place, const char *id, const char *name, const char *address)
{
  client_discovery_see (self->list, sighting_new (place, id, name, address));
}

static void
see_here (Fixture *self, const char *place, const char *id, const char *name, const char *address)
{
  ClientSighting *sighting = sighting_new (place, id, name, address);

  sighting->is_here = TRUE;
  client_discovery_see (self->list, sighting);
}

static void
know (Fixture *self, const char *address, const char *id, const char *name, gint64 last_used)
{
  g_autoptr (ClientAddress) where = address_new (address);

  client_discovery_know (self->list, where, id, name, last_used);
}

static void
forget (Fixture *self, const char *address)
{
  g_autoptr (ClientAddress) where = address_new (address);

  client_discovery_forget (self->list, where);
}

/* Compares with "Name=address, Name=address". */
static void
assert_list (Fixture *self, const char *expected)
{
  g_autoptr (GString) found = g_string_new (NULL);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->list)), ==, self->shadow->len);
  for (guint i = 0; i < self->shadow->len; i++)
    {
      g_autoptr (ClientServer) server = g_list_model_get_item (G_LIST_MODEL (self->list), i);
      g_autofree char *address
        = client_address_to_string (client_server_get_address (server));

      g_assert_true (server == g_ptr_array_index (self->shadow, i));
      g_string_append_printf (found, "%s%s=%s", i > 0 ? ", " : "", client_server_get_name (server),
                              address);
    }

  g_assert_cmpstr (found->str, ==, expected);
}

static ClientServer *
find (Fixture *self, const char *id)
{
  ClientServer *server = client_discovery_find (self->list, id);

  g_assert_nonnull (server);
  return server;
}

static void
test_order (Fixture *self, gconstpointer data)
{
  see (self, "p1", "1", "zebra", "10.0.0.1");
  see (self, "p2", "2", "Mango", "10.0.0.2");
  see (self, "p3", "3", "apple", "10.0.0.3");
  know (self, "old", "4", "Old", 1000);
  know (self, "new", "5", "New", 2000);
  see_here (self, "p6", "6", "Mine", "127.0.0.1:4000");
  assert_list (self, "Mine=127.0.0.1:4000, New=new, Old=old, apple=10.0.0.3, Mango=10.0.0.2, "
                     "zebra=10.0.0.1");

  /* Whoever is used moves; whoever is renamed does, too. */
  know (self, "10.0.0.1", "1", "zebra", 3000);
  see (self, "p3", "3", "Zoo", "10.0.0.3");
  assert_list (self, "Mine=127.0.0.1:4000, zebra=10.0.0.1, New=new, Old=old, Mango=10.0.0.2, "
                     "Zoo=10.0.0.3");
  client_discovery_unsee (self->list, "p6");
  client_discovery_unsee (self->list, "p1");
  forget (self, "old");
  assert_list (self, "zebra=10.0.0.1, New=new, Mango=10.0.0.2, Zoo=10.0.0.3");
}

static void
test_one_server_many_places (Fixture *self, gconstpointer data)
{
  see (self, "3 1 lab", "1", "Lab", "[fe80::1%lo]:1234");
  assert_list (self, "Lab=fe80::1%lo");
  see (self, "3 0 lab", "1", "Lab", "192.168.1.7");
  see (self, "4 0 lab", "1", "Lab", "169.254.1.1");
  see (self, "3 1 lab b", "1", "Lab", "fd00::7");
  assert_list (self, "Lab=192.168.1.7");
  client_discovery_unsee (self->list, "3 0 lab");
  assert_list (self, "Lab=fd00::7");
  client_discovery_unsee (self->list, "3 1 lab b");
  assert_list (self, "Lab=169.254.1.1");
  client_discovery_unsee (self->list, "4 0 lab");
  client_discovery_unsee (self->list, "3 1 lab");
  client_discovery_unsee (self->list, "3 1 lab");
  assert_list (self, "");
}

static void
test_known_and_seen (Fixture *self, gconstpointer data)
{
  /* A name that was written once leads where it leads. */
  know (self, "lab.example:1234", "1", "Lab", 1000);
  see (self, "p", "1", "Lab #2", "192.168.1.7");
  assert_list (self, "Lab=lab.example");
  g_assert_true (client_server_get_is_live (find (self, "1")));
  g_assert_true (client_server_get_is_known (find (self, "1")));
  client_discovery_unsee (self->list, "p");
  assert_list (self, "Lab=lab.example");
  g_assert_false (client_server_get_is_live (find (self, "1")));

  /* A number may have become another machine’s. */
  know (self, "192.168.1.5", "2", "Attic", 500);
  see (self, "q", "2", "Attic", "192.168.1.9");
  assert_list (self, "Lab=lab.example, Attic=192.168.1.9");
  know (self, "192.168.1.9", "2", "Attic", 400);
  assert_list (self, "Lab=lab.example, Attic=192.168.1.9");
  forget (self, "192.168.1.5");
  g_assert_cmpint (client_server_get_last_used (find (self, "2")), ==, 400);
}

static void
test_known_without_id (Fixture *self, gconstpointer data)
{
  know (self, "192.168.1.5", NULL, NULL, 500);
  assert_list (self, "192.168.1.5=192.168.1.5");
  see (self, "p", "1", "Lab", "192.168.1.5");
  assert_list (self, "Lab=192.168.1.5");
  g_assert_true (client_server_get_is_known (find (self, "1")));

  /* The other way round. */
  see (self, "q", "2", "Attic", "192.168.1.6");
  know (self, "192.168.1.6", NULL, NULL, 600);
  assert_list (self, "Attic=192.168.1.6, Lab=192.168.1.5");

  /* Another server is there now. */
  know (self, "192.168.1.6", "3", "Cellar", 700);
  assert_list (self, "Cellar=192.168.1.6, Lab=192.168.1.5, Attic=192.168.1.6");
  g_assert_false (client_server_get_is_known (find (self, "2")));
}

static void
test_here (Fixture *self, gconstpointer data)
{
  know (self, "127.0.0.1", "1", "Mine", 100);
  know (self, "far", "2", "Far", 200);
  g_assert_true (client_server_get_is_here (find (self, "1")));
  assert_list (self, "Far=far, Mine=127.0.0.1");
  see_here (self, "p", "1", "Mine", "192.168.1.2");
  assert_list (self, "Mine=127.0.0.1, Far=far");
}

static void
test_place_changes_hands (Fixture *self, gconstpointer data)
{
  see (self, "p", "1", "Lab", "10.0.0.1");
  see (self, "p", "2", "Lab", "10.0.0.2");
  assert_list (self, "Lab=10.0.0.2");
  g_assert_null (client_discovery_find (self->list, "1"));
}

static void
on_notify (GObject *object, GParamSpec *property, GString *told)
{
  g_string_append_printf (told, "%s ", property->name);
}

static void
test_properties (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) told = g_string_new (NULL);
  ClientSighting *sighting = sighting_new ("p", "1", "Lab", "10.0.0.1");
  ClientServer *server = NULL;

  sighting->needs_join_word = TRUE;
  sighting->is_encrypted = TRUE;
  client_discovery_see (self->list, sighting);
  server = find (self, "1");
  g_assert_true (client_server_get_needs_join_word (server));
  g_assert_true (client_server_get_is_encrypted (server));
  g_assert_false (client_server_get_is_here (server));
  g_assert_cmpint (client_server_get_last_used (server), ==, 0);

  g_signal_connect (server, "notify", G_CALLBACK (on_notify), told);
  see (self, "p", "1", "Lab", "10.0.0.1");
  g_assert_nonnull (g_strstr_len (told->str, -1, "needs-join-word"));
  g_assert_null (g_strstr_len (told->str, -1, "address"));
  g_assert_true (server == find (self, "1"));
  g_signal_handlers_disconnect_by_data (server, told);
}

static void
test_find_by_name (Fixture *self, gconstpointer data)
{
  see (self, "p", "1", "Lab", "10.0.0.1");
  know (self, "lab.example", "2", "LAB", 1000);
  g_assert_cmpstr (client_server_get_id (client_discovery_find_by_name (self->list, "lab")), ==,
                   "2");
  g_assert_null (client_discovery_find_by_name (self->list, "la"));
}

static void
add (const char *name, void (*test) (Fixture *self, gconstpointer data))
{
  g_autofree char *path = g_strconcat ("/client/discovery/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("order", test_order);
  add ("one-server-many-places", test_one_server_many_places);
  add ("known-and-seen", test_known_and_seen);
  add ("known-without-id", test_known_without_id);
  add ("here", test_here);
  add ("place-changes-hands", test_place_changes_hands);
  add ("properties", test_properties);
  add ("find-by-name", test_find_by_name);

  return g_test_run ();
}
