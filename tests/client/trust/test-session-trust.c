/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-session-private.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "certificate.h"
#include "fake-network.h"
#include "folder.h"
#include "tls-server.h"
#include "wait.h"

/* Long enough for a handshake on a busy machine, and short enough to wait for. */
#define SOON_MS 1500

typedef struct
{
  Folder *folder;
  GNetworkMonitor *network;
  GTlsCertificate *certificate;
  TlsServer *server;
  ClientSession *session;
} Fixture;

static void
make_session_at (Fixture *self, const char *place, const char *name)
{
  const ClientBackoff backoff = { .first_ms = 1, .longest_ms = 1, .random = g_random_double };
  g_autoptr (ClientAddress) address = client_address_parse (place, NULL);
  ClientTiming timing;

  client_timing_init (&timing);
  timing.detection_ms = SOON_MS;
  timing.hello_ms = SOON_MS;
  self->session = client_session_new_with (address, name, self->folder, self->network, &backoff,
                                           &timing);
}

static void
make_session_of (Fixture *self, const char *scheme, const char *name)
{
  g_autoptr (ClientAddress) plain = tls_server_get_address (self->server);
  g_autofree char *place = client_address_to_string (plain);
  g_autofree char *text = g_strconcat (scheme, place, NULL);

  make_session_at (self, text, name);
}

static void
make_session (Fixture *self, const char *scheme)
{
  make_session_of (self, scheme, "ana");
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = folder_new ();
  self->network = fake_network_new ();
  self->certificate = certificate_new_own ("lab");
  self->server = tls_server_new (self->certificate);
  make_session (self, "");
}

static void
on_shut_down (GObject *source, GAsyncResult *result, gpointer user_data)
{
  client_session_shut_down_finish (CLIENT_SESSION (source), result, NULL);
  *(gboolean *) user_data = TRUE;
}

