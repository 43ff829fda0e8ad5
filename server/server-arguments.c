/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-arguments.h"

#include <string.h>

#include "server-id.h"

/* Longest id, in bytes: what is longer is the id of nothing. */
#define ID_MAX 32

G_GNUC_PRINTF (3, 4)
static gboolean
refuse (GError **error, CharlaCode code, const char *format, ...)
{
  va_list values;

  va_start (values, format);
  if (error != NULL)
    *error = g_error_new_valist (CHARLA_CODE_ERROR, code, format, values);
  va_end (values);

  return FALSE;
}

static gboolean
refuse_type (const ServerField *field, const char *type, GError **error)
{
  return refuse (error, CHARLA_CODE_BAD_REQUEST, "The member “%s” is no %s", field->name, type);
}

static gboolean
has_control (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_iscntrl (g_utf8_get_char (p)))
        return TRUE;
    }

  return FALSE;
}

static gboolean
check_text (const ServerField *field, const char *text, GError **error)
{
  if (*text == '\0')
    return refuse (error, CHARLA_CODE_BAD_REQUEST, "The member “%s” is empty", field->name);
  if (strlen (text) > field->limit)
    return refuse (error, CHARLA_CODE_TOO_LARGE, "The member “%s” is over the limit of %u bytes",
                   field->name, field->limit);

  return TRUE;
}

static gboolean
check_line (const ServerField *field, const char *text, GError **error)
{
  if (field->type == SERVER_FIELD_WORD && *text == '\0')
    return refuse (error, CHARLA_CODE_BAD_REQUEST, "The member “%s” is empty", field->name);
  if (g_utf8_strlen (text, -1) > (glong) field->limit)
    return refuse (error, CHARLA_CODE_TOO_LARGE,
                   "The member “%s” is over the limit of %u characters", field->name,
                   field->limit);
  if (has_control (text))
    return refuse (error, CHARLA_CODE_BAD_REQUEST,
                   "The member “%s” has a control character in it", field->name);

  return TRUE;
}

static gboolean
check_name (const ServerField *field, const char *name, GError **error)
{
  const char *last = g_utf8_find_prev_char (name, name + strlen (name));
  g_autofree char *folded = NULL;

  if (!charla_name_validate (name, -1, NULL) || g_unichar_isspace (g_utf8_get_char (name))
      || g_unichar_isspace (g_utf8_get_char (last)))
    return refuse (error, CHARLA_CODE_NAME_INVALID,
                   "A name has 1 to %d characters, no control characters, and no white space at "
                   "either end", CHARLA_NAME_MAX);

  folded = charla_name_fold (name);
  if (*folded == '\0')
    return refuse (error, CHARLA_CODE_NAME_INVALID, "Nobody can see that name");

  return TRUE;
}

static gboolean
check_who (const ServerField *field, const char *who, GError **error)
{
  if (g_utf8_strlen (who, -1) > CHARLA_NAME_MAX)
    return refuse (error, CHARLA_CODE_UNKNOWN_USER, "There is nobody of that name");

  return TRUE;
}

static gboolean
read_string (const ServerField *field, const char *value, gpointer place, GError **error)
{
  static gboolean (*const checks[]) (const ServerField *, const char *, GError **) = {
    [SERVER_FIELD_WHO] = check_who,   [SERVER_FIELD_TEXT] = check_text,
    [SERVER_FIELD_LINE] = check_line, [SERVER_FIELD_WORD] = check_line,
    [SERVER_FIELD_NAME] = check_name,
  };

  if (!checks[field->type](field, value, error))
    return FALSE;

  *(const char **) place = value;
  return TRUE;
}

static gboolean
read_room (const ServerField *field, const char *id, gpointer place, GError **error)
{
  if (strlen (id) > ID_MAX || !server_room_id_parse (id, place))
    return refuse (error, CHARLA_CODE_UNKNOWN_ROOM, "There is no such room");

  return TRUE;
}

static gboolean
read_user (const ServerField *field, const char *id, gpointer place, GError **error)
{
  if (strlen (id) > ID_MAX || !server_user_id_parse (id, place))
    return refuse (error, CHARLA_CODE_UNKNOWN_USER, "There is nobody with that id");

  return TRUE;
}

