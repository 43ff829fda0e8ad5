# SPDX-License-Identifier: GPL-3.0-or-later
"""Peers who speak the Charla dialect and mean no good, or are gone at the wrong moment.

What happens to the server then would also happen to everyone else.
"""

import socket

import charla
from charla_cases import CharlaTestCase
from programs import growth, wait_until

MEBI = 1024 * 1024


class Gone(CharlaTestCase):
    """Who asks for something, and is not there any more when it is done."""

    def test_password_at_the_end(self):
        """The server ends while passwords are worked on, for nobody."""
        ana = self.enter('ana')
        ana.ask('password', new='first')
        for _ in range(3):
            ana.send('password', new='second', old='first')
        ana.reset()
        self.assertEqual(self.server.end(), 0, self.server.log())
        self.assertEqual(self.server.mistakes(), [])

    def test_first_password_at_the_end(self):
        ana = self.enter('ana')
        ana.send('password', new='first')
        ana.sync()
        ana.reset()
        self.assertEqual(self.server.end(), 0, self.server.log())
        self.assertEqual(self.server.mistakes(), [])


class Unread(CharlaTestCase):
    """Who asks for much and reads nothing."""

    CROWD = 200

    def deaf(self, ana):
        """Asks for pages of a megabyte each, and reads none of them.

        The first few of them are taken by the operating system.
        """
        deaf = socket.socket()
        self.addCleanup(deaf.close)
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        deaf.connect(self.server.address)
        hello = {'charla': 1, 'name': 'ana', 'token': ana.token, 'id': 1}
        pages = [{'id': number, 'do': 'history', 'room': ana.lobby, 'limit': 200}
                 for number in range(2, 10)]
        deaf.sendall(b''.join(map(charla.frame, [hello, *pages])))

    def test_pages_for_many(self):
        ana = self.enter('ana')
        for _ in range(64):
            ana.post(ana.lobby, 'x' * 16000)
        before = self.server.memory()

        for _ in range(self.CROWD):
            self.deaf(ana)
        wait_until(lambda: self.server.log_lines('too much waits for them'),
                   'the end of some who do not read', self.server.log)
        self.assertLess(self.server.memory() - before, growth(320 * MEBI))

        # Who reads is not disturbed.
        self.assertEqual(len(self.history(ana, ana.lobby, limit=10)), 10)
        ana.sync()
