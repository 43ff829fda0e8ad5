# SPDX-License-Identifier: GPL-3.0-or-later
"""What an administrator sees and does with charla-ctl."""

import os
import re
import tempfile
import time

import charla
import prometheus
from ctl import CTL, CtlTestCase, run
from programs import PATIENCE, Program, wait_until


class Looking(CtlTestCase):
    OPTIONS = ('--max-per-address', '2000')

    def test_status(self):
        ana = self.enter('ana')
        ana.post(ana.lobby, 'hello')
        [status] = self.look('status')
        self.assertEqual(status['addresses'], [f'127.0.0.1:{self.server.port}'])
        self.assertEqual(status['pid'], self.server.pid)
        self.assertEqual(status['data'], self.server.data_dir)
        self.assertEqual((status['connections'], status['online'], status['accounts']), (1, 1, 1))
        self.assertEqual(status['seq'], ana.cursor)
        self.assertGreater(status['database_bytes'], 0)
        # No Avahi is in reach of the tests.
        self.assertIs(status['announced'], False)
        self.assertRegex(status['fingerprint'], r'^[0-9A-Fa-f :]{64,}$')
        self.assertLess(abs(status['started'] / 1000 - time.time()), PATIENCE)
        text = self.do('status')
        self.assertRegex(text, rf'(?m)^Addresses +127\.0\.0\.1:{self.server.port}$')
        self.assertRegex(text, r'(?m)^Here +1 of 1 account$')

    def test_users(self):
        ana, berta = self.enter('ana', 'berta')
        self.enter_again(ana)
        guest = self.enter_classic('gast')
        here = self.look('users')
        self.assertEqual([each['user']['name'] for each in here], ['ana', 'ana', 'berta', 'gast'])
        self.assertEqual([each['dialect'] for each in here], ['charla'] * 3 + ['classic'])
        self.assertEqual(here[3]['address'], guest.own_address)
        berta.close()
        wait_until(lambda: len(self.look('users')) == 3, 'berta is gone')
        everybody = self.look('users', '--all')
        self.assertEqual([(each['name'], each['online']) for each in everybody],
                         [('ana', True), ('berta', False)])
        self.assertRegex(self.do('users'), r'(?m)^Name +Since +Silent For .*\nana +\d\d:\d\d:\d\d ')

    def test_many_users_are_many_pages(self):
        guests = self.enter_classic(*(f'guest {number}' for number in range(600)))
        self.assertEqual(len(self.look('users')), len(guests))

    def test_rooms(self):
        ana, berta = self.enter('ana', 'berta')
        ana.ask('create', name='Garden', kind='private', topic='Tomatoes')
        ana.ask('direct', user=berta.id)
        self.assertEqual([(room['name'], room['kind'], room['members'], room['topic'])
                          for room in self.look('rooms')],
                         [('Lobby', 'public', 2, ''), ('Garden', 'private', 1, 'Tomatoes')])

    def test_a_name_does_nothing_to_the_terminal(self):
        ana = self.enter('ana')
        ana.ask('create', name='a\u202eb\u200fc', kind='public', topic='x\u202ey')
        self.assertNotRegex(self.do('rooms'), '[\u202e\u200f]')

    def test_stats(self):
        ana = self.enter('ana')
        for number in range(5):
            ana.post(ana.lobby, f'{number}')
        with self.assertRaises(charla.Refused):
            ana.ask('delete', seq=1)
        [stats] = self.look('stats')

        def of(name, label):
            return next(each['value'] for each in stats[name] if each['label'] == label)
        self.assertEqual((of('requests', 'post'), stats['messages']), (5, 5))
        self.assertEqual(sum(each['value'] for each in stats['errors']), 1)
        self.assertEqual(of('connections', 'charla'), 1)
        self.assertEqual((stats['taken_connections'], stats['received_frames']), (1, 7))
        self.assertEqual(stats['sent_frames'], len(ana.frames))
        self.assertGreater(stats['received_bytes'], 7 * 10)
        commits = stats['commit_changes']
        self.assertEqual(commits['buckets'][-1]['value'], commits['count'])
        self.assertGreaterEqual(commits['sum'], 6)
        self.assertGreater(stats['resident_bytes'], 1_000_000)
        self.assertEqual(stats['open_descriptors'],
                         len(os.listdir(f'/proc/{self.server.pid}/fd')) + 1)
        self.assertRegex(self.do('stats'), r'(?m)^Requests +post +5$')

    def test_prometheus(self):
        ana = self.enter('ana')
        ana.post(ana.lobby, 'hello')
        families = prometheus.parse(self.do('stats', '--prometheus'))
        self.assertEqual(families['charla_messages_total'].value(), 1)
        self.assertEqual(families['charla_connections'].value(dialect='charla'), 1)
        self.assertEqual(families['charla_requests_total'].value(request='post'), 1)
        self.assertEqual(families['charla_commit_seconds'].type, 'histogram')
        self.assertTrue(all(name.startswith('charla_') for name in families))


