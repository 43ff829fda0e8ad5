# SPDX-License-Identifier: GPL-3.0-or-later
"""The server starts again: nothing is lost, and everybody is back soon."""

import asyncio
import json
import os
import random
import tempfile
import threading
import time
import unittest

from charla import frame
from charla_follower import Follower
from cli import CliTestCase
from programs import PATIENCE, wait_until
from service import Sockets

# Within it clients are back when a server starts again.
SECONDS = 2

CROWD = 1000
# As client/core does: the first pause, which doubles, and each is half of it at least.
FIRST_PAUSE = 0.25


def say(test, text):
    """A figure for who reads the log of the tests."""
    print(f'# {test.id().rpartition(".")[2]}: {text}', flush=True)


class Tail:
    """charla-cli tail: the real client, which writes down each message that it sees, and when."""

    def __init__(self, person):
        self.program = person.begins('tail', 'Lobby', '--json')
        self.lines = []
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()

    def _read(self):
        for line in self.program.process.stdout:
            event = json.loads(line)
            if 'text' in event:
                self.lines.append((time.monotonic(), event))

    def texts(self):
        return [event['text'] for _, event in self.lines]

    def when(self, text):
        return next(seen for seen, event in self.lines if event['text'] == text)


class Comer:
    """One of a crowd, who comes back each time that the connection ends."""

    def __init__(self, number, port):
        self.name = f'comer{number}'
        self.port = port
        self.source = f'127.0.1.{number % 20 + 1}'
        self.token = None
        self.back = None

    async def read(self, reader):
        header = await reader.readexactly(10)
        return json.loads(await reader.readexactly(int(header)))

    async def stay(self):
        """Comes in and stays until the connection ends; returns whether that went well."""
        reader, writer = await asyncio.open_connection('127.0.0.1', self.port,
                                                       local_addr=(self.source, 0))
        try:
            hello = {'charla': 1, 'id': 1, 'name': self.name, 'token': self.token}
            writer.write(frame({name: value for name, value in hello.items() if value}))
            answer = await self.read(reader)
            if 'ok' not in answer:
                return False
            self.token = answer['ok'].get('token', self.token)
            self.back = time.monotonic()
            while True:
                await self.read(reader)
        finally:
            writer.close()

    async def live(self):
        pause = FIRST_PAUSE
        while True:
            before = self.back
            try:
                await self.stay()
            except (OSError, asyncio.IncompleteReadError):
                pass
            pause = FIRST_PAUSE if self.back != before else pause * 2
            await asyncio.sleep(pause * random.uniform(0.5, 1))


class Restart(CliTestCase):
    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory(prefix='charla-test-')
        self.addCleanup(folder.cleanup)
        self.data = folder.name

    def start(self, *arguments, **keywords):
        return self.start_server(*arguments, data_dir=self.data, **keywords)

    def assert_nothing_is_lost(self, again, **keywords):
        """Two talk and one listens while the server starts again and again."""
        server = self.start(**keywords)
        tail = Tail(self.person('ana', server))
        self.addCleanup(tail.program.end)
        ben = self.person('ben', server)
        ben.does('send', 'Lobby', 'begin')
        wait_until(lambda: 'begin' in tail.texts(), 'the first message')
        said, slowest = ['begin'], 0
        with Follower(server.address, 'eva') as eva:
            eva.wait_until_live()
            lobby = next(iter(eva.rooms))
            for turn in range(3):
                for number in range(20):
                    said.append(f'{turn}.{number}')
                    eva.post(lobby, said[-1])
                moment = time.monotonic()
                self.assertEqual(server.end(), 0, server.log())
                server = again(server)
                said.append(f'{turn}.sent')
                ben.does('send', 'Lobby', said[-1])
                wait_until(lambda: said[-1] in tail.texts(), said[-1], tail.program.log)
                slowest = max(slowest, tail.when(said[-1]) - moment)
            eva.wait_for_posts()
            wait_until(lambda: len(tail.lines) >= len(said), 'all messages', tail.program.log)
            # She has come after the first.
            eva.wait(lambda: len(eva.messages) >= len(said) - 1)
            self.assertEqual(eva.faults, [])
        self.assertEqual(sorted(tail.texts()), sorted(said))
        say(self, f'told to end, ended, started and heard again within {slowest:.2f} s')
        self.assertLess(slowest, SECONDS)

    def test_it_opens_its_port_again(self):
        self.assert_nothing_is_lost(lambda server: self.start('--port', str(server.port)))

    @unittest.skipUnless(os.environ.get('CHARLA_SYSTEMD'), 'it is built without libsystemd')
    def test_the_socket_stays_open(self):
        sockets = Sockets('127.0.0.1')
        self.addCleanup(sockets.close)
        keywords = sockets.keywords()
        self.assert_nothing_is_lost(lambda server: self.start(**keywords), **keywords)

    async def come_back(self):
        server = self.start()
        crowd = [Comer(number, server.port) for number in range(CROWD)]
        tasks = []
        for begin in range(0, CROWD, 100):
            tasks += [asyncio.ensure_future(comer.live()) for comer in crowd[begin:begin + 100]]
            while not all(comer.back for comer in crowd[:begin + 100]):
                await asyncio.sleep(0.01)
        moment = time.monotonic()
        status = await asyncio.to_thread(server.end)
        self.assertEqual(status, 0, server.log())
        server = self.start('--port', str(server.port))
        started = time.monotonic()
        while min(comer.back for comer in crowd) < moment:
            await asyncio.sleep(0.01)
            self.assertLess(time.monotonic(), moment + PATIENCE, 'somebody does not come back')
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return started - moment, max(comer.back for comer in crowd) - started

    def test_a_thousand_come_back(self):
        ended, back = asyncio.run(self.come_back())
        say(self, f'{CROWD} said goodbye to and started again in {ended:.2f} s; '
                  f'the last of them back {back:.2f} s later')
        self.assertLess(back, SECONDS)
