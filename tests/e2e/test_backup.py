# SPDX-License-Identifier: GPL-3.0-or-later
"""Backup, restore, export, import and retention, with the programs that do them."""

import json
import os
import pathlib
import re
import signal
import sqlite3
import subprocess
import tempfile
import threading
import time

import small_disk
from charla import Client, Closed
from programs import PATIENCE, Program, ServerTestCase, environment, preloading, wait_until

DAY_MS = 24 * 60 * 60 * 1000
LONG_TEXT = 'soup ' * 3000


def ctl_path():
    return os.environ.get('CHARLA_CTL', 'charla-ctl')


class BackupTestCase(ServerTestCase):

    def setUp(self):
        self.place = pathlib.Path(self.enterContext(
            tempfile.TemporaryDirectory(prefix='charla-backup-')))
        self.data = self.place / 'data'
        self.file = self.place / 'backup'
        self.part = self.place / 'backup.part'

    def start(self, *arguments, **changes):
        return self.start_server(*arguments, data_dir=str(self.data), **changes)

    def enter(self, server, name, **hello):
        client = Client(server.address, name, **hello)
        self.addCleanup(client.close)
        return client

    def ctl(self, server, *arguments, status=0):
        """Runs charla-ctl, and returns what it prints and what it complains of."""
        where = ['--socket', server.control] if server else []
        result = subprocess.run([ctl_path(), *where, *map(str, arguments)], capture_output=True,
                                stdin=subprocess.DEVNULL, timeout=PATIENCE, check=False,
                                env=environment())
        self.assertEqual(result.returncode, status, result.stderr.decode())
        return result.stdout.decode(), result.stderr.decode()

    def restore(self, data=None, **keywords):
        return self.ctl(None, 'restore', self.file, '--data-dir', data or self.data, **keywords)

    def texts(self, client, **members):
        page = client.ask('history', room=client.lobby, limit=200, **members)
        return [message['text'] for message in page['messages']]

    def fill(self, client, count=1500):
        """Enough that a backup takes its time."""
        for _ in range(0, count, 50):
            numbers = client.send_all([('post', {'room': client.lobby, 'text': LONG_TEXT,
                                                 'nonce': os.urandom(8).hex()})
                                       for _ in range(50)])
            for number in numbers:
                client.wait_for_reply(number)


