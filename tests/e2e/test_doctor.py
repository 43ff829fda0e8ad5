# SPDX-License-Identifier: GPL-3.0-or-later
"""charla-cli doctor says what is wrong, for each thing that can be."""

import json
import os
import pathlib
import sys
import unittest

from host_cases import HostCase
from hosts import connect, needs_hosts
from programs import Program, preloading

HERE = pathlib.Path(__file__).parent
CHECKS = ['network', 'name', 'route', 'port', 'tls', 'charla', 'identity', 'version', 'clock', 'join',
          'avahi', 'announced', 'announcing']


class DoctorCase(HostCase):
    def examine(self, host, *arguments):
        """What the doctor says of each thing, and whether all is well."""
        done = self.cli(host, 'doctor', '--json', *arguments)
        checks = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual([check['check'] for check in checks], CHECKS, done.stderr)
        failed = [check['check'] for check in checks if check['state'] == 'failed']
        self.assertEqual(done.returncode, 1 if failed else 0)
        for check in checks:
            if check['state'] == 'failed':
                self.assertIn('advice', check)
        return {check['check']: check for check in checks}, failed

    def open(self, server):
        """Where a server listens."""
        return server.process.stdout.readline().split()[-1].rsplit(':', 1)[1]


@needs_hosts
class OneHost(DoctorCase):
    def setUp(self):
        super().setUp()
        self.here = self.host()

    def test_no_network_and_no_avahi(self):
        checks, failed = self.examine(self.here)
        self.assertEqual(failed, ['network', 'avahi'])
        self.assertEqual(checks['port']['state'], 'skipped')
        self.assertIn('avahi-daemon', checks['avahi']['advice'])

    def test_all_is_well(self):
        self.here.start()
        server = self.server(self.here, '--name', 'Mine', address='127.0.0.1')
        server.wait_for_log('announced on the local network')
        checks, failed = self.examine(self.here, f'127.0.0.1:{self.open(server)}')
        self.assertEqual(failed, [])
        for name in CHECKS[2:]:
            self.assertEqual(checks[name]['state'], 'passed', name)
        self.assertIn('TLS 1.3', checks['tls']['detail'])
        self.assertIn('Mine', checks['charla']['detail'])

        # Nobody has taken a name, and people read the same.
        self.assertEqual(server.log_lines('joined'), [])
        done = self.cli(self.here, 'doctor', f'127.0.0.1:{checks["port"]["detail"].split()[1]}')
        self.assertIn('✓ Encryption: What is said is encrypted', done.stdout)
        self.end(server)

    def test_port_refused(self):
        checks, failed = self.examine(self.here, '127.0.0.1:9')
        self.assertEqual(failed, ['port', 'avahi'])
        self.assertIn('refuses', checks['port']['detail'])

    def test_nobody_has_the_name(self):
        for name in ('nobody.invalid', 'no.such.host.invalid:77'):
            _, failed = self.examine(self.here, name)
            self.assertEqual(failed, ['network', 'name', 'avahi'])

    def test_no_address(self):
        done = self.cli(self.here, 'doctor', 'a b')
        self.assertEqual((done.returncode, done.stdout), (2, ''))

    def test_join_word_and_not_announced(self):
        self.here.start()
        server = self.server(self.here, '--join-word', 'sesame', '--set', 'discovery.announce=false',
                             address='127.0.0.1')
        checks, failed = self.examine(self.here, f'127.0.0.1:{self.open(server)}')
        self.assertEqual(failed, ['announced'])
        self.assertEqual(checks['join']['state'], 'warning')
        self.assertNotIn('sesame', json.dumps(checks))
        self.end(server)

    def test_clock(self):
        offset = pathlib.Path(self.folder) / 'offset'
        os.environ['CHARLA_CLOCK_OFFSET'] = str(offset)
        self.addCleanup(os.environ.pop, 'CHARLA_CLOCK_OFFSET')
        preload = ['env', *map('='.join, preloading('CHARLA_JUMPING_CLOCK').items())]
        offset.write_text('0')
        server = Program(*self.here.command(
            *preload, os.environ['CHARLA_SERVER'], '--port', '0', '--data-dir', f'{self.folder}/data',
            '--control-socket', f'{self.folder}/control'), **self.here.variables())
        self.addCleanup(server.end)
        address = f'127.0.0.1:{self.open(server)}'
        for seconds, state, detail in ((0, 'passed', 'the same'), (30, 'warning', '30 seconds ahead'),
                                       (-7200, 'failed', '2 hours behind'),
                                       (400000, 'failed', '4 days ahead')):
            offset.write_text(str(seconds))
            checks, _ = self.examine(self.here, address)
            self.assertEqual(checks['clock']['state'], state)
            self.assertIn(detail, checks['clock']['detail'])

    def remember(self, address, fingerprint):
        """Has the client know a server by a key."""
        folder = pathlib.Path(self.folder) / 'state' / 'charla'
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        servers = folder / 'servers'
        servers.write_text(f'[one]\naddress={address}\nfingerprint={fingerprint}\n'
                           'security=pinned\nclassic=false\nused=1\n')
        servers.chmod(0o600)

    def test_identity(self):
        server = self.server(self.here, address='127.0.0.1')
        address = f'127.0.0.1:{self.open(server)}'
        [line] = server.log_lines('fingerprint of the key')
        self.remember(address, line.split()[-1])
        checks, _ = self.examine(self.here, address)
        self.assertEqual(checks['identity']['detail'], 'It is the same server as before.')

        self.remember(address, '0' * 64)
        checks, failed = self.examine(self.here, address)
        self.assertEqual(failed, ['identity', 'avahi'])
        self.assertIn('another key than before', checks['identity']['detail'])
        self.end(server)

    def test_a_chat_of_the_older_kind(self):
        original = Program(*self.here.command(sys.executable, str(HERE / 'original_server.py'),
                                              '127.0.0.1', '1234'))
        self.addCleanup(original.end)
        self.assertIn('1234', original.process.stdout.readline())
        checks, failed = self.examine(self.here, '127.0.0.1:1234')
        self.assertEqual(failed, ['avahi'])
        self.assertEqual((checks['tls']['state'], checks['charla']['state']), ('warning', 'warning'))

        # It was another server before.
        self.remember('127.0.0.1', '0' * 64)
        _, failed = self.examine(self.here, '127.0.0.1:1234')
        self.assertEqual(failed, ['identity', 'avahi'])