static void
leave (Fixture *self)
{
  gboolean is_done = FALSE;

  client_session_shut_down_async (self->session, on_shut_down, &is_done);
  WAIT_FOR (is_done);
  g_object_add_weak_pointer (G_OBJECT (self->session), (gpointer *) &self->session);
  g_object_unref (self->session);
  WAIT_FOR (self->session == NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  if (self->session != NULL)
    leave (self);
  tls_server_free (self->server);
  g_clear_object (&self->certificate);
  g_clear_object (&self->network);
  folder_free (self->folder);
}

static void
join (Fixture *self)
{
  client_session_open (self->session);
  WAIT_FOR (client_session_get_state (self->session) == CLIENT_SESSION_ONLINE);
}

static void
assert_stops (Fixture *self, ClientError code)
{
  WAIT_FOR (client_session_get_state (self->session) == CLIENT_SESSION_OFFLINE
            && client_session_get_error (self->session) != NULL);
  g_assert_error (client_session_get_error (self->session), CLIENT_ERROR, (int) code);
}

static void
change_certificate (Fixture *self, GTlsCertificate *certificate)
{
  g_set_object (&self->server->certificate, certificate);
  g_string_truncate (self->server->heard, 0);
}

/* On this computer nobody is asked, and the key is remembered. */
static void
test_first_use_here (Fixture *self, gconstpointer data)
{
  join (self);

  g_assert_cmpint (client_session_get_security (self->session), ==, CLIENT_SECURITY_PINNED);
  g_assert_nonnull (client_session_get_identity (self->session));
  g_assert_nonnull (strstr (self->server->heard->str, "\"name\":\"ana\""));
  g_assert_cmpuint (self->server->plain->len, ==, 0);
}

static void
test_changed (Fixture *self, gconstpointer data)
{
  g_autoptr (GTlsCertificate) other = certificate_new_own ("lab");
  guint n_accepted = 0;

  join (self);
  leave (self);
  change_certificate (self, other);
  make_session (self, "");
  client_session_open (self->session);
  assert_stops (self, CLIENT_ERROR_CHANGED_SERVER);
  g_assert_cmpuint (self->server->heard->len, ==, 0);
  g_assert_nonnull (client_session_get_identity (self->session)->known);

  /* Nothing is tried again, whatever the network does. */
  n_accepted = self->server->n_accepted;
  fake_network_change (self->network, TRUE);
  wait_settle ();
  g_assert_cmpuint (self->server->n_accepted, ==, n_accepted);

  client_session_trust (self->session);
  WAIT_FOR (client_session_get_state (self->session) == CLIENT_SESSION_ONLINE);
  g_assert_null (client_session_get_identity (self->session)->known);
}

static void
test_changed_in_the_night (Fixture *self, gconstpointer data)
{
  g_autoptr (GTlsCertificate) other = certificate_new_own ("lab");

  join (self);
  change_certificate (self, other);
  tls_server_drop_all (self->server);
  assert_stops (self, CLIENT_ERROR_CHANGED_SERVER);
  g_assert_cmpuint (self->server->heard->len, ==, 0);
}

/* Who has the key is the server: an expired certificate for another host changes nothing. */
static void
test_same_key (Fixture *self, gconstpointer data)
{
  const CertificateSpec spec = { .name = "attic", .age_s = 7200, .life_s = 3600,
                                 .key = self->certificate };
  g_autoptr (GTlsCertificate) renewed = certificate_new (&spec);
  ClientIdentity *identity = NULL;

  join (self);
  leave (self);
  change_certificate (self, renewed);
  make_session (self, "");
  join (self);

  identity = client_session_get_identity (self->session);
  g_assert_cmpuint (identity->problems & G_TLS_CERTIFICATE_EXPIRED, !=, 0);
  g_assert_cmpuint (identity->problems & G_TLS_CERTIFICATE_BAD_IDENTITY, !=, 0);
}

/* It has moved: its key is known, and no question is asked. */
static void
test_moved (Fixture *self, gconstpointer data)
{
  join (self);
  leave (self);
  tls_server_free (self->server);
  self->server = tls_server_new (self->certificate);
  make_session (self, "");
  join (self);

  g_assert_nonnull (client_known_servers_find_id (self->session->known_servers, "s1"));
}

/* An id is easily said; without the key it leads nowhere. */
static void
test_impostor (Fixture *self, gconstpointer data)
{
  g_autoptr (GTlsCertificate) other = certificate_new_own ("lab");

  join (self);
  leave (self);
  tls_server_free (self->server);
  self->server = tls_server_new (other);
  make_session (self, "");
  client_session_open (self->session);
  assert_stops (self, CLIENT_ERROR_CHANGED_SERVER);
  g_assert_nonnull (client_session_get_identity (self->session)->known);

  client_session_trust (self->session);
  WAIT_FOR (client_session_get_state (self->session) == CLIENT_SESSION_ONLINE);
}

static char *
dup_token (TlsServer *server)
{
  const char *member = strstr (server->heard->str, "\"token\":\"");
  const char *token = member != NULL ? member + strlen ("\"token\":\"") : NULL;

  g_assert_nonnull (token);
  return g_strndup (token, strcspn (token, "\""));
}

/* Who calls itself by another one's address is not given the key to the accounts there. */
static void
test_id_is_an_address (Fixture *self, gconstpointer data)
{
  g_autoptr (GTlsCertificate) own = certificate_new_own ("lab");
  g_autoptr (ClientAddress) address = tls_server_get_address (self->server);
  g_autofree char *place = client_address_to_string (address);
  g_autofree char *token = NULL;

  join (self);
  token = dup_token (self->server);
  leave (self);
  tls_server_free (self->server);
  self->server = tls_server_new (own);
  self->server->id = place;
  make_session_of (self, "", "eve");
  join (self);
  leave (self);

  make_session (self, "");
  join (self);
  g_assert_null (strstr (self->server->heard->str, token));
}

static void
on_proposed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(char **) user_data = client_keyring_propose_finish (CLIENT_KEYRING (source), result, NULL);
}

