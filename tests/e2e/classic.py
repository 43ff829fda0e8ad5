# SPDX-License-Identifier: GPL-3.0-or-later
"""A client of the classic dialect.

It is written from the description of the dialect alone and shares nothing with
Charla: what it can do, any client of the original chat room can.
"""

import re
import socket
import struct

import encrypted

HEADER = 10


def frame(payload):
    """A header with the number of bytes, padded to ten, and the bytes."""
    if isinstance(payload, str):
        payload = payload.encode()
    return str(len(payload)).encode().ljust(HEADER) + payload


class Closed(Exception):
    """The server has closed the connection."""


class Client:
    """Somebody in the room."""

    def __init__(self, address, name=None, source=None):
        self.socket = encrypted.connect(address, source)
        self.buffer = b''
        if name is not None:
            self.send(frame(name))

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    @property
    def own_address(self):
        """As the log of the server writes it."""
        host, port = self.socket.getsockname()[:2]
        return f'[{host}]:{port}' if ':' in host else f'{host}:{port}'

    def send(self, data):
        """Sends bytes as they are."""
        self.socket.sendall(data)

    def say(self, *texts):
        """Sends messages, all of them in one piece."""
        self.send(b''.join(frame(text) for text in texts))

    def _read(self, size):
        while len(self.buffer) < size:
            try:
                data = self.socket.recv(65536)
            except ConnectionResetError:
                data = b''
            if not data:
                raise Closed
            self.buffer += data
        data, self.buffer = self.buffer[:size], self.buffer[size:]
        return data

    def _read_frame(self):
        return self._read(int(self._read(HEADER))).decode()

    def hear(self):
        """Waits for the next message; returns the name of who said it, and the text."""
        return self._read_frame(), self._read_frame()

    def is_closed(self):
        """Waits until the server closes the connection; false if it says something first."""
        try:
            self._read(1)
        except Closed:
            return True
        return False

    def wait_for_end(self):
        """Reads what the server still says, until it closes the connection."""
        try:
            while True:
                self._read(1)
        except Closed:
            pass

    def close(self):
        self.socket.close()

    def reset(self):
        """Breaks the connection off, as a machine that loses its power does."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
        self.socket.close()


def join(server, *names, source=None):
    """Lets people in one after the other; returns when all of them are in the room."""
    clients = []
    for name in names:
        client = Client(server.address, name, source)
        server.wait_for_log(f'joined from {re.escape(client.own_address)}$')
        clients.append(client)
    return clients
