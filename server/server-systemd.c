/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-systemd.h"

#include <glib/gi18n.h>
#include <sys/socket.h>

#include "charla-config.h"

#ifdef CHARLA_HAVE_LIBSYSTEMD
#include <systemd/sd-daemon.h>
#endif

/**
 * server_systemd_notify:
 * @state: lines of sd_notify(3)
 *
 * Tells the service manager how it is.
 */
void
server_systemd_notify (const char *state)
{
#ifdef CHARLA_HAVE_LIBSYSTEMD
  sd_notify (FALSE, state);
#endif
}

/**
 * server_systemd_get_watchdog:
 *
 * Returns: within how many microseconds the service manager has to be told that the server
 *   works, or 0 for never
 */
guint64
server_systemd_get_watchdog (void)
{
  guint64 microseconds = 0;

#ifdef CHARLA_HAVE_LIBSYSTEMD
  if (sd_watchdog_enabled (FALSE, &microseconds) <= 0)
    return 0;
#endif

  return microseconds;
}

#ifdef CHARLA_HAVE_LIBSYSTEMD

static gboolean
take_socket (GPtrArray *sockets, int descriptor, const char *name, GError **error)
{
  GSocket *socket = NULL;

  if (sd_is_socket_inet (descriptor, AF_UNSPEC, SOCK_STREAM, TRUE, 0) <= 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _("The service manager has passed “%s”, which is no TCP socket that listens."),
                   name);
      return FALSE;
    }

  socket = g_socket_new_from_fd (descriptor, error);
  if (socket == NULL)
    return FALSE;

  g_ptr_array_add (sockets, socket);
  return TRUE;
}

#endif

/**
 * server_systemd_get_sockets:
 * @error: return location for an error
 *
 * To be called once, before there is a thread.
 *
 * Returns: (transfer full) (element-type GSocket): the sockets that the service manager
 *   has opened and that listen, none if it has opened none; or %NULL with an error whose
 *   message is a sentence for who started the server
 */
GPtrArray *
server_systemd_get_sockets (GError **error)
{
  g_autoptr (GPtrArray) sockets = g_ptr_array_new_with_free_func (g_object_unref);

#ifdef CHARLA_HAVE_LIBSYSTEMD
  g_auto (GStrv) names = NULL;
  int count = sd_listen_fds_with_names (TRUE, &names);

  for (int i = 0; i < count; i++)
    {
      if (!take_socket (sockets, SD_LISTEN_FDS_START + i, names[i], error))
        return NULL;
    }
#endif

  return g_steal_pointer (&sockets);
}
