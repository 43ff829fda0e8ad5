# SPDX-License-Identifier: GPL-3.0-or-later
"""TLS on the server's port, with two implementations that are not the server's own."""

import json
import os
import shutil
import signal
import socket
import ssl
import stat
import subprocess
import tempfile
import unittest

import charla
import classic
import encrypted
from programs import PATIENCE, ServerTestCase, wait_until

RECORD = bytes([0x16, 3, 1])


class TlsTestCase(ServerTestCase):
    OPTIONS = ()

    def setUp(self):
        self.server = self.start_server('--connection-rate', '1000', *self.OPTIONS)

    def enter(self, name, version=None, **hello):
        client = charla.Client(encrypted.Address(self.server.address, version), name, **hello)
        self.addCleanup(client.close)
        return client


class Conversations(TlsTestCase):
    def test_charla(self):
        ana = self.enter('ana', ssl.TLSVersion.TLSv1_3)
        ben = self.enter('ben', ssl.TLSVersion.TLSv1_2)
        ana.post(ana.lobby, 'hola')
        self.assertEqual(ben.wait_for_event('message')['text'], 'hola')
        ben.close()
        ana.post(ana.lobby, 'x' * 16384)
        ben.reconnect()
        ben.wait_for_event('message', text='x' * 16384)
        self.assertEqual([each['text'] for each in ben.events('message')], ['hola', 'x' * 16384])
        self.assertEqual(len(ben.ask('history', room=ben.lobby)['messages']), 2)

    def test_many_requests_in_one_piece(self):
        ana = self.enter('ana')
        numbers = ana.send_all([('ping', {})] * 1000)
        for number in numbers:
            ana.wait_for_reply(number)

    def test_classic_and_plain_together(self):
        ana = self.enter('ana')
        with classic.Client(encrypted.Address(self.server.address), 'berta') as berta, \
                classic.Client(self.server.address, 'carl') as carl:
            self.server.wait_for_log('joined', 3)
            ana.post(ana.lobby, 'hola')
            self.assertEqual(berta.hear(), ('ana', 'hola'))
            self.assertEqual(carl.hear(), ('ana', 'hola'))
            berta.say('hi')
            self.assertEqual(carl.hear(), ('berta', 'hi'))
            self.assertEqual(ana.wait_for_event('message', text='hi')['from']['name'], 'berta')

    def test_whoever_does_not_read_is_let_go(self):
        ana = self.enter('ana')
        with classic.Client(encrypted.Address(self.server.address), 'slow') as slow:
            self.server.wait_for_log('"slow" joined')
            slow.socket.outer.settimeout(None)
            text = 'x' * 16000
            for _ in range(2000):
                ana.post(ana.lobby, text)
                if self.server.log_lines('closed the connection of "slow"'):
                    break
        self.server.wait_for_log('closed the connection of "slow" .* does not read')

    def test_the_end_is_said(self):
        ana = self.enter('ana')
        self.server.process.terminate()
        ana.wait_for_event('bye', code='shutting-down')
        ana.wait_for_end()
        self.assertEqual(self.server.wait(), 0)


class Peers(TlsTestCase):
    """Programs that speak TLS."""

    def converse(self, *command):
        """Says hello and a message through a program; what came back must have both answers."""
        hello = charla.frame({'charla': 1, 'name': 'ana', 'id': 1})
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        ben = self.enter('ben')
        process.stdin.write(hello)
        process.stdin.flush()
        self.server.wait_for_log('"ana" joined')
        process.stdin.write(charla.frame({'do': 'post', 'id': 2, 'room': ben.lobby, 'text': 'hola',
                                          'nonce': 'n'}))
        process.stdin.flush()
        self.assertEqual(ben.wait_for_event('message')['from']['name'], 'ana')
        ben.post(ben.lobby, 'adiós')
        seen = b''
        while 'adiós'.encode() not in seen:
            data = os.read(process.stdout.fileno(), 65536)
            self.assertTrue(data, seen)
            seen += data
        self.assertIn(b'{"re":1,"ok":{"charla":1', seen)
        self.assertIn(b'{"re":2,"ok":{"seq":', seen)
        process.stdin.close()
        process.stdout.close()

    @unittest.skipUnless(shutil.which('openssl'), 'there is no openssl')
    def test_openssl(self):
        self.converse('openssl', 's_client', '-quiet', '-connect', f'127.0.0.1:{self.server.port}')

    @unittest.skipUnless(shutil.which('gnutls-cli'), 'there is no gnutls-cli')
    def test_gnutls(self):
        self.converse('gnutls-cli', '--insecure', '--logfile=/dev/null', '-p', str(self.server.port),
                      '127.0.0.1')

    @unittest.skipUnless(shutil.which('openssl'), 'there is no openssl')
    def test_old_versions_are_refused(self):
        for version in ('-tls1', '-tls1_1'):
            done = subprocess.run(
                ['openssl', 's_client', version, '-cipher', 'ALL:@SECLEVEL=0', '-connect',
                 f'127.0.0.1:{self.server.port}'], stdin=subprocess.DEVNULL, capture_output=True,
                text=True, timeout=PATIENCE, check=False)
            self.assertNotEqual(done.returncode, 0, version)
            self.assertIn('alert protocol version', done.stderr)
        self.server.wait_for_log('The TLS handshake has failed', 2)


