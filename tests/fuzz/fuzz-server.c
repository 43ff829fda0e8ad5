/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "charla.h"
#include "charla-framer.h"
#include "server-charla.h"
#include "server-classic.h"
#include "server-commands.h"
#include "server-dialect.h"

#include "fuzz.h"

/* A connection as far as it can be told without a socket: the dialects in the order in
 * which they are asked, and the one that the first frame is of. */
typedef struct
{
  ServerDialect *dialects[2];
  ServerDialect *spoken;
} Peer;

static gboolean
read_hello (Peer *peer, GBytes *payload)
{
  for (guint i = 0; i < G_N_ELEMENTS (peer->dialects); i++)
    {
      g_autoptr (ServerHello) hello = server_hello_new ();
      g_autoptr (GError) error = NULL;

      if (server_dialect_read_hello (peer->dialects[i], payload, hello, &error))
        {
          g_assert_true (charla_name_validate (hello->name, -1, NULL));
          g_assert_cmpint (hello->since, >=, -1);
          peer->spoken = peer->dialects[i];
          return TRUE;
        }

      g_assert_nonnull (error);
      if (!g_error_matches (error, CHARLA_ERROR, CHARLA_ERROR_NOT_CHARLA))
        return FALSE;
    }

  return FALSE;
}

static gboolean
read_request (Peer *peer, GBytes *payload)
{
  g_auto (ServerRequest) request = { 0 };
  g_autoptr (GError) error = NULL;

  if (!server_dialect_read_request (peer->spoken, payload, &request, &error))
    {
      g_autoptr (GBytes) frame = NULL;

      g_assert_nonnull (error);
      if (error->domain != CHARLA_CODE_ERROR)
        return FALSE;

      frame = server_dialect_write_error (peer->spoken, request.id, error, NULL);
      g_assert_cmpuint (g_bytes_get_size (frame), <=,
                        CHARLA_HEADER_SIZE + CHARLA_FRAME_MAX_FROM_SERVER);
      return TRUE;
    }

  if (request.arguments.text != NULL)
    g_assert_cmpuint (strlen (request.arguments.text), <=, CHARLA_TEXT_MAX);
  return TRUE;
}

static void
read_stream (Peer *peer, const guint8 *data, gsize size)
{
  CharlaFramer framer;
  gboolean goes_on = TRUE;

  charla_framer_init (&framer, CHARLA_FRAME_MAX_FROM_CLIENT);
  while (size > 0 && goes_on)
    {
      g_autoptr (GBytes) payload = NULL;
      gsize consumed = 0;

      goes_on = charla_framer_feed (&framer, data, size, &consumed, &payload, NULL);
      data += consumed;
      size -= consumed;
      if (payload != NULL)
        goes_on = peer->spoken != NULL ? read_request (peer, payload) : read_hello (peer, payload);
    }
  charla_framer_clear (&framer);
}

/* From the first byte of a connection on, whatever a peer says is a request within its
 * limits, an answer that is an error, or the end. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (ServerDialect) charla = server_charla_new ();
  g_autoptr (ServerDialect) classic = server_classic_new ();
  Peer peer = { .dialects = { charla, classic } };

  read_stream (&peer, data, size);

  return 0;
}
