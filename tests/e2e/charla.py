# SPDX-License-Identifier: GPL-3.0-or-later
"""A client of the Charla dialect.

It is written from docs/protocol.md alone and shares nothing with Charla: what it can do,
whoever has read that page can. The one of charla_follower.py comes back by itself.
"""

import contextlib
import itertools
import json
import re
import secrets
import select
import socket
import struct
import threading
import time

import encrypted
from programs import PATIENCE

HEADER = 10
LARGEST_FRAME = 1048576

# The server asks for one sign of life in 30 s.
SILENCE = 25

DURABLE = {'message', 'edit', 'delete', 'react', 'room', 'member', 'ban', 'mute'}

# Called with whoever said or heard something, the object, and whether it was sent.
observers = []


class Closed(Exception):
    """The connection is over."""


class Refused(Exception):
    """The server has answered with an error."""

    def __init__(self, error):
        super().__init__(f'{error["code"]}: {error["text"]}')
        self.code = error['code']
        self.text = error['text']
        self.extra = {name: error[name] for name in error if name not in ('code', 'text')}


def frame(payload):
    """A header and bytes; anything but bytes is written in JSON."""
    if not isinstance(payload, bytes):
        payload = json.dumps(payload, ensure_ascii=False).encode()
    return b'%-*d' % (HEADER, len(payload)) + payload


def without_absent(members):
    """The members that are not None. One that is a word of Python has a _ behind it."""
    return {name.rstrip('_'): value for name, value in members.items() if value is not None}


def has(value, wanted):
    """Whether an object has such members; objects in it may have more of them, too."""
    if isinstance(wanted, dict):
        return isinstance(value, dict) and all(
            name in value and has(value[name], member) for name, member in wanted.items())
    return value == wanted


class Connection:
    """Frames over a socket. Any thread may send; one receives."""

    def __init__(self, address, source=None):
        self.socket = encrypted.connect(address, source)
        self.sending = threading.Lock()
        self.buffer = bytearray()
        self.sent_at = time.monotonic()

    @property
    def own_address(self):
        """As the log of the server writes it."""
        return '%s:%d' % self.socket.getsockname()[:2]

    def send(self, *payloads):
        """Sends each in a frame of its own, and all of them in one piece."""
        self.send_bytes(b''.join(map(frame, payloads)))

    def send_bytes(self, data):
        """Sends bytes as they are."""
        try:
            with self.sending:
                self.socket.sendall(data)
        except OSError as error:
            raise Closed(str(error)) from None
        self.sent_at = time.monotonic()

    def receive(self, seconds=PATIENCE):
        """Waits for the next object; None when none comes in this time."""
        end = time.monotonic() + seconds
        while (payload := self._take_frame()) is None:
            if not self._read_on(end - time.monotonic()):
                return None
        return json.loads(payload)

    def _take_frame(self):
        if len(self.buffer) < HEADER:
            return None
        header = bytes(self.buffer[:HEADER])
        if not re.fullmatch(rb' *\d+ *', header) or int(header) > LARGEST_FRAME:
            raise AssertionError(f'the server sends the header {header}')
        end = HEADER + int(header)
        if len(self.buffer) < end:
            return None
        payload = bytes(self.buffer[HEADER:end])
        del self.buffer[:end]
        return payload

    def _read_on(self, seconds):
        try:
            poll = select.poll()
            poll.register(self.socket, select.POLLIN)
            if not poll.poll(max(0, seconds) * 1000):
                return False
            data = self.socket.recv(262144)
        except (OSError, ValueError) as error:
            raise Closed(str(error)) from None
        if not data:
            raise Closed('the end inside a frame' if self.buffer else 'the end')
        self.buffer += data
        return True

    def is_closed(self):
        """Waits until the server closes it; false if something comes first."""
        try:
            self.receive()
        except Closed:
            return True
        return False

    def stop_sending(self):
        self.socket.shutdown(socket.SHUT_WR)

    def stop(self):
        """Ends it; who waits for something to come learns of it."""
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)

    def close(self):
        self.stop()
        self.socket.close()

    def reset(self):
        """Breaks it off, as a machine that loses its power does."""
        with contextlib.suppress(OSError):
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
            # Nothing of this goes over the wire: it only wakes who waits.
            self.socket.shutdown(socket.SHUT_RD)
        self.socket.close()


