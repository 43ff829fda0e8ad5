/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Just enough of each dialect to load a server with it. Texts begin with a
 * mark, "#SENDER:NUMBER#", by which they are known again.
 */
typedef struct
{
  const char *name;
  GBytes *(*hello) (guint client);
  gboolean (*is_welcome) (GBytes *payload, char **room); /* transfer full */
  GBytes *(*post) (const char *room, guint sender, guint number, gsize size);
  gboolean (*find_mark) (GBytes *payload, guint *sender, guint *number);
  gboolean (*find_answer) (GBytes *payload, guint *number);
  gboolean echoes; /* a sender sees its own messages */
} BenchDialect;

extern const BenchDialect bench_classic;
extern const BenchDialect bench_charla;

const BenchDialect *bench_dialect_find (const char *name);
