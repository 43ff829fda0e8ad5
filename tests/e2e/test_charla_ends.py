# SPDX-License-Identifier: GPL-3.0-or-later
"""What ends a connection of the Charla dialect, and what the server cannot do for it."""

import collections
import threading
import unittest

import charla
from charla_cases import CharlaTestCase, setUpModule, witness  # noqa: F401
from small_disk import SmallDisk, enter_namespace

LONG_TEXT = 'x' * 16384

# Bytes that the server keeps for who does not read.
QUEUE = 4194304


class Ends(CharlaTestCase):
    def test_shutting_down(self):
        """What was asked is answered, and everyone is told."""
        ana, berta = self.enter('ana', 'berta')
        ana.sync()
        numbers = ana.send_all([('post', {'room': ana.lobby, 'text': 'x', 'nonce': f'{i}'})
                                for i in range(20)])
        for number in numbers:
            ana.wait_for_reply(number)
        self.assertEqual(self.server.end(), 0)
        for client in (ana, berta):
            bye = client.wait_for_event('bye')
            self.assertEqual((bye['code'], bool(bye['text'])), ('shutting-down', True))
            client.wait_for_end()
            self.assertIs(client.frames[-1], bye)
            self.assertEqual(bytes(client.connection.buffer), b'')

    def test_closing_the_sending_side_is_leaving(self):
        """Frames that came before are all handled."""
        ana = self.enter('ana')
        connection = self.connect()
        connection.send({'charla': 1, 'name': 'berta'}, *(
            {'id': i, 'do': 'post', 'room': ana.lobby, 'text': f'{i}', 'nonce': f'{i}'}
            for i in range(100)))
        connection.stop_sending()
        for i in range(100):
            ana.wait_for_event('message', text=f'{i}')
        with self.assertRaises(charla.Closed):
            while connection.receive():
                pass

    def test_too_slow(self):
        """Who does not read is told so and closed, and has lost nothing when coming back."""
        ana = self.enter('ana')
        slow = self.enter('slow')
        slow.close()
        connection = self.connect()
        connection.send({'charla': 1, 'name': 'slow', 'token': slow.token, 'id': 1})
        self.assertEqual(connection.receive()['re'], 1)
        self.assertEqual(connection.receive()['ev'], 'live')
        seqs = []
        while not self.server.log_lines('does not read') and len(seqs) < 2000:
            numbers = ana.send_all([
                ('post', {'room': ana.lobby, 'text': LONG_TEXT, 'nonce': f'{len(seqs)} {i}'})
                for i in range(20)])
            seqs += [ana.wait_for_reply(number)['seq'] for number in numbers]
        self.assertLess(len(seqs), 2000)
        self.assertGreater(len(seqs) * len(LONG_TEXT), QUEUE)
        heard = []
        with self.assertRaises(charla.Closed):
            while True:
                heard.append(connection.receive())
        witness.observe(connection, heard[-1], False)
        self.assertEqual((heard[-1]['ev'], heard[-1]['code']), ('bye', 'too-slow'))
        told = [each['seq'] for each in heard if each.get('ev') == 'message']
        self.assertEqual(seqs, sorted(seqs), 'posts change places')
        self.assertLessEqual(len(told), len(seqs), 'a message too many')
        self.assertEqual(told, seqs[:len(told)])

        slow.cursor = told[-1] if told else slow.cursor
        slow.reconnect()
        slow.wait_for_event('message', seq=seqs[-1])
        self.assertEqual([each['seq'] for each in slow.events('message')], seqs[len(told):])

    def test_too_many_passwords(self):
        """Each costs the server time: more than it can do in a while come back later."""
        ana = self.enter('ana')
        ana.ask('password', new='x')
        codes = collections.Counter()
        lock = threading.Lock()

        def come():
            try:
                charla.Client(self.server.address, 'ana', password='wrong')
            except charla.Refused as error:
                with lock:
                    codes[error.code] += 1
                    if error.code == 'rate-limited':
                        codes['with retry_ms'] += error.extra['retry_ms'] > 0
        threads = [threading.Thread(target=come) for _ in range(150)]
        for thread in threads:
            thread.start()
        ana.sync()
        for thread in threads:
            thread.join()
        self.assertEqual({*codes}, {'auth-failed', 'rate-limited', 'with retry_ms'})
        self.assertEqual(codes['auth-failed'] + codes['rate-limited'], 150)
        self.assertEqual(codes['with retry_ms'], codes['rate-limited'])
        self.enter_again(ana)


class FullDisk(CharlaTestCase):
    @classmethod
    def setUpClass(cls):
        try:
            enter_namespace()
        except unittest.SkipTest:
            witness.seen.add('no disk of its own')
            raise

    def start_server(self, *arguments, **keywords):
        self.disk = SmallDisk(8388608)
        self.addCleanup(self.disk.close)
        return super().start_server(*arguments, data_dir=self.disk.data_dir, **keywords)

    def test_internal(self):
        """A write that is answered so has not happened; it may be sent again later."""
        ana, berta = self.enter('ana', 'berta')
        first = ana.post(ana.lobby, 'fits')['seq']
        self.disk.fill()
        stored = 0
        with self.refused('internal'):
            for stored in range(2000):
                ana.post(ana.lobby, LONG_TEXT[:9000], nonce=f'{stored}')
        self.assert_refused('internal', berta, 'create', name='Kitchen' * 4, kind='public')
        with self.refused('internal'):
            self.enter('carla')
        self.assertEqual(self.history(berta, ana.lobby, after=first - 1, limit=1)[0]['text'], 'fits')
        berta.ask('ping')
        self.disk.clear()
        again = ana.post(ana.lobby, 'again', nonce=f'{stored}')
        berta.wait_for_event('message', seq=again['seq'])
        self.assertEqual(len(berta.events('message')), stored + 2)
        self.enter('carla')


if __name__ == '__main__':
    unittest.main()
