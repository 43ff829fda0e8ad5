# SPDX-License-Identifier: GPL-3.0-or-later
"""TLS under the clients of the tests, from Python's ssl (OpenSSL).

An Address is one like any other, but whoever connects to it does so with TLS.
"""

import contextlib
import select
import socket
import ssl
import threading

PATIENCE = 30
PIECE = 65536


def context(version=None):
    """What a client that knows no certificates needs, with one version of TLS if wanted."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.check_hostname = False
    made.verify_mode = ssl.CERT_NONE
    if version:
        made.minimum_version = made.maximum_version = version
    return made


class Address(tuple):
    """The address of a server with which one speaks TLS."""

    def __new__(cls, address, version=None):
        self = super().__new__(cls, address)
        self.version = version
        return self


class Inner(socket.socket):
    """The near end of the pump, which has the address of the far one."""

    outer = None

    def getsockname(self):
        return self.outer.getsockname()

    def setsockopt(self, *option):
        if option[0] != socket.IPPROTO_TCP:
            super().setsockopt(*option)


class Pump(threading.Thread):
    """Carries what is said to the server and back. It alone uses the TLS connection, as two
    threads at the same time may not."""

    def __init__(self, near, outer):
        super().__init__(daemon=True)
        self.near, self.outer = near, outer
        self.to_server, self.to_client = b'', b''
        self.near_is_open = self.outer_is_open = True

    def run(self):
        near, outer = self.near, self.outer
        near.setblocking(False)
        outer.setblocking(False)
        with contextlib.suppress(OSError), near, outer:
            while self.outer_is_open or self.to_client:
                self.wait()
                self.carry()
            with contextlib.suppress(OSError):
                near.shutdown(socket.SHUT_RDWR)

    def wait(self):
        reading = [self.outer] if self.outer_is_open and not self.to_client else []
        writing = [self.outer] if self.to_server else []
        if self.near_is_open and not self.to_server:
            reading.append(self.near)
        if self.to_client:
            writing.append(self.near)
        select.select(reading, writing, [], 0 if self.outer.pending() and not self.to_client else None)

    def carry(self):
        if self.outer_is_open and not self.to_client:
            with contextlib.suppress(ssl.SSLWantReadError):
                self.to_client = self.receive()
        if self.to_client:
            with contextlib.suppress(BlockingIOError):
                self.to_client = self.to_client[self.near.send(self.to_client):]
        if self.near_is_open and not self.to_server:
            with contextlib.suppress(BlockingIOError):
                self.to_server = self.near.recv(PIECE)
                if not self.to_server:
                    self.end()
        if self.to_server:
            with contextlib.suppress(ssl.SSLWantWriteError):
                self.to_server = self.to_server[self.outer.send(self.to_server):]

    def receive(self):
        try:
            data = self.outer.recv(PIECE)
        except (ssl.SSLEOFError, ConnectionResetError):
            data = b''
        self.outer_is_open = bool(data)
        return data

    def end(self):
        """Says that nothing more comes, and reads on."""
        self.near_is_open = False
        with contextlib.suppress(ssl.SSLError, OSError):
            self.outer.unwrap()
        with contextlib.suppress(OSError):
            socket.socket.shutdown(self.outer, socket.SHUT_WR)


def connect(address, source=None):
    """A socket that is connected; with TLS if that is an Address of this module."""
    plain = socket.create_connection(address[:2], PATIENCE, (source, 0) if source else None)
    plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if not isinstance(address, Address):
        return plain

    outer = context(address.version).wrap_socket(plain)
    inner, near = socket.socketpair()
    inner = Inner(fileno=inner.detach())
    inner.settimeout(PATIENCE)
    inner.outer = outer
    Pump(near, outer).start()
    return inner