class TestBackup(BackupTestCase):

    def test_under_load(self):
        """Of what was answered before it, all is there; of what came after it, nothing."""
        server = self.start()
        ana = self.enter(server, 'ana')
        before = [ana.post(ana.lobby, f'before {i}')['seq'] for i in range(50)]
        stop = threading.Event()
        trouble = []

        def talk(name):
            try:
                with Client(server.address, name) as client:
                    while not stop.is_set():
                        client.post(client.lobby, 'meanwhile')
            except (Closed, AssertionError) as error:
                trouble.append(error)

        talkers = [threading.Thread(target=talk, args=[f'talker {i}']) for i in range(3)]
        for talker in talkers:
            talker.start()
        self.ctl(server, 'backup', self.file)
        after = ana.post(ana.lobby, 'after')['seq']
        stop.set()
        for talker in talkers:
            talker.join()
        self.assertEqual(trouble, [])
        self.assertEqual(self.file.stat().st_mode & 0o777, 0o600)
        self.assertFalse(self.part.exists())

        server.end(signal.SIGKILL)
        self.doCleanups_of(server)
        output, _ = self.restore()
        kept = re.search(r'\.before-\w+', output)[0]
        self.assertTrue((self.data / f'charla.db{kept}').exists())
        server = self.start()
        ana = self.enter(server, 'ana', token=ana.token)
        found = [message for seq in before
                 for message in ana.ask('history', room=ana.lobby, around=seq, limit=1)['messages']
                 if message['seq'] == seq]
        self.assertEqual([message['text'] for message in found],
                         [f'before {i}' for i in range(50)])
        self.assertFalse(any(after == message['seq'] for message in
                             ana.ask('history', room=ana.lobby)['messages']))

        # Whoever knows of what is gone is told so, and of what comes next, too.
        self.assertGreater(ana.post(ana.lobby, 'and on')['seq'], after)
        ana.address = server.address
        ana.reconnect(since=False)
        self.assertFalse(ana.welcome['gap'])
        ana.cursor = after
        self.assertTrue(ana.reconnect()['gap'])

    def doCleanups_of(self, server):
        """What was killed does not end well."""
        server.wait = lambda: 0
        server.end = lambda *number: 0

    def test_same_server(self):
        """What was restored elsewhere is the same server to its clients."""
        server = self.start()
        self.enter(server, 'ana')
        pattern = r'fingerprint of the key for TLS is (.*)'
        [before] = server.log_lines(pattern)
        identity = Client(server.address, 'berta').welcome['server']['id']
        self.ctl(server, 'backup', self.file)
        server.end()
        elsewhere = self.place / 'elsewhere'
        self.restore(elsewhere)
        other = self.start_server(data_dir=str(elsewhere))
        [after] = other.log_lines(pattern)
        self.assertEqual(re.search(pattern, after)[1], re.search(pattern, before)[1])
        self.assertEqual(Client(other.address, 'carla').welcome['server']['id'], identity)

    def start_backup(self, server):
        program = Program(ctl_path(), '--socket', server.control, 'backup', str(self.file))
        self.addCleanup(program.errors.close)
        wait_until(lambda: not program.is_running()
                   or (self.part.exists() and self.part.stat().st_size > 0),
                   'the beginning of a backup', program.log)
        return program

    def test_peer_gone(self):
        server = self.start()
        ana = self.enter(server, 'ana')
        self.fill(ana)
        program = self.start_backup(server)
        program.end(signal.SIGKILL)
        if self.file.exists():
            self.skipTest('the backup was faster')
        server.wait_for_log('There is no backup: ')
        self.assertEqual(self.part.stat().st_size, 0)
        ana.post(ana.lobby, 'bread')
        self.ctl(server, 'backup', self.file)
        self.assertGreater(self.file.stat().st_size, 1000000)
        self.assertFalse(self.part.exists())

    def test_server_stops(self):
        server = self.start()
        ana = self.enter(server, 'ana')
        self.fill(ana)
        ana.close()
        self.file.write_text('an older one')
        program = self.start_backup(server)
        self.assertEqual(server.end(), 0)
        status = program.wait()
        self.assertFalse(self.part.exists())
        if status:
            self.assertEqual(self.file.read_text(), 'an older one')

    def test_server_stops_though_nobody_reads(self):
        server = self.start()
        ana = self.enter(server, 'ana')
        self.fill(ana, 50)
        ana.close()
        with subprocess.Popen([ctl_path(), '--socket', server.control, 'export'],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env=environment()) as program:
            program.stdout.read(1)
            self.assertEqual(server.end(), 0)
            program.communicate(timeout=PATIENCE)
        self.assertNotEqual(program.returncode, 0)

    def test_refused(self):
        server = self.start()
        ana = self.enter(server, 'ana')
        ana.post(ana.lobby, 'soup')
        _, errors = self.ctl(server, 'backup', '/nowhere/backup', status=1)
        self.assertIn('/nowhere/backup.part', errors)
        self.ctl(server, 'backup', self.file)
        _, errors = self.restore(status=1)
        self.assertIn('A server is using', errors)
        server.end()
        self.file.write_bytes(self.file.read_bytes()[:-20000])
        _, errors = self.restore(status=1)
        self.assertRegex(errors, re.escape(str(self.file)) + ': .*damaged')
        server = self.start()
        self.assertEqual(self.texts(self.enter(server, 'ana', token=ana.token)), ['soup'])

    def test_no_server(self):
        server = self.start()
        server.end()
        self.ctl(server, 'backup', self.file, status=3)
        self.assertFalse(self.part.exists())


