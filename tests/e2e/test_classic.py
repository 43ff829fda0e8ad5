# SPDX-License-Identifier: GPL-3.0-or-later
"""People who talk to each other with clients of the original kind."""

import contextlib

from classic import Client, join
from programs import ServerTestCase


class Classic(ServerTestCase):
    def setUp(self):
        self.server = self.start_server()

    def join(self, *names):
        clients = join(self.server, *names)
        for client in clients:
            self.addCleanup(client.close)
        return clients

    def test_two(self):
        ana, ben = self.join('ana', 'ben')
        ana.say('hi')
        self.assertEqual(ben.hear(), ('ana', 'hi'))
        ben.say('hello')
        self.assertEqual(ana.hear(), ('ben', 'hello'))

    def test_three(self):
        ana, ben, eva = self.join('ana', 'ben', 'eva')
        for sender in (ana, ben, eva):
            sender.say(f'from {sender.own_address}')
            for other in {ana, ben, eva} - {sender}:
                self.assertEqual(other.hear()[1], f'from {sender.own_address}')

    def test_no_echo(self):
        ana, ben = self.join('ana', 'ben')
        ana.say('one')
        ben.say('two')
        self.assertEqual(ana.hear(), ('ben', 'two'))

    def test_nothing_from_before(self):
        [ana] = self.join('ana')
        ana.say('nobody hears this')
        [ben] = self.join('ben')
        ana.say('this')
        self.assertEqual(ben.hear(), ('ana', 'this'))

    def test_order(self):
        ana, ben, eva = self.join('ana', 'ben', 'eva')
        for i in range(100):
            (ana, ben)[i % 2].say(str(i))
        heard = [eva.hear() for _ in range(100)]
        for name, first in (('ana', 0), ('ben', 1)):
            self.assertEqual([text for who, text in heard if who == name],
                             [str(i) for i in range(first, 100, 2)])

    def test_utf8(self):
        ana, ben = self.join('áñà ☕', 'ben')
        for text in ('¿Qué tal?', '👩‍👩‍👧 🏳️‍🌈 e\u0301', '日本語 العربية', 'a\nb\tc'):
            ana.say(text)
            self.assertEqual(ben.hear(), ('áñà ☕', text))

    def test_burst(self):
        ana, ben, eva = self.join('ana', 'ben', 'eva')
        texts = [f'{i} {"x" * (i % 200)}' for i in range(1000)]
        ana.say(*texts)
        for client in (ben, eva):
            self.assertEqual([client.hear() for _ in texts], [('ana', text) for text in texts])

    def test_longest_text(self):
        ana, ben = self.join('ana', 'ben')
        ana.say('ñ' * 8192)
        self.assertEqual(ben.hear(), ('ana', 'ñ' * 8192))

    def test_name_taken(self):
        ana, second, third, ben = self.join('ana', 'ana', 'ANA', 'ben')
        for client, name in ((ana, 'ana'), (second, 'ana 2'), (third, 'ANA 3')):
            client.say('who am I?')
            self.assertEqual(ben.hear(), (name, 'who am I?'))

    def test_name_free_again(self):
        ana, ben = self.join('ana', 'ben')
        ana.close()
        self.server.wait_for_log('"ana" .* left')
        [ana] = self.join('ana')
        ana.say('back')
        self.assertEqual(ben.hear(), ('ana', 'back'))

    def test_no_text_in_the_log(self):
        ana, ben = self.join('ana', 'ben')
        ana.say('a secret')
        self.assertEqual(ben.hear(), ('ana', 'a secret'))
        self.server.end()
        self.assertNotIn('secret', self.server.log())


class Crowd(ServerTestCase):
    def test_a_thousand(self):
        server = self.start_server('--max-per-address', '1001', '--connection-rate', '1001')
        with contextlib.ExitStack() as stack:
            clients = [stack.enter_context(Client(server.address, 'ana')) for _ in range(1000)]
            server.wait_for_log(' joined from ', 1000)
            ben = stack.enter_context(Client(server.address, 'ben'))
            ben.say('hello all')
            for client in clients:
                self.assertEqual(client.hear(), ('ben', 'hello all'))
        server.wait_for_log(' left$', 1001)
        names = {line.split('"')[1] for line in server.log_lines(' joined from ')}
        self.assertEqual(len(names), 1001)
