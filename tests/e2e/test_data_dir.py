# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the server keeps what is said, and what it says when it cannot."""

import os
import pathlib
import shutil
import signal
import sqlite3
import stat
import tempfile
import unittest

import charla
import classic
from programs import LISTENING, Program, ServerTestCase, server_path


class DataDir(ServerTestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix='charla-test-')
        self.addCleanup(temporary.cleanup)
        self.above = pathlib.Path(temporary.name)
        self.folder = self.above / 'data'

    @property
    def database(self):
        return self.folder / 'charla.db'

    def start(self):
        return self.start_server(data_dir=str(self.folder))

    def make(self):
        """A folder in which something has been said."""
        server = self.start()
        with charla.Client(server.address, 'ana') as client:
            client.ask('post', room='r1', text='hello', nonce='1')
            self.token = client.token
        self.assertEqual(server.end(), 0)

    def refuse(self, *words, folder=None, command=()):
        """The server says why it does not start, in one line, and does not."""
        folder = folder or self.folder
        server = Program(*command, server_path(), '--port', '0', '--data-dir', str(folder))
        self.addCleanup(server.errors.close)
        output = server.process.stdout.read()
        self.assertEqual(server.wait(), 1, server.log())
        self.assertEqual(output, '')
        [line] = server.log().splitlines()
        self.assertTrue(line.startswith(f'charla-server: Cannot use the data folder “{folder}”: '),
                        line)
        for word in words:
            self.assertIn(word, line)

    def test_kept(self):
        self.make()
        server = self.start()
        with charla.Client(server.address, 'ana', token=self.token) as client:
            page = client.ask('history', room='r1')
            self.assertEqual([message['text'] for message in page['messages']], ['hello'])
            again = client.ask('post', room='r1', text='hello', nonce='1')
            self.assertEqual(again['seq'], page['messages'][0]['seq'])

    def test_for_nobody_else(self):
        """What is said is for nobody else who has an account on the machine."""
        self.start()
        for path in [self.folder, *self.folder.iterdir()]:
            self.assertEqual(stat.S_IMODE(path.stat().st_mode) & 0o077, 0, path)

    def test_after_a_clean_end(self):
        """All that was said is in one file then, which can be copied."""
        self.make()
        self.assertEqual({path.name for path in self.folder.iterdir()},
                         {'charla.db', 'charla.lock', 'tls-certificate.pem', 'tls-key.pem'})

    def test_no_secrets(self):
        """Tokens are kept as hashes, passwords too."""
        server = self.start()
        with charla.Client(server.address, 'ana') as client:
            token = client.token
            client.ask('password', new='correct horse')
            client.ask('ping')
        for path in self.folder.iterdir():
            data = path.read_bytes()
            self.assertNotIn(token.encode(), data, path)
            self.assertNotIn(b'correct horse', data, path)

    def start_default(self, **changes):
        server = Program(server_path(), '--port', '0', **changes)
        self.addCleanup(server.errors.close)
        self.addCleanup(server.end)
        self.assertTrue(LISTENING.match(server.process.stdout.readline()), server.log())
        return server

    def test_default_of_user(self):
        self.start_default(STATE_DIRECTORY='', XDG_STATE_HOME=str(self.above))
        self.assertTrue((self.above / 'charla-server' / 'charla.db').exists())

    def test_default_of_service(self):
        self.start_default(STATE_DIRECTORY=f'{self.folder}:{self.above}/other',
                           XDG_STATE_HOME=str(self.above / 'user'))
        self.assertTrue(self.database.exists())
        self.assertEqual(list(self.above.iterdir()), [self.folder])

    def test_in_use(self):
        server = self.start()
        self.refuse('Another Charla server')
        classic.join(server, 'ana')[0].close()

    def test_in_use_no_more(self):
        """One that was killed holds nothing."""
        server = Program(server_path(), '--port', '0', '--data-dir', str(self.folder))
        self.addCleanup(server.errors.close)
        server.process.stdout.readline()
        self.assertEqual(server.end(signal.SIGKILL), -signal.SIGKILL)
        self.start()

    def change(self, sql):
        with sqlite3.connect(self.database) as database:
            database.execute(sql)
        database.close()

    def test_newer(self):
        self.make()
        before = self.database.read_bytes()
        self.change('PRAGMA user_version = 1000')
        self.refuse('newer version', '1000')
        self.change('PRAGMA user_version = 2')
        self.assertEqual(len(self.database.read_bytes()), len(before))
        self.start()

    def test_of_another_program(self):
        self.folder.mkdir()
        self.change('CREATE TABLE recipes (name TEXT)')
        self.refuse('not a database of Charla', str(self.database))

    def test_no_database(self):
        self.make()
        self.database.write_bytes(b'nothing that SQLite knows' * 1000)
        self.refuse('damaged')

    def test_cut_off(self):
        self.make()
        for size in (0, 100):
            with open(self.database, 'r+b') as file:
                file.truncate(size)
            self.refuse('has been cut off', str(self.database))
        self.database.unlink()
        self.refuse('has been cut off')

    def test_truncated(self):
        self.make()
        with open(self.database, 'r+b') as file:
            file.truncate(8192)
        self.refuse('damaged')

    def test_no_folder(self):
        file = self.above / 'file'
        file.write_text('x', encoding='ascii')
        self.refuse('That is a file', folder=file)
        self.refuse('That is a file', folder=file / 'below')
        self.refuse('Cannot make', folder='/proc/nothing')

    def test_a_folder_for_the_database(self):
        self.database.mkdir(parents=True)
        self.refuse('Cannot write', str(self.database))

    def refuse_without_rights(self, *words):
        if os.geteuid() != 0:
            self.refuse(*words)
        elif shutil.which('setpriv'):
            self.refuse(*words, command=('setpriv', '--bounding-set=-all', '--'))
        else:
            self.skipTest('whoever is root may write anywhere')

    def test_read_only(self):
        self.make()
        before = self.database.read_bytes()
        for path in self.folder.iterdir():
            path.chmod(0o400)
        self.folder.chmod(0o500)
        self.addCleanup(self.folder.chmod, 0o700)
        self.refuse_without_rights('Permission denied')
        self.assertEqual(self.database.read_bytes(), before)

    def test_new_in_read_only(self):
        self.folder.mkdir(mode=0o500)
        self.refuse_without_rights('Permission denied')
        self.assertEqual(list(self.folder.iterdir()), [])


if __name__ == '__main__':
    unittest.main()
