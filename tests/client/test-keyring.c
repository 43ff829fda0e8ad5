/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-keyring.h"

#include "folder.h"
#include "wait.h"

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
begin_save (ClientKeyring *keyring, const char *server, const char *address, GAsyncResult **result)
{
  g_autoptr (ClientAccount) account = client_account_new (server, "Ana", "u1", "secret");

  client_keyring_save_async (keyring, account, address, NULL, keep_result, result);
}

static void
end_save (ClientKeyring *keyring, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;

  WAIT_FOR (*result != NULL);
  g_assert_true (client_keyring_save_finish (keyring, *result, &error));
  g_assert_no_error (error);
  g_clear_object (result);
}

static ClientAccount *
find (ClientKeyring *keyring, const char *place)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ClientAccount *account = NULL;

  client_keyring_find_async (keyring, place, "Ana", NULL, keep_result, &result);
  WAIT_FOR (result != NULL);
  account = client_keyring_find_finish (keyring, result, &error);
  g_assert_no_error (error);

  return account;
}

static void
test_save_find_forget (void)
{
  g_autoptr (Folder) folder = folder_new ();
  ClientKeyring *keyring = client_keyring_new (folder);
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GAsyncResult) forgotten = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ClientAccount) account = NULL;

  g_assert_null (find (keyring, "lab:1234"));

  begin_save (keyring, "s1", "lab:1234", &saved);
  end_save (keyring, &saved);
  account = find (keyring, "lab:1234");
  g_assert_cmpstr (account->server, ==, "s1");
  g_assert_cmpstr (account->user, ==, "u1");
  g_assert_cmpstr (account->token, ==, "secret");

  client_keyring_forget_async (keyring, "s1", "Ana", NULL, keep_result, &forgotten);
  WAIT_FOR (forgotten != NULL);
  g_assert_true (client_keyring_forget_finish (keyring, forgotten, &error));
  g_assert_no_error (error);
  g_clear_object (&forgotten);
  g_assert_null (find (keyring, "lab:1234"));

  /* A thread that has just answered may still hold it for a moment. */
  g_object_add_weak_pointer (G_OBJECT (keyring), (gpointer *) &keyring);
  g_object_unref (keyring);
  WAIT_FOR (g_atomic_pointer_get (&keyring) == NULL);
}

static void
test_forget_server (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autoptr (ClientKeyring) keyring = client_keyring_new (folder);
  g_autoptr (ClientAccount) berta = client_account_new ("s1", "Berta", "u2", "secret");
  g_autoptr (ClientAccount) other = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  begin_save (keyring, "s1", "lab:1", &result);
  end_save (keyring, &result);
  client_keyring_save_async (keyring, berta, "lab:1", NULL, keep_result, &result);
  end_save (keyring, &result);
  begin_save (keyring, "s2", "lab:2", &result);
  end_save (keyring, &result);

  client_keyring_forget_server_async (keyring, "s1", NULL, keep_result, &result);
  WAIT_FOR (result != NULL);
  g_assert_true (client_keyring_forget_finish (keyring, result, &error));
  g_assert_no_error (error);
  g_clear_object (&result);
  g_assert_null (find (keyring, "lab:1"));
  g_assert_null (find (keyring, "s1"));
  other = find (keyring, "lab:2");
  g_assert_cmpstr (other->token, ==, "secret");
}

/* As of two programs: nobody's change is lost. */
static void
test_at_the_same_time (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autoptr (ClientKeyring) one = client_keyring_new (folder);
  g_autoptr (ClientKeyring) two = client_keyring_new (folder);
  GAsyncResult *results[8] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autofree char *server = g_strdup_printf ("s%u", i);
      g_autofree char *address = g_strdup_printf ("lab:%u", i);

      begin_save (i % 2 ? one : two, server, address, &results[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    end_save (i % 2 ? one : two, &results[i]);

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autofree char *address = g_strdup_printf ("lab:%u", i);
      g_autoptr (ClientAccount) account = find (one, address);

      g_assert_nonnull (account);
    }
}

static void
test_errors (void)
{
  g_autoptr (ClientKeyring) keyring = client_keyring_new ("/dev/null/charla");
  g_autoptr (ClientAccount) account = client_account_new ("s1", "Ana", "u1", "secret");
  g_autoptr (GAsyncResult) found = NULL;
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GAsyncResult) forgotten = NULL;
  g_autoptr (GError) error = NULL;

  client_keyring_find_async (keyring, "s1", "Ana", NULL, keep_result, &found);
  client_keyring_save_async (keyring, account, "lab:1234", NULL, keep_result, &saved);
  client_keyring_forget_async (keyring, "s1", "Ana", NULL, keep_result, &forgotten);
  WAIT_FOR (found != NULL && saved != NULL && forgotten != NULL);

  g_assert_null (client_keyring_find_finish (keyring, found, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
  g_clear_error (&error);
  g_assert_false (client_keyring_save_finish (keyring, saved, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
  g_clear_error (&error);
  g_assert_false (client_keyring_forget_finish (keyring, forgotten, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
}

static void
test_default_folder (void)
{
  g_autoptr (ClientKeyring) keyring = client_keyring_new (NULL);
  g_autoptr (Folder) folder = g_build_filename (g_get_user_state_dir (), "charla", NULL);
  g_autofree char *path = g_build_filename (folder, "accounts", NULL);
  g_autoptr (GAsyncResult) saved = NULL;

  begin_save (keyring, "s1", "lab:1234", &saved);
  end_save (keyring, &saved);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

int
main (int argc, char **argv)
{
  g_autoptr (Folder) state = folder_new ();

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/keyring/save-find-forget", test_save_find_forget);
  g_test_add_func ("/client/keyring/forget-server", test_forget_server);
  g_test_add_func ("/client/keyring/at-the-same-time", test_at_the_same_time);
  g_test_add_func ("/client/keyring/errors", test_errors);
  g_test_add_func ("/client/keyring/default-folder", test_default_folder);

  return g_test_run ();
}
