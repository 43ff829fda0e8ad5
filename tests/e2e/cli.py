# SPDX-License-Identifier: GPL-3.0-or-later
"""People who use charla-cli, each with a device of their own."""

import json
import os
import pathlib
import subprocess
import tempfile

from programs import PATIENCE, Program, ServerTestCase, environment
from terminal import Terminal

CLI = os.environ['CHARLA_CLI']


def variables(folder, **changes):
    """What a person’s programs are told by their surroundings."""
    told = {'XDG_STATE_HOME': str(folder), 'CHARLA_SERVER': '', 'CHARLA_NAME': '', **changes}
    return environment(**told)


class Result:
    """How a command ended."""

    def __init__(self, done):
        self.status = done.returncode
        self.output = done.stdout
        self.errors = done.stderr
        self.lines = done.stdout.splitlines()

    @property
    def objects(self):
        return [json.loads(line) for line in self.lines]


class Person:
    """Somebody with a name, a server and a device."""

    def __init__(self, name, server, folder):
        self.name = name
        self.server = server
        self.folder = folder

    @property
    def command(self):
        return [CLI, '--server', f'127.0.0.1:{self.server.port}', '--name', self.name]

    def run(self, *arguments, given=b'', **changes):
        """Runs a command to its end."""
        done = subprocess.run([*self.command, *arguments], input=given, capture_output=True,
                              timeout=PATIENCE * 2, env=variables(self.folder, **changes),
                              check=False)
        done.stdout, done.stderr = done.stdout.decode(), done.stderr.decode()
        return Result(done)

    def does(self, *arguments, **keywords):
        """Runs a command that has to work; returns the lines of its output."""
        result = self.run(*arguments, **keywords)
        assert (result.status, result.errors) == (0, ''), (arguments, result.status, result.errors)
        return result

    def begins(self, *arguments):
        """Begins a command that goes on."""
        return Program(*self.command, *arguments, XDG_STATE_HOME=str(self.folder),
                       CHARLA_SERVER='', CHARLA_NAME='')

    def chats(self, *arguments, **keywords):
        """Begins a chat in a terminal."""
        return Terminal(*self.command, 'chat', *arguments, XDG_STATE_HOME=str(self.folder),
                        CHARLA_SERVER='', CHARLA_NAME='', **{'NO_COLOR': '1', **keywords})


class CliTestCase(ServerTestCase):
    """A test with people at the terminal."""

    def person(self, name, server, device=''):
        folder = tempfile.TemporaryDirectory(prefix='charla-test-')
        self.addCleanup(folder.cleanup)
        return Person(name, server, pathlib.Path(folder.name))

    def start_chat(self, person, *arguments, **keywords):
        terminal = person.chats(*arguments, **keywords)
        self.addCleanup(terminal.close)
        terminal.see('[')
        return terminal

    def assert_fails(self, result, status, *words):
        """It ended so, and said why in one sentence."""
        self.assertEqual(result.status, status, result.errors)
        self.assertEqual(result.output, '')
        self.assertEqual(len(result.errors.splitlines()), 1, result.errors)
        self.assertTrue(result.errors.startswith('charla-cli: '), result.errors)
        for word in words:
            self.assertIn(word, result.errors)
