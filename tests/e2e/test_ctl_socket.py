# SPDX-License-Identifier: GPL-3.0-or-later
"""The control socket: who may use it, what else may come through it, and whose it is."""

import array
import contextlib
import json
import os
import pathlib
import socket
import stat
import tempfile
import unittest

from charla import frame
from ctl import CtlTestCase, run
from programs import PATIENCE, Server, ServerTestCase, wait_until

NOBODY = 65534


class Peer:
    """A connection to a control socket."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(PATIENCE)
        self.socket.connect(path)
        self.file = self.socket.makefile('rb')

    def send(self, data, files=()):
        rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array('i', files))] if files else []
        self.socket.sendmsg([data], rights)

    def ask(self, request, files=()):
        self.send(frame(request), files)
        return self.hear()

    def hear(self):
        """The next object, or None at the end."""
        with contextlib.suppress(ConnectionError):
            header = self.file.read(10)
            if header:
                return json.loads(self.file.read(int(header)))
        return None

    def close(self):
        self.file.close()
        self.socket.close()


class SocketTestCase(CtlTestCase):
    def connect_control(self):
        peer = Peer(self.server.control)
        self.addCleanup(peer.close)
        return peer

    def has_open(self, path):
        """Whether the server has a descriptor of a file."""
        folder = f'/proc/{self.server.pid}/fd'
        for number in os.listdir(folder):
            with contextlib.suppress(FileNotFoundError):
                if os.readlink(f'{folder}/{number}') == path:
                    return True
        return False

    def assert_well(self):
        self.assertEqual(self.ctl('status').status, 0)


class Hostile(SocketTestCase):
    def test_garbage(self):
        for data in (b'\0' * 100, b'GET / HTTP/1.1\r\n\r\n', b'99999999999', frame(b'[1]'),
                     frame(b'{'), frame(b'[' * 60000), b'65537     {', b'5         hello'):
            peer = self.connect_control()
            peer.send(data)
            self.assertIsNone(peer.hear(), data[:20])
        self.assert_well()

    def test_requests_that_are_none(self):
        peer = self.connect_control()
        for request in ({}, {'do': 7}, {'do': 'dance'}, {'id': 'x', 'do': 'status'},
                        {'id': 1, 'do': 'kick'}, {'id': 1, 'do': 'kick', 'user': 'x' * 1000},
                        {'id': 1, 'do': 'announce', 'text': 'x' * 60000},
                        {'id': 1, 'do': 'users', 'after': -1},
                        {'id': 1, 'do': 'ban', 'user': 'a', 'address': 'b', 'on': True}):
            answer = peer.ask(request)
            if request.get('do') != 'status':
                self.assertIn('error', answer, request)
        self.assertIn('ok', peer.ask({'id': 1, 'do': 'status'}))

    def test_one_byte_at_a_time_and_many_at_once(self):
        peer = self.connect_control()
        for byte in frame({'id': 1, 'do': 'rooms'}):
            peer.send(bytes([byte]))
        self.assertEqual(peer.hear()['re'], 1)
        peer.send(b''.join(frame({'id': number, 'do': 'rooms'}) for number in range(200)))
        self.assertEqual([peer.hear()['re'] for _ in range(200)], list(range(200)))

    def test_gone_in_the_middle(self):
        for data in (b'5', b'100       {"do"', frame({'id': 1, 'do': 'status'}),
                     frame({'id': 1, 'do': 'users', 'all': True}) * 50):
            peer = Peer(self.server.control)
            peer.send(data)
            peer.close()
        self.assert_well()

    def test_who_does_not_read_asks_no_more(self):
        self.enter(*(f'user {number}' for number in range(30)))
        peer = self.connect_control()
        request = frame({'id': 1, 'do': 'users', 'all': True})
        peer.socket.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            for _ in range(100_000):
                peer.send(request)
        before = self.server.memory()
        self.assert_well()
        self.assertLess(self.server.memory() - before, 16 * 1024 * 1024)

    def test_descriptors_that_nobody_asked_for(self):
        with tempfile.NamedTemporaryFile() as file:
            number = file.fileno()
            peer = self.connect_control()
            answer = peer.ask({'id': 1, 'do': 'status'}, [number])
            self.assertEqual(answer['error']['code'], 'bad-request')
            for files in ([number] * 2, [number] * 200):
                other = self.connect_control()
                other.send(frame({'id': 1, 'do': 'status'}), files)
                self.assertIsNone(other.hear())
            third = self.connect_control()
            third.send(b'1', [number])
            third.send(b'2', [number])
            self.assertIsNone(third.hear())
            fourth = self.connect_control()
            fourth.send(b'1', [number])
            fourth.close()
            self.assert_well()
            wait_until(lambda: not self.has_open(file.name), 'descriptors are closed')

    def test_too_many(self):
        peers = [self.connect_control() for _ in range(16)]
        for peer in peers:
            self.assertIn('ok', peer.ask({'id': 1, 'do': 'rooms'}))
        result = self.ctl('status')
        self.assertEqual(result.status, 1)
        self.assertIn('Too many', result.errors)
        peers[0].close()
        wait_until(lambda: self.ctl('status').status == 0, 'there is room again')


class Place(SocketTestCase):
    def test_only_the_user_of_the_server(self):
        mode = os.stat(self.server.control).st_mode
        self.assertTrue(stat.S_ISSOCK(mode))
        self.assertEqual(stat.S_IMODE(mode), 0o600)

    @unittest.skipIf(os.geteuid() != 0, 'takes another user')
    def test_others_may_not(self):
        os.chmod(os.path.dirname(self.server.control), 0o755)
        result = self.ctl('status', user=NOBODY)
        self.assertEqual(result.status, 3)
        self.assertIn('You may not use', result.errors)
        # Even if somebody opens the door.
        os.chmod(self.server.control, 0o666)
        result = self.ctl('status', user=NOBODY)
        self.assertEqual(result.status, 3)
        self.assertIn('you may not', result.errors)
        self.assertEqual(len(self.server.log_lines(rf'refused .* user {NOBODY}$')), 1)

    def test_a_living_one_is_not_stolen(self):
        status, _, errors = self.run_server('--port', '0', '--control-socket', self.server.control)
        self.assertEqual(status, 1)
        self.assertIn('another server uses it', errors)
        self.assert_well()

    def test_a_usual_one_that_is_taken_is_done_without(self):
        other = self.start_server(RUNTIME_DIRECTORY=os.path.dirname(self.server.control))
        self.assertEqual(len(other.log_lines('charla-ctl cannot reach this server: ')), 1)
        self.assert_well()
        other.end()
        self.assert_well()


class Files(ServerTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix='charla-test-')
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name) / 'control'

    def start(self, *arguments):
        return self.start_server('--control-socket', str(self.path), *arguments)

    def test_what_a_killed_server_has_left_is_replaced(self):
        killed = Server('--control-socket', str(self.path))
        killed.process.kill()
        killed.process.wait()
        killed.process.stdout.close()
        killed.folder.cleanup()
        result = run('status', socket=str(self.path))
        self.assertEqual(result.status, 3)
        self.assertIn('not running', result.errors)
        self.start()
        self.assertEqual(run('status', socket=str(self.path)).status, 0)

    def test_a_file_is_not_taken_away(self):
        self.path.write_text('precious')
        status, _, errors = self.run_server('--port', '0', '--control-socket', str(self.path))
        self.assertEqual(status, 1)
        self.assertIn(str(self.path), errors)
        self.assertEqual(self.path.read_text(), 'precious')

    def test_a_path_that_cannot_be(self):
        for path in ('/nonexistent/control', '/tmp/' + 'x' * 200):
            status, _, errors = self.run_server('--port', '0', '--control-socket', path)
            self.assertEqual(status, 1)
            self.assertIn('control socket', errors)

    @unittest.skipIf(os.geteuid() != 0, 'takes another user')
    def test_a_group(self):
        self.path.parent.chmod(0o755)
        self.start('--set', 'server.control-group=4242')
        status = self.path.stat()
        self.assertEqual((status.st_gid, stat.S_IMODE(status.st_mode)), (4242, 0o660))
        member = run('status', socket=str(self.path), user=NOBODY, groups=[4242])
        self.assertEqual(member.status, 0)
        self.assertEqual(run('status', socket=str(self.path), user=NOBODY).status, 3)

    def test_a_group_that_is_none(self):
        status, _, errors = self.run_server('--port', '0', '--control-socket', str(self.path),
                                            '--set', 'server.control-group=no such group')
        self.assertEqual(status, 1)
        self.assertIn('no such group', errors)
