# SPDX-License-Identifier: GPL-3.0-or-later
"""Notifications: what the daemon is told, and what a click does."""

import time

from cases import DesktopTestCase, setUpModule  # noqa: F401
from desktop import APPLICATION_ID
from notifications import Daemon
from programs import wait_until


class NotificationTestCase(DesktopTestCase):
    """ana, who looks at something else, and bob."""

    capabilities = 'body body-markup actions'

    def setUp(self):
        super().setUp()
        self.server = self.start_server()
        if self.capabilities is not None:
            self.daemon = self.start_daemon(self.capabilities)

    def start_daemon(self, capabilities='body body-markup actions'):
        daemon = Daemon(capabilities)
        self.addCleanup(daemon.end)
        return daemon

    def meet(self):
        self.ana = self.join(self.server)
        self.bob = self.start_client(self.server, 'bob')
        self.ana.unfocus()


class Contents(NotificationTestCase):
    def test_members(self):
        self.meet()
        self.bob.say('hola <b>& adiós')
        shown = self.daemon.wait_shown(1)
        self.assertEqual(shown.application, 'Charla')
        self.assertEqual(shown.replaces, 0)
        self.assertEqual(shown.icon, APPLICATION_ID)
        self.assertEqual(shown.title, 'bob in Lobby')
        self.assertEqual(shown.body, 'hola &lt;b&gt;&amp; adiós')
        self.assertEqual(shown.actions[0], 'default')
        self.assertEqual(shown.hints['category'], 'im.received')
        self.assertEqual(shown.hints['desktop-entry'], APPLICATION_ID)

    def test_one_for_the_room(self):
        self.meet()
        carla = self.start_client(self.server, 'carla')
        self.bob.say('one')
        self.daemon.wait_shown(1)
        carla.say('two')
        shown = self.daemon.wait_shown(2)
        self.assertEqual((shown.replaces, shown.title, shown.body), (1, 'carla in Lobby', 'two'))

    def test_a_burst_is_no_flood(self):
        self.meet()
        self.bob.say(*[f'message {number}' for number in range(500)])
        wait_until(lambda: self.daemon.get_shown() and
                   self.daemon.get_shown()[-1].body == 'message 499', 'the last is shown')
        shown = self.daemon.get_shown()
        self.assertLess(len(shown), 50)
        self.assertEqual({one.replaces for one in shown[1:]} - {1}, set())

    def test_hidden_text(self):
        self.desktop.write_settings(show_message_text='false')
        self.meet()
        self.bob.say('a secret')
        shown = self.daemon.wait_shown(1)
        self.assertEqual((shown.title, shown.body), ('bob in Lobby', 'New message'))


class PlainDaemon(NotificationTestCase):
    capabilities = 'body'

    def test_nothing_is_escaped(self):
        self.meet()
        self.bob.say('hola <b>& adiós')
        shown = self.daemon.wait_shown(1)
        self.assertEqual((shown.body, shown.actions), ('hola <b>& adiós', []))


class Silence(NotificationTestCase):
    def setUp(self):
        super().setUp()
        self.meet()

    def assert_only(self, text):
        """Says a text that is to be notified of; nothing was before it."""
        self.bob.say(text)
        self.daemon.wait_shown(1)
        self.assertEqual([shown.body for shown in self.daemon.get_shown()], [text])

    def test_while_the_window_is_active(self):
        self.ana.focus()
        self.bob.say('seen')
        self.ana.wait_message('seen')
        self.ana.unfocus()
        self.assert_only('not seen')

    def test_own_messages(self):
        self.ana.say('my own')
        self.ana.wait_message('my own')
        self.assert_only('not my own')

    def test_turned_off(self):
        self.ana.close()
        self.desktop.write_settings(notify_about="'none'")
        self.ana = self.join(self.server)
        self.ana.unfocus()
        self.bob.say('one')
        self.ana.wait_message('one')
        self.ana.close()
        self.assertEqual(self.daemon.get_shown(), [])


