/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-server.h"
#include "ui-chats.h"
#include "wait.h"

/* A person and two servers. */
typedef struct
{
  GSettings *settings;
  FakeServer *servers[2];
  UiChats *chats;
  ClientSession *joined;
  guint n_joined;
} Fixture;

static void
on_joined (Fixture *self, ClientSession *session)
{
  self->joined = session;
  self->n_joined++;
}

static void
make_chats (Fixture *self)
{
  self->chats = ui_chats_new (self->settings);
  g_signal_connect_swapped (self->chats, "joined", G_CALLBACK (on_joined), self);
}

/* Whether nothing is left to be closed. */
static gboolean
is_quiet (Fixture *self)
{
  g_autoptr (GPtrArray) sessions = ui_chats_dup_sessions (self->chats);
  guint n_open = g_list_model_get_n_items (G_LIST_MODEL (self->chats));

  return sessions->len == n_open + (ui_chats_get_joining (self->chats) != NULL);
}

static void
end_chats (Fixture *self)
{
  g_autoptr (GPtrArray) sessions = ui_chats_dup_sessions (self->chats);

  for (guint i = 0; i < sessions->len; i++)
    client_session_close (g_ptr_array_index (sessions, i));
  WAIT_FOR (is_quiet (self));
  wait_settle ();
  g_clear_pointer (&sessions, g_ptr_array_unref);
  g_assert_finalize_object (g_steal_pointer (&self->chats));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->settings = g_settings_new ("io.github.charla_chat.Charla");
  g_settings_reset (self->settings, "chats");
  g_settings_reset (self->settings, "selected-chat");
  for (gsize i = 0; i < G_N_ELEMENTS (self->servers); i++)
    {
      self->servers[i] = fake_server_new ();
      self->servers[i]->is_classic = TRUE;
    }
  make_chats (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  end_chats (self);
  for (gsize i = 0; i < G_N_ELEMENTS (self->servers); i++)
    fake_server_free (self->servers[i]);
  g_object_unref (self->settings);
}

static guint
count (Fixture *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->chats));
}

static ClientSession *
join (Fixture *self, guint server, const char *name)
{
  g_autoptr (ClientAddress) address = fake_server_get_address (self->servers[server]);

  return ui_chats_join (self->chats, address, name);
}

static ClientSession *
join_and_wait (Fixture *self, guint server, const char *name)
{
  ClientSession *session = join (self, server, name);

  WAIT_FOR (self->joined == session);
  return session;
}

static guint
count_kept (Fixture *self)
{
  g_autoptr (GVariant) kept = g_settings_get_value (self->settings, "chats");

  return (guint) g_variant_n_children (kept);
}

static void
test_is_kept_once_one_is_in (Fixture *self, gconstpointer data)
{
  ClientSession *session = join (self, 0, "ana");
  g_autofree char *name = NULL;

  g_assert_true (ui_chats_get_joining (self->chats) == session);
  g_assert_false (ui_chats_get_is_in (self->chats, session));
  g_assert_cmpuint (count_kept (self), ==, 0);

  WAIT_FOR (self->n_joined == 1);
  g_assert_null (ui_chats_get_joining (self->chats));
  g_assert_true (ui_chats_get_is_in (self->chats, session));
  g_assert_cmpuint (count (self), ==, 1);
  g_assert_cmpuint (count_kept (self), ==, 1);
  name = g_settings_get_string (self->settings, "name");
  g_assert_cmpstr (name, ==, "ana");
}

static void
test_is_not_kept_before (Fixture *self, gconstpointer data)
{
  ClientSession *session = NULL;

  fake_server_go_away (self->servers[0]);
  session = join (self, 0, "ana");
  WAIT_FOR (client_session_get_state (session) == CLIENT_SESSION_OFFLINE);
  g_assert_cmpuint (count (self), ==, 0);
  g_assert_cmpuint (count_kept (self), ==, 0);

  ui_chats_cancel (self->chats);
  g_assert_null (ui_chats_get_joining (self->chats));
  fake_server_come_back (self->servers[0]);
}

