# SPDX-License-Identifier: GPL-3.0-or-later
"""charla-cli in scripts: what it prints, where, and with what it ends."""

import json
import os
import pathlib
import re
import select
import signal
import socket
import subprocess
import sys
import tempfile

from classic import Client
from cli import CLI, CliTestCase, variables
from programs import PATIENCE, Program, wait_until

ORIGINAL = pathlib.Path(__file__).with_name('original_server.py')


class Server:
    """Something else that listens, for a Person to go to."""

    def __init__(self, port):
        self.port = port


def texts(result):
    return [event['text'] for event in result.objects if event['ev'] == 'message']


class Usage(CliTestCase):
    def run_alone(self, *arguments, **changes):
        with tempfile.TemporaryDirectory(prefix='charla-test-') as folder:
            return subprocess.run([CLI, *arguments], stdin=subprocess.DEVNULL, capture_output=True,
                                  timeout=PATIENCE, text=True, check=False,
                                  env=variables(folder, **changes))

    def test_version(self):
        done = self.run_alone('--version')
        self.assertEqual((done.returncode, done.stderr), (0, ''))
        self.assertRegex(done.stdout, r'^charla-cli \d+\.\d+\.\d+\n$')

    def test_help_fits_into_a_terminal(self):
        commands = re.findall(r'(?m)^  ([a-z]+) {2,}\S', self.run_alone('--help').stdout)
        self.assertGreater(len(commands), 10)
        for language in 'en', 'es':
            for arguments in [], *([command] for command in commands):
                done = self.run_alone(*arguments, '--help', LANGUAGE=language)
                self.assertEqual((done.returncode, done.stderr), (0, ''))
                self.assertLessEqual(max(map(len, done.stdout.splitlines())), 80, done.stdout)

    def test_mistakes_in_the_command_line(self):
        for arguments in ([], ['dance'], ['send'], ['chat', 'a', 'b'], ['--nonsense'],
                          ['tail', 'Lobby', '-n', 'x'], ['history', 'Lobby', '-n', '0'],
                          ['--timeout', '0', 'rooms'],
                          ['--server', 'http://x', 'rooms'], ['--name', '\n', 'rooms'],
                          ['--name', 'x' * 33, 'rooms']):
            done = self.run_alone(*arguments)
            self.assertEqual((done.returncode, done.stdout), (2, ''), (arguments, done.stderr))
            self.assertTrue(done.stderr.startswith('charla-cli: '), done.stderr)
            self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)

    def test_a_chat_needs_a_terminal(self):
        ana = self.person('ana', self.start_server())
        self.assert_fails(ana.run('chat'), 2, 'terminal')


