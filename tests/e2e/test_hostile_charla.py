# SPDX-License-Identifier: GPL-3.0-or-later
"""Peers who speak the Charla dialect and mean no good, or are gone at the wrong moment.

What happens to the server then would also happen to everyone else.
"""

from charla_cases import CharlaTestCase


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
