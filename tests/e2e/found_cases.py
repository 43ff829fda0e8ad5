# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the desktop application with hosts of their own have in common."""

import pathlib
import re
import tempfile

from application import Application, program_path
from cases import DesktopTestCase
from hosts import Host
from programs import Program, server_path, wait_until


class FoundTestCase(DesktopTestCase):
    """A test on a host of its own, by somebody who was never in a chat."""

    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory(prefix='charla-test-')
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def make_host(self):
        host = Host()
        self.addCleanup(host.close)
        return host

    def serve(self, host, name, *arguments, data=None, port=0):
        """A server that is announced, if there is anybody to do so."""
        data = self.folder / (data or name)
        server = Program(*host.command(
            server_path(), '--port', str(port), '--log-level', 'info', '--address', '0.0.0.0',
            '--data-dir', str(data), '--control-socket', str(data) + '-control',
            '--set', f'server.name={name}', *arguments), **host.variables())
        self.addCleanup(server.errors.close)
        self.addCleanup(self.end, server)
        server.port = int(server.process.stdout.readline().rpartition(':')[2])
        return server

    def end(self, server):
        self.assertEqual(server.end(), 0)
        self.assertEqual(server.mistakes(), [])

    def start_on(self, host, *arguments, **changes):
        program = Program(*host.command(program_path(), *arguments), **host.variables(), **changes)
        self.addCleanup(program.errors.close)
        started = Application(self.desktop, program, changes.get('LANGUAGE', 'en'))
        self.addCleanup(started.close)
        self.addCleanup(self.take_picture_of_failure)
        return started

    def choose(self, application, name):
        application.tree.find('text', 'Your name').write('ana')
        application.tree.find('list item', re.compile(f'^{name}, ')).press()

    def find_words(self, application):
        """What the server is known by, as a screen reader reads it."""
        pattern = re.compile(r'^[a-z]+( [a-z]+){11}$')
        return wait_until(lambda: [node.name for node in application.tree.look()
                                   if pattern.match(node.name) and node.showing],
                          'the words', application.tree.describe)
