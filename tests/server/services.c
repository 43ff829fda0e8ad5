/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services.h"

#include <glib/gstdio.h>

#include "server-id.h"

typedef struct
{
  TestServices *services;
  gboolean is_done;
  gint64 seq;
  int code;
  gint64 user;
  char *token;
} Appended;

static void
on_record (ServerRecord *record, gpointer user_data)
{
  TestServices *self = user_data;

  server_directory_follow (self->services.directory, record);
}

void
test_services_open (TestServices *self)
{
  static const ServerPace pace = { .presence_ms = 20, .typing_ms = 20 };
  ServerServices *services = &self->services;
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("charla-test-XXXXXX", &error);
  g_assert_no_error (error);
  services->store = server_store_open (self->folder, &error);
  g_assert_no_error (error);
  services->log = SERVER_EVENT_LOG (services->store);
  services->passwords = server_passwords_new (&error);
  g_assert_no_error (error);
  services->directory = server_directory_new (&pace);
  services->builder = charla_builder_new ();
  services->turns = &self->turns;
  services->counters = &self->counters;
  services->name = g_strdup ("here");
  server_event_log_set_listener (services->log, on_record, self);
}

void
test_services_remove (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_no_errno (g_unlink (path));
    }
  g_assert_no_errno (g_rmdir (folder));
}

void
test_services_close (TestServices *self)
{
  ServerServices *services = &self->services;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (services->passwords);
  g_object_add_weak_pointer (G_OBJECT (services->store), (gpointer *) &services->store);
  g_object_unref (services->store);
  WAIT_FOR (services->store == NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (services->directory);
  charla_builder_unref (services->builder);
  g_free (services->name);
  g_free (services->join_word);
  test_services_remove (self->folder);
  g_free (self->folder);
}

static void
on_appended (ServerResult *result, gpointer user_data)
{
  Appended *appended = user_data;

  appended->services->turns.ended++;
  appended->is_done = TRUE;
  appended->seq = result->seq;
  appended->code = result->error != NULL ? result->error->code : -1;
  appended->user = result->user != NULL ? result->user->id : 0;
  appended->token = g_strdup (result->token);
}

gint64
test_services_append (TestServices *self, ServerChange *change, int *code)
{
  Appended appended = { self };

  self->turns.begun++;
  server_event_log_append (self->services.log, change, on_appended, &appended);
  WAIT_FOR (appended.is_done);
  g_free (appended.token);
  if (code != NULL)
    *code = appended.code;
  else
    g_assert_cmpint (appended.code, ==, -1);

  return appended.seq;
}

gint64
test_services_claim (TestServices *self, const char *name, char **token)
{
  Appended appended = { self };

  self->turns.begun++;
  server_event_log_append (self->services.log, server_change_new_claim (name, NULL), on_appended,
                           &appended);
  WAIT_FOR (appended.is_done);
  g_assert_cmpint (appended.code, ==, -1);
  if (token != NULL)
    *token = g_steal_pointer (&appended.token);
  g_free (appended.token);

  return appended.user;
}

void
test_services_promote (TestServices *self, const char *name, ServerRole role)
{
  ServerChange *change = server_change_new_role (0, SERVER_LOBBY, name, role, TRUE);
  int code = 0;

  server_change_set_administrator (change, "root");
  test_services_append (self, change, &code);
  g_assert_cmpint (code, ==, -1);
}
