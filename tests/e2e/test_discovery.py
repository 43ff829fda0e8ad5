# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers announce themselves and are found, by a real avahi-daemon and across two hosts."""

import json
import os
import signal
import subprocess
import tempfile
import time
import unittest

from hosts import Host, connect, needs_hosts
from programs import PATIENCE, Program, environment, server_path, wait_until


def cli_path():
    return os.environ['CHARLA_CLI']


class Case(unittest.TestCase):
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
        return subprocess.run(
            host.command(cli_path(), *arguments), capture_output=True, text=True, timeout=PATIENCE,
            env=environment(XDG_STATE_HOME=f'{self.folder}/state', **host.variables(), **changes))

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


@needs_hosts
class OneHost(Case):
    def test_without_avahi(self):
        host = self.host()
        server = self.server(host)
        server.wait_for_log('is not announced on the local network until Avahi')
        begin = time.monotonic()
        done = self.cli(host, 'servers')
        self.assertLess(time.monotonic() - begin, 1)
        self.assertEqual((done.returncode, done.stdout), (0, ''))
        self.assertIn('Avahi is not running on this computer', done.stderr)

        # It comes later.
        host.start()
        server.wait_for_log('announced on the local network as')
        self.assertEqual(len(server.log_lines('until Avahi')), 1)
        self.end(server)

    def test_loopback(self):
        host = self.host()
        host.start()
        server = self.server(host, '--name', 'Mine', address='127.0.0.1')
        [listed] = self.wait_for_names(host, 'Mine')
        self.assertTrue(listed['here'] and listed['live'])
        self.assertRegex(listed['address'], r'^127\.0\.0\.1:\d+$')
        done = self.cli(host, 'servers')
        self.assertRegex(done.stdout, r'(?m)^Mine +127\.0\.0\.1:\d+ +this computer$')
        self.end(server)

    def test_not_announced(self):
        host = self.host()
        host.start()
        server = self.server(host, '--set', 'discovery.announce=false')
        self.assertRegex(server.process.stdout.readline(), '^listening')
        other = self.server(host, '--name', 'Other', data='other')
        self.wait_for_names(host, 'Other')
        self.end(server)
        self.end(other)

    def test_avahi_is_started_anew(self):
        host = self.host()
        host.start()
        server = self.server(host, '--name', 'Lab')
        self.wait_for_names(host, 'Lab')
        host.stop_avahi()
        server.wait_for_log('until Avahi')
        host.start_avahi()
        server.wait_for_log('announced on the local network', 3)
        self.wait_for_names(host, 'Lab')

        # The whole bus goes, and comes back.
        host.stop_avahi()
        host.stop_bus()
        host.start()
        self.wait_for_names(host, 'Lab')
        self.end(server)

    def test_avahi_hangs(self):
        host = self.host()
        host.start()
        host.avahi.process.send_signal(signal.SIGSTOP)
        server = self.server(host, '--name', 'Lab')
        server.wait_for_log('until Avahi .avahi-daemon. answers')
        listening = server.process.stdout.readline()
        begin = time.monotonic()
        done = self.cli(host, 'servers')
        self.assertIn('Avahi does not answer', done.stderr)
        done = self.cli(host, '--server', listening.split()[-1], '--name', 'ana', 'send', 'Lobby', 'hi')
        self.assertEqual((done.returncode, done.stderr), (0, ''))
        self.assertLess(time.monotonic() - begin, 4)

        host.avahi.process.send_signal(signal.SIGCONT)
        self.wait_for_names(host, 'Lab')
        host.avahi.process.send_signal(signal.SIGSTOP)
        begin = time.monotonic()
        self.end(server)
        self.assertLess(time.monotonic() - begin, 2)

    def test_two_of_one_name(self):
        host = self.host()
        host.start()
        servers = [self.server(host, '--name', 'Lab', data=str(i)) for i in range(3)]
        self.wait_for_names(host, 'Lab', 'Lab #2', 'Lab #3')
        for server in servers:
            self.end(server)
        self.wait_for_names(host)

    def test_join_word_is_told_of(self):
        host = self.host()
        host.start()
        server = self.server(host, '--name', 'Lab', '--join-word', 'sesame')
        [listed] = self.wait_for_names(host, 'Lab')
        self.assertTrue(listed['join'])
        self.assertIn('new people need a word', self.cli(host, 'servers').stdout)
        self.end(server)


@needs_hosts
class TwoHosts(Case):
    def two(self, **protocols):
        hosts = self.host(**protocols), self.host(**protocols)
        connect(*hosts)
        for host in hosts:
            host.start()
        return hosts

    def test_comes_goes_and_comes_back(self):
        here, there = self.two()
        server = self.server(there, '--name', 'Lab')
        [listed] = self.wait_for_names(here, 'Lab')
        self.assertFalse(listed['here'])
        self.assertTrue(listed['address'].startswith('10.77.0.2:'))

        watch = Program(*here.command(cli_path(), 'servers', '--watch', '--json'),
                        XDG_STATE_HOME=self.folder, **here.variables())
        self.addCleanup(watch.end)
        self.assertEqual(json.loads(watch.process.stdout.readline())['name'], 'Lab')
        self.end(server)
        self.assertTrue(json.loads(watch.process.stdout.readline())['gone'])
        server = self.server(there, '--name', 'Lab')
        again = json.loads(watch.process.stdout.readline())
        self.assertEqual((again['id'], again['live']), (listed['id'], True))
        self.assertEqual(watch.end(signal.SIGINT), 0)
        self.end(server)

    def test_ipv6_of_the_link(self):
        here, there = self.two(ipv4=False, ipv6=True)
        server = self.server(there, '--name', 'Lab', address='::')
        [listed] = self.wait_for_names(here, 'Lab')
        self.assertRegex(listed['address'], r'^\[fe80::[0-9a-f:]+%\w+\]:\d+$')
        self.end(server)

    def test_loopback_is_nobody_elses(self):
        here, there = self.two()
        mine = self.server(there, '--name', 'Mine', data='mine', address='127.0.0.1')
        mine.wait_for_log('announced on the local network')
        ours = self.server(there, '--name', 'Ours', data='ours')
        self.wait_for_names(here, 'Ours')
        self.wait_for_names(there, 'Ours', 'Mine')
        self.end(mine)
        self.end(ours)

    def test_several_interfaces_are_one_server(self):
        here, there = self.host(), self.host()
        connect(here, there)
        here.ip('link', 'add', 'second0', 'type', 'veth', 'peer', 'name', 'second1', 'netns',
                there.name)
        for host, end, address in ((here, 'second0', 1), (there, 'second1', 2)):
            host.ip('address', 'add', f'10.78.0.{address}/24', 'dev', end)
            host.ip('link', 'set', end, 'up')
            host.start()
        server = self.server(there, '--name', 'Lab')
        [listed] = self.wait_for_names(here, 'Lab')
        self.assertRegex(listed['address'], r'^10\.7[78]\.0\.2:')
        self.end(server)


if __name__ == '__main__':
    unittest.main()
