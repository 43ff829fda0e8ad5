# SPDX-License-Identifier: GPL-3.0-or-later
"""Rooms of the Charla dialect: to make, find, enter, leave and change them."""

import unittest

from charla_cases import CharlaTestCase, setUpModule  # noqa: F401


def names(page):
    return [room['name'] for room in page['rooms']]


class Create(CharlaTestCase):
    def setUp(self):
        super().setUp()
        self.ana, self.berta = self.enter('ana', 'berta')

    def test_public(self):
        room = self.ana.ask('create', name='Kitchen', kind='public', topic='Lunch')['room']
        own = {'id': room['id'], 'kind': 'public', 'name': 'Kitchen', 'topic': 'Lunch'}
        first = self.ana.wait_for_event('room')
        second = self.ana.wait_for_event('member', role='owner')
        self.assertEqual(room, {**own, 'members': 1, 'member': True, 'role': 'owner',
                                'seq': second['seq'], 'read': second['seq'], 'unread': 0,
                                'mentions': 0})
        self.assertEqual(first, {'ev': 'room', 'seq': first['seq'], 'time': first['time'],
                                 'room': own, 'prev': 0})
        self.assertEqual((second['about'], second['prev']), (own, first['seq']))
        self.assertEqual(second['user']['id'], self.ana.id)
        self.berta.sync()
        self.assertEqual(self.berta.events('room'), [])

    def test_private(self):
        room = self.ana.ask('create', name='Cellar', kind='private')['room']
        self.assertEqual((room['kind'], room['topic'], room['role']), ('private', '', 'owner'))
        self.assertEqual(names(self.ana.ask('rooms')), ['Lobby'])

    def test_names(self):
        self.make_room(self.ana)
        self.make_room(self.ana, 'Cellar', 'private')
        for name in ('Kitchen', 'KITCHEN', 'ｋitchen', 'Lobby', 'cellar', 'Kit\u200bchen'):
            for kind in ('public', 'private'):
                self.assert_refused('name-taken', self.berta, 'create', name=name, kind=kind)
        for name in ('', ' x', 'x ', 'x\n', 'x' * 33):
            self.assert_refused('name-invalid', self.berta, 'create', name=name, kind='public')
        self.make_room(self.berta, 'ana')

    def test_refused(self):
        for members in ({'name': 'x'}, {'kind': 'public'}, {'name': 'x', 'kind': 'direct'},
                        {'name': 'x', 'kind': 'open'}, {'name': 7, 'kind': 'public'},
                        {'name': 'x', 'kind': 'public', 'topic': 'a\nb'},
                        {'name': 'x', 'kind': 'public', 'topic': 7}):
            self.assert_refused('bad-request', self.ana, 'create', **members)
        self.assert_refused('too-large', self.ana, 'create', name='x', kind='public',
                            topic='x' * 251)
        self.make_room(self.ana, 'x', topic='é' * 250)

    def test_five_hundred(self):
        numbers = self.ana.send_all([
            ('create', {'name': f'room {i}', 'kind': 'public'}) for i in range(499)])
        for number in numbers:
            self.ana.wait_for_reply(number)
        self.assert_refused('conflict', self.ana, 'create', name='one more', kind='public')
        self.assert_refused('conflict', self.ana, 'direct', user='berta')
        self.assert_refused('conflict', self.berta, 'direct', user='ana')
        room = self.make_room(self.berta)
        self.assert_refused('conflict', self.ana, 'join', room=room)
        self.assert_refused('conflict', self.berta, 'invite', room=room, user='ana')
        self.assertEqual(len(self.ana.reconnect(since=False)['rooms']), 500)
        self.assertNotIn('one more', names(self.ana.ask('rooms', query='one')))
        first = self.ana.ask('rooms', query='room 17')['rooms'][0]['id']
        self.ana.ask('leave', room=first)
        self.ana.ask('join', room=room)


