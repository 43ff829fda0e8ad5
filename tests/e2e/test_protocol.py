# SPDX-License-Identifier: GPL-3.0-or-later
"""What docs/protocol.md shows happens: its examples are played, and its clients run."""

import contextlib
import pathlib
import socket
import sqlite3
import subprocess
import sys
import tempfile
import unittest

import page
from classic import Client, frame, join
from player import Connection, Conversation
from programs import PATIENCE, ServerTestCase, environment, wait_until


class Played(ServerTestCase):
    def setUp(self):
        self.examples = page.examples()

    def play(self, examples, *options):
        server = self.start_server(*options)
        conversation = Conversation(self, server.address)
        for example in examples:
            for step in example.steps:
                conversation.play(step)
        conversation.close()

    def test_one_conversation(self):
        examples = [example for example in self.examples
                    if example.is_played and not example.options]
        self.assertGreater(len(examples), 30)
        self.play(examples)

    def test_stop(self):
        """A server that stops says what the page says."""
        steps = [step for example in self.examples for step in example.steps]
        [bye] = [step for step in steps if isinstance(step.what, dict)
                 and step.what.get('ev') == 'bye' and step.what['code'] == 'shutting-down']
        server = self.start_server()
        conversation = Conversation(self, server.address)
        conversation.play(page.Step(bye.line, bye.who, True, {'charla': 1, 'name': 'ana'}))
        conversation.play(page.Step(bye.line, bye.who, False, {'ev': 'live', 'seq': 1}))
        self.assertEqual(server.end(), 0)
        conversation.play(bye)
        conversation.play(page.Step(bye.line, bye.who, False, page.END))

    def test_other_servers(self):
        others = [example for example in self.examples if example.is_played and example.options]
        self.assertTrue(others)
        for example in others:
            self.play([example], *example.options)


class ClassicExamples(ServerTestCase):
    """What stands between bars is what is sent."""

    def setUp(self):
        self.server = self.start_server()

    def frames(self, written):
        """The payloads of a line of the page."""
        stream, payloads = written.encode(), []
        while stream:
            size = int(stream[:10])
            self.assertEqual(stream[:10], b'%-10d' % size)
            payloads.append(stream[10:10 + size].decode())
            self.assertGreaterEqual(len(stream), 10 + size, written)
            stream = stream[10 + size:]
        return payloads

    def heard(self, client, written):
        """The next bytes are those of the page."""
        expected = written.encode()
        self.assertEqual(client.socket.recv(len(expected), socket.MSG_WAITALL), expected)

    def test_whole(self):
        lines = page.bars(page.text())
        self.assertGreater(len(lines), 9)
        for _, written in lines:
            self.frames(written)

    def test_first_conversation(self):
        lines = page.bars(page.section('A first conversation'))
        self.assertEqual([is_sent for is_sent, _ in lines],
                         [True, True, True, False, False, True, False])
        name, first, second, at_berta, also, answer, at_ana = [text for _, text in lines]
        [berta] = join(self.server, 'berta')
        ana = Client(self.server.address)
        for client in (ana, berta):
            self.addCleanup(client.close)
        ana.send(name.encode())
        self.server.wait_for_log('"ana" joined')
        ana.send((first + second).encode())
        self.heard(berta, at_berta)
        self.heard(berta, also)
        berta.send(answer.encode())
        self.heard(ana, at_ana)

    def test_edit(self):
        """An edit comes to a guest as one more text."""
        [(_, written)] = page.bars(page.section('A guest of the Lobby'))
        name, text = self.frames(written)
        [guest] = join(self.server, 'guest')
        self.addCleanup(guest.close)
        ana = Connection(self.server.address)
        self.addCleanup(ana.close)
        ana.send({'charla': 1, 'name': name})
        ana.send({'id': 1, 'do': 'post', 'room': 'r1', 'text': 'Soup?', 'nonce': '1'})
        self.heard(guest, (frame(name) + frame('Soup?')).decode())
        wait_until(lambda: ana.receive(PATIENCE) and ana.find_reply(1), 'an answer')
        ana.send({'id': 2, 'do': 'edit', 'seq': ana.find_reply(1)['ok']['seq'],
                  'text': text.removeprefix('✎ ')})
        self.heard(guest, written)


class Clients(ServerTestCase):
    """The two clients of the page run."""

    def setUp(self):
        self.server = self.start_server()
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory(prefix='charla-')))
        for name, program in zip(('classic.py', 'small.py'), page.programs(), strict=True):
            (self.folder / name).write_text(program, encoding='utf-8')

    def start(self, program, name, *texts):
        host, port = self.server.address
        process = subprocess.Popen(
            [sys.executable, '-u', program, name, host, str(port), *texts], cwd=self.folder,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env=environment())
        self.addCleanup(self.stop, process)
        return process

    def stop(self, process):
        if process.poll() is None:
            process.kill()
        process.wait()
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        process.stdout.close()

    def run_small(self, name, *texts):
        process = self.start('small.py', name, *texts)
        output, _ = process.communicate(timeout=PATIENCE)
        self.assertEqual(process.returncode, 0, output)
        return output.splitlines()

    def test_classic(self):
        ana = self.start('classic.py', 'ana')
        self.server.wait_for_log('"ana" joined')
        berta = self.start('classic.py', 'berta')
        self.server.wait_for_log('"berta" joined')
        ana.stdin.write('hello\n')
        ana.stdin.flush()
        self.assertEqual(berta.stdout.readline(), 'ana: hello\n')

    def test_small(self):
        berta = self.start('small.py', 'berta')
        self.server.wait_for_log('"berta" joined')
        self.run_small('ana', 'hello', 'is there soup?')
        self.assertEqual(berta.stdout.readline(), 'ana: hello\n')
        self.assertEqual(berta.stdout.readline(), 'ana: is there soup?\n')

    def test_small_comes_back(self):
        self.run_small('berta', 'here I am')
        self.run_small('ana', 'one', 'two')
        self.run_small('ana', 'three')
        lines = self.run_small('berta', 'thank you')
        said = ['ana: one', 'ana: two', 'ana: three']
        self.assertEqual([line for line in lines if line.startswith('ana')], said)
        again = self.run_small('berta', 'and again')
        self.assertEqual([line for line in again if line.startswith('ana')], [])

    def test_small_is_refused(self):
        self.run_small('ana', 'hello')
        (self.folder / 'ana.charla').unlink()
        process = self.start('small.py', 'ana')
        self.assertEqual(process.wait(PATIENCE), 1)
        self.assertIn('do not go together', process.stdout.read())

    def test_small_did_not_hear_the_answer(self):
        """Its first hello is carried out, and the line is lost before the answer."""
        self.run_small('ana', 'hello')
        store = sqlite3.connect(self.folder / 'ana.charla')
        with store:
            store.execute('DELETE FROM state WHERE key <> "token"')
        store.close()
        self.run_small('ana', 'hello again')


if __name__ == '__main__':
    unittest.main()
