# SPDX-License-Identifier: GPL-3.0-or-later
"""The desktop application in the chat, with others that speak the classic dialect."""

import pathlib
import sys
import threading

from gi.repository import GLib

from application import call_application
from cases import DesktopTestCase, setUpModule  # noqa: F401
from classic import Client
from programs import Program, wait_until

TEXT = '👩‍👩‍👧‍👦 family, 🇲🇽 flag, ✊🏽 skin, e\u0301 combined, 漢字, עברית and <b>&amp;</b>'


class Chat(DesktopTestCase):
    def setUp(self):
        super().setUp()
        self.server = self.start_server()

    def test_two_talk(self):
        ana = self.join(self.server)
        bob = self.start_client(self.server, 'bob')

        bob.say('hola ana')
        ana.wait_message('hola ana', sender='bob')
        ana.say('hola bob')
        self.assertEqual(bob.hear(), ('ana', 'hola bob'))
        ana.wait_message('hola bob', sender='You')

    def test_one_is_welcomed(self):
        ana = self.join(self.server)
        # The name stands apart, whatever direction it is written in.
        ana.tree.find('label', 'Welcome to this chat, \u2068ana\u2069!')

    def test_nobody_gets_an_echo(self):
        ana = self.join(self.server)
        bob = self.start_client(self.server, 'bob')

        ana.say('only once')
        bob.hear()
        bob.say('and only once')
        ana.wait_message('and only once')
        self.assertEqual(ana.get_texts(), ['only once', 'and only once'])
        ana.say('last')
        self.assertEqual(bob.hear(), ('ana', 'last'))

    def test_text_stays_whole(self):
        ana = self.join(self.server)
        bob = self.start_client(self.server, 'bób 🦜')

        bob.say(TEXT)
        ana.wait_message(TEXT, sender='bób 🦜')
        ana.say(TEXT)
        self.assertEqual(bob.hear(), ('ana', TEXT))

    def test_the_longest_text(self):
        ana = self.join(self.server)
        bob = self.start_client(self.server, 'bob')
        longest = 'á' * 8192

        ana.say(longest)
        self.assertEqual(bob.hear(), ('ana', longest))

        ana.composer.write(longest + '!')
        wait_until(lambda: not ana.tree.find('button', 'Send').has('sensitive'),
                   'what is too long cannot be sent')

    def test_three_at_once(self):
        ana = self.join(self.server)
        others = {name: self.start_client(self.server, name) for name in ('bob', 'carla')}
        listener = self.start_client(self.server, 'dora')

        def talk(name):
            for number in range(30):
                others[name].say(f'{name} {number}')

        threads = [threading.Thread(target=talk, args=[name]) for name in others]
        for thread in threads:
            thread.start()
        for number in range(5):
            ana.say(f'ana {number}')
        for thread in threads:
            thread.join()

        heard = [listener.hear() for _ in range(65)]
        for name, count in (('ana', 5), ('bob', 30), ('carla', 30)):
            self.assertEqual([text for sender, text in heard if sender == name],
                             [f'{name} {number}' for number in range(count)])

        # The others' messages come to ana as they come to dora; her own, when she sends them.
        ana.wait_message(heard[-1][1])
        shown = ana.read_history()
        for mine in (True, False):
            self.assertEqual([text for text in shown if text.startswith('ana') is mine],
                             [text for sender, text in heard if (sender == 'ana') is mine])

    def test_a_thousand_messages(self):
        ana = self.join(self.server)
        bob = self.start_client(self.server, 'bob')
        expected = [f'message {number}' for number in range(1000)]

        for text in expected:
            bob.say(text)
        ana.wait_message(expected[-1])
        shown = ana.read_history()
        self.assertEqual([text for text in expected if text not in shown], [])
        self.assertEqual(shown, expected)


