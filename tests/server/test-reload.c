/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "log-recorder.h"
#include "peer.h"
#include "server-config.h"
#include "server-reload.h"

typedef struct
{
  char *folder;
  char *path;
  ServerOptions *options;
  ServerReload *reload;
  guint n_applied;
  gint n_alive; /* of what has been prepared */
  gboolean fails;
  char *name;
} Fixture;

typedef struct
{
  gint *n_alive;
  char *name;
} Prepared;

static void
prepared_free (gpointer data)
{
  Prepared *prepared = data;

  g_free (prepared->name);
  g_atomic_int_add (prepared->n_alive, -1);
  g_free (prepared);
}

static gpointer
prepare (const ServerOptions *options, gpointer user_data, GError **error)
{
  Fixture *fixture = user_data;
  Prepared *prepared = NULL;

  prepared = g_new (Prepared, 1);
  *prepared = (Prepared) { &fixture->n_alive, g_strdup (options->name) };
  g_atomic_int_inc (&fixture->n_alive);

  return prepared;
}

static gpointer
fail (const ServerOptions *options, gpointer user_data, GError **error)
{
  Fixture *fixture = user_data;

  if (fixture->fails)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "No certificate");

  return NULL;
}

static void
apply (const ServerOptions *options, gpointer data, gpointer user_data)
{
  Fixture *fixture = user_data;
  Prepared *prepared = data;

  fixture->n_applied++;
  g_assert_cmpstr (prepared->name, ==, options->name);
  g_free (fixture->name);
  fixture->name = g_strdup (options->name);
}

static void
write_config (Fixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (fixture->path, text, -1, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const ServerReloader first = { prepare, apply, prepared_free };
  static const ServerReloader second = { .prepare = fail };
  const char *arguments[] = { "charla-server", "--config", NULL, "--port=7", NULL };
  g_autoptr (GError) error = NULL;

  log_recorder_clear ();
  fixture->folder = g_dir_make_tmp ("charla-test-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "server.conf", NULL);
  write_config (fixture, "[server]\nname=first\naddress=127.0.0.1\n");
  arguments[2] = fixture->path;
  fixture->options = server_options_new_from_arguments (arguments, &error);
  g_assert_no_error (error);
  fixture->reload = server_reload_new (fixture->options);
  server_reload_add (fixture->reload, &first, fixture);
  server_reload_add (fixture->reload, &second, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  WAIT_FOR (!server_reload_is_busy (fixture->reload));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  /* The thread that has read may hold it a moment longer. */
  g_object_add_weak_pointer (G_OBJECT (fixture->reload), (gpointer *) &fixture->reload);
  g_object_unref (fixture->reload);
  WAIT_FOR (g_atomic_pointer_get (&fixture->reload) == NULL);
  WAIT_FOR (g_atomic_int_get (&fixture->n_alive) == 0);
  server_options_free (fixture->options);
  g_unlink (fixture->path);
  g_assert_no_errno (g_rmdir (fixture->folder));
  g_free (fixture->path);
  g_free (fixture->folder);
  g_free (fixture->name);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

static gboolean
reload (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  server_reload_async (fixture->reload, on_done, &result);
  WAIT_FOR (result != NULL);
  return server_reload_finish (fixture->reload, result, error);
}

static void
test_change (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  write_config (fixture, "[server]\nname=second\n[access]\njoin-word=sesame\n");
  g_assert_true (reload (fixture, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->n_applied, ==, 1);
  g_assert_cmpstr (fixture->name, ==, "second");
  g_assert_cmpstr (server_reload_get_options (fixture->reload)->join_word, ==, "sesame");

  /* What is not said any more is the default again. */
  write_config (fixture, "");
  g_assert_true (reload (fixture, &error));
  g_assert_null (fixture->name);
  g_assert_null (server_reload_get_options (fixture->reload)->join_word);
}

/* What the command line says stays so; what cannot be changed is told of, each time. */
static void
test_fixed (Fixture *fixture, gconstpointer data)
{
  const ServerOptions *options = NULL;

  write_config (fixture, "[server]\nname=second\nport=9\naddress=::1\ndata-dir=/srv/other\n");
  for (guint i = 1; i <= 2; i++)
    {
      g_assert_true (reload (fixture, NULL));
      g_assert_cmpuint (log_recorder_count ("address in [server] has changed: that takes a restart"), ==, i);
      g_assert_cmpuint (log_recorder_count ("data-dir in [server] has changed"), ==, i);
      g_assert_cmpuint (log_recorder_count ("port"), ==, 0);
    }
  options = server_reload_get_options (fixture->reload);
  g_assert_cmpstr (options->name, ==, "second");
  g_assert_cmpstr (options->data_dir, ==, fixture->options->data_dir);
  g_assert_cmpstr (options->listen[0], ==, "127.0.0.1");
}

static void
test_mistake (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = g_strconcat (fixture->path, ":2: ", NULL);
  g_autofree char *second = g_strconcat (fixture->path, ":4: ", NULL);

  write_config (fixture, "[server]\nport=x\nname=second\nnothing=1\n");
  g_assert_false (reload (fixture, &error));
  g_assert_error (error, SERVER_CONFIG_ERROR, SERVER_CONFIG_ERROR_LINE);
  g_assert_cmpuint (fixture->n_applied, ==, 0);
  g_assert_true (server_reload_get_options (fixture->reload) == fixture->options);
  g_assert_cmpuint (log_recorder_count ("kept the configuration as it is"), ==, 1);
  g_assert_cmpuint (log_recorder_count (first), ==, 1);
  g_assert_cmpuint (log_recorder_count (second), ==, 1);

  g_clear_error (&error);
  g_assert_no_errno (g_unlink (fixture->path));
  g_assert_false (reload (fixture, &error));
  g_assert_error (error, SERVER_CONFIG_ERROR, SERVER_CONFIG_ERROR_FILE);
}

/* All or nothing: what the first part has made is not used when the second fails. */
static void
test_part_fails (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  write_config (fixture, "[server]\nname=second\n");
  fixture->fails = TRUE;
  g_assert_false (reload (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_cmpuint (fixture->n_applied, ==, 0);
  fixture->fails = FALSE;
  g_assert_true (reload (fixture, NULL));
  g_assert_cmpstr (fixture->name, ==, "second");
}

static void
test_many_at_once (Fixture *fixture, gconstpointer data)
{
  GAsyncResult *results[50] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autofree char *text = g_strdup_printf ("[server]\nname=%u\n", i);

      write_config (fixture, text);
      server_reload_async (fixture->reload, on_done, &results[i]);
    }
  WAIT_FOR (!server_reload_is_busy (fixture->reload));
  g_assert_cmpstr (fixture->name, ==, "49");
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      WAIT_FOR (results[i] != NULL);
      g_assert_true (server_reload_finish (fixture->reload, results[i], NULL));
      g_object_unref (results[i]);
    }
}

#define ADD(path, func) g_test_add ("/reload/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  log_recorder_start ();

  ADD ("change", test_change);
  ADD ("fixed", test_fixed);
  ADD ("mistake", test_mistake);
  ADD ("part-fails", test_part_fails);
  ADD ("many-at-once", test_many_at_once);

  return g_test_run ();
}
