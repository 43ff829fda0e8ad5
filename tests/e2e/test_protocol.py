# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/protocol.md is true: its examples happen, and nothing is left out of it."""

import contextlib
import json
import pathlib
import re
import select
import socket
import subprocess
import sys
import tempfile
import time
import unittest

import page
from programs import PATIENCE, ServerTestCase, environment, wait_until

DURABLE = {'message', 'edit', 'delete', 'react', 'room', 'member'}
EPHEMERAL = {'read', 'typing', 'user', 'presence', 'notice', 'live', 'ping', 'bye'}

# Which members are filled in by the server, and so only alike in the page: each number or
# string of the page stands for one of the server's, the same one wherever it occurs.
PLACES = {'seq', 'target', 'prev', 'reply', 'since', 'before', 'after', 'around', 'read'}
TIMES = {'time', 'edited'}
IDS = {'id', 'room', 'user', 'after', 'mentions', 'on', 'off'}
SECRETS = {'token'}
OPEN = {'server'}


def kind_of(key, value):
    """What a value stands for, or None when it is itself."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return 'place' if key in PLACES else 'time' if key in TIMES else None
    if isinstance(value, str):
        return 'id' if key in IDS else 'secret' if key in SECRETS else None
    return None


class Meaning:
    """What stands in the page, and what it stands for in what the server says."""

    def __init__(self):
        self.known = {('place', 0): 0}

    def take(self, value, key=None):
        """The page's value as it is sent to the server."""
        if isinstance(value, dict):
            return {name: self.take(member, name) for name, member in value.items()}
        if isinstance(value, list):
            return [self.take(element, key) for element in value]
        return self.known.get((kind_of(key, value), value), value)

    def find_difference(self, written, said, key=None, new=None):
        """Where both differ, or None; then what is new in them is known from now on."""
        is_whole = new is None
        new = {} if is_whole else new
        difference = self._compare(written, said, key, new)
        if is_whole and difference is None:
            self.known.update(new)
        return difference

    def _compare(self, written, said, key, new):
        if key in OPEN:
            return None if {*written} == {*said} else f'{key}: {written} and {said}'
        if isinstance(written, dict) and isinstance(said, dict):
            if {*written} != {*said}:
                return f'{key or "it"} has {sorted(said)}, not {sorted(written)}'
            differences = (self._compare(written[name], said[name], name, new) for name in written)
        elif isinstance(written, list) and isinstance(said, list):
            if len(written) != len(said):
                return f'{key} has {len(said)} elements, not {len(written)}'
            differences = (self._compare(a, b, key, new) for a, b in zip(written, said))
        else:
            return self._compare_value(written, said, key, new)
        return next((difference for difference in differences if difference), None)

    def _compare_value(self, written, said, key, new):
        kind = kind_of(key, written)
        if kind is None or type(written) is not type(said):
            return None if written == said else f'{key} is {said!r}, not {written!r}'
        meant = self.known.get((kind, written), new.get((kind, written)))
        if meant is None:
            taken = {place: value for place, value in {**self.known, **new}.items()
                     if place[0] == kind and value == said}
            if taken and kind != 'time':
                return f'{key} is {said!r}, which stands as {[*taken][0][1]!r} elsewhere'
            new[kind, written] = said
        elif meant != said:
            return f'{key} is {said!r}, not {meant!r}, as which {written!r} stands elsewhere'
        return None


class Connection:
    """One connection, and what has come over it that the page has not told yet."""

    def __init__(self, address):
        self.socket = socket.create_connection(address, PATIENCE)
        self.bytes = b''
        self.frames = []
        self.arrived = 0
        self.told = 0
        self.has_ended = False

    def send(self, message):
        payload = json.dumps(message).encode()
        self.socket.sendall(b'%-10d' % len(payload) + payload)

    def receive(self, seconds):
        """Waits for more; returns whether there is."""
        if self.has_ended or not select.select([self.socket], [], [], max(0, seconds))[0]:
            return False
        data = self.socket.recv(65536)
        self.has_ended = not data
        self.bytes += data
        while len(self.bytes) >= 10 and len(self.bytes) >= 10 + int(self.bytes[:10]):
            size = 10 + int(self.bytes[:10])
            self.arrived += 1
            self.frames.append((self.arrived, json.loads(self.bytes[10:size])))
            self.bytes = self.bytes[size:]
        return bool(data)

    def close(self):
        self.socket.close()


