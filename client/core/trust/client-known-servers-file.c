/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-known-servers-file.h"

#include <unistd.h>

#include "client-known-servers.h"
#include "client-private-file.h"

#define FILE_NAME "servers"

/* An address may have characters that no group can have. */
static char *
get_group (const char *address)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, address, -1);
}

static ClientFingerprint *
read_fingerprint (GKeyFile *servers, const char *group)
{
  g_autofree char *text = g_key_file_get_string (servers, group, "fingerprint", NULL);

  return text != NULL ? client_fingerprint_parse (text, NULL) : NULL;
}

static ClientSecurity
read_security (GKeyFile *servers, const char *group)
{
  g_autoptr (GEnumClass) type = g_type_class_ref (CLIENT_TYPE_SECURITY);
  g_autofree char *nick = g_key_file_get_string (servers, group, "security", NULL);
  const GEnumValue *value = nick != NULL ? g_enum_get_value_by_nick (type, nick) : NULL;

  return value != NULL ? (ClientSecurity) value->value : CLIENT_SECURITY_NONE;
}

static ClientKnownServer *
read_server (GKeyFile *servers, const char *group)
{
  g_autofree char *address = g_key_file_get_string (servers, group, "address", NULL);
  g_autofree char *id = g_key_file_get_string (servers, group, "id", NULL);
  g_autofree char *name = g_key_file_get_string (servers, group, "name", NULL);
  g_autoptr (ClientFingerprint) fingerprint = read_fingerprint (servers, group);

  if (address == NULL)
    return NULL;

  return client_known_server_new (address, id, name, fingerprint,
                                  read_security (servers, group),
                                  g_key_file_get_boolean (servers, group, "classic", NULL),
                                  g_key_file_get_int64 (servers, group, "used", NULL));
}

static void
write_text (GKeyFile *servers, const char *group, const char *key, const char *text)
{
  if (text != NULL)
    g_key_file_set_string (servers, group, key, text);
}

static void
write_server (GKeyFile *servers, ClientKnownServer *server)
{
  const ClientFingerprint *fingerprint = client_known_server_get_fingerprint (server);
  g_autoptr (GEnumClass) type = g_type_class_ref (CLIENT_TYPE_SECURITY);
  g_autofree char *group = get_group (client_known_server_get_address (server));
  g_autofree char *hex = fingerprint != NULL ? client_fingerprint_to_hex (fingerprint) : NULL;

  g_key_file_remove_group (servers, group, NULL);
  write_text (servers, group, "address", client_known_server_get_address (server));
  write_text (servers, group, "id", client_known_server_get_id (server));
  write_text (servers, group, "name", client_known_server_get_name (server));
  write_text (servers, group, "fingerprint", hex);
  write_text (servers, group, "security",
              g_enum_get_value (type, client_known_server_get_security (server))->value_nick);
  g_key_file_set_boolean (servers, group, "classic", client_known_server_get_is_classic (server));
  g_key_file_set_int64 (servers, group, "used", client_known_server_get_last_used (server));
}

static int
compare_used (gconstpointer a, gconstpointer b)
{
  gint64 used_a = client_known_server_get_last_used (*(ClientKnownServer *const *) a);
  gint64 used_b = client_known_server_get_last_used (*(ClientKnownServer *const *) b);

  return (used_a < used_b) - (used_a > used_b);
}

static GPtrArray *
read_all (GKeyFile *servers)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) groups = g_key_file_get_groups (servers, NULL);

  for (guint i = 0; groups[i] != NULL; i++)
    {
      ClientKnownServer *server = read_server (servers, groups[i]);

      if (server != NULL)
        g_ptr_array_add (all, server);
    }
  g_ptr_array_sort (all, compare_used);

  return g_steal_pointer (&all);
}

static void
drop_oldest (GKeyFile *servers, GPtrArray *all)
{
  while (all->len > CLIENT_KNOWN_SERVERS_MAX)
    {
      ClientKnownServer *oldest = g_ptr_array_index (all, all->len - 1);
      g_autofree char *group = get_group (client_known_server_get_address (oldest));

      g_key_file_remove_group (servers, group, NULL);
      g_ptr_array_set_size (all, all->len - 1);
    }
}

/* Has @address forgotten, and @server, if there is one, remembered. */
static GPtrArray *
change (const char *directory, const char *address, ClientKnownServer *server, GError **error)
{
  g_autoptr (GKeyFile) servers = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autofree char *group = get_group (address);
  gboolean is_saved = FALSE;
  int fd = client_private_file_lock (directory, FILE_NAME, error);

  if (fd < 0)
    return NULL;

  servers = client_private_file_load_for_change (directory, FILE_NAME, error);
  if (servers != NULL)
    {
      g_key_file_remove_group (servers, group, NULL);
      if (server != NULL)
        write_server (servers, server);
      all = read_all (servers);
      drop_oldest (servers, all);
      is_saved = client_private_file_save (servers, directory, FILE_NAME, error);
    }
  close (fd);

  return is_saved ? g_steal_pointer (&all) : NULL;
}

/**
 * client_known_servers_file_load:
 * @directory: where the file is
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type ClientKnownServer): what is in the file, or %NULL
 *   with @error set
 */
GPtrArray *
client_known_servers_file_load (const char *directory, GError **error)
{
  g_autoptr (GKeyFile) servers = client_private_file_load (directory, FILE_NAME, error);

  return servers != NULL ? read_all (servers) : NULL;
}

/**
 * client_known_servers_file_remember:
 * @directory: where the file is, or is to be
 * @server: a server, in place of what was known of the one at its address
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type ClientKnownServer): what is on the disk, or %NULL
 *   with @error set
 */
GPtrArray *
client_known_servers_file_remember (const char *directory, ClientKnownServer *server,
                                    GError **error)
{
  return change (directory, client_known_server_get_address (server), server, error);
}

/**
 * client_known_servers_file_forget:
 * @directory: where the file is
 * @address: an address
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type ClientKnownServer): what is on the disk, or %NULL
 *   with @error set
 */
GPtrArray *
client_known_servers_file_forget (const char *directory, const char *address, GError **error)
{
  return change (directory, address, NULL, error);
}
