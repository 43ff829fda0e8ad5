# SPDX-License-Identifier: GPL-3.0-or-later
"""Silence on a connection of the Charla dialect. All that waits here waits at once."""

import time
import unittest

import charla
from charla_cases import CharlaTestCase, setUpModule, witness  # noqa: F401

SAYS_SOMETHING_IN = 30
FIRST_FRAME_IN = 10

# How late a busy machine may be.
TOLERANCE = 15


class Silence(CharlaTestCase):
    def wait_for(self, connection, begin, seconds):
        """The next object, or None at the end, which has to come when it is time."""
        try:
            heard = connection.receive(seconds + TOLERANCE)
            self.assertIsNotNone(heard, 'nothing came')
        except charla.Closed:
            heard = None
        self.assertGreater(time.monotonic() - begin, seconds - 0.1)
        return heard

    def test_silence(self):
        begin = time.monotonic()
        mute, slow = self.connect(), self.connect()
        slow.send_bytes(b'30        {"charla": 1,')
        silent = self.connect()
        silent.send({'charla': 1, 'name': 'silent', 'id': 1})
        self.assertEqual(silent.receive()['re'], 1)
        self.assertEqual(silent.receive(), {'ev': 'live', 'seq': 1})

        self.assertIsNone(self.wait_for(mute, begin, FIRST_FRAME_IN))
        self.assertIsNone(self.wait_for(slow, begin, FIRST_FRAME_IN))
        ping = self.wait_for(silent, begin, SAYS_SOMETHING_IN)
        self.assertEqual(ping, {'ev': 'ping'})
        witness.observe(silent, ping, False)
        silent.send({'id': 2, 'do': 'ping'})
        self.assertEqual(silent.receive(), {'re': 2, 'ok': {}})


if __name__ == '__main__':
    unittest.main()
