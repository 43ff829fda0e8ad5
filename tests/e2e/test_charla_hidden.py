# SPDX-License-Identifier: GPL-3.0-or-later
"""What one may not see is not there: private and direct rooms, for all requests that there are."""

import json
import unittest

import charla
from charla_cases import CharlaTestCase, setUpModule, witness  # noqa: F401

NOWHERE = 'r999999'
NOTHING = 999999

# All requests that name a room or a message; {room} and {seq} are filled in.
REQUESTS = (
    ('join', {'room': '{room}'}),
    ('leave', {'room': '{room}'}),
    ('invite', {'room': '{room}', 'user': 'carla'}),
    ('invite', {'room': '{room}', 'user': 'ana'}),
    ('invite', {'room': '{room}', 'user': 'nobody'}),
    ('kick', {'room': '{room}', 'user': 'ana'}),
    ('kick', {'room': '{room}', 'user': 'nobody'}),
    ('topic', {'room': '{room}', 'text': 'x'}),
    ('rename', {'room': '{room}', 'text': 'x'}),
    ('rename', {'room': '{room}', 'text': 'Lobby'}),
    ('role', {'room': '{room}', 'user': 'ana', 'role': 'member'}),
    ('role', {'room': '{room}', 'user': 'carla', 'role': 'owner'}),
    ('members', {'room': '{room}'}),
    ('members', {'room': '{room}', 'after': 'u1'}),
    ('post', {'room': '{room}', 'text': 'x', 'nonce': 'n1'}),
    ('post', {'room': '{room}', 'text': 'x', 'nonce': 'n2', 'reply': '{seq}'}),
    ('post', {'room': '{lobby}', 'text': 'x', 'nonce': 'n3', 'reply': '{seq}'}),
    ('edit', {'seq': '{seq}', 'text': 'x'}),
    ('delete', {'seq': '{seq}'}),
    ('react', {'seq': '{seq}', 'emoji': 'x', 'on': True}),
    ('react', {'seq': '{seq}', 'emoji': 'x', 'on': False}),
    ('history', {'room': '{room}'}),
    ('history', {'room': '{room}', 'around': '{seq}'}),
    ('search', {'room': '{room}', 'text': 'secret'}),
    ('search', {'room': '{room}', 'text': 'secret', 'from': 'ana'}),
    ('search', {'room': '{room}', 'text': 'secret', 'from': 'nobody'}),
    ('read', {'room': '{room}', 'seq': 1}),
    ('read', {'room': '{room}', 'seq': '{seq}'}),
    ('typing', {'room': '{room}', 'on': True}),
    ('ban', {'room': '{room}', 'user': 'ana'}),
    ('ban', {'room': '{room}', 'user': 'nobody', 'until': 1}),
    ('ban', {'room': '{room}', 'address': '192.0.2.1'}),
    ('mute', {'room': '{room}', 'user': 'ana', 'on': False}),
    ('bans', {'room': '{room}'}),
    ('audit', {'room': '{room}'}),
)


class Hidden(CharlaTestCase):
    def setUp(self):
        super().setUp()
        self.ana, self.berta, self.carla = self.enter('ana', 'berta', 'carla')
        self.rooms = {'private': self.make_room(self.ana, 'Cellar', 'private', [self.berta]),
                      'direct': self.direct(self.ana, self.berta)}
        self.seqs = {kind: self.ana.post(room, 'a secret @berta')['seq']
                     for kind, room in self.rooms.items()}

    def fill(self, members, room, seq):
        values = {'{room}': room, '{seq}': seq, '{lobby}': self.ana.lobby}
        return {name: values.get(value, value) for name, value in members.items()}

    def answer(self, do, members):
        try:
            return self.carla.ask(do, **members)
        except charla.Refused as error:
            return error.code, error.text, error.extra

    def test_each_request(self):
        """What is hidden is answered to the letter as what there never was."""
        for do, members in REQUESTS:
            nothing = self.answer(do, self.fill(members, NOWHERE, NOTHING))
            code = 'unknown-room' if members.get('room') == '{room}' else 'not-found'
            self.assertEqual(nothing[0], code, do)
            for kind, room in self.rooms.items():
                with self.subTest(do, **members, kind=kind):
                    self.assertEqual(self.answer(do, self.fill(members, room, self.seqs[kind])),
                                     nothing)

    def test_requests_are_all(self):
        named = {do for do, request in witness.requests.items()
                 if {'room', 'seq'} & request.needs}
        self.assertEqual(named - {do for do, _ in REQUESTS}, set())

    def test_nothing_is_told(self):
        """Neither in lists nor in events, not now and not after a return."""
        for kind, room in self.rooms.items():
            seq = self.seqs[kind]
            self.berta.ask('react', seq=seq, emoji='☕', on=True)
            self.berta.ask('typing', room=room, on=True)
            self.berta.ask('read', room=room, seq=seq)
            self.ana.ask('edit', seq=seq, text='another secret')
            self.ana.ask('delete', seq=seq)
        self.ana.ask('topic', room=self.rooms['private'], text='secret')
        self.ana.ask('rename', room=self.rooms['private'], text='Cellar of secrets')
        self.ana.ask('role', room=self.rooms['private'], user='berta', role='moderator')
        self.berta.ask('leave', room=self.rooms['private'])
        for do, members in (('rooms', {}), ('rooms', {'query': 'cellar'}),
                            ('search', {'text': 'secret'}), ('rooms', {'after': self.rooms['private']}),
                            ('whois', {'user': 'ana'}), ('members', {'room': self.ana.lobby})):
            self.carla.ask(do, **members)
        self.carla.cursor = 0
        self.carla.reconnect()
        self.carla.wait_for_event('live')
        self.carla.wait_for_event('live')
        heard = json.dumps(self.carla.frames, ensure_ascii=False)
        self.assertIn(f'"{self.ana.lobby}"', heard)
        for secret in (*self.rooms.values(), 'secret', 'Cellar', 'another'):
            self.assertNotIn(f'"{secret}', heard)

    def test_until_one_was_taken_out(self):
        """The event that took one out is the last that is told, also after a return."""
        room = self.rooms['private']
        since = self.berta.cursor
        self.ana.post(room, 'the last that Berta may read')
        self.ana.ask('kick', room=room, user='berta')
        self.ana.post(room, 'behind her back')
        self.berta.wait_for_event('member', role=None)
        self.berta.post(self.berta.lobby, 'out')
        told = self.berta.events()
        self.berta.cursor = since
        self.berta.reconnect()
        while self.berta.cursor < told[-1]['seq']:
            self.berta.wait_for_event('live')
        self.berta.sync()
        heard = [each for each in self.berta.events() if each['seq'] > since]
        self.assertEqual(heard[:len(heard) // 2], heard[len(heard) // 2:])
        self.assertEqual(heard[-2]['role'], None)
        self.assert_refused('unknown-room', self.berta, 'history', room=room)

    def test_back_in_it(self):
        """What was said in between is read with history; what is told is not told for it."""
        room = self.rooms['private']
        self.berta.ask('leave', room=room)
        seq = self.ana.post(room, 'behind her back')['seq']
        self.ana.ask('invite', room=room, user='berta')
        event = self.berta.wait_for_event('member', room=room, by={'id': self.ana.id})
        self.assertEqual(event['prev'], seq)
        self.assertEqual(self.history(self.berta, room)[-1]['text'], 'behind her back')
        self.berta.sync()
        self.assertNotIn(seq, [each['seq'] for each in self.berta.events('message')])


if __name__ == '__main__':
    unittest.main()
