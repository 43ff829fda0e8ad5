# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the desktop application begin with."""

import unittest

import classic
from accessible import Bus
from application import Application, program_path
from desktop import Desktop, build_root
from programs import Program, ServerTestCase
from screen import Screen

desktop = None


def setUpModule():
    """For the module of the tests to import: one desktop for all of them."""
    global desktop
    desktop = Desktop()
    unittest.addModuleCleanup(desktop.close)
    desktop.accessibility = Bus()


class DesktopTestCase(ServerTestCase):
    """A test on the desktop."""

    maxDiff = None

    def setUp(self):
        self.desktop = desktop
        desktop.settings.unlink(missing_ok=True)
        # A server of an earlier test may have had the port of one of this: it would be another.
        desktop.forget_chats()

    def run(self, result=None):
        self.result = result
        self.failures_before = self.count_failures()
        return super().run(result)

    def count_failures(self):
        return len(self.result.failures) + len(self.result.errors) if self.result else 0

    def take_picture_of_failure(self):
        if self.count_failures() > self.failures_before:
            with Screen() as screen:
                screen.look().save(build_root() / 'meson-logs' / f'{self.id()}.png')

    def start_client(self, server, name):
        """Somebody else, in the room."""
        [client] = classic.join(server, name)
        self.addCleanup(client.close)
        return client

    def start_application(self, *arguments, **changes):
        program = Program(program_path(), *arguments, **changes)
        self.addCleanup(program.errors.close)
        started = Application(desktop, program, changes.get('LANGUAGE', 'en'))
        self.addCleanup(started.close)
        self.addCleanup(self.take_picture_of_failure)
        return started

    def join(self, server, name='ana', **changes):
        """An application in the room, with the keyboard."""
        joined = self.start_application('--server', f'127.0.0.1:{server.port}', '--name', name,
                                        **changes)
        joined.wait_in_room()
        joined.focus()
        return joined