class TestFullDisk(BackupTestCase):

    @classmethod
    def setUpClass(cls):
        small_disk.enter_namespace()

    def test_backup(self):
        disk = small_disk.SmallDisk(1048576)
        self.addCleanup(disk.close)
        server = self.start()
        ana = self.enter(server, 'ana')
        self.fill(ana, 200)
        target = pathlib.Path(disk.folder, 'backup')
        _, errors = self.ctl(server, 'backup', target, status=1)
        self.assertIn('no room', errors)
        self.assertEqual(list(target.parent.iterdir()), [])
        _, errors = self.ctl(server, 'export', target, status=1)
        self.assertEqual(list(target.parent.iterdir()), [])
        ana.post(ana.lobby, 'bread')

    def test_restore(self):
        server = self.start()
        ana = self.enter(server, 'ana')
        self.fill(ana, 200)
        self.ctl(server, 'backup', self.file)
        disk = small_disk.SmallDisk(1048576)
        self.addCleanup(disk.close)
        other = self.start_server(data_dir=disk.data_dir)
        berta = self.enter(other, 'berta')
        berta.post(berta.lobby, 'soup')
        other.end()
        self.restore(disk.data_dir, status=1)
        self.assertEqual([path.name for path in pathlib.Path(disk.data_dir).glob('restore*')], [])
        other = self.start_server(data_dir=disk.data_dir)
        self.assertEqual(self.texts(self.enter(other, 'berta', token=berta.token)), ['soup'])
        other.end()


class TestExport(BackupTestCase):

    def test_round(self):
        server = self.start()
        ana = self.enter(server, 'ana')
        room = ana.ask('create', name='Kitchen', kind='public')['room']['id']
        seq = ana.post(room, 'Soup?')['seq']
        ana.ask('edit', seq=seq, text='Soup!')
        ana.ask('react', seq=seq, emoji='👍', on=True)
        heard = ana.wait_for_event('message', seq=seq)
        export, _ = self.ctl(server, 'export', '--json', '--with-secrets')
        lines = [json.loads(line) for line in export.splitlines()]
        self.assertEqual(lines[0]['charla-export'], 1)
        self.assertIn(heard, [line.get('event') for line in lines])
        self.ctl(server, 'export', self.file, '--with-secrets')
        self.assertEqual(self.file.read_text('utf-8'), export)
        self.assertEqual(self.file.stat().st_mode & 0o777, 0o600)
        plain, _ = self.ctl(server, 'export', '-')
        self.assertNotIn('PRIVATE KEY', plain)
        self.assertNotIn('"token"', plain)
        server.end()

        elsewhere = self.place / 'elsewhere'
        self.ctl(None, 'import', self.file, '--data-dir', elsewhere)
        other = self.start_server(data_dir=str(elsewhere))
        ana = self.enter(other, 'ana', token=ana.token)
        [message] = ana.ask('history', room=room)['messages']
        self.assertEqual(message['text'], 'Soup!')
        self.assertEqual(message['reactions'], [{'emoji': '👍', 'count': 1, 'mine': True}])
        again, _ = self.ctl(other, 'export', '--with-secrets')
        self.assertEqual(again, export)
        other.end()

        _, errors = self.ctl(None, 'import', self.file, '--data-dir', elsewhere, status=1)
        self.assertIn('already', errors)
        self.file.write_text(export.replace('"Soup!"', '17'), 'utf-8')
        _, errors = self.ctl(None, 'import', self.file, '--data-dir', self.place / 'third',
                             status=1)
        self.assertRegex(errors, r'backup:\d+: ')
        self.assertFalse((self.place / 'third' / 'charla.db').exists())


