# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers announce themselves and are found, by a real avahi-daemon and across two hosts."""

import json
import pathlib
import shutil
import signal
import time
import unittest

from host_cases import HostCase, cli_path
from hosts import connect, needs_hosts
from programs import Program, wait_until

try:
    from gi.repository import Gio, GLib
except ImportError:
    Gio = None


@needs_hosts
class OneHost(HostCase):
    def test_without_avahi(self):
        host = self.host()
        server = self.server(host)
        server.wait_for_log('is not announced on the local network until Avahi')
        times = []
        for _ in range(3):
            begin = time.monotonic()
            done = self.cli(host, 'servers')
            times.append(time.monotonic() - begin)
        # Other programs may keep the machine busy for one of them.
        self.assertLess(min(times), 1)
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
        server = self.server(host, '--name', 'Lab', address='127.0.0.1')
        server.wait_for_log('until Avahi .avahi-daemon. answers')
        listening = server.process.stdout.readline()
        begin = time.monotonic()
        done = self.cli(host, 'servers')
        self.assertIn('Avahi does not answer', done.stderr)
        done = self.cli(host, '--server', listening.split()[-1], '--name', 'ana', 'send', 'Lobby', 'hi')
        self.assertEqual((done.returncode, done.stderr), (0, ''))
        # A call over D-Bus would have waited for 25 s.
        self.assertLess(time.monotonic() - begin, 15)

        host.avahi.process.send_signal(signal.SIGCONT)
        self.wait_for_names(host, 'Lab')
        host.avahi.process.send_signal(signal.SIGSTOP)
        begin = time.monotonic()
        self.end(server)
        self.assertLess(time.monotonic() - begin, 10)

    def send(self, host, *arguments):
        return self.cli(host, *arguments, '--name', 'ana', 'send', 'Lobby', 'hi')

    def test_without_typing_an_address(self):
        host = self.host()
        host.start()
        self.assertEqual(self.send(host).returncode, 3)
        server = self.server(host, '--name', 'Our Lab', address='127.0.0.1')
        self.wait_for_names(host, 'Our Lab')
        done = self.send(host)
        self.assertEqual((done.returncode, done.stderr), (0, ''))

        # By its name, also when another one is there.
        other = self.server(host, '--name', 'Other', data='other', address='127.0.0.1')
        self.wait_for_names(host, 'Our Lab', 'Other')
        for name in ('other', 'Our Lab'):
            done = self.send(host, '--server', name)
            self.assertEqual((done.returncode, done.stderr), (0, ''), name)
        shutil.rmtree(f'{self.folder}/state')
        done = self.send(host)
        self.assertEqual(done.returncode, 2)
        self.assertIn('There are several chats', done.stderr)
        self.assertEqual(self.send(host, '--server', 'no such chat').returncode, 2)
        self.end(server)
        self.end(other)

    def test_used_before_comes_first(self):
        host = self.host()
        host.start()
        one = self.server(host, '--name', 'One', data='one', address='127.0.0.1')
        two = self.server(host, '--name', 'Two', data='two', address='127.0.0.1')
        self.wait_for_names(host, 'One', 'Two')
        self.assertEqual(self.send(host, '--server', 'Two').returncode, 0)
        first, second = self.servers(host)
        self.assertEqual((first['name'], first['known'], second['known']), ('Two', True, False))
        self.end(two)
        wait_until(lambda: [(s['name'], s['live']) for s in self.servers(host)]
                   == [('One', True), ('Two', False)], 'it is known still')
        self.end(one)

    def test_two_of_one_name(self):
        host = self.host()
        host.start()
        servers = [self.server(host, '--name', 'Lab', data=str(i)) for i in range(3)]
        self.wait_for_names(host, 'Lab', 'Lab #2', 'Lab #3')
        for server in servers:
            self.end(server)
        self.wait_for_names(host)

    def test_configuration_is_read_again(self):
        host = self.host()
        host.start()
        file = pathlib.Path(self.folder) / 'server.conf'
        file.write_text('[server]\nname=Lab\n')
        server = self.server(host, '--config', str(file))
        [listed] = self.wait_for_names(host, 'Lab')
        self.assertEqual((listed['join'], listed['encrypted']), (False, True))

        for text, names, join in (
                ('[server]\nname=Attic\n', ['Attic'], False),
                ('[server]\nname=Attic\n[access]\njoin-word=sesame\n', ['Attic'], True),
                ('[server]\nname=Attic\n[discovery]\nannounce=false\n', [], None),
                ('[server]\nname=Lab\n', ['Lab'], False)):
            file.write_text(text)
            server.process.send_signal(signal.SIGHUP)
            wait_until(lambda: [(s['name'], s['join']) for s in self.servers(host)]
                       == [(name, join) for name in names], f'{text} is announced', server.log)
        self.end(server)

    def test_join_word_is_told_of(self):
        host = self.host()
        host.start()
        server = self.server(host, '--name', 'Lab', '--join-word', 'sesame')
        [listed] = self.wait_for_names(host, 'Lab')
        self.assertTrue(listed['join'])
        self.assertIn('new people need a word', self.cli(host, 'servers').stdout)
        self.end(server)


