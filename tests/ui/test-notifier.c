/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charla-config.h"
#include "fake-daemon.h"
#include "ui-notifier-worker.h"
#include "ui-notifier.h"

#define ROOM "lobby"
#define ALL_CAPABILITIES "body body-markup actions"

/* The members of Notify. */
enum
{
  APP_NAME,
  REPLACES_ID,
  ICON,
  SUMMARY,
  BODY,
  ACTIONS,
  HINTS,
};

static GTestDBus *bus;

typedef struct
{
  FakeDaemon *daemon;
  UiNotifier *notifier;
  char *activated_id;
  char *activated_token;
  guint n_activated;
} Fixture;

static gboolean
on_deadline (gpointer data)
{
  g_error ("What the test waits for does not happen");

  return G_SOURCE_REMOVE;
}

#define WAIT_FOR(condition)                                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint deadline = g_timeout_add_seconds (20, on_deadline, NULL);                                \
    while (!(condition))                                                                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (deadline);                                                                    \
  }                                                                                                \
  G_STMT_END

static void
on_activated (UiNotifier *notifier, const char *id, const char *token, Fixture *self)
{
  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  g_free (self->activated_id);
  self->activated_id = g_strdup (id);
  g_free (self->activated_token);
  self->activated_token = g_strdup (token);
  self->n_activated++;
}

static void
start_daemon (Fixture *self, const char *capabilities)
{
  self->daemon = fake_daemon_new (g_test_dbus_get_bus_address (bus), capabilities);
}

static void
stop_daemon (Fixture *self)
{
  g_clear_pointer (&self->daemon, fake_daemon_free);
}

static void
set_up (Fixture *self, gconstpointer capabilities)
{
  if (capabilities != NULL)
    start_daemon (self, capabilities);

  self->notifier = ui_notifier_new ();
  g_signal_connect (self->notifier, "activated", G_CALLBACK (on_activated), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->notifier);
  stop_daemon (self);
  g_free (self->activated_id);
  g_free (self->activated_token);
}

static void
show (Fixture *self, const char *body)
{
  guint before = self->daemon->shown->len;

  ui_notifier_show (self->notifier, ROOM, "ana", body);
  WAIT_FOR (self->daemon->shown->len > before);
  g_assert_cmpuint (self->daemon->shown->len, ==, before + 1);
}

static guint32
get_replaced (Fixture *self, guint call)
{
  guint32 id = 0;

  g_variant_get_child (g_ptr_array_index (self->daemon->shown, call), REPLACES_ID, "u", &id);

  return id;
}

static guint32
get_withdrawn (Fixture *self, guint call)
{
  g_assert_cmpuint (call, <, self->daemon->withdrawn->len);

  return g_array_index (self->daemon->withdrawn, guint32, call);
}

static void
assert_text (Fixture *self, guint call, guint member, const char *text)
{
  g_assert_cmpstr (fake_daemon_get_text (self->daemon, call, member), ==, text);
}

static void
test_members (Fixture *self, gconstpointer data)
{
  g_autoptr (GVariant) actions = NULL;
  g_autoptr (GVariant) hints = NULL;
  g_autofree const char **names = NULL;
  const char *text = NULL;

  show (self, "hola");
  assert_text (self, 0, APP_NAME, "Charla");
  g_assert_cmpuint (get_replaced (self, 0), ==, 0);
  assert_text (self, 0, ICON, CHARLA_APPLICATION_ID);
  assert_text (self, 0, SUMMARY, "ana");
  assert_text (self, 0, BODY, "hola");

  actions = g_variant_get_child_value (g_ptr_array_index (self->daemon->shown, 0), ACTIONS);
  names = g_variant_get_strv (actions, NULL);
  g_assert_cmpstr (names[0], ==, "default");

  hints = g_variant_get_child_value (g_ptr_array_index (self->daemon->shown, 0), HINTS);
  g_assert_true (g_variant_lookup (hints, "category", "&s", &text));
  g_assert_cmpstr (text, ==, "im.received");
  g_assert_true (g_variant_lookup (hints, "desktop-entry", "&s", &text));
  g_assert_cmpstr (text, ==, CHARLA_APPLICATION_ID);
}

static void
test_update (Fixture *self, gconstpointer data)
{
  show (self, "one");
  show (self, "two");
  g_assert_cmpuint (get_replaced (self, 1), ==, 1);
  assert_text (self, 1, BODY, "two");

  ui_notifier_show (self->notifier, "another room", "ana", "three");
  WAIT_FOR (self->daemon->shown->len == 3);
  g_assert_cmpuint (get_replaced (self, 2), ==, 0);
}

static void
test_markup (Fixture *self, gconstpointer data)
{
  show (self, "<b>&\n“hola”");
  assert_text (self, 0, BODY, "&lt;b&gt;&amp;\n“hola”");
}

static void
test_no_markup (Fixture *self, gconstpointer data)
{
  show (self, "<b>&\n“hola”");
  assert_text (self, 0, BODY, "<b>&\n“hola”");
}