/* With what was said to the one with the other key an account may have been made there. */
static void
test_changed_proposal (Fixture *self, gconstpointer data)
{
  g_autoptr (GTlsCertificate) other = certificate_new_own ("lab");
  g_autoptr (ClientKeyring) keyring = client_keyring_new (self->folder);
  g_autoptr (ClientAddress) address = tls_server_get_address (self->server);
  g_autofree char *place = client_address_to_string (address);
  g_autofree char *token = NULL;

  leave (self);
  make_session_of (self, "", "eve");
  join (self);
  leave (self);
  client_keyring_propose_async (keyring, place, "ana", NULL, on_proposed, &token);
  WAIT_FOR (token != NULL);

  change_certificate (self, other);
  make_session (self, "");
  client_session_open (self->session);
  assert_stops (self, CLIENT_ERROR_CHANGED_SERVER);
  client_session_trust (self->session);
  WAIT_FOR (client_session_get_state (self->session) == CLIENT_SESSION_ONLINE);
  g_assert_null (strstr (self->server->heard->str, token));
}

static void
note_error (ClientSession *session, GParamSpec *pspec, GError **error)
{
  if (client_session_get_state (session) == CLIENT_SESSION_OFFLINE && *error == NULL
      && client_session_get_error (session) != NULL)
    *error = g_error_copy (client_session_get_error (session));
}

/* Makes one that an authority vouches for, which is trusted from now on. */
static GTlsCertificate *
certify (void)
{
  const CertificateSpec authority = { .name = "Authority", .age_s = 60, .is_authority = TRUE };
  g_autoptr (GTlsCertificate) issuer = certificate_new (&authority);
  const CertificateSpec spec = { .name = "lab", .address = "127.0.0.1", .age_s = 60,
                                 .issuer = issuer };

  certificate_write (issuer, g_getenv ("SSL_CERT_FILE"));
  return certificate_new (&spec);
}

/* An authority vouches for an address, and not for what the server there says of itself. */
static void
test_certified_impostor (Fixture *self, gconstpointer data)
{
  g_autoptr (GTlsCertificate) own = certificate_new_own ("lab");
  g_autoptr (GTlsCertificate) certified = certify ();
  g_autoptr (GError) told = NULL;

  join (self);
  leave (self);
  tls_server_free (self->server);
  self->server = tls_server_new (own);
  self->server->id = "s2";
  make_session (self, "");
  join (self);
  leave (self);

  change_certificate (self, certified);
  self->server->id = "s1";
  make_session (self, "");
  g_signal_connect (self->session, "notify::state", G_CALLBACK (note_error), &told);
  client_session_open (self->session);
  assert_stops (self, CLIENT_ERROR_CHANGED_SERVER);
  g_assert_error (told, CLIENT_ERROR, CLIENT_ERROR_CHANGED_SERVER);
  g_assert_nonnull (client_session_get_identity (self->session)->known);
}

/* At its own address a server may have a new key, if an authority vouches for it. */
static void
test_certified (Fixture *self, gconstpointer data)
{
  g_autoptr (GTlsCertificate) certified = certify ();

  join (self);
  leave (self);
  change_certificate (self, certified);
  make_session (self, "");
  join (self);
  g_assert_cmpint (client_session_get_security (self->session), ==, CLIENT_SECURITY_CERTIFIED);
}

/* Another chat with the same key is as good. */
static void
test_other_id (Fixture *self, gconstpointer data)
{
  join (self);
  leave (self);
  self->server->id = "s2";
  make_session (self, "");
  join (self);
}

/* What was encrypted is never said in plain, whatever stands there now. */
static void
test_downgrade (Fixture *self, gconstpointer data)
{
  static const TlsServerManner manners[] = { TLS_SERVER_CLOSES, TLS_SERVER_BABBLES,
                                             TLS_SERVER_ALERTS };

  join (self);
  leave (self);
  for (guint i = 0; i < G_N_ELEMENTS (manners); i++)
    {
      self->server->manner = manners[i];
      make_session (self, "");
      client_session_open (self->session);
      assert_stops (self, CLIENT_ERROR_NOT_ENCRYPTED);
      leave (self);
    }
  g_assert_cmpuint (self->server->plain->len, ==, 0);

  make_session (self, "plain://");
  client_session_open (self->session);
  assert_stops (self, CLIENT_ERROR_NOT_ENCRYPTED);
  g_assert_cmpuint (self->server->plain->len, ==, 0);
}

static void
on_remembered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(gboolean *) user_data =
    client_known_servers_finish (CLIENT_KNOWN_SERVERS (source), result, NULL);
}

