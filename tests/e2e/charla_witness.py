# SPDX-License-Identifier: GPL-3.0-or-later
"""Sees all that is said in the Charla dialect, and holds it to docs/protocol.md.

It knows from the tables of the page what may be said, and keeps what it has seen of it.
"""

import charla_page

KINDS = {'user', 'guest', 'bot', 'admin', 'public', 'private', 'direct', 'ban', 'mute'}
ACTIONS = {'kick', 'ban', 'unban', 'mute', 'unmute', 'role', 'delete', 'topic', 'rename', 'kind',
           'reset', 'announce', 'retention'}
ROLES = {'owner', 'moderator', 'member', None}
STATES = {'active', 'away', 'busy'}
LARGEST = 2 ** 53 - 1


def is_number(value):
    return type(value) is int and 0 <= value <= LARGEST


def is_text(value):
    return isinstance(value, str) and '\0' not in value


def is_id(value):
    return is_text(value) and 1 <= len(value) <= 32 and all('\x21' <= c <= '\x7e' for c in value)


def is_flag(value):
    return isinstance(value, bool)


# What a member of this name is, wherever it stands.
TYPES = {
    **dict.fromkeys(('seq', 'time', 'prev', 'target', 'read', 'with_read', 'unread', 'mentions',
                     'members', 'edited', 'count', 'charla', 'retry_ms', 'until', 'entry', 'message'),
                    is_number),
    **dict.fromkeys(('name', 'text', 'topic', 'status', 'reason', 'excerpt', 'agent', 'motd',
                     'token', 'needs', 'address'), is_text),
    **dict.fromkeys(('online', 'member', 'on', 'more', 'gap', 'mine'), is_flag),
    'id': is_id,
    'kind': KINDS.__contains__,
    'action': ACTIONS.__contains__,
    'role': lambda value: value in ROLES,
    'state': STATES.__contains__,
    'deleted': lambda value: value is True,
    'emoji': lambda value: is_text(value) and 1 <= len(value) <= 32,
}


