# SPDX-License-Identifier: GPL-3.0-or-later
"""Every control that can be seen tells a screen reader what it is, on each page and in each dialog.

Those that GTK and libadwaita bring along are not looked at: the shortcuts, the about window and
the emoji.
"""

import re

from gi.repository import GLib

import charla
from application import call_application
from cases import DesktopTestCase, setUpModule  # noqa: F401
from programs import wait_until

FORMATTED = 'Half of it:\n\n> what you said\n\n- one\n- two\n\n```c\nint main (void);\n```'


class Connect(DesktopTestCase):
    def test_connect_page(self):
        application = self.start_application()
        application.tree.find('text', 'Your name')
        application.tree.assert_named('the first page')

    def test_dialogs_of_the_application(self):
        application = self.start_application()
        application.focus()
        for action, name in (('preferences', 'Check Spelling'), ('host', 'Name of the chat')):
            call_application('ActivateAction', GLib.Variant('(sava{sv})', (action, [], {})))
            wait_until(lambda: len(application.find_window_ids()) == 2, action)
            wait_until(lambda: any(node.name == name for node in application.tree.look()), name)
            application.tree.assert_named(action)
            self.desktop.press_keys('Escape')
            wait_until(lambda: len(application.find_window_ids()) == 1, f'{action} is gone')


class Inside(DesktopTestCase):
    """Ana owns a room, in which there is something of each kind."""

    def setUp(self):
        super().setUp()
        self.server = self.start_server()
        self.ana = self.join(self.server)
        self.bob = charla.Client(self.server.address, 'bob')
        self.addCleanup(self.bob.close)
        self.ana.activate('new-room')
        self.ana.tree.find('text', 'Name').write('Kitchen')
        self.press('Create')
        self.ana.wait_for_title('Kitchen')
        self.room = next(room['id'] for room in self.bob.ask('rooms')['rooms']
                         if room['name'] == 'Kitchen')
        self.bob.ask('join', room=self.room)
        asked = self.bob.post(self.room, 'Who has the *milk*? See https://milk.example/')['seq']
        self.bob.post(self.room, FORMATTED, reply=asked)
        self.bob.ask('react', room=self.room, seq=asked, emoji='🎉', on=True)
        self.ana.tree.find('list item', re.compile('milk.*🎉'))
        self.ana.tree.find('button', 'Copy Code')
        self.ana.focus()

    def press(self, name):
        button = wait_until(lambda: next((each for each in self.ana.tree.find_all('button', name)
                                          if each.has('sensitive')), None), name)
        button.press()

    def find_focused(self, role):
        return wait_until(lambda: next((node for node in self.ana.tree.find_all(role)
                                        if node.has('focused')), None), f'a {role} has the focus',
                          self.ana.tree.describe)

    def check(self, what):
        self.ana.tree.assert_named(what)

    def check_dialog(self, action, role, name):
        """Opens a dialog, waits for something in it, and leaves it by Escape."""
        self.ana.activate(action)
        wait_until(lambda: len(self.ana.find_window_ids()) == 2, action)
        self.ana.tree.find(role, name)
        self.check(action)
        self.leave_dialog(action)

    def leave_dialog(self, what):
        self.desktop.press_keys('Escape')
        wait_until(lambda: len(self.ana.find_window_ids()) == 1, f'{what} is gone')

    def test_dialogs(self):
        for action, role, name in (
                ('room-details', 'label', 'Moderation Log'),
                ('invite', 'text', re.compile('.')),
                ('new-room', 'text', 'Topic'),
                ('new-direct', 'list item', re.compile('^bob')),
                ('browse-rooms', 'list item', re.compile('^Lobby')),
                ('profile', 'text', re.compile('^What others see'))):
            with self.subTest(action):
                self.check_dialog(action, role, name)

    def test_room(self):
        self.check('a room')
        self.bob.post(self.room, 'The last one')
        self.ana.wait_message('The last one')
        self.ana.say('Mine')
        self.ana.wait_message('Mine')
        self.check('what one has said oneself')

        self.desktop.press_keys('Up')
        self.ana.tree.find('label', re.compile('^Edit'))
        self.check('editing')
        self.desktop.press_keys('Escape')
        self.ana.composer.write('@b')
        self.desktop.press_keys('End')
        self.check('completion')

    def test_menu_of_a_message(self):
        self.desktop.press_keys('shift+Tab')
        self.find_focused('list item')
        self.desktop.press_keys('Menu')
        wait_until(lambda: len(self.ana.find_window_ids()) == 2, 'the menu')
        self.check('the menu of a message')
        self.desktop.press_keys('Escape')

    def test_members(self):
        self.desktop.press_keys('F9')
        self.ana.tree.find('list item', re.compile('^bob'))
        self.check('the members')

    def test_search(self):
        self.ana.activate('search-everywhere')
        self.ana.tree.find('text', 'Search messages').write('milk')
        self.ana.tree.find('list item', re.compile('milk'))
        self.check('search')

    def test_direct(self):
        self.ana.activate('open-direct', GLib.Variant('s', self.bob.id))
        self.ana.wait_for_title('bob')
        self.check('a conversation of two')

    def test_another_chat(self):
        self.ana.activate('join-chat')
        self.ana.tree.find('text', 'Other address')
        self.check('another chat')

    def test_empty(self):
        room = self.bob.ask('create', name='Cellar', kind='public')['room']['id']
        self.ana.activate('join-room', GLib.Variant('s', room))
        self.ana.wait_for_title('Cellar')
        self.check('a room in which nothing was said')

    def test_offline(self):
        self.server.end()
        self.ana.tree.find('label', re.compile('^Offline'))
        self.check('offline')


del DesktopTestCase
