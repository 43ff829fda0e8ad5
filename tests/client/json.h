/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "charla-message.h"

/* An object of JSON that is written with ' in place of ", so that it can be read. */
static inline CharlaMessage *
json_parse (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GBytes) payload = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  CharlaMessage *message = charla_message_parse (payload, &error);

  g_assert_no_error (error);
  return message;
}
