# SPDX-License-Identifier: GPL-3.0-or-later
"""The first frame of the Charla dialect, and what it is answered with."""

import secrets
import threading
import unittest

import charla
from charla_cases import CharlaTestCase, setUpModule  # noqa: F401

NO_NAMES = ('', ' ', ' ana', 'ana ', '\tana', 'a' * 33, 'a\nb', 'a\x7f', 'a\x85', '\u00a0ana',
            '\u200b')
NAMES = ('ana', 'a b', '☕', 'é' * 32, '😀' * 32, 'a@b', '{"charla": 2}')


class Hello(CharlaTestCase):
    def test_new_name(self):
        ana = self.enter('ana')
        ok = ana.welcome
        self.assertEqual(ok['charla'], 1)
        self.assertRegex(ok['token'], r'^[\w-]{43}$')
        self.assertEqual(ok['seq'], 1)
        self.assertIs(ok['gap'], False)
        self.assertEqual(ok['limits'], {'text': 16384, 'frame': 65536, 'history': 200})
        self.assertEqual(ok['you'], {'id': ana.id, 'name': 'ana', 'kind': 'user', 'online': True,
                                     'state': 'active'})
        [room] = ok['rooms']
        self.assertEqual(room, {
            'id': ana.lobby, 'kind': 'public', 'name': 'Lobby', 'topic': '', 'members': 1,
            'member': True, 'role': 'member', 'seq': 1, 'read': 1, 'unread': 0, 'mentions': 0})
        self.assertEqual(ana.wait_for_event('live'), {'ev': 'live', 'seq': 1})
        self.assertEqual(ana.frames[0]['re'], 1)

    def test_own_token(self):
        """Who has made the token comes in again, also when they have not heard the answer."""
        token = secrets.token_urlsafe(32)
        connection = self.connect()
        connection.send({'charla': 1, 'id': 1, 'name': 'ana', 'token': token})
        self.server.wait_for_log('"ana" joined')
        connection.close()
        again = self.enter('ana', token=token)
        self.assertNotIn('token', again.welcome)
        with self.refused('auth-failed'):
            self.enter('ana', token=secrets.token_urlsafe(32))
        self.assertEqual(self.enter('berta', token=secrets.token_urlsafe(32)).id, 'u2')

    def test_no_own_token(self):
        """What is none, or is another account's, is replaced."""
        ana = self.enter('ana')
        for name, token in (('berta', ana.token), ('carla', 'x' * 42), ('dora', '=' * 43)):
            with self.subTest(name):
                welcome = self.enter(name, token=token).welcome
                self.assertRegex(welcome['token'], r'^[\w-]{43}$')
                self.assertNotEqual(welcome['token'], token)

    def test_entrance_is_told(self):
        ana, berta = self.enter('ana', 'berta')
        event = ana.wait_for_event('member')
        self.assertEqual(event['user'], berta.welcome['you'])
        self.assertEqual((event['role'], event['room']), ('member', ana.lobby))
        self.assertEqual(event['about'],
                         {'id': ana.lobby, 'kind': 'public', 'name': 'Lobby', 'topic': ''})
        self.assertNotIn('by', event)

    def test_newer_version(self):
        self.assertEqual(self.enter('ana', charla=99).welcome['charla'], 1)

    def test_integer_with_a_point(self):
        self.assertEqual(self.enter('ana', charla=1.0).welcome['charla'], 1)

    def test_unknown_and_null_members(self):
        ana = self.enter('ana', color='blue', deep={'in': [1, {}]})
        connection = self.connect()
        connection.send({'charla': 1, 'name': 'berta', 'token': None, 'password': None,
                         'join': None, 'since': None, 'agent': None, 'id': None, 'x': None})
        self.assertEqual({*connection.receive()}, {'ok'})
        ana.wait_for_event('member', user={'name': 'berta'})

    def test_without_id(self):
        connection = self.connect()
        connection.send({'charla': 1, 'name': 'ana'})
        self.assertEqual({*connection.receive()}, {'ok'})
        self.assertEqual(connection.receive(), {'ev': 'live', 'seq': 1})

    def test_names(self):
        for name in NAMES:
            with self.subTest(ascii(name)):
                self.assertEqual(self.enter(name).welcome['you']['name'], name)

    def test_no_names(self):
        for name in NO_NAMES:
            with self.subTest(ascii(name)), self.refused('name-invalid'):
                self.enter(name)

    def test_same_names(self):
        ana = self.enter('Straße 1')
        for name in ('STRASSE 1', 'strasse １', 'S\u200btraße 1', 'Stra\u00dfe\u00a01',
                     'Straße 1\ufe0f', '\u202eStraße 1', 'St\u034fraße 1', 'straſse 1'):
            with self.subTest(ascii(name)):
                with self.refused('auth-required', needs='password'):
                    self.enter(name)
                again = self.enter(name, token=ana.token)
                self.assertEqual(again.welcome['you'], ana.welcome['you'])
        self.assertNotEqual(self.enter('Strase 1').id, ana.id)

    def test_bad_requests(self):
        for members in ({'name': 7}, {'name': None}, {'charla': 0}, {'charla': -1},
                        {'token': 7}, {'password': True}, {'join': []}, {'since': -1},
                        {'since': '1'}, {'since': 1.5}, {'agent': {}}):
            with self.subTest(**members), self.refused('bad-request'):
                self.say(members)

    def say(self, members):
        charla.Client(self.server.address, members.get('name', 'ana'),
                      **{name: value for name, value in members.items() if name != 'name'})

    def test_too_large_secrets(self):
        for secret in ('token', 'password', 'join'):
            with self.subTest(secret), self.refused('too-large'):
                self.enter('ana', **{secret: 'x' * 4001})
        self.enter('ana', join='x' * 4000)

    def test_refused_is_closed_and_nothing_stays(self):
        ana = self.enter('ana')
        for members in ({'name': 'ana'}, {'name': 'ana', 'token': 'no'}, {'name': ''}):
            connection = self.connect()
            connection.send({'charla': 1, 'id': 1, **members},
                            {'id': 2, 'do': 'create', 'name': 'Bath', 'kind': 'public'})
            self.assertEqual({*connection.receive()}, {'re', 'error'})
            self.assertTrue(connection.is_closed())
        self.assertEqual([room['name'] for room in ana.ask('rooms')['rooms']], ['Lobby'])

    def test_requests_in_one_piece_with_the_hello(self):
        connection = self.connect()
        connection.send({'charla': 1, 'id': 1, 'name': 'ana'}, {'id': 2, 'do': 'ping'},
                        {'id': 3, 'do': 'create', 'name': 'Bath', 'kind': 'public'})
        frames = [connection.receive()]
        while len([each for each in frames if 're' in each]) < 3:
            frames.append(connection.receive())
        self.assertEqual(frames[0]['re'], 1)

    def come_at_once(self, all_members):
        """How many come in, and why the others do not."""
        entered, refused = [], []

        def come(members):
            try:
                entered.append(charla.Client(self.server.address, 'ana', **members))
            except charla.Refused as error:
                refused.append(error.code)
        threads = [threading.Thread(target=come, args=[members]) for members in all_members]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.clients += entered
        return len(entered), refused

    def test_many_first_hellos_of_one_name(self):
        """One makes the account, all others find that it is there."""
        self.assertEqual(self.come_at_once([{}] * 20), (1, ['auth-required'] * 19))

    def test_many_first_hellos_of_two_devices(self):
        """Those of one are let in, those of the other are not."""
        tokens = [{'token': secrets.token_urlsafe(32)} for _ in range(2)]
        self.assertEqual(self.come_at_once(tokens * 10), (10, ['auth-failed'] * 10))


class JoinWord(CharlaTestCase):
    OPTIONS = ('--join-word', 'tomato')

    def test_word(self):
        with self.refused('auth-required', needs='join'):
            self.enter('ana')
        with self.refused('auth-failed', needs='join'):
            self.enter('ana', join='potato')
        ana = self.enter('ana', join='tomato')
        self.enter_again(ana)
        with self.refused('auth-required', needs='password'):
            self.enter('ana', join='tomato')
        with self.refused('auth-required', needs='join'):
            self.enter('berta')


if __name__ == '__main__':
    unittest.main()
