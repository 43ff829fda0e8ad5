# SPDX-License-Identifier: GPL-3.0-or-later
"""What one does with rooms and conversations, in the desktop application."""

import re

import charla
from cases import DesktopTestCase, setUpModule  # noqa: F401
from programs import wait_until


class RoomsTestCase(DesktopTestCase):
    def setUp(self):
        super().setUp()
        self.server = self.start_server()
        self.bob = self.enter('bob')
        self.ana = self.join(self.server)
        self.ana_id = self.bob.ask('whois', user='ana')['user']['id']

    def enter(self, name):
        client = charla.Client(('127.0.0.1', self.server.port), name)
        self.addCleanup(client.close)
        return client

    def type(self, text):
        self.desktop.xdotool('type', '--clearmodifiers', text)

    def press(self, *keys):
        self.desktop.press_keys(*keys)

    def make_room(self, name, *, with_ana, **more):
        """A room of bob's."""
        room = self.bob.ask('create', name=name, kind=more.pop('kind', 'public'), **more)
        room = room['room']['id']
        if with_ana:
            self.bob.ask('invite', room=room, user=self.ana_id)
            self.wait_row(name)
        return room

    def wait_row(self, label):
        """Waits for a row of the sidebar with just this label."""
        return wait_until(lambda: self.ana.find_room(label), f'a row “{label}”',
                          lambda: '\n'.join(self.ana.get_rooms()))

    def wait_rooms(self, *labels):
        """Waits until the sidebar has just these rows, in this order."""
        wait_until(lambda: self.ana.get_rooms() == list(labels), f'rows {labels}',
                   lambda: '\n'.join(self.ana.get_rooms()))

    def wait_in(self, name):
        wait_until(lambda: self.ana.get_title().startswith(name), f'the room {name}',
                   self.ana.tree.describe)

    def wait_writing(self):
        wait_until(lambda: self.ana.composer.has('focused'), 'the composer has the focus')


class Rooms(RoomsTestCase):
    def test_makes_one(self):
        self.press('ctrl+shift+n')
        self.ana.tree.find('window', 'New Room')
        self.type('Kitchen')
        self.press('Tab')
        self.type('What is cooked')
        self.press('Return')
        room = wait_until(lambda: next(iter(self.bob.ask('rooms', query='Kitchen')['rooms']), None),
                          'there is such a room')
        self.assertEqual((room['topic'], room['kind']), ('What is cooked', 'public'))
        self.ana.tree.wait_gone('window', 'New Room')
        self.wait_in('Kitchen')
        self.ana.tree.find('label', 'What is cooked')

        # One of this name is there now: the person is told, and may choose another.
        self.ana.focus()
        self.press('ctrl+shift+n')
        self.ana.tree.find('window', 'New Room')
        self.type('kitchen')
        self.press('Return')
        wait_until(lambda: any(field.has('invalid')
                               for field in self.ana.tree.find_all('text', 'Name')),
                   'the name is marked')
        self.press('Escape')
        self.ana.tree.wait_gone('window', 'New Room')

    def test_joins_one_by_the_filter(self):
        garden = self.make_room('Garden', with_ana=False, topic='Plants')
        self.press('ctrl+k')
        self.type('gard')
        self.wait_rooms('Other Rooms', 'Garden, 1 member · Plants', 'Create Room “\u2068gard\u2069”…')
        self.press('Return')
        self.wait_in('Garden')
        self.bob.wait_for_event('member', room=garden, role='member',
                                user={'id': self.ana_id})
        self.wait_rooms('Garden', 'Lobby')
        self.wait_writing()

    def test_opens_a_conversation(self):
        self.press('ctrl+k')
        self.type('bob')
        self.wait_rooms('People', 'bob, Online')
        self.press('Return')
        self.wait_in('bob')
        self.wait_writing()
        self.type('Psst')
        self.press('Return')
        said = self.bob.wait_for_event('message', text='Psst')
        self.assertNotEqual(said['room'], self.bob.lobby)
        self.wait_rooms('bob, Online', 'Lobby')

        # Read by the other one, it says so.
        self.ana.tree.find('list item', re.compile('^You: Psst, .*, Sent$'))
        self.bob.ask('read', room=said['room'], seq=said['seq'])
        self.ana.tree.find('list item', re.compile('^You: Psst, .*, Read$'))

    def test_invites(self):
        carla = self.enter('carla')
        room = self.make_room('Kitchen', with_ana=True)
        self.press('alt+Up')
        self.wait_in('Kitchen')
        self.ana.choose('Room Menu', 'Invite People…')
        self.ana.tree.find('dialog', 'Invite People')
        self.ana.tree.find('list item', 'carla')
        self.press('Return')
        button = wait_until(lambda: next((each for each in self.ana.tree.find_all('button', 'Invite')
                                          if each.has('sensitive')), None), 'somebody is chosen')
        button.press()
        carla.wait_for_event('member', room=room, user={'id': carla.id})
        self.ana.tree.wait_gone('dialog', 'Invite People')

    def test_leaves_one(self):
        kitchen = self.make_room('Kitchen', with_ana=True)
        self.press('alt+Up')
        self.wait_in('Kitchen')

        # It asks first, and does nothing unless it is told so.
        self.ana.choose('Room Menu', 'Leave Room…')
        self.ana.tree.find('label', 'Leave “\u2068Kitchen\u2069”?')
        self.press('Escape')
        self.ana.tree.wait_gone('label', 'Leave “\u2068Kitchen\u2069”?')
        self.wait_rooms('Kitchen', 'Lobby')

        self.ana.focus()
        self.ana.choose('Room Menu', 'Leave Room…')
        self.ana.tree.find('label', 'Leave “\u2068Kitchen\u2069”?')
        self.press('alt+l')
        self.bob.wait_for_event('member', room=kitchen, role=None, user={'id': self.ana_id})
        self.wait_rooms('Lobby')

        # One may come back.
        self.ana.tree.find('label', 'Join this room to write in it.')
        self.ana.focus()
        self.ana.tree.find('button', 'Join').press()
        self.bob.wait_for_event('member', room=kitchen, role='member', user={'id': self.ana_id})
        self.wait_rooms('Kitchen', 'Lobby')

    def test_mutes_and_pins(self):
        self.make_room('Kitchen', with_ana=True)
        self.ana.choose('Room Menu', 'Pin to Top')
        self.wait_rooms('Lobby, pinned', 'Kitchen')
        self.ana.choose('Room Menu', 'Mute Notifications')
        self.wait_rooms('Lobby, pinned, muted', 'Kitchen')

        # And back, from the menu of the row.
        self.ana.focus_room('Lobby, pinned, muted')
        self.press('Menu')
        self.ana.choose_shown('Unpin')
        self.wait_row('Lobby, muted')
        self.ana.focus_room('Lobby, muted')
        self.press('Menu')
        self.ana.choose_shown('Unmute')
        self.wait_row('Lobby')


