# SPDX-License-Identifier: GPL-3.0-or-later
"""Peers that do not read, read slowly, or vanish at any byte: nobody loses anything by it."""

import os
import random
import socket

import charla
from charla import Client, Closed, Connection, Refused, frame
from charla_follower import Follower
from commotion import as_bytes, check_chain, pause
from programs import ServerTestCase, wait_until

LONG_TEXT = 14000
MANY = 2000


class Reader:
    """A device that reads only when it is told to, and keeps what it has read."""

    def __init__(self, server, name, token, since):
        self.server = server
        self.hello = {'charla': 1, 'name': name, 'token': token, 'id': 1}
        self.cursor = since
        self.events = []
        self.said = []
        self.connection = None

    def connect(self):
        self.connection = Connection(self.server.address)
        # Little waits on this side of the line, and on the other all the sooner.
        self.connection.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 262144)
        self.connection.send({**self.hello, 'since': self.cursor})

    def read(self, wanted, rest=0):
        """Reads until the cursor is where it is wanted, or the connection is over."""
        try:
            while self.cursor < wanted:
                message = self.connection.receive()
                if message is None:
                    raise AssertionError(f'nothing comes after {self.cursor}')
                self._take(message)
                pause(rest) if rest else None
        except Closed:
            return False
        return True

    def _take(self, message):
        if message.get('ev') in charla.DURABLE:
            if message['seq'] <= self.cursor:
                raise AssertionError(f'twice, after {self.cursor}: {message}')
            self.events.append(message)
            self.cursor = message['seq']
        else:
            self.said.append(message)