class Click(NotificationTestCase):
    def setUp(self):
        super().setUp()
        self.meet()

    def assert_up(self, text):
        """The window is there, has the keyboard, and shows the message."""
        wait_until(lambda: self.ana.find_window_ids(), 'the window is on the screen')
        wait_until(lambda: self.ana.active, 'the window is active')
        wait_until(lambda: self.ana.is_in_sight(self.ana.wait_message(text)),
                   'the message is in sight')

    def test_window_comes_up(self):
        self.bob.say('hola')
        self.daemon.wait_shown(1)
        self.daemon.click(1)
        self.assert_up('hola')

    def test_with_a_token(self):
        self.bob.say('hola')
        self.daemon.wait_shown(1)
        # It ends in the time of the click, by the clock of the screen.
        self.daemon.click(1, token=f'notify-7_TIME{time.monotonic_ns() // 1000000 % 2 ** 32}')
        self.assert_up('hola')

    def test_at_the_message(self):
        for number in range(60):
            self.bob.say(f'message {number}')
        self.ana.wait_message('message 59')
        self.ana.get_scroll_bar().set_value(0)
        self.ana.wait_message('message 0')
        self.bob.say('the one')
        wait_until(lambda: self.daemon.get_shown()[-1].body == 'the one', 'it is notified of')
        self.daemon.click(1)
        self.assert_up('the one')

    def test_closed_window(self):
        self.ana.close_window()
        self.bob.say('still there?')
        self.daemon.wait_shown(1)
        self.daemon.click(1)
        self.assert_up('still there?')
        self.ana.say('yes')
        self.assertEqual(self.bob.hear(), ('ana', 'yes'))


class Withdrawal(NotificationTestCase):
    def setUp(self):
        super().setUp()
        self.meet()
        self.bob.say('hola')
        self.daemon.wait_shown(1)

    def test_when_seen(self):
        self.ana.focus()
        self.daemon.wait_withdrawn(1)

    def test_not_before_it_is_seen(self):
        self.bob.say('adiós')
        self.assertEqual(self.daemon.wait_shown(2).replaces, 1)
        self.assertEqual(self.daemon.get_calls('CloseNotification'), [])

    def test_when_turned_off(self):
        self.desktop.write_settings(notify_about="'none'")
        self.daemon.wait_withdrawn(1)

    def test_when_texts_are_to_be_hidden(self):
        self.desktop.write_settings(show_message_text='false')
        self.daemon.wait_withdrawn(1)

    def test_the_next_one_is_new(self):
        self.ana.focus()
        self.daemon.wait_withdrawn(1)
        self.ana.unfocus()
        self.bob.say('once more')
        self.assertEqual(self.daemon.wait_shown(2).replaces, 0)

    def test_after_the_person_closed_it(self):
        self.daemon.emit('NotificationClosed', 'uu', 1, 2)
        self.bob.say('once more')
        self.assertEqual(self.daemon.wait_shown(2).replaces, 0)

    def test_at_the_end_of_the_program(self):
        self.ana.close()
        self.daemon.wait_withdrawn(1)


class NoDaemon(NotificationTestCase):
    capabilities = None

    def test_nothing_is_missed(self):
        self.meet()
        for number in range(20):
            self.bob.say(f'message {number}')
        self.ana.wait_message('message 19')
        self.ana.say('all there')
        self.assertEqual(self.bob.hear(), ('ana', 'all there'))

    def test_one_that_comes_later(self):
        self.meet()
        self.bob.say('unheard')
        self.ana.wait_message('unheard')
        self.daemon = self.start_daemon()
        self.bob.say('heard')
        self.assertEqual(self.daemon.wait_shown(1).body, 'heard')


class HangingDaemon(NotificationTestCase):
    def test_the_program_goes_on(self):
        self.meet()
        self.bob.say('before')
        self.daemon.wait_shown(1)
        self.daemon.hang()
        begin = time.monotonic()
        for number in range(20):
            self.bob.say(f'message {number}')
        self.ana.wait_message('message 19')
        self.ana.say('hola')
        self.assertEqual(self.bob.hear(), ('ana', 'hola'))

        self.ana.close()
        # libnotify waits 25 seconds for each answer.
        self.assertLess(time.monotonic() - begin, 20)
