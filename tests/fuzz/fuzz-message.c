/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charla-error.h"
#include "charla-message.h"

#include "fuzz.h"

/* Names that messages have, so that an input reaches what is behind them, and one
 * that none has. */
static const char *const names[] = {
  "charla", "id", "do", "ev", "ok", "error", "text", "room", "messages", "mentions", "on", "nothing",
};

/* Deeper than any message may be. */
#define DEPTH_MAX (CHARLA_DEPTH_MAX + 1)

static void look_at (CharlaMessage *message, guint depth);

static void
look_inside (CharlaMessage *inner, guint depth)
{
  g_autoptr (CharlaMessage) message = inner;

  if (message != NULL)
    look_at (message, depth + 1);
}

static void
look_at_list (CharlaMessage *message, const char *name, guint depth)
{
  gsize length = 0;

  if (!charla_message_get_length (message, name, &length))
    return;

  /* One beyond the end is nothing, too. */
  for (gsize i = 0; i <= length; i++)
    {
      const char *text = charla_message_get_string_at (message, name, i);

      g_assert_true (text == NULL || (i < length && g_utf8_validate (text, -1, NULL)));
      look_inside (charla_message_get_object_at (message, name, i), depth);
    }
}

static void
look_at_member (CharlaMessage *message, const char *name, guint depth)
{
  const char *text = charla_message_get_string (message, name);
  gboolean on = FALSE;
  gint64 number = 0;
  guint types = (text != NULL) + charla_message_get_int (message, name, &number)
                + charla_message_get_bool (message, name, &on);

  g_assert_cmpuint (types, <=, charla_message_has (message, name) ? 1 : 0);
  g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
  look_inside (charla_message_get_object (message, name), depth);
  look_at_list (message, name, depth);
}

static void
look_at (CharlaMessage *message, guint depth)
{
  g_assert_cmpuint (depth, <, DEPTH_MAX);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    look_at_member (message, names[i], depth);
}

/* What is taken for a message has at most one type a member, is UTF-8 wherever it is
 * text, and ends. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) payload = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (CharlaMessage) message = charla_message_parse (payload, &error);

  g_assert_true ((message == NULL) == (error != NULL));
  if (message != NULL)
    look_at (message, 0);

  return 0;
}
