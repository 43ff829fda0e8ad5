/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-process.h"

#include <string.h>

static char *
read_proc (const char *path)
{
  char *contents = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_get_contents (path, &contents, NULL, &error))
    g_error ("%s", error->message);

  return contents;
}

static gint64
find_field (const char *contents, const char *field)
{
  const char *at = strstr (contents, field);

  return at != NULL ? g_ascii_strtoll (at + strlen (field), NULL, 10) : 0;
}

/* proc(5): schedstat begins with the nanoseconds spent on a processor. */
static gint64
sum_tasks (int pid, const char *file, const char *field)
{
  g_autofree char *tasks = g_strdup_printf ("/proc/%d/task", pid);
  g_autoptr (GDir) dir = g_dir_open (tasks, 0, NULL);
  const char *task;
  gint64 sum = 0;

  if (dir == NULL)
    g_error ("There is no process %d", pid);

  while ((task = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (tasks, task, file, NULL);
      g_autofree char *contents = read_proc (path);

      sum += find_field (contents, field);
    }

  return sum;
}

gint64
bench_process_get_cpu (int pid)
{
  return sum_tasks (pid, "schedstat", "");
}

gint64
bench_process_get_wakeups (int pid)
{
  return sum_tasks (pid, "status", "\nvoluntary_ctxt_switches:");
}

gint64
bench_process_get_resident (int pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/status", pid);
  g_autofree char *contents = read_proc (path);

  return find_field (contents, "\nVmRSS:") * 1024;
}
