# SPDX-License-Identifier: GPL-3.0-or-later
"""The server as a service: what it tells the service manager, and takes from it."""

import contextlib
import os
import pathlib
import shutil
import signal
import socket
import tempfile
import unittest

from charla import Client
from programs import LISTENING, Program, ServerTestCase, preloading, server_path, wait_until
from service import Manager, Sockets


class ServiceTestCase(ServerTestCase):
    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.manager = Manager()
        self.addCleanup(self.manager.close)

    def start_service(self, *arguments, **keywords):
        return self.start_server(*arguments, NOTIFY_SOCKET=self.manager.path, **keywords)


class Notify(ServiceTestCase):
    def test_from_begin_to_end(self):
        server = self.start_service()
        self.manager.wait_for('READY=1')
        self.manager.wait_for('STATUS=0 connected')
        self.assertEqual(server.end(), 0)
        self.manager.wait_for('STOPPING=1')

    def test_it_is_not_ready_when_it_cannot_begin(self):
        server = self.start_server()
        status, _, _ = self.run_server('127.0.0.1', str(server.port),
                                       NOTIFY_SOCKET=self.manager.path)
        self.assertEqual(status, 1)
        self.assertEqual(self.manager.listen(0.1), [])

    def test_status_is_rare(self):
        server = self.start_service()
        self.manager.wait_for('STATUS=0 connected')
        with contextlib.ExitStack() as stack:
            for number in range(12):
                stack.enter_context(Client(server.address, f'ana{number}'))
            self.assertEqual(self.manager.wait_for('STATUS='), 'STATUS=12 connected')
        self.assertNotIn('STATUS=1 connected', self.manager.heard)

    def test_reload(self):
        config = self.folder / 'server.conf'
        config.write_text('[server]\nname=Before\n')
        server = self.start_service('--config', str(config))
        self.manager.wait_for('STATUS=')
        config.write_text('[server]\nname=After\nmotd=New.\nport=7\n[access]\njoin-word=sesame\n'
                          'classic=off\n')
        os.kill(server.pid, signal.SIGHUP)
        self.manager.wait_for('RELOADING=1')
        self.manager.wait_for('MONOTONIC_USEC=')
        self.manager.wait_for('READY=1')
        with Client(server.address, 'ana', join='sesame') as ana:
            self.assertEqual(ana.welcome['server']['name'], 'After')
            self.assertEqual(ana.welcome['server']['motd'], 'New.')

    def test_reload_with_a_mistake(self):
        config = self.folder / 'server.conf'
        config.write_text('[server]\nname=Before\n')
        server = self.start_service('--config', str(config))
        self.manager.wait_for('STATUS=')
        config.write_text('[server]\nname=After\nlog-level=loud\n')
        os.kill(server.pid, signal.SIGHUP)
        self.manager.wait_for('RELOADING=1')
        self.manager.wait_for('READY=1')
        self.assertEqual(len(server.log_lines(f'{config}:3: “loud” is no value')), 1)
        with Client(server.address, 'ana') as ana:
            self.assertEqual(ana.welcome['server']['name'], 'Before')

    def test_many_reloads_at_once(self):
        server = self.start_service()
        self.manager.wait_for('STATUS=')
        for _ in range(100):
            os.kill(server.pid, signal.SIGHUP)
        self.manager.wait_for('READY=1')
        self.assertEqual(server.end(), 0)