class Conversation:
    """Plays examples with one server."""

    def __init__(self, test, address):
        self.test = test
        self.address = address
        self.meaning = Meaning()
        self.connections = {}
        test.addCleanup(self.close)

    def close(self):
        for connection in self.connections.values():
            connection.close()
        self.connections = {}

    def play(self, step):
        if step.is_sent and step.what == page.END:
            self.connections.pop(step.who).close()
        elif step.is_sent:
            self.send(step)
        elif step.what == page.END:
            self.wait_for_end(step)
        else:
            self.hear(step)

    def send(self, step):
        if step.who not in self.connections:
            self.connections[step.who] = Connection(self.address)
        self.connections[step.who].send(self.meaning.take(step.what))

    def wait_for_end(self, step):
        connection = self.connections.pop(step.who)
        end = time.monotonic() + PATIENCE
        while connection.receive(end - time.monotonic()):
            pass
        self.test.assertTrue(connection.has_ended, f'line {step.line}: the server does not close')
        connection.close()

    def hear(self, step):
        """Waits until the server says what the page says that it says."""
        connection = self.connections[step.who]
        end = time.monotonic() + PATIENCE
        why = self.find(step, connection)
        while why is not None and connection.receive(end - time.monotonic()):
            why = self.find(step, connection)
        self.test.assertIsNone(why, f'{page.PATH.name}:{step.line}: {why}')

    def find(self, step, connection):
        why = 'it does not come'
        for number, frame in connection.frames:
            if any(frame.get(name) != step.what.get(name) for name in ('re', 'ev')):
                continue
            difference = self.meaning.find_difference(step.what, frame)
            if difference is None:
                self.check_order(step, connection, number)
                connection.frames.remove((number, frame))
                return None
            why = difference
            # Exactly one reply to each; and events follow each other.
            if 're' in frame:
                self.test.fail(f'{page.PATH.name}:{step.line}: {why}:\n{json.dumps(frame)}')
        return f'{why}:\n{json.dumps(connection.frames, ensure_ascii=False)}'

    def check_order(self, step, connection, number):
        """What is in the log, and what is answered, comes in the order of the page."""
        if step.what.get('ev') in EPHEMERAL - {'live'}:
            return
        self.test.assertGreater(number, connection.told, f'{page.PATH.name}:{step.line}: too early')
        connection.told = number


class Played(ServerTestCase):
    def setUp(self):
        self.examples = page.examples()

    def play(self, examples, *options):
        server = self.start_server(*options)
        conversation = Conversation(self, server.address)
        for example in examples:
            for step in example.steps:
                conversation.play(step)
        conversation.close()

    def test_one_conversation(self):
        examples = [example for example in self.examples
                    if example.is_played and not example.options]
        self.assertGreater(len(examples), 30)
        self.play(examples)

    def test_other_servers(self):
        others = [example for example in self.examples if example.is_played and example.options]
        self.assertTrue(others)
        for example in others:
            self.play([example], *example.options)


USER = {'id': str, 'name': str, 'kind': str, 'online': bool, 'status?': str, 'state?': str}
PERSON = {'id': str, 'name': str}
REPLY = {'seq': int, 'name': str, 'excerpt': str}
MESSAGE = {'seq': int, 'time': int, 'room': str, 'from': PERSON, 'text': str, 'reply?': REPLY,
           'mentions?': [str]}
NOW = {**MESSAGE, 'edited?': int, 'deleted?': bool,
       'reactions?': [{'emoji': str, 'count': int, 'mine': bool}]}
ROOM = {'id': str, 'kind': str, 'name': str, 'topic': str, 'members': int, 'member': bool,
        'role': (str, type(None)), 'seq': int, 'read': int, 'unread': int, 'mentions': int,
        'with?': USER, 'last?': NOW}
ABOUT = {'id': str, 'kind': str, 'name': str, 'topic': str}
PLACE = {'ev': str, 'seq': int, 'time': int, 'prev': int}
EVENTS = {
    'message': {**PLACE, **MESSAGE},
    'edit': {**PLACE, 'room': str, 'target': int, 'text': str},
    'delete': {**PLACE, 'room': str, 'target': int},
    'react': {**PLACE, 'room': str, 'target': int, 'user': str, 'emoji': str, 'on': bool},
    'room': {**PLACE, 'room': {**ABOUT, 'users?': [PERSON]}},
    'member': {**PLACE, 'room': str, 'user': USER, 'role': (str, type(None)), 'by?': PERSON,
               'reason?': str, 'about?': ABOUT},
    'live': {'ev': str, 'seq': int},
    'read': {'ev': str, 'room': str, 'user': str, 'seq': int},
    'typing': {'ev': str, 'room': str, 'user': str, 'on': bool},
    'user': {'ev': str, 'user': USER},
    'presence': {'ev': str, 'on': [str], 'off': [str]},
    'notice': {'ev': str, 'text': str},
    'ping': {'ev': str},
    'bye': {'ev': str, 'code': str, 'text': str},
}
ERROR = {'code': str, 'text': str, 'needs?': str, 'retry_ms?': int}
PAGE = {'messages': [NOW], 'more': bool, 'seq': int}
WELCOME = {'charla': int, 'server': {'id': str, 'name': str, 'agent': str, 'motd?': str},
           'you': USER, 'token?': str, 'seq': int, 'gap': bool,
           'limits': {'text': int, 'frame': int, 'history': int}, 'rooms': [ROOM]}