static gboolean
read_kind (const ServerField *field, const char *word, gpointer place, GError **error)
{
  ServerRoomKind kind;

  if (!server_room_kind_from_string (word, &kind) || kind == SERVER_ROOM_DIRECT)
    return refuse (error, CHARLA_CODE_BAD_REQUEST, "A room is “public” or “private”");

  *(ServerRoomKind *) place = kind;
  return TRUE;
}

static gboolean
read_role (const ServerField *field, const char *word, gpointer place, GError **error)
{
  if (!server_role_from_string (word, place))
    return refuse (error, CHARLA_CODE_BAD_REQUEST,
                   "A role is “member”, “moderator” or “owner”");

  return TRUE;
}

static gboolean
read_state (const ServerField *field, const char *word, gpointer place, GError **error)
{
  if (!server_user_state_from_string (word, place))
    return refuse (error, CHARLA_CODE_BAD_REQUEST, "A state is “active”, “away” or “busy”");

  return TRUE;
}

static gboolean
read_number (const ServerField *field, CharlaMessage *message, gpointer place, GError **error)
{
  gint64 least = field->type == SERVER_FIELD_COUNT ? 1 : 0;
  gint64 value;

  if (!charla_message_get_int (message, field->name, &value))
    return refuse_type (field, "integer", error);
  if (value < least)
    return refuse (error, CHARLA_CODE_BAD_REQUEST, "The member “%s” is below %d", field->name,
                   (int) least);

  *(gint64 *) place = field->type == SERVER_FIELD_COUNT ? MIN (value, field->limit) : value;
  return TRUE;
}

static gboolean
read_bool (const ServerField *field, CharlaMessage *message, gpointer place, GError **error)
{
  if (!charla_message_get_bool (message, field->name, place))
    return refuse_type (field, "boolean", error);

  return TRUE;
}

static gboolean
read_field (const ServerField *field, CharlaMessage *message, gpointer place, GError **error)
{
  static gboolean (*const readers[]) (const ServerField *, const char *, gpointer, GError **) = {
    [SERVER_FIELD_ROOM] = read_room,   [SERVER_FIELD_USER] = read_user,
    [SERVER_FIELD_WHO] = read_string,  [SERVER_FIELD_TEXT] = read_string,
    [SERVER_FIELD_LINE] = read_string, [SERVER_FIELD_WORD] = read_string,
    [SERVER_FIELD_NAME] = read_string, [SERVER_FIELD_KIND] = read_kind,
    [SERVER_FIELD_ROLE] = read_role,   [SERVER_FIELD_STATE] = read_state,
  };
  const char *string = NULL;

  if (field->type == SERVER_FIELD_SEQ || field->type == SERVER_FIELD_COUNT)
    return read_number (field, message, place, error);
  if (field->type == SERVER_FIELD_BOOL)
    return read_bool (field, message, place, error);

  string = charla_message_get_string (message, field->name);
  if (string == NULL)
    return refuse_type (field, "string", error);

  return readers[field->type](field, string, place, error);
}

/**
 * server_arguments_read:
 * @self: (out caller-allocates): arguments
 * @fields: (array zero-terminated=1): the members that the command wants
 * @message: a request
 * @error: return location for an error
 *
 * Reads the members of a request and checks each: after that no handler meets
 * anything that it does not expect. Members that are not asked for are passed
 * over, as later versions may have more of them.
 *
 * Returns: %TRUE, or %FALSE with %CHARLA_CODE_ERROR
 */
gboolean
server_arguments_read (ServerArguments *self, const ServerField *fields, CharlaMessage *message,
                       GError **error)
{
  *self = (ServerArguments) {
    .room = -1, .seq = -1, .reply = -1, .before = -1, .after = -1, .around = -1, .limit = -1,
    .until = -1, .on = TRUE,
  };

  for (const ServerField *field = fields; field->name != NULL; field++)
    {
      if (charla_message_has (message, field->name))
        {
          if (!read_field (field, message, (char *) self + field->offset, error))
            return FALSE;
          self->has_state |= field->type == SERVER_FIELD_STATE;
        }
      else if (field->is_required)
        return refuse (error, CHARLA_CODE_BAD_REQUEST, "The member “%s” is missing", field->name);
    }

  return TRUE;
}
