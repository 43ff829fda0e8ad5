/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Very many clients with TLS: what each costs the server by coming, and by being there. */
#include "bench-load.h"

#include <arpa/inet.h>
#include <errno.h>
#include <gnutls/gnutls.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bench-process.h"

static void
check (int code, const char *what)
{
  if (code < 0)
    g_error ("%s: %s", what, gnutls_strerror (code));
}

static int
connect_from (const BenchOptions *options, guint index)
{
  struct sockaddr_in source = {
    .sin_family = AF_INET,
    .sin_addr.s_addr = htonl (INADDR_LOOPBACK + index % MAX (options->sources, 1)),
  };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  if (fd < 0 || bind (fd, (struct sockaddr *) &source, sizeof source) != 0
      || connect (fd, (struct sockaddr *) &options->server, sizeof options->server) != 0)
    g_error ("Cannot connect: %s", g_strerror (errno));

  return fd;
}

static void
say_hello (gnutls_session_t session, const BenchOptions *options, guint index)
{
  g_autoptr (GBytes) frame = options->dialect->hello (index);

  check (gnutls_record_send (session, g_bytes_get_data (frame, NULL), g_bytes_get_size (frame)),
         "Cannot say hello");
}

static gnutls_session_t
come_in (const BenchOptions *options, gnutls_certificate_credentials_t credentials, guint index)
{
  gnutls_session_t session = NULL;
  int fd = connect_from (options, index);

  check (gnutls_init (&session, GNUTLS_CLIENT), "TLS");
  check (gnutls_set_default_priority (session), "TLS");
  check (gnutls_credentials_set (session, GNUTLS_CRD_CERTIFICATE, credentials), "TLS");
  gnutls_transport_set_int (session, fd);
  check (gnutls_handshake (session), "A handshake has failed");
  say_hello (session, options, index);

  return session;
}

void
bench_tls (const BenchOptions *options)
{
  g_autofree gnutls_session_t *sessions = g_new0 (gnutls_session_t, options->clients);
  g_autoptr (BenchPeers) none = bench_peers_new (0, NULL, NULL);
  gnutls_certificate_credentials_t credentials = NULL;
  gint64 resident = bench_process_get_resident (options->pid);
  gint64 cpu = bench_process_get_cpu (options->pid);
  gint64 start = g_get_monotonic_time ();
  double seconds = 0;

  gnutls_certificate_allocate_credentials (&credentials);
  for (guint i = 0; i < options->clients; i++)
    sessions[i] = come_in (options, credentials, i);
  seconds = bench_load_settle (none, options) - start;

  g_print ("{\"clients\": %u, \"seconds\": %.3f, \"kib_per_client\": %.1f, "
           "\"cpu_ms_per_client\": %.3f}\n",
           options->clients, seconds / G_USEC_PER_SEC,
           (bench_process_get_resident (options->pid) - resident) / 1024.0 / options->clients,
           (bench_process_get_cpu (options->pid) - cpu) / 1e6 / options->clients);

  for (guint i = 0; i < options->clients; i++)
    {
      close (gnutls_transport_get_int (sessions[i]));
      gnutls_deinit (sessions[i]);
    }
  gnutls_certificate_free_credentials (credentials);
}
