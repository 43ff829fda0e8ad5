# SPDX-License-Identifier: GPL-3.0-or-later
"""A client of the Charla dialect that loses nothing and sees nothing twice.

It does what the part of docs/protocol.md with that name tells, in memory.
"""

import contextlib
import itertools
import random
import secrets
import threading
import time

from charla import DURABLE, SILENCE, Closed, Connection, Refused, observers, without_absent
from programs import PATIENCE

LARGEST_PAGE = 200
LONGEST_PAUSE = 1

# What a client is told to do again later.
PASSING = {'rate-limited', 'internal', 'server-full', 'shutting-down'}


class Follower:
    """A client that keeps all that its user may see, and comes back after each loss.

    `log` has each durable event once, in order. `messages` is what one would show: also
    what came by `history` after a gap. What must never happen is in `faults`. The address
    may be changed at any time. A thread does it all; what has been posted is sent until it
    is answered, over as many connections as it takes.
    """

    def __init__(self, address, name, *, token=None, password=None, since=None,
                 source=None, pause=0.02):
        self.address = address
        self.name = name
        self.token = token
        self.password = password
        self.source = source
        self.pause = pause
        self.server = None
        self.id = None
        self.cursor = since
        self.last = {}
        self.rooms = {}
        self.log = []
        self.messages = {}
        self.faults = []
        self.gaps = 0
        self.hellos = 0
        self.is_live = False
        self.error = None
        self.outbox = {}
        self.posted = {}
        self.rejected = {}
        self.changed = threading.Condition()
        self._connection = None
        self._ids = itertools.count(1)
        self._asked = {}
        self._again = {}
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    # What its user does.

    def post(self, room, text, nonce=None):
        """Puts a message into the outbox, and returns its nonce."""
        nonce = nonce or secrets.token_hex(16)
        with self.changed:
            self.outbox[nonce] = (room, text)
        self._post(nonce)
        return nonce

    def wait(self, condition, what='what was waited for'):
        """Waits until the condition is true, and returns what it is."""
        end = time.monotonic() + PATIENCE
        with self.changed:
            while not (value := condition()):
                if not self.changed.wait(end - time.monotonic()):
                    raise AssertionError(f'{self.name}: never came: {what}\n{self.log[-3:]}')
            return value

    def wait_until_live(self):
        self.wait(lambda: self.is_live or self.error, 'live')
        if self.error:
            raise self.error

    def wait_for_posts(self):
        """Waits until all that was posted is answered."""
        self.wait(lambda: not self.outbox, 'answers to all posts')

    def wait_for_message(self, seq):
        return self.wait(lambda: self.messages.get(seq), f'the message {seq}')

    def break_off(self):
        """Loses the connection, as when a cable is pulled."""
        with self.changed:
            connection = self._connection
        if connection:
            connection.reset()

    def close(self):
        self._ending.set()
        with self.changed:
            if self._connection:
                self._connection.stop()
        self._thread.join(PATIENCE)

    # One connection after the other.

    def _run(self):
        pause = self.pause
        while not self._ending.is_set() and not self.error:
            was_live = False
            try:
                self._follow()
            except Refused as error:
                if error.code not in PASSING:
                    self._set_error(error)
                pause = max(pause, error.extra.get('retry_ms', 0) / 1000)
            except (Closed, OSError):
                was_live = self.is_live
            except Exception as error:
                self._set_error(error)
            with self.changed:
                if self._connection:
                    self._connection.close()
                self._connection = None
                self.is_live = False
                self.changed.notify_all()
            pause = self.pause if was_live else min(2 * pause, LONGEST_PAUSE)
            self._ending.wait(pause * random.uniform(0.5, 1.5))

    def _set_error(self, error):
        with self.changed:
            self.error = error
            self.changed.notify_all()

    def _follow(self):
        connection = Connection(self.address, self.source)
        with self.changed:
            self._connection = connection
            self._asked = {}
            self._again = {}
        if self._ending.is_set():
            raise Closed('it is to end')
        self._say_hello(connection)
        while True:
            message = connection.receive(self._seconds_to_wait())
            if message is None:
                self._do_what_is_due(connection)
            else:
                self._hear(message)
                with self.changed:
                    self._handle(message)
                    self.changed.notify_all()

    def _hear(self, message):
        for observer in observers:
            observer(self, message, False)

    def _say(self, what, **members):
        with self.changed:
            connection = self._connection
            if connection is None:
                return
            number = next(self._ids)
            self._asked[number] = what
        message = {'id': number, **without_absent(members)}
        for observer in observers:
            observer(self, message, True)
        with contextlib.suppress(Closed):
            connection.send(message)

    def _say_hello(self, connection):
        self._say('hello', charla=1, name=self.name, agent='follower/1', token=self.token,
                  password=None if self.token else self.password, since=self.cursor)
        reply = connection.receive()
        if reply is None:
            raise Closed('no answer to the hello')
        self._hear(reply)
        if 'error' in reply:
            raise Refused(reply['error'])
        with self.changed:
            self._begin(reply['ok'])
            self.changed.notify_all()
        for nonce in [*self.outbox]:
            self._post(nonce)

    def _begin(self, welcome):
        self.hellos += 1
        self.id = welcome['you']['id']
        self.token = welcome.get('token', self.token)
        if self.server not in (None, welcome['server']['id']):
            self.cursor, self.last, self.messages, self.log = None, {}, {}, []
        self.server = welcome['server']['id']
        self.rooms = {room['id']: room for room in welcome['rooms']}
        if self.cursor is None:
            self._jump(welcome['seq'])
        elif welcome['gap']:
            self.gaps += 1
            self._jump(welcome['seq'])
            for room in {message['room'] for message in self.messages.values()} | {*self.rooms}:
                self._read_again(room)

    def _jump(self, seq):
        self.cursor = seq
        self.last = {room['id']: room['seq'] for room in self.rooms.values()}

    # What it says on each.

    def _post(self, nonce):
        with self.changed:
            room, text = self.outbox.get(nonce, (None, None))
        if room:
            self._say(('post', nonce), do='post', room=room, text=text, nonce=nonce)

    def _read_again(self, room):
        """What is known of the messages of a room is old: reads them all once more."""
        self.messages = {seq: message for seq, message in self.messages.items()
                         if message['room'] != room}
        if room in self.last:
            self._ask_history(room, 0)

    def _ask_history(self, room, after):
        self._say(('history', room), do='history', room=room, after=after, limit=LARGEST_PAGE)

    def _seconds_to_wait(self):
        due = min(self._again.values(), default=None)
        return SILENCE if due is None else max(0, min(SILENCE, due - time.monotonic()))

    def _do_what_is_due(self, connection):
        for nonce, due in [*self._again.items()]:
            if due <= time.monotonic():
                del self._again[nonce]
                self._post(nonce)
        if time.monotonic() - connection.sent_at >= SILENCE:
            self._say('ping', do='ping')

    # What it hears.

    def _handle(self, message):
        if 're' in message:
            what = self._asked.pop(message['re'], None)
            if what is None:
                self.faults.append(f'an answer too many: {message}')
            elif what[0] == 'post':
                self._handle_post(what[1], message)
            elif what[0] == 'history' and 'ok' in message:
                self._handle_history(what[1], message['ok'])
        elif message.get('ev') == 'live':
            self.cursor = max(self.cursor, message['seq'])
            self.is_live = True
        elif message.get('ev') in DURABLE and message['seq'] > self.cursor:
            self._handle_event(message)

    def _handle_post(self, nonce, reply):
        error = reply.get('error')
        if error and error['code'] in PASSING:
            self._again[nonce] = time.monotonic() + error.get('retry_ms', 100) / 1000
        elif self.outbox.pop(nonce, None) and error:
            self.rejected[nonce] = Refused(error)
        elif not error:
            if self.posted.setdefault(nonce, reply['ok']) != reply['ok']:
                self.faults.append(f'{nonce} was answered with {self.posted[nonce]} and {reply}')

    def _handle_history(self, room, page):
        for message in page['messages']:
            self.messages[message['seq']] = message
        # What came after the page was made is not in it, but has come already.
        later = itertools.takewhile(lambda event: event['seq'] > page['seq'], reversed(self.log))
        for event in reversed([*later]):
            self._apply(event)
        if page['more']:
            self._ask_history(room, page['messages'][-1]['seq'])

    def _handle_event(self, event):
        room = event['room']['id'] if event['ev'] == 'room' else event['room']
        last = self.last.get(room)
        if event['prev'] != (last or 0):
            is_entrance = (event['ev'] == 'member' and event['user']['id'] == self.id
                           and 'about' in event)
            if not is_entrance:
                self.faults.append(f'{event} came after {last}')
            self.last[room] = event['seq']
            self._read_again(room)
        self._apply(event)
        self.log.append(event)
        self.last[room] = event['seq']
        self.cursor = event['seq']

    def _apply(self, event):
        if event['ev'] == 'message':
            self.messages[event['seq']] = event
        elif event['ev'] in ('edit', 'delete') and event['target'] in self.messages:
            text = event.get('text', '')
            self.messages[event['target']] = {**self.messages[event['target']], 'text': text}
