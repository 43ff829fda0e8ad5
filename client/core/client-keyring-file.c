/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-keyring-file.h"

#include <string.h>
#include <unistd.h>

#include "charla-name.h"
#include "client-keyring.h"
#include "client-nonce.h"
#include "client-private-file.h"

/* What the group of a token begins with that has no account yet. */
#define PROPOSAL_PREFIX "new "

#define FILE_NAME "accounts"

/* Most addresses of one server, the last ones at which it was met. */
#define ADDRESSES_MAX 8

static char *
get_group (const char *server, const char *name)
{
  g_autofree char *folded = charla_name_fold (name);
  g_autofree char *both = g_strjoin ("\n", server, folded, NULL);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, both, -1);
}

/* Where a token waits for the account that it is to open; no server can call itself so. */
static char *
get_proposal_group (const char *address, const char *name)
{
  g_autofree char *group = get_group (address, name);

  return g_strconcat (PROPOSAL_PREFIX, group, NULL);
}

static gboolean
has_name (GKeyFile *accounts, const char *group, const char *folded)
{
  g_autofree char *name = g_key_file_get_string (accounts, group, "name", NULL);
  g_autofree char *other = name != NULL ? charla_name_fold (name) : NULL;

  return g_strcmp0 (other, folded) == 0;
}

static gboolean
has_address (GKeyFile *accounts, const char *group, const char *address)
{
  g_auto (GStrv) list = g_key_file_get_string_list (accounts, group, "addresses", NULL, NULL);

  return list != NULL && g_strv_contains ((const char *const *) list, address);
}

static void
set_addresses (GKeyFile *accounts, const char *group, const char *first, const char *without)
{
  g_auto (GStrv) list = g_key_file_get_string_list (accounts, group, "addresses", NULL, NULL);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  if (first != NULL)
    g_ptr_array_add (kept, (gpointer) first);
  for (guint i = 0; list != NULL && list[i] != NULL && kept->len < ADDRESSES_MAX; i++)
    if (!g_str_equal (list[i], without))
      g_ptr_array_add (kept, list[i]);

  if (kept->len == 0)
    g_key_file_remove_key (accounts, group, "addresses", NULL);
  else
    g_key_file_set_string_list (accounts,
                                group,
                                "addresses",
                                (const char *const *) kept->pdata,
                                kept->len);
}

/* At one address there is one server: the others of the name are not there any more. */
static void
take_address (GKeyFile *accounts, const char *owner, const char *name, const char *address)
{
  g_autofree char *folded = charla_name_fold (name);
  g_auto (GStrv) groups = g_key_file_get_groups (accounts, NULL);

  for (guint i = 0; groups[i] != NULL; i++)
    if (g_str_equal (groups[i], owner))
      set_addresses (accounts, owner, address, address);
    else if (has_name (accounts, groups[i], folded))
      set_addresses (accounts, groups[i], NULL, address);
}

/* Drops the oldest of too many that no address leads to, or that wait for an account. */
static void
drop_oldest (GKeyFile *accounts, gboolean of_proposals)
{
  g_auto (GStrv) groups = g_key_file_get_groups (accounts, NULL);
  const char *oldest = NULL;
  gint64 oldest_time = 0;
  guint n_strays = 0;

  for (guint i = 0; groups[i] != NULL; i++)
    {
      gint64 time = g_key_file_get_int64 (accounts, groups[i], "saved", NULL);

      if (g_str_has_prefix (groups[i], PROPOSAL_PREFIX) != of_proposals
          || g_key_file_has_key (accounts, groups[i], "addresses", NULL))
        continue;
      n_strays++;
      if (oldest == NULL || time < oldest_time)
        {
          oldest = groups[i];
          oldest_time = time;
        }
    }

  if (n_strays > CLIENT_KEYRING_STRAYS_MAX)
    g_key_file_remove_group (accounts, oldest, NULL);
}

