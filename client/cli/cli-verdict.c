/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-verdict.h"

#include <gio/gio.h>
#include <string.h>

#define MINUTE_MS (G_GINT64_CONSTANT (60) * 1000)

/* Ten years, in minutes: who means longer means for ever. */
#define MINUTES_MAX (10 * 365 * 24 * 60)

/* How long one of each is, in minutes. */
static const struct
{
  char letter;
  guint minutes;
} units[] = {
  { 'm', 1 },
  { 'h', 60 },
  { 'd', 24 * 60 },
};

/* A number and a letter: 10m, 2h, 7d. 0 if it is none. */
static gint64
read_duration (const char *word)
{
  char *end = NULL;
  guint64 number = g_ascii_isdigit (*word) ? g_ascii_strtoull (word, &end, 10) : 0;

  if (number == 0 || number > MINUTES_MAX || end[0] == '\0' || end[1] != '\0')
    return 0;

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      if (units[i].letter == end[0])
        return MIN ((gint64) number * units[i].minutes, MINUTES_MAX) * MINUTE_MS;
    }

  return 0;
}

static gboolean
is_address (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "/", 2);
  g_autoptr (GInetAddress) address
    = parts[0] != NULL ? g_inet_address_new_from_string (parts[0]) : NULL;

  return address != NULL;
}

/**
 * cli_verdict_parse:
 * @self: (out caller-allocates): whom, until when and why
 * @text: somebody’s name, which may have spaces in it, or an address; then maybe for how
 *   long, and maybe a colon and a reason: `eve 2h: too loud`
 * @now: what time it is, in milliseconds since 1970 UTC
 *
 * Takes apart whom somebody wants to keep out or quiet.
 */
void
cli_verdict_parse (CliVerdict *self, const char *text, gint64 now)
{
  const char *colon = strstr (text, ": ");
  g_autofree char *left = colon != NULL ? g_strndup (text, (gsize) (colon - text)) : g_strdup (text);
  char *space = NULL;
  gint64 duration = 0;

  g_strstrip (left);
  space = strrchr (left, ' ');
  duration = space != NULL ? read_duration (space + 1) : 0;
  if (duration > 0)
    *space = '\0';
  g_strchomp (left);
  *self = (CliVerdict){
    .who = g_strdup (*left == '@' && left[1] != '\0' ? left + 1 : left),
    .is_address = is_address (left),
    .until = duration > 0 ? now + duration : 0,
    .reason = colon != NULL ? g_strstrip (g_strdup (colon + 2)) : NULL,
  };
}

/**
 * cli_verdict_clear:
 * @self: a verdict in memory of the caller’s
 *
 * Frees what @self holds.
 */
void
cli_verdict_clear (CliVerdict *self)
{
  g_clear_pointer (&self->who, g_free);
  g_clear_pointer (&self->reason, g_free);
}
