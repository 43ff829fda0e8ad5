# SPDX-License-Identifier: GPL-3.0-or-later
"""A disk that is soon full: a small tmpfs, which nobody else sees."""

import contextlib
import ctypes
import os
import pathlib
import tempfile
import unittest

CLONE_NEWNS = 0x00020000
CLONE_NEWUSER = 0x10000000
MS_NODEV_NOSUID = 0x6
MS_REC_PRIVATE = 0x44000
MS_BIND = 0x1000
MS_BIND_READ_ONLY = 0x1021
MNT_DETACH = 2

libc = ctypes.CDLL(None, use_errno=True)


def call(function, *arguments):
    if function(*arguments):
        number = ctypes.get_errno()
        raise unittest.SkipTest(f'no mount namespace here: {function.__name__}: '
                                f'{os.strerror(number)}')


def enter_namespace():
    """Leaves the mounts of the system to the others. It all ends with this process."""
    user, group = os.getuid(), os.getgid()
    call(libc.unshare, CLONE_NEWNS | (0 if user == 0 else CLONE_NEWUSER))
    if user:
        pathlib.Path('/proc/self/setgroups').write_text('deny', 'ascii')
        pathlib.Path('/proc/self/uid_map').write_text(f'0 {user} 1', 'ascii')
        pathlib.Path('/proc/self/gid_map').write_text(f'0 {group} 1', 'ascii')
    call(libc.mount, b'none', b'/', None, MS_REC_PRIVATE, None)


class SmallDisk:
    """A folder of so many bytes, after enter_namespace()."""

    def __init__(self, size):
        self.folder = tempfile.mkdtemp(prefix='charla-disk-')
        call(libc.mount, b'tmpfs', self.folder.encode(), b'tmpfs', MS_NODEV_NOSUID,
             f'size={size}'.encode())
        self.data_dir = str(pathlib.Path(self.folder, 'data'))
        self.ballast = pathlib.Path(self.folder, 'ballast')

    def get_free(self):
        status = os.statvfs(self.folder)
        return status.f_bavail * status.f_frsize

    def fill(self, free=0):
        """Fills it, but for so many bytes."""
        with self.ballast.open('ab') as file:
            while (size := self.get_free() - free) > 0:
                file.write(b'x' * min(size, 1048576))
                file.flush()

    def clear(self):
        """Makes room again."""
        self.ballast.unlink(missing_ok=True)

    def close(self):
        call(libc.umount2, self.folder.encode(), MNT_DETACH)
        os.rmdir(self.folder)


@contextlib.contextmanager
def make_read_only(path):
    """Lets nobody write a folder or a file, not even root, after enter_namespace()."""
    name = str(path).encode()
    call(libc.mount, name, name, None, MS_BIND, None)
    call(libc.mount, None, name, None, MS_BIND_READ_ONLY, None)
    yield
    call(libc.umount2, name, MNT_DETACH)
