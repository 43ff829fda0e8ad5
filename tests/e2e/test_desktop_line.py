# SPDX-License-Identifier: GPL-3.0-or-later
"""A line that breaks, and a history in which one reads."""

import re
import time

from cases import DesktopTestCase, setUpModule  # noqa: F401
from programs import wait_until

LOST = re.compile('^Offline')
LONG_PAUSE = re.compile(r'^Next attempt in ([89]|\d\d) s')


class LostLine(DesktopTestCase):
    def setUp(self):
        super().setUp()
        self.server = self.start_server()
        self.ana = self.join(self.server)

    def lose_line(self):
        self.server.end()
        self.ana.tree.find('label', LOST)

    def return_server(self):
        """The server is back, and so is another who was in the chat."""
        self.server = self.start_server('--port', str(self.server.port),
                                        data_dir=self.server.data_dir)
        return self.start_client(self.server, 'bob')

    def wait_back(self):
        self.server.wait_for_log('ana.* joined')
        self.ana.tree.wait_gone('button', 'Try Again')

    def test_it_is_said_and_mended(self):
        self.lose_line()
        bob = self.return_server()
        self.wait_back()
        bob.say('you are back')
        self.ana.wait_message('you are back')

    def test_at_once_when_asked(self):
        self.lose_line()
        # The pauses grow.
        seconds = LONG_PAUSE.search(self.ana.tree.find('label', LONG_PAUSE).name)[1]
        deadline = time.monotonic() + int(seconds) - 1
        bob = self.return_server()
        self.ana.tree.find('button', 'Try Again').press()
        self.wait_back()
        self.assertLess(time.monotonic(), deadline)
        bob.say('hola')
        self.ana.wait_message('hola')

    def test_what_is_being_written_stays(self):
        self.ana.composer.write('half a sent')
        self.lose_line()
        self.assertEqual(self.ana.composer.text, 'half a sent')
        bob = self.return_server()
        self.wait_back()
        bob.say('hola')
        self.ana.wait_message('hola')
        self.assertEqual(self.ana.composer.text, 'half a sent')

    def test_what_is_said_meanwhile_is_sent_later(self):
        self.lose_line()
        for text in ('first', 'second'):
            self.ana.say(text)
            row = self.ana.wait_message(text, sender='You')
            self.assertRegex(row.name, ', Waiting to be sent$')

        bob = self.return_server()
        self.assertEqual(bob.hear(), ('ana', 'first'))
        self.assertEqual(bob.hear(), ('ana', 'second'))
        wait_until(lambda: 'Waiting' not in self.ana.wait_message('second').name, 'it is sent')


class History(DesktopTestCase):
    def setUp(self):
        super().setUp()
        self.server = self.start_server()
        self.ana = self.join(self.server)
        self.bob = self.start_client(self.server, 'bob')
        for number in range(60):
            self.bob.say(f'message {number}')
        self.ana.wait_message('message 59')
        self.wait_at_end()

    def wait_at_end(self):
        wait_until(lambda: self.ana.is_in_sight(self.ana.find_messages()[-1]),
                   'the newest message is in sight')

    def read_above(self):
        bar = self.ana.get_scroll_bar()
        bar.set_value(100)
        row = self.ana.wait_message('message 5')
        wait_until(lambda: self.ana.is_in_sight(row), 'an old message is in sight')
        return row

    def test_it_stays_at_the_end(self):
        self.bob.say('one more')
        self.ana.wait_message('one more')
        self.wait_at_end()

    def test_it_stays_put_above(self):
        row = self.read_above()
        place = row.extents
        for number in range(3):
            self.bob.say(f'new {number}')
        wait_until(lambda: self.ana.get_end_button().description == '3 new messages',
                   '3 new messages', lambda: self.ana.get_end_button().description)
        self.assertEqual(row.extents, place)

    def test_back_to_the_end(self):
        self.read_above()
        self.bob.say('news')
        wait_until(lambda: self.ana.get_end_button().description == '1 new message',
                   'it is counted')
        self.assertRegex(self.ana.get_title(), r'\b1\b')

        self.ana.get_end_button().press()
        self.ana.wait_message('news')
        self.wait_at_end()
        self.ana.tree.wait_gone('button', 'Scroll to End')
        self.assertEqual(self.ana.get_title(), 'Lobby')

    def test_own_messages_lead_to_the_end(self):
        self.read_above()
        self.ana.say('here I am')
        self.ana.wait_message('here I am', sender='You')
        self.wait_at_end()
