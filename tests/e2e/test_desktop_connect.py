# SPDX-License-Identifier: GPL-3.0-or-later
"""How one comes into the chat: the connect page, the command line, the session bus."""

import pathlib
import re
import socket

from gi.repository import GLib

from accessible import call_bus
from application import Application, call_application, program_path, run
from cases import DesktopTestCase, setUpModule  # noqa: F401
from desktop import APPLICATION_ID
from programs import MISTAKE, wait_until


def find_free_port():
    with socket.socket() as taken:
        taken.bind(('127.0.0.1', 0))
        return taken.getsockname()[1]


def find_marked(application, field):
    return next((node for node in application.tree.find_all('text', field) if node.has('invalid')),
                None)


class ConnectPage(DesktopTestCase):
    def assert_refused(self, application, field, sentence):
        """It is said below the field, which is marked and has the focus, until one writes there."""
        pattern = re.compile(sentence)
        label = application.tree.find('label', pattern)
        entry = wait_until(lambda: find_marked(application, field), f'{field} is marked')
        _x, top, _width, height = entry.extents
        distance = label.extents[1] - (top + height)
        self.assertTrue(0 <= distance < 40, f'{distance} pixels below {field}')
        self.assertEqual(application.get_title(), 'Charla')

        application.focus()
        self.desktop.xdotool('type', 'x')
        wait_until(lambda: 'x' in entry.text, f'{field} has the focus')
        application.tree.wait_gone('label', pattern)
        wait_until(lambda: not find_marked(application, field), f'{field} is no longer marked')

    def test_join(self):
        server = self.start_server()
        application = self.start_application()
        application.join('ana', f'127.0.0.1:{server.port}')
        application.wait_in_room()

    def test_enter_joins(self):
        server = self.start_server()
        application = self.start_application()
        application.focus()
        application.tree.find('text', 'Your name').write('ana')
        self.desktop.xdotool('type', f'127.0.0.1:{server.port}')
        self.desktop.press_keys('Return')
        application.wait_in_room()

    def test_no_name(self):
        application = self.start_application()
        application.join('', 'localhost')
        self.assert_refused(application, 'Your name', '^Enter the name')

    def test_long_name(self):
        application = self.start_application()
        application.join('ñ' * 33, 'localhost')
        self.assert_refused(application, 'Your name', 'at most 32 characters')

    def test_bad_address(self):
        application = self.start_application()
        application.join('ana', 'two words')
        self.assert_refused(application, 'Other address', 'no spaces')

    def test_bad_port(self):
        application = self.start_application()
        application.join('ana', 'localhost:65536')
        self.assert_refused(application, 'Other address', '1 to 65535')

    def test_nobody_listens(self):
        application = self.start_application()
        port = find_free_port()
        application.join('ana', f'127.0.0.1:{port}')
        application.tree.find('label', re.compile(f'no chat is listening on port {port}'))
        self.assertEqual(application.get_title(), 'Charla')

        application.tree.find('button', 'Find Out Why').press()
        application.tree.find('list item', re.compile(': Wrong$'))
        wait_until(lambda: application.tree.find('button', 'Copy as Text').has('sensitive'),
                   'all has been tried')
        self.desktop.press_keys('Escape')
        application.tree.wait_gone('list item', re.compile(': Wrong$'))

        application.join(server='two words')
        application.tree.wait_gone('label', re.compile('no chat is listening'))

    def test_who_was_in_a_chat_is_in_it_again(self):
        server = self.start_server()
        first = self.start_application()
        first.join('María José', f'127.0.0.1:{server.port}')
        first.wait_in_room()
        first.close()

        second = self.start_application()
        second.wait_in_room()
        second.say('hola')

    def test_what_was_entered_is_remembered(self):
        server = self.start_server()
        address = f'127.0.0.1:{server.port}'
        first = self.start_application()
        first.join('María José', address)
        first.wait_in_room()
        first.leave_chat()
        first.close()

        second = self.start_application()
        self.assertEqual(second.tree.find('text', 'Your name').text, 'María José')
        second.tree.find('list item', re.compile(address)).press()
        second.wait_in_room()

    def test_leave(self):
        server = self.start_server()
        application = self.join(server)
        application.leave_chat()
        application.join()
        application.wait_in_room()


