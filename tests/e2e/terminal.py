# SPDX-License-Identifier: GPL-3.0-or-later
"""A program in a terminal, whose screen is looked at as a person would."""

import errno
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time

import pyte

from programs import PATIENCE, environment


class Terminal:
    """A program in a terminal of so many columns and rows."""

    def __init__(self, *command, columns=60, rows=16, descriptors=(), **changes):
        self.screen = pyte.HistoryScreen(columns, rows, history=5000)
        self.stream = pyte.ByteStream(self.screen)
        self.output = b''
        self.status = None
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            self._run(command, columns, rows, descriptors,
                      environment(TERM='xterm-256color', INPUTRC='/dev/null', **changes))
        os.set_blocking(self.terminal, False)

    @staticmethod
    def _run(command, columns, rows, descriptors, variables):
        """In the child."""
        try:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack('HHHH', rows, columns, 0, 0))
            for number, descriptor in descriptors:
                os.dup2(descriptor, number)
                os.set_inheritable(number, True)
            os.execvpe(command[0], command, variables)
        finally:
            os._exit(127)

    def read(self, seconds=0.02):
        """Takes what the program has written; returns whether there was anything."""
        if not select.select([self.terminal], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.terminal, 65536)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            data = b''
        if not data:
            self._note_end()
            time.sleep(seconds)
            return False
        self.output += data
        self.stream.feed(data)
        return True

    def _note_end(self):
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)

    def type(self, text):
        """Presses keys."""
        data = text.encode()
        while data:
            data = data[os.write(self.terminal, data[:512]):]
            self.read(0)

    def paste(self, text):
        """Pastes, as terminals do that can tell a paste from keys."""
        self.type(f'\033[200~{text}\033[201~')

    def resize(self, columns, rows):
        self.screen.resize(rows, columns)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack('HHHH', rows, columns, 0, 0))
        os.kill(self.pid, signal.SIGWINCH)

    @property
    def lines(self):
        """What is to be seen, without the empty rows at the end."""
        # What belongs to a wide character before it is an empty cell of pyte.
        lines = [line.rstrip() for line in self.screen.display]
        while lines and not lines[-1]:
            lines.pop()
        return lines

    @property
    def text(self):
        return '\n'.join(self.lines)

    @property
    def scrolled(self):
        """What has gone out of sight, and what is to be seen."""
        columns = self.screen.columns
        above = [''.join(row[x].data for x in range(columns)).rstrip()
                 for row in self.screen.history.top]
        return above + self.lines

    @property
    def cursor(self):
        return self.screen.cursor.x, self.screen.cursor.y

    def wait(self, condition, what):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if condition():
                return
            if self.status is not None:
                break
            self.read()
        if not condition():
            raise AssertionError(f'never seen: {what}\nThe screen (ended: {self.status}):\n'
                                 f'{self.text}\n{self.output[-1500:]!r}')

    def see(self, *texts):
        """Waits until all of these are to be seen."""
        for text in texts:
            self.wait(lambda: text in self.text, text)

    def settle(self, seconds=0.15):
        """Waits until the program has nothing more to show."""
        while self.read(seconds):
            pass

    def hang_up(self):
        """Takes the terminal away, as when its window is closed."""
        os.close(self.terminal)
        self.terminal = -1

    def wait_for_end(self):
        """Waits for the end of the program, whose terminal nobody reads; returns its status."""
        end = time.monotonic() + PATIENCE
        while self.status is None and time.monotonic() < end:
            self._note_end()
            time.sleep(0.01)
        if self.status is None:
            raise AssertionError(f'did not end:\n{self.text}')
        return self.status

    def end(self):
        """Reads until the end of the program, and returns its status."""
        while self.read(1):
            pass
        return self.wait_for_end()

    def close(self):
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        if self.terminal >= 0:
            os.close(self.terminal)