class Sending(CliTestCase):
    def setUp(self):
        self.server = self.start_server()
        self.ana = self.person('ana', self.server)
        self.ben = self.person('ben', self.server)

    def history(self, person, room='Lobby'):
        return texts(person.does('history', room, '--json'))

    def test_words(self):
        result = self.ana.does('send', 'lobby', 'hello', 'world')
        self.assertEqual(result.output, '')
        self.assertEqual(self.history(self.ben), ['hello world'])

    def test_text_that_looks_like_an_option(self):
        self.ana.does('send', 'Lobby', '--', '--json')
        self.assertEqual(self.history(self.ana), ['--json'])

    def test_standard_input(self):
        lines = ''.join(f'line {n}: ñ日👩\n' for n in range(3000))
        self.ana.does('send', 'Lobby', given=lines.encode())
        messages = self.history(self.ana)
        self.assertEqual('\n'.join(messages) + '\n', lines)
        self.assertGreater(len(messages), 3)
        self.assertLess(len(messages), 20)

    def test_a_program_that_goes_on(self):
        """What it has said is there before it ends."""
        program = subprocess.Popen([*self.ana.command, 'send', 'Lobby'], stdin=subprocess.PIPE,
                                   env=variables(self.ana.folder))
        program.stdin.write(b'first\nhalf')
        program.stdin.flush()
        wait_until(lambda: self.history(self.ben) == ['first'], 'the first line')
        program.stdin.write(b' a line')
        program.stdin.close()
        self.assertEqual(program.wait(PATIENCE), 0)
        self.assertEqual(self.history(self.ben), ['first', 'half a line'])

    def test_what_is_no_text_is_replaced_and_said(self):
        result = self.ana.run('send', 'Lobby', given=b'a\xff\xfeb\0c')
        self.assertEqual((result.status, result.output), (0, ''))
        self.assertIn('3 bytes', result.errors)
        self.assertEqual(self.history(self.ana), ['a\N{REPLACEMENT CHARACTER}'
                                                  '\N{REPLACEMENT CHARACTER}b'
                                                  '\N{REPLACEMENT CHARACTER}c'])

    def test_nothing(self):
        self.ana.does('send', 'Lobby', given=b'')
        self.ana.does('send', 'Lobby', given=b'\n\n')
        self.assertEqual(self.history(self.ana), [])
        self.assert_fails(self.ana.run('send', 'Lobby', ''), 1)

    def test_too_much_on_the_command_line(self):
        self.assert_fails(self.ana.run('send', 'Lobby', 'x' * 16385), 1, 'too long')

    def test_unknown_rooms(self):
        self.ben.does('create', 'elsewhere')
        for room in 'nowhere', 'elsewhere':
            self.assert_fails(self.ana.run('send', room, 'hello'), 1, f'“{room}”')
        self.assert_fails(self.ana.run('send', '@nobody', 'hello'), 1)

    def test_one_person(self):
        self.ben.does('rooms')
        self.ana.does('send', '@ben', 'between us')
        self.assertEqual(self.history(self.ben, '@ana'), ['between us'])
        self.assertEqual(self.history(self.ben), [])

    def test_reply(self):
        self.ana.does('send', 'Lobby', 'who comes?')
        [question] = self.ben.does('history', 'Lobby', '--json').objects
        self.ben.does('send', 'Lobby', '--reply', str(question['seq']), 'me')
        self.assertEqual(self.ana.does('history', 'Lobby', '--json').objects[1]['reply'],
                         {'seq': question['seq'], 'name': 'ana', 'excerpt': 'who comes?'})
        self.assertIn('(to ana: “who comes?”) me', self.ana.does('history', 'Lobby').lines[1])

    def test_a_server_that_goes_away(self):
        """What the server has not answered fails, and is not said later."""
        program = subprocess.Popen([*self.ana.command, '--timeout', '2', 'send', 'Lobby'],
                                   stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                   env=variables(self.ana.folder))
        program.stdin.write('first\n')
        program.stdin.flush()
        wait_until(lambda: self.history(self.ben) == ['first'], 'the first line')
        os.kill(self.server.pid, signal.SIGSTOP)
        program.stdin.write('second\n')
        program.stdin.close()
        errors = program.stderr.read()
        program.stderr.close()
        self.assertEqual(program.wait(PATIENCE), 3)
        self.assertIn('not answered in 2 seconds', errors)
        os.kill(self.server.pid, signal.SIGCONT)
        self.ana.does('rooms')
        self.assertIn(self.history(self.ana), (['first'], ['first', 'second']))