class TestRetention(BackupTestCase):

    def age(self, days):
        """Makes all that was said so much older."""
        shift = days * DAY_MS
        with sqlite3.connect(self.data / 'charla.db') as database:
            database.execute('UPDATE events SET time = time - ?', [shift])
            database.execute('UPDATE messages SET time = time - ?', [shift])
            database.execute("INSERT OR REPLACE INTO meta VALUES ('clock', ?)",
                             [int(time.time() * 1000)])
        database.close()

    def test_goes(self):
        server = self.start()
        ana = self.enter(server, 'ana')
        berta = self.enter(server, 'berta')
        for i in range(250):
            old = ana.post(ana.lobby, f'old {i}')['seq']
        room = ana.ask('create', name='Archive', kind='public')['room']['id']
        ana.post(room, 'for ever')
        ana.sync()
        berta.sync()
        berta.close()
        ana.post(ana.lobby, 'what nobody else has heard')
        ana.close()
        wait_until(lambda: not self.is_behind(), 'the index', server.log)
        server.end()
        self.age(40)

        server = self.start()
        ana = self.enter(server, 'ana', token=ana.token)
        new = ana.post(ana.lobby, 'new', reply=old)['seq']
        self.ctl(server, 'retention', 'archive', 'forever')
        self.assertEqual(ana.wait_for_event('room')['room']['keep'], 0)
        self.assertEqual(len(self.texts(ana)), 200)
        self.ctl(server, 'retention', 'Lobby', '30')
        self.assertEqual(ana.wait_for_event('room')['room']['keep'], 30)
        server.wait_for_log('251 messages of 1 rooms have been removed')
        [message] = ana.ask('history', room=ana.lobby)['messages']
        self.assertEqual(message['reply'], {'seq': old})
        self.assertEqual(ana.ask('search', text='old')['messages'], [])
        self.assertEqual([each['text'] for each in ana.ask('history', room=room)['messages']],
                         ['for ever'])

        # Whoever comes back misses nothing else, and does not wait for anything.
        berta.address = server.address
        berta.reconnect()
        self.assertFalse(berta.welcome['gap'])
        berta.wait_for_event('message', seq=new)
        berta.sync()
        missed = berta.frames[berta.beginnings[-1]:]
        self.assertEqual([each['seq'] for each in missed if each.get('ev') == 'message'], [new])
        self.assertIn('live', [each.get('ev') for each in missed])

        output, _ = self.ctl(server, 'retention')
        self.assertRegex(output, r'All other rooms +for ever')
        self.assertRegex(output, r'Lobby +30 days')
        output, _ = self.ctl(server, 'retention', '--json')
        self.assertEqual({each['name']: each['keep'] for each in json.loads(output)['rooms']},
                         {'Lobby': 30, 'Archive': 0})
        self.ctl(server, 'retention', 'Lobby', 'default')
        self.assertNotIn('keep', ana.wait_for_event('room')['room'])
        self.ctl(server, 'retention', 'Nowhere', '30', status=1)
        self.ctl(server, 'retention', 'Lobby', 'soon', status=1)

    def is_behind(self):
        with sqlite3.connect(f'file:{self.data}/charla.db?mode=ro', uri=True) as database:
            [[behind]] = database.execute(
                "SELECT (SELECT max (seq) FROM messages) >"
                " min ((SELECT value FROM meta WHERE key = 'indexed'),"
                " (SELECT value FROM meta WHERE key = 'nonced'))")
        database.close()
        return behind

    def test_clock(self):
        """A clock that jumps ahead takes nothing with it."""
        offset = self.place / 'offset'
        offset.write_text('0')
        changes = preloading('CHARLA_JUMPING_CLOCK') | {'CHARLA_CLOCK_OFFSET': str(offset)}
        server = self.start(**changes)
        ana = self.enter(server, 'ana')
        ana.post(ana.lobby, 'soup')
        ana.post(ana.lobby, 'bread')
        wait_until(lambda: not self.is_behind(), 'the index', server.log)
        self.ctl(server, 'retention', 'Lobby', '30')
        offset.write_text(str(365 * 24 * 3600))
        ana.post(ana.lobby, 'in a year')
        self.ctl(server, 'retention', 'Lobby', '29')
        server.wait_for_log('further ahead than the time that has passed')
        self.assertIn('clock', self.ctl(server, 'retention')[0])
        self.assertEqual(self.texts(ana), ['soup', 'bread', 'in a year'])

        # Nor does a restart make it right, but putting it back does.
        server.end()
        server = self.start(**changes)
        self.ctl(server, 'retention', 'Lobby', '28')
        server.wait_for_log('further ahead than the time that has passed')
        offset.write_text('0')
        self.ctl(server, 'retention', 'Lobby', '27')
        wait_until(lambda: 'clock' not in self.ctl(server, 'retention')[0], 'the right time')
        self.assertEqual(self.texts(self.enter(server, 'ana', token=ana.token)),
                         ['soup', 'bread', 'in a year'])
