/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-doctor-private.h"

#include <glib/gi18n.h>

#include "charla-config.h"
#include "discovery-name.h"

/* The dialect that this client speaks. */
#define DIALECT 1

/* What a clock may be off without anybody noticing, and without that anything goes wrong,
 * in milliseconds. */
#define CLOCK_GOOD_MS 2000
#define CLOCK_BEARABLE_MS 60000

static ClientKnownServer *
find_known (ClientDoctor *self)
{
  g_autofree char *address = client_address_to_string (self->address);
  g_autoptr (CharlaMessage) server
    = self->look != NULL ? charla_message_get_object (self->look, "server") : NULL;
  const char *id = server != NULL ? charla_message_get_string (server, "id") : NULL;
  ClientKnownServer *known = client_known_servers_find (self->known, address);

  if (known == NULL && id != NULL)
    known = client_known_servers_find_id (self->known, id);

  return known;
}

static gboolean
is_certified (ClientDoctor *self)
{
  return self->problems == 0;
}

static void
tell_unknown (ClientDoctor *self, const ClientFingerprint *fingerprint)
{
  GInetAddress *address
    = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (self->remote));
  g_autofree char *words = client_fingerprint_to_words (fingerprint);

  if (is_certified (self))
    client_doctor_tell (self, CLIENT_CHECK_PASSED,
                        g_strdup (_ ("An authority that this computer trusts vouches for it.")), NULL);
  else if (g_inet_address_get_is_loopback (address))
    client_doctor_tell (self, CLIENT_CHECK_PASSED,
                        g_strdup (_ ("It is on this computer, so that nobody is in between.")), NULL);
  else
    client_doctor_tell (self, CLIENT_CHECK_WARNING,
                        /* Translators: %s are twelve words that stand for a key */
                        g_strdup_printf (_ ("It was not used before. Its words are: %s"), words),
                        _ ("Before you trust it, compare these words with those that the person who "
                           "runs the server sees."));
}

static void
tell_known (ClientDoctor *self, ClientKnownServer *known, const ClientFingerprint *fingerprint)
{
  const ClientFingerprint *before = client_known_server_get_fingerprint (known);
  g_autofree char *words = client_fingerprint_to_words (fingerprint);

  if (before == NULL)
    tell_unknown (self, fingerprint);
  else if (client_fingerprint_equal (before, fingerprint))
    client_doctor_tell (self, CLIENT_CHECK_PASSED,
                        g_strdup (_ ("It is the same server as before.")), NULL);
  else if (is_certified (self))
    client_doctor_tell (self, CLIENT_CHECK_WARNING,
                        g_strdup (_ ("It has another key than before, for which an authority vouches.")),
                        NULL);
  else
    client_doctor_tell (self, CLIENT_CHECK_FAILED,
                        g_strdup_printf (_ ("It has another key than before. Its words are now: %s"),
                                         words),
                        _ ("Somebody may be between you and the server. Do not go on before the person "
                           "who runs it has told you, face to face or by telephone, that it has a new "
                           "key with these words."));
}

/* Whether it is who it was before. */
void
client_doctor_check_identity (ClientDoctor *self)
{
  g_autoptr (ClientFingerprint) fingerprint = NULL;
  ClientKnownServer *known = NULL;

  if (self->remote == NULL)
    {
      client_doctor_tell (self, CLIENT_CHECK_SKIPPED, NULL, NULL);
      return;
    }

  known = find_known (self);
  if (!self->is_tls)
    {
      if (known != NULL && client_known_server_get_fingerprint (known) != NULL)
        client_doctor_tell (self, CLIENT_CHECK_FAILED,
                            g_strdup (_ ("It does not show the key that it had before.")),
                            _ ("Another program may have taken its place. Ask the person who runs the "
                               "server."));
      else
        client_doctor_tell (self, CLIENT_CHECK_SKIPPED, NULL, NULL);
      return;
    }

  fingerprint = client_fingerprint_new_for_certificate (self->certificate, NULL);
  if (fingerprint == NULL)
    client_doctor_tell (self, CLIENT_CHECK_FAILED, g_strdup (_ ("Its certificate cannot be read.")),
                        _ ("Ask the person who runs the server for a new certificate."));
  else if (known != NULL)
    tell_known (self, known, fingerprint);
  else
    tell_unknown (self, fingerprint);
}

