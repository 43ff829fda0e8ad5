# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts the programs of Charla and ends them, for the tests.

The server is the one that CHARLA_SERVER names, or the installed one.
"""

import os
import re
import resource
import signal
import subprocess
import tempfile
import time
import unittest

# Long, for sanitizers on a busy machine; nothing that works comes near it.
PATIENCE = 30

LISTENING = re.compile(r'listening on (\[[^]]+\]|[^:]+):(\d+)')
MISTAKE = re.compile(r'\b(CRITICAL|WARNING|ERROR)\b \*\*|^\S+ \S+ (error|warning): '
                     r'|AddressSanitizer|LeakSanitizer|runtime error:', re.MULTILINE)


def wait_until(condition, what, log=lambda: ''):
    """Waits until condition() is true, and returns what it is."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.005)
    raise AssertionError(f'never happened: {what}\n{log()[-2000:]}')


def environment(**changes):
    """The environment of a program: in English, and never of the person who runs the tests."""
    variables = {**os.environ, 'LC_ALL': 'C.UTF-8', 'LANGUAGE': 'en', **changes}
    variables.pop('JOURNAL_STREAM', None)
    return variables


class Program:
    """A program that runs, with its standard error in a file, as a pipe could fill up."""

    def __init__(self, *command, before=None, passed=(), **changes):
        self.errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self.errors,
            env=environment(**changes), preexec_fn=before, pass_fds=passed, text=True)

    @property
    def pid(self):
        return self.process.pid

    def log(self):
        """What it has written to its standard error so far."""
        size = os.fstat(self.errors.fileno()).st_size
        return os.pread(self.errors.fileno(), size, 0).decode()

    def log_lines(self, pattern):
        """The lines of it in which the pattern occurs."""
        return [line for line in self.log().splitlines() if re.search(pattern, line)]

    def wait_for_log(self, pattern, times=1):
        """Waits for so many lines with the pattern."""
        wait_until(lambda: len(self.log_lines(pattern)) >= times,
                   f'{times} × “{pattern}” in the log', self.log)

    def is_running(self):
        return self.process.poll() is None

    def wait(self):
        """Waits for its end, and returns its status."""
        try:
            status = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise AssertionError(f'did not end:\n{self.log()[-2000:]}') from None
        finally:
            self.process.stdout.close()
        return status

    def end(self, number=signal.SIGTERM):
        """Tells it to end, and returns its status."""
        if self.is_running():
            self.process.send_signal(number)
        return self.wait()

    def mistakes(self):
        """The lines of its log that only a mistake in the program explains."""
        return [line for line in self.log().splitlines() if MISTAKE.search(line)]


def growth(size):
    """By how many resident bytes a program may grow that may keep so many.

    A sanitizer keeps what has been freed for a while.
    """
    return size * 4 if 'CHARLA_SANITIZED' in os.environ else size


def preloading(variable):
    """The environment of a program that loads a module of the tests, which a variable names."""
    given = os.environ.get('ASAN_OPTIONS', '')
    return {'LD_PRELOAD': os.environ[variable],
            'ASAN_OPTIONS': f'{given}:verify_asan_link_order=0'.lstrip(':')}


UNLIMITED = [word for limit in ('messages', 'requests', 'bytes', 'hellos')
             for word in ('--set', f'limits.{limit}=0')]


def server_path():
    return os.environ.get('CHARLA_SERVER', 'charla-server')


class Server(Program):
    """charla-server, listening on a free port of 127.0.0.1 unless it is told otherwise.

    Its data folder is one of its own, which goes with it, or that of the caller. Its
    control socket is in a folder of its own. A starter is a command that starts the command
    behind it, and listening says on how many addresses that listens then. What one may
    say is not limited, unless the test wants it so: most say more in less time than people.
    """

    def __init__(self, *arguments, descriptors=None, data_dir=None, starter=(), listening=None,
                 limited=False, **changes):
        def before():
            resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors))

        self.folder = None if data_dir else tempfile.TemporaryDirectory(prefix='charla-test-')
        self.data_dir = data_dir or self.folder.name
        self.runtime = tempfile.TemporaryDirectory(prefix='charla-run-')
        self.control = os.path.join(self.runtime.name, 'control')
        changes.setdefault('RUNTIME_DIRECTORY', self.runtime.name)
        super().__init__(*starter, server_path(), '--port', '0', '--log-level', 'info',
                         '--data-dir', self.data_dir, *([] if limited else UNLIMITED), *arguments,
                         before=before if descriptors else None, **changes)
        wanted = listening or max(1, [*arguments].count('--address'))
        self.addresses = [self._read_address() for _ in range(wanted)]
        self.address = self.addresses[0]

    def _read_address(self):
        line = self.process.stdout.readline()
        match = LISTENING.fullmatch(line.strip())
        if match is None:
            status = self.end()
            raise AssertionError(f'said “{line}”, ended with {status}:\n{self.log()}')
        return match[1].strip('[]'), int(match[2])

    @property
    def port(self):
        return self.address[1]

    def cpu(self):
        """Seconds of processor time that it has used."""
        with open(f'/proc/{self.pid}/stat', encoding='ascii') as file:
            fields = file.read().rpartition(')')[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')

    def memory(self):
        """Bytes that it has resident."""
        with open(f'/proc/{self.pid}/statm', encoding='ascii') as file:
            return int(file.read().split()[1]) * os.sysconf('SC_PAGE_SIZE')

    def descriptors(self):
        return len(os.listdir(f'/proc/{self.pid}/fd'))


class ServerTestCase(unittest.TestCase):
    """A test with servers, each of which has to end well."""

    def start_server(self, *arguments, **keywords):
        server = Server(*arguments, **keywords)
        self.addCleanup(self.check_end, server)
        return server

    def check_end(self, server):
        status = server.end()
        self.assertEqual(server.mistakes(), [], server.log()[-2000:])
        self.assertEqual(status, 0, server.log()[-2000:])
        if server.folder:
            server.folder.cleanup()

    def run_server(self, *arguments, **changes):
        """Runs a server that ends by itself; returns status, output and errors."""
        with tempfile.TemporaryDirectory(prefix='charla-test-') as state:
            result = subprocess.run(
                [server_path(), *arguments], stdin=subprocess.DEVNULL, capture_output=True,
                text=True, timeout=PATIENCE, check=False,
                env=environment(**{'STATE_DIRECTORY': state, **changes}))
        return result.returncode, result.stdout, result.stderr
