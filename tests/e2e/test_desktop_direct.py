# SPDX-License-Identifier: GPL-3.0-or-later
"""A conversation of two, and what one sees of the other, in the desktop application."""

import re

import charla
from cases import DesktopTestCase, setUpModule  # noqa: F401
from programs import wait_until


class Direct(DesktopTestCase):
    def setUp(self):
        super().setUp()
        self.server = self.start_server()
        self.bob = charla.Client(self.server.address, 'bob')
        self.addCleanup(self.bob.close)
        self.ana = self.join(self.server)
        self.room = self.bob.ask('direct', user='ana')['room']['id']
        self.bob.post(self.room, 'Psst')
        self.open()

    def open(self):
        """As one finds a person."""
        self.desktop.press_keys('ctrl+k')
        wait_until(lambda: self.find_entry().has('focused'), 'one can type whom one looks for')
        self.desktop.xdotool('type', 'bob')
        self.ana.tree.find('list item', re.compile('^bob, Online'))
        self.desktop.press_keys('Return')
        self.ana.wait_for_title('bob')
        self.ana.wait_message('Psst', sender='bob')
        wait_until(lambda: self.ana.composer.has('focused'), 'one can write')

    def find_entry(self):
        return self.ana.tree.find('text', 'Find rooms and people')

    def wait_row(self, text, state):
        pattern = re.compile(f'^You: {re.escape(text)}, \\d+:\\d\\d, {state}$')
        self.ana.tree.find('list item', pattern)

    def test_one_sees_what_was_read(self):
        for text in ('Yes?', 'Are you there?'):
            self.ana.say(text)
            self.wait_row(text, 'Sent')
        first, second = (self.bob.wait_for_event('message', text=text)['seq']
                         for text in ('Yes?', 'Are you there?'))
        self.bob.ask('read', room=self.room, seq=first)
        self.wait_row('Yes?', 'Read')
        self.wait_row('Are you there?', 'Sent')
        self.bob.ask('read', room=self.room, seq=second)
        self.wait_row('Are you there?', 'Read')

        self.ana.close()
        self.server.end()
        self.ana = self.start_application()
        self.wait_row('Are you there?', 'Read')

    def test_the_other_sees_what_was_read(self):
        self.ana.unfocus()
        seen = self.bob.post(self.room, 'Are you there?')['seq']
        self.ana.wait_message('Are you there?')
        self.ana.focus()
        self.bob.wait_for_event('read', room=self.room, seq=seen)

    def test_one_sees_the_other_type(self):
        self.bob.ask('typing', room=self.room, on=True)
        self.ana.tree.find('status', '\u2068bob\u2069 is writing…')
        self.ana.tree.find('list item', re.compile('^bob, Online, typing'))
        self.bob.ask('typing', room=self.room, on=False)
        self.ana.tree.wait_gone('status', re.compile('is writing'))
        self.ana.tree.find('list item', re.compile('^bob, Online$'))

    def test_the_other_sees_one_type(self):
        self.desktop.xdotool('type', 'Hm')
        self.bob.wait_for_event('typing', room=self.room, on=True)
        self.desktop.press_keys('BackSpace', 'BackSpace')
        self.bob.wait_for_event('typing', room=self.room, on=False)
        self.desktop.xdotool('type', 'Hm')
        self.bob.wait_for_event('typing', room=self.room, on=True)
        self.desktop.press_keys('Return')
        self.bob.wait_for_event('message', room=self.room, text='Hm')

    def test_one_sees_the_other_come_and_go(self):
        self.bob.close()
        self.ana.tree.find('list item', re.compile('^bob, Offline'))
        self.bob.reconnect()
        self.ana.tree.find('list item', re.compile('^bob, Online'))


del DesktopTestCase
