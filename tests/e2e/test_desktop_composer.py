# SPDX-License-Identifier: GPL-3.0-or-later
"""What one does where messages are written, in the desktop application."""

import re

import charla
from cases import DesktopTestCase, setUpModule  # noqa: F401
from programs import wait_until


class Composer(DesktopTestCase):
    def setUp(self):
        super().setUp()
        self.server = self.start_server()
        self.bob = charla.Client(('127.0.0.1', self.server.port), 'bob')
        self.addCleanup(self.bob.close)
        self.ana = self.join(self.server)

    def type(self, text):
        self.ana.desktop.xdotool('type', '--clearmodifiers', text)

    def press(self, *keys):
        self.ana.desktop.press_keys(*keys)

    def wait_written(self, text):
        wait_until(lambda: self.ana.composer.text == text, f'{text!r} is written',
                   lambda: repr(self.ana.composer.text))

    def get_description(self):
        [description] = self.ana.composer.get_property('Accessible', 'Description')
        return description

    def test_several_lines(self):
        self.type('one')
        self.press('shift+Return')
        self.type('two')
        self.press('ctrl+Return')
        self.type('three')
        self.wait_written('one\ntwo\nthree')
        self.press('Return')

        self.bob.wait_for_event('message', text='one\ntwo\nthree')
        self.wait_written('')

    def test_enter_may_begin_a_line(self):
        self.ana.close()
        self.ana.desktop.write_settings(enter_sends='false')
        ana = self.ana = self.join(self.server)
        self.assertTrue(ana.composer.has('focused'))
        self.type('one')
        self.press('Return')
        self.type('two')
        self.wait_written('one\ntwo')
        self.press('ctrl+Return')
        self.bob.wait_for_event('message', text='one\ntwo')

    def test_corrects_what_was_said_last(self):
        self.type('Tomatos')
        self.press('Return')
        self.bob.wait_for_event('message', text='Tomatos')
        self.ana.tree.find('list item', re.compile('^You: Tomatos, '))
        self.wait_written('')

        self.press('Up')
        self.wait_written('Tomatos')
        self.ana.tree.find('label', 'Edit Message')
        self.press('BackSpace')
        self.type('es')
        self.press('Return')
        self.bob.wait_for_event('edit', text='Tomatoes')
        self.wait_written('')
        self.ana.tree.wait_gone('label', 'Edit Message')

        self.press('Up')
        self.wait_written('Tomatoes')
        self.press('Escape')
        self.wait_written('')

    def test_completes_a_name(self):
        self.type('Ask @b')
        self.ana.tree.find('label', 'bob')
        wait_until(lambda: self.get_description() == 'bob, 1 of 1', 'it is read out',
                   self.get_description)
        self.assertTrue(self.ana.composer.has('focused'))
        self.press('Tab')
        self.wait_written('Ask @bob ')
        self.press('Return')
        event = self.bob.wait_for_event('message', text='Ask @bob')
        self.assertEqual(event['mentions'], [self.bob.id])

    def test_completes_an_emoji(self):
        self.type(':cat')
        self.ana.tree.find('label', ':cat:')
        self.press('Return')
        wait_until(lambda: ':' not in self.ana.composer.text, 'the emoji is there')
        self.press('Return')
        wait_until(lambda: self.ana.composer.text == '', 'it is sent')

    def test_a_draft_survives(self):
        self.type('Not yet')
        self.wait_written('Not yet')
        self.ana.close()
        self.ana = self.join(self.server)
        self.wait_written('Not yet')
        self.type('!')
        self.wait_written('Not yet!')