@needs_hosts
class TwoHosts(DoctorCase):
    def setUp(self):
        super().setUp()
        self.here, self.there = self.host(), self.host()
        self.ends = connect(self.here, self.there)

    def test_across_the_cable(self):
        self.here.start()
        self.there.start()
        server = self.server(self.there, '--name', 'Lab')
        server.wait_for_log('announced on the local network')
        checks, failed = self.examine(self.here, f'10.77.0.2:{self.open(server)}')
        self.assertEqual(failed, [])
        self.assertEqual(checks['identity']['state'], 'warning')
        self.assertEqual(len(checks['identity']['detail'].split(':')[1].split()), 12)
        self.assertEqual(checks['announced']['state'], 'passed')

        # Its announcements do not come.
        self.there.stop_avahi()
        checks, failed = self.examine(self.here, f'10.77.0.2:{checks["port"]["detail"].split()[1]}')
        self.assertEqual(failed, ['announced'])
        self.assertIn('5353', checks['announced']['advice'])
        self.end(server)

    def test_filtered(self):
        # The other side takes what comes, and its answers get lost.
        self.there.ip('route', 'add', 'blackhole', '10.77.0.1/32')
        checks, failed = self.examine(self.here, '10.77.0.2')
        self.assertEqual(failed, ['port', 'avahi'])
        self.assertIn('filtered', checks['port']['detail'])

    def test_no_way(self):
        checks, failed = self.examine(self.here, '192.0.2.1')
        self.assertEqual(failed, ['route', 'avahi'])

    def test_nobody_there(self):
        checks, failed = self.examine(self.here, '10.77.0.77')
        self.assertEqual(failed, ['port', 'avahi'])

    def test_far_away(self):
        # A server behind another one: nothing that it announces gets here.
        self.here.ip('route', 'add', '10.99.0.1/32', 'via', '10.77.0.2')
        self.there.ip('address', 'add', '10.99.0.1/32', 'dev', 'lo')
        self.here.start()
        server = self.server(self.there)
        checks, failed = self.examine(self.here, f'10.99.0.1:{self.open(server)}')
        self.assertEqual(failed, [])
        self.assertEqual(checks['announced']['state'], 'skipped')
        self.end(server)


if __name__ == '__main__':
    unittest.main()