ANSWERS = {
    None: WELCOME,
    'post': {'seq': int, 'time': int}, 'edit': {'seq': int, 'time': int},
    'delete': {'seq': int}, 'react': {'seq': int}, 'read': {'seq': int},
    'history': PAGE, 'search': PAGE,
    'rooms': {'rooms': [ROOM], 'more': bool},
    'members': {'members': [{'user': USER, 'role': str}], 'more': bool},
    'create': {'room': ROOM}, 'join': {'room': ROOM}, 'leave': {'room': ROOM},
    'direct': {'room': ROOM}, 'whois': {'user': USER},
}


def find_misfit(value, shape, where='it'):
    """Where a value is not of a shape, or None."""
    if isinstance(shape, dict):
        return find_misfit_of_object(value, shape, where)
    if isinstance(shape, list):
        if not isinstance(value, list):
            return f'{where} is no array'
        return next(filter(None, (find_misfit(element, shape[0], where) for element in value)), None)
    if not isinstance(value, shape) or (isinstance(value, bool) and shape is int):
        return f'{where} is {value!r}'
    return None


def find_misfit_of_object(value, shape, where):
    if not isinstance(value, dict):
        return f'{where} is no object'
    names = {name.rstrip('?') for name in shape}
    required = {name for name in shape if not name.endswith('?')}
    if not required <= {*value} <= names:
        return f'{where} has {sorted(value)}, not {sorted(shape)}'
    misfits = (find_misfit(member, shape.get(name, shape.get(f'{name}?')), name)
               for name, member in value.items())
    return next(filter(None, misfits), None)


class Shapes(unittest.TestCase):
    def check(self, step, value, shape):
        self.assertIsNone(find_misfit(value, shape), f'{page.PATH.name}:{step.line}')

    def check_object(self, step):
        shape = USER if 'online' in step.what else ROOM if 'member' in step.what else NOW
        self.check(step, step.what, shape)

    def check_reply(self, step, asked):
        if 'error' in step.what:
            self.check(step, step.what, {'re?': int, 'error': ERROR})
            return
        wish = asked.get((step.who, step.what['re']), {'do': 'ping'})
        self.check(step, step.what, {'re': int, 'ok': ANSWERS.get(wish.get('do'), {})})

    def test_all(self):
        asked = {}
        for example in page.examples():
            for step in example.steps:
                if not isinstance(step.what, dict):
                    continue
                if step.who is None:
                    self.check_object(step)
                elif step.is_sent:
                    asked[step.who, step.what.get('id')] = step.what
                elif 'ev' in step.what:
                    self.check(step, step.what, EVENTS[step.what['ev']])
                else:
                    self.check_reply(step, asked)

    def test_misfits(self):
        for value, shape in (({}, {'a': int}), ({'a': True}, {'a': int}), ({'a': 1, 'b': 2}, {'a': int}),
                             ({'a': [1]}, {'a': [str]}), ([], {'a': int}), ({'a': {}}, {'a?': [str]})):
            self.assertIsNotNone(find_misfit(value, shape), value)
        self.assertIsNone(find_misfit({'a': 1}, {'a': int, 'b?': str}))


COMMAND = re.compile(r'\{ "(\w+)", server_handle_\w+, \w+,(.*?)\} \}', re.DOTALL)
FIELD = re.compile(r'(NEEDS|MAY) \("(\w+)"')
CODE = re.compile(r'\[CHARLA_CODE_\w+\] = "([a-z-]+)"')


def source(path):
    return (page.ROOT / path).read_text(encoding='utf-8')