class Doing(CtlTestCase):
    def test_kick(self):
        ana = self.enter('ana')
        self.do('kick', 'ana', '--reason', 'Enough')
        self.assertEqual(ana.wait_for_event('bye')['code'], 'forbidden')
        ana.wait_for_end()
        self.enter_again(ana)
        self.assert_refused('kick', 'nobody', because='Nobody|not here')

    def test_kick_from_a_room(self):
        ana, berta = self.enter('ana', 'berta')
        room = ana.ask('create', name='Garden', kind='public')['room']['id']
        berta.ask('join', room=room)
        self.do('kick', 'berta', 'garden')
        event = berta.wait_for_event('member', room=room, role=None)
        self.assertEqual(event['by']['id'], '0')
        berta.sync()
        self.assert_refused('kick', 'berta', 'Kitchen', because='There is no such room')

    def test_ban_and_unban(self):
        ana = self.enter('ana')
        self.do('ban', 'ana', '--time', '2h', '--reason', 'Noise')
        ana.wait_for_end()
        with self.assertRaisesRegex(charla.Refused, 'forbidden'):
            self.enter_again(ana)
        [ban] = self.look('bans')
        self.assertEqual((ban['kind'], ban['user']['name'], ban['reason']), ('ban', 'ana', 'Noise'))
        self.assertLess(abs(ban['until'] / 1000 - time.time() - 7200), PATIENCE)
        self.assertRegex(self.do('bans'), r'(?m)^ban +ana ')
        self.do('unban', 'ana')
        self.assertEqual(self.look('bans'), [])
        self.enter_again(ana)

    def test_ban_of_a_network(self):
        self.do('ban', '192.0.2.0/24')
        self.assertEqual([ban['address'] for ban in self.look('bans')], ['192.0.2.0/24'])
        self.do('unban', '192.0.2.0/24')
        self.assertEqual(self.look('bans'), [])

    def test_mute(self):
        ana = self.enter('ana')
        self.do('mute', 'ana')
        with self.assertRaises(charla.Refused):
            ana.post(ana.lobby, 'hello')
        self.do('unmute', 'ana')
        ana.post(ana.lobby, 'hello')

    def test_roles(self):
        ana, berta = self.enter('ana', 'berta')
        self.do('role', 'ana', 'owner')
        self.assertEqual(berta.wait_for_event('member', role='owner')['user']['name'], 'ana')
        self.do('role', 'berta', 'admin')
        self.assertEqual(ana.ask('whois', user='berta')['user']['kind'], 'admin')
        self.assert_refused('role', 'ana', 'king', because='A role is')
        self.assert_refused('role', 'ana', 'admin', 'Lobby', because='of the whole server')
        self.assert_refused('role', 'carla', 'owner', because='Nobody has that name')

    def test_announce(self):
        ana, berta = self.enter('ana', 'berta')
        self.do('announce', 'The', 'server ends at noon')
        for each in (ana, berta):
            self.assertEqual(each.wait_for_event('notice')['text'], 'The server ends at noon')

    def test_reset(self):
        ana = self.enter('ana')
        password = self.do('reset', 'ana').strip()
        self.assertRegex(password, r'^([a-z2-9]{5}-){3}[a-z2-9]{5}$')
        ana.wait_for_end()
        with self.assertRaisesRegex(charla.Refused, 'auth-failed|auth-required'):
            self.enter_again(ana)
        again = self.enter('ana', password=password)
        self.assertEqual(again.id, ana.id)
        self.assert_refused('reset', 'berta', because='Nobody has that name')

    def test_log(self):
        ana = self.enter('ana')
        follower = Program(CTL, '--socket', self.server.control, 'log', '--follow', '--json')
        self.addCleanup(follower.end)
        self.do('mute', 'ana', '--reason', 'Noise')
        self.assertIn('"action":"mute"', follower.process.stdout.readline())
        self.do('unmute', 'ana')
        self.assertIn('"action":"unmute"', follower.process.stdout.readline())
        entries = self.look('log')
        self.assertEqual(entries[0]['user']['name'], 'ana')
        self.assertEqual(entries[0]['by']['id'], '0')
        self.assertLess(entries[0]['entry'], entries[1]['entry'])
        self.assertEqual(len(self.look('log', '--number', '1')), 1)
        self.assertRegex(self.do('log'), r'(?m)^\S+ \S+  \S+  mute  ana.*: Noise$')
        ana.sync()

    def test_stop(self):
        ana = self.enter('ana')
        self.do('stop')
        self.assertIsNotNone(self.server.process.wait(PATIENCE))
        self.assertEqual(ana.wait_for_event('bye')['code'], 'shutting-down')
        self.assertFalse(os.path.exists(self.server.control))
        result = self.ctl('status')
        self.assertEqual((result.status, result.output), (3, ''))
        self.assertIn('Is the server running?', result.errors)


class Configuration(CtlTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix='charla-test-')
        self.addCleanup(folder.cleanup)
        self.config = os.path.join(folder.name, 'server.conf')
        self.write('[server]\nname=One\n')
        self.OPTIONS = ('--config', self.config)
        super().setUp()

    def write(self, text):
        with open(self.config, 'w', encoding='utf-8') as file:
            file.write(text)

    def test_reload(self):
        self.assertEqual(self.look('status')[0]['name'], 'One')
        self.assertEqual(self.look('status')[0]['config'], self.config)
        self.write('[server]\nname=Two\n')
        self.do('reload')
        self.assertEqual(self.look('status')[0]['name'], 'Two')
        self.write('[server]\nname=Three\nnonsense=1\n')
        self.assert_refused('reload', because=re.escape(self.config) + r':3: [^.]*\.$')
        self.assertEqual(self.look('status')[0]['name'], 'Two')


class Line(CtlTestCase):
    def test_usage(self):
        for arguments, because in (
                ((), 'What to do'), (('dance',), 'is no command'), (('kick',), 'missing'),
                (('stop', 'now'), 'too much'), (('users', '--nonsense'), 'nonsense'),
                (('ban', 'ana', '--time', 'soon'), 'is no time')):
            result = self.ctl(*arguments)
            self.assertEqual((result.status, result.output), (2, ''), arguments)
            self.assertRegex(result.errors, because)

    def test_help_and_version(self):
        self.assertRegex(run('--version').output, r'^charla-ctl \d+\.\d+')
        self.assertIn('announce', run('--help').output)
        self.assertIn('--time', run('ban', '--help').output)
