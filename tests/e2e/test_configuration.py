# SPDX-License-Identifier: GPL-3.0-or-later
"""The server is configured in a file."""

import pathlib
import tempfile

from charla import Client
from programs import ServerTestCase


class Config(ServerTestCase):
    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name) / 'server.conf'

    def write(self, *lines):
        self.path.write_text('\n'.join(lines) + '\n', encoding='utf-8')

    def check(self):
        return self.run_server('--config', str(self.path), '--check-config')

    def test_the_server_is_called_so(self):
        self.write('[server]', 'name=Física', r'motd=Té a las cinco.\nSed buenos.')
        server = self.start_server('--config', str(self.path))
        with Client(server.address, 'ana') as ana:
            self.assertEqual(ana.welcome['server']['name'], 'Física')
            self.assertEqual(ana.welcome['server']['motd'], 'Té a las cinco.\nSed buenos.')

    def test_it_has_no_motd_by_default(self):
        server = self.start_server()
        with Client(server.address, 'ana') as ana:
            self.assertNotIn('motd', ana.welcome['server'])

    def test_a_right_one(self):
        self.write('[server]', 'port=7', '[access]', 'classic=off')
        self.assertEqual(self.check(), (0, 'OK\n', ''))

    def test_each_mistake_has_its_line(self):
        self.write('port=1', '[server]', 'nome=x', 'port=many', 'port=1', '[place]', 'hello')
        status, output, errors = self.check()
        self.assertEqual((status, output), (1, ''))
        found = [line.split(': ', 1) for line in errors.splitlines()]
        self.assertEqual([place for place, _ in found],
                         [f'{self.path}:{line}' for line in (1, 3, 4, 5, 6, 7)])

    def test_a_mistake_keeps_the_server_from_starting(self):
        self.write('[server]', 'port=many')
        status, output, errors = self.run_server('--config', str(self.path))
        self.assertEqual((status, output), (1, ''))
        self.assertTrue(errors.startswith(f'{self.path}:2: “many” is no value'), errors)

    def test_the_certificate_is_looked_at(self):
        for keys, words in (['certificate=/nonexistent.pem'], '/nonexistent.pem'), \
                           (['key=/nonexistent.pem'], 'without its certificate'):
            self.write('[tls]', *keys)
            status, output, errors = self.check()
            self.assertEqual((status, output), (1, ''))
            self.assertIn(words, errors)

    def test_there_is_no_such_file(self):
        for more in [], ['--check-config']:
            status, output, errors = self.run_server('--config', str(self.path), *more)
            self.assertEqual((status, output, errors),
                             (1, '', f'{self.path}: There is no such file.\n'))