class FirstBytes(TlsTestCase):
    OPTIONS = ('--first-frame-timeout', '2000')

    def test_no_handshake(self):
        for data in (RECORD + b'\0\5hello', b'\x16' * 1000, RECORD + b'\xff\xff' + b'x' * 70000):
            with classic.Client(self.server.address) as client:
                client.send(data)
                client.socket.settimeout(PATIENCE)
                while client.socket.recv(65536):
                    pass

    def test_nothing_else_begins_inside(self):
        for data in (RECORD, b'GET / HTTP/1.1\r\n', b'\0'):
            with classic.Client(encrypted.Address(self.server.address)) as client:
                client.send(data)
                self.assertTrue(client.is_closed(), data)
        self.server.wait_for_log('Its first byte does not begin a frame', 3)

    def test_too_slow(self):
        with classic.Client(self.server.address) as client:
            client.send(RECORD)
            self.assertTrue(client.is_closed())
        with classic.Client(encrypted.Address(self.server.address)) as client:
            self.assertTrue(client.is_closed())
        self.server.wait_for_log('It did not say its name in time', 2)

    def test_the_silent_keep_nobody_waiting(self):
        """More handshakes than are worked on at a time have been begun, and stand still."""
        server = self.start_server('--connection-rate', '1000')
        silent = [classic.Client(server.address) for _ in range(50)]
        for client in silent:
            self.addCleanup(client.close)
            client.send(RECORD + b'\1')
        with charla.Client(encrypted.Address(server.address), 'ana') as ana:
            ana.sync()


class Certificates(ServerTestCase):
    def certificate(self, server):
        with socket.create_connection(server.address, PATIENCE) as plain, \
                encrypted.context().wrap_socket(plain) as outer:
            return outer.getpeercert(binary_form=True)

    def test_it_stays(self):
        first = self.start_server()
        seen = self.certificate(first)
        first.end()
        self.assertEqual(self.certificate(self.start_server(data_dir=first.data_dir)), seen)
        self.assertNotEqual(self.certificate(self.start_server()), seen)
        for name in ('tls-key.pem', 'tls-certificate.pem'):
            status = os.stat(os.path.join(first.data_dir, name))
            self.assertEqual(stat.S_IMODE(status.st_mode), 0o600, name)

    def test_a_damaged_one_is_an_error(self):
        server = self.start_server()
        server.end()
        path = os.path.join(server.data_dir, 'tls-key.pem')
        with open(path, 'w', encoding='ascii') as file:
            file.write('damaged')
        status, output, errors = self.run_server('--port', '0', '--data-dir', server.data_dir)
        self.assertEqual((status, output), (1, ''))
        self.assertIn(path, errors)
        with open(path, encoding='ascii') as file:
            self.assertEqual(file.read(), 'damaged')

    def test_a_given_one(self):
        other = self.start_server()
        files = [os.path.join(other.data_dir, name) for name in ('tls-certificate.pem', 'tls-key.pem')]
        server = self.start_server('--set', f'tls.certificate={files[0]}',
                                   '--set', f'tls.key={files[1]}')
        self.assertEqual(self.certificate(server), self.certificate(other))
        self.assertFalse(os.path.exists(os.path.join(server.data_dir, 'tls-key.pem')))


