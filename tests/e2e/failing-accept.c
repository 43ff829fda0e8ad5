/* SPDX-License-Identifier: GPL-3.0-or-later */

/* To be preloaded: as long as a file exists, accepting a connection fails for want
 * of files in the whole system, which a test cannot bring about. The prototypes are
 * not those of <sys/socket.h>, whose unions no definition can match. */
#include <errno.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

int accept4 (int fd, void *address, void *length, int flags);
int accept  (int fd, void *address, void *length);

int
accept4 (int fd, void *address, void *length, int flags)
{
  const char *file = getenv ("CHARLA_ACCEPT_FAILS");

  if (file != NULL && access (file, F_OK) == 0)
    {
      errno = ENFILE;
      return -1;
    }

  return (int) syscall (SYS_accept4, fd, address, length, flags);
}

int
accept (int fd, void *address, void *length)
{
  return accept4 (fd, address, length, 0);
}
