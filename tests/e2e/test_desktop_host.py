# SPDX-License-Identifier: GPL-3.0-or-later
"""A chat on this computer: started by the application over the session bus, shown, stopped."""

import re
import shutil

from gi.repository import Gio, GLib

from accessible import call, call_bus, has_owner
from application import call_application
from cases import DesktopTestCase, setUpModule  # noqa: F401
from programs import server_path, wait_until

NAME = 'io.github.charla_chat.Server'


class HostTestCase(DesktopTestCase):
    def setUp(self):
        super().setUp()
        for folder in ('state/charla-server', 'config/charla'):
            shutil.rmtree(self.desktop.folder / folder, ignore_errors=True)

    def install(self, command):
        """Has the bus know how to start it."""
        self.desktop.add_service(f'{NAME}.service',
                                 f'[D-BUS Service]\nName={NAME}\nExec={command}\n')
        self.addCleanup(call_bus, 'ReloadConfig')
        self.addCleanup(self.desktop.remove_service, f'{NAME}.service')
        call_bus('ReloadConfig')

    def open_dialog(self, application):
        application.tree.find('text', 'Your name').write('ana')
        application.tree.find('button', 'Start a Chat on This Computer').press()
        return application.tree.find('text', 'Name of the chat')

    def press_in_dialog(self, application, name):
        """The window behind may have a button of the same name."""
        dialog = application.tree.find('dialog', 'Chat on This Computer')
        button, = application.tree.find_all('button', name, below=dialog)
        button.press()

    def stop(self):
        if has_owner(NAME):
            call(Gio.bus_get_sync(Gio.BusType.SESSION), NAME, '/io/github/charla_chat/Server',
                 f'{NAME}1', 'Stop')
        self.wait_stopped()

    def wait_stopped(self):
        wait_until(lambda: not has_owner(NAME), 'the chat on this computer ends')

    def test_not_installed(self):
        application = self.start_application()
        self.open_dialog(application)
        application.tree.find('button', 'Start').press()
        application.tree.find('label', re.compile('^This computer has no chat server'))
        application.tree.find('button', 'Cancel').press()
        application.tree.wait_gone('text', 'Name of the chat')

    def test_does_not_start(self):
        self.install('/bin/false')
        application = self.start_application()
        self.open_dialog(application)
        application.tree.find('button', 'Start').press()
        application.tree.find('label', re.compile('does not start'))

    def test_from_beginning_to_end(self):
        self.install(f'{server_path()} --user')
        self.addCleanup(self.stop)
        application = self.start_application()
        self.open_dialog(application).write('Ana’s Den')
        application.tree.find('button', 'Start').press()
        application.wait_for_title('Lobby')
        application.tree.find('label', 'Ana’s Den')
        application.tree.find('label', re.compile('choose “Ana’s Den” there'))
        self.press_in_dialog(application, 'Close')
        application.wait_in_room()
        application.close()

        # It goes on without the application, which finds it again.
        self.assertTrue(has_owner(NAME))
        again = self.start_application()
        again.wait_in_room()
        call_application('ActivateAction', GLib.Variant('(sava{sv})', ('host', [], {})))
        again.tree.find('label', 'Ana’s Den')
        self.press_in_dialog(again, 'Join')
        again.wait_for_title('Lobby')

        # Somebody is there, so that it asks, also when they have come only now.
        again.tree.find('button', 'Stop Chat…').press()
        again.tree.find('label', re.compile('^1 person is connected'))
        # Libadwaita 1.2 calls its buttons “_Cancel Cancel”.
        again.tree.find('button', re.compile('Cancel$')).press()
        again.tree.wait_gone('label', re.compile('^1 person is connected'))
        self.assertTrue(has_owner(NAME))
        again.tree.find('button', 'Stop Chat…').press()
        again.tree.find('button', re.compile('Stop Chat$')).press()
        self.wait_stopped()
        again.tree.find('text', 'Name of the chat')


del DesktopTestCase
