# SPDX-License-Identifier: GPL-3.0-or-later
"""Bans, mutes and the audit, over the wire."""

import pathlib
import tempfile
import time
import unittest

import charla
import classic
from charla_cases import CharlaTestCase, setUpModule  # noqa: F401
from programs import preloading

DAY = 24 * 60 * 60
FOREVER = 4102444800000


def now():
    return time.time_ns() // 1000000


class Moderation(CharlaTestCase):
    def setUp(self):
        super().setUp()
        self.boss, self.mo, self.ben = self.enter('boss', 'mo', 'Ben')
        self.promote(self.boss, 'owner')
        self.promote(self.mo, 'moderator')
        self.lobby = self.boss.lobby

    def refuse_hello(self, name, token=None, **banned):
        with self.refused('forbidden', banned=banned):
            self.enter(name, token=token)

    def test_ban_from_room(self):
        room = self.make_room(self.boss, members=[self.mo, self.ben])
        self.boss.ask('ban', room=room, user='ben', until=FOREVER, reason='noise')
        ban = self.ben.wait_for_event('ban', room=room)
        self.assertTrue(charla.has(ban, {'user': {'id': self.ben.id}, 'on': True, 'until': FOREVER,
                                         'by': {'id': self.boss.id}, 'reason': 'noise'}))
        self.ben.wait_for_event('member', room=room, role=None, reason='noise')
        self.assert_refused('forbidden', self.ben, 'join', room=room)
        self.assert_refused('forbidden', self.boss, 'invite', room=room, user='ben')
        self.ben.reconnect()
        self.assert_refused('forbidden', self.ben, 'join', room=room)
        self.assertEqual(self.history(self.ben, room), [])

        seen = len(self.mo.events('ban'))
        self.boss.ask('ban', room=room, user=self.ben.id, until=FOREVER, reason='noise')
        self.mo.sync()
        self.assertEqual(len(self.mo.events('ban')), seen)
        self.boss.ask('ban', room=room, user='ben', on=False)
        self.boss.ask('ban', room=room, user='ben', on=False)
        self.ben.ask('join', room=room)

    def test_private_room(self):
        """Who is banned from it does not learn that it is still there."""
        room = self.make_room(self.boss, kind='private', members=[self.ben])
        self.boss.ask('ban', room=room, user='ben')
        self.ben.wait_for_event('member', room=room, role=None)
        for do in ('join', 'history', 'bans', 'audit'):
            self.assert_refused('unknown-room', self.ben, do, room=room)

    def test_ban_from_server(self):
        """It holds for all devices, all spellings and both dialects, and after a restart."""
        phone = self.enter_again(self.ben)
        guest = self.enter_classic('ben')
        self.mo.ask('ban', room=self.lobby, user='BEN', reason='noise')
        for device in (self.ben, phone):
            device.wait_for_event('bye', code='forbidden', banned={'reason': 'noise'})
            device.wait_for_end()
        self.refuse_hello('ben', self.ben.token, reason='noise')
        self.refuse_hello('ＢＥＮ', self.ben.token, reason='noise')
        with self.refused('auth-failed'):
            self.enter('ben', token='x')
        with classic.Client(self.server.address, 'bEn') as other:
            self.assertTrue(other.is_closed())
        guest.say('I was here before')
        self.boss.wait_for_event('message', text='I was here before')

        room = self.make_room(self.boss)
        self.assert_refused('forbidden', self.boss, 'invite', room=room, user='ben')
        self.boss.ask('direct', user='ben')
        self.assertFalse(self.boss.ask('whois', user='ben')['user']['online'])
        self.mo.ask('ban', room=self.lobby, user='ben', on=False)
        self.ben.reconnect()

    def test_guest(self):
        guest = self.enter_classic('Pest')
        guest.say('advertising')
        self.boss.wait_for_event('message', text='advertising')
        self.mo.ask('mute', room=self.lobby, user='pest')
        guest.say('more advertising')
        self.mo.ask('ban', room=self.lobby, user='pest', until=FOREVER)
        self.assertTrue(guest.is_closed())
        with classic.Client(self.server.address, 'PEST') as other:
            self.assertTrue(other.is_closed())
        self.refuse_hello('pest', until=FOREVER)
        self.boss.sync()
        self.assertEqual([each['text'] for each in self.boss.events('message')], ['advertising'])

    def test_until(self):
        until = now() + 1500
        self.mo.ask('ban', room=self.lobby, user='ben', until=until)
        self.ben.wait_for_end()
        self.refuse_hello('ben', self.ben.token, until=until)
        while now() <= until:
            time.sleep(0.05)
        self.ben.reconnect()
        self.assert_refused('bad-request', self.mo, 'ban', room=self.lobby, user='ben', until=until)

    def test_mute(self):
        room = self.make_room(self.boss, members=[self.ben])
        mine = self.ben.post(room, 'mine')['seq']
        direct = self.direct(self.boss, self.ben)
        self.mo.ask('mute', room=self.lobby, user='ben', until=FOREVER, reason='noise')
        self.ben.wait_for_event('mute', room=self.lobby, on=True, until=FOREVER, reason='noise')
        self.ben.reconnect()
        for place in (self.lobby, room, direct):
            self.assert_refused('forbidden', self.ben, 'post', room=place, text='x', nonce='x')
            self.assert_refused('forbidden', self.ben, 'typing', room=place, on=True)
        self.assert_refused('forbidden', self.ben, 'edit', seq=mine, text='x')
        self.assert_refused('forbidden', self.ben, 'react', seq=mine, emoji='x', on=True)
        self.assert_refused('forbidden', self.ben, 'create', name='Mine', kind='public')
        self.assert_refused('forbidden', self.ben, 'direct', user='mo')
        self.assert_refused('forbidden', self.ben, 'status', text='x')
        self.ben.ask('status', state='away')
        self.ben.ask('read', room=room, seq=mine)
        self.ben.ask('delete', seq=mine)
        self.assertEqual(len(self.history(self.ben, room)), 1)
        with classic.Client(self.server.address, 'ben') as other:
            self.assertTrue(other.is_closed())
        self.mo.ask('mute', room=self.lobby, user='ben', on=False)
        self.ben.post(direct, 'at last')

    def test_ranks(self):
        room = self.make_room(self.ben, members=[self.mo])
        stranger = self.enter('eve')
        for do in ('ban', 'mute'):
            for who in ('boss', 'mo'):
                self.assert_refused('forbidden', self.mo, do, room=self.lobby, user=who)
            self.assert_refused('forbidden', self.ben, do, room=room, user='ben')
            self.assert_refused('forbidden', self.mo, do, room=room, user='ben')
            self.assert_refused('not-member', stranger, do, room=room, user='ben')
            self.assert_refused('unknown-room', self.mo, do, room='r77', user='ben')
            self.assert_refused('unknown-user', self.mo, do, room=self.lobby, user='nobody')
            self.assert_refused('bad-request', self.mo, do, room=self.lobby)
            self.boss.ask(do, room=self.lobby, user='mo', on=False)
        for do in ('bans', 'audit'):
            self.assert_refused('not-member', stranger, do, room=room)
            self.assert_refused('forbidden', self.mo, do, room=room)
            self.assert_refused('unknown-room', self.mo, do, room='r77')
            self.assert_refused('bad-request', self.mo, do, room=7)
        self.assert_refused('forbidden', stranger, 'audit')

    def test_address(self):
        """Who is there has to go, and who comes is not let in; others are."""
        there = self.enter('there', source='127.0.0.77')
        self.assert_refused('forbidden', self.mo, 'ban', room=self.lobby, address='127.0.0.77')
        self.boss.ask('ban', room=self.lobby, address='127.0.0.64/26', reason='noise',
                      until=FOREVER)
        there.wait_for_event('bye', code='forbidden', banned={'reason': 'noise', 'until': FOREVER})
        there.wait_for_end()
        with self.assertRaises((charla.Closed, OSError)):
            self.enter('other', source='127.0.0.78')
        self.enter('third', source='127.0.0.3')
        self.assertEqual(self.ben.events('ban'), [])
        [ban] = self.boss.ask('bans', room=self.lobby)['bans']
        self.assertEqual((ban['kind'], ban['address']), ('ban', '127.0.0.64/26'))
        self.boss.ask('ban', room=self.lobby, address='127.0.0.64/26', on=False)
        self.enter('other', source='127.0.0.78')
        for address in ('', 'x', '0.0.0.0/0', '10.0.0.1/8', '::1/129', '127.0.0.1/999'):
            self.assert_refused('bad-request', self.boss, 'ban', room=self.lobby, address=address)

    def test_many_addresses(self):
        asked = self.boss.send_all(
            ('ban', {'room': self.lobby, 'address': f'198.51.{number >> 8}.{number & 255}'})
            for number in range(1000))
        for number in asked:
            self.boss.wait_for_reply(number)
        self.assert_refused('conflict', self.boss, 'ban', room=self.lobby, address='192.0.2.1')
        bans, before = [], None
        while True:
            page = self.boss.ask('bans', room=self.lobby, before=before, limit=200)
            bans += page['bans']
            if not page['more']:
                break
            before = bans[-1]['seq']
        self.assertEqual(len({ban['address'] for ban in bans}), 1000)

    def test_audit(self):
        room = self.make_room(self.boss, members=[self.ben, self.mo])
        self.boss.ask('role', room=room, user='mo', role='moderator')
        seq = self.ben.post(room, 'noise')['seq']
        self.mo.ask('delete', seq=seq)
        self.mo.ask('mute', room=room, user='ben', reason='noise', until=FOREVER)
        self.mo.ask('kick', room=room, user='ben')
        self.boss.ask('ban', room=self.lobby, address='192.0.2.1')
        [mute] = self.mo.ask('bans', room=room)['bans']
        self.assertTrue(charla.has(mute, {'kind': 'mute', 'user': {'id': self.ben.id},
                                          'until': FOREVER, 'by': {'id': self.mo.id}}))
        entries = self.mo.ask('audit', room=room)['entries']
        self.assertEqual([entry['action'] for entry in entries], ['kick', 'mute', 'delete', 'role'])
        self.assertTrue(charla.has(entries[2], {'message': seq, 'user': {'name': 'Ben'},
                                                'by': {'name': 'mo'}, 'room': {'id': room}}))
        self.assertEqual(entries[3]['text'], 'moderator')
        everything, before = [], None
        while True:
            page = self.mo.ask('audit', before=before, limit=2)
            everything += page['entries']
            if not page['more']:
                break
            before = everything[-1]['entry']
        self.assertEqual([entry['action'] for entry in everything],
                         ['ban', 'kick', 'mute', 'delete', 'role'])
        self.assertEqual(everything[0]['address'], '192.0.2.1')

    def test_names(self):
        for name in ('@ana', '#tea', '＠ana'):
            with self.refused('name-invalid'):
                self.enter(name)

    def test_missed(self):
        """Who was away is told of it in its order."""
        room = self.make_room(self.boss, members=[self.mo, self.ben])
        self.mo.close()
        self.boss.ask('mute', room=room, user='ben')
        self.boss.ask('ban', room=room, user='ben')
        self.mo.reconnect()
        self.mo.wait_for_event('member', room=room, role=None)
        kinds = [event['ev'] for event in self.mo.events() if event['room'] == room]
        self.assertEqual(kinds[-3:], ['mute', 'ban', 'member'])