class Reload(ServerTestCase):
    """Of certificates that are given, and of who may come in."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix='charla-test-')
        self.addCleanup(self.folder.cleanup)
        self.config = os.path.join(self.folder.name, 'server.conf')
        self.renew()
        self.write()
        self.server = self.start_server('--config', self.config)

    def renew(self):
        """Puts other files in the place of the certificate and its key."""
        other = self.start_server()
        for name in ('tls-certificate.pem', 'tls-key.pem'):
            shutil.copy(os.path.join(other.data_dir, name), self.folder.name)

    def write(self, *lines):
        with open(self.config, 'w', encoding='ascii') as file:
            file.write('\n'.join(['[tls]', f'certificate={self.folder.name}/tls-certificate.pem',
                                  f'key={self.folder.name}/tls-key.pem', *lines, '']))

    def certificate(self):
        with socket.create_connection(self.server.address, PATIENCE) as plain, \
                encrypted.context().wrap_socket(plain) as outer:
            return outer.getpeercert(binary_form=True)

    def reload(self):
        os.kill(self.server.pid, signal.SIGHUP)

    def test_a_new_one(self):
        before = self.certificate()
        with charla.Client(encrypted.Address(self.server.address), 'ana') as ana:
            self.renew()
            self.reload()
            wait_until(lambda: self.certificate() != before, 'another certificate')
            ana.sync()

    def test_a_bad_one(self):
        before = self.certificate()
        with open(os.path.join(self.folder.name, 'tls-key.pem'), 'w', encoding='ascii') as file:
            file.write('damaged')
        self.reload()
        self.server.wait_for_log('tls-key.pem')
        self.assertEqual(self.certificate(), before)

    def test_access(self):
        self.write('[access]', 'plain=off')
        self.reload()

        def is_refused():
            connection = charla.Connection(self.server.address)
            connection.send({'charla': 1, 'look': True, 'id': 1})
            answer = connection.receive()
            connection.close()
            return answer.get('error', {}).get('needs') == 'tls'
        wait_until(is_refused, 'a refusal')


class Access(ServerTestCase):
    """From where one may speak without TLS, and the classic dialect."""

    def test_plain_is_refused(self):
        server = self.start_server('--set', 'access.plain=off')
        connection = charla.Connection(server.address)
        connection.send({'charla': 1, 'name': 'ana', 'password': 'geheim', 'id': 3})
        answer = connection.receive()
        self.assertEqual((answer['re'], answer['error']['code'], answer['error']['needs']),
                         (3, 'auth-required', 'tls'))
        self.assertTrue(connection.is_closed())
        connection.close()
        server.wait_for_log('without TLS, with a secret that others may have read')
        self.assertNotIn('geheim', server.log())
        with charla.Client(encrypted.Address(server.address), 'ana') as ana:
            ana.sync()
        with classic.Client(server.address, 'berta'):
            server.wait_for_log('"berta" joined')

    def test_classic_is_refused(self):
        server = self.start_server('--set', 'access.classic=off')
        for address in (server.address, encrypted.Address(server.address)):
            with classic.Client(address, 'berta') as berta:
                self.assertTrue(berta.is_closed())
        server.wait_for_log('classic dialect', 2)
        with charla.Client(server.address, 'ana') as ana:
            ana.sync()

    def test_from_another_machine(self):
        """As the address of this machine in its network is, to the server."""
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect(('192.0.2.1', 9))
            except OSError:
                self.skipTest('this machine has no network')
            host = probe.getsockname()[0]
        server = self.start_server('--address', host)
        connection = charla.Connection(server.address)
        connection.send({'charla': 1, 'name': 'ana', 'id': 3})
        self.assertEqual(connection.receive()['error'].get('needs'), 'tls')
        connection.close()
        with charla.Client(encrypted.Address(server.address), 'ana') as ana:
            ana.sync()


class Sniffer:
    """All that goes over the loopback interface to a port, and from it."""

    def __init__(self, test, port):
        try:
            self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
        except PermissionError:
            test.skipTest('it takes a right to look at packets')
        test.addCleanup(self.socket.close)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16 * 1024 * 1024)
        self.socket.bind(('lo', 0))
        self.socket.setblocking(False)
        self.port = port.to_bytes(2, 'big')
        self.seen = b''

    def look(self):
        try:
            while True:
                packet = self.socket.recv(100000)[14:]
                segment = packet[(packet[0] & 15) * 4:]
                if self.port in (segment[:2], segment[2:4]):
                    self.seen += segment
        except BlockingIOError:
            return self.seen


class Sniffed(TlsTestCase):
    SECRETS = ('nombre-de-ana', 'lo que dice ana', 'contraseña')

    def talk(self, address):
        """Says all of the secrets; returns them and the token, as bytes."""
        name, text, password = self.SECRETS
        ana = charla.Client(address, name)
        self.addCleanup(ana.close)
        with classic.Client(address, 'berta') as berta:
            self.server.wait_for_log('"berta" joined')
            ana.post(ana.lobby, text)
            self.assertEqual(berta.hear(), (name, text))
            berta.say(text)
            ana.wait_for_event('message', text=text)
        ana.ask('password', new=password)
        token = ana.token
        ana.reconnect()
        ana.close()
        return [each.encode() for each in (*self.SECRETS, token)] + [b'"charla":1']

    def test_nothing_is_seen(self):
        sniffer = Sniffer(self, self.server.port)
        secrets = self.talk(encrypted.Address(self.server.address))
        wait_until(lambda: len(sniffer.look()) > 4000, 'what was said')
        for secret in secrets:
            self.assertNotIn(secret, sniffer.look())
            self.assertNotIn(json.dumps(secret.decode()).encode()[1:-1], sniffer.look())

    def test_the_sniffer_sees(self):
        sniffer = Sniffer(self, self.server.port)
        for secret in self.talk(self.server.address):
            forms = (secret, json.dumps(secret.decode()).encode()[1:-1], secret.replace(b'":', b'": '))
            wait_until(lambda: any(form in sniffer.look() for form in forms), secret)


if __name__ == '__main__':
    unittest.main()