class Client:
    """One device of a user. A thread reads all the time; any other may ask and wait.

    All that comes is in `frames`, over all of its connections, each of which begins at one
    of `beginnings`.
    """

    def __init__(self, address, name=None, *, source=None, **hello):
        self.address = address
        self.name = name
        self.source = source
        self.token = hello.get('token')
        self.cursor = hello.get('since')
        self.frames = []
        self.beginnings = []
        self.asked = {}
        self.replies = {}
        self.welcome = None
        self.connection = None
        self.trouble = None
        self._changed = threading.Condition()
        self._ids = itertools.count(1)
        self._taken = set()
        self._enter(hello)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def _enter(self, hello):
        self.connection = Connection(self.address, self.source)
        self.connection.is_over = False
        self.beginnings.append(len(self.frames))
        self._thread = threading.Thread(target=self._read, args=[self.connection], daemon=True)
        self._thread.start()
        members = {'charla': 1, 'name': self.name, 'agent': 'test/1', **hello}
        number = next(self._ids)
        self.asked[number] = 'hello'
        try:
            self._say({**without_absent(members), 'id': number})
            self.welcome = self.wait_for_reply(number)
        except Refused:
            self._wait(lambda: self.connection.is_over, 'the end after a refusal')
            self.close()
            raise
        except Closed:
            self.close()
            raise
        self.token = self.welcome.get('token', self.token)

    def reconnect(self, *, since=True, **hello):
        """Comes back with the token; with since, for all that was missed."""
        self.close()
        self._enter({'token': self.token, 'since': self.cursor if since else None, **hello})
        return self.welcome

    @property
    def id(self):
        return self.welcome['you']['id']

    @property
    def lobby(self):
        return next(room['id'] for room in self.welcome['rooms'] if room['name'] == 'Lobby')

    def room(self, room):
        """A room of the answer to the last hello."""
        return next(each for each in self.welcome['rooms'] if each['id'] == room)

    # What is said.

    def _say(self, message):
        for observer in observers:
            observer(self, message, True)
        self.connection.send(message)

    def send(self, do, **members):
        """Sends a request and does not wait; returns its id."""
        number = next(self._ids)
        self.asked[number] = do
        self._say({'id': number, 'do': do, **without_absent(members)})
        return number

    def send_all(self, requests):
        """Sends many requests in one piece: pairs of what to do and members. Returns ids."""
        messages = []
        for do, members in requests:
            number = next(self._ids)
            self.asked[number] = do
            messages.append({'id': number, 'do': do, **without_absent(members)})
        for message in messages:
            for observer in observers:
                observer(self, message, True)
        self.connection.send(*messages)
        return [message['id'] for message in messages]

    def wait_for_reply(self, number):
        """Waits for the answer to a request, and returns its ok."""
        reply = self._wait(lambda: self.replies.get(number),
                           f'an answer to {self.asked.get(number)}')
        if 'error' in reply:
            raise Refused(reply['error'])
        return reply['ok']

    def ask(self, do, **members):
        """Sends a request, waits for its answer, and returns its ok."""
        return self.wait_for_reply(self.send(do, **members))

    def post(self, room, text, nonce=None, reply=None):
        """Says something, and returns the ok."""
        return self.ask('post', room=room, text=text, nonce=nonce or secrets.token_hex(16),
                        reply=reply)

    # What is heard.

    def wait_for_event(self, kind, **match):
        """Waits for an event with such members, each of which is returned once."""
        wanted = {'ev': kind, **{name.rstrip('_'): value for name, value in match.items()}}
        place = 0

        def find():
            nonlocal place
            for index in range(place, len(self.frames)):
                if index not in self._taken and has(self.frames[index], wanted):
                    self._taken.add(index)
                    return self.frames[index]
            place = len(self.frames)
            return None
        return self._wait(find, wanted)

    def wait_for_end(self):
        """Waits until the server closes the connection."""
        self._wait(lambda: self.connection.is_over, 'the end of the connection')

    def events(self, *kinds):
        """All that have come so far, of these kinds or of all durable ones."""
        with self._changed:
            return [each for each in self.frames if each.get('ev') in (kinds or DURABLE)]

    def sync(self):
        """Returns when all that the server has said before has come."""
        self.ask('ping')

    def _wait(self, condition, what):
        end = time.monotonic() + PATIENCE
        with self._changed:
            while not (value := condition()):
                if self.trouble:
                    raise self.trouble
                if self.connection.is_over:
                    raise Closed(f'before it came: {what}')
                if not self._changed.wait(end - time.monotonic()):
                    raise AssertionError(f'{self.name}: never came: {what}\n{self.frames[-5:]}')
            return value

    def _read(self, connection):
        try:
            while True:
                message = connection.receive(SILENCE)
                if message is not None:
                    self._take(message)
                elif time.monotonic() - connection.sent_at >= SILENCE:
                    self.send('ping')
        except Closed:
            pass
        except Exception as error:
            self.trouble = error
        # The server waits for this, for a while.
        connection.stop()
        with self._changed:
            connection.is_over = True
            self._changed.notify_all()

    def _take(self, message):
        for observer in observers:
            observer(self, message, False)
        with self._changed:
            self.frames.append(message)
            if 're' in message:
                if message['re'] in self.replies or message['re'] not in self.asked:
                    self.trouble = AssertionError(f'an answer too many: {message}')
                self.replies[message['re']] = message
            if 'seq' in message and message['ev'] in DURABLE | {'live'}:
                self.cursor = max(self.cursor or 0, message['seq'])
            self._changed.notify_all()

    def close(self):
        """Goes away; returns when all that had come is in `frames`."""
        self.connection.stop()
        self._thread.join(PATIENCE)
        self.connection.close()

    def reset(self):
        """Breaks the connection off, as a machine that loses its power does."""
        self.connection.reset()
        self._thread.join(PATIENCE)
