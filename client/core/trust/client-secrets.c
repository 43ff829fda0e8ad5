/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-secrets.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>
#include <string.h>

#include "charla-name.h"

/* A service that is there says so at once, or is started first. */
#define PING_MS 5000

/* A person may have to type the password of the keyring. A service that hangs holds up
 * nobody for longer. */
#define PATIENCE_MS 60000

static const SecretSchema schema = {
  .name = "io.github.charla_chat.Charla.Account",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = {
    { "server", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "user", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

static gboolean
on_patience (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

static void
on_cancelled (GCancellable *outer, gpointer user_data)
{
  g_cancellable_cancel (G_CANCELLABLE (user_data));
}

/* Returns: (transfer full): what the main loop cancels when the time is over */
static GCancellable *
begin (GSource **limit)
{
  GCancellable *cancellable = g_cancellable_new ();

  *limit = g_timeout_source_new (PATIENCE_MS);
  g_source_set_callback (*limit, on_patience, g_object_ref (cancellable), g_object_unref);
  g_source_attach (*limit, NULL);
  return cancellable;
}

static void
end (GCancellable *cancellable, GSource *limit)
{
  g_source_destroy (limit);
  g_source_unref (limit);
  g_object_unref (cancellable);
}

/* libsecret has keyrings in files, too, which are always there. */
static gboolean
needs_service (void)
{
  const char *backend = g_getenv ("SECRET_BACKEND");

  return backend != NULL ? g_str_equal (backend, "service")
                         : !g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}

/* Whether there is a keyring that answers. */
static gboolean
ping (GCancellable *cancellable, GError **error)
{
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (GVariant) reply = NULL;

  if (!needs_service ())
    return TRUE;

  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, cancellable, error);
  if (bus == NULL)
    return FALSE;

  /* A chat goes on without its desktop. */
  g_dbus_connection_set_exit_on_close (bus, FALSE);
  reply = g_dbus_connection_call_sync (bus, "org.freedesktop.secrets", "/org/freedesktop/secrets",
                                       "org.freedesktop.DBus.Peer", "Ping", NULL, NULL,
                                       G_DBUS_CALL_FLAGS_NONE, PING_MS, cancellable, error);
  return reply != NULL;
}

static gboolean
save (const char *server, const char *name, const char *user, const char *token,
      GCancellable *cancellable, GError **error)
{
  g_autofree char *label = g_strdup_printf (_ ("Key of “%s” to a chat"), name);
  char *kept = NULL;
  gboolean is_kept = FALSE;

  if (!ping (cancellable, error)
      || !secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, label, token,
                                      cancellable, error, "server", server, "user", user, NULL))
    return FALSE;

  kept = secret_password_lookup_sync (&schema, cancellable, error, "server", server, "user", user,
                                      NULL);
  is_kept = kept != NULL && strcmp (kept, token) == 0;
  secret_password_free (kept);
  if (!is_kept && (error == NULL || *error == NULL))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The keyring did not keep it");
  return is_kept;
}

/**
 * client_secrets_save:
 * @server: the id of a server
 * @user: the person's name there
 * @token: the token
 * @cancellable: (nullable): what ends the waiting for somebody to open the keyring
 * @error: return location for an error
 *
 * Puts a token into the keyring, in place of the one that is there, and looks whether it is.
 *
 * Returns: whether it is
 */
gboolean
client_secrets_save (const char *server, const char *user, const char *token,
                     GCancellable *cancellable, GError **error)
{
  g_autofree char *folded = charla_name_fold (user);
  GSource *limit = NULL;
  GCancellable *inner = begin (&limit);
  gulong handler = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled),
                                          g_object_ref (inner), g_object_unref);
  gboolean is_saved = save (server, user, folded, token, inner, error);

  g_cancellable_disconnect (cancellable, handler);
  end (inner, limit);
  return is_saved;
}

/**
 * client_secrets_find:
 * @server: the id of a server
 * @user: the person's name there
 * @error: return location for an error
 *
 * Looks for a token. When the keyring is locked the person is asked to open it.
 *
 * Returns: (transfer full) (nullable): the token; %NULL without an error if it is not there,
 *   or the person has not opened it
 */
char *
client_secrets_find (const char *server, const char *user, GError **error)
{
  g_autofree char *folded = charla_name_fold (user);
  GSource *limit = NULL;
  GCancellable *cancellable = begin (&limit);
  char *found = NULL;
  char *token = NULL;

  if (ping (cancellable, error))
    found = secret_password_lookup_sync (&schema, cancellable, error, "server", server, "user",
                                         folded, NULL);
  token = g_strdup (found);
  secret_password_free (found);
  end (cancellable, limit);
  return token;
}

/**
 * client_secrets_forget:
 * @server: the id of a server
 * @user: the person's name there
 * @error: return location for an error
 *
 * Takes a token out of the keyring, if it is there.
 *
 * Returns: whether it is not there any more
 */
gboolean
client_secrets_forget (const char *server, const char *user, GError **error)
{
  g_autofree char *folded = charla_name_fold (user);
  GSource *limit = NULL;
  GCancellable *cancellable = begin (&limit);
  g_autoptr (GError) inner = NULL;

  if (ping (cancellable, &inner))
    secret_password_clear_sync (&schema, cancellable, &inner, "server", server, "user", folded,
                                NULL);
  end (cancellable, limit);
  if (inner == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}