static void
tell_versions (ClientDoctor *self, const char *agent)
{
  g_autofree char *shown = discovery_name_make (agent != NULL ? agent : "?");

  client_doctor_tell (self, CLIENT_CHECK_PASSED,
                      /* Translators: the server’s program, and the version of this one */
                      g_strdup_printf (_ ("The server is %s, and this is %s: they understand each other."),
                                       shown, "charla/" CHARLA_VERSION),
                      NULL);
}

/* Whether both speak the same dialect. */
void
client_doctor_check_version (ClientDoctor *self)
{
  g_autoptr (CharlaMessage) server = NULL;
  gint64 dialect = 0;

  if (self->look == NULL)
    {
      client_doctor_tell (self, CLIENT_CHECK_SKIPPED, NULL, NULL);
      return;
    }

  server = charla_message_get_object (self->look, "server");
  charla_message_get_int (self->look, "charla", &dialect);
  if (dialect == DIALECT)
    tell_versions (self, server != NULL ? charla_message_get_string (server, "agent") : NULL);
  else
    client_doctor_tell (self, CLIENT_CHECK_FAILED,
                        g_strdup (_ ("The server speaks another version of the protocol.")),
                        _ ("Install the same version of Charla on both computers."));
}

/* About how long something is, as people say it. */
static char *
describe_span (gint64 milliseconds)
{
  gint64 seconds = (milliseconds + 500) / 1000;

  if (seconds < 120)
    return g_strdup_printf (ngettext ("%d second", "%d seconds", (gulong) seconds),
                            (int) seconds);
  if (seconds < 2 * 3600)
    return g_strdup_printf (ngettext ("%d minute", "%d minutes", (gulong) (seconds / 60)),
                            (int) (seconds / 60));
  if (seconds < 2 * 86400)
    return g_strdup_printf (ngettext ("%d hour", "%d hours", (gulong) (seconds / 3600)),
                            (int) (seconds / 3600));

  seconds = MIN (seconds / 86400, 99999);
  return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) seconds), (int) seconds);
}

static void
tell_difference (ClientDoctor *self, gint64 difference)
{
  gint64 amount = ABS (difference);
  g_autofree char *span = describe_span (amount);

  if (amount <= CLOCK_GOOD_MS)
    client_doctor_tell (self, CLIENT_CHECK_PASSED,
                        g_strdup (_ ("Both computers have the same time.")), NULL);
  else
    client_doctor_tell (self, amount <= CLOCK_BEARABLE_MS ? CLIENT_CHECK_WARNING : CLIENT_CHECK_FAILED,
                        /* Translators: %s is such as “3 minutes” */
                        g_strdup_printf (difference > 0 ? _ ("The server’s clock is %s ahead of this one.")
                                                        : _ ("The server’s clock is %s behind this one."),
                                         span),
                        _ ("Messages show wrong times. Have both computers set their clock from the "
                           "network, in the settings or with “timedatectl set-ntp true”."));
}

/* How far the two clocks are apart. The answer was written in the middle of the wait, about. */
void
client_doctor_check_clock (ClientDoctor *self)
{
  gint64 time = 0;
  gint64 middle = (self->asked + self->answered) / 2 / 1000;

  if (self->look == NULL || !charla_message_get_int (self->look, "time", &time))
    client_doctor_tell (self, CLIENT_CHECK_SKIPPED, NULL, NULL);
  else
    tell_difference (self, time - middle);
}

/* Whether one needs to know a word. */
void
client_doctor_check_join (ClientDoctor *self)
{
  gboolean needs_word = FALSE;

  if (self->look == NULL || !charla_message_get_bool (self->look, "join", &needs_word))
    client_doctor_tell (self, CLIENT_CHECK_SKIPPED, NULL, NULL);
  else if (needs_word)
    client_doctor_tell (self, CLIENT_CHECK_WARNING,
                        g_strdup (_ ("New people need a word here.")),
                        _ ("Ask the person who runs the server for it. Whoever has a name there does not "
                           "need it."));
  else
    client_doctor_tell (self, CLIENT_CHECK_PASSED,
                        g_strdup (_ ("New people can come in without a word.")), NULL);
}
