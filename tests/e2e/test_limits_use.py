# SPDX-License-Identifier: GPL-3.0-or-later
"""What one person, one bot or one machine may do, and that the others notice nothing of it."""

import statistics
import threading
import time

import charla
import classic
from programs import ServerTestCase


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