class Restart(CharlaTestCase):
    """A server that stops and a clock that jumps change nothing of it."""

    def setUp(self):
        self.clients = []
        self.folder = self.enterContext(tempfile.TemporaryDirectory(prefix='charla-test-'))
        self.offset = pathlib.Path(self.folder, 'offset')
        self.offset.write_text('0', 'ascii')
        self.start()

    def start(self):
        self.server = self.start_server(
            '--connection-rate', '1000', data_dir=str(pathlib.Path(self.folder, 'data')),
            CHARLA_CLOCK_OFFSET=str(self.offset), **preloading('CHARLA_JUMPING_CLOCK'))

    def test_all(self):
        boss, ben, eve = self.enter('boss', 'ben', 'eve')
        self.promote(boss, 'owner')
        until = now() + DAY * 1000
        boss.ask('ban', room=boss.lobby, user='ben', until=until)
        boss.ask('mute', room=boss.lobby, user='eve', until=until)
        for client in (boss, ben, eve):
            client.close()
        self.server.end()
        for seconds, is_over in ((0, False), (DAY // 2, False), (-DAY, False), (DAY + 60, True),
                                 (0, False), (2 * DAY, True)):
            with self.subTest(seconds=seconds):
                self.offset.write_text(str(seconds), 'ascii')
                self.start()
                self.check(ben, eve, until, is_over)
                self.server.end()

    def check(self, ben, eve, until, is_over):
        ben.address = eve.address = self.server.address
        eve.reconnect()
        if is_over:
            ben.reconnect()
            eve.post(eve.lobby, 'I am back')
        else:
            with self.refused('forbidden', banned={'until': until}):
                ben.reconnect()
            self.assert_refused('forbidden', eve, 'post', room=eve.lobby, text='x', nonce='x')
        ben.close()
        eve.close()


if __name__ == '__main__':
    unittest.main()
