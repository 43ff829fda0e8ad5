# SPDX-License-Identifier: GPL-3.0-or-later
"""A notification daemon that writes down what it is told: python-dbusmock's."""

import json
import signal
import subprocess
import sys

from gi.repository import Gio, GLib

from accessible import call, has_owner
from programs import wait_until

NAME = 'org.freedesktop.Notifications'
PATH = '/org/freedesktop/Notifications'
MOCK = 'org.freedesktop.DBus.Mock'


class Daemon:
    """On the session bus of the tests, until end()."""

    def __init__(self, capabilities='body body-markup actions'):
        parameters = json.dumps({'capabilities': capabilities})
        self.process = subprocess.Popen(
            [sys.executable, '-m', 'dbusmock', '--template', 'notification_daemon',
             '--parameters', parameters],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        self.session = Gio.bus_get_sync(Gio.BusType.SESSION)
        wait_until(lambda: has_owner(NAME), 'the notification daemon comes to the bus')

    def get_calls(self, method):
        """The arguments of every call of a method so far."""
        calls, = call(self.session, NAME, PATH, MOCK, 'GetMethodCalls',
                      GLib.Variant('(s)', (method,)))
        return [arguments for _time, arguments in calls]

    def get_shown(self):
        return [Shown(*arguments) for arguments in self.get_calls('Notify')]

    def wait_shown(self, count):
        """Waits for so many calls of Notify, and returns the last."""
        wait_until(lambda: len(self.get_shown()) >= count,
                   f'{count} notifications', lambda: str(self.get_shown()))
        return self.get_shown()[count - 1]

    def wait_withdrawn(self, number):
        wait_until(lambda: [number] in self.get_calls('CloseNotification'),
                   f'{number} is withdrawn', lambda: str(self.get_calls('CloseNotification')))

    def emit(self, name, signature, *arguments):
        values = [GLib.Variant(letter, value) for letter, value in zip(signature, arguments)]
        call(self.session, NAME, PATH, MOCK, 'EmitSignal',
             GLib.Variant('(sssav)', ('', name, signature, values)))

    def click(self, number, token=None):
        """The person clicks on a notification."""
        if token is not None:
            self.emit('ActivationToken', 'us', number, token)
        self.emit('ActionInvoked', 'us', number, 'default')
        self.emit('NotificationClosed', 'uu', number, 2)

    def hang(self):
        """Answers nothing more, but keeps its name."""
        self.process.send_signal(signal.SIGSTOP)

    def end(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.send_signal(signal.SIGCONT)
        self.process.wait()
        wait_until(lambda: not has_owner(NAME), 'the notification daemon is gone')


class Shown:
    """One call of Notify."""

    def __init__(self, application, replaces, icon, title, body, actions, hints, timeout):
        self.application = application
        self.replaces = replaces
        self.icon = icon
        self.title = title
        self.body = body
        self.actions = actions
        self.hints = hints
        self.timeout = timeout

    def __repr__(self):
        return f'{self.title}: {self.body} (in the place of {self.replaces})'
