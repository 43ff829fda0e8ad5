# SPDX-License-Identifier: GPL-3.0-or-later
"""What one person, one bot or one machine may do, and that the others notice nothing of it."""

import socket
import statistics
import threading
import time

import charla
import classic
import encrypted
from programs import ServerTestCase, growth


class LimitsTestCase(ServerTestCase):
    def setUp(self):
        self.server = self.start_server('--connection-rate', '1000', limited=True)

    def enter(self, name, source='127.0.0.1'):
        client = charla.Client(self.server.address, name, source=source)
        self.addCleanup(client.close)
        return client


class Allowed(LimitsTestCase):
    def test_a_hundred_lines_at_once(self):
        ana = self.enter('ana')
        posts = [('post', {'room': ana.lobby, 'text': f'line {i}', 'nonce': str(i)}) for i in range(100)]
        for number in ana.send_all(posts):
            ana.wait_for_reply(number)

    def test_a_script(self):
        """Fifty messages a second, for five seconds."""
        ana = self.enter('ana')
        for i in range(250):
            began = time.monotonic()
            ana.post(ana.lobby, f'line {i}')
            time.sleep(max(0, began + 0.02 - time.monotonic()))

    def test_the_longest(self):
        ana = self.enter('ana')
        for _ in range(100):
            ana.post(ana.lobby, 'x' * 16384)


class Stopped(LimitsTestCase):
    def test_too_many_messages(self):
        ana = self.enter('ana')
        with self.assertRaises(charla.Refused) as refused:
            for i in range(1000):
                ana.post(ana.lobby, f'line {i}')
        self.assertGreaterEqual(i, 300)
        self.assertEqual(refused.exception.code, 'rate-limited')
        wait = refused.exception.extra['retry_ms']
        self.assertLess(0, wait)
        self.assertLess(wait, 1000)
        time.sleep(wait / 1000)
        ana.post(ana.lobby, 'line')

    def test_on_all_devices_together(self):
        ana = self.enter('ana')
        other = charla.Client(self.server.address, 'ana', token=ana.token)
        self.addCleanup(other.close)
        with self.assertRaises(charla.Refused):
            for _ in range(200):
                ana.post(ana.lobby, 'line')
                other.post(other.lobby, 'line')

    def test_coming_back_does_not_help(self):
        ana = self.enter('ana')
        with self.assertRaises(charla.Refused):
            while True:
                ana.post(ana.lobby, 'line')
        ana.reconnect(since=False)
        with self.assertRaises(charla.Refused):
            for _ in range(20):
                ana.post(ana.lobby, 'line')

    def test_requests(self):
        ana = self.enter('ana')
        numbers = ana.send_all([('ping', {})] * 1700)
        refused = 0
        for number in numbers:
            try:
                ana.wait_for_reply(number)
            except charla.Refused as error:
                self.assertEqual(error.code, 'rate-limited')
                refused += 1
        self.assertGreater(refused, 0)

    def test_a_flood_disturbs_nobody(self):
        ana, ben = self.enter('ana'), self.enter('ben', '127.0.0.2')
        over = threading.Event()

        def flood():
            number = 0
            while not over.is_set():
                posts = [('post', {'room': ana.lobby, 'text': 'flood', 'nonce': str(number + i)})
                         for i in range(500)]
                number += 500
                for each in ana.send_all(posts):
                    try:
                        ana.wait_for_reply(each)
                    except charla.Refused:
                        pass

        thread = threading.Thread(target=flood)
        thread.start()
        waits = []
        for i in range(100):
            began = time.monotonic()
            ben.post(ben.lobby, f'line {i}')
            waits.append(time.monotonic() - began)
            time.sleep(0.02)
        over.set()
        thread.join()
        self.assertLess(statistics.median(waits), 0.1)
        flooded = [each for each in ben.events('message') if each['text'] == 'flood']
        self.assertLess(len(flooded), 600)

    def test_a_guest_is_slowed_down(self):
        """Nothing of what they say is lost; it only takes its time."""
        ben = self.enter('ben', '127.0.0.2')
        with classic.Client(self.server.address, 'gast') as guest:
            began = time.monotonic()
            guest.say(*(f'line {i}' for i in range(360)))
            ben.wait_for_event('message', text='line 359')
        self.assertGreater(time.monotonic() - began, 1)
        said = [each['text'] for each in ben.events('message')]
        self.assertEqual(said, [f'line {i}' for i in range(360)])

    def test_hellos(self):
        with self.assertRaises(charla.Refused) as refused:
            for i in range(400):
                charla.Client(self.server.address, f'ana{i}').close()
        self.assertGreaterEqual(i, 150)
        self.assertEqual(refused.exception.code, 'rate-limited')
        self.assertIn('retry_ms', refused.exception.extra)
        self.enter('ben', '127.0.0.2').sync()


