# SPDX-License-Identifier: GPL-3.0-or-later
"""Several chats in one window, and the way back to them."""

import re

from cases import DesktopTestCase, setUpModule  # noqa: F401
from notifications import Daemon
from programs import wait_until


class Chats(DesktopTestCase):
    def setUp(self):
        super().setUp()
        self.first, self.second = self.start_server(), self.start_server()
        self.ana = self.join(self.first)
        self.bob = self.start_client(self.first, 'bob')
        self.bea = self.start_client(self.second, 'bea')

    def join_second(self):
        self.ana.activate('join-chat')
        self.ana.wait_on_connect_page()
        self.ana.join(server=f'127.0.0.1:{self.second.port}')
        self.ana.wait_in_room()

    def test_one_more(self):
        self.bob.say('in the first')
        self.ana.wait_message('in the first')
        self.join_second()
        self.bea.say('in the second')
        self.ana.wait_message('in the second', sender='bea')
        self.ana.say('hola bea')
        self.assertEqual(self.bea.hear(), ('ana', 'hola bea'))

        self.desktop.press_keys('ctrl+1')
        self.ana.wait_message('in the first', sender='bob')
        self.desktop.press_keys('ctrl+2')
        self.ana.wait_message('in the second', sender='bea')

    def test_back(self):
        self.ana.activate('join-chat')
        self.ana.wait_on_connect_page()
        self.ana.tree.find('button', 'Back').press()
        self.ana.wait_in_room()

    def test_they_are_there_after_a_restart(self):
        self.join_second()
        self.bea.say('in the second')
        self.ana.wait_message('in the second')
        self.ana.close()

        again = self.start_application()
        again.wait_in_room()
        again.wait_message('in the second', sender='bea')
        again.focus()
        self.desktop.press_keys('ctrl+1')
        self.bob.say('still here')
        again.wait_message('still here', sender='bob')

    def test_without_the_server(self):
        """What was seen is there, and what is written waits."""
        self.bob.say('before')
        self.ana.wait_message('before')
        self.ana.close()
        self.first.end()

        again = self.start_application()
        again.wait_in_room()
        again.wait_message('before', sender='bob')
        again.say('later')
        again.wait_message('later', sender='You')
        again.tree.find('label', 'Offline, 1 message waits')

    def test_a_click_leads_to_the_other_chat(self):
        daemon = Daemon()
        self.addCleanup(daemon.end)
        self.join_second()
        self.ana.unfocus()
        self.bob.say('over here')
        shown = daemon.wait_shown(1)
        self.assertRegex(shown.title, r'^bob in Lobby \(.+\)$')
        daemon.click(1)
        wait_until(lambda: self.ana.active, 'the window is active')
        self.ana.wait_message('over here', sender='bob')

    def test_the_other_one_has_news(self):
        self.join_second()
        self.ana.tree.find('button', re.compile(', change chat$'))
        self.bob.say('over here')
        self.ana.tree.find('button', re.compile(', change chat, news in another$'))

        self.change_to(self.first, news=', 1 unread')
        self.ana.wait_message('over here', sender='bob')
        self.ana.tree.find('button', re.compile(', change chat$'))
        self.change_to(self.second)
        self.bea.say('in the second')
        self.ana.wait_message('in the second', sender='bea')

    def change_to(self, server, news=''):
        """As one does it with the switcher."""
        self.ana.tree.find('button', re.compile(', change chat'))
        # A button with a menu is one within another.
        self.ana.tree.find_all('button', re.compile(', change chat'))[-1].press()
        wait_until(lambda: self.has_focus('127.0.0.1:'), 'a chat has the focus')
        self.ana.tree.find('list item', re.compile(f'127.0.0.1:{server.port}{news}$'))
        if not self.has_focus(f'127.0.0.1:{server.port}{news}$'):
            self.desktop.press_keys('Down')
        wait_until(lambda: self.has_focus(f'127.0.0.1:{server.port}{news}$'), 'the chat is reached')
        self.desktop.press_keys('Return')

    def has_focus(self, pattern):
        return any(row.has('focused')
                   for row in self.ana.tree.find_all('list item', re.compile(pattern)))

    def test_one_of_them_is_away(self):
        self.join_second()
        self.first.end()
        self.bea.say('still here')
        self.ana.wait_message('still here')
        self.say_to_first()
        self.desktop.press_keys('ctrl+2')
        self.ana.wait_message('still here', sender='bea')
        self.ana.tree.wait_gone('label', re.compile('^Offline'))
        self.ana.say('So are you')
        self.assertEqual(self.bea.hear(), ('ana', 'So are you'))

    def say_to_first(self):
        """Says something that waits."""
        self.desktop.press_keys('ctrl+1')
        self.ana.tree.find('label', re.compile('^Offline'))
        self.ana.say('Later')
        self.ana.tree.find('label', 'Offline, 1 message waits')

    def test_leave_one_where_something_waits(self):
        self.join_second()
        self.bea.say('still here')
        self.first.end()
        self.say_to_first()
        self.ana.activate('leave-chat')
        self.ana.tree.find('label', re.compile('^1 message waits to be sent'))
        self.ana.tree.find('button', re.compile('Leave$')).press()
        self.ana.wait_message('still here', sender='bea')

        self.first = self.start_server('--port', str(self.first.port), data_dir=self.first.data_dir)
        carla = self.start_client(self.first, 'carla')
        self.ana.activate('join-chat')
        self.ana.wait_on_connect_page()
        self.ana.join(server=f'127.0.0.1:{self.first.port}')
        self.assertEqual(carla.hear(), ('ana', 'Later'))
        self.ana.wait_in_room()
        self.ana.wait_message('Later', sender='You')

    def test_leave_one(self):
        self.join_second()
        self.ana.activate('leave-chat')
        self.bob.say('only one left')
        self.ana.wait_message('only one left', sender='bob')
        self.ana.tree.wait_gone('button', re.compile(', change chat'))
        self.ana.close()

        again = self.start_application()
        again.wait_in_room()
        again.wait_message('only one left', sender='bob')
        self.assertNotIn(str(self.second.port), self.desktop.read_settings())


del DesktopTestCase
