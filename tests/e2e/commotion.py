# SPDX-License-Identifier: GPL-3.0-or-later
"""People who do everything at once, and a server that is ended in the middle of it.

What has been answered is kept in mind by who was answered, so that it can be asked for
when the server is back.
"""

import collections
import json
import random
import signal
import tempfile
import threading
import time

from charla import DURABLE, Client, Closed, Refused, observers
from programs import PATIENCE, Program, Server, server_path

EMOJI = ['👍', '🎉', '☕']

# What one has asked for and not been answered yet.
IN_FLIGHT = 8


class House:
    """A data folder and an address. Servers come and go in it."""

    def __init__(self, *arguments, data_dir=None, **environment):
        self.folder = None if data_dir else tempfile.TemporaryDirectory(prefix='charla-test-')
        self.data_dir = data_dir or self.folder.name
        # An address of its own: nobody else takes the port while no server has it.
        host = '127.%d.%d.%d' % tuple(random.randrange(1, 255) for _ in range(3))
        self.arguments = ['--address', host, '--connection-rate', '1000000',
                          '--max-per-address', '10000', *arguments]
        self.environment = environment
        self.server = None
        self.address = None
        self.start_time = 0.05

    def start(self):
        port = ['--port', str(self.address[1])] if self.address else []
        begin = time.monotonic()
        self.server = Server(*self.arguments, *port, data_dir=self.data_dir, **self.environment)
        self.start_time = time.monotonic() - begin
        self.address = self.server.address

    def kill(self):
        """Ends the server as a machine that loses its power does, but for the disk."""
        self.end(signal.SIGKILL, -signal.SIGKILL)

    def end(self, number=signal.SIGTERM, wanted=0):
        server, self.server = self.server, None
        status = server.end(number)
        self.check(server, status, wanted)

    def start_and_kill(self, rand):
        """Kills a server that is still starting, or has just done so."""
        port = ['--port', str(self.address[1])] if self.address else ['--port', '0']
        server = Program(server_path(), *self.arguments, *port, '--data-dir', self.data_dir,
                         **self.environment)
        pause(rand.uniform(0, 1.3 * self.start_time))
        self.check(server, server.end(signal.SIGKILL), -signal.SIGKILL)

    def check(self, server, status, wanted):
        if status != wanted or server.mistakes():
            raise AssertionError(f'ended with {status}:\n{server.log()[-4000:]}')
        server.errors.close()

    def close(self):
        if self.server:
            self.end()
        if self.folder:
            self.folder.cleanup()


def pause(seconds):
    """Lets some time go by, for something to happen at a random moment."""
    threading.Event().wait(seconds)


class Told:
    """Watches all that anyone is told: in order, never twice, and never otherwise."""

    def __init__(self):
        self.lock = threading.Lock()
        self.events = {}
        self.last = {}
        self.faults = []

    def __enter__(self):
        observers.append(self)
        return self

    def __exit__(self, *exception):
        observers.remove(self)

    def __call__(self, who, message, is_sent):
        with self.lock:
            if is_sent and 'charla' in message:
                self.last[who] = message.get('since', 0)
            elif message.get('ev') == 'live' and message['seq'] >= self.last[who]:
                self.last[who] = message['seq']
            elif message.get('ev') in DURABLE | {'live'}:
                self._take(who, message)

    def _take(self, who, event):
        if event['seq'] <= self.last[who]:
            self.faults.append(f'{who.name} was told after {self.last[who]}: {event}')
        self.last[who] = event['seq']
        if self.events.setdefault(event['seq'], as_bytes(event)) != as_bytes(event):
            self.faults.append(f'{event} was {self.events[event["seq"]]} before')


def as_bytes(event):
    """Of the same bytes are events whose members are the same, in the same order."""
    return json.dumps(event, ensure_ascii=False)