class Find(CharlaTestCase):
    def setUp(self):
        super().setUp()
        self.ana, self.berta = self.enter('ana', 'berta')
        self.rooms = {name: self.make_room(self.ana, name)
                      for name in ('kitchen', 'Bath', 'ｋitchenette', 'Élan', 'a%b', 'a_b')}

    def test_sorted_by_folded_name(self):
        page = self.berta.ask('rooms')
        self.assertEqual(names(page), ['a%b', 'a_b', 'Bath', 'kitchen', 'ｋitchenette', 'Lobby',
                                       'Élan'])
        self.assertIs(page['more'], False)
        self.assertEqual([room['member'] for room in page['rooms']],
                         [name == 'Lobby' for name in names(page)])

    def test_query(self):
        self.assertEqual(names(self.berta.ask('rooms', query='KIT')), ['kitchen', 'ｋitchenette'])
        self.assertEqual(names(self.berta.ask('rooms', query='chenette')), ['ｋitchenette'])
        self.assertEqual(names(self.berta.ask('rooms', query='%')), ['a%b'])
        self.assertEqual(names(self.berta.ask('rooms', query='_')), ['a_b'])
        self.assertEqual(names(self.berta.ask('rooms', query='É')), ['Élan'])
        self.assertEqual(names(self.berta.ask('rooms', query='garden')), [])

    def test_pages(self):
        found, page = [], {'more': True}
        after = None
        while page['more']:
            page = self.berta.ask('rooms', limit=3, after=after)
            self.assertLessEqual(len(page['rooms']), 3)
            found += names(page)
            after = page['rooms'][-1]['id']
        self.assertEqual(found, names(self.berta.ask('rooms')))

    def test_limits(self):
        self.ana.send_all([('create', {'name': f'{i}', 'kind': 'public'}) for i in range(250)])
        self.ana.sync()
        while len(self.ana.ask('rooms', limit=1000)['rooms']) < 200:
            self.ana.sync()
        self.assertEqual(len(self.ana.ask('rooms', limit=1000)['rooms']), 200)
        page = self.ana.ask('rooms')
        self.assertEqual((len(page['rooms']), page['more']), (50, True))

    def test_refused(self):
        for members in ({'limit': 0}, {'limit': 'x'}, {'query': 7}, {'after': 7}, {'query': 'a\nb'}):
            self.assert_refused('bad-request', self.ana, 'rooms', **members)
        self.assert_refused('too-large', self.ana, 'rooms', query='x' * 201)


class Enter(CharlaTestCase):
    def setUp(self):
        super().setUp()
        self.ana, self.berta, self.carla = self.enter('ana', 'berta', 'carla')
        self.room = self.make_room(self.ana)

    def test_join(self):
        room = self.berta.ask('join', room=self.room)['room']
        self.assertEqual((room['members'], room['member'], room['role']), (2, True, 'member'))
        for client in (self.ana, self.berta):
            event = client.wait_for_event('member', room=self.room, user={'id': self.berta.id})
            self.assertEqual(event['seq'], room['seq'])
            self.assertNotIn('by', event)
            self.assertIn('about', event)
        self.assertEqual(self.berta.ask('join', room=self.room)['room']['seq'], room['seq'])
        self.carla.sync()
        self.assertEqual(self.carla.events('member')[1:], [])

    def test_leave(self):
        self.berta.ask('join', room=self.room)
        room = self.berta.ask('leave', room=self.room)['room']
        self.assertEqual((room['members'], room['member'], room['role'], room['read']),
                         (1, False, None, 0))
        for client in (self.ana, self.berta):
            event = client.wait_for_event('member', room=self.room, role=None)
            self.assertEqual(event['seq'], room['seq'])
            self.assertFalse({'by', 'about', 'reason'} & event.keys())
        self.assertEqual(self.berta.ask('leave', room=self.room)['room']['seq'], room['seq'])
        self.ana.post(self.room, 'not for Berta')
        self.berta.sync()
        self.assertEqual(self.berta.events('message'), [])

    def test_refused(self):
        for do in ('join', 'leave'):
            self.assert_refused('unknown-room', self.berta, do, room='r99')
            self.assert_refused('bad-request', self.berta, do)
            self.assert_refused('bad-request', self.berta, do, room=3)
        self.assert_refused('forbidden', self.berta, 'leave', room=self.berta.lobby)
        self.assert_refused('forbidden', self.berta, 'leave',
                            room=self.direct(self.ana, self.berta))

    def test_last_owner_leaves(self):
        """The highest role becomes owner, and of these the one who has been there longest."""
        self.carla.ask('join', room=self.room)
        self.berta.ask('join', room=self.room)
        self.ana.ask('leave', room=self.room)
        event = self.berta.wait_for_event('member', room=self.room, role='owner')
        self.assertEqual(event['user']['id'], self.carla.id)
        self.assertFalse({'by', 'about'} & event.keys())
        self.ana.ask('join', room=self.room)
        self.carla.ask('role', room=self.room, user='ana', role='moderator')
        self.carla.ask('leave', room=self.room)
        event = self.berta.wait_for_event('member', room=self.room, role='owner')
        self.assertEqual(event['user']['id'], self.ana.id)

    def test_owner_of_an_empty_room(self):
        self.ana.ask('leave', room=self.room)
        self.assertEqual(self.berta.ask('join', room=self.room)['room']['role'], 'owner')

    def test_empty_private_room_is_gone(self):
        room = self.make_room(self.ana, 'Cellar', 'private')
        seq = self.ana.post(room, 'dark')['seq']
        self.ana.ask('leave', room=room)
        for do in ('join', 'history', 'members'):
            self.assert_refused('unknown-room', self.ana, do, room=room)
        self.assert_refused('not-found', self.ana, 'delete', seq=seq)
        self.assertNotEqual(self.make_room(self.berta, 'Cellar'), room)

    def test_invite(self):
        self.assertEqual(self.ana.ask('invite', room=self.room, user='BERTA', reason='Lunch'), {})
        event = self.berta.wait_for_event('member', room=self.room)
        self.assertEqual((event['by'], event['reason'], event['role']),
                         ({'id': self.ana.id, 'name': 'ana'}, 'Lunch', 'member'))
        self.assertEqual(event['about']['name'], 'Kitchen')
        self.ana.ask('invite', room=self.room, user=self.berta.id)
        self.berta.ask('invite', room=self.room, user=self.carla.id)
        self.assertNotIn('reason', self.carla.wait_for_event('member', room=self.room))

    def test_invite_refused(self):
        guest = self.enter_classic('guest')
        guest.say('hi')
        guest_id = self.ana.wait_for_event('message')['from']['id']
        for user in ('nobody', 'guest', guest_id, ''):
            self.assert_refused('unknown-user', self.ana, 'invite', room=self.room, user=user)
        self.assert_refused('unknown-room', self.ana, 'invite', room='r99', user='berta')
        self.assert_refused('not-member', self.carla, 'invite', room=self.room, user='berta')
        self.assert_refused('bad-request', self.ana, 'invite', room=self.room)
        self.assert_refused('bad-request', self.ana, 'invite', user='berta')
        self.assert_refused('bad-request', self.ana, 'invite', room=self.room, user='berta',
                            reason='a\nb')
        self.assert_refused('too-large', self.ana, 'invite', room=self.room, user='berta',
                            reason='x' * 251)

    def test_kick(self):
        self.berta.ask('join', room=self.room)
        self.assertEqual(self.ana.ask('kick', room=self.room, user='berta', reason='Pizza'), {})
        event = self.berta.wait_for_event('member', room=self.room, role=None)
        self.assertEqual((event['by'], event['reason']), ({'id': self.ana.id, 'name': 'ana'}, 'Pizza'))
        self.ana.wait_for_event('member', room=self.room, role=None)
        self.assert_refused('unknown-user', self.ana, 'kick', room=self.room, user='nobody')
        self.assert_refused('unknown-room', self.ana, 'kick', room='r99', user='berta')
        self.assert_refused('too-large', self.ana, 'kick', room=self.room, user='berta',
                            reason='x' * 251)
        self.assert_refused('bad-request', self.ana, 'kick', room=self.room)
        self.berta.ask('join', room=self.room)


