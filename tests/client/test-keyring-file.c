/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-keyring-file.h"

#include <sys/stat.h>
#include <unistd.h>

#include "client-keyring.h"
#include "folder.h"

static void
save (Folder *folder, const char *server, const char *name, const char *token, const char *address)
{
  g_autoptr (ClientAccount) account = client_account_new (server, name, "u1", token);
  g_autoptr (GError) error = NULL;

  g_assert_true (client_keyring_file_save (folder, account, address, &error));
  g_assert_no_error (error);
}

static void
assert_found (Folder *folder, const char *place, const char *name, const char *token)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ClientAccount) account = client_keyring_file_find (folder, place, name, &error);

  g_assert_no_error (error);
  if (token == NULL)
    {
      g_assert_null (account);
      return;
    }
  g_assert_nonnull (account);
  g_assert_cmpstr (account->token, ==, token);
}

static char *
get_path (Folder *folder)
{
  return g_build_filename (folder, "accounts", NULL);
}

static guint
get_mode (const char *path)
{
  struct stat status;

  g_assert_cmpint (stat (path, &status), ==, 0);
  return status.st_mode & 07777;
}

static void
test_find (void)
{
  g_autoptr (Folder) folder = folder_new ();

  assert_found (folder, "lab:1234", "Ana", NULL);
  save (folder, "s1", "Ana", "one", "lab:1234");
  save (folder, "s2", "Ana", "two", "bar:1234");
  save (folder, "s1", "Berta", "three", "lab:1234");

  assert_found (folder, "lab:1234", "Ana", "one");
  assert_found (folder, "lab:1234", "ａＮＡ", "one");
  assert_found (folder, "s1", "ana", "one");
  assert_found (folder, "bar:1234", "Ana", "two");
  assert_found (folder, "s1", "Berta", "three");
  assert_found (folder, "lab:1234", "Carla", NULL);
  assert_found (folder, "lab:1235", "Ana", NULL);
}

static void
test_change (void)
{
  g_autoptr (Folder) folder = folder_new ();

  save (folder, "s1", "Ana", "one", "lab:1234");
  save (folder, "s1", "ANA", "two", "10.0.0.1:1234");
  assert_found (folder, "lab:1234", "Ana", "two");
  assert_found (folder, "10.0.0.1:1234", "Ana", "two");

  save (folder, "s1", "Ana", NULL, "lab:1234");
  assert_found (folder, "s1", "Ana", "two");
}

/* Whatever a server calls itself, and whatever a name has in it. */
static void
test_odd_names (void)
{
  g_autoptr (Folder) folder = folder_new ();

  save (folder, "s]\n[1];=#", " ;\\s]Ana", "one", "[fe80::1%eth0]:1234");
  assert_found (folder, "[fe80::1%eth0]:1234", " ;\\s]Ana", "one");
  assert_found (folder, "s]\n[1];=#", " ;\\s]Ana", "one");
}

/* Another server at an address takes the address over, and not the account. */
static void
test_other_server_at_address (void)
{
  g_autoptr (Folder) folder = folder_new ();

  save (folder, "s1", "Ana", "one", "lab:1234");
  save (folder, "s2", "Ana", "two", "lab:1234");
  assert_found (folder, "lab:1234", "Ana", "two");
  assert_found (folder, "s1", "Ana", "one");
}

static void
test_id_like_an_address (void)
{
  g_autoptr (Folder) folder = folder_new ();

  save (folder, "lab:1234", "Ana", "evil", "evil:1234");
  save (folder, "s1", "Ana", "good", "lab:1234");
  assert_found (folder, "lab:1234", "Ana", "good");
}

