/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gi18n.h>

#include "ctl-commands.h"
#include "ctl-duration.h"

/* Asks for what has no answer but that it is done. */
static gboolean
finish (CtlApplication *application, GError **error)
{
  g_autoptr (CharlaMessage) ok = ctl_link_ask (ctl_application_get_link (application), -1, error);

  return ok != NULL;
}

static CharlaBuilder *
begin (CtlApplication *application, const char *command)
{
  return ctl_link_begin (ctl_application_get_link (application), command);
}

/* In which room, if not in the Lobby, and why. */
static void
add_circumstances (CtlApplication *application, CharlaBuilder *request, guint n_room)
{
  const char *room = ctl_application_get_argument (application, n_room);
  const char *reason = ctl_application_get_options (application)->reason;

  if (room != NULL)
    charla_builder_add_string (request, "room", room);
  if (reason != NULL)
    charla_builder_add_string (request, "reason", reason);
}

/**
 * ctl_command_kick:
 * @application: the application
 * @error: return location for an error
 *
 * Removes somebody from the server, or from a room.
 *
 * Returns: whether it could be done
 */
gboolean
ctl_command_kick (CtlApplication *application, GError **error)
{
  CharlaBuilder *request = begin (application, "kick");

  charla_builder_add_string (request, "user", ctl_application_get_argument (application, 0));
  add_circumstances (application, request, 1);
  return finish (application, error);
}

/* What looks like an address is one: whoever has taken such a name is meant by their id. */
static gboolean
is_address (const char *text)
{
  g_autoptr (GInetAddressMask) mask = g_inet_address_mask_new_from_string (text, NULL);

  return mask != NULL;
}

static gboolean
judge (CtlApplication *application, const char *command, gboolean is_on, GError **error)
{
  const char *whom = ctl_application_get_argument (application, 0);
  const char *time = ctl_application_get_options (application)->time;
  gboolean is_network = g_str_equal (command, "ban") && is_address (whom);
  CharlaBuilder *request = NULL;
  gint64 length = 0;

  if (time != NULL && !ctl_duration_parse (time, &length, error))
    return FALSE;

  request = begin (application, command);
  charla_builder_add_string (request, is_network ? "address" : "user", whom);
  charla_builder_add_bool (request, "on", is_on);
  if (length > 0)
    charla_builder_add_int (request, "until", g_get_real_time () / 1000 + length);
  add_circumstances (application, request, 1);
  return finish (application, error);
}

/**
 * ctl_command_ban:
 * @application: the application
 * @error: return location for an error
 *
 * Keeps somebody, or a network, out of the server, or somebody out of a room.
 *
 * Returns: whether it could be done
 */
gboolean
ctl_command_ban (CtlApplication *application, GError **error)
{
  return judge (application, "ban", TRUE, error);
}

/**
 * ctl_command_unban:
 * @application: the application
 * @error: return location for an error
 *
 * Lets in again whom a ban kept out.
 *
 * Returns: whether it could be done
 */
gboolean
ctl_command_unban (CtlApplication *application, GError **error)
{
  return judge (application, "ban", FALSE, error);
}

/**
 * ctl_command_mute:
 * @application: the application
 * @error: return location for an error
 *
 * Lets somebody say nothing, anywhere or in a room.
 *
 * Returns: whether it could be done
 */
gboolean
ctl_command_mute (CtlApplication *application, GError **error)
{
  return judge (application, "mute", TRUE, error);
}

/**
 * ctl_command_unmute:
 * @application: the application
 * @error: return location for an error
 *
 * Lets somebody speak again.
 *
 * Returns: whether it could be done
 */
gboolean
ctl_command_unmute (CtlApplication *application, GError **error)
{
  return judge (application, "mute", FALSE, error);
}

/**
 * ctl_command_role:
 * @application: the application
 * @error: return location for an error
 *
 * Says what somebody is in a room, or in the whole server.
 *
 * Returns: whether it could be done
 */
gboolean
ctl_command_role (CtlApplication *application, GError **error)
{
  CharlaBuilder *request = begin (application, "role");

  charla_builder_add_string (request, "user", ctl_application_get_argument (application, 0));
  charla_builder_add_string (request, "role", ctl_application_get_argument (application, 1));
  add_circumstances (application, request, 2);
  return finish (application, error);
}

/**
 * ctl_command_announce:
 * @application: the application
 * @error: return location for an error
 *
 * Tells everybody something who is here.
 *
 * Returns: whether it could be done
 */
gboolean
ctl_command_announce (CtlApplication *application, GError **error)
{
  g_autofree char *text
    = g_strjoinv (" ", ctl_application_get_options (application)->line.arguments);

  charla_builder_add_string (begin (application, "announce"), "text", text);
  return finish (application, error);
}

/**
 * ctl_command_reset:
 * @application: the application
 * @error: return location for an error
 *
 * Gives somebody a new password, and prints it.
 *
 * Returns: whether it could be done
 */
gboolean
ctl_command_reset (CtlApplication *application, GError **error)
{
  g_autoptr (CharlaMessage) ok = NULL;
  const char *password = NULL;

  charla_builder_add_string (begin (application, "reset"), "user",
                             ctl_application_get_argument (application, 0));
  ok = ctl_link_ask (ctl_application_get_link (application), -1, error);
  if (ok == NULL)
    return FALSE;

  password = charla_message_get_string (ok, "password");
  if (ctl_application_get_options (application)->json)
    ctl_application_print_json (application, ok);
  else if (password != NULL)
    ctl_application_print (application, password);
  return TRUE;
}
