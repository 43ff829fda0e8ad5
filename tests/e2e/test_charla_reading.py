# SPDX-License-Identifier: GPL-3.0-or-later
"""What is unread in the Charla dialect, on all devices of a user."""

import unittest

from charla_cases import CharlaTestCase, setUpModule  # noqa: F401


class Reading(CharlaTestCase):
    def setUp(self):
        super().setUp()
        self.ana, self.berta = self.enter('ana', 'berta')
        self.phone = self.enter_again(self.ana)
        self.room = self.make_room(self.ana, members=[self.berta])

    def say(self, *texts, room=None):
        return [self.berta.post(room or self.room, text)['seq'] for text in texts]

    def counts(self, room=None):
        """What both devices are told, which has to be the same."""
        room = room or self.room
        both = []
        for device in (self.ana, self.phone):
            device.reconnect()
            found = device.room(room)
            both.append((found['unread'], found['mentions'], found['read']))
        again = self.ana.ask('join', room=room)['room']
        both.append((again['unread'], again['mentions'], again['read']))
        self.assertEqual(both[0], both[1])
        self.assertEqual(both[0], both[2])
        return both[0]

    def test_counts(self):
        _, _, start = self.counts()
        seqs = self.say('one', 'two @ana', 'three', 'four @ana')
        self.assertEqual(self.counts(), (4, 2, start))
        self.ana.post(self.room, 'one’s own is not counted, and does not move the mark')
        self.assertEqual(self.counts(), (4, 2, start))
        self.berta.ask('delete', seq=seqs[1])
        self.assertEqual(self.counts(), (3, 1, start))
        self.berta.ask('edit', seq=seqs[0], text='one @ana')
        self.assertEqual(self.counts(), (3, 1, start))
        self.ana.ask('read', room=self.room, seq=seqs[2])
        self.assertEqual(self.counts(), (1, 1, seqs[2]))
        self.berta.ask('delete', seq=seqs[0])
        self.assertEqual(self.counts(), (1, 1, seqs[2]))
        self.ana.ask('read', room=self.room, seq=seqs[3])
        self.assertEqual(self.counts(), (0, 0, seqs[3]))

    def test_read(self):
        seqs = self.say('one', 'two')
        self.assertEqual(self.ana.ask('read', room=self.room, seq=seqs[0]), {'seq': seqs[0]})
        self.assertEqual(self.phone.wait_for_event('read'), {
            'ev': 'read', 'room': self.room, 'user': self.ana.id, 'seq': seqs[0]})
        self.assertEqual(self.ana.ask('read', room=self.room, seq=0), {'seq': seqs[0]})
        self.assertEqual(self.ana.ask('read', room=self.room, seq=9000), {'seq': seqs[1]})
        self.phone.wait_for_event('read', seq=seqs[1])
        for client in (self.ana, self.phone, self.berta):
            client.sync()
        self.assertEqual(len(self.phone.events('read')), 2)
        self.assertEqual(self.berta.events('read'), [])

    def test_read_in_a_conversation_of_two(self):
        pair = self.direct(self.ana, self.berta)
        [seq] = self.say('psst', room=pair)
        self.ana.ask('read', room=pair, seq=seq)
        for client in (self.phone, self.berta):
            self.assertEqual(client.wait_for_event('read', room=pair), {
                'ev': 'read', 'room': pair, 'user': self.ana.id, 'seq': seq})
        self.berta.reconnect()
        self.assertEqual(self.berta.room(pair)['with_read'], seq)
        self.assertLess(self.ana.ask('direct', user='berta')['room']['with_read'], seq)

    def test_read_refused(self):
        other = self.make_room(self.berta, 'Bath')
        self.assert_refused('not-member', self.ana, 'read', room=other, seq=1)
        self.assert_refused('unknown-room', self.ana, 'read', room='r99', seq=1)
        for members in ({'room': self.room}, {'seq': 1}, {'room': self.room, 'seq': -1},
                        {'room': self.room, 'seq': '1'}):
            self.assert_refused('bad-request', self.ana, 'read', **members)

    def test_thousand(self):
        """Both counts stop there; a device that counts by itself gets as far."""
        numbers = self.berta.send_all([
            ('post', {'room': self.room, 'text': f'{i} @ana', 'nonce': f'{i}'}) for i in range(1003)])
        seqs = [self.berta.wait_for_reply(number)['seq'] for number in numbers]
        self.assertEqual(self.counts()[:2], (1000, 1000))
        self.ana.ask('read', room=self.room, seq=seqs[1])
        self.assertEqual(self.counts()[:2], (1000, 1000))
        self.ana.ask('read', room=self.room, seq=seqs[3])
        self.assertEqual(self.counts()[:2], (999, 999))
        self.berta.ask('delete', seq=seqs[700])
        self.assertEqual(self.counts()[:2], (998, 998))

    def test_by_oneself(self):
        """Who counts as the page tells has the same as the answer to the next hello."""
        self.ana.reconnect()
        room = self.ana.room(self.room)
        count, counted = room['unread'], set()
        seqs = self.say('one', 'two', 'three', 'four')
        self.berta.ask('delete', seq=seqs[3])
        self.phone.ask('read', room=self.room, seq=seqs[0])
        self.say('five')
        self.ana.wait_for_event('message', text='five')
        self.ana.wait_for_event('read', seq=seqs[0])
        begin = self.ana.beginnings[-1]
        mark = room['read']
        for each in self.ana.frames[begin + 1:]:
            if each.get('ev') == 'message' and each['from']['id'] != self.ana.id:
                counted.add(each['seq'])
            elif each.get('ev') == 'delete':
                counted.discard(each['target'])
            elif each.get('ev') == 'read' and each['user'] == self.ana.id:
                mark = each['seq']
        self.assertEqual(count + len([seq for seq in counted if seq > mark]), self.counts()[0])

    def test_newest_message(self):
        [one, two] = self.say('one', 'two')
        self.ana.reconnect()
        self.assertEqual(self.ana.room(self.room)['last'], {
            'seq': two, 'time': self.ana.room(self.room)['last']['time'], 'room': self.room,
            'from': {'id': self.berta.id, 'name': 'berta'}, 'text': 'two'})
        self.berta.ask('delete', seq=two)
        self.ana.reconnect()
        self.assertEqual(self.ana.room(self.room)['last']['seq'], one)
        [long] = self.say('x' * 1001)
        self.assertNotIn('last', self.ana.reconnect() and self.ana.room(self.room))
        self.berta.ask('edit', seq=long, text='é' * 500)
        self.ana.reconnect()
        self.assertEqual(self.ana.room(self.room)['last']['text'], 'é' * 500)

    def test_rooms_are_in_the_order_of_news(self):
        bath = self.make_room(self.ana, 'Bath', members=[self.berta])
        for room in (self.ana.lobby, bath, self.room):
            seq = self.berta.post(room, 'news')['seq']
            rooms = self.ana.reconnect()['rooms']
            self.assertEqual((rooms[0]['id'], rooms[0]['seq']), (room, seq))
            self.assertEqual([each['seq'] for each in rooms],
                             sorted((each['seq'] for each in rooms), reverse=True))


if __name__ == '__main__':
    unittest.main()
