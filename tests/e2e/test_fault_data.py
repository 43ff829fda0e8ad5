# SPDX-License-Identifier: GPL-3.0-or-later
"""What a bad disk, a sudden end, or somebody's hand does to the files of the server.

Whatever it is, the server says so and ends, or goes on with what is there; and it tells
nobody what was not said.
"""

import os
import pathlib
import random
import shutil
import tempfile
import unittest

from charla import Client, Closed, Refused
from commotion import House, as_bytes, check_chain
from programs import Program, ServerTestCase, server_path
from small_disk import enter_namespace, make_read_only

PAGE = 4096
FRAME_HEADER = 24
WAL_HEADER = 32


def setUpModule():
    enter_namespace()


class TestData(ServerTestCase):

    def setUp(self):
        seed = int(os.environ.get('CHARLA_FAULT_SEED', random.randrange(2 ** 32)))
        print(f'# CHARLA_FAULT_SEED={seed}', flush=True)
        self.rand = random.Random(seed)
        folder = tempfile.TemporaryDirectory(prefix='charla-test-')
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name, 'data')
        self.database = self.folder / 'charla.db'
        self.log = self.folder / 'charla.db-wal'

    def start(self):
        house = House(data_dir=str(self.folder))
        house.start()
        self.addCleanup(house.close)
        return house

    def enter(self, house, **hello):
        client = Client(house.address, 'ana', **hello)
        self.addCleanup(client.close)
        return client

    def fill(self, n_posts, is_killed):
        """Makes a log; it is all in one file when the server has ended well."""
        house = self.start()
        ana = self.enter(house, since=0)
        for number in range(5):
            ana.post(ana.lobby, f'first {number}')
        ana.close()
        house.end()
        house.start()
        ana.reconnect()
        for number in range(n_posts):
            ana.post(ana.lobby, f'word {number} ' + 'y' * 100)
        ana.sync()
        ana.close()
        house.kill() if is_killed else house.end()
        self.token = ana.token
        self.events = [as_bytes(event) for event in ana.events()]
        self.assertEqual(len(self.events), n_posts + 6)

    def try_server(self):
        """Starts a server on what is left: it runs, or has said why not."""
        server = Program(server_path(), '--port', '0', '--data-dir', str(self.folder))
        self.addCleanup(server.errors.close)
        line = server.process.stdout.readline()
        if line:
            server.address = '127.0.0.1', int(line.rpartition(':')[2])
            return server
        self.assertEqual(server.wait(), 1, server.log())
        self.assertRegex(server.log(), 'damaged|cut off|not a database')
        self.assertRegex(server.log().splitlines()[-1],
                         f'^charla-server: Cannot use the data folder “{self.folder}”: ')
        self.assertEqual(server.mistakes(), [])
        return None

    def check_prefix(self):
        """The server starts, tells what is left of the log, and goes on behind it."""
        server = self.try_server()
        self.assertIsNotNone(server)
        with Client(server.address, 'ana', token=self.token, since=0) as client:
            client.wait_for_event('live')
            left = client.events()
            self.assertEqual([as_bytes(event) for event in left], self.events[:len(left)])
            ok = client.post(client.lobby, 'and on')
            self.assertEqual(ok['seq'], len(left) + 1)
            client.wait_for_event('message', seq=ok['seq'])
            check_chain(client.events())
        self.assertEqual(server.end(), 0)
        self.assertEqual(server.mistakes(), [])
        return len(left)

    def test_torn_log_of_sqlite(self):
        self.fill(60, is_killed=True)
        database, log = self.database.read_bytes(), self.log.read_bytes()
        self.assertEqual((len(log) - WAL_HEADER) % (PAGE + FRAME_HEADER), 0)

        def try_with(torn):
            self.database.write_bytes(database)
            self.log.write_bytes(torn)
            (self.folder / 'charla.db-shm').unlink(missing_ok=True)
            return self.check_prefix()

        self.assertEqual(try_with(log), len(self.events))
        self.assertEqual(try_with(b''), 6)
        for _ in range(12):
            cut = self.rand.randrange(len(log))
            n_bytes = self.rand.randrange(1, 20000)
            torn = bytearray(log)
            torn[self.rand.randrange(len(log))] ^= 1 << self.rand.randrange(8)
            # Cut off, never written behind a place, and one bit that has changed.
            try_with(log[:cut])
            try_with(log[:cut] + self.rand.randbytes(n_bytes))
            try_with(bytes(torn))

    def test_garbage_beside_it(self):
        # What is shared in memory is made anew.
        self.fill(20, is_killed=True)
        (self.folder / 'charla.db-shm').write_bytes(self.rand.randbytes(32768))
        self.assertEqual(self.check_prefix(), len(self.events))

    def put(self, data):
        """Makes this the database, and all of it."""
        self.database.write_bytes(data)
        # What a server could not move into a damaged one is not for this one.
        for name in ('charla.db-wal', 'charla.db-shm'):
            (self.folder / name).unlink(missing_ok=True)

    def try_everything(self, server):
        """Asks for everything: it is as it was, or cannot be told."""
        try:
            with Client(server.address, 'ana', token=self.token, since=0) as client:
                client.wait_for_event('live')
                self.assertEqual([as_bytes(event) for event in client.events()], self.events)
                self.ask_everything(client)
        except Closed:
            self.assertTrue(server.is_running(), server.log())
        except Refused as error:
            self.assertEqual(error.code, 'internal')

    def ask_everything(self, client):
        said = {event['seq']: event['text'] for event in client.events('message')}
        for do, members in (
                ('history', {'room': client.lobby, 'limit': 200}),
                ('history', {'room': client.lobby, 'after': 10, 'limit': 200}),
                ('search', {'text': 'wor', 'limit': 200}),
                ('members', {'room': client.lobby}),
                ('whois', {'user': 'ana'}),
                ('rooms', {}),
                ('post', {'room': client.lobby, 'text': 'more', 'nonce': 'x'}),
                ('edit', {'seq': 10, 'text': 'other'}),
                ('delete', {'seq': 11}),
                ('create', {'name': 'Kitchen', 'kind': 'public'})):
            try:
                ok = client.ask(do, **members)
            except Refused as error:
                self.assertEqual(error.code, 'internal', f'{do}: {error}')
                continue
            for message in ok.get('messages', []):
                self.assertEqual(message['text'], said[message['seq']])

    def test_pages_overwritten(self):
        self.fill(400, is_killed=False)
        data = self.database.read_bytes()
        n_pages = len(data) // PAGE
        n_started = 0
        for number in sorted(self.rand.sample(range(1, n_pages), min(40, n_pages - 1))):
            for page in (bytes(PAGE), b'\xa5' * PAGE):
                self.put(data[:number * PAGE] + page + data[(number + 1) * PAGE:])
                server = self.try_server()
                if server:
                    n_started += 1
                    self.try_everything(server)
                    self.assertEqual(server.end(), 0, server.log())
                    self.assertEqual(server.mistakes(), [])
        self.assertGreater(n_started, 0)

    def test_cut_off(self):
        # In test_data_dir.py it is cut off near its beginning.
        self.fill(400, is_killed=False)
        data = self.database.read_bytes()
        for _ in range(10):
            self.put(data[:self.rand.randrange(len(data))])
            server = self.try_server()
            if server:
                server.end()
            self.assertIsNone(server)

    def test_moved_away(self):
        house = self.start()
        ana = self.enter(house)
        stored = ana.post(ana.lobby, 'word 1')
        elsewhere = self.folder.with_name('elsewhere')
        self.folder.rename(elsewhere)
        with self.assertRaises(Refused) as caught:
            ana.post(ana.lobby, 'word 2', nonce='n')
        self.assertEqual(caught.exception.code, 'internal')
        house.server.wait_for_log('Nothing can be stored: .* moved or removed')
        page = ana.ask('history', room=ana.lobby)
        self.assertEqual([each['seq'] for each in page['messages']], [stored['seq']])

        # When it is back, all goes on.
        elsewhere.rename(self.folder)
        again = ana.post(ana.lobby, 'word 2', nonce='n')
        house.server.wait_for_log('The store works again')
        house.kill()
        house.start()
        page = ana.reconnect() and ana.ask('history', room=ana.lobby)
        self.assertEqual([each['seq'] for each in page['messages']], [stored['seq'], again['seq']])

    def test_removed(self):
        house = self.start()
        ana = self.enter(house)
        shutil.rmtree(self.folder)
        with self.assertRaises(Refused) as caught:
            ana.post(ana.lobby, 'word')
        self.assertEqual(caught.exception.code, 'internal')
        with self.assertRaises(Refused) as caught:
            Client(house.address, 'berta')
        self.assertEqual(caught.exception.code, 'internal')
        self.assertTrue(house.server.is_running())

    def test_read_only_file_system(self):
        self.fill(3, is_killed=True)
        for path in (self.folder, self.database):
            with make_read_only(path):
                server = Program(server_path(), '--port', '0', '--data-dir', str(self.folder))
                self.addCleanup(server.errors.close)
                self.assertEqual(server.process.stdout.readline(), '')
                self.assertEqual(server.wait(), 1)
                self.assertRegex(server.log(), 'Read-only file system|cannot be written')
                self.assertEqual(len(server.log().splitlines()), 1)
        self.assertEqual(self.check_prefix(), len(self.events))


if __name__ == '__main__':
    unittest.main()
