/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-known-servers.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

#include "certificate.h"
#include "folder.h"
#include "wait.h"

typedef struct
{
  Folder *folder;
  ClientKnownServers *servers;
  guint n_changes;
  gboolean is_done;
  gboolean is_well;
} Fixture;

static void
on_items_changed (Fixture *self)
{
  self->n_changes++;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = folder_new ();
  self->servers = client_known_servers_new (self->folder);
  g_signal_connect_swapped (self->servers, "items-changed", G_CALLBACK (on_items_changed), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (self->servers), (gpointer *) &self->servers);
  g_object_unref (self->servers);
  /* The thread lets go of it last. */
  WAIT_FOR (self->servers == NULL);
  folder_free (self->folder);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *self = user_data;

  self->is_well = client_known_servers_finish (CLIENT_KNOWN_SERVERS (source), result, NULL);
  self->is_done = TRUE;
}

static void
finish (Fixture *self, gboolean is_well)
{
  WAIT_FOR (self->is_done);
  self->is_done = FALSE;
  g_assert_true (self->is_well == is_well);
}

static void
load (Fixture *self)
{
  client_known_servers_load_async (self->servers, NULL, on_done, self);
  finish (self, TRUE);
}

static void
remember (Fixture *self, const char *address, const char *id, gint64 last_used)
{
  g_autoptr (ClientKnownServer) server =
    client_known_server_new (address, id, NULL, NULL, CLIENT_SECURITY_LOCAL, FALSE, last_used);

  client_known_servers_remember_async (self->servers, server, NULL, on_done, self);
  finish (self, TRUE);
}

static void
assert_listed (Fixture *self, const char *expected)
{
  GString *listed = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->servers)); i++)
    {
      g_autoptr (ClientKnownServer) server =
        g_list_model_get_item (G_LIST_MODEL (self->servers), i);

      g_string_append_printf (listed, "%s ", client_known_server_get_address (server));
    }
  g_assert_cmpstr (listed->str, ==, expected);
  g_string_free (listed, TRUE);
}

static void
test_nothing (Fixture *self, gconstpointer data)
{
  load (self);

  assert_listed (self, "");
  g_assert_cmpuint (self->n_changes, ==, 0);
  g_assert_null (client_known_servers_find (self->servers, "lab"));
}

static void
test_order (Fixture *self, gconstpointer data)
{
  remember (self, "lab", "s1", 2);
  remember (self, "[::1]:99", "s2", 3);
  remember (self, "attic", "s3", 1);
  assert_listed (self, "[::1]:99 lab attic ");

  remember (self, "attic", "s3", 4);
  assert_listed (self, "attic [::1]:99 lab ");
  g_assert_cmpuint (self->n_changes, ==, 4);
}

/* Each thing that is known of a server comes back. */
static void
test_round (Fixture *self, gconstpointer data)
{
  g_autoptr (GTlsCertificate) certificate = certificate_new_own ("lab");
  g_autoptr (ClientFingerprint) fingerprint =
    client_fingerprint_new_for_certificate (certificate, NULL);
  g_autoptr (ClientKnownServer) server =
    client_known_server_new ("lab", "s1", "The “Lab”\n[x]", fingerprint,
                             CLIENT_SECURITY_CERTIFIED, TRUE, 1234567890123);
  g_autoptr (ClientKnownServers) others = client_known_servers_new (self->folder);
  ClientKnownServer *found = NULL;

  client_known_servers_remember_async (others, server, NULL, on_done, self);
  finish (self, TRUE);
  load (self);

  found = client_known_servers_find (self->servers, "lab");
  g_assert_nonnull (found);
  g_assert_true (found == client_known_servers_find_id (self->servers, "s1"));
  g_assert_true (found == client_known_servers_find_key (self->servers, fingerprint));
  g_assert_cmpstr (client_known_server_get_name (found), ==, "The “Lab”\n[x]");
  g_assert_cmpint (client_known_server_get_security (found), ==, CLIENT_SECURITY_CERTIFIED);
  g_assert_true (client_known_server_get_is_classic (found));
  g_assert_cmpint (client_known_server_get_last_used (found), ==, 1234567890123);
}

/* What was known of the server at an address does not count for the next one there. */
static void
test_replaced (Fixture *self, gconstpointer data)
{
  g_autoptr (GTlsCertificate) certificate = certificate_new_own ("lab");
  g_autoptr (ClientFingerprint) fingerprint =
    client_fingerprint_new_for_certificate (certificate, NULL);
  g_autoptr (ClientKnownServer) server =
    client_known_server_new ("lab", NULL, NULL, fingerprint, CLIENT_SECURITY_PINNED, FALSE, 2);

  remember (self, "lab", "s1", 1);
  client_known_servers_remember_async (self->servers, server, NULL, on_done, self);
  finish (self, TRUE);

  assert_listed (self, "lab ");
  g_assert_null (client_known_servers_find_id (self->servers, "s1"));
}

static void
test_forget (Fixture *self, gconstpointer data)
{
  remember (self, "lab", "s1", 1);
  remember (self, "attic", "s2", 2);
  client_known_servers_forget_async (self->servers, "lab", NULL, on_done, self);
  finish (self, TRUE);
  assert_listed (self, "attic ");

  load (self);
  assert_listed (self, "attic ");
}

/* Nobody else has to know whom one talks to. */
static void
test_mode (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "servers", NULL);
  struct stat status;

  remember (self, "lab", "s1", 1);

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
}

static void
test_damaged (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "servers", NULL);

  remember (self, "lab", "s1", 1);
  g_assert_true (g_file_set_contents (path, "no key file", -1, NULL));
  client_known_servers_load_async (self->servers, NULL, on_done, self);
  finish (self, FALSE);
  assert_listed (self, "lab ");

  remember (self, "attic", "s2", 1);
  assert_listed (self, "attic ");
}

static void
test_bounded (Fixture *self, gconstpointer data)
{
  GString *text = g_string_new (NULL);
  g_autofree char *path = g_build_filename (self->folder, "servers", NULL);

  for (guint i = 0; i < CLIENT_KNOWN_SERVERS_MAX; i++)
    {
      g_autofree char *address = g_strdup_printf ("lab%u", i);
      g_autofree char *group = g_compute_checksum_for_string (G_CHECKSUM_SHA256, address, -1);

      g_string_append_printf (text, "[%s]\naddress=%s\nused=%u\n", group, address, i + 1);
    }
  g_assert_true (g_file_set_contents (path, text->str, text->len, NULL));
  g_chmod (path, 0600);
  g_string_free (text, TRUE);
  remember (self, "attic", "s", G_MAXINT64);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->servers)), ==,
                    CLIENT_KNOWN_SERVERS_MAX);
  g_assert_null (client_known_servers_find (self->servers, "lab0"));
  load (self);
  g_assert_nonnull (client_known_servers_find (self->servers, "lab1"));
  g_assert_nonnull (client_known_servers_find (self->servers, "attic"));
  g_assert_null (client_known_servers_find (self->servers, "lab0"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/known-servers/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("nothing", test_nothing);
  ADD ("order", test_order);
  ADD ("round", test_round);
  ADD ("replaced", test_replaced);
  ADD ("forget", test_forget);
  ADD ("mode", test_mode);
  ADD ("damaged", test_damaged);
  ADD ("bounded", test_bounded);
#undef ADD
  return g_test_run ();
}