class Passwords(ServerTestCase):
    def guess(self, server, name, times):
        """The codes that so many wrong passwords are answered with."""
        codes = []
        for i in range(times):
            try:
                charla.Client(server.address, name, source='127.0.0.3', password=f'wrong {i}').close()
                codes.append('ok')
            except charla.Refused as refused:
                codes.append(refused.code)
                if refused.code == 'rate-limited':
                    self.assertGreater(refused.extra['retry_ms'], 0)
        return codes

    def test_guessing_takes_time(self):
        server = self.start_server(limited=True)
        with charla.Client(server.address, 'ana') as ana:
            ana.ask('password', new='secret')
            codes = self.guess(server, 'ana', 8)
            self.assertEqual(codes[:5], ['auth-failed'] * 5)
            self.assertEqual(codes[-1], 'rate-limited')
            with self.assertRaises(charla.Refused) as refused:
                charla.Client(server.address, 'ana', source='127.0.0.3', password='secret')
            self.assertEqual(refused.exception.code, 'rate-limited')
            charla.Client(server.address, 'ana', source='127.0.0.4', password='secret').close()
            # Whoever has the key is not concerned.
            charla.Client(server.address, 'ana', source='127.0.0.3', token=ana.token).close()

    def test_an_unknown_name_is_told_the_same(self):
        server = self.start_server('--join-word', 'open sesame', limited=True)
        with charla.Client(server.address, 'ana', join='open sesame') as ana:
            ana.ask('password', new='secret')
            self.assertEqual(self.guess(server, 'ana', 5), self.guess(server, 'nobody', 5))

    def test_an_unknown_name_takes_as_long(self):
        server = self.start_server('--join-word', 'open sesame')
        with charla.Client(server.address, 'ana', join='open sesame') as ana:
            ana.ask('password', new='secret')
            times = {'ana': [], 'nobody': []}
            for i in range(5):
                for name, seen in times.items():
                    began = time.monotonic()
                    with self.assertRaises(charla.Refused):
                        charla.Client(server.address, name, source=f'127.0.0.{i + 5}', password='x')
                    seen.append(time.monotonic() - began)
            known, unknown = (statistics.median(seen) for seen in times.values())
            self.assertLess(known / 2, unknown)
            self.assertLess(unknown / 2, known)

    def test_the_word_for_new_names(self):
        server = self.start_server('--join-word', 'open sesame', limited=True)
        codes = []
        for i in range(7):
            with self.assertRaises(charla.Refused) as refused:
                charla.Client(server.address, f'ana{i}', join=f'open {i}')
            codes.append(refused.exception.code)
        self.assertEqual(codes[:5], ['auth-failed'] * 5)
        self.assertEqual(codes[-1], 'rate-limited')


class Memory(ServerTestCase):
    """What many can have the server keep is bounded as a sum."""

    OPTIONS = ('--connection-rate', '10000', '--max-per-address', '2000',
               '--first-frame-timeout', '60000')

    def test_frames_that_do_not_end(self):
        server = self.start_server(*self.OPTIONS)
        before = server.memory()
        part = charla.frame(b'x' * 65536)[:-1]
        peers = []
        for _ in range(1200):
            peers.append(charla.Connection(server.address))
            self.addCleanup(peers[-1].close)
            peers[-1].send_bytes(part)
        server.wait_for_log('does not end its frame', 50)
        with charla.Client(server.address, 'ana') as ana:
            ana.post(ana.lobby, 'hola')
        self.assertLess(server.memory() - before, growth(100 * 1024 * 1024))
        self.assertTrue(peers[0].is_closed())

    def test_a_hundred_who_do_not_read(self):
        server = self.start_server(*self.OPTIONS)
        ana = charla.Client(server.address, 'ana')
        self.addCleanup(ana.close)
        for i in range(100):
            address = encrypted.Address(server.address) if i % 4 == 0 else server.address
            peer = charla.Connection(address)
            self.addCleanup(peer.close)
            peer.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            peer.send({'charla': 1, 'name': f'slow{i}', 'id': 1})
        server.wait_for_log('"slow', 100)
        before = server.memory()
        highest = 0
        for i in range(600):
            ana.post(ana.lobby, 'x' * 16384)
            highest = max(highest, server.memory())
        self.assertLess(highest - before, growth(192 * 1024 * 1024))
        ana.sync()
