/* SPDX-License-Identifier: GPL-3.0-or-later */

/* To be preloaded: as long as a file exists, nothing is heard of a disk that has been
 * asked to write what it has. */
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

static void
wait_for_disk (void)
{
  const char *file = getenv ("CHARLA_STUCK_DISK");

  while (file != NULL && access (file, F_OK) == 0)
    usleep (1000);
}

int
fsync (int fd)
{
  wait_for_disk ();
  return (int) syscall (SYS_fsync, fd);
}

int
fdatasync (int fd)
{
  wait_for_disk ();
  return (int) syscall (SYS_fdatasync, fd);
}
