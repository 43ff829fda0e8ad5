/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-log.h"

#include <stdio.h>
#include <string.h>

typedef struct
{
  const char *name;
  GLogLevelFlags level;
} LogLevel;

static const LogLevel levels[] = {
  { "error", G_LOG_LEVEL_ERROR },     { "error", G_LOG_LEVEL_CRITICAL },
  { "warning", G_LOG_LEVEL_WARNING }, { "message", G_LOG_LEVEL_MESSAGE },
  { "info", G_LOG_LEVEL_INFO },       { "debug", G_LOG_LEVEL_DEBUG },
};

typedef struct
{
  gint most_verbose; /* atomic: threads log as well */
  gboolean is_journal;
} LogSettings;

static LogSettings settings;

static const char *
get_level_name (GLogLevelFlags level)
{
  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      if ((level & G_LOG_LEVEL_MASK) == levels[i].level)
        return levels[i].name;
    }

  return "message";
}

static char *
get_field (const GLogField *fields, gsize n_fields, const char *key)
{
  for (gsize i = 0; i < n_fields; i++)
    {
      const GLogField *field = &fields[i];

      if (g_str_equal (field->key, key))
        return field->length < 0 ? g_strdup (field->value) : g_strndup (field->value, field->length);
    }

  return g_strdup ("");
}

static GLogWriterOutput
write_line (GLogLevelFlags level, const GLogField *fields, gsize n_fields)
{
  g_autofree char *message = get_field (fields, n_fields, "MESSAGE");
  g_autofree char *domain = get_field (fields, n_fields, "GLIB_DOMAIN");
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%F %T.%f");
  gboolean is_own = g_str_equal (domain, G_LOG_DOMAIN);

  /* Microseconds are more than anybody reads. */
  time[strlen (time) - strlen ("000")] = '\0';
  fprintf (stderr, "%s %s: %s%s%s\n", time, get_level_name (level), is_own ? "" : domain,
           is_own ? "" : ": ", message);
  fflush (stderr);

  return G_LOG_WRITER_HANDLED;
}

static GLogWriterOutput
writer (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  /* The more verbose a level is, the higher is its bit. */
  if ((gint) (level & G_LOG_LEVEL_MASK) > g_atomic_int_get (&settings.most_verbose))
    return G_LOG_WRITER_HANDLED;

  if (settings.is_journal
      && g_log_writer_journald (level, fields, n_fields, user_data) == G_LOG_WRITER_HANDLED)
    return G_LOG_WRITER_HANDLED;

  return write_line (level, fields, n_fields);
}

/**
 * server_log_start:
 * @most_verbose: the most verbose level that is written
 *
 * Sends the log of the whole process to the journal, with its fields, when
 * standard error goes there, and as lines to standard error otherwise. To be
 * called once, before anything is logged.
 */
void
server_log_start (GLogLevelFlags most_verbose)
{
  server_log_set_level (most_verbose);
  settings.is_journal = g_log_writer_is_journald (fileno (stderr));
  g_log_set_writer_func (writer, NULL, NULL);
}

static gboolean
is_plain (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_UNASSIGNED:
      return FALSE;
    default:
      return c != '\\' && c != '"';
    }
}

/**
 * server_log_set_level:
 * @most_verbose: the most verbose level that is written
 *
 * Changes what is written from now on.
 */
void
server_log_set_level (GLogLevelFlags most_verbose)
{
  g_atomic_int_set (&settings.most_verbose, (gint) most_verbose);
}

/**
 * server_log_escape:
 * @text: something that a peer has chosen, in UTF-8
 *
 * Writes @text so that it can stand in a line of the log between quotes. Without
 * this a peer could end the line and forge another, color it, or turn its
 * direction around: all that is not a visible character, or a space, becomes
 * its number.
 *
 * Returns: (transfer full): @text on one line
 */
char *
server_log_escape (const char *text)
{
  GString *escaped = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_plain (c))
        g_string_append_unichar (escaped, c);
      else
        g_string_append_printf (escaped, "\\u{%X}", c);
    }

  return g_string_free (escaped, FALSE);
}
