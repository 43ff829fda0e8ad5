# SPDX-License-Identifier: GPL-3.0-or-later
"""The disk is full: nothing is said to be stored that is not, and all the rest goes on."""

import os
import random
import unittest

import classic
from charla import Client, Refused
from charla_follower import Follower
from commotion import House, Told, check_chain, fold, read_all
from programs import Server, ServerTestCase, wait_until
from small_disk import SmallDisk, enter_namespace

MIB = 1048576
LONG_TEXT = 14000

# More posts than fit into what a full disk still takes.
MANY = 4000


def setUpModule():
    enter_namespace()


def read_log(client):
    """The whole log, told to a device that knows nothing yet."""
    with Client(client.address, client.name, token=client.token, since=0) as other:
        other.wait_for_event('live')
        if other.welcome['gap']:
            raise AssertionError('too much was said in this test')
        return other.events()


class TestDisk(ServerTestCase):

    def setUp(self):
        self.seed = int(os.environ.get('CHARLA_FAULT_SEED', random.randrange(2 ** 32)))
        print(f'# CHARLA_FAULT_SEED={self.seed}', flush=True)
        told = Told()
        told.__enter__()
        self.addCleanup(lambda: self.assertEqual(told.faults, []))
        self.addCleanup(told.__exit__)

    def make_disk(self, size=4 * MIB):
        disk = SmallDisk(size)
        self.addCleanup(disk.close)
        return disk

    def make_house(self, disk):
        house = House(data_dir=disk.data_dir)
        house.start()
        self.addCleanup(house.close)
        self.addCleanup(disk.clear)
        return house

    def enter(self, house, name, **hello):
        client = Client(house.address, name, **hello)
        self.addCleanup(client.close)
        return client

    def post_until_full(self, client, text='word', room=None):
        """Returns what was answered, by nonce, and the nonce and text of what was refused."""
        room = room or client.lobby
        stored = {}
        for number in range(MANY):
            nonce = f'{client.name}-{len(client.asked)}'
            try:
                stored[nonce] = client.post(room, f'{text} {nonce}', nonce=nonce)
            except Refused as error:
                self.assertEqual(error.code, 'internal')
                self.assertIn('disk is full', error.text)
                return stored, (nonce, f'{text} {nonce}')
        raise AssertionError('the disk is never full')

    def check_log(self, client, stored):
        """All of these messages are in the log once, and the log has no holes."""
        events = read_log(client)
        check_chain(events)
        texts = [event['text'] for event in events if event['ev'] == 'message']
        self.assertEqual(len(texts), len({*texts}))
        places = {event['seq']: event for event in events}
        for nonce, ok in stored.items():
            self.assertTrue(places[ok['seq']]['text'].endswith(f' {nonce}'))
            self.assertEqual(places[ok['seq']]['time'], ok['time'])
        folded = fold(events)[client.lobby]
        self.assertEqual(read_all(client, client.lobby).keys(), folded.keys())
        return texts

    def test_full_while_posting(self):
        disk = self.make_disk()
        house = self.make_house(disk)
        ana, berta = self.enter(house, 'ana'), self.enter(house, 'berta')
        guest = classic.Client(house.address, 'otto')
        self.addCleanup(guest.close)
        disk.fill()
        stored, (nonce, text) = self.post_until_full(ana)

        for do, members in (('edit', {'seq': 1, 'text': 'x'}), ('create', {'name': 'Kitchen',
                                                                          'kind': 'public'})):
            with self.assertRaises(Refused) as caught:
                ana.ask(do, **members)
            self.assertIn(caught.exception.code, ('internal', 'not-found'))
        guest.say('nobody is told of this')

        # Everything that only reads goes on, for those who are there and for who comes.
        again = self.enter(house, 'ana', token=ana.token, since=0)
        again.wait_for_event('live')
        self.assertEqual(read_all(berta, berta.lobby).keys(), {ok['seq'] for ok in stored.values()})
        self.assertEqual(len(berta.ask('search', text='word', limit=200)['messages']),
                         min(200, len(stored)))
        self.assertEqual(berta.ask('whois', user='ana')['user']['name'], 'ana')
        berta.ask('members', room=berta.lobby)
        berta.ask('rooms')
        with self.assertRaises(Refused) as caught:
            Client(house.address, 'carla')
        self.assertEqual(caught.exception.code, 'internal')
        self.assertIn('disk is full', caught.exception.text)

        # Nobody was told what was not stored.
        for client in (ana, again, berta):
            client.sync()
            texts = [event['text'] for event in client.events('message')]
            self.assertNotIn(text, texts)
            self.assertNotIn('nobody is told of this', texts)
        self.assertTrue(house.server.log_lines('Nothing can be stored: .*disk.* is full'))

        # With room again, writing goes on by itself.
        disk.clear()
        stored[nonce] = ana.post(ana.lobby, text, nonce=nonce)
        self.assertEqual(ana.post(ana.lobby, text, nonce=nonce), stored[nonce])
        berta.wait_for_event('message', text=text)
        house.server.wait_for_log('The store works again')
        self.enter(house, 'carla').post(ana.lobby, 'I am here')
        self.assertNotIn('nobody is told of this', self.check_log(again, stored))

        house.kill()
        house.start()
        ana.reconnect()
        self.assertNotIn('nobody is told of this', self.check_log(ana, stored))

    def test_followers_go_on(self):
        # Whoever waits with what is refused has it stored once, when there is room.
        disk = self.make_disk()
        house = self.make_house(disk)
        with Follower(house.address, 'ana') as ana, Follower(house.address, 'berta') as berta:
            ana.wait_until_live()
            berta.wait_until_live()
            lobby = next(iter(ana.rooms))
            disk.fill()
            nonces = [follower.post(lobby, f'{follower.name} {number} ' + 'x' * 3000)
                      for number in range(150) for follower in (ana, berta)]
            house.server.wait_for_log('Nothing can be stored')
            disk.clear()
            for follower in (ana, berta):
                follower.wait_for_posts()
            head = max(ok['seq'] for each in (ana, berta) for ok in each.posted.values())
            for follower in (ana, berta):
                follower.wait(lambda each=follower: each.cursor >= head, head)
                self.assertEqual(follower.faults, [])
                self.assertEqual(follower.rejected, {})
                texts = [event['text'] for event in follower.log if event['ev'] == 'message']
                self.assertEqual(len(texts), len({*texts}))
                self.assertEqual(len(texts), len(nonces))

    def test_again_and_again(self):
        # Full after a random amount, and sometimes the server is killed, too.
        rand = random.Random(self.seed)
        disk = self.make_disk(48 * MIB)
        house = self.make_house(disk)
        ana = self.enter(house, 'ana')
        stored, refused = {}, {}
        for number in range(10):
            disk.fill(rand.randrange(300000))
            requests = [('post', {'room': ana.lobby, 'nonce': f'{number}-{each}',
                                  'text': 'x' * rand.randrange(2000) + f' {number}-{each}'})
                        for each in range(150)]
            ids = ana.send_all(requests)
            for number_of_request, (_, members) in zip(ids, requests):
                try:
                    stored[members['nonce']] = ana.wait_for_reply(number_of_request)
                except Refused as error:
                    self.assertIn('disk is full', error.text)
                    refused[members['nonce']] = members
            if rand.random() < 0.5:
                house.kill()
                disk.clear()
                house.start()
                ana.reconnect()
            disk.clear()
            self.check_log(ana, stored)
            for nonce, members in refused.items():
                stored[nonce] = ana.ask('post', **members)
            refused.clear()
        self.check_log(ana, stored)

    def test_full_at_checkpoint(self):
        # The log of SQLite still fits, but the database does not, when it is to take it.
        disk = self.make_disk(64 * MIB)
        house = self.make_house(disk)
        ana = self.enter(house, 'ana')
        disk.fill(20 * MIB)
        stored, (nonce, text) = self.post_until_full(ana, 'x' * LONG_TEXT)
        self.assertGreater(len(stored), 300)
        read_all(ana, ana.lobby, limit=20)

        # Started with a full disk and much to move, it answers, or says why not.
        house.kill()
        status, error = self.try_server(disk)
        if status:
            self.assertRegex(error, 'disk .*full')
        disk.clear()
        house.start()
        ana.reconnect()
        self.check_log(ana, stored)
        stored[nonce] = ana.post(ana.lobby, text, nonce=nonce)
        self.check_log(ana, stored)

    def try_server(self, disk):
        """Starts a server that may be unable to; returns its status and errors."""
        try:
            server = Server(data_dir=disk.data_dir)
        except AssertionError as error:
            return 1, str(error)
        self.assertEqual(server.end(), 0)
        self.assertEqual(server.mistakes(), [])
        server.errors.close()
        return 0, ''

    def test_full_at_start(self):
        disk = self.make_disk()
        disk.fill()
        status, output, errors = self.run_server('--port', '0', '--data-dir', disk.data_dir)
        self.assertEqual((status, output), (1, ''))
        self.assertRegex(errors, '(?i)no space left|disk .*full')
        self.assertNotRegex(errors, 'CRITICAL|Sanitizer')

        # With just some bytes more each time, it fails at another place.
        for free in range(4096, 200000, 16384):
            disk.clear()
            disk.fill(free)
            status, errors = self.try_server(disk)
            if status:
                self.assertRegex(errors, '(?i)no space left|disk .*full')

        disk.clear()
        house = self.make_house(disk)
        ana = self.enter(house, 'ana')
        self.check_log(ana, {})

    def test_full_for_who_has_been_there(self):
        # A server that was stopped, and finds its disk full, is there to be read.
        disk = self.make_disk()
        house = self.make_house(disk)
        ana = self.enter(house, 'ana')
        ok = ana.post(ana.lobby, 'word nonce', nonce='nonce')
        ana.close()
        house.end()
        disk.fill(65536)
        house.start()
        ana.reconnect(since=False)
        self.assertEqual([*read_all(ana, ana.lobby)], [ok['seq']])
        stored, _ = self.post_until_full(ana)
        disk.clear()
        self.check_log(ana, {'nonce': ok, **stored})


if __name__ == '__main__':
    unittest.main()