class Unread(RoomsTestCase):
    def test_counts_go_when_it_is_read(self):
        kitchen = self.make_room('Kitchen', with_ana=True)
        self.bob.post(kitchen, 'Soup!')
        self.wait_row('Kitchen, 1 unread')
        self.bob.post(kitchen, 'For you, @ana')
        self.wait_row('Kitchen, 2 unread, 1 mention')

        self.press('alt+shift+Down')
        self.wait_in('Kitchen')
        self.ana.wait_message('For you, @ana', sender='bob')
        self.wait_row('Kitchen')
        self.bob.sync()

    def test_goes_from_room_to_room(self):
        rooms = {name: self.make_room(name, with_ana=True) for name in ('One', 'Two', 'Three')}
        self.bob.post(rooms['One'], 'Here')
        self.wait_rooms('One, 1 unread', 'Three', 'Two', 'Lobby')
        self.press('alt+Up')
        self.wait_in('Two')
        self.press('alt+Down')
        self.wait_in('Lobby')
        self.press('alt+shift+Down')
        self.wait_in('One')
        self.wait_rooms('One', 'Three', 'Two', 'Lobby')
        self.press('alt+Down')
        self.wait_in('Three')

    def test_comes_to_the_open_room(self):
        """F6 leads from where one writes to the room that is open, not to the first of the list."""
        self.make_room('One', with_ana=True)
        self.bob.post(self.make_room('Two', with_ana=True), 'Hello')
        self.wait_rooms('Two, 1 unread', 'One', 'Lobby')
        self.press('alt+Up')
        self.wait_in('One')
        self.wait_writing()
        self.press('F6')
        wait_until(lambda: [row.name for row in self.ana.tree.find_all('list item')
                            if row.has('focused')] == ['One'], 'it has the focus')

    def test_marks_a_draft(self):
        self.make_room('Kitchen', with_ana=True)
        self.type('Not yet')
        wait_until(lambda: self.ana.composer.text == 'Not yet', 'it is written')
        self.press('alt+Up')
        self.wait_in('Kitchen')
        self.wait_row('Lobby, draft')
        wait_until(lambda: self.ana.composer.text == '', 'the other room has none')
        self.press('alt+Down')
        self.wait_in('Lobby')
        wait_until(lambda: self.ana.composer.text == 'Not yet', 'it is still there')
        self.wait_row('Lobby')