class Reading(CliTestCase):
    def setUp(self):
        self.server = self.start_server()
        self.ana = self.person('ana', self.server)
        self.ben = self.person('ben', self.server)

    def test_tail_follows(self):
        self.ben.does('send', 'Lobby', 'before')
        tail = self.ana.begins('tail', 'Lobby')
        self.assertRegex(tail.process.stdout.readline(),
                         r'^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d #\d+ ben: before\n$')
        for n in range(3):
            self.ben.does('send', 'Lobby', f'message {n}')
            self.assertIn(f'ben: message {n}', tail.process.stdout.readline())
        self.assertEqual(tail.end(signal.SIGINT), 0)
        self.assertEqual(tail.log(), '')

    def test_tail_misses_nothing_and_doubles_nothing(self):
        tail = self.ana.begins('tail', 'Lobby', '--json')
        self.ben.does('send', 'Lobby', 'first')
        self.assertIn('first', tail.process.stdout.readline())
        port = self.server.port
        self.server.end(signal.SIGKILL)
        again = self.start_server('--port', str(port), data_dir=self.server.data_dir)
        self.ben.server = again
        for n in range(20):
            self.ben.does('send', 'Lobby', f'message {n}')
        for n in range(20):
            self.assertIn(f'"message {n}"', tail.process.stdout.readline())
        self.assertEqual(tail.end(), 0)
        self.server.end = lambda: 0

    def test_tail_of_what_is_there(self):
        for n in range(15):
            self.ben.does('send', 'Lobby', f'{n}')
        lines = self.ana.does('tail', 'Lobby', '--no-follow').lines
        self.assertEqual([line.rpartition(' ')[2] for line in lines], [str(n) for n in range(5, 15)])
        self.assertEqual(len(self.ana.does('tail', 'Lobby', '--no-follow', '-n', '3').lines), 3)
        self.assertEqual(self.ana.does('tail', 'Lobby', '--no-follow', '-n', '0').lines, [])

    def test_the_reader_goes_away(self):
        self.ben.does('send', 'Lobby', given='\n'.join(map(str, range(100))).encode())
        tail = self.ana.begins('tail', 'Lobby')
        self.assertIn('0', tail.process.stdout.readline())
        tail.process.stdout.close()
        self.assertEqual(tail.process.wait(PATIENCE), 0)
        self.assertEqual(tail.log(), '')

    def test_events_as_json(self):
        self.ben.does('create', 'builds', '--topic', 'all')
        self.ben.does('send', 'builds', 'first')
        tail = self.ben.begins('tail', 'builds', '--json')
        # What it follows is what comes after what was there.
        self.assertEqual(self.object(tail)['text'], 'first')
        self.ana.does('join', 'builds')
        self.ana.does('send', 'builds', 'hello')
        self.ana.does('leave', 'builds')
        events = [self.object(tail) for _ in range(3)]
        self.assertEqual([event['ev'] for event in events], ['member', 'message', 'member'])
        self.assertEqual(events[0]['user']['name'], 'ana')
        self.assertEqual([events[0]['role'], events[2]['role']], ['member', None])
        self.assertEqual(events[1]['room']['name'], 'builds')
        self.assertEqual(events[1]['from']['name'], 'ana')
        tail.end()

    @staticmethod
    def object(program):
        return json.loads(program.process.stdout.readline())

    def test_history_pages(self):
        for start in range(0, 130, 10):
            self.ben.does('send', 'Lobby', given='\n'.join(
                str(n) for n in range(start, start + 10)).encode())
        everything = self.ana.does('history', 'Lobby', '--json', '-n', '1000').objects
        self.assertEqual(len(everything), 13)
        before = self.ana.does('history', 'Lobby', '--json', '-n', '4', '--before',
                               str(everything[8]['seq'])).objects
        self.assertEqual(before, everything[4:8])

    def test_search(self):
        self.ben.does('create', 'other', '--private')
        self.ben.does('send', 'Lobby', 'The reunión is at ten')
        self.ben.does('send', 'other', 'No reunion today')
        self.ana.does('send', 'Lobby', 'Which reunion?')
        found = self.ana.does('search', 'reunion').lines
        self.assertEqual([line.split('] ')[1] for line in found],
                         ['ben: The reunión is at ten', 'ana: Which reunion?'])
        self.assertIn('[Lobby]', found[0])
        self.assertEqual(texts(self.ben.does('search', 'reunion', '--json', '--room', 'other')),
                         ['No reunion today'])
        self.assertEqual(texts(self.ben.does('search', 'reunion', '--json', '--from', 'ana')),
                         ['Which reunion?'])
        self.assert_fails(self.ana.run('search', 'nothing'), 1, '“nothing”')
        self.assert_fails(self.ana.run('search', ' '), 2, 'which words')

    def test_nothing_that_a_terminal_obeys(self):
        self.ben.does('send', 'Lobby', '\033]0;title\007\033[31mred\u009b2J\u202e')
        self.ben.does('send', 'Lobby', 'one\n12:00 #1 ana: not me')
        result = self.ana.does('history', 'Lobby')
        self.assertNotRegex(result.output, r'[^\n\x20-\x7e\xa0-\U0010ffff]')
        self.assertEqual(result.lines[-1], '│ 12:00 #1 ana: not me')
        line = self.ana.does('history', 'Lobby', '--json').lines[0]
        self.assertNotRegex(line, r'[\x00-\x1f\x7f-\x9f]')
        self.assertIn(r'\u001b', line)
        self.assertIn(r'\u009b', line)

    def test_colours_only_in_a_terminal(self):
        self.ana.does('send', 'Lobby', 'hello')
        self.assertNotIn('\033', self.ana.does('history', 'Lobby').output)


