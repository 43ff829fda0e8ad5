# SPDX-License-Identifier: GPL-3.0-or-later
"""Peers who break the rules, by mistake or not.

After each of them the server is up, those who are in the room have noticed nothing,
and the log says once what happened, without the text of any message.
"""

import re
import time

from classic import Client, frame, join
from programs import ServerTestCase, growth, wait_until


class HostileTestCase(ServerTestCase):
    arguments = ()

    def setUp(self):
        self.server = self.start_server(*self.arguments)
        self.ana, self.ben = join(self.server, 'ana', 'ben')
        self.addCleanup(self.ana.close)
        self.addCleanup(self.ben.close)

    def connect(self, name=None):
        client = Client(self.server.address, name)
        self.addCleanup(client.close)
        return client

    def assert_unharmed(self):
        self.ana.say('still here?')
        self.assertEqual(self.ben.hear(), ('ana', 'still here?'))
        self.ben.say('yes')
        self.assertEqual(self.ana.hear(), ('ben', 'yes'))
        self.assertNotIn('still here', self.server.log())

    def assert_logged_once(self, address, words):
        """Its end is one line of the log, beside the one of its coming in."""
        address = re.escape(address)
        self.server.wait_for_log(f'closed .*{address}: .*({words})')
        lines = [line for line in self.server.log_lines(address) if ' joined from ' not in line]
        self.assertEqual(len(lines), 1, lines)

    def assert_refused(self, data, words, name=None):
        """Who sends this is closed, and nobody hears of it."""
        client = self.connect(name)
        client.send(data)
        self.assertTrue(client.is_closed())
        self.assert_logged_once(client.own_address, words)
        self.assert_unharmed()


class Headers(HostileTestCase):
    def test_spaces(self):
        self.assert_refused(b' ' * 10, 'header')

    def test_letters(self):
        self.assert_refused(b'hello     ', 'does not begin a frame')
        self.assert_refused(b'1hello    ', 'header')

    def test_negative(self):
        self.assert_refused(b'-5        ', 'does not begin a frame')
        self.assert_refused(b' -5       ', 'header')

    def test_plus(self):
        self.assert_refused(b'+5        ', 'does not begin a frame')
        self.assert_refused(b' +5       ', 'header')

    def test_two_numbers(self):
        self.assert_refused(b'5 5       ', 'header')

    def test_too_large(self):
        self.assert_refused(b'65537     ', '65537|large|limit')
        self.assert_refused(b'9999999999', '9999999999|large|limit')

    def test_too_large_later(self):
        self.assert_refused(b'65537     ', '65537|large|limit', name='eva')

    def test_first_byte(self):
        self.assert_refused(b'GET / HTTP/1.1\r\n\r\n', 'does not begin a frame')
        self.assert_refused(b'\x00', 'does not begin a frame')

    def test_no_handshake(self):
        """Who seems to begin TLS is told in its way that they do not."""
        client = self.connect()
        client.send(b'\x16 and what does not belong to it')
        client.wait_for_end()
        self.assert_logged_once(client.own_address, 'TLS')
        self.assert_unharmed()

    def test_padded_on_either_side(self):
        eva = self.connect()
        eva.send(b'         3eva   5      hello')
        self.assertEqual(self.ana.hear(), ('eva', 'hello'))
        self.assertEqual(self.ben.hear(), ('eva', 'hello'))
        self.assert_unharmed()


class Names(HostileTestCase):
    def test_empty(self):
        self.assert_refused(frame(''), 'empty')

    def test_not_utf8(self):
        self.assert_refused(frame(b'\xff\xfe'), 'UTF-8')

    def test_too_long(self):
        self.assert_refused(frame('ñ' * 33), 'long')

    def test_longest(self):
        eva = self.connect('ñ' * 32)
        eva.say('hello')
        self.assertEqual(self.ana.hear(), ('ñ' * 32, 'hello'))
        self.assertEqual(self.ben.hear(), ('ñ' * 32, 'hello'))
        self.assert_unharmed()

    def test_control_character(self):
        for name in ('a\nb', 'a\x1b[31m', 'a\x00', '\x85'):
            self.assert_refused(frame(name), 'control|NUL')

    def test_forged_log(self):
        name = 'x" left\u2028\u202e\\'
        eva = self.connect(name)
        self.server.wait_for_log(r'"x\\u\{22\} left\\u\{2028\}\\u\{202E\}\\u\{5C\}" joined')
        eva.close()
        self.assert_unharmed()


