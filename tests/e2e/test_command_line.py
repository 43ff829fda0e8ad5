# SPDX-License-Identifier: GPL-3.0-or-later
"""How the server is started and ended."""

import contextlib
import os
import signal
import subprocess

from classic import Client, join
from programs import Server, ServerTestCase, environment, server_path


class CommandLine(ServerTestCase):
    def assert_fails(self, *arguments, saying):
        status, output, errors = self.run_server(*arguments)
        self.assertEqual((status, output), (1, ''), errors)
        self.assertEqual(len(errors.splitlines()), 1, errors)
        self.assertTrue(errors.startswith('charla-server: '), errors)
        for words in saying:
            self.assertIn(words, errors)

    def test_version(self):
        status, output, errors = self.run_server('--version')
        self.assertEqual((status, errors), (0, ''))
        self.assertRegex(output, r'^charla-server \d+\.\d+\.\d+\n$')

    def test_help(self):
        status, output, _ = self.run_server('--help')
        self.assertEqual(status, 0)
        for option in ('--address', '--port', '--log-level', '--version'):
            self.assertIn(option, output)

    def test_bad_options(self):
        for arguments in (['--port', 'x'], ['--port', '65536'], ['--port', '-1'],
                          ['127.0.0.1', '99999'], ['nowhere.example'], ['--address', '1.2.3'],
                          ['--log-level', 'loud'], ['--max-connections', '0'],
                          ['--connection-rate', 'many'], ['--first-frame-timeout', '1.5'],
                          ['127.0.0.1', '1', 'again']):
            self.assert_fails(*arguments, saying=[f'“{arguments[-1]}”'])
        self.assert_fails('--nonsense', saying=['--nonsense'])
        self.assert_fails('127.0.0.1', '1', '--port', '2', saying=['twice'])

    def test_port_in_use(self):
        server = self.start_server()
        self.assert_fails('127.0.0.1', str(server.port),
                          saying=[f'127.0.0.1:{server.port}', 'another program'])

    def test_address_of_another_machine(self):
        self.assert_fails('192.0.2.1', '1234', saying=['192.0.2.1:1234', 'this machine'])

    def test_one_of_two_addresses_fails(self):
        server = self.start_server()
        self.assert_fails('--address', '127.0.0.2', '--address', '127.0.0.1',
                          '--port', str(server.port), saying=[f'127.0.0.1:{server.port}'])

    def test_positional(self):
        program = Server('127.0.0.3')
        self.addCleanup(self.check_end, program)
        self.assertEqual(program.address[0], '127.0.0.3')
        [ana] = join(program, 'ana')
        ana.close()

    def test_defaults(self):
        """Nothing else listens there in a test machine, or it says so."""
        with subprocess.Popen([server_path()], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              text=True, env=environment()) as process:
            line = process.stdout.readline()
            process.terminate()
            errors = process.communicate()[1]
        self.assertIn('127.0.0.1:1234', line or errors)

    def test_ipv6(self):
        server = self.start_server('--address', '::1')
        ana, ben = join(server, 'ana', 'ben')
        ana.say('hi')
        self.assertEqual(ben.hear(), ('ana', 'hi'))
        ana.close()
        ben.close()

    def test_two_addresses(self):
        server = self.start_server('--address', '127.0.0.1', '--address', '::1')
        with Client(server.addresses[0], 'ana') as ana, Client(server.addresses[1], 'ben') as ben:
            server.wait_for_log(' joined from ', 2)
            ana.say('hi')
            self.assertEqual(ben.hear(), ('ana', 'hi'))
            ben.say('hello')
            self.assertEqual(ana.hear(), ('ben', 'hello'))

    def test_both_families_on_one_port(self):
        first = self.start_server('--address', '0.0.0.0')
        port = str(first.port)
        self.check_end(first)
        second = self.start_server('--address', '0.0.0.0', '--address', '::', '--port', port)
        self.assertEqual(second.addresses, [('0.0.0.0', first.port), ('::', first.port)])

    def test_a_message_at_two_addresses_at_once(self):
        server = self.start_server('--address', '127.0.0.1', '--address', '127.0.0.2')
        for _ in range(20):
            for client in [Client(address, 'eva') for address in server.addresses * 2]:
                client.close()
        server.wait_for_log('joined from', 80)


class Signals(ServerTestCase):
    def assert_ends_cleanly(self, number):
        server = self.start_server()
        ana, ben = join(server, 'ana', 'ben')
        self.assertEqual(server.end(number), 0)
        self.assertTrue(ana.is_closed())
        self.assertTrue(ben.is_closed())
        ana.close()
        ben.close()

    def test_sigterm(self):
        self.assert_ends_cleanly(signal.SIGTERM)

    def test_sigint(self):
        self.assert_ends_cleanly(signal.SIGINT)

    def test_port_is_free_afterwards(self):
        server = self.start_server()
        [ana] = join(server, 'ana')
        self.addCleanup(ana.close)
        self.assertEqual(server.end(), 0)
        again = self.start_server('--port', str(server.port))
        self.assertEqual(again.address, server.address)

    def test_nobody_reads_the_output(self):
        server = self.start_server()
        server.process.stdout.close()
        ana, ben = join(server, 'ana', 'ben')
        ana.say('hi')
        self.assertEqual(ben.hear(), ('ana', 'hi'))
        ana.close()
        ben.close()


class Log(ServerTestCase):
    def test_levels(self):
        for level, joins, closes in (('error', 0, 0), ('warning', 0, 0), ('message', 0, 1),
                                     ('info', 1, 1), ('debug', 1, 1)):
            server = self.start_server('--log-level', level)
            with Client(server.address, 'ana') as ana:
                ana.send(b'nonsense!!')
                self.assertTrue(ana.is_closed())
            self.assertEqual(server.end(), 0)
            self.assertEqual(len(server.log_lines('"ana" joined')), joins, level)
            self.assertEqual(len(server.log_lines('closed .*"ana"')), closes, level)

    def test_no_file_is_left(self):
        server = self.start_server()
        names = []
        for name in os.listdir(f'/proc/{server.pid}/fd'):
            # Some are closed again meanwhile.
            with contextlib.suppress(FileNotFoundError):
                names.append(os.readlink(f'/proc/{server.pid}/fd/{name}'))
        self.assertGreater(len(names), 3)
        self.assertEqual([name for name in names if name.endswith('.log')], [])