class Rooms(CliTestCase):
    def setUp(self):
        self.server = self.start_server()
        self.ana = self.person('ana', self.server)
        self.ben = self.person('ben', self.server)

    def names(self, person, *arguments):
        return {room['name']: room for room in person.does('rooms', '--json', *arguments).objects}

    def test_life_of_a_room(self):
        self.ana.does('create', 'Café', '--topic', 'With milk')
        self.ana.does('create', 'secret', '--private')
        self.assertEqual(set(self.names(self.ben)), {'Lobby'})
        self.assertEqual(set(self.names(self.ben, '--all')), {'Lobby', 'Café'})
        self.ben.does('join', 'café')
        self.ben.does('join', 'café')
        room = self.names(self.ben)['Café']
        self.assertEqual((room['role'], room['topic'], room['members'], room['kind']),
                         ('member', 'With milk', 2, 'public'))
        people = self.ben.does('members', 'Café', '--json').objects
        self.assertEqual({person['name']: person['role'] for person in people},
                         {'ana': 'owner', 'ben': 'member'})
        self.ben.does('leave', 'Café')
        self.assertEqual(set(self.names(self.ben)), {'Lobby'})
        table = self.ana.does('rooms').lines
        self.assertRegex(table[0], r'Room +You +Members +Unread +Topic')
        self.assertTrue(any(re.search(r'Café +owner +1 +0 +With milk', line) for line in table))

    def test_refusals(self):
        self.ana.does('create', 'secret', '--private')
        self.assert_fails(self.ben.run('join', 'secret'), 1, '“secret”')
        self.assert_fails(self.ben.run('create', 'LOBBY'), 1)
        self.assert_fails(self.ben.run('leave', 'Lobby'), 4)
        self.assert_fails(self.ben.run('members', 'secret'), 1)

    def test_whois(self):
        self.ana.does('rooms')
        self.assertEqual(self.ben.does('whois', 'ana').output, 'ana (offline)\n')
        [user] = self.ben.does('whois', 'ana', '--json').objects
        self.assertEqual((user['name'], user['kind'], user['online']), ('ana', 'user', False))
        self.assert_fails(self.ben.run('whois', 'nobody'), 1)


