# SPDX-License-Identifier: GPL-3.0-or-later
"""Messages of the Charla dialect: post, edit, delete, react."""

import threading
import unittest

from charla_cases import CharlaTestCase, setUpModule  # noqa: F401

TEXTS = ('x', 'Soup today? ☕', 'a\nb\r\n\tc', '\x01\x7f\x85', 'e\u0301 é', '\u2028', 'é' * 8192,
         '"\\/', '{"ev": "bye"}', ' ', '\U0010ffff\ufffe')


class Post(CharlaTestCase):
    def setUp(self):
        super().setUp()
        self.ana, self.berta = self.enter('ana', 'berta')
        self.lobby = self.ana.lobby

    def test_post(self):
        ok = self.ana.post(self.lobby, 'hello')
        for client in (self.ana, self.berta):
            event = client.wait_for_event('message')
            self.assertEqual(event, {
                'ev': 'message', **ok, 'room': self.lobby, 'from': {'id': self.ana.id, 'name': 'ana'},
                'text': 'hello', 'prev': self.berta.welcome['seq']})

    def test_answer_before_event(self):
        for i in range(20):
            ok = self.ana.post(self.lobby, f'{i}')
            self.ana.wait_for_event('message', seq=ok['seq'])
        frames = self.ana.frames
        for event in self.ana.events('message'):
            reply = next(each for each in frames if each.get('ok', {}).get('time') and
                         each['ok']['seq'] == event['seq'])
            self.assertLess(frames.index(reply), frames.index(event))

    def test_texts(self):
        for text in TEXTS:
            ok = self.ana.post(self.lobby, text)
            self.assertEqual(self.berta.wait_for_event('message', seq=ok['seq'])['text'], text)
        self.assertEqual([each['text'] for each in self.history(self.berta, self.lobby)], [*TEXTS])

    def test_no_texts(self):
        self.assert_refused('bad-request', self.ana, 'post', room=self.lobby, text='', nonce='1')
        self.assert_refused('too-large', self.ana, 'post', room=self.lobby, text='é' * 8192 + 'x',
                            nonce='1')
        self.assert_refused('bad-request', self.ana, 'post', room=self.lobby, text=7, nonce='1')
        self.assert_refused('bad-request', self.ana, 'post', room=self.lobby, nonce='1')
        self.assertEqual(self.history(self.ana, self.lobby), [])
        self.ana.post(self.lobby, 'the nonce of what was refused is free', nonce='1')

    def test_nonces(self):
        for nonce in ('', 'a\nb', 7):
            self.assert_refused('bad-request', self.ana, 'post', room=self.lobby, text='x',
                                nonce=nonce)
        self.assert_refused('too-large', self.ana, 'post', room=self.lobby, text='x',
                            nonce='n' * 65)
        self.assert_refused('bad-request', self.ana, 'post', room=self.lobby, text='x')
        self.ana.post(self.lobby, 'x', nonce='é' * 64)

    def test_same_nonce(self):
        kitchen = self.make_room(self.ana)
        first = self.ana.post(self.lobby, 'hello', nonce='n')
        phone = self.enter_again(self.ana)
        self.assertEqual(self.ana.post(self.lobby, 'hello', nonce='n'), first)
        self.assertEqual(phone.post(self.lobby, 'another text', nonce='n'), first)
        self.assertEqual(phone.post(kitchen, 'another room', nonce='n'), first)
        self.ana.reconnect()
        self.assertEqual(self.ana.post(self.lobby, 'hello', nonce='n'), first)
        self.assertNotEqual(self.berta.post(self.lobby, 'of another user', nonce='n'), first)
        self.assertEqual([each['text'] for each in self.history(self.berta, self.lobby)],
                         ['hello', 'of another user'])
        self.assertEqual(self.history(self.ana, kitchen), [])

    def test_same_nonce_at_once(self):
        """From two connections, again and again: one message each time."""
        phone = self.enter_again(self.ana)
        for i in range(50):
            one = self.ana.send('post', room=self.lobby, text='x', nonce=f'{i}')
            other = phone.send('post', room=self.lobby, text='x', nonce=f'{i}')
            self.assertEqual(self.ana.wait_for_reply(one), phone.wait_for_reply(other))
        self.assertEqual(len(self.history(self.berta, self.lobby, limit=200)), 50)
        self.berta.post(self.lobby, 'the last')
        self.berta.wait_for_event('message', text='the last')
        self.assertEqual(len(self.berta.events('message')), 51)

    def test_reply(self):
        kitchen = self.make_room(self.ana)
        first = self.ana.post(self.lobby, '☕' * 150)['seq']
        second = self.berta.post(self.lobby, 'yes', reply=first)['seq']
        event = self.ana.wait_for_event('message', seq=second)
        self.assertEqual(event['reply'], {'seq': first, 'name': 'ana', 'excerpt': '☕' * 100})
        self.assert_refused('not-found', self.ana, 'post', room=kitchen, text='x', nonce='1',
                            reply=first)
        self.assert_refused('not-found', self.ana, 'post', room=self.lobby, text='x', nonce='1',
                            reply=9000)
        self.assert_refused('not-found', self.ana, 'post', room=self.lobby, text='x', nonce='1',
                            reply=1)
        self.assert_refused('bad-request', self.ana, 'post', room=self.lobby, text='x', nonce='1',
                            reply='1')

        self.ana.ask('edit', seq=first, text='tea?')
        self.assertEqual(self.message(self.ana, second)['reply']['excerpt'], 'tea?')
        self.ana.ask('delete', seq=first)
        self.assertEqual(self.message(self.ana, second)['reply'],
                         {'seq': first, 'name': 'ana', 'excerpt': ''})

    def test_order_is_the_same_for_all(self):
        def talk(client):
            client.send_all([('post', {'room': self.lobby, 'text': f'{client.name} {i}',
                                       'nonce': f'{i}'}) for i in range(100)])
        threads = [threading.Thread(target=talk, args=[client]) for client in (self.ana, self.berta)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.ana.post(self.lobby, 'the last')
        logs = []
        for client in (self.ana, self.berta):
            while len(client.events('message')) < 201:
                client.wait_for_event('message')
            logs.append(client.events('message'))
        self.assertEqual(*logs)
        self.assertEqual([each['text'] for each in logs[0] if each['from']['name'] == 'ana'][:-1],
                         [f'ana {i}' for i in range(100)])


class Mentions(CharlaTestCase):
    def setUp(self):
        super().setUp()
        self.ana, self.berta, self.long = self.enter('ana', 'Berta', 'berta b')
        self.carla = self.enter('carla')

    def mentioned(self, text, room=None):
        seq = self.ana.post(room or self.ana.lobby, text)['seq']
        return {*self.ana.wait_for_event('message', seq=seq).get('mentions', ())}

    def test_found(self):
        berta, both = {self.berta.id}, {self.berta.id, self.carla.id}
        for text, ids in (
                ('@berta', berta), ('hi @BERTA!', berta), ('(@ｂｅｒｔａ)', berta),
                ('@carla @berta @berta', both), ('@berta@carla', berta), ('\n@berta,', berta),
                ('@@berta', berta), ('@berta b', {self.long.id}), ('@berta bb', berta),
                ('@berta b, @berta', {self.long.id, self.berta.id})):
            with self.subTest(repr(text)):
                self.assertEqual(self.mentioned(text), ids)

    def test_not_found(self):
        for text in ('berta', 'x@berta', '1@berta', '_@berta', 'é@berta', 'e\u0301@berta', '@bertal',
                     '@berta_', '@berta1', '@ berta', '@ana', '@nobody', '@'):
            with self.subTest(repr(text)):
                self.assertEqual(self.mentioned(text), set())

    def test_first_32(self):
        self.assertEqual(self.mentioned('@ ' * 31 + '@berta @carla'), {self.berta.id})

    def test_only_who_is_in_the_room(self):
        kitchen = self.make_room(self.ana)
        self.assertEqual(self.mentioned('@berta', kitchen), set())
        self.ana.ask('invite', room=kitchen, user='berta')
        self.assertEqual(self.mentioned('@berta', kitchen), {self.berta.id})
        self.assertEqual(self.mentioned('@berta @carla', self.direct(self.ana, self.berta)),
                         {self.berta.id})

    def test_edit_changes_nothing(self):
        seq = self.ana.post(self.ana.lobby, 'hello @berta')['seq']
        self.ana.ask('edit', seq=seq, text='hello @carla')
        self.ana.wait_for_event('edit')
        self.assertEqual(self.message(self.ana, seq)['mentions'], [self.berta.id])


class Change(CharlaTestCase):
    def setUp(self):
        super().setUp()
        self.ana, self.berta, self.carla = self.enter('ana', 'berta', 'carla')
        self.room = self.make_room(self.ana, members=[self.berta])
        self.seq = self.berta.post(self.room, 'Soup?')['seq']
        for client in (self.ana, self.berta):
            client.wait_for_event('message', seq=self.seq)

    def test_edit(self):
        ok = self.berta.ask('edit', seq=self.seq, text='Soup!')
        for client in (self.ana, self.berta):
            event = client.wait_for_event('edit')
            self.assertEqual(event, {'ev': 'edit', **ok, 'room': self.room, 'target': self.seq,
                                     'text': 'Soup!', 'prev': self.seq})
        message = self.message(self.ana, self.seq)
        self.assertEqual((message['text'], message['edited']), ('Soup!', ok['time']))

    def test_edit_that_changes_nothing(self):
        """A `seq` in the answer is that of what made it so."""
        self.assertEqual(self.berta.ask('edit', seq=self.seq, text='Soup?')['seq'], self.seq)
        self.assertEqual(self.berta.ask('history', room=self.room)['seq'], self.seq)
        self.assertNotIn('edited', self.message(self.berta, self.seq))

    def test_edit_refused(self):
        self.assert_refused('forbidden', self.ana, 'edit', seq=self.seq, text='x')
        self.assert_refused('not-found', self.berta, 'edit', seq=9000, text='x')
        self.assert_refused('not-found', self.berta, 'edit', seq=1, text='x')
        self.assert_refused('not-found', self.berta, 'edit', seq=0, text='x')
        self.assert_refused('bad-request', self.berta, 'edit', seq=self.seq, text='')
        self.assert_refused('bad-request', self.berta, 'edit', seq=self.seq)
        self.assert_refused('bad-request', self.berta, 'edit', text='x')
        self.assert_refused('too-large', self.berta, 'edit', seq=self.seq, text='x' * 16385)
        self.berta.ask('leave', room=self.room)
        self.assert_refused('not-member', self.berta, 'edit', seq=self.seq, text='x')
        self.assert_refused('not-member', self.carla, 'edit', seq=self.seq, text='x')

    def test_edit_of_a_deleted_message(self):
        self.berta.ask('delete', seq=self.seq)
        self.assert_refused('conflict', self.berta, 'edit', seq=self.seq, text='x')
        self.assertEqual(self.message(self.berta, self.seq)['text'], '')

    def test_delete(self):
        self.ana.ask('react', seq=self.seq, emoji='👍', on=True)
        ok = self.berta.ask('delete', seq=self.seq)
        for client in (self.ana, self.berta):
            event = client.wait_for_event('delete')
            self.assertEqual((event['seq'], event['target'], event['room']),
                             (ok['seq'], self.seq, self.room))
        message = self.message(self.ana, self.seq)
        self.assertEqual((message['text'], message['deleted']), ('', True))
        self.assertEqual(self.ana.ask('search', text='soup')['messages'], [])
        self.assertEqual(self.berta.ask('delete', seq=self.seq), ok)
        self.assertEqual(self.ana.ask('history', room=self.room)['seq'], ok['seq'])

    def test_delete_by_a_moderator(self):
        self.ana.ask('delete', seq=self.seq)
        self.assertNotIn('by', self.berta.wait_for_event('delete', target=self.seq))

    def test_delete_refused(self):
        seq = self.ana.post(self.room, 'x')['seq']
        self.assert_refused('forbidden', self.berta, 'delete', seq=seq)
        self.assert_refused('not-member', self.carla, 'delete', seq=seq)
        self.assert_refused('not-found', self.berta, 'delete', seq=9000)
        self.assert_refused('not-found', self.berta, 'delete', seq=1)
        self.assert_refused('bad-request', self.berta, 'delete')
        self.assert_refused('bad-request', self.berta, 'delete', seq=-1)
        self.berta.ask('leave', room=self.room)
        self.assert_refused('not-member', self.berta, 'delete', seq=self.seq)

    def test_react(self):
        ok = self.ana.ask('react', seq=self.seq, emoji='👍', on=True)
        event = self.berta.wait_for_event('react')
        self.assertEqual(event, {
            'ev': 'react', 'seq': ok['seq'], 'time': event['time'], 'room': self.room,
            'target': self.seq, 'user': self.ana.id, 'emoji': '👍', 'on': True, 'prev': self.seq})
        self.berta.ask('react', seq=self.seq, emoji='☕', on=True)
        self.berta.ask('react', seq=self.seq, emoji='👍', on=True)
        expected = [{'emoji': '👍', 'count': 2, 'mine': True},
                    {'emoji': '☕', 'count': 1, 'mine': False}]
        self.assertEqual(self.message(self.ana, self.seq)['reactions'], expected)
        last = self.ana.ask('history', room=self.room)['seq']
        self.ana.ask('react', seq=self.seq, emoji='👍', on=True)
        self.ana.ask('react', seq=self.seq, emoji='☕', on=False)
        self.assertEqual(self.ana.ask('history', room=self.room)['seq'], last)

        self.ana.ask('react', seq=self.seq, emoji='👍', on=False)
        self.assertIs(self.berta.wait_for_event('react', on=False)['on'], False)
        self.berta.ask('react', seq=self.seq, emoji='👍', on=False)
        self.berta.ask('react', seq=self.seq, emoji='☕', on=False)
        self.assertNotIn('reactions', self.message(self.ana, self.seq))

    def test_react_refused(self):
        for i in range(20):
            self.ana.ask('react', seq=self.seq, emoji=f'{i}', on=True)
        self.assert_refused('conflict', self.ana, 'react', seq=self.seq, emoji='x', on=True)
        self.berta.ask('react', seq=self.seq, emoji='7', on=True)
        self.ana.ask('react', seq=self.seq, emoji='0', on=False)
        self.ana.ask('react', seq=self.seq, emoji='é' * 32, on=True)
        for members in ({'emoji': ''}, {'emoji': 'a\nb'}, {'emoji': None}, {'on': None}, {'on': 1},
                        {'seq': None}):
            wanted = {'seq': self.seq, 'emoji': 'x', 'on': True, **members}
            self.assert_refused('bad-request', self.ana, 'react', **wanted)
        self.assert_refused('too-large', self.ana, 'react', seq=self.seq, emoji='x' * 33, on=True)
        self.assert_refused('not-found', self.ana, 'react', seq=9000, emoji='x', on=True)
        self.assert_refused('not-member', self.carla, 'react', seq=self.seq, emoji='x', on=True)
        self.ana.ask('delete', seq=self.seq)
        self.assert_refused('conflict', self.ana, 'react', seq=self.seq, emoji='7', on=True)


if __name__ == '__main__':
    unittest.main()
