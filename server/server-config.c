/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-config.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "server-key.h"
#include "server-log.h"

/* What a person writes is far from this; a file of another kind is noticed at once. */
#define FILE_MAX (256 * 1024)

/* Who named the wrong file need not read all of it. */
#define MISTAKES_MAX 20

/* More of a line tells nobody more. */
#define SHOWN_CHARACTERS 60

typedef struct
{
  ServerOptions *options;
  const char *path;
  guint line;
  char *group;          /* (nullable): the one that lines belong to */
  gboolean is_known;    /* whether there is that group */
  GHashTable *lines;    /* of each key that was read: ServerKey to its line */
  GPtrArray *mistakes;
} Reader;

G_DEFINE_QUARK (server-config-error-quark, server_config_error)

static void
reader_clear (Reader *self)
{
  g_free (self->group);
  g_hash_table_unref (self->lines);
  g_ptr_array_unref (self->mistakes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

G_GNUC_PRINTF (2, 3)
static void
complain (Reader *self, const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list values;

  va_start (values, format);
  sentence = g_strdup_vprintf (format, values);
  va_end (values);

  if (self->mistakes->len < MISTAKES_MAX)
    g_ptr_array_add (self->mistakes,
                     g_strdup_printf ("%s:%u: %s", self->path, self->line, sentence));
}

static char *
show (const char *text)
{
  glong length = g_utf8_strlen (text, -1);
  g_autofree char *start = g_utf8_substring (text, 0, MIN (length, SHOWN_CHARACTERS));
  g_autofree char *escaped = server_log_escape (start);

  return g_strconcat (escaped, length > SHOWN_CHARACTERS ? "…" : "", NULL);
}

/* GKeyFile takes a second mistake of this kind for one of the program. */
static gboolean
is_escaped_well (const char *raw)
{
  for (const char *p = strchr (raw, '\\'); p != NULL; p = strchr (p + 2, '\\'))
    {
      if (p[1] == '\0' || strchr ("nstr\\", p[1]) == NULL)
        return FALSE;
    }

  return TRUE;
}

static char *
unescape (const char *raw)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (!is_escaped_well (raw))
    return NULL;

  g_key_file_set_value (file, "group", "key", raw);

  return g_key_file_get_string (file, "group", "key", NULL);
}

static void
read_value (Reader *self, const ServerKey *key, const char *raw)
{
  g_autofree char *value = unescape (raw);
  g_autoptr (GError) error = NULL;

  if (value == NULL)
    complain (self, _("The value of %s has a “\\” in it with none of n, s, t, r and \\ behind it."),
              key->name);
  else if (key->type == SERVER_KEY_PATH && *value != '\0' && !g_path_is_absolute (value))
    complain (self, _("The value of %s has to begin with “/”."), key->name);
  else if (!server_key_read (key, key->name, value, self->options, &error))
    complain (self, "%s", error->message);
}

static void
read_pair (Reader *self, const char *name, const char *raw)
{
  const ServerKey *key = NULL;
  guint before = 0;

  if (self->group == NULL)
    {
      complain (self, _("“%s” stands in no group: a line such as [server] has to come first."), name);
      return;
    }
  if (!self->is_known)
    return;

  key = server_keys_find (self->group, name);
  if (key == NULL)
    {
      complain (self, _("There is no key “%s” in the group [%s]."), name, self->group);
      return;
    }

  before = GPOINTER_TO_UINT (g_hash_table_lookup (self->lines, key));
  if (before != 0)
    {
      complain (self, _("“%s” stands in line %u already."), name, before);
      return;
    }

  g_hash_table_insert (self->lines, (gpointer) key, GUINT_TO_POINTER (self->line));
  read_value (self, key, raw);
}

static void
read_group (Reader *self, const char *name)
{
  g_free (self->group);
  self->group = g_strdup (name);
  self->is_known = server_keys_has_group (name);

  if (!self->is_known)
    {
      g_autofree char *shown = show (name);

      complain (self, _("There is no group [%s]."), shown);
    }
}

/* As GKeyFile reads it, which does not tell in which line a mistake is. */
static void
read_line (Reader *self, char *line)
{
  char *equals = NULL;

  if (!g_utf8_validate (line, -1, NULL))
    {
      complain (self, "%s", _("This is not in UTF-8."));
      return;
    }

  g_strstrip (line);
  if (*line == '\0' || *line == '#')
    return;

  equals = strchr (line, '=');
  if (*line == '[' && g_str_has_suffix (line, "]"))
    {
      line[strlen (line) - 1] = '\0';
      read_group (self, line + 1);
    }
  else if (*line != '[' && equals != NULL && equals > line)
    {
      g_autofree char *name = NULL;

      *equals = '\0';
      name = show (g_strchomp (line));
      read_pair (self, name, g_strchug (equals + 1));
    }
  else
    {
      g_autofree char *shown = show (line);

      complain (self, _("“%s” is no group, no key with its value, and no comment."), shown);
    }
}

static gboolean
finish (Reader *self, GError **error)
{
  g_autofree char *message = NULL;

  if (self->mistakes->len == 0)
    return TRUE;

  g_ptr_array_add (self->mistakes, NULL);
  message = g_strjoinv ("\n", (char **) self->mistakes->pdata);
  g_set_error_literal (error, SERVER_CONFIG_ERROR, SERVER_CONFIG_ERROR_LINE, message);

  return FALSE;
}

/**
 * server_config_parse:
 * @options: where it goes
 * @path: what the text is called in errors
 * @text: a configuration
 * @error: return location for an error
 *
 * Reads a configuration. Each of its keys replaces what @options has; after an error some
 * of them may have.
 *
 * Returns: whether there is no mistake in it, or %FALSE with %SERVER_CONFIG_ERROR
 */
gboolean
server_config_parse (ServerOptions *options, const char *path, GBytes *text, GError **error)
{
  g_auto (Reader) reader = {
    .options = options,
    .path = path,
    .lines = g_hash_table_new (NULL, NULL),
    .mistakes = g_ptr_array_new_with_free_func (g_free),
  };
  gsize size = 0;
  const char *start = g_bytes_get_data (text, &size);
  const char *end = start + size;

  while (start < end)
    {
      const char *newline = memchr (start, '\n', end - start);
      const char *stop = newline != NULL ? newline : end;
      g_autofree char *line = g_strndup (start, stop - start);

      reader.line++;
      if (strlen (line) < (gsize) (stop - start))
        complain (&reader, "%s", _("This is not text."));
      else
        read_line (&reader, line);
      start = stop + 1;
    }

  return finish (&reader, error);
}

G_GNUC_PRINTF (3, 4)
static gboolean
fail (GError **error, const char *path, const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list values;

  va_start (values, format);
  sentence = g_strdup_vprintf (format, values);
  va_end (values);
  g_set_error (error, SERVER_CONFIG_ERROR, SERVER_CONFIG_ERROR_FILE, "%s: %s", path, sentence);

  return FALSE;
}

/* A pipe, or a device, could keep the server waiting. */
static gboolean
check_file (int descriptor, const char *path, GError **error)
{
  struct stat file = { 0 };

  if (fstat (descriptor, &file) < 0)
    return fail (error, path, _("Cannot be read: %s."), g_strerror (errno));
  if (S_ISDIR (file.st_mode))
    return fail (error, path, "%s", _("This is a folder."));
  if (!S_ISREG (file.st_mode))
    return fail (error, path, "%s", _("This is no file."));
  if (file.st_size > FILE_MAX)
    return fail (error, path, _("This is bigger than %d KiB."), FILE_MAX / 1024);

  return TRUE;
}

static GBytes *
read_file (int descriptor, const char *path, GError **error)
{
  g_autofree char *text = g_malloc (FILE_MAX + 1);
  gsize length = 0;
  gssize count = 0;

  do
    {
      count = read (descriptor, text + length, FILE_MAX + 1 - length);
      length += MAX (count, 0);
    }
  while (count > 0 || (count < 0 && errno == EINTR));

  if (count < 0)
    fail (error, path, _("Cannot be read: %s."), g_strerror (errno));
  else if (length > FILE_MAX)
    fail (error, path, _("This is bigger than %d KiB."), FILE_MAX / 1024);
  else
    return g_bytes_new (text, length);

  return NULL;
}

/**
 * server_config_load:
 * @options: where it goes
 * @path: a file
 * @error: return location for an error
 *
 * Reads the configuration in a file, as server_config_parse() does. It waits for the disk.
 *
 * Returns: whether it could be read and there is no mistake in it, or %FALSE with
 *   %SERVER_CONFIG_ERROR
 */
gboolean
server_config_load (ServerOptions *options, const char *path, GError **error)
{
  int descriptor = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  g_autoptr (GBytes) text = NULL;

  if (descriptor < 0 && errno == ENOENT)
    return fail (error, path, "%s", _("There is no such file."));
  if (descriptor < 0 && errno == EACCES)
    return fail (error, path, "%s", _("This user may not read it."));
  if (descriptor < 0)
    return fail (error, path, _("Cannot be read: %s."), g_strerror (errno));

  if (check_file (descriptor, path, error))
    text = read_file (descriptor, path, error);
  close (descriptor);

  return text != NULL && server_config_parse (options, path, text, error);
}

/**
 * server_config_set:
 * @options: where it goes
 * @setting: `GROUP.KEY=VALUE`
 * @error: return location for an error
 *
 * Sets one key, as a line of a file would.
 *
 * Returns: whether it is a setting, or %FALSE with %G_OPTION_ERROR
 */
gboolean
server_config_set (ServerOptions *options, const char *setting, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (setting, "=", 2);
  const char *dot = parts[0] != NULL ? strchr (parts[0], '.') : NULL;
  g_autofree char *group = dot != NULL ? g_strndup (parts[0], dot - parts[0]) : NULL;
  const ServerKey *key = dot != NULL ? server_keys_find (group, dot + 1) : NULL;
  g_autofree char *value = NULL;

  if (key == NULL && group != NULL && parts[1] != NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("There is no key “%s” in the group [%s]."), dot + 1, group);
      return FALSE;
    }
  if (key == NULL || parts[1] == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("“%s” is no setting: a group, a point, a key, “=” and a value are."), setting);
      return FALSE;
    }

  value = unescape (parts[1]);
  if (value == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("The value of %s cannot be read."), parts[0]);
      return FALSE;
    }

  return server_key_read (key, parts[0], value, options, error);
}
