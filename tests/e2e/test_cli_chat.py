# SPDX-License-Identifier: GPL-3.0-or-later
"""charla-cli chat, as a person sees it in a terminal."""

import signal
import sqlite3
import sys
import pathlib

from classic import Client
from cli import CliTestCase
from programs import Program

ORIGINAL = pathlib.Path(__file__).with_name('original_server.py')


class Chat(CliTestCase):
    def setUp(self):
        self.server = self.start_server()
        self.ana = self.person('ana', self.server)
        self.ben = self.person('ben', self.server)

    def test_two_people_talk(self):
        ana, ben = self.start_chat(self.ana), self.start_chat(self.ben)
        ana.see('[Lobby]')
        ana.type('hello\r')
        ana.see('ana: hello')
        ben.see('ana: hello')
        ben.type('hi, ana\r')
        ana.see('ben: hi, ana')
        ana.settle()
        self.assertEqual(ana.lines[-1], '[Lobby]')
        self.assertEqual(sum('ana: hello' in line for line in ana.lines), 1)
        ana.type('\004')
        self.assertEqual(ana.end(), 0)
        self.assertEqual(ana.cursor[0], 0)
        ben.type('/quit\r')
        self.assertEqual(ben.end(), 0)

    def test_what_arrives_does_not_break_the_line(self):
        self.ben.does('rooms')
        ana = self.start_chat(self.ana, columns=40)
        ana.type('I am writing something that is long enough for three rows of this, ñandú 日本')
        ana.see('日本')
        ana.settle()
        before = ana.lines[-3:]
        for n in range(3):
            self.ben.does('send', 'Lobby', f'arrival {n}')
            ana.see(f'arrival {n}')
        ana.settle()
        self.assertEqual(ana.lines[-3:], before)
        ana.type('\r')
        ana.see('ana: I am writing')

    def test_typing(self):
        ana, ben = self.start_chat(self.ana), self.start_chat(self.ben)
        ana.see('[Lobby]')
        ben.see('[Lobby]')
        ben.type('thinking')
        ana.see('(ben: writing…)')
        ben.type(' aloud\r')
        ana.see('ben: thinking aloud')
        ana.wait(lambda: 'writing' not in ana.lines[-1], 'an end of the writing')

    def test_edit_delete_react_reply(self):
        ana, ben = self.start_chat(self.ana), self.start_chat(self.ben)
        ana.see('[Lobby]')
        ben.type('helo\r')
        ana.see('ben: helo')
        ben.see('ben: helo')
        ben.type('/edit hello\r')
        ana.see('ben: hello')
        ana.see('✎')
        ana.type('/react 👍\r')
        ben.see('ana answers')
        ana.type('/react -👍\r')
        ben.see('ana takes back')
        ana.type('/reply there\r')
        ana.see('(to ben: “hello”) there')
        ben.see('(to ben: “hello”) there')
        ana.type('/delete\r')
        ben.see('is deleted')

    def test_rooms(self):
        ana, ben = self.start_chat(self.ana), self.start_chat(self.ben)
        ana.type('/create --private den\r')
        ana.see('[den]')
        ana.type('/invite ben\r')
        ben.see('You are in the room “den” now')
        ana.type('only for us\r')
        ana.see('ana: only for us')
        ben.see('[Lobby +1]')
        ben.type('/unread\r')
        ben.see('den')
        ben.type('/room den\r')
        ben.see('ana: only for us', '[den]')
        ana.type('/topic Nothing\r')
        ben.see('its topic “Nothing”')
        ana.type('/role ben moderator\r')
        ben.see('ben is moderator now')
        ana.type('/kick ben\r')
        ana.see('ben was removed')
        ana.type('/leave\r')
        ana.see('[Lobby]')

    def test_order(self):
        ana, ben = self.start_chat(self.ana), self.start_chat(self.ben)
        ana.type('/create den\r')
        ana.see('[den]')
        ana.type('/invite ben\r')
        ben.see('You are in the room “den” now')
        ana.type('/mute ben: too loud\r')
        ana.see('It is done.')
        ana.type('/bans\r')
        ana.see('ben: muted by ana: too loud')
        ben.type('/room den\r')
        ben.see('[den]')
        ben.see('You may only read in “den” from now on. The reason: too loud')
        ben.type('but I\r')
        ben.see('You are muted, and may only read.')
        ana.type('/unmute ben\r')
        ben.see('You may write in “den” again.')
        ana.type('/ban ben 2h\r')
        ana.see('ben was removed')
        ben.see('You are banned from “den” until')
        ana.type('/unban ben\r')
        ana.wait(lambda: sum('It is done.' in line for line in ana.lines) == 4, 'an end')
        ana.type('/audit\r')
        ana.see('ben: let in again by ana')

    def test_banned(self):
        """Who is banned is told why, and the program ends."""
        ana, ben = self.start_chat(self.ana), self.start_chat(self.ben)
        ana.see('[Lobby]')
        ben.see('[Lobby]')
        with sqlite3.connect(pathlib.Path(self.server.data_dir, 'charla.db')) as database:
            database.execute("UPDATE members SET role = 3 WHERE room = 1 AND user ="
                             " (SELECT id FROM users WHERE name = 'ana')")
        database.close()
        ana.type('/ban ben 2h: noise\r')
        ben.see('You are banned until')
        ben.see('noise')

    def test_one_person(self):
        ana, ben = self.start_chat(self.ana), self.start_chat(self.ben)
        ana.type('/direct ben\r')
        ana.see('[ben]')
        ana.see('ben (online)')
        ana.type('psst\r')
        ben.see('[to you] ana: psst')
        ben.type('/direct ana\r')
        ben.see('[ana]')
        ben.type('what?\r')
        ana.see('ben: what?')

    def test_mention(self):
        ana = self.start_chat(self.ana)
        self.ben.does('create', 'builds')
        ana.type('/join builds\r')
        ana.see('[builds]')
        self.ben.does('send', 'Lobby', 'nothing for anybody')
        self.ben.does('send', 'Lobby', 'look, @ana')
        ana.see('[Lobby] ben: look, @ana', '[builds +2]')
        self.assertNotIn('nothing for anybody', ana.text)

    def test_tab(self):
        self.ben.does('create', 'Café con leche')
        self.ben.does('send', 'Lobby', 'hello')
        ana = self.start_chat(self.ana)
        ana.see('ben: hello')
        ana.type('/jo\tCafé con leche\r')
        ana.see('[Café con leche]')
        ana.type('/room lo\t\r')
        ana.see('[Lobby]')
        ana.settle()
        ana.type('good morning, @b\t')
        ana.see('good morning, @ben')

    def test_commands_that_are_wrong(self):
        ana = self.start_chat(self.ana)
        for line, words in (('/dance', 'is no command'), ('/whois', '/whois NAME'),
                            ('/edit #x y', '/edit [#SEQ] TEXT'), ('/quit now', '/quit'),
                            ('/role ben king', 'A role is'), ('/room nowhere', '“nowhere”'),
                            ('/edit hello', 'Which message?'), ('/history many', 'a number')):
            ana.type(f'{line}\r')
            ana.see(words)
        ana.type('//usr/bin\r')
        ana.see('ana: /usr/bin')
        ana.type('/help\r')
        ana.see('/quit')

    def test_history_and_search(self):
        for n in range(40):
            self.ben.does('send', 'Lobby', f'message {n}')
        ana = self.start_chat(self.ana, rows=60)
        ana.see('message 39')
        self.assertNotIn('message 19\n', ana.text)
        ana.type('/history 5\r')
        ana.see('This was earlier.')
        self.assertIn('message 15', ana.text)
        ana.type('/search 7\r')
        ana.see('[Lobby] ben: message 7')

    def test_the_line_is_lost_and_comes_back(self):
        ana = self.start_chat(self.ana)
        ana.type('before\r')
        ana.see('ana: before')
        port = self.server.port
        self.server.end(signal.SIGKILL)
        ana.see('Connection lost. Trying again…')
        ana.type('meanwhile\r')
        ana.see('Waits to be sent: meanwhile')
        again = self.start_server('--port', str(port), data_dir=self.server.data_dir)
        self.server.end = lambda: 0
        ana.see('Back.', 'ana: meanwhile')
        self.ben.server = again
        self.ben.does('send', 'Lobby', 'all there?')
        ana.see('ben: all there?')
        ana.settle()
        self.assertEqual(sum('ana: meanwhile' in line for line in ana.lines), 1)

    def test_without_the_server(self):
        """What was there before is there, and what is said waits for the next time."""
        ana = self.start_chat(self.ana)
        ana.type('before\r')
        ana.see('ana: before')
        ana.type('\004')
        ana.end()
        port = self.server.port
        self.server.end(signal.SIGKILL)
        ana = self.start_chat(self.ana)
        ana.see('ana: before', 'Trying to reach the server…')
        ana.type('for later\r')
        ana.see('Waits to be sent: for later')
        ana.type('\004')
        ana.end()
        again = self.start_server('--port', str(port), data_dir=self.server.data_dir)
        self.server.end = lambda: 0
        self.ana.server = again
        ana = self.start_chat(self.ana)
        ana.see('ana: for later')

    def test_the_server_comes_later(self):
        """A chat that began without its server goes on by itself when it is there."""
        ana = self.start_chat(self.ana)
        ana.type('before\r')
        ana.see('ana: before')
        ana.type('\004')
        ana.end()
        port = self.server.port
        self.server.end(signal.SIGKILL)
        ana = self.start_chat(self.ana)
        ana.see('Trying to reach the server…')
        ana.type('at last\r')
        ana.see('Waits to be sent: at last')
        self.start_server('--port', str(port), data_dir=self.server.data_dir)
        self.server.end = lambda: 0
        ana.see('Back.', 'ana: at last')

    def test_peers_cannot_write_to_the_terminal(self):
        ana = self.start_chat(self.ana)
        ana.see('[Lobby]')
        self.ben.does('send', 'Lobby', 'a\033]0;gotcha\007\033[2J\033[31mb\u009b5m')
        ana.see('ben: a')
        ana.settle()
        self.assertNotIn(b'\033]0;', ana.output)
        self.assertNotIn(b'\033[2J', ana.output)
        self.assertNotIn(b'\033[31m', ana.output)
        self.assertNotIn(b'\xc2\x9b', ana.output)
        self.assertNotIn(b'\007\033', ana.output)

    def test_colours(self):
        ana = self.start_chat(self.ana, NO_COLOR='')
        ana.type('hello\r')
        ana.see('ana: hello')
        self.assertRegex(ana.output, rb'\x1b\[(1;)?3\dmana\x1b\[0m')
        plain = self.start_chat(self.ben)
        plain.see('ana: hello')
        self.assertNotRegex(plain.output, rb'\x1b\[[\d;]+m')

    def test_password(self):
        ana = self.start_chat(self.ana)
        ana.see('[Lobby]')
        ana.type('/password\r')
        ana.see('Old password')
        ana.type('\r')
        ana.see('New password')
        ana.type('correct horse\r')
        ana.see('The password is set.')
        self.assertNotIn('horse', ana.text)
        ana.type('still here\r')
        ana.see('ana: still here')

        other = self.person('ana', self.server).chats()
        self.addCleanup(other.close)
        other.see('Somebody has that name')
        other.see('Password:')
        other.type('correct horse\r')
        other.see('ana: still here', '[Lobby]')
        self.assertNotIn('horse', other.text)

    def test_state(self):
        ana, ben = self.start_chat(self.ana), self.start_chat(self.ben)
        ana.type('/away back at ten\r')
        ana.see('The others see that now.')
        ben.type('/whois ana\r')
        ben.see('ana (away) – back at ten')
        ben.type('/who\r')
        ben.see('ben (online)')


class Classic(CliTestCase):
    def test_a_server_of_the_original(self):
        server = Program(sys.executable, str(ORIGINAL), '127.0.0.1', '0')
        self.addCleanup(server.end)
        host, port = server.process.stdout.readline().split()[-1].split(':')
        server.port = int(port)
        ana = self.start_chat(self.person('ana', server))
        ana.see('[Lobby]')
        with Client((host, int(port)), 'cat') as cat:
            cat.say('hello')
            ana.see('cat: hello')
            ana.type('hi\r')
            self.assertEqual(cat.hear(), ('ana', 'hi'))
            ana.see('ana: hi')
        ana.type('/who\r')
        ana.type('after\r')
        ana.see('ana: after')
