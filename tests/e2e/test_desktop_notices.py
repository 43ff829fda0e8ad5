# SPDX-License-Identifier: GPL-3.0-or-later
"""What one is told of room by room, and what leads to a message, in the desktop application."""

import re

import application
import charla
from cases import DesktopTestCase, setUpModule  # noqa: F401
from notifications import Daemon
from programs import wait_until


class Rooms(DesktopTestCase):
    """ana in the Lobby, and a Kitchen in which she and bob are, too."""

    def setUp(self):
        super().setUp()
        self.daemon = Daemon()
        self.addCleanup(self.daemon.end)
        self.server = self.start_server()
        self.bob = charla.Client(self.server.address, 'bob')
        self.addCleanup(self.bob.close)
        self.ana = self.join(self.server)
        self.kitchen = self.bob.ask('create', name='Kitchen', kind='public')['room']['id']
        self.bob.ask('invite', room=self.kitchen, user='ana')
        self.ana.tree.find('list item', re.compile('^Kitchen'))

    def say(self, text, room=None):
        """As bob; returns the number of the message."""
        return self.bob.post(room or self.kitchen, text)['seq']

    def say_many(self):
        """More than fits into the window; returns the number of the first one."""
        first = self.say('The first one')
        for number in range(60):
            self.say(f'message {number}')
        return first

    def wait_told(self, body):
        """Waits for a notification; returns it, and the number that the daemon has given it."""
        wait_until(lambda: body in [each.body for each in self.daemon.get_shown()], body,
                   lambda: str(self.daemon.get_shown()))
        shown = self.daemon.get_shown()
        index = [each.body for each in shown].index(body)
        # It counts those that come in the place of no other.
        number = shown[index].replaces or sum(not each.replaces for each in shown[:index + 1])
        return shown[index], number

    def assert_at(self, title, text):
        """The window is before the person, with the message in sight."""
        wait_until(lambda: self.ana.active, 'the window is active')
        # What comes after it may still be unread, and is counted before the name.
        wait_until(lambda: self.ana.get_title().endswith(title), title, self.ana.get_title)
        wait_until(lambda: self.ana.is_in_sight(self.ana.wait_message(text, sender='bob')),
                   f'{text} is in sight')


class Notifications(Rooms):
    def test_each_room_has_its_own(self):
        self.ana.unfocus()
        self.say('In the lobby', self.bob.lobby)
        lobby, lobby_number = self.wait_told('In the lobby')
        self.say('Soup is ready')
        kitchen, kitchen_number = self.wait_told('Soup is ready')
        self.assertEqual([lobby.title, kitchen.title], ['bob in Lobby', 'bob in Kitchen'])
        self.assertNotEqual(lobby_number, kitchen_number)

        self.daemon.click(kitchen_number)
        self.assert_at('Kitchen', 'Soup is ready')
        self.assertNotIn([lobby_number], self.daemon.get_calls('CloseNotification'))
        self.desktop.press_keys('alt+shift+Down')
        self.ana.wait_for_title('Lobby')
        self.daemon.wait_withdrawn(lobby_number)

    def test_a_click_leads_to_the_message(self):
        self.say_many()
        self.ana.unfocus()
        self.say('The last one')
        _shown, number = self.wait_told('The last one')
        self.daemon.click(number)
        self.assert_at('Kitchen', 'The last one')

    def test_a_conversation(self):
        self.ana.unfocus()
        room = self.bob.ask('direct', user='ana')['room']['id']
        self.say('Psst', room)
        shown, number = self.wait_told('Psst')
        self.assertEqual(shown.title, 'bob')
        self.daemon.click(number)
        self.assert_at('bob', 'Psst')

    def test_a_muted_room_is_quiet_but_for_mentions(self):
        self.desktop.press_keys('alt+Up')
        self.ana.wait_for_title('Kitchen')
        self.ana.activate('mute-room')
        self.ana.tree.find('list item', re.compile('^Kitchen, muted$'))
        self.ana.unfocus()
        self.say('Noise')
        self.say('Listen, @ana')
        self.wait_told('Listen, @ana')
        self.assertEqual([each.body for each in self.daemon.get_shown()], ['Listen, @ana'])

        # So it stays.
        self.ana.close()
        self.ana = self.start_application()
        self.ana.wait_for_title('Kitchen')
        self.ana.unfocus()
        self.say('More noise')
        self.say('Come, @ana')
        self.wait_told('Come, @ana')
        self.assertEqual([each.body for each in self.daemon.get_shown()],
                         ['Listen, @ana', 'Come, @ana'])