class Witness:
    """One for all the tests of a program."""

    def __init__(self):
        self.requests = charla_page.requests()
        self.events = charla_page.events()
        self.codes = charla_page.codes()
        self.refusals = charla_page.refusals()
        self.welcome = charla_page.welcome()
        self.objects = charla_page.objects()
        self.seen = set()
        self.surprises = []
        self._asked = {}

    def observe(self, client, message, is_sent):
        if is_sent:
            self._note_request(client, message)
            return
        try:
            if 'ev' in message:
                self._check_event(message)
            else:
                self._check_reply(client, message)
        except (AssertionError, LookupError, TypeError, AttributeError) as error:
            self.surprises.append(f'{error!r} in {str(message)[:600]}')

    def check(self):
        """Fails when anything has been said that the page does not tell."""
        surprises, self.surprises = self.surprises, []
        assert not surprises, '\n'.join(surprises[:5])

    def _note_request(self, client, message):
        do = message.get('do', 'hello')
        self._asked[id(client), message.get('id')] = do
        for member in message:
            self.seen.add(f'asked {do}.{member}')

    # Replies.

    def _check_reply(self, client, message):
        do = self._asked.pop((id(client), message.get('re')), None)
        assert message.keys() - {'re'} in ({'ok'}, {'error'}), 'neither ok nor error'
        if 'error' in message:
            self._check_error(do, message['error'])
            return
        assert do, 'an answer to nothing'
        self.seen.add(f'ok {do}')
        ok = message['ok']
        if do == 'hello':
            self._check_welcome(ok)
        else:
            assert ok.keys() == self.requests[do].ok, f'members of the answer to {do}'
            self._check_answer(do, ok)

    def _check_error(self, do, error):
        code = error['code']
        assert {'code', 'text'} <= error.keys() <= {'code', 'text', 'needs', 'retry_ms', 'banned'}
        assert code in self.codes and is_text(error['text']) and error['text'], 'no such code'
        assert is_number(error.get('retry_ms', 0))
        self.seen.add(f'code {code}')
        if do == 'hello':
            assert (code, error.get('needs')) in self.refusals, 'not a refusal of a hello'
            assert ('banned' in error) == (code == 'forbidden'), 'banned'
            self._check_members('Banned', error.get('banned', {}), set(), {'until', 'reason'})
            self.seen.add(f'refusal {code} {error.get("needs")}')
        elif do in self.requests:
            assert code in self.requests[do].errors | charla_page.ALWAYS, f'not for {do}'
            self.seen.add(f'error {do} {code}')

    def _check_welcome(self, ok):
        assert self.welcome - {'token'} <= ok.keys() <= self.welcome, 'members of the welcome'
        self._note('welcome', ok)
        self._check_members('server', ok['server'], {'id', 'name', 'agent'}, {'motd'})
        assert ok['limits'].keys() == {'text', 'frame', 'history'}
        assert 'token' not in ok or len(ok['token']) == 43
        assert is_number(ok['seq']) and is_flag(ok['gap'])
        self._check_object('User', ok['you'])
        for room in ok['rooms']:
            self._check_object('Room', room)
            assert room['member'] is True and room['seq'] <= ok['seq']

    def _check_answer(self, do, ok):
        for name, value in ok.items():
            if name == 'messages':
                for message in value:
                    self._check_object('Message', message)
            elif name == 'members':
                for member in value:
                    self._check_members('Member', member, {'user', 'role'}, set())
                    self._check_object('User', member['user'])
            elif name == 'rooms':
                for room in value:
                    self._check_object('Room', room)
                    assert room['kind'] == 'public' and 'last' not in room, 'in a list'
            elif name in ('room', 'user'):
                self._check_object(name.capitalize(), value)
            elif name in ('bans', 'entries'):
                for each in value:
                    self._check_note(name, each)
            else:
                assert TYPES[name](value), f'{name} in the answer to {do}'

    def _check_note(self, name, value):
        """One of the answer to bans or audit."""
        about = {'user', 'address', 'until', 'reason'}
        if name == 'bans':
            needs, may = {'kind', 'seq', 'time', 'room', 'by'}, about
            assert ('user' in value) != ('address' in value), 'neither user nor address'
        else:
            needs = {'entry', 'time', 'seq', 'action', 'by'}
            may = about | {'room', 'message', 'text'}
        self._check_members(name, value, needs, may)
        for part in {'by', 'user', 'room'} & value.keys():
            if isinstance(value[part], dict):
                self._check_members('Person', value[part], {'id', 'name'}, set())

    # Events.

    def _check_event(self, event):
        kind = event['ev']
        needs, may, is_durable = self.events[kind]
        assert needs | {'ev'} <= event.keys() <= needs | may | {'ev'}, f'members of {kind}'
        assert not is_durable or 0 <= event['prev'] < event['seq'], 'prev'
        self.seen.add(f'event {kind}')
        self._note(f'event {kind}', event)
        for name, value in event.items():
            self._check_event_member(kind, name, value)

    def _check_event_member(self, kind, name, value):
        if kind == 'room' and name == 'room' or name == 'about':
            self._check_members('own', value, {'id', 'kind', 'name', 'topic'}, {'users'})
            assert ('users' in value) == (value['kind'] == 'direct' and name == 'room')
        elif kind == 'message' and name in ('from', 'reply', 'mentions'):
            self._check_part_of_message(name, value)
        elif kind in ('member', 'user', 'ban', 'mute') and name == 'user':
            self._check_object('User', value)
        elif name == 'by':
            self._check_members('Person', value, {'id', 'name'}, set())
        elif name == 'banned':
            self._check_members('Banned', value, set(), {'until', 'reason'})
        elif name in ('room', 'user'):
            assert is_id(value), name
        elif kind == 'presence' and name in ('on', 'off'):
            assert all(map(is_id, value)), name
        elif kind == 'bye' and name == 'code':
            assert value in self.codes
            self.seen.add(f'code {value}')
            self.seen.add(f'bye {value}')
        elif name != 'ev':
            assert TYPES[name](value), name

    # Objects.

    def _note(self, what, value):
        self.seen.update(f'member {what}.{name}' for name in value)

    def _check_members(self, what, value, needs, may):
        assert needs <= value.keys() <= needs | may, f'members of {what}: {sorted(value)}'
        self._note(what, value)
        for name, member in value.items():
            if not isinstance(member, (dict, list)):
                assert name == 'room' or TYPES[name](member), f'{name} of {what}'

    def _check_object(self, what, value):
        needs, may = self.objects[what]
        nested = {name: member for name, member in value.items()
                  if isinstance(member, (dict, list))}
        self._check_members(what, value, needs, may)
        for name, member in nested.items():
            if what == 'Message':
                self._check_part_of_message(name, member)
            elif name == 'with':
                self._check_object('User', member)
            else:
                assert name == 'last', name
                self._check_object('Message', member)
        if what == 'Room':
            assert ('with' in value) == ('with_read' in value) == (value['kind'] == 'direct')
            assert value.get('with_read', 0) <= value['seq']
            assert value['member'] == (value['role'] is not None)
            assert value['mentions'] <= value['unread'] <= 1000 and value['read'] <= value['seq']
        if what == 'Message' and value.get('deleted'):
            assert value['text'] == '' and not {'mentions', 'reactions'} & value.keys()

    def _check_part_of_message(self, name, value):
        if name == 'from':
            self._check_members('Person', value, {'id', 'name'}, set())
        elif name == 'reply':
            self._check_members('Reply', value, {'seq', 'name', 'excerpt'}, set())
            assert len(value['excerpt']) <= 100
        elif name == 'mentions':
            assert value and all(map(is_id, value)) and len(value) <= 32
        elif name == 'reactions':
            assert 1 <= len(value) <= 20
            for reaction in value:
                self._check_members('Reaction', reaction, {'emoji', 'count', 'mine'}, set())
        else:
            raise AssertionError(name)


def check_order(client):
    """The rules of order, over each connection of a client."""
    ends = [*client.beginnings[1:], len(client.frames)]
    for begin, end in zip(client.beginnings, ends):
        check_connection(client, client.frames[begin:end])


def check_connection(client, frames):
    if not frames or 'ok' not in frames[0]:
        return
    welcome = frames[0]['ok']
    rooms, last, live = {}, 0, None
    for each in frames[1:]:
        kind = each.get('ev')
        if kind == 'live':
            assert live is None, f'{client.name}: two times live'
            live = each['seq']
            assert live >= max(last, welcome['seq']), f'{client.name}: {each} after {last}'
        elif 'prev' in each:
            assert each['seq'] > last, f'{client.name}: {each} after {last}'
            assert live is None or each['seq'] > live, f'{client.name}: {each} after live {live}'
            last = each['seq']
            check_prev(client, each, rooms)


def check_prev(client, event, rooms):
    room = event['room']['id'] if event['ev'] == 'room' else event['room']
    is_entrance = 'about' in event and event['user']['id'] == client.id
    assert is_entrance or event['prev'] == rooms.get(room, event['prev']), \
        f'{client.name}: {event} came after {rooms[room]}'
    rooms[room] = event['seq']
