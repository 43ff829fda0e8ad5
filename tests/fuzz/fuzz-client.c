/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charla-error.h"
#include "charla-framer.h"
#include "client-charla.h"
#include "client-classic.h"
#include "client-dialect.h"

#include "fuzz.h"

static void
check_input (gpointer data)
{
  g_autoptr (ClientInput) input = data;

  g_assert_true ((input->kind == CLIENT_INPUT_WELCOME) == (input->welcome != NULL));
  g_assert_true ((input->kind == CLIENT_INPUT_EVENT) == (input->event != NULL));
  if (input->error != NULL)
    g_assert_true (g_utf8_validate (input->error->message, -1, NULL));
}

/* FALSE at the end of what the server says that can be read. */
static gboolean
read_payload (ClientDialect *dialect, GBytes *payload)
{
  g_autoptr (GError) error = NULL;
  GQueue inputs = G_QUEUE_INIT;
  gboolean is_read = client_dialect_read (dialect, payload, &inputs, &error);

  g_assert_true (is_read == (error == NULL));
  g_queue_clear_full (&inputs, check_input);
  return is_read;
}

static void
read_stream (ClientDialect *dialect, const guint8 *data, gsize size)
{
  CharlaFramer framer;
  gboolean goes_on = TRUE;

  charla_framer_init (&framer, CHARLA_FRAME_MAX_FROM_SERVER);
  while (size > 0 && goes_on)
    {
      g_autoptr (GBytes) payload = NULL;
      gsize consumed = 0;

      goes_on = charla_framer_feed (&framer, data, size, &consumed, &payload, NULL);
      data += consumed;
      size -= consumed;
      if (payload != NULL)
        goes_on = read_payload (dialect, payload);
    }
  charla_framer_clear (&framer);
}

/* Whatever a server says is something that the client knows, or an error that it can
 * tell. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (ClientDialect) charla = client_charla_new ();
  g_autoptr (ClientDialect) classic = client_classic_new ();

  read_stream (charla, data, size);
  read_stream (classic, data, size);

  return 0;
}
