# SPDX-License-Identifier: GPL-3.0-or-later
"""The core of the client in whole processes, with servers old and new.

A classic chat does not say who has joined. Here everybody who joins after somebody else
says so, and who is heard is in the room.
"""

import contextlib
import os
import pathlib
import queue
import socket
import subprocess
import sys
import tempfile
import threading
import unittest

import classic
from programs import PATIENCE, Program, ServerTestCase, environment

CHAT = os.environ['CHARLA_TEST_CHAT']
ORIGINAL = pathlib.Path(__file__).with_name('original_server.py')

# An old server says nothing to a hello. Who knows that it is one waits no longer to see it.
DETECTION_MS = '500'


class OriginalServer(Program):
    """A server of the original's kind, on a free port."""

    def __init__(self):
        super().__init__(sys.executable, str(ORIGINAL), '127.0.0.1', '0')
        host, port = self.process.stdout.readline().split()[-1].split(':')
        self.address = host, int(port)


class Chat:
    """The core of the client, whose lines are waited for."""

    def __init__(self, address, name, folder=None, scheme='', more=()):
        self.name = name
        self.folder = None if folder else tempfile.TemporaryDirectory(prefix='charla-test-')
        self.process = subprocess.Popen([CHAT, scheme + '{}:{}'.format(*address), name,
                                         folder or self.folder.name, *more], encoding='utf-8',
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        env=environment())
        self.lines = queue.Queue()
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            self.lines.put(line.rstrip('\n'))
        self.lines.put(None)

    def next_line(self):
        try:
            return self.lines.get(timeout=PATIENCE)
        except queue.Empty:
            raise AssertionError(f'{self.name} is told nothing any more') from None

    def expect(self, *lines):
        for line in lines:
            heard = self.next_line()
            if heard != line:
                raise AssertionError(f'{self.name} was told {heard!r} instead of {line!r}')

    def wait_for(self, line):
        """Passes over what may come before it."""
        while (heard := self.next_line()) != line:
            if heard is None:
                raise AssertionError(f'{self.name} was never told {line!r}')

    def say(self, *lines):
        self.process.stdin.write(''.join(f'{line}\n' for line in lines))
        self.process.stdin.flush()

    def finish(self):
        """Ends its input, and waits for its end; the status and the rest of its lines."""
        self.process.stdin.close()
        status = self.process.wait(PATIENCE)
        return status, list(iter(self.next_line, None))

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.reader.join()
        self.process.stdin.close()
        self.process.stdout.close()
        if self.folder:
            self.folder.cleanup()


class Between:
    """Stands between a chat and its server, and tells when something is said, as a post.

    It goes on to the server or not; what the server says to it does not come back.
    Later connections go through.
    """

    def __init__(self, address, passes_on, word=b'"post"'):
        self.address = address
        self.passes_on = passes_on
        self.word = word
        self.is_open = False
        self.posted = threading.Event()
        self.listener = socket.create_server(('127.0.0.1', 0))
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            server = socket.create_connection(self.address)
            threading.Thread(target=self.carry, args=(client, server), daemon=True).start()
            threading.Thread(target=self.bring, args=(server, client), daemon=True).start()

    def carry(self, client, server):
        with client, server, contextlib.suppress(ConnectionError):
            while data := client.recv(65536):
                is_post = not self.is_open and self.word in data
                if is_post:
                    self.posted.set()
                if is_post and self.passes_on:
                    server.sendall(data)
                if is_post:
                    client.recv(1)
                    return
                server.sendall(data)

    def bring(self, server, client):
        try:
            while data := server.recv(65536):
                if not self.posted.is_set() or self.is_open:
                    client.sendall(data)
        except OSError:
            pass

    def open(self):
        self.is_open = True

    def end(self):
        self.listener.close()


