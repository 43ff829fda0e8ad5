# SPDX-License-Identifier: GPL-3.0-or-later
"""Plays conversations of docs/protocol.md with a server, and says where it does not keep to them."""

import json
import select
import socket
import time

import page
from programs import PATIENCE

DURABLE = {'message', 'edit', 'delete', 'react', 'room', 'member', 'ban', 'mute'}
EPHEMERAL = {'read', 'typing', 'user', 'presence', 'notice', 'live', 'ping', 'bye'}

# Which members are filled in by the server, and so only alike in the page: each number or
# string of the page stands for one of the server's, the same one wherever it occurs.
PLACES = {'seq', 'target', 'prev', 'reply', 'since', 'before', 'after', 'around', 'read',
          'with_read'}
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
        if kind_of(key, value) == 'secret':
            self.known.setdefault(('secret', value), value)
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
            others = [place[1] for place, value in {**self.known, **new}.items()
                      if place[0] == kind and value == said]
            if others and kind != 'time':
                return f'{key} is {said!r}, as which {others[0]!r} stands elsewhere'
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

    def find_reply(self, number):
        return next((frame for _, frame in self.frames if frame.get('re') == number), None)

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