class Announcer:
    """Announces whatever it is told, as anybody can."""

    def __init__(self, host):
        self.bus = Gio.DBusConnection.new_for_address_sync(
            host.variables()['DBUS_SYSTEM_BUS_ADDRESS'],
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)

    def call(self, path, interface, method, arguments=None):
        return self.bus.call_sync('org.freedesktop.Avahi', path, f'org.freedesktop.Avahi.{interface}',
                                  method, arguments, None, Gio.DBusCallFlags.NONE, -1, None)

    def announce(self, services, port=4321):
        """Pairs of a name and the strings of its TXT record."""
        [group] = self.call('/', 'Server', 'EntryGroupNew').unpack()
        for name, strings in services:
            strings = [string.encode() for string in strings]
            self.call(group, 'EntryGroup', 'AddService', GLib.Variant(
                '(iiussssqaay)', (-1, -1, 0, name, '_charla._tcp', '', '', port, strings)))
        self.call(group, 'EntryGroup', 'Commit')

    def close(self):
        self.bus.close_sync(None)


@needs_hosts
@unittest.skipIf(Gio is None, 'python3-gi is missing here')
class Hostile(HostCase):
    def setUp(self):
        super().setUp()
        self.here, self.there = self.host(), self.host()
        connect(self.here, self.there)
        self.here.start()
        self.there.start()
        self.announcer = Announcer(self.there)
        self.addCleanup(self.announcer.close)

    def test_nonsense(self):
        good = ['v=1', 'id=abc', 'join=0', 'tls=1']
        self.announcer.announce([
            ('No id', ['v=1']), ('No version', ['id=1']), ('Later', ['v=2', 'id=2']), ('Empty', []),
            ('Long id', ['v=1', 'id=' + 'x' * 33]), ('Odd id', ['v=1', 'id=a b']),
            ('Huge', ['x' * 255] * 4 + ['v=1']),
            ('\x1b[31mRed\x07\n\u202e gniltrats\u200b', good)])
        [listed] = self.wait_for_names(self.here, '[31mRed gniltrats')
        self.assertEqual(listed['id'], 'abc')
        done = self.cli(self.here, 'servers')
        self.assertNotRegex(done.stdout, '[\x00-\x09\x0b-\x1f\u202e]')

    def test_a_flood(self):
        for group in range(24):
            self.announcer.announce([(f'Spam {group} {n}', ['v=1', f'id=s{group}-{n}', 'tls=1'])
                                     for n in range(25)])
        server = self.server(self.here, '--name', 'Mine')
        server.wait_for_log('announced on the local network')
        begin = time.monotonic()
        done = self.cli(self.here, 'servers', '--json')
        self.assertLess(time.monotonic() - begin, 10)
        self.assertLessEqual(len(done.stdout.splitlines()), 512)
        watch = Program(*self.here.command(cli_path(), 'servers', '--watch'), XDG_STATE_HOME=self.folder,
                        **self.here.variables())
        self.addCleanup(watch.end)
        watch.wait_for_log('Too many chats announce themselves')
        self.assertEqual(watch.end(signal.SIGINT), 0)
        self.end(server)


@needs_hosts
class TwoHosts(HostCase):
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

        done = self.cli(here, '--server', 'lab', '--name', 'ana', 'send', 'Lobby', 'Hello!', '--trust-new')
        self.assertEqual(done.returncode, 0, done.stderr)
        done = self.cli(there, '--server', 'Lab', '--name', 'berta', 'history', 'Lobby')
        self.assertIn('Hello!', done.stdout, done.stderr)

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
