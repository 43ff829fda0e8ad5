/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-dialect.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "charla.h"

static GBytes *
frame_take (char *payload)
{
  GBytes *frame = charla_frame_new (payload, strlen (payload));

  g_free (payload);

  return frame;
}

static char *
make_text (guint sender, guint number, gsize size)
{
  GString *text = g_string_new (NULL);

  g_string_printf (text, "#%u:%u#", sender, number);
  while (text->len < size)
    g_string_append_c (text, 'x');

  return g_string_free (text, FALSE);
}

/* Copies what follows @prefix in @payload, so that it ends in a NUL. */
static gboolean
find_after (GBytes *payload, const char *prefix, char *copy, gsize size)
{
  gsize length;
  const char *data = g_bytes_get_data (payload, &length);
  const char *at = data != NULL ? memmem (data, length, prefix, strlen (prefix)) : NULL;

  if (at == NULL)
    return FALSE;

  at += strlen (prefix);
  length = MIN (size - 1, length - (at - data));
  memcpy (copy, at, length);
  copy[length] = '\0';

  return TRUE;
}

static GBytes *
classic_hello (guint client)
{
  return frame_take (g_strdup_printf ("c%u", client));
}

static gboolean
classic_is_welcome (GBytes *payload, char **room)
{
  return FALSE;
}

static GBytes *
classic_post (const char *room, guint sender, guint number, gsize size)
{
  return frame_take (make_text (sender, number, size));
}

static gboolean
classic_find_mark (GBytes *payload, guint *sender, guint *number)
{
  char copy[32];

  return find_after (payload, "#", copy, sizeof copy) && sscanf (copy, "%u:%u#", sender, number) == 2;
}

static gboolean
classic_find_answer (GBytes *payload, guint *number)
{
  return FALSE;
}

const BenchDialect bench_classic = {
  .name = "classic",
  .hello = classic_hello,
  .is_welcome = classic_is_welcome,
  .post = classic_post,
  .find_mark = classic_find_mark,
  .find_answer = classic_find_answer,
};

/* Each run has people of its own: a name belongs to who came with it first. */
static GBytes *
charla_hello (guint client)
{
  return frame_take (g_strdup_printf ("{\"charla\":1,\"name\":\"c%u of %d\",\"id\":0}", client, getpid ()));
}

static gboolean
charla_is_welcome (GBytes *payload, char **room)
{
  char copy[40];
  char *end;

  if (!find_after (payload, "\"rooms\":[{\"id\":\"", copy, sizeof copy))
    return FALSE;

  end = strchr (copy, '"');
  if (end == NULL)
    return FALSE;
  *room = g_strndup (copy, end - copy);

  return TRUE;
}

static GBytes *
charla_post (const char *room, guint sender, guint number, gsize size)
{
  g_autofree char *text = make_text (sender, number, size);

  return frame_take (g_strdup_printf ("{\"id\":%u,\"do\":\"post\",\"room\":\"%s\",\"nonce\":\"%u\",\"text\":\"%s\"}",
                                      number, room, number, text));
}

static gboolean
charla_find_mark (GBytes *payload, guint *sender, guint *number)
{
  char copy[32];

  return find_after (payload, "\"text\":\"#", copy, sizeof copy)
         && sscanf (copy, "%u:%u#", sender, number) == 2;
}

static gboolean
charla_find_answer (GBytes *payload, guint *number)
{
  char copy[32];

  return find_after (payload, "{\"re\":", copy, sizeof copy) && sscanf (copy, "%u,\"ok\"", number) == 1;
}

const BenchDialect bench_charla = {
  .name = "charla",
  .hello = charla_hello,
  .is_welcome = charla_is_welcome,
  .post = charla_post,
  .find_mark = charla_find_mark,
  .find_answer = charla_find_answer,
  .echoes = TRUE,
};

const BenchDialect *
bench_dialect_find (const char *name)
{
  if (g_strcmp0 (name, bench_classic.name) == 0)
    return &bench_classic;
  if (g_strcmp0 (name, bench_charla.name) == 0)
    return &bench_charla;
  g_error ("There is no dialect %s", name);
}