static char *
propose (Folder *folder, const char *address, const char *name)
{
  g_autoptr (GError) error = NULL;
  char *token = client_keyring_file_propose (folder, address, name, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (strlen (token), ==, 43);
  return token;
}

/* What was said once is said again, until an account takes its place. */
static void
test_propose (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree char *first = propose (folder, "lab:1234", "Ana");
  g_autofree char *again = propose (folder, "lab:1234", "ANA");
  g_autofree char *elsewhere = propose (folder, "bar:1234", "Ana");
  g_autofree char *other = propose (folder, "lab:1234", "Berta");
  g_autofree char *later = NULL;

  g_assert_cmpstr (again, ==, first);
  g_assert_cmpstr (elsewhere, !=, first);
  g_assert_cmpstr (other, !=, first);
  assert_found (folder, "lab:1234", "Ana", NULL);

  save (folder, "s1", "Ana", first, "lab:1234");
  assert_found (folder, "lab:1234", "Ana", first);
  assert_found (folder, "bar:1234", "Ana", NULL);
  later = propose (folder, "lab:1234", "Ana");
  g_assert_cmpstr (later, !=, first);
  assert_found (folder, "lab:1234", "Ana", first);
}

static void
test_forget_proposal (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree char *first = propose (folder, "lab:1234", "Ana");
  g_autofree char *second = NULL;
  g_autoptr (GError) error = NULL;

  save (folder, "s1", "Berta", "two", "lab:1234");
  g_assert_true (client_keyring_file_forget_proposal (folder, "lab:1234", "ana", &error));
  g_assert_no_error (error);
  second = propose (folder, "lab:1234", "Ana");
  g_assert_cmpstr (second, !=, first);
  assert_found (folder, "lab:1234", "Berta", "two");
}

/* Somebody who tries many addresses loses no account. */
static void
test_proposals_are_bounded (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree char *path = get_path (folder);
  g_autofree char *text = NULL;
  guint n_groups = 0;

  save (folder, "s1", "Ana", "one", "lab:1234");
  save (folder, "s2", "Ana", "two", "lab:1234");
  for (guint i = 0; i < CLIENT_KEYRING_STRAYS_MAX + 10; i++)
    {
      g_autofree char *address = g_strdup_printf ("lab%u:1234", i);
      g_autofree char *token = propose (folder, address, "Ana");
    }

  assert_found (folder, "s1", "Ana", "one");
  assert_found (folder, "lab:1234", "Ana", "two");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (const char *p = text; *p != '\0'; p++)
    n_groups += *p == '[';
  g_assert_cmpuint (n_groups, ==, CLIENT_KEYRING_STRAYS_MAX + 2);
}

static void
test_forget (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autoptr (GError) error = NULL;

  save (folder, "s1", "Ana", "one", "lab:1234");
  save (folder, "s1", "Berta", "two", "lab:1234");
  g_assert_true (client_keyring_file_forget (folder, "s1", "ANA", &error));
  g_assert_no_error (error);
  assert_found (folder, "s1", "Ana", NULL);
  assert_found (folder, "s1", "Berta", "two");

  g_assert_true (client_keyring_file_forget (folder, "s1", "ANA", &error));
  g_assert_no_error (error);
}

/* A server that calls itself something else each time. */
static void
test_strays_are_bounded (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree char *path = get_path (folder);
  g_autofree char *text = NULL;
  guint n_groups = 0;

  save (folder, "s1", "Ana", "one", "lab:1234");
  for (guint i = 0; i < CLIENT_KEYRING_STRAYS_MAX + 10; i++)
    {
      g_autofree char *server = g_strdup_printf ("evil%u", i);

      save (folder, server, "Ana", "evil", "evil:1234");
    }

  assert_found (folder, "lab:1234", "Ana", "one");
  assert_found (folder, "evil:1234", "Ana", "evil");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (const char *p = text; *p != '\0'; p++)
    n_groups += *p == '[';
  g_assert_cmpuint (n_groups, ==, CLIENT_KEYRING_STRAYS_MAX + 2);
}

static void
test_only_for_oneself (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree char *inner = g_build_filename (folder, "charla", NULL);
  g_autofree char *path = get_path (inner);
  g_autofree char *lock = g_build_filename (inner, "accounts.lock", NULL);
  mode_t mask = umask (0);

  save (inner, "s1", "Ana", "one", "lab:1234");
  umask (mask);
  g_assert_cmpuint (get_mode (inner), ==, 0700);
  g_assert_cmpuint (get_mode (path), ==, 0600);
  g_assert_cmpuint (get_mode (lock), ==, 0600);

  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  g_test_expect_message ("charla-client", G_LOG_LEVEL_MESSAGE, "Others could read *");
  assert_found (inner, "lab:1234", "Ana", "one");
  g_test_assert_expected_messages ();
  g_assert_cmpuint (get_mode (path), ==, 0600);

  folder_free (g_steal_pointer (&inner));
}

static void
assert_refused (Folder *folder, int code)
{
  g_autoptr (ClientAccount) account = client_account_new ("s1", "Ana", "u1", "one");
  g_autoptr (GError) error = NULL;

  g_assert_null (client_keyring_file_find (folder, "s1", "Ana", &error));
  g_assert_error (error, G_IO_ERROR, code);
  g_clear_error (&error);
  g_assert_false (client_keyring_file_save (folder, account, "lab:1234", &error));
  g_assert_error (error, G_IO_ERROR, code);
  g_clear_error (&error);
  g_assert_false (client_keyring_file_forget (folder, "s1", "Ana", &error));
  g_assert_error (error, G_IO_ERROR, code);
  g_clear_error (&error);
  g_assert_null (client_keyring_file_propose (folder, "lab:1234", "Ana", &error));
  g_assert_error (error, G_IO_ERROR, code);
}

static void
test_of_somebody_else (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree char *path = get_path (folder);

  if (geteuid () != 0)
    {
      g_test_skip ("Only root can give a file away");
      return;
    }

  save (folder, "s1", "Ana", "one", "lab:1234");
  g_assert_cmpint (chown (path, 65534, 65534), ==, 0);
  assert_refused (folder, G_IO_ERROR_PERMISSION_DENIED);
}

static void
test_no_file (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree char *path = get_path (folder);

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  assert_refused (folder, G_IO_ERROR_NOT_REGULAR_FILE);
  g_assert_cmpint (g_unlink (path), ==, 0);

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  assert_refused (folder, G_IO_ERROR_NOT_REGULAR_FILE);
}

static void
test_too_large (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree char *path = get_path (folder);
  g_autofree char *text = g_strnfill (1024 * 1024 + 1, '#');

  g_assert_true (g_file_set_contents_full (path, text, -1, 0, 0600, NULL));
  assert_refused (folder, G_IO_ERROR_INVALID_DATA);
}

static void
test_no_folder (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree char *file = g_build_filename (folder, "file", NULL);

  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  assert_refused (file, G_IO_ERROR_NOT_DIRECTORY);
}

static void
test_damaged (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree char *path = get_path (folder);
  g_autofree char *aside = g_build_filename (folder, "accounts.damaged", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents_full (path, "what is this", -1, 0, 0600, NULL));
  g_assert_null (client_keyring_file_find (folder, "s1", "Ana", &error));
  g_assert_nonnull (error);
  g_assert_true (error->domain == G_KEY_FILE_ERROR);

  g_test_expect_message ("charla-client", G_LOG_LEVEL_MESSAGE, "* is damaged *");
  save (folder, "s1", "Ana", "one", "lab:1234");
  g_test_assert_expected_messages ();
  assert_found (folder, "s1", "Ana", "one");
  g_assert_true (g_file_get_contents (aside, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "what is this");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/keyring-file/find", test_find);
  g_test_add_func ("/client/keyring-file/change", test_change);
  g_test_add_func ("/client/keyring-file/odd-names", test_odd_names);
  g_test_add_func ("/client/keyring-file/other-server-at-address", test_other_server_at_address);
  g_test_add_func ("/client/keyring-file/id-like-an-address", test_id_like_an_address);
  g_test_add_func ("/client/keyring-file/propose", test_propose);
  g_test_add_func ("/client/keyring-file/forget-proposal", test_forget_proposal);
  g_test_add_func ("/client/keyring-file/proposals-are-bounded", test_proposals_are_bounded);
  g_test_add_func ("/client/keyring-file/forget", test_forget);
  g_test_add_func ("/client/keyring-file/strays-are-bounded", test_strays_are_bounded);
  g_test_add_func ("/client/keyring-file/only-for-oneself", test_only_for_oneself);
  g_test_add_func ("/client/keyring-file/of-somebody-else", test_of_somebody_else);
  g_test_add_func ("/client/keyring-file/no-file", test_no_file);
  g_test_add_func ("/client/keyring-file/too-large", test_too_large);
  g_test_add_func ("/client/keyring-file/no-folder", test_no_folder);
  g_test_add_func ("/client/keyring-file/damaged", test_damaged);

  return g_test_run ();
}
