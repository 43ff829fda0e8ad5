# SPDX-License-Identifier: GPL-3.0-or-later
"""How one finds what was said, in the desktop application."""

import re
import secrets

import charla
from accessible import ROLES
from cases import DesktopTestCase, setUpModule  # noqa: F401
from gi.repository import GLib
from programs import wait_until


class Search(DesktopTestCase):
    def setUp(self):
        super().setUp()
        self.server = self.start_server()
        self.bob = self.enter('bob')

    def enter(self, name):
        client = charla.Client(('127.0.0.1', self.server.port), name)
        self.addCleanup(client.close)
        return client

    def start(self):
        self.ana = self.join(self.server)
        self.ana_id = self.bob.ask('whois', user='ana')['user']['id']

    def make_room(self, name):
        return self.bob.ask('create', name=name, kind='public')['room']['id']

    def fill(self, room, count):
        """So many words of bob's, in a room."""
        for number in self.bob.send_all([
                ('post', {'room': room, 'text': f'Line {index}', 'nonce': secrets.token_hex(16)})
                for index in range(count)]):
            self.bob.wait_for_reply(number)

    def look_for(self, text, key='ctrl+shift+f'):
        self.desktop.press_keys(key)
        wait_until(lambda: self.ana.tree.find('text', 'Search messages').has('focused'),
                   'one can write what one looks for')
        self.desktop.xdotool('type', '--clearmodifiers', text)

    def get_results(self):
        """What was found, as it is read out, without when it was said."""
        lists = self.ana.tree.find_all('list', 'Results')
        rows = self.ana.tree.look(lists[0], depth=1) if lists else []
        return [re.sub(r'^([^,]*, [^,]*), .*?\d:\d\d: ', r'\1: ', row.name) for row in rows
                if row.role in ROLES['list item'] and row.name]

    def wait_results(self, *results):
        wait_until(lambda: self.get_results() == list(results), f'results {results}',
                   lambda: '\n'.join(self.get_results()))

    def wait_shown(self, text):
        """Waits for a page that is in no sight unless it is shown."""
        wait_until(lambda: any(label.extents[3] > 0
                               for label in self.ana.tree.find_all('label', text)), text)

    def wait_in(self, name):
        wait_until(lambda: self.ana.get_title().startswith(name), f'the room {name}')

    def wait_in_sight(self, text):
        row = self.ana.wait_message(text, sender='bob')
        wait_until(lambda: self.ana.is_in_sight(row), f'“{text}” is in sight', self.ana.describe)

    def test_finds_in_another_room_and_goes_there(self):
        kitchen = self.make_room('Kitchen')
        self.bob.post(kitchen, 'Where is the **saffron**, please?')
        self.fill(kitchen, 150)
        self.start()
        self.bob.ask('invite', room=kitchen, user=self.ana_id)
        wait_until(lambda: self.ana.find_rooms()[1:], 'the other room')

        self.look_for('saffron')
        self.wait_results('bob, Kitchen: Where is the saffron, please?')
        # It is marked in what stands there.
        label = self.ana.tree.find('label', 'Where is the saffron, please?')
        _attributes, start, end = label.call('Text', 'GetAttributeRun',
                                             GLib.Variant('(ib)', (14, False)))
        self.assertEqual(label.text[start:end], 'saffron')

        self.desktop.press_keys('Return')
        self.wait_in('Kitchen')
        self.wait_in_sight('Where is the saffron, please?')
        self.assertNotIn('Line 149', self.ana.get_texts())

        # What comes meanwhile does not take it away.
        self.bob.post(kitchen, 'Line 150')
        self.bob.sync()
        self.wait_in_sight('Where is the saffron, please?')
        self.ana.get_end_button().press()
        self.wait_in_sight('Line 150')

    def test_goes_through_the_results(self):
        self.bob.post(self.bob.lobby, 'first pear')
        self.fill(self.bob.lobby, 100)
        self.bob.post(self.bob.lobby, 'second pear')
        self.start()
        self.look_for('pear')
        self.wait_results('bob, Lobby: second pear', 'bob, Lobby: first pear')
        self.desktop.press_keys('Down', 'Down', 'Return')
        self.wait_in_sight('first pear')

    def test_of_this_room_or_of_all(self):
        kitchen = self.make_room('Kitchen')
        self.bob.post(kitchen, 'pears for all')
        self.bob.post(self.bob.lobby, 'pears here')
        self.start()
        self.look_for('pears', key='ctrl+f')
        self.wait_results('bob, Lobby: pears here')

        # What is in a room that one may join is found, too.
        self.ana.tree.find('button', 'Everywhere').press()
        wait_until(lambda: len(self.get_results()) == 2, 'what was said elsewhere',
                   lambda: '\n'.join(self.get_results()))
        self.ana.tree.find('button', 'This Room').press()
        self.wait_results('bob, Lobby: pears here')

    def test_of_somebody(self):
        carla = self.enter('carla')
        self.bob.post(self.bob.lobby, 'pears of bob')
        carla.post(carla.lobby, 'pears of carla')
        self.start()
        self.look_for('pears')
        self.wait_results('carla, Lobby: pears of carla', 'bob, Lobby: pears of bob')

        self.ana.tree.find_all('button', 'From Anyone')[-1].press()
        self.ana.tree.find('list item', re.compile('^carla'))
        wait_until(lambda: (node := self.ana.get_focused()) and node.role in ROLES['list item'],
                   'the list has the keyboard')
        self.ana.go_to(re.compile('^carla'), 'Down')
        self.desktop.press_keys('Return')
        self.ana.tree.find('label', 'From \u2068carla\u2069')
        self.wait_results('carla, Lobby: pears of carla')

    def test_finds_nothing(self):
        self.bob.post(self.bob.lobby, 'apples')
        self.start()
        self.look_for('pears')
        self.wait_shown('Try another word, or look everywhere.')
        self.assertEqual(self.get_results(), [])

        # Escape goes back to the room, and to what one writes.
        self.desktop.press_keys('Escape')
        wait_until(lambda: self.ana.composer.has('focused'), 'the composer has the focus')
