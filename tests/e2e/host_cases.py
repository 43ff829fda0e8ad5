# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests with hosts of their own have in common."""

import json
import os
import subprocess
import tempfile
import unittest

from hosts import Host
from programs import PATIENCE, Program, environment, server_path, wait_until


def cli_path():
    return os.environ['CHARLA_CLI']


class HostCase(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix='charla-test-')
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def host(self, **protocols):
        host = Host(**protocols)
        self.addCleanup(host.close)
        return host

    def server(self, host, *arguments, data='data', address='0.0.0.0'):
        """A server on a host; tells nobody but the log when it is announced."""
        server = Program(*host.command(
            server_path(), '--port', '0', '--log-level', 'info', '--address', address,
            '--data-dir', f'{self.folder}/{data}', '--control-socket', f'{self.folder}/{data}-control',
            *arguments), **host.variables())
        self.addCleanup(server.end)
        return server

    def end(self, server):
        self.assertEqual(server.end(), 0)
        self.assertEqual(server.mistakes(), [])

    def cli(self, host, *arguments, **changes):
        variables = environment(XDG_STATE_HOME=f'{self.folder}/state', **host.variables(), **changes)
        # To the tests it is the program, to the client the server that it is to use.
        variables.pop('CHARLA_SERVER', None)
        return subprocess.run(host.command(cli_path(), *arguments), capture_output=True, text=True,
                              timeout=PATIENCE, env=variables)

    def servers(self, host):
        done = self.cli(host, 'servers', '--json')
        self.assertEqual(done.returncode, 0, done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def wait_for_names(self, host, *names):
        """Waits until exactly these are listed, and returns them."""
        def listed():
            servers = self.servers(host)
            return servers if sorted(s['name'] for s in servers) == sorted(names) else None

        wait_until(lambda: listed() is not None, f'{names} are listed')
        return listed()