class Change(CharlaTestCase):
    def setUp(self):
        super().setUp()
        self.ana, self.berta = self.enter('ana', 'berta')
        self.room = self.make_room(self.ana, members=[self.berta])

    def test_topic(self):
        self.assertEqual(self.ana.ask('topic', room=self.room, text='é' * 250), {})
        event = self.berta.wait_for_event('room')
        self.assertEqual(event['room'], {'id': self.room, 'kind': 'public', 'name': 'Kitchen',
                                         'topic': 'é' * 250})
        self.ana.ask('topic', room=self.room, text='')
        self.assertEqual(self.berta.wait_for_event('room')['room']['topic'], '')
        before = self.ana.ask('history', room=self.room)['seq']
        self.ana.ask('topic', room=self.room, text='')
        self.assertEqual(self.ana.ask('history', room=self.room)['seq'], before)

    def test_topic_refused(self):
        self.assert_refused('too-large', self.ana, 'topic', room=self.room, text='x' * 251)
        self.assert_refused('bad-request', self.ana, 'topic', room=self.room, text='a\nb')
        self.assert_refused('bad-request', self.ana, 'topic', room=self.room)
        self.assert_refused('unknown-room', self.ana, 'topic', room='r99', text='x')

    def test_rename(self):
        self.make_room(self.berta, 'Bath')
        self.assertEqual(self.ana.ask('rename', room=self.room, text='KITCHEN'), {})
        self.assertEqual(self.berta.wait_for_event('room', room={'name': 'KITCHEN'})['room']['id'],
                         self.room)
        self.assert_refused('name-taken', self.ana, 'rename', room=self.room, text='bath')
        self.assert_refused('name-taken', self.ana, 'rename', room=self.room, text='LOBBY')
        for name in ('', ' x', 'x' * 33, 'a\nb'):
            self.assert_refused('name-invalid', self.ana, 'rename', room=self.room, text=name)
        self.assert_refused('unknown-room', self.ana, 'rename', room='r99', text='x')
        self.assert_refused('bad-request', self.ana, 'rename', room=self.room)
        self.ana.ask('rename', room=self.room, text='Cook')
        self.make_room(self.berta, 'kitchen')

    def test_role(self):
        self.assertEqual(self.ana.ask('role', room=self.room, user=self.berta.id, role='moderator'), {})
        event = self.berta.wait_for_event('member', role='moderator')
        self.assertEqual(event['by']['id'], self.ana.id)
        self.assertNotIn('about', event)
        self.ana.ask('role', room=self.room, user='berta', role='moderator')
        self.assert_refused('conflict', self.ana, 'role', room=self.room, user='ana', role='member')
        self.ana.ask('role', room=self.room, user='berta', role='owner')
        self.ana.ask('role', room=self.room, user='ana', role='member')
        self.assert_refused('forbidden', self.ana, 'role', room=self.room, user='ana', role='owner')
        self.enter('carla')
        self.assert_refused('not-member', self.berta, 'role', room=self.room, user='carla',
                            role='owner')
        self.assert_refused('unknown-user', self.berta, 'role', room=self.room, user='x', role='owner')
        self.assert_refused('unknown-room', self.berta, 'role', room='r99', user='ana', role='owner')
        for role in ('admin', '', 7):
            self.assert_refused('bad-request', self.berta, 'role', room=self.room, user='ana',
                                role=role)

    def test_what_is_so_already(self):
        """It is answered with ok, and makes no event."""
        self.enter('carla')
        before = self.ana.ask('join', room=self.room)['room']
        for do, members in (('kick', {'user': 'carla'}), ('invite', {'user': 'berta'}),
                            ('role', {'user': 'ana', 'role': 'owner'}), ('topic', {'text': ''}),
                            ('rename', {'text': 'Kitchen'})):
            self.assertEqual(self.ana.ask(do, room=self.room, **members), {})
        self.assertEqual(self.ana.ask('join', room=self.room)['room'], before)

    def test_members(self):
        self.enter('carla')
        self.ana.ask('invite', room=self.room, user='carla')
        page = self.berta.ask('members', room=self.room)
        self.assertEqual([(each['user']['name'], each['role']) for each in page['members']],
                         [('ana', 'owner'), ('berta', 'member'), ('carla', 'member')])
        self.assertIs(page['more'], False)
        page = self.berta.ask('members', room=self.room, limit=1)
        self.assertEqual((len(page['members']), page['more']), (1, True))
        page = self.berta.ask('members', room=self.room, after=self.ana.id, limit=2)
        self.assertEqual([each['user']['name'] for each in page['members']], ['berta', 'carla'])
        self.assertIs(page['more'], False)
        self.assert_refused('unknown-room', self.ana, 'members', room='r99')
        for members in ({'room': 7}, {}, {'room': self.room, 'limit': 0},
                        {'room': self.room, 'after': 7}):
            self.assert_refused('bad-request', self.ana, 'members', **members)

    def test_direct(self):
        room = self.ana.ask('direct', user='BERTA')['room']
        self.assertEqual((room['kind'], room['name'], room['members'], room['role']),
                         ('direct', '', 2, 'member'))
        self.assertEqual(room['with']['id'], self.berta.id)
        for client in (self.ana, self.berta):
            event = client.wait_for_event('room', room={'id': room['id']})
            self.assertEqual(event['prev'], 0)
            self.assertEqual([user['name'] for user in event['room']['users']], ['ana', 'berta'])
        again = self.berta.ask('direct', user=self.ana.id)['room']
        self.assertEqual((again['id'], again['seq']), (room['id'], room['seq']))
        self.assertEqual(again['with']['id'], self.ana.id)
        self.assertEqual(len(self.berta.events('room')), 1)

    def test_direct_at_once(self):
        one, other = self.ana.send('direct', user='berta'), self.berta.send('direct', user='ana')
        self.assertEqual(self.ana.wait_for_reply(one)['room']['id'],
                         self.berta.wait_for_reply(other)['room']['id'])

    def test_direct_refused(self):
        guest = self.enter_classic('guest')
        guest.say('hi')
        guest_id = self.ana.wait_for_event('message')['from']['id']
        self.assert_refused('bad-request', self.ana, 'direct', user='ana')
        self.assert_refused('bad-request', self.ana, 'direct', user=self.ana.id)
        for user in ('nobody', 'guest', guest_id):
            self.assert_refused('unknown-user', self.ana, 'direct', user=user)
        self.assert_refused('bad-request', self.ana, 'direct')


if __name__ == '__main__':
    unittest.main()
