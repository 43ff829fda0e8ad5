/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-note.h"

#include <glib/gi18n.h>

static const struct
{
  const char *action;
  const char *words;
} actions[] = {
  { "kick", N_ ("removed") },
  { "ban", N_ ("banned") },
  { "unban", N_ ("let in again") },
  { "mute", N_ ("muted") },
  { "unmute", N_ ("may speak again") },
  { "role", N_ ("role changed") },
  { "delete", N_ ("message deleted") },
  { "topic", N_ ("topic changed") },
  { "rename", N_ ("renamed") },
  { "kind", N_ ("rights changed") },
  { "reset", N_ ("account reset") },
  { "announce", N_ ("announcement") },
  { "retention", N_ ("retention changed") },
};

/* What a later server calls otherwise is said in its word. */
static const char *
get_words (const char *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      if (g_str_equal (actions[i].action, action))
        return _ (actions[i].words);
    }

  return action;
}

static const char *
get_object (const ClientNoteInfo *note)
{
  if (note->user != NULL)
    return note->user;
  if (note->address != NULL)
    return note->address;

  return note->room != NULL ? note->room : _ ("the chat");
}

static char *
add_end (char *line, gint64 until)
{
  g_autofree char *before = line;
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (until / 1000);
  g_autofree char *text
    = moment != NULL ? g_date_time_format (moment, "%Y-%m-%d %H:%M") : g_strdup ("");

  /* Translators: what was done, and a day and a time */
  return g_strdup_printf (_ ("%s until %s"), before, text);
}

static char *
add_text (char *line, const char *text)
{
  g_autofree char *before = line;

  /* Translators: what was done, and a name or a role that was given */
  return g_strdup_printf (_ ("%s (“%s”)"), before, text);
}

/**
 * cli_note_describe:
 * @note: what somebody has done
 *
 * Returns: (transfer full): the same in one line, which may have in it what peers have
 *   written
 */
char *
cli_note_describe (const ClientNoteInfo *note)
{
  /* Translators: whom it is about, what was done, and by whom: “bob: banned by ana”. */
  char *line = g_strdup_printf (_ ("%s: %s by %s"), get_object (note), get_words (note->action),
                                note->by);

  if (note->text != NULL)
    line = add_text (line, note->text);
  if (note->until > 0)
    line = add_end (line, note->until);
  if (note->reason != NULL && *note->reason != '\0')
    {
      g_autofree char *before = line;

      line = g_strconcat (before, ": ", note->reason, NULL);
    }

  return line;
}
