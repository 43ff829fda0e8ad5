# SPDX-License-Identifier: GPL-3.0-or-later
"""The administrator of a server, with charla-ctl."""

import json
import os
import subprocess

import charla
import classic
from programs import PATIENCE, ServerTestCase, environment

CTL = os.environ.get('CHARLA_CTL', 'charla-ctl')


class Result:
    """How a command ended."""

    def __init__(self, done):
        self.status = done.returncode
        self.output = done.stdout
        self.errors = done.stderr

    @property
    def objects(self):
        return [json.loads(line) for line in self.output.splitlines()]


def run(*arguments, socket=None, user=None, groups=(), **changes):
    """Runs charla-ctl to its end."""
    where = ['--socket', socket] if socket else []
    done = subprocess.run([CTL, *where, *arguments], stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, timeout=PATIENCE, check=False,
                          user=user, extra_groups=list(groups) if user else None,
                          env=environment(**changes))
    return Result(done)


class CtlTestCase(ServerTestCase):
    """A test with a server and its administrator."""

    maxDiff = None
    OPTIONS = ()

    def setUp(self):
        self.server = self.start_server('--connection-rate', '1000', *self.OPTIONS)

    def enter(self, *names, **hello):
        """Lets somebody in, or several one after the other."""
        entered = []
        for name in names:
            entered.append(charla.Client(self.server.address, name, **hello))
            self.addCleanup(entered[-1].close)
        return entered[0] if len(entered) == 1 else entered

    def enter_again(self, client):
        """Another device of the same user."""
        return self.enter(client.name, token=client.token)

    def enter_classic(self, *names):
        guests = classic.join(self.server, *names)
        for guest in guests:
            self.addCleanup(guest.close)
        return guests[0] if len(guests) == 1 else guests

    def ctl(self, *arguments, **keywords):
        return run(*arguments, socket=self.server.control, **keywords)

    def do(self, *arguments):
        """What has to go well; returns what it prints."""
        result = self.ctl(*arguments)
        self.assertEqual((result.status, result.errors), (0, ''), arguments)
        return result.output

    def look(self, *arguments):
        """The same, as objects."""
        return [json.loads(line) for line in self.do(*arguments, '--json').splitlines()]

    def assert_refused(self, *arguments, because):
        result = self.ctl(*arguments)
        self.assertEqual((result.status, result.output), (1, ''), arguments)
        self.assertRegex(result.errors, because)