static void
test_no_actions (Fixture *self, gconstpointer data)
{
  g_autoptr (GVariant) actions = NULL;

  show (self, "hola");
  actions = g_variant_get_child_value (g_ptr_array_index (self->daemon->shown, 0), ACTIONS);
  g_assert_cmpuint (g_variant_n_children (actions), ==, 0);
}

static void
test_texts (Fixture *self, gconstpointer data)
{
  const char *family = "👩‍👩‍👧‍👦";
  g_autoptr (GString) many = g_string_new ("a");
  g_autoptr (GString) marks = g_string_new ("e");
  const char *body = NULL;

  for (guint i = 0; i < 1000; i++)
    {
      g_string_append (many, family);
      g_string_append (marks, "\xcc\x81");
    }

  show (self, many->str);
  body = fake_daemon_get_text (self->daemon, 0, BODY);
  g_assert_cmpint (g_utf8_strlen (body, -1), >, 290);
  g_assert_cmpint (g_utf8_strlen (body, -1), <=, 300);
  g_assert_true (g_str_has_suffix (body, "👩‍👩‍👧‍👦…"));

  show (self, marks->str);
  g_assert_cmpint (g_utf8_strlen (fake_daemon_get_text (self->daemon, 1, BODY), -1), ==, 300);

  show (self, "bell\a, tab\t, line\n, end");
  assert_text (self, 2, BODY, "bell , tab , line\n, end");

  ui_notifier_show (self->notifier, ROOM, "", "");
  WAIT_FOR (self->daemon->shown->len == 4);
  assert_text (self, 3, SUMMARY, "Charla");
  assert_text (self, 3, BODY, "");

  ui_notifier_show (self->notifier, ROOM, many->str, "");
  WAIT_FOR (self->daemon->shown->len == 5);
  g_assert_cmpint (g_utf8_strlen (fake_daemon_get_text (self->daemon, 4, SUMMARY), -1), <=, 80);
}

static void
test_withdraw (Fixture *self, gconstpointer data)
{
  ui_notifier_withdraw (self->notifier, ROOM);
  show (self, "hola");
  ui_notifier_withdraw (self->notifier, "another room");
  ui_notifier_withdraw (self->notifier, ROOM);
  WAIT_FOR (self->daemon->withdrawn->len == 1);
  g_assert_cmpuint (get_withdrawn (self, 0), ==, 1);

  show (self, "again");
  g_assert_cmpuint (get_replaced (self, 1), ==, 0);
  g_assert_cmpuint (self->daemon->withdrawn->len, ==, 1);
}

static void
test_closed (Fixture *self, gconstpointer data)
{
  show (self, "hola");
  fake_daemon_emit (self->daemon, "NotificationClosed", g_variant_new ("(uu)", 99, 2));
  show (self, "still there");
  g_assert_cmpuint (get_replaced (self, 1), ==, 1);

  fake_daemon_emit (self->daemon, "NotificationClosed", g_variant_new ("(uu)", 1, 2));
  show (self, "again");
  g_assert_cmpuint (get_replaced (self, 2), ==, 0);
}

static void
test_activated (Fixture *self, gconstpointer data)
{
  show (self, "hola");
  fake_daemon_emit (self->daemon, "ActionInvoked", g_variant_new ("(us)", 99, "default"));
  fake_daemon_emit (self->daemon, "ActionInvoked", g_variant_new ("(us)", 1, "default"));
  WAIT_FOR (self->n_activated == 1);
  g_assert_cmpstr (self->activated_id, ==, ROOM);
  g_assert_null (self->activated_token);

  fake_daemon_emit (self->daemon, "ActivationToken", g_variant_new ("(us)", 1, "token-7"));
  fake_daemon_emit (self->daemon, "ActionInvoked", g_variant_new ("(us)", 1, "default"));
  fake_daemon_emit (self->daemon, "NotificationClosed", g_variant_new ("(uu)", 1, 2));
  WAIT_FOR (self->n_activated == 2);
  g_assert_cmpstr (self->activated_token, ==, "token-7");
}

static void
test_activated_too_late (Fixture *self, gconstpointer data)
{
  show (self, "hola");
  fake_daemon_emit (self->daemon, "ActionInvoked", g_variant_new ("(us)", 1, "default"));
  g_assert_finalize_object (g_steal_pointer (&self->notifier));
  g_assert_cmpuint (self->n_activated, ==, 0);

  self->notifier = ui_notifier_new ();
}

static void
test_no_daemon (Fixture *self, gconstpointer data)
{
  gint64 begin = g_get_monotonic_time ();

  for (guint i = 0; i < 1000; i++)
    ui_notifier_show (self->notifier, ROOM, "ana", "nobody sees this");
  ui_notifier_withdraw (self->notifier, ROOM);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, G_TIME_SPAN_SECOND);

  start_daemon (self, ALL_CAPABILITIES);
  /* The thread may be late with the first ones. */
  ui_notifier_show (self->notifier, ROOM, "ana", "this one");
  WAIT_FOR (self->daemon->shown->len > 0 &&
            g_str_equal (
              fake_daemon_get_text (self->daemon, self->daemon->shown->len - 1, BODY), "this one"));
}