class Watchdog(ServiceTestCase):
    SECONDS = 0.6

    def start_watched(self, **changes):
        server = self.start_service(WATCHDOG_USEC=str(int(self.SECONDS * 1e6)), **changes)
        self.manager.wait_for('READY=1')
        self.manager.wait_for('WATCHDOG=1')
        return server

    def test_it_is_told_in_time(self):
        server = self.start_watched()
        lines = self.manager.listen(self.SECONDS * 3)
        self.assertGreaterEqual(lines.count('WATCHDOG=1'), 4)
        self.assertEqual(server.end(), 0)

    def test_it_is_not_told_without_being_asked(self):
        self.start_service()
        self.manager.wait_for('READY=1')
        self.assertNotIn('WATCHDOG=1', self.manager.listen(0.5))

    def test_a_stopped_main_loop_shows(self):
        server = self.start_watched()
        os.kill(server.pid, signal.SIGSTOP)
        self.manager.listen(self.SECONDS)
        self.assertEqual(self.manager.listen(self.SECONDS * 2), [])
        os.kill(server.pid, signal.SIGCONT)
        self.manager.wait_for('WATCHDOG=1')

    def test_a_stuck_writer_shows(self):
        """The main loop goes on turning then, and answers who asks."""
        stuck = self.folder / 'stuck'
        server = self.start_watched(CHARLA_STUCK_DISK=str(stuck),
                                    **preloading('CHARLA_STUCK_DISK_MODULE'))
        with Client(server.address, 'ana') as ana:
            room = ana.welcome['rooms'][0]['id']
            stuck.touch()
            number = ana.send('post', room=room, text='hi', nonce='1')
            self.manager.listen(self.SECONDS)
            self.assertNotIn('WATCHDOG=1', self.manager.listen(self.SECONDS * 3))
            ana.ask('ping')
            stuck.unlink()
            self.manager.wait_for('WATCHDOG=1')
            ana.wait_for_reply(number)


class Activation(ServiceTestCase):
    def open_sockets(self, *addresses, **keywords):
        sockets = Sockets(*addresses, **keywords)
        self.addCleanup(sockets.close)
        return sockets

    def test_sockets_are_taken(self):
        """They come before the addresses of the configuration."""
        sockets = self.open_sockets('127.0.0.1', '::1')
        server = self.start_service('--address', '127.0.0.9', **sockets.keywords())
        self.assertEqual(server.addresses, sockets.addresses)
        for place, address in enumerate(server.addresses):
            Client(address, f'ana{place}').close()

    def test_who_came_before_the_server_waits_for_it(self):
        sockets = self.open_sockets('127.0.0.1')
        with socket.create_connection(sockets.addresses[0]) as early:
            early.sendall(b'3         ana')
            server = self.start_service(**sockets.keywords())
            server.wait_for_log('"ana" joined')

    def test_the_sockets_stay_when_the_server_ends(self):
        sockets = self.open_sockets('127.0.0.1')
        for _ in range(2):
            server = self.start_service(**sockets.keywords())
            Client(server.address, 'ana').close()
            self.assertEqual(server.end(), 0)
        socket.create_connection(sockets.addresses[0]).close()

    def test_other_sockets_are_refused(self):
        wrong = [self.open_sockets('127.0.0.1', listening=False),
                 self.open_sockets('127.0.0.1', kind=socket.SOCK_DGRAM, listening=False)]
        for sockets in wrong:
            keywords = sockets.keywords()
            del keywords['listening']
            starter = keywords.pop('starter')
            program = Program(*starter, server_path(), '--config=', '--data-dir',
                              str(self.folder), **keywords)
            self.assertEqual(program.wait(), 1)
            self.assertRegex(program.log(), r'(?m)^charla-server: .*“chat0”, which is no TCP socket')

    @unittest.skipUnless(shutil.which('systemd-socket-activate'), 'there is no systemd')
    def test_with_systemd(self):
        """It starts the server when somebody comes, who is served then."""
        with socket.socket() as free:
            free.bind(('127.0.0.1', 0))
            port = free.getsockname()[1]
        program = Program('systemd-socket-activate', '--listen', f'127.0.0.1:{port}',
                          '--fdname', 'charla', server_path(), '--config=', '--data-dir',
                          str(self.folder))
        self.addCleanup(program.end)
        wait_until(lambda: 'Listening on' in program.log(), 'listening', program.log)
        with Client(('127.0.0.1', port), 'ana') as ana:
            self.assertEqual(LISTENING.fullmatch(program.process.stdout.readline().strip())[2],
                             str(port))
            ana.ask('ping')
        self.assertEqual(program.end(), 0)
        self.assertEqual(program.mistakes(), [])