class TestReaders(ServerTestCase):

    def setUp(self):
        seed = int(os.environ.get('CHARLA_FAULT_SEED', random.randrange(2 ** 32)))
        print(f'# CHARLA_FAULT_SEED={seed}', flush=True)
        self.rand = random.Random(seed)
        self.server = self.start_server('--connection-rate', '100000')
        self.ana = self.enter('ana')

    def enter(self, name, **hello):
        client = Client(self.server.address, name, **hello)
        self.addCleanup(client.close)
        return client

    def make_reader(self, name='berta'):
        client = self.enter(name)
        client.wait_for_event('live')
        client.close()
        reader = Reader(self.server, name, client.token, client.cursor)
        self.addCleanup(lambda: reader.connection.close())
        return reader

    def say_much(self, until=lambda: False, times=MANY):
        """Says long things; returns the place of the last one."""
        for number in range(0, times, 10):
            ids = self.ana.send_all([
                ('post', {'room': self.ana.lobby, 'text': f'{number + each} ' + 'x' * LONG_TEXT,
                          'nonce': '%032x' % self.rand.getrandbits(128)}) for each in range(10)])
            for request in ids:
                last = self.ana.wait_for_reply(request)['seq']
            if until():
                return last
        return last

    def check_read(self, reader, start):
        """It has all that was said since then, in order, and the very same."""
        check_chain(reader.events, start, {self.ana.lobby: start})
        said = {event['seq']: as_bytes(event) for event in self.ana.events()}
        for event in reader.events:
            self.assertEqual(as_bytes(event), said[event['seq']])

    def is_dismissed(self):
        return self.server.log_lines('does not read')

    def test_slow_when_live(self):
        reader = self.make_reader()
        start = reader.cursor
        reader.connect()
        last = self.say_much(self.is_dismissed)
        self.assertTrue(self.is_dismissed())
        memory = self.server.memory()

        # What was on its way is whole and in order; all the rest comes after the return.
        self.assertFalse(reader.read(last))
        self.assertLess(reader.cursor, last)
        farewells = [each for each in reader.said if each.get('ev') == 'bye']
        self.assertEqual([each['code'] for each in farewells], ['too-slow'] * len(farewells))
        n_before = len(reader.events)
        reader.connection.close()
        reader.connect()
        while not reader.read(last):
            self.assertGreater(len(reader.events), n_before)
            n_before = len(reader.events)
            reader.connection.close()
            reader.connect()
        self.check_read(reader, start)
        self.assertLess(memory, 100 * 1048576 * (4 if 'CHARLA_SANITIZED' in os.environ else 1))

    def test_slow_while_replayed(self):
        # More is said than may be held back, while the reader is still at what it has missed.
        reader = self.make_reader()
        start = reader.cursor
        self.say_much(times=600)
        reader.connect()
        reader.connection.receive()
        last = self.say_much(times=300)
        self.assertTrue(reader.read(last, rest=0.0001))
        self.assertEqual([each for each in reader.said if each.get('ev') == 'bye'], [])
        self.check_read(reader, start)
        live = next((each for each in reader.said if each.get('ev') == 'live'), None)
        if live is None:
            live = reader.connection.receive()
        self.assertEqual(live['ev'], 'live')

    def test_slow_follower(self):
        # It is told to go again and again, and has everything in the end.
        with Follower(self.server.address, 'carla', since=0) as carla:
            carla.wait_until_live()
            with carla.changed:
                # It hangs: nobody reads as long as this is held.
                last = self.say_much(self.is_dismissed)
            carla.wait(lambda: carla.cursor >= last, last)
            self.assertEqual(carla.faults, [])
            self.assertTrue(self.is_dismissed())
            self.assertGreater(carla.hellos, 1)
            log = carla.log
            check_chain(log, log[0]['seq'] - 1, {self.ana.lobby: log[0]['prev']})

    def test_half_open(self):
        # Who has stopped to send is gone, and what came before is done.
        berta = self.enter('berta')
        berta.wait_for_event('live')
        request = frame({'id': 9, 'do': 'post', 'room': berta.lobby, 'text': 'last', 'nonce': 'n'})
        berta.connection.send_bytes(request)
        berta.connection.stop_sending()
        self.ana.wait_for_event('message', text='last')
        berta.wait_for_end()
        self.ana.wait_for_event('presence', off=[berta.id])

    def test_vanished_in_a_post(self):
        # Cut at each byte: what has not come whole has not come, and what has is there once.
        berta = self.enter('berta')
        berta.close()
        hello = frame({'charla': 1, 'name': 'berta', 'token': berta.token, 'id': 1})
        descriptors = self.server.descriptors()
        sizes = []
        for number in range(120):
            request = frame({'id': 2, 'do': 'post', 'room': berta.lobby, 'nonce': f'n{number}',
                             'text': f'word {number}'})
            size = min(number, len(request))
            sizes.append(size == len(request))
            connection = Connection(self.server.address)
            connection.send_bytes(hello + request[:size])
            # Sometimes at once, and sometimes in the middle of it.
            if self.rand.random() < 0.5:
                connection.receive()
            if self.rand.random() < 0.5:
                connection.reset()
            else:
                connection.close()
        self.assertIn(True, sizes)
        wait_until(lambda: self.server.descriptors() <= descriptors, 'the end of all connections')
        self.ana.sync()
        early = {event['text']: event['seq'] for event in self.ana.events('message')}
        for number, was_whole in enumerate(sizes):
            if not was_whole:
                self.assertNotIn(f'word {number}', early)

        berta.reconnect()
        for number in range(len(sizes)):
            seq = berta.post(berta.lobby, f'word {number}', nonce=f'n{number}')['seq']
            self.assertEqual(early.get(f'word {number}', seq), seq)
        self.ana.sync()
        texts = [event['text'] for event in self.ana.events('message')]
        self.assertEqual(sorted(texts), sorted(f'word {number}' for number in range(len(sizes))))

    def test_vanished_while_told(self):
        # Many go away in the middle of what they are told.
        berta = self.enter('berta')
        self.say_much(times=100)
        descriptors = self.server.descriptors()
        for number in range(60):
            connection = Connection(self.server.address)
            connection.send({'charla': 1, 'name': 'berta', 'token': berta.token, 'since': 0,
                             'id': 1})
            connection.socket.recv(self.rand.randrange(1, 100000))
            connection.reset() if number % 2 else connection.close()
        wait_until(lambda: self.server.descriptors() <= descriptors, 'the end of all connections')
        self.say_much(times=10)
        berta.sync()
        self.assertEqual(len(berta.events('message')), 110)
        with self.assertRaises(Refused):
            berta.post('r99', 'x')