static void
test_other_daemon (Fixture *self, gconstpointer data)
{
  show (self, "one & one");
  show (self, "two & two");
  stop_daemon (self);

  start_daemon (self, "body");
  show (self, "three & three");
  g_assert_cmpuint (get_replaced (self, 0), ==, 0);
  assert_text (self, 0, BODY, "three & three");
}

static void
test_hanging_daemon (Fixture *self, gconstpointer data)
{
  gint64 begin = 0;

  self->daemon->hangs = TRUE;
  ui_notifier_show (self->notifier, ROOM, "ana", "the first");
  WAIT_FOR (self->daemon->held->len == 1);

  begin = g_get_monotonic_time ();
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *id = g_strdup_printf ("room %u", i);

      ui_notifier_show (self->notifier, id, "ana", "one of many");
      ui_notifier_show (self->notifier, ROOM, "ana", "meanwhile");
    }
  ui_notifier_show (self->notifier, ROOM, "ana", "the last");
  g_assert_cmpint (g_get_monotonic_time () - begin, <, G_TIME_SPAN_SECOND);

  fake_daemon_resume (self->daemon);
  WAIT_FOR (self->daemon->shown->len == 1 + UI_NOTIFIER_WORKER_MAX_IDS);
  assert_text (self, 0, BODY, "the first");
  assert_text (self, UI_NOTIFIER_WORKER_MAX_IDS, BODY, "the last");
  g_assert_cmpuint (get_replaced (self, UI_NOTIFIER_WORKER_MAX_IDS), ==, 1);
}

static void
test_quit_while_hanging (Fixture *self, gconstpointer data)
{
  gint64 begin = 0;

  show (self, "shown");
  self->daemon->hangs = TRUE;
  ui_notifier_show (self->notifier, ROOM, "ana", "stuck");
  WAIT_FOR (self->daemon->held->len == 1);

  begin = g_get_monotonic_time ();
  g_assert_finalize_object (g_steal_pointer (&self->notifier));
  g_assert_cmpint (g_get_monotonic_time () - begin, <, G_TIME_SPAN_SECOND);

  fake_daemon_resume (self->daemon);
  WAIT_FOR (self->daemon->withdrawn->len == 1);
  self->notifier = ui_notifier_new ();
}

static void
test_farewell (Fixture *self, gconstpointer data)
{
  show (self, "hola");
  g_assert_finalize_object (g_steal_pointer (&self->notifier));
  WAIT_FOR (self->daemon->withdrawn->len == 1);
  g_assert_cmpuint (get_withdrawn (self, 0), ==, 1);

  self->notifier = ui_notifier_new ();
  show (self, "from another one");
}

static void
test_most (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < UI_NOTIFIER_WORKER_MAX_IDS + 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("room %u", i);

      ui_notifier_show (self->notifier, id, "ana", "hola");
      if (i % 16 == 15)
        WAIT_FOR (self->daemon->shown->len == i + 1);
    }

  WAIT_FOR (self->daemon->shown->len == UI_NOTIFIER_WORKER_MAX_IDS + 3);
  g_assert_cmpuint (self->daemon->withdrawn->len, ==, 3);
  g_assert_cmpuint (get_withdrawn (self, 0), ==, 1);
}

int
main (int argc, char *argv[])
{
  GDBusConnection *session = NULL;
  int result = 0;

  g_test_init (&argc, &argv, NULL);
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  /* An application holds it before it notifies of anything. */
  session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);

#define ADD(name, capabilities, function)                                                          \
  g_test_add ("/notifier/" name, Fixture, capabilities, set_up, function, tear_down)

  ADD ("members", ALL_CAPABILITIES, test_members);
  ADD ("update", ALL_CAPABILITIES, test_update);
  ADD ("markup", ALL_CAPABILITIES, test_markup);
  ADD ("no-markup", "body actions", test_no_markup);
  ADD ("no-actions", "body", test_no_actions);
  ADD ("texts", "body", test_texts);
  ADD ("withdraw", ALL_CAPABILITIES, test_withdraw);
  ADD ("closed", ALL_CAPABILITIES, test_closed);
  ADD ("activated", ALL_CAPABILITIES, test_activated);
  ADD ("activated-too-late", ALL_CAPABILITIES, test_activated_too_late);
  ADD ("no-daemon", NULL, test_no_daemon);
  ADD ("other-daemon", ALL_CAPABILITIES, test_other_daemon);
  ADD ("hanging-daemon", ALL_CAPABILITIES, test_hanging_daemon);
  ADD ("quit-while-hanging", ALL_CAPABILITIES, test_quit_while_hanging);
  ADD ("farewell", ALL_CAPABILITIES, test_farewell);
  ADD ("most", ALL_CAPABILITIES, test_most);

  result = g_test_run ();
  g_object_unref (session);
  g_test_dbus_down (bus);
  g_object_unref (bus);

  return result;
}
