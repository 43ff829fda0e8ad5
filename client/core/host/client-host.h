/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CLIENT_HOST_ADDRESSES_MAX:
 *
 * Most addresses of the server that are listened to. Any program of the person can own
 * the name on the bus, and could list more than a window can show.
 */
#define CLIENT_HOST_ADDRESSES_MAX 16

/**
 * ClientHostError:
 * @CLIENT_HOST_ERROR_NO_BUS: there is no session bus
 * @CLIENT_HOST_ERROR_NOT_INSTALLED: this computer has no charla-server
 * @CLIENT_HOST_ERROR_NOT_STARTED: there is one, which does not start
 * @CLIENT_HOST_ERROR_NOT_ANSWERED: it runs, and does not do what it was asked for
 *
 * Why there is no chat on this computer, or still one. The messages are sentences for the
 * person, translated.
 */
typedef enum
{
  CLIENT_HOST_ERROR_NO_BUS,
  CLIENT_HOST_ERROR_NOT_INSTALLED,
  CLIENT_HOST_ERROR_NOT_STARTED,
  CLIENT_HOST_ERROR_NOT_ANSWERED,
} ClientHostError;

#define CLIENT_HOST_ERROR (client_host_error_quark ())
GQuark client_host_error_quark (void);

#define CLIENT_TYPE_HOST (client_host_get_type ())
G_DECLARE_FINAL_TYPE (ClientHost, client_host, CLIENT, HOST, GObject)

ClientHost *client_host_new (void);

void     client_host_start_async  (ClientHost *self, const char *name, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
gboolean client_host_start_finish (ClientHost *self, GAsyncResult *result, GError **error);
void     client_host_stop_async   (ClientHost *self, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
gboolean client_host_stop_finish  (ClientHost *self, GAsyncResult *result, GError **error);

void   client_host_count_users_async  (ClientHost *self, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
gssize client_host_count_users_finish (ClientHost *self, GAsyncResult *result, GError **error);

gboolean    client_host_get_is_running (ClientHost *self);
const char *client_host_get_name       (ClientHost *self);
const char *client_host_get_id         (ClientHost *self);
guint       client_host_get_port       (ClientHost *self);
GStrv       client_host_dup_addresses  (ClientHost *self);
guint       client_host_get_n_users    (ClientHost *self);

G_END_DECLS
