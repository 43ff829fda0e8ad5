/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-notices.h"
#include "wait.h"

typedef struct
{
  GSettings *settings;
  UiChats *chats;
  UiNotices *notices;
  ClientSession *first;
  ClientSession *second;
  guint n_changed;
} Fixture;

static void
on_changed (Fixture *self)
{
  self->n_changed++;
}

/* Two chats that nobody has opened. */
static void
set_up (Fixture *self, gconstpointer data)
{
  GVariant *chats = g_variant_new_parsed ("[('127.0.0.1:1', 'ana', ''), ('127.0.0.1:2', 'ana', '')]");

  self->settings = g_settings_new ("io.github.charla_chat.Charla");
  g_settings_set_value (self->settings, "chats", chats);
  self->chats = ui_chats_new (self->settings);
  self->notices = ui_notices_new (self->chats);
  g_signal_connect_swapped (self->notices, "changed", G_CALLBACK (on_changed), self);
  self->first = g_list_model_get_item (G_LIST_MODEL (self->chats), 0);
  self->second = g_list_model_get_item (G_LIST_MODEL (self->chats), 1);
}

/* Whether what was left is closed. */
static gboolean
is_quiet (Fixture *self)
{
  g_autoptr (GPtrArray) sessions = ui_chats_dup_sessions (self->chats);

  return sessions->len == g_list_model_get_n_items (G_LIST_MODEL (self->chats));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->notices);
  g_clear_object (&self->first);
  g_clear_object (&self->second);
  WAIT_FOR (is_quiet (self));
  g_assert_finalize_object (self->chats);
  g_settings_reset (self->settings, "chats");
  g_object_unref (self->settings);
}

static void
say (ClientSession *session, const char *sentence)
{
  g_signal_emit_by_name (session, "notice", sentence);
}

static void
assert_takes (Fixture *self, ClientSession *session, const char *wanted)
{
  g_autofree char *sentence = ui_notices_take (self->notices, session);

  g_assert_cmpstr (sentence, ==, wanted);
}

static void
test_waits_for_who_looks (Fixture *self, gconstpointer data)
{
  assert_takes (self, self->first, NULL);
  assert_takes (self, NULL, NULL);
  say (self->first, "one");
  say (self->second, "other");
  say (self->first, "two");
  g_assert_cmpuint (self->n_changed, ==, 3);

  assert_takes (self, self->first, "one");
  assert_takes (self, self->first, "two");
  assert_takes (self, self->first, NULL);
  assert_takes (self, self->second, "other");
}

static void
test_keeps_the_newest (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < UI_NOTICES_MAX + 2; i++)
    {
      g_autofree char *sentence = g_strdup_printf ("%u", i);

      say (self->first, sentence);
    }

  for (guint i = 2; i < UI_NOTICES_MAX + 2; i++)
    {
      g_autofree char *sentence = g_strdup_printf ("%u", i);

      assert_takes (self, self->first, sentence);
    }
  assert_takes (self, self->first, NULL);
}

static void
test_forgets_a_chat (Fixture *self, gconstpointer data)
{
  say (self->first, "one");
  say (self->second, "other");
  ui_chats_leave (self->chats, self->first);
  say (self->first, "two");
  assert_takes (self, self->first, NULL);
  assert_takes (self, self->second, "other");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/notices/waits", test_waits_for_who_looks);
  ADD ("/notices/bound", test_keeps_the_newest);
  ADD ("/notices/leave", test_forgets_a_chat);
#undef ADD

  return g_test_run ();
}
