/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "ctl-commands.h"
#include "ctl-format.h"
#include "terminal-sanitize.h"
#include "terminal-table.h"

/* How much of the log is printed when nobody says. */
#define LIMIT_DEFAULT 50

/* How often what is followed is looked at, in milliseconds, and how much of it. */
#define FOLLOW_MS 1000
#define FOLLOW_LIMIT 200

static const char *
get_in (CharlaMessage *item, const char *object, const char *member, CharlaMessage **place)
{
  *place = charla_message_get_object (item, object);

  return *place != NULL ? charla_message_get_string (*place, member) : NULL;
}

static void
add (TerminalTable *table, const char *cell)
{
  terminal_table_add (table, cell != NULL ? cell : "");
}

static void
add_time (TerminalTable *table, CharlaMessage *item, const char *member, const char *otherwise)
{
  gint64 time = 0;
  g_autofree char *text = NULL;

  if (charla_message_get_int (item, member, &time) && time > 0)
    text = ctl_format_time (time, g_get_real_time () / 1000);
  add (table, text != NULL ? text : otherwise);
}

static void
add_member (TerminalTable *table, CharlaMessage *item, const char *object)
{
  g_autoptr (CharlaMessage) place = NULL;
  const char *name = get_in (item, object, "name", &place);

  add (table, name != NULL ? name : charla_message_get_string (item, "address"));
}

static void
add_ban (CharlaMessage *item, TerminalTable *table)
{
  gint64 seq = 0;

  charla_message_get_int (item, "seq", &seq);
  add (table, charla_message_get_string (item, "kind"));
  add_member (table, item, "user");
  add (table, charla_message_get_string (item, "room"));
  add_time (table, item, "until", _ ("for ever"));
  add_member (table, item, "by");
  add (table, charla_message_get_string (item, "reason"));
}

static CharlaMessage *
ask_for_page (CtlApplication *application, const char *command, gint64 before, guint limit,
              GError **error)
{
  CtlLink *link = ctl_application_get_link (application);
  CharlaBuilder *request = ctl_link_begin (link, command);
  const char *room = ctl_application_get_argument (application, 0);

  if (before > 0)
    charla_builder_add_int (request, "before", before);
  if (limit > 0)
    charla_builder_add_int (request, "limit", limit);
  if (room != NULL)
    charla_builder_add_string (request, "room", room);

  return ctl_link_ask (link, -1, error);
}

/* All of them, newest first. */
static gboolean
read_bans (CtlApplication *application, TerminalTable *table, GError **error)
{
  gboolean has_more = TRUE;
  gint64 before = 0;

  while (has_more)
    {
      g_autoptr (CharlaMessage) page = ask_for_page (application, "bans", before, 0, error);
      gsize n = 0;

      if (page == NULL)
        return FALSE;

      charla_message_get_length (page, "bans", &n);
      charla_message_get_bool (page, "more", &has_more);
      has_more &= n > 0;
      for (gsize i = 0; i < n; i++)
        {
          g_autoptr (CharlaMessage) item = charla_message_get_object_at (page, "bans", i);

          charla_message_get_int (item, "seq", &before);
          if (ctl_application_get_options (application)->json)
            ctl_application_print_json (application, item);
          else
            add_ban (item, table);
        }
    }

  return TRUE;
}

/**
 * ctl_command_bans:
 * @application: the application
 * @error: return location for an error
 *
 * Lists who may not come in, or not speak.
 *
 * Returns: whether it could be done
 */
gboolean
ctl_command_bans (CtlApplication *application, GError **error)
{
  const char *const columns[] = { _ ("Kind"), _ ("Whom"), _ ("Room"), _ ("Until"), _ ("By"),
                                  _ ("Reason") };
  g_autoptr (TerminalTable) table = terminal_table_new (G_N_ELEMENTS (columns));
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    add (table, columns[i]);
  if (!read_bans (application, table, error))
    return FALSE;

  if (!ctl_application_get_options (application)->json)
    {
      text = terminal_table_to_string (table);
      ctl_application_print (application, text);
    }
  return TRUE;
}

/* One line, as it is in a log: what comes later does not move what is there. */
static void
print_entry (CtlApplication *application, CharlaMessage *item)
{
  g_autoptr (CharlaMessage) by = NULL;
  g_autoptr (CharlaMessage) user = NULL;
  g_autoptr (CharlaMessage) room = NULL;
  const char *const parts[] = {
    get_in (item, "by", "name", &by),          charla_message_get_string (item, "action"),
    get_in (item, "user", "name", &user),      charla_message_get_string (item, "address"),
    charla_message_get_string (item, "text"),
  };
  const char *place = get_in (item, "room", "name", &room);
  const char *reason = charla_message_get_string (item, "reason");
  gint64 time = 0;
  g_autofree char *when = NULL;
  g_autofree char *sane = NULL;
  g_autoptr (GString) line = NULL;

  charla_message_get_int (item, "time", &time);
  when = ctl_format_time (time, G_MAXINT64);
  line = g_string_new (when);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i] != NULL)
        g_string_append_printf (line, "  %s", parts[i]);
    }
  if (place != NULL)
    g_string_append_printf (line, "  (%s)", place);
  if (reason != NULL)
    g_string_append_printf (line, ": %s", reason);

  sane = terminal_sanitize_line (line->str);
  ctl_application_print (application, sane);
}

/* The page comes newest first, and is printed oldest first. */
static gboolean
print_page (CtlApplication *application, guint limit, gint64 *newest, GError **error)
{
  g_autoptr (CharlaMessage) page = ask_for_page (application, "log", 0, limit, error);
  gint64 last = *newest;
  gsize n = 0;

  if (page == NULL)
    return FALSE;

  charla_message_get_length (page, "entries", &n);
  while (n-- > 0)
    {
      g_autoptr (CharlaMessage) item = charla_message_get_object_at (page, "entries", n);
      gint64 entry = 0;

      charla_message_get_int (item, "entry", &entry);
      if (entry <= last)
        continue;

      *newest = entry;
      if (ctl_application_get_options (application)->json)
        ctl_application_print_json (application, item);
      else
        print_entry (application, item);
    }

  return ctl_application_flush (application, error);
}

/**
 * ctl_command_log:
 * @application: the application
 * @error: return location for an error
 *
 * Tells who did what to whom by virtue of a role.
 *
 * Returns: whether it could be done
 */
gboolean
ctl_command_log (CtlApplication *application, GError **error)
{
  const CtlOptions *options = ctl_application_get_options (application);
  guint limit = options->number > 0 ? (guint) options->number : LIMIT_DEFAULT;
  gint64 newest = 0;

  if (!print_page (application, limit, &newest, error))
    return FALSE;

  while (options->follow)
    {
      if (!ctl_link_pause (ctl_application_get_link (application), FOLLOW_MS, error)
          || !print_page (application, FOLLOW_LIMIT, &newest, error))
        return FALSE;
    }

  return TRUE;
}
