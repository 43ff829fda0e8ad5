# SPDX-License-Identifier: GPL-3.0-or-later
"""What one does with people, in the desktop application."""

import re

import charla
from cases import DesktopTestCase, setUpModule  # noqa: F401
from programs import wait_until


class People(DesktopTestCase):
    def setUp(self):
        super().setUp()
        self.server = self.start_server()
        self.bob = self.enter('bob')
        self.ana = self.join(self.server)
        self.ana_id = self.bob.ask('whois', user='ana')['user']['id']

    def enter(self, name, **hello):
        client = charla.Client(('127.0.0.1', self.server.port), name, **hello)
        self.addCleanup(client.close)
        return client

    def press(self, *keys):
        self.desktop.press_keys(*keys)

    def make_room_of_ana(self, name):
        """A room that she has made, with bob in it; returns its id."""
        window = self.desktop.xdotool('getwindowfocus')
        self.press('ctrl+shift+n')
        self.wait_for_keyboard(window, 'New Room')
        self.desktop.xdotool('type', '--clearmodifiers', name)
        self.press('Return')
        wait_until(lambda: self.ana.get_title().startswith(name), f'the room {name}')
        self.ana.focus()
        [room] = self.bob.ask('rooms', query=name)['rooms']
        self.bob.ask('join', room=room['id'])
        return room['id']

    def make_room_of_bob(self, name):
        room = self.bob.ask('create', name=name, kind='public')['room']['id']
        self.bob.ask('invite', room=room, user=self.ana_id)
        wait_until(lambda: self.ana.find_room(name), f'the room {name}')
        self.press('alt+Up')
        wait_until(lambda: self.ana.get_title().startswith(name), f'the room {name}')
        return room

    def wait_for_keyboard(self, window, name):
        """Waits until a dialog has it in place of the window."""
        wait_until(lambda: self.ana.tree.find_all('dialog', name) or
                   self.ana.tree.find_all('window', name), name)
        wait_until(lambda: self.desktop.xdotool('getwindowfocus') != window,
                   f'{name} has the keyboard')

    def open_profile(self):
        window = self.desktop.xdotool('getwindowfocus')
        self.ana.choose('Main Menu', 'Your Profile…')
        self.wait_for_keyboard(window, 'Profile')

    def find_member(self, label):
        return self.ana.tree.find('list item', label)

    def open_card(self, label):
        """Of a member, from the pane."""
        self.press('F9')
        self.find_member(label)
        self.ana.go_to(label, 'Tab')
        self.press('Return')
        self.ana.tree.find('button', 'Send Message')

    def test_who_is_here(self):
        carla = self.enter('carla')
        self.ana.tree.find_all('button', 'Members')[-1].press()
        self.find_member('ana, Online')
        self.find_member('bob, Online')
        self.find_member('carla, Online')

        carla.close()
        self.find_member('carla, Offline')
        self.bob.ask('status', state='away', text='At lunch')
        self.find_member('bob, Away · \u2068At lunch\u2069')

        self.press('F9')
        self.ana.tree.wait_gone('list item', re.compile('^carla, '))

    def test_writes_to_somebody_from_their_card(self):
        self.bob.ask('status', state='busy', text='Cooking')
        self.open_card('bob, Busy · \u2068Cooking\u2069')
        self.ana.tree.find('label', 'Busy · \u2068Cooking\u2069')
        self.ana.tree.find('button', 'Send Message').press()
        wait_until(lambda: self.ana.get_title().startswith('bob'), 'the conversation')
        self.ana.focus()
        self.ana.say('What is it?')
        self.assertNotEqual(self.bob.wait_for_event('message', text='What is it?')['room'],
                            self.bob.lobby)

    def test_says_how_one_is(self):
        self.open_profile()
        self.ana.go_to('You Are')
        self.press('Tab')
        self.desktop.xdotool('type', '--clearmodifiers', 'In the garden')
        self.press('Return')
        self.bob.wait_for_event('user', user={'id': self.ana_id, 'status': 'In the garden'})

    def test_takes_a_password(self):
        self.open_profile()
        window = self.desktop.xdotool('getwindowfocus')
        self.ana.go_to('Set or Change Password…')
        self.press('Return')
        self.wait_for_keyboard(window, 'Password')
        self.desktop.xdotool('type', '--clearmodifiers', 'open sesame')
        # Past what shows the password.
        self.press('Tab', 'Tab')
        self.desktop.xdotool('type', '--clearmodifiers', 'open sesame')
        self.press('Return')
        self.ana.tree.find('label', 'Your account has a new password')
        again = self.enter('ana', password='open sesame')
        self.assertEqual(again.id, self.ana_id)

    def test_removes_somebody(self):
        room = self.make_room_of_ana('Kitchen')
        self.open_card('bob, Online')
        self.ana.go_to('Remove from Room…')
        self.press('Return')
        self.ana.tree.find('label', 'Remove “\u2068bob\u2069”?')
        self.press('alt+r')
        self.bob.wait_for_event('member', room=room, role=None, user={'id': self.bob.id})
        self.ana.tree.wait_gone('list item', 'bob, Online')

    def test_sees_that_one_is_muted_and_removed(self):
        room = self.make_room_of_bob('Kitchen')
        self.bob.ask('mute', room=room, user=self.ana_id, on=True, reason='Too loud')
        self.ana.tree.find('label', re.compile('Too loud'))
        self.ana.say('Hello?')
        self.ana.tree.find('list item', re.compile('^You: Hello[?], .*, Not sent$'))

        self.bob.ask('kick', room=room, user=self.ana_id)
        wait_until(lambda: self.ana.get_rooms() == ['Lobby'], 'the room is no more in the list')
        self.ana.tree.find('label', 'Join this room to write in it.')