class OldServer(unittest.TestCase):
    more = (DETECTION_MS,)

    def setUp(self):
        self.chats = []
        self.server = self.start_server()

    def start_server(self):
        server = OriginalServer()
        self.addCleanup(server.end)
        return server

    def join(self, name):
        """A chat that everybody hears, and that hears everybody."""
        chat = Chat(self.server.address, name, more=self.more)
        self.addCleanup(chat.kill)
        chat.expect('* connecting', '* online')
        if self.chats:
            chat.say('I have joined')
        for other in self.chats:
            other.expect(f'{name}: I have joined')
        self.chats.append(chat)
        return chat

    def test_two_talk(self):
        ana, bob = self.join('ana'), self.join('Íñigo 🎸')
        for number in range(10):
            ana.say(f'{number}: ¿Qué tal? 👩‍👩‍👧')
            bob.expect(f'ana: {number}: ¿Qué tal? 👩‍👩‍👧')
            bob.say(f'Bien, {number}')
            ana.expect(f'Íñigo 🎸: Bien, {number}')

        # Nobody hears an echo, or anything twice.
        self.assertEqual(ana.finish(), (0, []))
        self.assertEqual(bob.finish(), (0, []))

    def test_three_talk(self):
        ana, bob, eva = self.join('ana'), self.join('bob'), self.join('eva')
        eva.say('hello')
        ana.expect('eva: hello')
        bob.expect('eva: hello')
        self.assertEqual(eva.finish(), (0, []))

        bob.say('she is gone')
        ana.expect('bob: she is gone')

    def test_burst(self):
        ana, bob = self.join('ana'), self.join('bob')
        ana.say(*(f'message {number}' for number in range(1000)))
        bob.expect(*(f'ana: message {number}' for number in range(1000)))

    def test_long_text(self):
        ana, bob = self.join('ana'), self.join('bob')
        text = '€' * (16384 // 3)
        ana.say(text)
        bob.expect(f'ana: {text}')
        ana.say(text + '€')
        self.assertTrue(ana.next_line().startswith('* not posted: '))

    # What is said before the end of the input is sent before the end of the program.
    def test_last_words(self):
        ana, bob = self.join('ana'), self.join('bob')
        bob.say(*(f'word {number}' for number in range(100)))
        self.assertEqual(bob.finish(), (0, []))
        ana.expect(*(f'bob: word {number}' for number in range(100)))

    def test_with_a_bare_client(self):
        ana = self.join('ana')
        with classic.Client(self.server.address, 'bob') as bob:
            bob.say('hello')
            ana.expect('bob: hello')
            ana.say('¡Hola!')
            self.assertEqual(bob.hear(), ('ana', '¡Hola!'))
            bob.send(b'         9two\nlines')
            ana.expect('bob: two\\nlines')

    # It is found out in the time that a person waits for it.
    def test_comes_back(self):
        self.more = ()
        ana = self.join('ana')
        self.server.end()
        ana.expect('* waiting')
        ana.say('one', 'two')
        with socket.create_server(self.server.address) as server:
            server.settimeout(PATIENCE)
            connection, _ = server.accept()
            with connection:
                ana.wait_for('* online')
                wanted = b'3         ana3         one3         two'
                self.assertEqual(connection.recv(len(wanted), socket.MSG_WAITALL), wanted)
                ana.say('three')
                wanted = b'5         three'
                self.assertEqual(connection.recv(len(wanted), socket.MSG_WAITALL), wanted)


@unittest.skipUnless('CHARLA_SERVER' in os.environ, 'built without the server')
class NewServer(OldServer, ServerTestCase):
    more = ()

    def start_server(self, *arguments):
        if not arguments:
            self.data = tempfile.TemporaryDirectory(prefix='charla-test-')
            self.addCleanup(self.data.cleanup)
        return ServerTestCase.start_server(self, *arguments, data_dir=self.data.name)

    def test_comes_back(self):
        ana, bob = self.join('ana'), self.join('bob')
        self.server.end()
        ana.expect('* waiting')
        bob.expect('* waiting')
        ana.say('one', 'two')
        self.server = self.start_server('--port', str(self.server.port))
        bob.wait_for('ana: one')
        bob.expect('ana: two')
        bob.say('three')
        ana.wait_for('bob: three')

    def kill_between(self, passes_on):
        """Kills a chat when it has posted, and has not been answered."""
        bob = self.join('bob')
        between = Between(self.server.address, passes_on)
        self.addCleanup(between.end)
        folder = tempfile.TemporaryDirectory(prefix='charla-test-')
        self.addCleanup(folder.cleanup)
        address = between.listener.getsockname()

        ana = Chat(address, 'ana', folder.name, 'plain://')
        ana.wait_for('* online')
        ana.say('once')
        self.assertTrue(between.posted.wait(PATIENCE))
        ana.kill()
        if passes_on:
            bob.expect('ana: once')

        between.open()
        ana = Chat(address, 'ana', folder.name, 'plain://')
        self.addCleanup(ana.kill)
        ana.wait_for('* online')
        if not passes_on:
            bob.expect('ana: once')
        ana.say('the end')
        bob.expect('ana: the end')

    def test_killed_before_it_arrived(self):
        self.kill_between(False)

    def test_killed_before_the_answer(self):
        self.kill_between(True)

    def kill_at_hello(self, passes_on):
        """Kills a chat when it has said its first hello, and has not been answered."""
        between = Between(self.server.address, passes_on, b'"charla"')
        self.addCleanup(between.end)
        folder = tempfile.TemporaryDirectory(prefix='charla-test-')
        self.addCleanup(folder.cleanup)
        address = between.listener.getsockname()

        ana = Chat(address, 'ana', folder.name, 'plain://')
        self.assertTrue(between.posted.wait(PATIENCE))
        if passes_on:
            self.server.wait_for_log('"ana" joined')
        ana.kill()

        between.open()
        ana = Chat(address, 'ana', folder.name, 'plain://')
        self.addCleanup(ana.kill)
        ana.wait_for('* online')
        bob = self.join('bob')
        ana.say('here I am')
        bob.wait_for('ana: here I am')

    def test_killed_before_the_name_was_asked_for(self):
        self.kill_at_hello(False)

    def test_killed_before_the_name_was_given(self):
        self.kill_at_hello(True)

    # Nothing is asked of a person whose device has the key; others need a password.
    def test_name_is_taken(self):
        self.join('ana')
        other = Chat(self.server.address, 'ana')
        self.addCleanup(other.kill)
        other.expect('* connecting', '* offline')
        self.assertIn('Somebody has that name', other.next_line())

    def test_join_word(self):
        server = ServerTestCase.start_server(self, '--join-word', 'sesame')
        chat = Chat(server.address, 'eva')
        self.addCleanup(chat.kill)
        chat.expect('* connecting', '* offline')
        self.assertTrue(chat.next_line().startswith('* because: '))


class NoServer(unittest.TestCase):
    def fail_to_join(self, address):
        chat = Chat(address, 'ana')
        self.addCleanup(chat.kill)
        chat.expect('* connecting')
        told = list(iter(chat.next_line, None))
        self.assertEqual(chat.process.wait(PATIENCE), 1)
        self.assertEqual(told[-2], '* offline')
        return told[-1].removeprefix('* because: ')

    def test_nobody_listens(self):
        with socket.socket() as taken:
            taken.bind(('127.0.0.1', 0))
            port = taken.getsockname()[1]
            self.assertIn(str(port), self.fail_to_join(('127.0.0.1', port)))

    # How often it is asked depends on what is lost when it closes.
    def test_no_chat(self):
        with socket.create_server(('127.0.0.1', 0)) as other:
            port = other.getsockname()[1]

            def answer():
                while True:
                    try:
                        connection, _ = other.accept()
                    except OSError:
                        return
                    with connection, contextlib.suppress(ConnectionError):
                        connection.sendall(b'SSH-2.0-OpenSSH_9.2\r\n')
                        connection.recv(4096)

            thread = threading.Thread(target=answer, daemon=True)
            thread.start()
            self.assertIn('not a chat', self.fail_to_join(('127.0.0.1', port)))
            other.shutdown(socket.SHUT_RDWR)
            thread.join(PATIENCE)
            self.assertFalse(thread.is_alive())