static ClientAccount *
get_account (GKeyFile *accounts, const char *group)
{
  g_autoptr (ClientAccount) account = g_new0 (ClientAccount, 1);

  account->server = g_key_file_get_string (accounts, group, "server", NULL);
  account->name = g_key_file_get_string (accounts, group, "name", NULL);
  account->user = g_key_file_get_string (accounts, group, "user", NULL);
  account->token = g_key_file_get_string (accounts, group, "token", NULL);
  account->is_locked =
    account->token == NULL && g_key_file_get_boolean (accounts, group, "elsewhere", NULL);

  if (account->server == NULL || account->name == NULL || account->user == NULL)
    return NULL;
  return g_steal_pointer (&account);
}

/**
 * client_keyring_file_find:
 * @directory: where the file is
 * @place: an address, or the id of a server
 * @name: the person's name there
 * @error: return location for an error
 *
 * Looks for an account. An address counts before an id, so that no server can give
 * itself an id by which it is taken for another.
 *
 * Returns: (transfer full) (nullable): the account; %NULL without an error if
 *   there is none
 */
ClientAccount *
client_keyring_file_find (const char *directory,
                          const char *place,
                          const char *name,
                          GError **error)
{
  g_autoptr (GKeyFile) accounts = client_private_file_load (directory, FILE_NAME, error);
  g_autofree char *folded = charla_name_fold (name);
  g_autofree char *group = get_group (place, name);
  g_auto (GStrv) groups = NULL;

  if (accounts == NULL)
    return NULL;

  groups = g_key_file_get_groups (accounts, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    if (has_address (accounts, groups[i], place) && has_name (accounts, groups[i], folded))
      return get_account (accounts, groups[i]);

  return get_account (accounts, group);
}

/**
 * client_keyring_file_list:
 * @directory: where the file is
 * @server: the id of a server
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type ClientAccount): the accounts there
 */
GPtrArray *
client_keyring_file_list (const char *directory, const char *server, GError **error)
{
  g_autoptr (GKeyFile) accounts = client_private_file_load (directory, FILE_NAME, error);
  g_autoptr (GPtrArray) list = NULL;
  g_auto (GStrv) groups = NULL;

  if (accounts == NULL)
    return NULL;

  list = g_ptr_array_new_with_free_func ((GDestroyNotify) client_account_free);
  groups = g_key_file_get_groups (accounts, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    {
      g_autoptr (ClientAccount) account = get_account (accounts, groups[i]);

      if (account != NULL && g_str_equal (account->server, server))
        g_ptr_array_add (list, g_steal_pointer (&account));
    }

  return g_steal_pointer (&list);
}

/**
 * client_keyring_file_save:
 * @directory: where the file is, or is to be
 * @account: an account; the token that is there stays if it has none
 * @address: the address at which its server was met
 * @error: return location for an error
 *
 * Puts an account into the file, in place of a token that was proposed there. It is there
 * whole or not at all, whatever happens.
 *
 * Returns: whether it is on the disk
 */
gboolean
client_keyring_file_save (const char *directory,
                          const ClientAccount *account,
                          const char *address,
                          GError **error)
{
  g_autofree char *group = get_group (account->server, account->name);
  g_autofree char *proposal = get_proposal_group (address, account->name);
  g_autoptr (GKeyFile) accounts = NULL;
  gboolean is_saved = FALSE;
  int fd = client_private_file_lock (directory, FILE_NAME, error);

  if (fd < 0)
    return FALSE;

  accounts = client_private_file_load_for_change (directory, FILE_NAME, error);
  if (accounts != NULL)
    {
      g_key_file_set_string (accounts, group, "server", account->server);
      g_key_file_set_string (accounts, group, "name", account->name);
      g_key_file_set_string (accounts, group, "user", account->user);
      if (account->token != NULL)
        {
          g_key_file_set_string (accounts, group, "token", account->token);
          g_key_file_remove_key (accounts, group, "elsewhere", NULL);
        }
      g_key_file_set_int64 (accounts, group, "saved", g_get_real_time () / G_USEC_PER_SEC);
      take_address (accounts, group, account->name, address);
      drop_oldest (accounts, FALSE);
      g_key_file_remove_group (accounts, proposal, NULL);
      is_saved = client_private_file_save (accounts, directory, FILE_NAME, error);
    }
  close (fd);

  return is_saved;
}

/**
 * client_keyring_file_propose:
 * @directory: where the file is, or is to be
 * @address: an address
 * @name: the name that the person wants there
 * @error: return location for an error
 *
 * Puts a new token into the file, for an account that the server at the address may
 * make. If there is one already from an earlier attempt it stays: that attempt may have
 * made the account.
 *
 * Returns: (transfer full): the token, or %NULL if it is not on the disk
 */
char *
client_keyring_file_propose (const char *directory,
                             const char *address,
                             const char *name,
                             GError **error)
{
  g_autofree char *group = get_proposal_group (address, name);
  g_autofree char *token = NULL;
  g_autoptr (GKeyFile) accounts = NULL;
  gboolean is_saved = FALSE;
  int fd = client_private_file_lock (directory, FILE_NAME, error);

  if (fd < 0)
    return NULL;

  accounts = client_private_file_load_for_change (directory, FILE_NAME, error);
  if (accounts != NULL)
    token = g_key_file_get_string (accounts, group, "token", NULL);
  is_saved = token != NULL;
  if (accounts != NULL && token == NULL)
    {
      token = client_nonce_make_token ();
      g_key_file_set_string (accounts, group, "token", token);
      g_key_file_set_int64 (accounts, group, "saved", g_get_real_time () / G_USEC_PER_SEC);
      drop_oldest (accounts, TRUE);
      is_saved = client_private_file_save (accounts, directory, FILE_NAME, error);
    }
  close (fd);

  return is_saved ? g_steal_pointer (&token) : NULL;
}

/**
 * client_keyring_file_move:
 * @directory: where the file is
 * @account: an account whose token is safe elsewhere
 * @error: return location for an error
 *
 * Takes the token of an account out of the file, unless there is another one by now.
 *
 * Returns: whether it is not there any more
 */
gboolean
client_keyring_file_move (const char *directory, const ClientAccount *account, GError **error)
{
  g_autofree char *group = get_group (account->server, account->name);
  g_autofree char *token = NULL;
  g_autoptr (GKeyFile) accounts = NULL;
  gboolean is_gone = FALSE;
  int fd = client_private_file_lock (directory, FILE_NAME, error);

  if (fd < 0)
    return FALSE;

  accounts = client_private_file_load_for_change (directory, FILE_NAME, error);
  if (accounts != NULL)
    token = g_key_file_get_string (accounts, group, "token", NULL);
  if (g_strcmp0 (token, account->token) == 0 && token != NULL)
    {
      g_key_file_remove_key (accounts, group, "token", NULL);
      g_key_file_set_boolean (accounts, group, "elsewhere", TRUE);
      is_gone = client_private_file_save (accounts, directory, FILE_NAME, error);
    }
  close (fd);

  return is_gone;
}

static gboolean
forget (const char *directory, const char *group, GError **error)
{
  g_autoptr (GKeyFile) accounts = NULL;
  gboolean is_gone = FALSE;
  int fd = client_private_file_lock (directory, FILE_NAME, error);

  if (fd < 0)
    return FALSE;

  accounts = client_private_file_load_for_change (directory, FILE_NAME, error);
  if (accounts != NULL)
    is_gone = !g_key_file_remove_group (accounts, group, NULL)
              || client_private_file_save (accounts, directory, FILE_NAME, error);
  close (fd);

  return is_gone;
}

/**
 * client_keyring_file_forget:
 * @directory: where the file is
 * @server: the id of a server
 * @name: the person's name there
 * @error: return location for an error
 *
 * Takes an account out of the file, if it is there.
 *
 * Returns: whether it is not there any more
 */
gboolean
client_keyring_file_forget (const char *directory,
                            const char *server,
                            const char *name,
                            GError **error)
{
  g_autofree char *group = get_group (server, name);

  return forget (directory, group, error);
}

/**
 * client_keyring_file_forget_proposal:
 * @directory: where the file is
 * @address: an address
 * @name: the name that the person wanted there
 * @error: return location for an error
 *
 * Takes out of the file what client_keyring_file_propose() has put there.
 *
 * Returns: whether it is not there any more
 */
gboolean
client_keyring_file_forget_proposal (const char *directory,
                                     const char *address,
                                     const char *name,
                                     GError **error)
{
  g_autofree char *group = get_proposal_group (address, name);

  return forget (directory, group, error);
}
