# SPDX-License-Identifier: GPL-3.0-or-later
"""Who is there in the Charla dialect: presence, status, typing, whois."""

import unittest

from charla_cases import CharlaTestCase, setUpModule  # noqa: F401


class People(CharlaTestCase):
    def setUp(self):
        super().setUp()
        self.ana, self.berta = self.enter('ana', 'berta')

    def whois(self, user):
        return self.ana.ask('whois', user=user)['user']

    def test_whois(self):
        expected = {'id': self.berta.id, 'name': 'berta', 'kind': 'user', 'online': True,
                    'state': 'active'}
        for who in ('berta', 'BERTA', 'ｂｅｒｔａ', self.berta.id):
            self.assertEqual(self.whois(who), expected)
        self.assertEqual(self.whois('ana'), self.ana.welcome['you'])
        self.ana.wait_for_event('presence', on=[self.berta.id])
        self.berta.close()
        self.ana.wait_for_event('presence', off=[self.berta.id])
        self.assertIs(self.whois('berta')['online'], False)
        for who in ('nobody', '', 'u99'):
            self.assert_refused('unknown-user', self.ana, 'whois', user=who)
        self.assert_refused('bad-request', self.ana, 'whois')
        self.assert_refused('bad-request', self.ana, 'whois', user=7)

    def test_id_goes_before_name(self):
        trickster = self.enter(self.berta.id)
        self.assertNotEqual(trickster.id, self.berta.id)
        self.assertEqual(self.whois(self.berta.id)['name'], 'berta')
        self.assertEqual(self.whois(trickster.id)['name'], self.berta.id)

    def test_presence(self):
        """The last connection counts; it is gathered, and told of with ids."""
        phone = self.enter_again(self.berta)
        self.ana.wait_for_event('presence', on=[self.berta.id])
        self.berta.close()
        phone.sync()
        self.assertIs(self.whois('berta')['online'], True)
        phone.close()
        event = self.ana.wait_for_event('presence', off=[self.berta.id])
        self.assertEqual(event['on'], [])
        self.berta.reconnect()
        event = self.ana.wait_for_event('presence', on=[self.berta.id])
        self.assertEqual(event['off'], [])
        [member] = [each for each in self.ana.ask('members', room=self.ana.lobby)['members']
                    if each['user']['id'] == self.berta.id]
        self.assertIs(member['user']['online'], True)

    def test_for_a_moment(self):
        """Whoever was seen to come is told of when gone, however soon that was."""
        carla = self.enter('carla')
        self.ana.wait_for_event('member', user={'id': carla.id, 'online': True})
        carla.close()
        self.ana.wait_for_event('presence', off=[carla.id])

    def test_status(self):
        phone = self.enter_again(self.ana)
        self.assertEqual(self.ana.ask('status', state='busy', text='In the garden ☕'), {})
        for client in (self.berta, phone):
            user = client.wait_for_event('user', user={'state': 'busy'})['user']
            self.assertEqual(user, {'id': self.ana.id, 'name': 'ana', 'kind': 'user', 'online': True,
                                    'status': 'In the garden ☕', 'state': 'busy'})
        self.ana.ask('status', state='away')
        user = self.berta.wait_for_event('user', user={'state': 'away'})['user']
        self.assertEqual(user['status'], 'In the garden ☕')
        self.ana.ask('status', text='')
        self.ana.ask('status')
        while 'status' in user:
            user = self.berta.wait_for_event('user', user={'id': self.ana.id})['user']
        self.assertEqual(user['state'], 'away')
        self.ana.ask('status', text='é' * 100)
        phone.close()
        self.ana.close()
        back = self.ana.reconnect()['you']
        self.assertEqual((back['state'], back['status']), ('away', 'é' * 100))

    def test_status_refused(self):
        for members in ({'state': 'asleep'}, {'state': 7}, {'text': 7}, {'text': 'a\nb'},
                        {'state': ''}):
            self.assert_refused('bad-request', self.ana, 'status', **members)
        self.assert_refused('too-large', self.ana, 'status', text='x' * 101)

    def test_typing(self):
        """Told to the others; it ends by itself, and with a message without an event."""
        phone = self.enter_again(self.ana)
        room = self.ana.lobby
        self.assertEqual(self.ana.ask('typing', room=room, on=True), {})
        expected = {'ev': 'typing', 'room': room, 'user': self.ana.id, 'on': True}
        self.assertEqual(self.berta.wait_for_event('typing'), expected)
        self.ana.ask('typing', room=room, on=True)
        self.ana.ask('typing', room=room, on=False)
        self.assertEqual(self.berta.wait_for_event('typing'), {**expected, 'on': False})
        self.berta.ask('typing', room=room, on=True)
        self.ana.wait_for_event('typing', user=self.berta.id, on=True)
        self.ana.wait_for_event('typing', user=self.berta.id, on=False)
        self.ana.ask('typing', room=room, on=True)
        self.berta.wait_for_event('typing', on=True)
        self.ana.post(room, 'hello')
        self.ana.ask('typing', room=room, on=False)
        self.berta.wait_for_event('message')
        self.berta.sync()
        self.assertEqual(self.berta.events('typing')[-1]['on'], True)
        self.assertEqual([each for each in phone.events('typing')
                          if each['user'] == self.ana.id], [])

    def test_typing_refused(self):
        other = self.make_room(self.berta)
        self.assert_refused('not-member', self.ana, 'typing', room=other, on=True)
        self.assert_refused('unknown-room', self.ana, 'typing', room='r99', on=True)
        for members in ({'room': other}, {'on': True}, {'room': other, 'on': 1}):
            self.assert_refused('bad-request', self.ana, 'typing', **members)

    def test_only_with_a_room_in_common(self):
        """Everyone is in the Lobby, so all are told; a guest is none of them."""
        self.enter_classic('guest')
        self.ana.ask('status', state='away')
        self.berta.wait_for_event('user', user={'id': self.ana.id})


if __name__ == '__main__':
    unittest.main()