class Links(Rooms):
    def link(self, seq):
        server = self.bob.welcome['server']['id']
        return f'charla://127.0.0.1:{self.server.port}/{self.kitchen}/{seq}?server={server}'

    def test_to_a_message(self):
        first = self.say_many()
        self.ana.tree.find('list item', re.compile('^Kitchen, 61 unread'))
        self.ana.unfocus()
        self.assertEqual(application.run(self.link(first)).returncode, 0)
        self.ana.focus()
        self.assert_at('Kitchen', 'The first one')

    def test_into_a_program_that_does_not_run(self):
        first = self.say_many()
        self.ana.tree.find('list item', re.compile('^Kitchen, 61 unread'))
        self.ana.close()
        self.ana = self.start_application(self.link(first))
        self.ana.focus()
        self.assert_at('Kitchen', 'The first one')

    def test_to_a_chat_that_one_is_not_in(self):
        other = self.start_server()
        link = f'charla://127.0.0.1:{other.port}'
        self.assertEqual(application.run(link).returncode, 0)
        self.ana.wait_on_connect_page()
        wait_until(lambda: self.ana.tree.find('text', 'Other address').text
                   == f'127.0.0.1:{other.port}', 'the address is there')
        self.ana.join()
        self.ana.wait_in_room()

    def test_nonsense_is_told(self):
        result = application.run('charla://127.0.0.1/lobby/first')
        self.assertEqual(result.returncode, 1)
        self.assertIn('charla://127.0.0.1/lobby/first', result.stderr)


class Words(Rooms):
    """What the chat has to say to ana herself."""

    def mute(self, on, reason=None):
        self.bob.ask('mute', room=self.kitchen, user='ana', on=on, reason=reason)
        self.bob.wait_for_event('mute', on=on)

    def test_they_are_shown(self):
        self.mute(True, reason='Not at lunch')
        self.ana.tree.find('label', 'You may only read in “Kitchen” from now on. '
                                    'The reason: Not at lunch')

    def test_of_who_is_sent_away(self):
        self.bob.ask('kick', room=self.kitchen, user='ana', reason='Lunch is over')
        self.ana.tree.find('label', 'You were removed from “\u2068Kitchen\u2069”. '
                                    'The reason: Lunch is over')

    def test_of_who_is_banned(self):
        self.bob.ask('ban', room=self.kitchen, user='ana')
        self.ana.tree.find('label', 'You are banned from “Kitchen”.')
        self.ana.tree.wait_gone('list item', re.compile('^Kitchen'))
        self.ana.tree.wait_gone('label', re.compile('^You were removed'))

    def test_of_a_private_room(self):
        room = self.bob.ask('create', name='Cellar', kind='private')['room']['id']
        self.bob.ask('invite', room=room, user='ana')
        self.ana.tree.find('list item', re.compile('^Cellar'))
        self.bob.ask('kick', room=room, user='ana')
        self.ana.tree.find('label', 'You were removed from “\u2068Cellar\u2069”.')

    def test_they_wait_for_the_person(self):
        self.ana.close_window()
        self.mute(True)
        # Nothing is seen of it, but it has come.
        self.say('Did you hear?')
        self.wait_told('Did you hear?')
        self.assertEqual(application.run().returncode, 0)
        self.ana.focus()
        self.ana.tree.find('label', 'You may only read in “Kitchen” from now on.')


del DesktopTestCase, Rooms
