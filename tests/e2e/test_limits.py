# SPDX-License-Identifier: GPL-3.0-or-later
"""More than the server has room for."""

import contextlib
import os
import re
import tempfile
import time

from classic import Client, join
from programs import ServerTestCase, growth, preloading, wait_until


class Flood(ServerTestCase):
    CONNECTIONS = 10000

    def setUp(self):
        self.server = self.start_server()
        self.ana, self.ben = join(self.server, 'ana', 'ben', source='127.0.0.7')
        self.addCleanup(self.ana.close)
        self.addCleanup(self.ben.close)

    def talk(self):
        start = time.monotonic()
        self.ana.say('hi')
        self.assertEqual(self.ben.hear(), ('ana', 'hi'))
        return time.monotonic() - start

    def test_ten_thousand_connections_from_one_address(self):
        self.talk()
        before = self.server.memory()
        waits = []
        for i in range(self.CONNECTIONS):
            with contextlib.suppress(ConnectionResetError):
                Client(self.server.address).close()
            if i % 100 == 0:
                waits.append(self.talk())
        self.assertLess(sorted(waits)[len(waits) // 2], 0.1)
        self.assertLess(self.server.memory() - before, growth(8 * 1024 * 1024))

        self.assertEqual(self.server.end(), 0)
        refusals = self.server.log_lines('refused')
        self.assertLessEqual(len(refusals), 4, refusals)
        self.assertIn('from 127.0.0.1: more than 10 connections a second', refusals[0])
        self.assertRegex(refusals[-1], r'refused \d{4} more connections')
        self.assertLess(len(self.server.log_lines('')), 1000)

    def test_too_many_open_from_one_address(self):
        server = self.start_server('--max-per-address', '5')
        with contextlib.ExitStack() as stack:
            clients = [stack.enter_context(Client(server.address, f'eva {i}')) for i in range(5)]
            server.wait_for_log(' joined from ', 5)
            with Client(server.address, 'one too many') as client:
                self.assertTrue(client.is_closed())
            server.wait_for_log('refused .* 127.0.0.1: 5 connections from this address')

            elsewhere = join(server, 'ben', source='127.0.0.2')[0]
            stack.enter_context(elsewhere)
            elsewhere.say('hi')
            for client in clients:
                self.assertEqual(client.hear(), ('ben', 'hi'))

            clients[0].close()
            server.wait_for_log('left')
            stack.enter_context(join(server, 'another')[0])

    def test_too_many_open_in_all(self):
        server = self.start_server('--max-connections', '3')
        with contextlib.ExitStack() as stack:
            for i in range(3):
                stack.enter_context(join(server, f'eva {i}', source=f'127.0.0.{i + 2}')[0])
            with Client(server.address) as client:
                self.assertTrue(client.is_closed())
            server.wait_for_log('refused .* 127.0.0.1: 3 connections are open')


class Descriptors(ServerTestCase):
    def test_out_of_descriptors(self):
        server = self.start_server(descriptors=64)
        server.wait_for_log('there are descriptors for')
        room = int(re.search(r'descriptors for (\d+) connections', server.log())[1])
        with contextlib.ExitStack() as stack:
            crowd = [stack.enter_context(Client(server.address, f'eva {i}'))
                     for i in range(3 * room)]
            server.wait_for_log('others wait')
            server.wait_for_log(' joined from ', room)

            # Those who are in notice nothing, and that others wait costs nothing.
            start, cpu = time.monotonic(), server.cpu()
            while time.monotonic() - start < 0.5:
                crowd[0].say('hi')
                self.assertEqual(crowd[1].hear(), ('eva 0', 'hi'))
                time.sleep(0.01)
            self.assertLess(server.cpu() - cpu, 0.25)
            self.assertLess(server.descriptors(), 64)
            self.assertEqual(len(server.log_lines(' joined from ')), room)

            # One goes and one comes, which the log does not say each time.
            for i in range(room):
                crowd[i].close()
                server.wait_for_log(' joined from ', room + i + 1)
            self.assertEqual(len(server.log_lines('others wait|accepting')), 1)

            # All go and all come.
            for client in crowd[room:]:
                client.close()
            server.wait_for_log('accepting connections')
            server.wait_for_log(' joined from ', 3 * room)
        with join(server, 'ana')[0] as ana, join(server, 'ben')[0] as ben:
            ana.say('hi')
            self.assertEqual(ben.hear(), ('ana', 'hi'))

    def test_the_kernel_cannot_accept(self):
        """An error that no counting of descriptors can foresee."""
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        switch = os.path.join(directory.name, 'fail')
        server = self.start_server(CHARLA_ACCEPT_FAILS=switch, G_DEBUG='fatal-criticals',
                                   **preloading('CHARLA_FAILING_ACCEPT'))
        ana, ben = join(server, 'ana', 'ben')
        with open(switch, 'w', encoding='ascii'):
            pass
        waiting = [Client(server.address, f'eva {i}') for i in range(10)]
        server.wait_for_log('cannot accept connections')

        cpu = server.cpu()
        start = time.monotonic()
        while time.monotonic() - start < 1.5:
            ana.say('hi')
            self.assertEqual(ben.hear(), ('ana', 'hi'))
            time.sleep(0.01)
        self.assertLess(server.cpu() - cpu, 0.5)
        self.assertEqual(len(server.log_lines('cannot accept connections')), 1)

        os.unlink(switch)
        server.wait_for_log('accepting connections again')
        server.wait_for_log('"eva .*joined', 10)
        self.assertEqual(len(server.log_lines('accepting connections again')), 1)
        for client in (ana, ben, *waiting):
            client.close()
