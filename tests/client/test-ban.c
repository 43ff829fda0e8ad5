/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-ban.h"

#include <string.h>

static char *
explain (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  g_autoptr (CharlaMessage) message = charla_message_parse (bytes, &error);

  g_assert_no_error (error);
  return client_ban_explain (message);
}

static void
test_explain (void)
{
  static const struct
  {
    const char *object;
    const char *expected;
  } cases[] = {
    { "{'code': 'forbidden'}", NULL },
    { "{'banned': 7}", NULL },
    { "{'banned': {}}", "You are banned." },
    { "{'banned': {'reason': 'noise'}}", "You are banned. The reason: noise" },
    { "{'banned': {'reason': 'two\\nlines'}}", "You are banned. The reason: two lines" },
    { "{'banned': {'until': -1}}", "You are banned." },
    { "{'banned': {'until': 'noon'}}", "You are banned." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = explain (cases[i].object);

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

static void
test_until (void)
{
  g_autoptr (GDateTime) time = g_date_time_new_local (2100, 1, 2, 3, 4, 0);
  g_autofree char *object
    = g_strdup_printf ("{'banned': {'until': %" G_GINT64_FORMAT ", 'reason': 'noise'}}",
                       g_date_time_to_unix (time) * 1000);
  g_autofree char *text = explain (object);
  g_autofree char *far_off = explain ("{'banned': {'until': 9007199254740991}}");

  g_assert_cmpstr (text, ==, "You are banned until 01/02/00, 03:04. The reason: noise");
  g_assert_true (g_str_has_prefix (far_off, "You are banned until "));
}

static void
assert_event (ClientEventKind kind, gboolean is_on, const char *why, const char *room,
              const char *expected)
{
  g_autoptr (ClientEvent) event = client_event_new ();
  g_autofree char *text = NULL;

  event->kind = kind;
  event->is_on = is_on;
  event->text = g_strdup (why);
  text = client_ban_explain_event (event, room);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_event (void)
{
  const ClientEventKind mute = CLIENT_EVENT_MUTE;
  const ClientEventKind ban = CLIENT_EVENT_BAN;

  assert_event (mute, TRUE, NULL, "Tea", "You may only read in “Tea” from now on.");
  assert_event (mute, TRUE, "two\nlines", NULL,
                "You may only read in this chat from now on. The reason: two lines");
  assert_event (mute, FALSE, NULL, "Tea", "You may write in “Tea” again.");
  assert_event (mute, FALSE, NULL, NULL, "You may write in this chat again.");
  assert_event (ban, TRUE, "", "Tea", "You are banned from “Tea”.");
  assert_event (ban, FALSE, NULL, "Tea", "You may come to “Tea” again.");
  assert_event (ban, TRUE, NULL, NULL, NULL);
}

static void
test_event_until (void)
{
  g_autoptr (GDateTime) time = g_date_time_new_local (2100, 1, 2, 3, 4, 0);
  g_autoptr (ClientEvent) event = client_event_new ();
  g_autofree char *muted = NULL;
  g_autofree char *silent = NULL;
  g_autofree char *banned = NULL;

  event->kind = CLIENT_EVENT_MUTE;
  event->is_on = TRUE;
  event->until = g_date_time_to_unix (time) * 1000;
  event->text = g_strdup ("noise");
  muted = client_ban_explain_event (event, "Tea");
  g_assert_cmpstr (muted, ==,
                   "You may only read in “Tea” until 01/02/00, 03:04. The reason: noise");
  silent = client_ban_explain_event (event, NULL);
  g_assert_cmpstr (silent, ==,
                   "You may only read in this chat until 01/02/00, 03:04. The reason: noise");
  event->kind = CLIENT_EVENT_BAN;
  banned = client_ban_explain_event (event, "Tea");
  g_assert_cmpstr (banned, ==, "You are banned from “Tea” until 01/02/00, 03:04. The reason: noise");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/ban/explain", test_explain);
  g_test_add_func ("/client/ban/until", test_until);
  g_test_add_func ("/client/ban/event", test_event);
  g_test_add_func ("/client/ban/event-until", test_event_until);

  return g_test_run ();
}