class Completeness(unittest.TestCase):
    """What the sources know of stands in the page."""

    def setUp(self):
        self.steps = [step for example in page.examples() for step in example.steps
                      if isinstance(step.what, dict)]
        self.played = [step for example in page.examples() if example.is_played
                       for step in example.steps if isinstance(step.what, dict)]
        self.commands = {name: {field: kind == 'NEEDS' for kind, field in FIELD.findall(fields)}
                         for name, fields in COMMAND.findall(source('server/server-commands.c'))}

    def test_commands_are_found(self):
        self.assertEqual(len(self.commands), 24)
        self.assertEqual(self.commands['post'],
                         {'room': True, 'text': True, 'nonce': True, 'reply': False})
        self.assertEqual(self.commands['ping'], {})

    def test_requests(self):
        """Each request is played, and answered with ok."""
        done, asked = set(), {}
        for step in self.played:
            if step.is_sent:
                asked[step.who, step.what.get('id')] = step.what.get('do')
            elif 'ok' in step.what:
                done.add(asked.get((step.who, step.what['re'])))
        self.assertEqual({*self.commands} - done, set())

    def test_members(self):
        """The tables name each member of each request, and which may be absent."""
        requests = page.text().partition('\n## Requests\n')[2].partition('### Who may')[0]
        rows = dict(re.findall(r'^\| `(\w+)` \|([^|]*)\|', requests, re.MULTILINE))
        for name, fields in self.commands.items():
            written = {field: not mark for field, mark in re.findall(r'`(\w+)`(\??)', rows[name])
                       if field in fields}
            self.assertEqual(written, fields, name)

    def test_events(self):
        self.assertEqual({*EVENTS}, DURABLE | EPHEMERAL)
        self.assertEqual({step.what['ev'] for step in self.steps if 'ev' in step.what}, {*EVENTS})
        self.assertEqual({*EVENTS} - {step.what.get('ev') for step in self.played}, {'ping'})

    def test_codes(self):
        codes = {*CODE.findall(source('protocol/charla-code.c'))}
        self.assertEqual(len(codes), 17)
        shown = {step.what['error']['code'] for step in self.steps if 'error' in step.what}
        shown |= {step.what['code'] for step in self.steps if step.what.get('ev') == 'bye'}
        self.assertEqual(shown, codes)
        errors = page.text().partition('\n## Errors\n')[2]
        self.assertEqual({*re.findall(r'^\| `([a-z-]+)` \|', errors, re.MULTILINE)}, codes)

    def test_links(self):
        """Each link within the page leads to a heading."""
        headings = {re.sub(r'[^\w -]', '', heading.lower()).replace(' ', '-')
                    for heading in re.findall(r'^#+ (.*)$', page.text(), re.MULTILINE)}
        for link in re.findall(r'\]\(#([^)]*)\)', page.text()):
            self.assertIn(link, headings)


class Clients(ServerTestCase):
    """The two clients of the page run."""

    def setUp(self):
        self.server = self.start_server()
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory(prefix='charla-')))
        for name, program in zip(('classic.py', 'small.py'), page.programs(), strict=True):
            (self.folder / name).write_text(program, encoding='utf-8')

    def start(self, program, name, *texts):
        host, port = self.server.address
        process = subprocess.Popen(
            [sys.executable, '-u', program, name, host, str(port), *texts], cwd=self.folder,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment())
        self.addCleanup(self.stop, process)
        return process

    def stop(self, process):
        if process.poll() is None:
            process.kill()
        process.wait()
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        process.stdout.close()

    def run_small(self, name, *texts):
        process = self.start('small.py', name, *texts)
        output, _ = process.communicate(timeout=PATIENCE)
        self.assertEqual(process.returncode, 0, output)
        return output.splitlines()

    def test_classic(self):
        ana = self.start('classic.py', 'ana')
        self.server.wait_for_log('"ana" joined')
        berta = self.start('classic.py', 'berta')
        self.server.wait_for_log('"berta" joined')
        ana.stdin.write('hello\n')
        ana.stdin.flush()
        self.assertEqual(berta.stdout.readline(), 'ana: hello\n')

    def test_small(self):
        berta = self.start('small.py', 'berta')
        self.server.wait_for_log('"berta" joined')
        self.run_small('ana', 'hello', 'is there soup?')
        self.assertEqual(berta.stdout.readline(), 'ana: hello\n')
        self.assertEqual(berta.stdout.readline(), 'ana: is there soup?\n')

    def test_small_comes_back(self):
        self.run_small('berta', 'here I am')
        self.run_small('ana', 'one', 'two')
        self.run_small('ana', 'three')
        lines = self.run_small('berta', 'thank you')
        said = ['ana: one', 'ana: two', 'ana: three']
        self.assertEqual([line for line in lines if line.startswith('ana')], said)
        again = self.run_small('berta', 'and again')
        self.assertEqual([line for line in again if line.startswith('ana')], [])

    def test_small_is_refused(self):
        self.run_small('ana', 'hello')
        (self.folder / 'ana.charla').unlink()
        process = self.start('small.py', 'ana')
        self.assertNotEqual(process.wait(PATIENCE), 0)


if __name__ == '__main__':
    unittest.main()
