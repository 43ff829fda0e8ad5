# SPDX-License-Identifier: GPL-3.0-or-later
"""A person's own server, on a session bus of its own."""

import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import unittest

from charla import Client
from programs import LISTENING, PATIENCE, Program, environment, server_path, wait_until

NAME = 'io.github.charla_chat.Server'
PATH = '/io/github/charla_chat/Server'
INTERFACE = 'io.github.charla_chat.Server1'

BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={folder}/bus</listen>
  <servicedir>{folder}/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


def is_server(pid):
    """Whether that process is there and no zombie."""
    try:
        return pathlib.Path(f'/proc/{pid}/stat').read_text().rpartition(')')[2].split()[0] != 'Z'
    except FileNotFoundError:
        return False


@unittest.skipUnless(shutil.which('dbus-daemon') and shutil.which('gdbus'), 'there is no D-Bus')
class Personal(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix='charla-test-')
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.config = self.folder / 'config/charla/server.conf'
        self.changes = {
            'DBUS_SESSION_BUS_ADDRESS': f'unix:path={self.folder}/bus',
            'XDG_CONFIG_HOME': str(self.folder / 'config'),
            'XDG_STATE_HOME': str(self.folder / 'state'),
            'XDG_RUNTIME_DIR': str(self.folder), 'STATE_DIRECTORY': '', 'RUNTIME_DIRECTORY': '',
        }
        (self.folder / 'services').mkdir()
        (self.folder / 'bus.conf').write_text(BUS.format(folder=folder.name))

    def start_bus(self):
        bus = Program('dbus-daemon', '--nofork', f'--config-file={self.folder}/bus.conf',
                      **self.changes)
        self.addCleanup(bus.end)
        wait_until((self.folder / 'bus').exists, 'a bus', bus.log)
        return bus

    def start_server(self, *arguments):
        server = Program(server_path(), '--user', *arguments, **self.changes)
        self.addCleanup(self.check_end, server)
        line = server.process.stdout.readline()
        self.assertRegex(line, LISTENING, server.log())
        return server, int(LISTENING.search(line)[2])

    def check_end(self, server):
        self.assertEqual(server.end(), 0, server.log())
        self.assertEqual(server.mistakes(), [])

    def allow_activation(self):
        """As the file that is installed, but with the program that is tested."""
        (self.folder / 'services' / f'{NAME}.service').write_text(
            f'[D-BUS Service]\nName={NAME}\nExec={server_path()} --user\n')

    def call(self, method, *arguments):
        done = subprocess.run(
            ['gdbus', 'call', '--session', '--timeout', str(PATIENCE), '--dest', NAME,
             '--object-path', PATH, '--method', method, *arguments],
            capture_output=True, text=True, check=False, env=environment(**self.changes))
        if done.returncode != 0:
            raise OSError(done.stderr)
        return done.stdout

    def get(self, name):
        """A property as GLib writes it."""
        text = self.call('org.freedesktop.DBus.Properties.Get', INTERFACE, name)
        return re.fullmatch(r'\(<(?:uint(?:16|32) |@as )?(.*)>,\)\n', text, re.DOTALL)[1]

    def rename(self, name):
        self.call('org.freedesktop.DBus.Properties.Set', INTERFACE, 'Name', f'<"{name}">')

    def pid(self):
        text = subprocess.run(
            ['gdbus', 'call', '--session', '--dest', 'org.freedesktop.DBus', '--object-path', '/',
             '--method', 'org.freedesktop.DBus.GetConnectionUnixProcessID', NAME],
            capture_output=True, text=True, check=True, env=environment(**self.changes)).stdout
        return int(re.search(r'uint32 (\d+)', text)[1])

    def test_whoever_calls_it_starts_it(self):
        self.allow_activation()
        self.start_bus()
        port = int(self.get('Port'))
        pid = self.pid()
        self.addCleanup(lambda: is_server(pid) and os.kill(pid, signal.SIGKILL))
        with Client(('127.0.0.1', port), 'ana') as ana:
            self.assertEqual(f"'{ana.welcome['server']['id']}'", self.get('Id'))
            self.assertEqual(f"'{ana.welcome['server']['name']}'", self.get('Name'))
            wait_until(lambda: self.get('Users') == '1', 'one user')
            self.call(f'{INTERFACE}.Stop')
        wait_until(lambda: not is_server(pid), 'the end')
        # It can be started again, and is the same one.
        before = ana.welcome['server']['id']
        self.assertEqual(self.get('Id'), f"'{before}'")
        pid = self.pid()
        self.call(f'{INTERFACE}.Stop')
        wait_until(lambda: not is_server(pid), 'the end')

    def test_it_can_be_renamed(self):
        self.start_bus()
        server, port = self.start_server()
        server.wait_for_log('on the session bus')
        self.rename('Física y más')
        with Client(('127.0.0.1', port), 'ana') as ana:
            self.assertEqual(ana.welcome['server']['name'], 'Física y más')
        for wrong in '', 'a' * 65, r'a\nb':
            with self.assertRaisesRegex(OSError, 'InvalidArgs'):
                self.rename(wrong)
        self.assertEqual(self.get('Name'), "'Física y más'")
        wait_until(self.config.exists, 'a configuration')
        self.check_end(server)

        server, port = self.start_server()
        with Client(('127.0.0.1', port), 'ben') as ben:
            self.assertEqual(ben.welcome['server']['name'], 'Física y más')

    def test_a_new_name_keeps_the_rest_of_the_configuration(self):
        self.config.parent.mkdir(parents=True)
        self.config.write_text('# Mine\n[server]\nmotd=Tea\n\n[access]\njoin-word=sesame\n')
        self.start_bus()
        server, _ = self.start_server()
        server.wait_for_log('on the session bus')
        self.rename('New')
        wait_until(lambda: 'name=New' in self.config.read_text(), 'a new name')
        text = self.config.read_text()
        for line in '# Mine\n', 'motd=Tea\n', 'join-word=sesame\n':
            self.assertIn(line, text)
        self.assertEqual(self.config.stat().st_mode & 0o777, 0o600)

    def test_it_listens_to_others_and_says_where(self):
        self.start_bus()
        server, port = self.start_server()
        server.wait_for_log('on the session bus')
        addresses = re.findall(r"'([^']+)'", self.get('Addresses'))
        for address in addresses:
            host, number = address.rsplit(':', 1)
            self.assertEqual(int(number), port)
            self.assertFalse(host.startswith(('127.', '[::1', '[fe80')))
            socket.create_connection((host.strip('[]'), port), PATIENCE).close()

    def test_the_next_port_is_taken(self):
        first, port = self.start_server('--data-dir', str(self.folder / 'first'))
        _, other = self.start_server('--data-dir', str(self.folder / 'second'))
        self.assertGreater(other, port)
        self.assertLessEqual(other, 1244)
        first.wait_for_log('no session bus')

    def test_without_a_bus(self):
        server, port = self.start_server()
        server.wait_for_log('there is no session bus: going on without')
        Client(('127.0.0.1', port), 'ana').close()

    def test_the_bus_goes_away(self):
        bus = self.start_bus()
        server, port = self.start_server()
        server.wait_for_log('on the session bus')
        bus.end()
        server.wait_for_log('going on without')
        Client(('127.0.0.1', port), 'ana').close()
        self.assertTrue(server.is_running())

    def test_a_second_one_goes_on_without_the_name(self):
        self.start_bus()
        server, _ = self.start_server('--data-dir', str(self.folder / 'first'))
        server.wait_for_log('on the session bus as')
        other, _ = self.start_server('--data-dir', str(self.folder / 'second'))
        other.wait_for_log('another server has the name on the session bus')