class Texts(HostileTestCase):
    def test_not_utf8(self):
        self.assert_refused(frame(b'secret \xff'), 'UTF-8', name='eva')
        self.assertNotIn('secret', self.server.log())

    def test_too_long(self):
        self.assert_refused(frame('x' * 16385), '16385', name='eva')

    def test_good_before_bad(self):
        eva = self.connect('eva')
        eva.send(frame('good') + frame(b'\xff') + frame('after'))
        self.assertTrue(eva.is_closed())
        self.assertEqual(self.ana.hear(), ('eva', 'good'))
        self.assertEqual(self.ben.hear(), ('eva', 'good'))
        self.assert_unharmed()

    def test_empty(self):
        eva = self.connect('eva')
        eva.say('', 'not empty', '')
        self.assertEqual(self.ana.hear(), ('eva', 'not empty'))
        self.assertEqual(self.ben.hear(), ('eva', 'not empty'))
        self.assert_unharmed()


class Fragments(HostileTestCase):
    def test_a_byte_at_a_time(self):
        eva = self.connect()
        for byte in frame('eva') + frame('hello, ñandú'):
            eva.send(bytes([byte]))
        self.assertEqual(self.ana.hear(), ('eva', 'hello, ñandú'))
        self.assertEqual(self.ben.hear(), ('eva', 'hello, ñandú'))
        self.assert_unharmed()

    def test_a_hundred_frames_in_one_segment(self):
        eva = self.connect()
        texts = [str(i) for i in range(99)]
        eva.send(frame('eva') + b''.join(map(frame, texts)))
        for client in (self.ana, self.ben):
            self.assertEqual([client.hear() for _ in texts], [('eva', text) for text in texts])
        self.assert_unharmed()

    def test_reset_in_the_middle_of_a_frame(self):
        eva = self.connect('eva')
        self.server.wait_for_log('"eva" joined')
        eva.send(b'20        half of ')
        address = eva.own_address
        eva.reset()
        self.assert_logged_once(address, 'reset')
        self.assert_unharmed()

    def test_end_in_the_middle_of_a_frame(self):
        eva = self.connect('eva')
        eva.send(b'20        half of ')
        address = eva.own_address
        eva.close()
        self.assert_logged_once(address, 'before its end')
        self.assert_unharmed()

    def test_reset_before_a_word(self):
        for _ in range(20):
            self.connect().reset()
        self.assert_unharmed()


class Silence(HostileTestCase):
    """Who does not complete a first frame in time."""

    arguments = ('--first-frame-timeout', '500')

    def assert_closed_in_time(self, data):
        client = self.connect()
        start = time.monotonic()
        client.send(data)
        self.assertTrue(client.is_closed())
        self.assertGreater(time.monotonic() - start, 0.4)
        self.assert_logged_once(client.own_address, 'in time')
        self.assert_unharmed()

    def test_nothing(self):
        self.assert_closed_in_time(b'')

    def test_half_a_header(self):
        self.assert_closed_in_time(b'3    ')

    def test_half_a_name(self):
        self.assert_closed_in_time(b'3         an')

    def test_many(self):
        clients = [self.connect() for _ in range(50)]
        for client in clients:
            self.assertTrue(client.is_closed())
        self.server.wait_for_log('in time', 50)
        self.assert_unharmed()

    def test_silent_after_the_name(self):
        eva = self.connect('eva')
        self.connect().is_closed()
        self.ana.say('eva, are you there?')
        self.assertEqual(self.ben.hear(), ('ana', 'eva, are you there?'))
        self.assertEqual(eva.hear(), ('ana', 'eva, are you there?'))


class SlowReader(HostileTestCase):
    def test_never_reads(self):
        eva = self.connect('eva')
        self.server.wait_for_log('"eva" joined')
        before = self.server.memory()
        most = 0
        text = 'x' * 16384

        # Far more than the queue and the buffers of the kernel hold.
        for _ in range(2000):
            self.ana.say(text)
            self.assertEqual(self.ben.hear(), ('ana', text))
            most = max(most, self.server.memory())
            if self.server.log_lines('closed .*"eva"'):
                break

        self.assert_logged_once(eva.own_address, 'read')
        # Beside the queue there is what the store remembers of its pages: 16 MiB.
        self.assertLess(most - before, growth(40 * 1024 * 1024))
        self.assert_unharmed()

    def test_memory_comes_back(self):
        eva = self.connect('eva')
        self.server.wait_for_log('"eva" joined')
        descriptors = self.server.descriptors()
        eva.close()
        wait_until(lambda: self.server.descriptors() == descriptors - 1, 'a descriptor less')
        self.assert_unharmed()