static void
test_is_there_the_next_time (Fixture *self, gconstpointer data)
{
  ClientSession *second = NULL;
  ClientSession *again = NULL;

  join_and_wait (self, 0, "ana");
  second = join_and_wait (self, 1, "ana");
  ui_chats_select (self->chats, second, "r7");
  end_chats (self);

  make_chats (self);
  g_assert_cmpuint (count (self), ==, 2);
  again = ui_chats_get_selected (self->chats);
  g_assert_cmpstr (ui_chats_get_room (self->chats, again), ==, "r7");
  g_assert_cmpint (client_session_get_state (again), ==, CLIENT_SESSION_OFFLINE);

  ui_chats_open (self->chats);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (ClientSession) session =
        g_list_model_get_item (G_LIST_MODEL (self->chats), i);

      WAIT_FOR (client_session_get_state (session) == CLIENT_SESSION_ONLINE);
    }
}

static void
test_is_joined_once (Fixture *self, gconstpointer data)
{
  ClientSession *session = join_and_wait (self, 0, "ana");

  g_assert_true (join (self, 0, "ana") == session);
  g_assert_cmpuint (self->n_joined, ==, 2);
  g_assert_cmpuint (count (self), ==, 1);
}

/* Who comes under another name is somebody else from then on. */
static void
test_other_name (Fixture *self, gconstpointer data)
{
  join_and_wait (self, 0, "ana");
  join_and_wait (self, 0, "bea");
  g_assert_cmpuint (count (self), ==, 1);
  g_assert_cmpuint (count_kept (self), ==, 1);
  g_assert_cmpstr (client_session_get_name (self->joined), ==, "bea");
}

static void
test_leaves (Fixture *self, gconstpointer data)
{
  ClientSession *first = join_and_wait (self, 0, "ana");
  ClientSession *second = join_and_wait (self, 1, "ana");

  ui_chats_select (self->chats, first, NULL);
  ui_chats_leave (self->chats, first);
  g_assert_cmpuint (count (self), ==, 1);
  g_assert_cmpuint (count_kept (self), ==, 1);
  g_assert_true (ui_chats_get_selected (self->chats) == second);
  WAIT_FOR (self->servers[0]->ended);
}

static void
test_nonsense_in_the_settings (Fixture *self, gconstpointer data)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(sss)"));

  end_chats (self);
  g_variant_builder_add (&builder, "(sss)", "two words", "ana", "");
  g_variant_builder_add (&builder, "(sss)", "lab", "ana", "");
  g_variant_builder_add (&builder, "(sss)", "lab:1234", "ana", "again");
  for (guint i = 1; i < 2 * UI_CHATS_MAX; i++)
    {
      g_autofree char *address = g_strdup_printf ("lab:%u", 2000 + i);

      g_variant_builder_add (&builder, "(sss)", address, "", "");
    }
  g_settings_set_value (self->settings, "chats", g_variant_builder_end (&builder));
  g_settings_set_string (self->settings, "selected-chat", "nowhere");

  make_chats (self);
  g_assert_cmpuint (count (self), ==, UI_CHATS_MAX);
  g_assert_nonnull (ui_chats_find (self->chats, "lab"));
  g_assert_nonnull (ui_chats_get_selected (self->chats));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/chats/kept", test_is_kept_once_one_is_in);
  ADD ("/chats/not-kept", test_is_not_kept_before);
  ADD ("/chats/next-time", test_is_there_the_next_time);
  ADD ("/chats/once", test_is_joined_once);
  ADD ("/chats/other-name", test_other_name);
  ADD ("/chats/leaves", test_leaves);
  ADD ("/chats/nonsense", test_nonsense_in_the_settings);

  return g_test_run ();
}
