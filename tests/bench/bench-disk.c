/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What a disk takes to have a little written for good: the floor of every answer
 * to a post. As a log that is written again from its beginning now and then does,
 * it writes over what is there already.
 *
 *   bench-disk FOLDER WRITES RATE   RATE writes a second
 */
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <stdlib.h>
#include <unistd.h>

#define SIZE 4096
#define PLACES 4000

static void
check (gboolean good, const char *what)
{
  if (!good)
    g_error ("%s: %s", what, g_strerror (errno));
}

static int
open_file (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "bench-disk", NULL);
  g_autofree char *zeros = g_malloc0 (SIZE * PLACES);
  int file = open (path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  check (file >= 0, path);
  check (unlink (path) == 0, "unlink");
  check (write (file, zeros, SIZE * PLACES) == SIZE * PLACES && fsync (file) == 0, "write");

  return file;
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

int
main (int argc, char **argv)
{
  guint n_writes = argc == 4 ? g_ascii_strtoull (argv[2], NULL, 10) : 0;
  guint rate = argc == 4 ? g_ascii_strtoull (argv[3], NULL, 10) : 0;
  g_autofree double *waits = g_new (double, MAX (n_writes, 1));
  char page[SIZE] = { 1 };
  gint64 begin;
  int file;

  if (n_writes == 0 || rate == 0)
    g_error ("Usage: bench-disk FOLDER WRITES RATE");

  file = open_file (argv[1]);
  begin = g_get_monotonic_time ();
  for (guint i = 0; i < n_writes; i++)
    {
      gint64 start = g_get_monotonic_time ();
      gint64 early = begin + (gint64) i * G_USEC_PER_SEC / rate - start;

      if (early > 0)
        g_usleep (early);
      start = g_get_monotonic_time ();
      check (pwrite (file, page, SIZE, (off_t) (i % PLACES) * SIZE) == SIZE, "pwrite");
      check (fdatasync (file) == 0, "fdatasync");
      waits[i] = g_get_monotonic_time () - start;
    }
  close (file);

  qsort (waits, n_writes, sizeof *waits, compare_doubles);
  g_print ("{\"writes\": %u, \"p50_us\": %.0f, \"p99_us\": %.0f}\n", n_writes, waits[n_writes / 2],
           waits[n_writes * 99 / 100]);

  return EXIT_SUCCESS;
}
