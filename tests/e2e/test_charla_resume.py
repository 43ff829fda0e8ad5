# SPDX-License-Identifier: GPL-3.0-or-later
"""To come back in the Charla dialect: nothing is lost, and nothing comes twice."""

import unittest

from charla_cases import CharlaTestCase, setUpModule  # noqa: F401
from charla_follower import Follower

# More events than this are not replayed.
MOST_REPLAYED = 10000
ROUNDS = 20


class Resume(CharlaTestCase):
    def setUp(self):
        super().setUp()
        self.ana, self.berta = self.enter('ana', 'berta')
        self.lobby = self.ana.lobby

    def post_many(self, client, count, room=None):
        """Posts in pieces, as many as a connection has under way."""
        numbers = []
        for begin in range(0, count, 50):
            numbers += client.send_all([
                ('post', {'room': room or self.lobby, 'text': f'{i}', 'nonce': f'many {i}'})
                for i in range(begin, min(begin + 50, count))])
        return [client.wait_for_reply(number)['seq'] for number in numbers]

    def come_back(self, client, since):
        """Comes back, and returns all durable events up to `live`, and `live`."""
        client.close()
        client.cursor = since
        begin = len(client.frames)
        welcome = client.reconnect()
        client.wait_for_event('live')
        while not (live := [each for each in client.frames[begin:] if each.get('ev') == 'live']):
            client.wait_for_event('live')
        events = [each for each in client.frames[begin:] if 'prev' in each]
        return welcome, events, live[0]

    def test_replay_is_what_was_live(self):
        """Each kind of event, to the letter, whatever has happened to what it tells of."""
        room = self.make_room(self.ana, members=[self.berta])
        seq = self.ana.post(room, 'soup @berta')['seq']
        self.berta.post(room, 'yes', reply=seq)
        self.ana.ask('edit', seq=seq, text='salad')
        self.berta.ask('react', seq=seq, emoji='☕', on=True)
        self.berta.ask('react', seq=seq, emoji='☕', on=False)
        self.ana.ask('topic', room=room, text='Lunch')
        self.ana.ask('rename', room=room, text='Canteen')
        self.ana.ask('role', room=room, user='berta', role='moderator')
        self.direct(self.ana, self.berta)
        self.ana.ask('delete', seq=seq)
        self.ana.ask('kick', room=room, user='berta', reason='Enough')
        self.ana.ask('status', state='away', text='gone')
        self.berta.wait_for_event('member', role=None)
        lived = self.berta.events()
        begin = self.berta.welcome['seq']
        for since in (begin, seq - 1, seq, seq + 2, lived[-1]['seq']):
            _, events, live = self.come_back(self.berta, since)
            self.assertEqual(events, [each for each in lived if each['seq'] > since])
            self.assertGreaterEqual(live['seq'], lived[-1]['seq'])
        kinds = {each['ev'] for each in lived}
        self.assertEqual(kinds, {'message', 'edit', 'delete', 'react', 'room', 'member'})

    def test_since_nothing(self):
        """From the first event that one may see: the one that brought one in."""
        self.ana.post(self.lobby, 'hello')
        _, events, _ = self.come_back(self.berta, 0)
        self.assertEqual(events[0]['user']['id'], self.berta.id)
        self.assertEqual(events[-1]['text'], 'hello')

    def test_without_since(self):
        self.ana.post(self.lobby, 'hello')
        self.berta.wait_for_event('message')
        self.berta.reconnect(since=False)
        self.berta.wait_for_event('live')
        self.berta.wait_for_event('live')
        self.assertEqual(len(self.berta.events('message')), 1)

    def test_gap(self):
        """Ten thousand events are replayed; of one more nothing is, and history has it all."""
        since = self.post_many(self.ana, 1)[0]
        self.berta.wait_for_event('message', seq=since)
        self.berta.close()
        follower = Follower(self.server.address, 'berta', token=self.berta.token)
        self.addCleanup(follower.close)
        follower.wait_until_live()
        follower.wait(lambda: follower.cursor >= since)
        follower.pause = 0
        self.hold(follower)
        seqs = self.post_many(self.ana, MOST_REPLAYED + 1)[1:]
        self.ana.sync()
        welcome, events, live = self.come_back(self.berta, since)
        self.assertIs(welcome['gap'], False)
        self.assertEqual([each['seq'] for each in events], seqs)

        seqs.append(self.ana.post(self.lobby, 'the last straw')['seq'])
        welcome, events, live = self.come_back(self.berta, since)
        self.assertIs(welcome['gap'], True)
        self.assertEqual((events, live['seq']), ([], welcome['seq']))
        self.assertEqual(welcome['seq'], seqs[-1])

        self.let_go(follower)
        follower.wait_for_message(seqs[0])
        follower.wait(lambda: len(follower.messages) == len(seqs) + 1, 'all of the history')
        self.assertEqual((follower.gaps, follower.faults), (1, []))
        self.assertEqual([seq for seq in sorted(follower.messages) if seq > since], seqs)

    def hold(self, follower):
        """Lets nobody in where it comes from, as when a cable is out."""
        self.address, follower.address = follower.address, ('127.0.0.1', 1)
        follower.break_off()
        follower.wait(lambda: not follower.is_live, 'the loss')

    def let_go(self, follower):
        follower.address = self.address

    def test_since_beyond_the_end(self):
        welcome, events, live = self.come_back(self.berta, 9000)
        self.assertIs(welcome['gap'], True)
        self.assertEqual((events, live['seq']), ([], welcome['seq']))

    def test_again_and_again(self):
        """Somebody who loses the connection all the time has everything once, in order."""
        follower = Follower(self.server.address, 'carla', pause=0.001)
        self.addCleanup(follower.close)
        follower.wait_until_live()
        room = self.make_room(self.ana)
        self.ana.ask('invite', room=room, user='carla')
        first = self.ana.cursor
        nonces = []
        for turn in range(ROUNDS):
            numbers = self.ana.send_all([
                ('post', {'room': room if i % 2 else self.lobby, 'text': f'{turn} {i}',
                          'nonce': f'{turn} {i}'}) for i in range(40)])
            nonces.append(follower.post(self.lobby, f'{turn}'))
            follower.break_off()
            for number in numbers:
                self.ana.wait_for_reply(number)
        follower.wait_for_posts()
        last = self.ana.post(room, 'the last')['seq']
        follower.wait_for_message(last)
        self.ana.wait_for_event('message', seq=last)
        self.assertEqual(follower.faults, [])
        self.assertIsNone(follower.error)
        self.assertEqual({*follower.posted}, {*nonces})
        self.assertEqual([each for each in follower.log if each['seq'] > first],
                         [each for each in self.ana.events() if each['seq'] > first])
        texts = [each['text'] for each in follower.log if each['ev'] == 'message']
        self.assertEqual(len(texts), 41 * ROUNDS + 1)
        self.assertEqual(len({*texts}), len(texts))

    def test_same_log_after_a_restart(self):
        seqs = self.post_many(self.ana, 10)
        self.berta.wait_for_event('message', seq=seqs[-1])
        before = self.berta.events()
        welcome = self.berta.welcome
        self.server.end()
        self.berta.wait_for_event('bye', code='shutting-down')
        self.berta.wait_for_end()
        server = self.start_server('--connection-rate', '1000', data_dir=self.server.data_dir)
        for client in (self.ana, self.berta):
            client.address = server.address
        again, events, _ = self.come_back(self.berta, welcome['seq'])
        self.assertEqual(again['server']['id'], welcome['server']['id'])
        self.assertEqual(events, [each for each in before if each['seq'] > welcome['seq']])
        self.ana.reconnect()
        later = self.ana.post(self.lobby, 'new', nonce='new')
        self.assertGreater(later['seq'], seqs[-1])
        self.assertEqual(self.ana.post(self.lobby, '0', nonce='many 0')['seq'], seqs[0])

    def test_another_server(self):
        other = self.start_server()
        follower = Follower(self.server.address, 'carla')
        self.addCleanup(follower.close)
        follower.wait_until_live()
        follower.wait_for_message(self.ana.post(self.lobby, 'here')['seq'])
        first = follower.server
        follower.token, follower.address = None, other.address
        follower.break_off()
        follower.wait(lambda: follower.server not in (None, first) and follower.is_live)
        self.assertEqual((follower.log, follower.messages), ([], {}))


if __name__ == '__main__':
    unittest.main()