class Accounts(CliTestCase):
    def setUp(self):
        self.server = self.start_server()
        self.ana = self.person('ana', self.server)
        self.other = self.person('ana', self.server)
        self.password = self.ana.folder / 'password'
        self.password.write_text('correct horse\n')

    def test_a_name_is_claimed_by_its_first_use(self):
        self.ana.does('send', 'Lobby', 'mine')
        self.assert_fails(self.other.run('send', 'Lobby', 'mine, too'), 4)

    def test_password(self):
        self.ana.does('password', str(self.password))
        self.other.does('--password-file', str(self.password), 'send', 'Lobby', 'from the other')
        self.other.does('send', 'Lobby', 'with a key of its own')
        wrong = self.person('ana', self.server)
        (wrong.folder / 'wrong').write_text('incorrect')
        self.assert_fails(wrong.run('--password-file', str(wrong.folder / 'wrong'), 'rooms'), 4)
        self.assert_fails(wrong.run('--password-file', '/nonexistent', 'rooms'), 1, '/nonexistent')

    def test_another_password(self):
        self.ana.does('password', str(self.password))
        new = self.ana.folder / 'new'
        new.write_text('battery staple')
        self.ana.does('password', str(new), '--password-file', str(self.password))
        self.other.does('--password-file', str(new), 'rooms')

    def test_logout(self):
        self.ana.does('password', str(self.password))
        self.ana.does('logout')
        self.assert_fails(self.ana.run('rooms'), 4)
        self.ana.does('--password-file', str(self.password), 'rooms')
        self.other.does('--password-file', str(self.password), 'logout', '--all')
        self.assert_fails(self.ana.run('rooms'), 4)

    def test_join_word(self):
        server = self.start_server('--join-word', 'mellon')
        cat = self.person('cat', server)
        self.assert_fails(cat.run('rooms'), 4)
        self.assert_fails(cat.run('--join-word', 'friend', 'rooms'), 4)
        cat.does('--join-word', 'mellon', 'rooms')
        cat.does('rooms')

    def test_what_is_remembered(self):
        self.ana.does('rooms')
        done = subprocess.run([CLI, 'send', 'Lobby', 'as before'], env=variables(self.ana.folder),
                              capture_output=True, timeout=PATIENCE, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, b''))
        done = subprocess.run([CLI, 'whois', 'ana'], capture_output=True, timeout=PATIENCE,
                              check=False, text=True,
                              env=variables(self.other.folder, CHARLA_NAME='dora',
                                            CHARLA_SERVER=f'127.0.0.1:{self.server.port}'))
        self.assertEqual((done.returncode, done.stdout), (0, 'ana (offline)\n'))


class Unreachable(CliTestCase):
    def test_nobody_listens(self):
        with socket.socket() as taken:
            taken.bind(('127.0.0.1', 0))
            ana = self.person('ana', Server(taken.getsockname()[1]))
            for command in ['rooms'], ['send', 'Lobby', 'x'], ['tail', 'Lobby']:
                self.assert_fails(ana.run(*command), 3)

    def test_silence(self):
        with socket.socket() as silent:
            silent.bind(('127.0.0.1', 0))
            silent.listen()
            ana = self.person('ana', Server(silent.getsockname()[1]))
            self.assert_fails(ana.run('--timeout', '1', 'rooms'), 3, '1 second')

    def test_interrupted(self):
        with socket.socket() as silent:
            silent.bind(('127.0.0.1', 0))
            silent.listen()
            ana = self.person('ana', Server(silent.getsockname()[1]))
            program = ana.begins('rooms')
            silent.accept()[0].close()
            program.process.send_signal(signal.SIGTERM)
            self.assertIn(program.wait(), (1, 3))


class Classic(CliTestCase):
    """A server of the original’s kind."""

    def setUp(self):
        self.server = Program(sys.executable, str(ORIGINAL), '127.0.0.1', '0')
        self.addCleanup(self.server.end)
        host, port = self.server.process.stdout.readline().split()[-1].split(':')
        self.address = host, int(port)
        self.ana = self.person('ana', Server(int(port)))

    def test_send_and_tail(self):
        tail = self.person('ben', self.ana.server).begins('tail', 'Lobby')
        output = tail.process.stdout
        with Client(self.address, 'cat') as cat:
            # Nobody is told who is in the room: who hears something is.
            wait_until(lambda: cat.say('are you there?') or select.select([output], [], [], 0.1)[0],
                       'somebody who listens')
            self.assertIn('cat: are you there?', output.readline())
            self.ana.does('send', 'Lobby', 'hello')
            line = output.readline()
            while 'are you there?' in line:
                line = output.readline()
            self.assertRegex(line, r'^[-0-9]+ [0-9:]+ ana: hello\n$')
            self.assertEqual(cat.hear(), ('ana', 'hello'))
        self.assertEqual(tail.end(signal.SIGINT), 0)

    def test_what_it_cannot_do(self):
        for command in (['whois', 'cat'], ['create', 'room'], ['search', 'hello'],
                        ['password', '/dev/null']):
            result = self.ana.run(*command)
            self.assertEqual((result.status, result.output), (1, ''), command)
