# SPDX-License-Identifier: GPL-3.0-or-later
"""Two who do something at the same moment, or of whom one comes late; and a clock that jumps."""

import os
import pathlib
import random
import tempfile
import threading
import time
import unittest

import charla
from charla import Client, Refused
from charla_follower import Follower
from commotion import Told, check_chain, check_history, fold
from programs import ServerTestCase, preloading

N_PAIRS = 1000
N_RACES = 200
REPLAYED_AT_MOST = 10000
DAY = 24 * 60 * 60

# Requests that are sent without waiting: less than the server takes from one connection.
PIECE = 500


def together(*functions):
    """Runs them at the same moment, each in a thread of its own; returns what each returns."""
    barrier = threading.Barrier(len(functions))
    results = [None] * len(functions)

    def run(index):
        barrier.wait()
        try:
            results[index] = functions[index]()
        except Exception as error:
            results[index] = error

    threads = [threading.Thread(target=run, args=[index]) for index in range(len(functions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for result in results:
        if isinstance(result, Exception):
            raise result
    return results


def answer(client, number):
    """The answer to a request: its ok, or the code of its error."""
    try:
        return client.wait_for_reply(number)
    except Refused as error:
        return error.code


class TestRaces(ServerTestCase):

    def setUp(self):
        seed = int(os.environ.get('CHARLA_FAULT_SEED', random.randrange(2 ** 32)))
        print(f'# CHARLA_FAULT_SEED={seed}', flush=True)
        self.rand = random.Random(seed)
        self.told = Told()
        charla.observers.append(self.told)
        self.addCleanup(lambda: self.assertEqual(self.told.faults, []))
        self.addCleanup(charla.observers.remove, self.told)

    def start(self, **environment):
        return self.start_server('--connection-rate', '100000', **environment)

    def enter(self, server, name, **hello):
        client = Client(server.address, name, **hello)
        self.addCleanup(client.close)
        return client

    def enter_twice(self, server, name='ana'):
        """Two devices of an account."""
        first = self.enter(server, name, since=0)
        return first, self.enter(server, name, token=first.token, since=0)

    def read_log(self, client):
        """The whole log, checked, told to a device that knows nothing yet."""
        with Client(client.address, client.name, token=client.token, since=0) as other:
            other.wait_for_event('live')
            self.assertFalse(other.welcome['gap'])
            check_chain(other.events())
            return other.events()

    def test_same_nonce(self):
        server = self.start()
        devices = self.enter_twice(server)
        lobby = devices[0].lobby
        requests = [('post', {'room': lobby, 'text': f'word {number}', 'nonce': f'nonce {number}'})
                    for number in range(N_PAIRS)]

        def post(device, pace):
            ids = []
            for place in range(0, N_PAIRS, pace):
                ids += device.send_all(requests[place:place + pace])
                device.wait_for_reply(ids[-1])
            return [device.wait_for_reply(number) for number in ids]

        first, second = together(lambda: post(devices[0], 10), lambda: post(devices[1], 7))
        self.assertEqual(first, second)
        messages = [event for event in self.read_log(devices[0]) if event['ev'] == 'message']
        self.assertEqual([event['text'] for event in messages],
                         [members['text'] for _, members in requests])
        self.assertEqual([event['seq'] for event in messages], [ok['seq'] for ok in first])
        for device in devices:
            device.wait_for_event('message', seq=first[-1]['seq'])
            self.assertEqual(device.events('message'), messages)

    def test_two_devices(self):
        # Each is told what both say, in the same order.
        server = self.start()
        devices = self.enter_twice(server)
        with Follower(server.address, 'ana', token=devices[0].token, since=0) as third:
            def talk(device, name):
                ids = device.send_all([('post', {'room': device.lobby, 'text': f'{name} {number}',
                                                 'nonce': f'{name} {number}'})
                                       for number in range(PIECE)])
                return [device.wait_for_reply(number)['seq'] for number in ids]

            seqs = together(*(lambda device=device, name=name: talk(device, name)
                              for name, device in zip('ab', devices)))
            head = max(map(max, seqs))
            self.assertEqual(sorted(seqs[0] + seqs[1]), [*range(2, head + 1)])
            log = self.read_log(devices[0])
            third.wait(lambda: third.cursor >= head, head)
            self.assertEqual(third.log, log)
            self.assertEqual(third.faults, [])
            for device in devices:
                device.sync()
                self.assertEqual(device.events(), log)

    def check_outcome(self, client):
        """The pages of the history say what has come of all the events."""
        check_history(client, client.lobby, fold(self.read_log(client))[client.lobby])

    def test_edit_and_delete(self):
        server = self.start()
        devices = self.enter_twice(server)
        seqs = [devices[0].post(devices[0].lobby, f'word {number}')['seq'] for number in range(N_RACES)]

        def race(device, do, place, **members):
            ids = device.send_all([(do, {'seq': seq, **members}) for seq in seqs[::place]])
            return [answer(device, number) for number in ids][::place]

        # From both ends, so that each is first sometimes.
        edits, deletions = together(lambda: race(devices[0], 'edit', 1, text='other'),
                                    lambda: race(devices[1], 'delete', -1))
        for edit, deletion in zip(edits, deletions):
            self.assertIsInstance(deletion, dict)
            # Who was first decides: what is deleted is edited no more.
            self.assertTrue(edit == 'conflict' or edit['seq'] < deletion['seq'], edit)
        print(f'# {edits.count("conflict")} of {N_RACES} edits came too late', flush=True)
        self.check_outcome(devices[0])

    def test_both_delete(self):
        server = self.start()
        devices = self.enter_twice(server)
        seqs = [devices[0].post(devices[0].lobby, 'word')['seq'] for _ in range(N_RACES)]

        def race(device):
            ids = device.send_all([('delete', {'seq': seq}) for seq in seqs])
            return [answer(device, number) for number in ids]

        first, second = together(*(lambda device=device: race(device) for device in devices))
        self.assertEqual(first, second)
        self.assertEqual(len(self.read_log(devices[0])), 1 + 2 * N_RACES)

    def test_edit_of_a_deleted_message(self):
        server = self.start()
        ana = self.enter(server, 'ana')
        seq = ana.post(ana.lobby, 'word')['seq']
        ids = ana.send_all([('delete', {'seq': seq}), ('edit', {'seq': seq, 'text': 'x'}),
                            ('react', {'seq': seq, 'emoji': '☕', 'on': True}),
                            ('delete', {'seq': seq})])
        deleted = answer(ana, ids[0])
        self.assertEqual([answer(ana, number) for number in ids[1:]],
                         ['conflict', 'conflict', deleted])
        self.check_outcome(ana)

    def test_same_name(self):
        # A name, and a room, that two want in the same moment: one gets it.
        server = self.start()
        for number in range(20):
            def claim(number=number):
                try:
                    return Client(server.address, f'name {number}')
                except Refused as error:
                    return error.code
            results = together(claim, claim)
            self.assertEqual([each for each in results if isinstance(each, str)],
                             ['auth-required'])
            for each in results:
                if isinstance(each, Client):
                    each.close()
        ana, berta = self.enter(server, 'ana'), self.enter(server, 'berta')
        for number in range(20):
            def create(client, number=number):
                return answer(client, client.send('create', name=f'Room {number}', kind='public'))
            results = together(lambda: create(ana), lambda: create(berta))
            self.assertEqual([each for each in results if isinstance(each, str)], ['name-taken'])

    def test_post_and_leave(self):
        # What is said after one has left is not said; what was answered is there.
        server = self.start()
        devices = self.enter_twice(server)
        room = devices[0].ask('create', name='Kitchen', kind='public')['room']['id']
        for _ in range(20):
            devices[0].ask('join', room=room)

            def post():
                ids = devices[0].send_all([('post', {'room': room, 'text': 'x',
                                                     'nonce': '%x' % self.rand.getrandbits(64)})
                                           for _ in range(20)])
                return [answer(devices[0], number) for number in ids]

            answers, _ = together(post, lambda: devices[1].ask('leave', room=room))
            stored = [each for each in answers if isinstance(each, dict)]
            self.assertEqual({*answers[len(stored):]} - {'not-member'}, set())
        self.read_log(devices[0])

    def test_behind(self):
        # Who misses ten thousand events is told all of them; one more, and it is a gap.
        server = self.start()
        ana = self.enter(server, 'ana')
        berta = self.enter(server, 'berta')
        berta.wait_for_event('live')
        berta.close()
        start = berta.cursor
        ids = []
        for place in range(0, REPLAYED_AT_MOST, PIECE):
            ids += ana.send_all([('post', {'room': ana.lobby, 'text': f'word {number}',
                                           'nonce': f'nonce {number}'})
                                 for number in range(place, place + PIECE)])
            ana.wait_for_reply(ids[-1])

        welcome = berta.reconnect()
        self.assertFalse(welcome['gap'])
        berta.wait_for_event('live', seq=start + REPLAYED_AT_MOST)
        check_chain(berta.events(), start, {ana.lobby: start})
        self.assertEqual([event['text'] for event in berta.events()],
                         [f'word {number}' for number in range(REPLAYED_AT_MOST)])

        berta.close()
        ana.post(ana.lobby, 'one more')
        berta.cursor = start
        berta.frames.clear()
        berta._taken.clear()
        welcome = berta.reconnect()
        self.assertTrue(welcome['gap'])
        self.assertEqual(welcome['seq'], start + REPLAYED_AT_MOST + 1)
        berta.wait_for_event('live', seq=welcome['seq'])
        self.assertEqual(berta.events(), [])
        page = berta.ask('history', room=ana.lobby, limit=2)
        self.assertEqual([each['text'] for each in page['messages']], ['word 9999', 'one more'])

        # Events of rooms that one is not in are not missing.
        berta.close()
        ana.ask('create', name='Den', kind='private')
        berta.cursor = start + 1
        self.assertFalse(berta.reconnect()['gap'])

    def test_clock_that_jumps(self):
        with tempfile.TemporaryDirectory(prefix='charla-test-') as folder:
            offset = pathlib.Path(folder, 'offset')
            offset.write_text('0', 'ascii')
            clock = preloading('CHARLA_JUMPING_CLOCK') | {'CHARLA_CLOCK_OFFSET': str(offset)}
            data_dir = str(pathlib.Path(folder, 'data'))
            server = self.start_server(data_dir=data_dir, **clock)
            ana = self.enter(server, 'ana')
            with Follower(server.address, 'berta', since=0) as berta:
                berta.wait_until_live()
                for seconds in (0, 10 * DAY, -10 * DAY, 11 * DAY, -4000 * DAY, 0):
                    offset.write_text(str(seconds), 'ascii')
                    ana.post(ana.lobby, f'off by {seconds}')
                    ana.sync()
                server.end()
                offset.write_text(str(-20000 * DAY), 'ascii')
                server = self.start_server(data_dir=data_dir, **clock)
                ana.close()
                ana = self.enter(server, 'ana', token=ana.token)
                ok = ana.post(ana.lobby, 'and on')
                berta.address = server.address
                berta.wait_for_message(ok['seq'])
                events = self.read_log(ana)
                self.assertEqual(berta.faults, [])

                # It did jump, and the time of the log waited for it, also over a restart.
                now = time.time() * 1000
                times = [event['time'] for event in events if event['ev'] == 'message']
                self.assertLess(times[0], now)
                self.assertGreater(times[1], now + 9 * DAY * 1000)
                self.assertEqual(times[2], times[1])
                self.assertGreater(times[3], now + 10 * DAY * 1000)
                self.assertEqual(times[3:], times[3:4] * 4)
                self.assertEqual(ok['time'], times[3])
            server.end()


if __name__ == '__main__':
    unittest.main()
