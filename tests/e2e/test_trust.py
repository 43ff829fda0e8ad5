# SPDX-License-Identifier: GPL-3.0-or-later
"""Whom charla-cli trusts, with the real server on an address that others could reach."""

import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import unittest

import cli
from programs import Program, wait_until
from terminal import Terminal

ORIGINAL = pathlib.Path(__file__).with_name('original_server.py')
UNTRUSTED = 5
CERTIFICATE = '''cn = "lab"
ip_address = "{address}"
activation_date = "2020-01-01 00:00:00"
expiration_date = "{end}-01-01 00:00:00"
tls_www_server
signing_key
'''
AUTHORITY = '''cn = "authority"
ca
cert_signing_key
expiration_days = 10
'''


def outside():
    """An address of this computer at which a program does not notice that it is this one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(('192.0.2.1', 9))
        except OSError:
            return None
        address = asked.getsockname()[0]
    return None if address.startswith('127.') else address


OUTSIDE = outside()


class Person(cli.Person):
    @property
    def command(self):
        return [cli.CLI, '--server', self.place(), '--name', self.name]

    def place(self):
        return '{}:{}'.format(*self.server.address)


@unittest.skipUnless(OUTSIDE, 'this computer has no address but its own')
class Trust(cli.CliTestCase):
    def setUp(self):
        self.server = self.serve()
        self.ana = self.device('ana')

    def serve(self, *arguments, port=0, data_dir=None):
        return self.start_server('--address', OUTSIDE, '--port', str(port), *arguments,
                                 data_dir=data_dir)

    def device(self, name):
        person = self.person(name, self.server)
        return Person(person.name, person.server, person.folder)

    def refuses(self, person, *arguments, **keywords):
        """What a command says that ends because of whom it would speak to."""
        result = person.run(*arguments, **keywords)
        self.assertEqual((result.status, result.output), (UNTRUSTED, ''), result.errors)
        return result.errors

    def restart(self, **keywords):
        port, folder = self.server.port, self.server.data_dir
        self.kept = self.server.folder
        self.assertEqual(self.server.end(), 0)
        self.server = self.serve(port=keywords.get('port', port), data_dir=folder)
        self.ana.server = self.server

    @staticmethod
    def fingerprints(text):
        return [re.sub('[^0-9A-F]', '', match) for match in
                re.findall(r'(?m)^charla-cli:   ((?:[0-9A-F]{4} ?){16})$', text)]

    def test_first_use_of_a_script(self):
        said = self.refuses(self.ana, 'send', 'Lobby', 'hello')
        key, = self.fingerprints(said)
        self.assertRegex(said, r'(?m)^charla-cli:   ([a-z]{4,8} ){11}[a-z]{4,8}$')
        self.assertIn('--trust=' + key, said)
        self.assertNotIn('"ana" joined', self.server.log())
        self.refuses(self.ana, '--trust=' + '0' * 64, 'send', 'Lobby', 'hello')
        self.ana.does('--trust=' + key, 'send', 'Lobby', 'hello')
        self.ana.does('send', 'Lobby', 'again')

    def test_first_use_in_a_terminal(self):
        told = {'XDG_STATE_HOME': str(self.ana.folder), 'CHARLA_SERVER': '', 'CHARLA_NAME': ''}
        terminal = Terminal(*self.ana.command, 'trust', columns=100, **told)
        self.addCleanup(terminal.close)
        terminal.see('Type “yes”')
        terminal.type('no\r')
        self.assertEqual(terminal.wait_for_end(), UNTRUSTED)
        terminal = Terminal(*self.ana.command, 'trust', columns=100, **told)
        self.addCleanup(terminal.close)
        terminal.see('Type “yes”')
        terminal.type('yes\r')
        self.assertEqual(terminal.wait_for_end(), 0)
        self.assertNotIn('"ana" joined', self.server.log())
        self.ana.does('send', 'Lobby', 'hello')

    def test_changed_key(self):
        self.ana.does('--trust-new', 'send', 'Lobby', 'hello')
        for name in ('tls-certificate.pem', 'tls-key.pem'):
            os.remove(os.path.join(self.server.data_dir, name))
        self.restart()
        said = self.refuses(self.ana, '--trust-new', 'send', 'Lobby', 'again')
        before, now = self.fingerprints(said)
        self.assertNotEqual(before, now)
        self.refuses(self.ana, '--trust=' + before, 'send', 'Lobby', 'again')
        self.assertNotIn('"ana" joined', self.server.log())
        self.ana.does('--trust=' + now, 'send', 'Lobby', 'again')
        self.ana.does('send', 'Lobby', 'once more')

    def test_the_key_changes_while_one_is_there(self):
        self.ana.does('--trust-new', 'send', 'Lobby', 'hello')
        tail = self.ana.begins('tail', 'Lobby')
        self.assertIn('hello', tail.process.stdout.readline())
        for name in ('tls-certificate.pem', 'tls-key.pem'):
            os.remove(os.path.join(self.server.data_dir, name))
        self.restart()
        self.assertEqual(tail.wait(), UNTRUSTED)
        self.assertEqual(len(self.fingerprints(tail.log())), 2)

    def test_another_address(self):
        self.ana.does('--trust-new', 'send', 'Lobby', 'hello')
        self.restart(port=0)
        self.ana.does('send', 'Lobby', 'the same account, without a question')

    def test_another_name_of_this_computer(self):
        server = self.start_server('--address', '127.0.0.1', '--port', '0')
        for host in ('127.0.0.1', 'localhost'):
            place = '{}:{}'.format(host, server.port)
            self.assertEqual(self.ana.run('send', 'Lobby', 'hello', '--server', place).errors, '')
        bea = self.device('ana')
        refused = bea.run('send', 'Lobby', 'hello', '--server', place)
        self.assertEqual(refused.status, 4, refused.errors)

    def test_compared_by_who_is_not_let_in(self):
        server = self.start_server('--address', '127.0.0.1', '--port', '0', '--join-word', 'sesame')
        compared = self.ana.run('trust', '--server', f'localhost:{server.port}')
        self.assertEqual((compared.status, compared.errors), (0, ''))
        self.assertRegex(compared.output, r'(?m)^  ([a-z]{4,8} ){11}[a-z]{4,8}$')

    def test_never_in_plain_again(self):
        self.ana.does('--trust-new', 'send', 'Lobby', 'hello')
        plain = [cli.CLI, '--server', 'plain://' + self.ana.place(), '--name', 'ana', 'rooms']
        done = subprocess.run(plain, env=cli.variables(self.ana.folder), capture_output=True,
                              check=False)
        self.assertEqual(done.returncode, UNTRUSTED, done.stderr)
        self.assertIn(b'was encrypted', done.stderr)
        self.assertEqual(self.server.end(), 0)
        old = Program(sys.executable, str(ORIGINAL), *map(str, self.server.address))
        old.process.stdout.readline()
        self.assertIn('was encrypted', self.refuses(self.ana, 'send', 'Lobby', 'again'))
        old.end(signal.SIGKILL)

    def test_nobody_is_silent_about_listeners(self):
        self.server.end()
        old = Program(sys.executable, str(ORIGINAL), *map(str, self.server.address))
        old.process.stdout.readline()
        result = self.ana.run('send', 'Lobby', 'hello')
        old.end(signal.SIGKILL)
        self.assertEqual(result.status, 0, result.errors)
        self.assertIn('is not encrypted', result.errors)

    def issue(self, end):
        """A certificate that an authority has signed: the arguments that serve it."""
        folder = tempfile.TemporaryDirectory(prefix='charla-test-')
        self.addCleanup(folder.cleanup)

        def path(name):
            return os.path.join(folder.name, name)

        def certtool(*arguments):
            subprocess.run(['certtool', *arguments], check=True, capture_output=True)

        pathlib.Path(path('authority')).write_text(AUTHORITY, encoding='utf-8')
        pathlib.Path(path('lab')).write_text(CERTIFICATE.format(address=OUTSIDE, end=end),
                                             encoding='utf-8')
        for name in ('authority', 'lab'):
            certtool('--generate-privkey', '--key-type', 'ecdsa', '--outfile', path(name + '-key'))
        certtool('--generate-self-signed', '--load-privkey', path('authority-key'), '--template',
                 path('authority'), '--outfile', path('authority.pem'))
        certtool('--generate-certificate', '--load-privkey', path('lab-key'),
                 '--load-ca-certificate', path('authority.pem'), '--load-ca-privkey',
                 path('authority-key'), '--template', path('lab'), '--outfile', path('lab.pem'))
        return path('authority.pem'), ('--set', 'tls.certificate=' + path('lab.pem'),
                                       '--set', 'tls.key=' + path('lab-key'))

    def test_an_authority_vouches(self):
        authority, arguments = self.issue('2038')
        self.ana.server = self.server = self.serve(*arguments)
        self.refuses(self.ana, 'send', 'Lobby', 'hello')
        self.ana.does('send', 'Lobby', 'hello', SSL_CERT_FILE=authority)
        # It is known by its key now.
        self.ana.does('send', 'Lobby', 'hello')

    def test_expired(self):
        authority, arguments = self.issue('2021')
        self.ana.server = self.server = self.serve(*arguments)
        said = self.refuses(self.ana, 'send', 'Lobby', 'hello', SSL_CERT_FILE=authority)
        key, = self.fingerprints(said)
        self.ana.does('--trust', key, 'send', 'Lobby', 'hello')
        self.ana.does('send', 'Lobby', 'who has the key is the server, however old it is')


class Tokens(cli.CliTestCase):
    """Where the key to an account is, with a keyring of GNOME."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix='charla-test-')
        self.addCleanup(self.folder.cleanup)
        self.server = self.start_server()
        self.ana = self.person('ana', self.server)

    def start_keyring(self):
        bus = Program('dbus-daemon', '--session', '--nofork', '--print-address')
        self.addCleanup(bus.end, signal.SIGKILL)
        address = bus.process.stdout.readline().strip()
        told = {'DBUS_SESSION_BUS_ADDRESS': address, 'HOME': self.folder.name,
                'XDG_DATA_HOME': self.folder.name, 'XDG_RUNTIME_DIR': self.folder.name}
        keyring = subprocess.Popen(
            ['gnome-keyring-daemon', '--unlock', '--foreground', '--components=secrets'],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, **told})
        keyring.stdin.write(b'secret')
        keyring.stdin.close()
        self.addCleanup(keyring.wait)
        self.addCleanup(keyring.kill)
        ask = ['gdbus', 'call', '--address', address, '-d', 'org.freedesktop.DBus', '-o',
               '/org/freedesktop/DBus', '-m', 'org.freedesktop.DBus.NameHasOwner',
               'org.freedesktop.secrets']
        wait_until(lambda: b'true' in subprocess.run(ask, capture_output=True, check=False).stdout,
                   'the keyring is there')
        return keyring, told

    def accounts(self):
        return (self.ana.folder / 'charla' / 'accounts').read_text(encoding='utf-8')

    def test_moves_to_the_keyring(self):
        self.ana.does('send', 'Lobby', 'before there is one')
        token = re.search('(?m)^token=(.+)$', self.accounts())[1]
        mode = (self.ana.folder / 'charla' / 'accounts').stat().st_mode
        self.assertEqual(mode & 0o777, 0o600)
        _, told = self.start_keyring()
        self.ana.does('send', 'Lobby', 'now there is', **told)
        self.assertNotIn(token, self.accounts())
        self.ana.does('send', 'Lobby', 'from there', **told)
        self.assertNotIn('token=', self.accounts())
        self.ana.does('logout', **told)
        self.assertNotIn('ana', self.accounts())

    def test_the_keyring_hangs(self):
        keyring, told = self.start_keyring()
        keyring.send_signal(signal.SIGSTOP)
        self.addCleanup(keyring.send_signal, signal.SIGCONT)
        self.ana.does('send', 'Lobby', 'hello', **told)
        self.assertIn('token=', self.accounts())


if __name__ == '__main__':
    unittest.main()