class Actor:
    """Somebody who says, edits, deletes, reacts, enters and leaves, and keeps in mind what
    was answered. What was not is said again with the same nonce.
    """

    def __init__(self, house, name, rand):
        self.house = house
        self.rand = random.Random(rand.random())
        self.client = Client(house.address, name, since=0)
        self.name = name
        self.rooms = []
        self.changing_room = None
        self.text = lambda word: f'{self.name} says {word}'
        self.waiting = collections.OrderedDict()
        self.lost = []
        self.n_repeated = 0
        self.answered = []
        self.own = []
        self.seen = []

    def close(self):
        self.client.close()

    def act(self, n_requests):
        """Does so many things, or until the connection is over."""
        try:
            for _ in range(n_requests):
                self._ask(*self._choose())
                if len(self.waiting) >= IN_FLIGHT:
                    self._hear(next(iter(self.waiting)))
        except Closed:
            self.client.close()

    def settle(self):
        """Comes back, if need be, and waits until everything is answered."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                self._come_back()
                while self.waiting:
                    self._hear(next(iter(self.waiting)))
                self.client.sync()
                return
            except (Closed, OSError) as error:
                if time.monotonic() > end:
                    raise AssertionError(f'{self.name} cannot come back: {error}') from None
                pause(0.01)

    def _come_back(self):
        if self.client.connection.is_over:
            self.client.close()
            self._take_stock()
            self.client.reconnect()
        lost, self.lost = self.lost, []
        self.n_repeated += len(lost)
        for index, (do, members) in enumerate(lost):
            try:
                self._ask(do, members)
            except Closed:
                self.lost += lost[index + 1:]
                raise

    def _take_stock(self):
        """What was answered before the end counts; a post that was not is lost."""
        for number in [*self.waiting]:
            if number in self.client.replies:
                self._hear(number)
            else:
                do, members = self.waiting.pop(number)
                self.lost += [(do, members)] if do == 'post' else []

    def _choose(self):
        dice = self.rand.random()
        if dice < 0.7 or not self.own:
            word = '%016x' % self.rand.getrandbits(64)
            return 'post', {'room': self.rand.choice(self.rooms), 'text': self.text(word),
                            'nonce': word}
        if dice < 0.8:
            return 'edit', {'seq': self.rand.choice(self.own),
                            'text': 'now %016x' % self.rand.getrandbits(64)}
        if dice < 0.84:
            return 'delete', {'seq': self.rand.choice(self.own)}
        if dice < 0.95:
            return 'react', {'seq': self.rand.choice(self.seen), 'on': self.rand.random() < 0.7,
                             'emoji': self.rand.choice(EMOJI)}
        return self.rand.choice(['join', 'leave']), {'room': self.changing_room}

    def _ask(self, do, members):
        # In mind before it is sent: what is being sent when the line breaks is lost, too.
        try:
            number = self.client.send(do, **members)
        except Closed:
            self.lost += [(do, members)] if do == 'post' else []
            raise
        self.waiting[number] = (do, members)

    def _hear(self, number):
        try:
            ok = self.client.wait_for_reply(number)
        except Refused as error:
            do, members = self.waiting.pop(number)
            if error.code not in ('conflict', 'not-member', 'not-found'):
                raise AssertionError(f'{self.name}: {do} {members}: {error}') from None
            return
        do, members = self.waiting.pop(number)
        self.answered.append((do, members, ok))
        if do == 'post':
            self.own = self.own[-50:] + [ok['seq']]
            self.seen = self.seen[-50:] + [ok['seq']]


def check_answers(actor, events):
    """All that somebody was answered since the last time is in the log, as it was answered."""
    for do, members, ok in actor.answered:
        if do not in ('join', 'leave'):
            event = events.get(ok['seq'])
            if event is None or not is_answered_by(do, members, ok, event):
                raise AssertionError(f'{actor.name}: {do} {members} was answered {ok}: {event}')
    actor.answered = []


def is_answered_by(do, members, ok, event):
    if do == 'post':
        return (event['ev'] == 'message' and event['text'] == members['text']
                and event['room'] == members['room'] and event['time'] == ok['time'])
    if do == 'react' and event['seq'] == members['seq']:
        # It was so already.
        return True
    return (event['ev'] == do and event['target'] == members['seq']
            and event.get('text') == members.get('text'))


def check_chain(events, head=0, last=None):
    """Events of all rooms that there are: no hole, neither in all nor in one room, no time
    that goes back, and no text twice. Returns the newest of each room.
    """
    last = {} if last is None else last
    time_before = 0
    for event in events:
        room = event['room']['id'] if event['ev'] == 'room' else event['room']
        head += 1
        if (event['seq'] != head or event['prev'] != last.get(room, 0)
                or event['time'] < time_before):
            raise AssertionError(f'after {head - 1} and in {room} {last.get(room)}: {event}')
        last[room] = event['seq']
        time_before = event['time']
    return last


def visible_to(user, events):
    """The events that somebody may see, by whoever was brought in and taken out when."""
    inside = set()
    visible = []
    for event in events:
        room = event['room']['id'] if event['ev'] == 'room' else event['room']
        if event['ev'] == 'member' and event['user']['id'] == user and event['role']:
            inside.add(room)
        if room in inside:
            visible.append(event)
        if event['ev'] == 'member' and event['user']['id'] == user and not event['role']:
            inside.discard(room)
    return visible


def fold(events):
    """What is left of messages after all that has happened to them, by room and seq."""
    rooms = collections.defaultdict(dict)
    places = {}
    for event in events:
        if event['ev'] == 'message':
            places[event['seq']] = rooms[event['room']][event['seq']] = {
                'text': event['text'], 'edited': None, 'deleted': None, 'reactions': {}}
        elif event.get('target') in places:
            fold_into(places[event['target']], event)
    return rooms


def fold_into(message, event):
    if event['ev'] == 'edit':
        message.update(text=event['text'], edited=event['time'])
    elif event['ev'] == 'delete':
        message.update(text='', edited=None, deleted=True, reactions={})
    else:
        users = message['reactions'].setdefault(event['emoji'], set())
        (users.add if event['on'] else users.discard)(event['user'])


def read_all(client, room, limit=200):
    """All of a room in pages of its history, as fold() gives it."""
    messages, after, more = {}, 0, True
    while more:
        page = client.ask('history', room=room, after=after, limit=limit)
        for each in page['messages']:
            messages[each['seq']] = {
                'text': each['text'], 'deleted': each.get('deleted'),
                'edited': None if each.get('deleted') else each.get('edited'),
                'reactions': {one['emoji']: one['count'] for one in each.get('reactions', [])}}
            after = each['seq']
        more = page['more']
    return messages


def check_history(client, room, folded):
    """The pages of a room tell the same as its events."""
    wanted = {seq: {**message, 'reactions': {emoji: len(users) for emoji, users
                                             in message['reactions'].items() if users}}
              for seq, message in folded.items()}
    found = read_all(client, room)
    if found != wanted:
        differing = [seq for seq in {*found, *wanted} if found.get(seq) != wanted.get(seq)]
        raise AssertionError('\n'.join(f'{seq}: {found.get(seq)} is to be {wanted.get(seq)}'
                                       for seq in sorted(differing)[:5]))