class CommandLine(DesktopTestCase):
    def test_version(self):
        self.assertRegex(run('--version').stdout, r'^charla \d+\.\d+\.\d+\n$')

    def test_name_alone(self):
        application = self.start_application('--name', 'bea')
        self.assertEqual(application.tree.find('text', 'Your name').text, 'bea')
        self.assertEqual(application.get_title(), 'Charla')

    def test_bad_address(self):
        application = self.start_application()
        second = run('--server', 'two words')
        self.assertEqual(second.returncode, 1)
        self.assertRegex(second.stderr, r'^charla: .*no spaces')
        application.wait_on_connect_page()

    def test_second_start_is_the_first(self):
        server = self.start_server()
        bob = self.start_client(server, 'bob')
        application = self.start_application()
        second = run('--server', f'127.0.0.1:{server.port}', '--name', 'bea')
        self.assertEqual((second.returncode, second.stdout, second.stderr), (0, '', ''))
        application.wait_in_room()
        application.say('hola')
        self.assertEqual(bob.hear(), ('bea', 'hola'))

    def test_second_start_leaves_the_first_in_its_chat(self):
        server = self.start_server()
        application = self.join(server)
        bob = self.start_client(server, 'bob')
        application.composer.write('half a sent')
        arguments = ['--server', f'127.0.0.1:{server.port}', '--name', 'ana']
        self.assertEqual(run(*arguments).returncode, 0)
        self.assertEqual(run().returncode, 0)
        self.assertEqual(application.composer.text, 'half a sent')
        application.say('still here')
        self.assertEqual(bob.hear(), ('ana', 'still here'))


class ActivatedProgram:
    """A program that the bus has started, and whose errors go where those of the bus go."""

    def __init__(self, pid, errors):
        self.pid = pid
        self.errors = errors

    def is_running(self):
        return pathlib.Path(f'/proc/{self.pid}').exists()

    def log(self):
        return self.errors.read_text()

    def mistakes(self):
        return MISTAKE.findall(self.log())

    def wait(self):
        wait_until(lambda: not self.is_running(), 'it ends')
        return 0


class Activation(DesktopTestCase):
    def test_by_the_session_bus(self):
        self.desktop.add_service(
            f'{APPLICATION_ID}.service',
            f'[D-BUS Service]\nName={APPLICATION_ID}\nExec={program_path()} --gapplication-service\n')
        self.addCleanup(self.desktop.remove_service, f'{APPLICATION_ID}.service')
        call_bus('ReloadConfig')

        call_application('Activate', GLib.Variant('(a{sv})', ({},)))
        pid, = call_bus('GetConnectionUnixProcessID', GLib.Variant('(s)', (APPLICATION_ID,)))
        activated = Application(self.desktop,
                                ActivatedProgram(pid, self.desktop.folder / 'bus.log'))
        self.addCleanup(activated.close)
        activated.tree.find('button', 'Join')


class Spanish(DesktopTestCase):
    def test_everything_is_translated(self):
        server = self.start_server()
        bob = self.start_client(server, 'bob')
        application = self.start_application(LANGUAGE='es')
        application.tree.find('text', 'Tu nombre').write('ana')
        application.tree.find('text', 'Otra dirección').write(f'127.0.0.1:{server.port}')
        application.tree.find('button', 'Entrar').press()
        application.tree.find('label', '¡Te damos la bienvenida a este chat, \u2068ana\u2069!')
        application.wait_in_room()

        self.assertEqual(application.composer.name, 'Mensaje')
        application.say('hola')
        self.assertEqual(bob.hear(), ('ana', 'hola'))
        application.tree.find('list', 'Mensajes')
        application.tree.find('list item', re.compile('^Tú: hola, '))

    def test_errors_too(self):
        application = self.start_application(LANGUAGE='es')
        application.tree.find('text', 'Otra dirección').write('dos palabras')
        application.tree.find('text', 'Tu nombre').write('ana')
        application.tree.find('button', 'Entrar').press()
        application.tree.find('label', re.compile('espacios'))