/* Where it was spoken to in plain before, it is not any more. */
static void
test_plain_once (Fixture *self, gconstpointer data)
{
  g_autofree char *place = g_strdup_printf ("plain://localhost:%u", self->server->port);
  g_autoptr (ClientKnownServers) servers = client_known_servers_new (self->folder);
  g_autoptr (ClientKnownServer) server = client_known_server_new (
    place, "s1", NULL, NULL, CLIENT_SECURITY_NONE, FALSE, G_MAXINT64);
  gboolean is_done = FALSE;

  join (self);
  leave (self);
  client_known_servers_remember_async (servers, server, NULL, on_remembered, &is_done);
  WAIT_FOR (is_done);

  self->server->manner = TLS_SERVER_CLOSES;
  make_session_at (self, place, "ana");
  client_session_open (self->session);
  assert_stops (self, CLIENT_ERROR_NOT_ENCRYPTED);
  g_assert_cmpuint (self->server->plain->len, ==, 0);
}

static void
test_known_and_silent (Fixture *self, gconstpointer data)
{
  join (self);
  leave (self);
  self->server->manner = TLS_SERVER_SILENT;
  make_session (self, "");
  client_session_open (self->session);
  assert_stops (self, CLIENT_ERROR_TIMED_OUT);
  g_assert_cmpuint (self->server->plain->len, ==, 0);
}

/* One that answers no handshake is a classic one, after a while; what it hears is a name. */
static void
test_silent (Fixture *self, gconstpointer data)
{
  self->server->manner = GPOINTER_TO_INT (data);
  client_session_open (self->session);
  WAIT_FOR (self->server->plain->len > 0);
  g_assert_cmpstr (self->server->plain->str, ==, "3         ana");
}

/* One that closes is asked in plain, as it is on this computer. */
static void
test_old (Fixture *self, gconstpointer data)
{
  self->server->manner = TLS_SERVER_CLOSES;
  client_session_open (self->session);
  WAIT_FOR (self->server->plain->len > 0);
  g_assert_nonnull (strstr (self->server->plain->str, "\"charla\""));
}

/* Who leaves in the middle of a handshake is not called back. */
static void
test_left (Fixture *self, gconstpointer data)
{
  self->server->manner = TLS_SERVER_STOPS;
  client_session_open (self->session);
  WAIT_FOR (self->server->n_accepted > 0);
  leave (self);
}

/* Before there is a thread that could read it, the place of those who vouch. */
static char *
set_authorities (void)
{
  char *path = NULL;
  int fd = g_file_open_tmp ("charla-authorities-XXXXXX", &path, NULL);

  g_assert_cmpint (fd, >=, 0);
  close (fd);
  g_setenv ("SSL_CERT_FILE", path, TRUE);
  return path;
}

int
main (int argc, char *argv[])
{
  g_autofree char *authorities = set_authorities ();
  int status = 0;

  g_test_init (&argc, &argv, NULL);
#define ADD(name, func, data)                                                                 \
  g_test_add ("/session-trust/" name, Fixture, data, set_up, func, tear_down)
  ADD ("first-use-here", test_first_use_here, NULL);
  ADD ("changed", test_changed, NULL);
  ADD ("changed-in-the-night", test_changed_in_the_night, NULL);
  ADD ("same-key", test_same_key, NULL);
  ADD ("moved", test_moved, NULL);
  ADD ("impostor", test_impostor, NULL);
  ADD ("changed-proposal", test_changed_proposal, NULL);
  ADD ("id-is-an-address", test_id_is_an_address, NULL);
  ADD ("certified-impostor", test_certified_impostor, NULL);
  ADD ("certified", test_certified, NULL);
  ADD ("other-id", test_other_id, NULL);
  ADD ("downgrade", test_downgrade, NULL);
  ADD ("plain-once", test_plain_once, NULL);
  ADD ("known-and-silent", test_known_and_silent, NULL);
  ADD ("silent", test_silent, GINT_TO_POINTER (TLS_SERVER_SILENT));
  ADD ("stops-half-way", test_silent, GINT_TO_POINTER (TLS_SERVER_STOPS));
  ADD ("old", test_old, NULL);
  ADD ("left", test_left, NULL);
#undef ADD
  status = g_test_run ();
  g_unlink (authorities);
  return status;
}
