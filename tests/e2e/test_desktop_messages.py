# SPDX-License-Identifier: GPL-3.0-or-later
"""What a message is and what one does with it, in the desktop application."""

import re

import charla
from cases import DesktopTestCase, setUpModule  # noqa: F401
from programs import wait_until


class Messages(DesktopTestCase):
    def setUp(self):
        super().setUp()
        self.server = self.start_server()
        self.bob = charla.Client(('127.0.0.1', self.server.port), 'bob')
        self.addCleanup(self.bob.close)
        self.ana = self.join(self.server)

    def post(self, text, **more):
        return self.bob.post(self.bob.lobby, text, **more)['seq']

    def find(self, pattern):
        return self.ana.tree.find('list item', re.compile(pattern, re.DOTALL))

    def test_markdown_is_seen_and_heard(self):
        self.post('**bold** and\n```c\nint i;\n```')

        self.find('^bob: bold and.*int i;')
        self.ana.tree.find('label', 'bold and')
        self.ana.tree.find('label', 'int i;')
        self.ana.tree.find('button', 'Copy Code')

    def test_an_answer_names_what_it_answers(self):
        first = self.post('Shall we?')
        self.post('Yes', reply=first)

        self.find('^bob. In reply to bob: “Shall we[?]”. Yes, ')
        self.ana.tree.find('button', 'In reply to bob: “Shall we?”').press()

    def test_reactions(self):
        seq = self.post('Soup!')
        self.find('^bob: Soup!, ')
        self.bob.ask('react', seq=seq, emoji='👍', on=True)

        self.find('^bob: Soup!, .*, 👍 by 1 person$')
        self.ana.tree.find('button', '👍 by 1 person').press()
        event = self.bob.wait_for_event('react', target=seq, emoji='👍', on=True, user=wait_until(
            lambda: self.someone_else('react'), 'ana reacts'))
        self.assertEqual(event['target'], seq)
        self.find('^bob: Soup!, .*, 👍 by you and 1 other$')

        self.ana.tree.find('button', '👍 by you and 1 other').press()
        self.find('^bob: Soup!, .*, 👍 by 1 person$')

    def someone_else(self, kind):
        return next((event['user'] for event in self.bob.events(kind)
                     if event['user'] != self.bob.id), None)

    def test_what_becomes_of_a_message(self):
        seq = self.post('Tomatos')
        self.find('^bob: Tomatos, ')

        self.bob.ask('edit', seq=seq, text='Tomatoes')
        self.find('^bob: Tomatoes, .*, edited$')
        self.ana.tree.find('label', 'edited')

        self.bob.ask('delete', seq=seq)
        self.find('^bob: Message deleted, ')
        self.ana.tree.find('label', 'Message deleted')
        self.ana.tree.wait_gone('label', 'edited')

    def test_the_menu_by_the_keyboard(self):
        self.post('Hello')
        self.find('^bob: Hello, ')

        # From the composer to the last message, and to what one can do with it.
        self.ana.desktop.press_keys('shift+Tab')
        wait_until(lambda: self.find('^bob: Hello, ').has('focused'), 'the message has the focus')
        self.ana.desktop.press_keys('Menu')
        self.ana.desktop.press_keys('r')
        self.ana.composer.write('Hi')
        self.ana.tree.find('button', 'Send').press()
        event = self.bob.wait_for_event('message', text='Hi')
        self.assertEqual(event['reply']['excerpt'], 'Hello')
        self.find('^You. In reply to bob: “Hello”. Hi, ')
