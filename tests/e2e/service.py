# SPDX-License-Identifier: GPL-3.0-or-later
"""What a service manager does for a service and hears from it, without one."""

import os
import socket
import tempfile
import time

from programs import PATIENCE


class Manager:
    """The socket to which a service tells how it is."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix='charla-test-')
        self.path = os.path.join(self.folder.name, 'notify')
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(self.path)
        self.heard = []
        self.waiting = []

    def close(self):
        self.socket.close()
        self.folder.cleanup()

    def listen(self, seconds):
        """What comes in that time, as lines."""
        lines, self.waiting = self.waiting, []
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.socket.settimeout(left)
            try:
                lines += self.socket.recv(4096).decode().splitlines()
            except TimeoutError:
                break
        self.heard += lines
        return lines

    def wait_for(self, line):
        """Waits until it is told a line that begins so, from now on; returns the line."""
        self.socket.settimeout(PATIENCE)
        while True:
            while self.waiting:
                found = self.waiting.pop(0)
                self.heard.append(found)
                if found.startswith(line):
                    return found
            self.waiting = self.socket.recv(4096).decode().splitlines()


class Sockets:
    """Sockets that stay open whatever becomes of the server that they are passed to."""

    def __init__(self, *addresses, kind=socket.SOCK_STREAM, listening=True):
        self.sockets = [self._open(address, kind, listening) for address in addresses]

    @staticmethod
    def _open(address, kind, listening):
        opened = socket.socket(socket.AF_INET6 if ':' in address else socket.AF_INET, kind)
        opened.bind((address, 0))
        if listening:
            opened.listen(4096)
        return opened

    @property
    def addresses(self):
        return [opened.getsockname()[:2] for opened in self.sockets]

    def close(self):
        for opened in self.sockets:
            opened.close()

    def keywords(self):
        """What a server is started with so that they are passed to it."""
        numbers = [opened.fileno() for opened in self.sockets]
        places = ' '.join(f'{place}<&{number}' for place, number in enumerate(numbers, 3))
        return {'starter': ['bash', '-c', f'LISTEN_PID=$$ exec "$0" "$@" {places}'],
                'passed': numbers, 'listening': len(numbers), 'LISTEN_FDS': str(len(numbers)),
                'LISTEN_FDNAMES': ':'.join(f'chat{place}' for place, _ in enumerate(numbers))}