class Keyboard(DesktopTestCase):
    def setUp(self):
        super().setUp()
        self.server = self.start_server()
        self.ana = self.join(self.server)
        self.bob = self.start_client(self.server, 'bob')

    def test_enter_sends(self):
        self.desktop.xdotool('type', 'hola')
        wait_until(lambda: self.ana.composer.text == 'hola', 'what is typed is in the composer')
        self.desktop.press_keys('Return')
        self.assertEqual(self.bob.hear(), ('ana', 'hola'))
        wait_until(lambda: self.ana.composer.text == '', 'the composer is empty')

    def test_shift_enter_breaks_the_line(self):
        self.desktop.xdotool('type', 'one')
        self.desktop.press_keys('shift+Return')
        self.desktop.xdotool('type', 'two')
        wait_until(lambda: self.ana.composer.text == 'one\ntwo', 'there are two lines')
        self.desktop.press_keys('Return')
        self.assertEqual(self.bob.hear(), ('ana', 'one\ntwo'))

    def test_enter_alone_sends_nothing(self):
        self.desktop.press_keys('Return', 'shift+Return', 'Return')
        self.desktop.xdotool('type', 'something')
        wait_until(lambda: self.ana.composer.text.endswith('something'), 'it is typed')
        self.desktop.press_keys('Return')
        self.assertEqual(self.bob.hear()[1].strip(), 'something')

    def test_emoji(self):
        self.ana.tree.find('button', 'Emoji')
        self.ana.tree.find_all('button', 'Emoji')[-1].press()
        wait_until(lambda: not self.ana.composer.has('focused'), 'the chooser has the keyboard')
        self.ana.tree.find('cell')
        self.desktop.press_keys('Down', 'Return')
        emoji = wait_until(lambda: self.ana.composer.text, 'the first emoji is chosen')
        self.assertGreater(ord(emoji[0]), 0x1f000)
        self.desktop.press_keys('Return')
        self.assertEqual(self.bob.hear(), ('ana', emoji))

    def count_windows(self):
        return len(self.ana.tree.find_all('window', depth=1))

    # Each in a program of its own: past 2,048 quarks GLib leaves the table of them behind that
    # it began with, which the leak sanitizer takes for a leak of ours.

    def open_and_close_window(self, key):
        self.desktop.press_keys(key)
        wait_until(lambda: self.count_windows() == 2, f'{key} opens a window')
        self.desktop.press_keys('Escape')
        wait_until(lambda: self.count_windows() == 1, 'Escape closes it')

    def test_preferences_open_and_close(self):
        self.open_and_close_window('ctrl+comma')

    def test_shortcuts_open_and_close(self):
        self.open_and_close_window('ctrl+question')

    def test_about_opens_and_closes(self):
        call_application('ActivateAction', GLib.Variant('(sava{sv})', ('about', [], {})))
        self.ana.tree.find('window', 'About')
        self.desktop.press_keys('Escape')
        self.ana.tree.wait_gone('window', 'About')

    def test_preferences_are_kept(self):
        self.desktop.press_keys('ctrl+comma')
        self.ana.tree.find('switch', 'Show Message Text').press()
        wait_until(lambda: 'show-message-text=false' in self.desktop.read_settings(),
                   'the setting is kept', self.desktop.read_settings)


class OriginalServer(DesktopTestCase):
    def test_two_talk(self):
        script = pathlib.Path(__file__).with_name('original_server.py')
        server = Program(sys.executable, str(script), '127.0.0.1', '0')
        self.addCleanup(server.errors.close)
        self.addCleanup(server.end)
        host, port = server.process.stdout.readline().split()[-1].split(':')

        ana = self.start_application('--server', f'{host}:{port}', '--name', 'ana')
        ana.wait_in_room()
        bob = Client((host, int(port)), 'bob')
        self.addCleanup(bob.close)
        bob.say('hola')
        ana.wait_message('hola', sender='bob')
        ana.say(TEXT)
        self.assertEqual(bob.hear(), ('ana', TEXT))
