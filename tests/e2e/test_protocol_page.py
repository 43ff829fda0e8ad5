# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/protocol.md tells of all that the sources know, and in the right shape."""

import re
import unittest

import page
from player import DURABLE, EPHEMERAL

USER = {'id': str, 'name': str, 'kind': str, 'online': bool, 'status?': str, 'state?': str}
PERSON = {'id': str, 'name': str}
REPLY = {'seq': int, 'name': str, 'excerpt': str}
MESSAGE = {'seq': int, 'time': int, 'room': str, 'from': PERSON, 'text': str, 'reply?': REPLY,
           'mentions?': [str]}
NOW = {**MESSAGE, 'edited?': int, 'deleted?': bool,
       'reactions?': [{'emoji': str, 'count': int, 'mine': bool}]}
ROOM = {'id': str, 'kind': str, 'name': str, 'topic': str, 'members': int, 'member': bool,
        'role': (str, type(None)), 'seq': int, 'read': int, 'unread': int, 'mentions': int,
        'with?': USER, 'with_read?': int, 'last?': NOW}
ABOUT = {'id': str, 'kind': str, 'name': str, 'topic': str}
PLACE = {'ev': str, 'seq': int, 'time': int, 'prev': int}
VERDICT = {'room': str, 'user': USER, 'on': bool, 'until?': int, 'by': PERSON, 'reason?': str}
BANNED = {'until?': int, 'reason?': str}
EVENTS = {
    'message': {**PLACE, **MESSAGE},
    'edit': {**PLACE, 'room': str, 'target': int, 'text': str},
    'delete': {**PLACE, 'room': str, 'target': int},
    'react': {**PLACE, 'room': str, 'target': int, 'user': str, 'emoji': str, 'on': bool},
    'room': {**PLACE, 'room': {**ABOUT, 'users?': [PERSON]}},
    'member': {**PLACE, 'room': str, 'user': USER, 'role': (str, type(None)), 'by?': PERSON,
               'reason?': str, 'about?': ABOUT},
    'ban': {**PLACE, **VERDICT},
    'mute': {**PLACE, **VERDICT},
    'live': {'ev': str, 'seq': int},
    'read': {'ev': str, 'room': str, 'user': str, 'seq': int},
    'typing': {'ev': str, 'room': str, 'user': str, 'on': bool},
    'user': {'ev': str, 'user': USER},
    'presence': {'ev': str, 'on': [str], 'off': [str]},
    'notice': {'ev': str, 'text': str},
    'ping': {'ev': str},
    'bye': {'ev': str, 'code': str, 'text': str, 'banned?': BANNED},
}
ERROR = {'code': str, 'text': str, 'needs?': str, 'retry_ms?': int, 'banned?': BANNED}
PAGE = {'messages': [NOW], 'more': bool, 'seq': int}
BAN = {'kind': str, 'seq': int, 'time': int, 'room': str, 'user?': PERSON, 'address?': str,
       'until?': int, 'by': PERSON, 'reason?': str}
ENTRY = {'entry': int, 'time': int, 'seq': int, 'action': str, 'by': PERSON, 'room?': PERSON,
         'user?': PERSON, 'address?': str, 'message?': int, 'until?': int, 'text?': str,
         'reason?': str}
WELCOME = {'charla': int, 'server': {'id': str, 'name': str, 'agent': str, 'motd?': str},
           'you': USER, 'token?': str, 'seq': int, 'gap': bool,
           'limits': {'text': int, 'frame': int, 'history': int}, 'rooms': [ROOM]}
LOOK = {'charla': int, 'server': {'id': str, 'name': str, 'agent': str}, 'time': int, 'join': bool}
ANSWERS = {
    None: WELCOME, 'look': LOOK,
    'post': {'seq': int, 'time': int}, 'edit': {'seq': int, 'time': int},
    'delete': {'seq': int}, 'react': {'seq': int}, 'read': {'seq': int},
    'history': PAGE, 'search': PAGE,
    'rooms': {'rooms': [ROOM], 'more': bool},
    'members': {'members': [{'user': USER, 'role': str}], 'more': bool},
    'create': {'room': ROOM}, 'join': {'room': ROOM}, 'leave': {'room': ROOM},
    'direct': {'room': ROOM}, 'whois': {'user': USER},
    'bans': {'bans': [BAN], 'more': bool}, 'audit': {'entries': [ENTRY], 'more': bool},
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
        what = 'look' if 'look' in wish else wish.get('do')
        self.check(step, step.what, {'re': int, 'ok': ANSWERS.get(what, {})})

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


LIMITS = [
    ('protocol/charla-limits.h', 'CHARLA_FRAME_MAX_FROM_CLIENT', 'payload, client to server'),
    ('protocol/charla-limits.h', 'CHARLA_FRAME_MAX_FROM_SERVER', 'payload, server to client'),
    ('protocol/charla-limits.h', 'CHARLA_DEPTH_MAX', 'nesting of an object'),
    ('protocol/charla-limits.h', 'CHARLA_TEXT_MAX', 'text of a message'),
    ('protocol/charla-limits.h', 'CHARLA_NAME_MAX', 'name of a user or a room'),
    ('protocol/charla-limits.h', 'CHARLA_QUEUE_MAX', 'queue of a slow reader'),
    ('server/server-commands.c', 'TOPIC_MAX', 'topic, reason; status'),
    ('server/server-commands.c', 'REASON_MAX', 'topic, reason; status'),
    ('server/server-commands.c', 'STATUS_MAX', 'topic, reason; status'),
    ('server/server-commands.c', 'EMOJI_MAX', 'emoji; nonce'),
    ('server/server-commands.c', 'NONCE_MAX', 'emoji; nonce'),
    ('server/server-commands.c', 'QUERY_MAX', 'what is searched'),
    ('server/server-commands.c', 'PASSWORD_MAX', 'a new password; a secret in a hello'),
    ('server/server-charla.c', 'SECRET_MAX', 'a new password; a secret in a hello'),
    ('server/store/server-store-read-search.c', 'WORDS_MAX', 'what is searched'),
    ('server/store/server-mentions.c', 'PLACES_MAX', 'mentions'),
    ('server/store/server-store-write-messages.c', 'REACTIONS_MAX', 'reactions to a message'),
    ('server/store/server-store-members.h', 'SERVER_ROOMS_MAX', 'rooms that one is in'),
    ('server/store/server-query.h', 'SERVER_PAGE_LIMIT', 'a page of an answer'),
    ('server/store/server-query.h', 'SERVER_REPLAY_MAX', 'events that are replayed'),
    ('server/store/server-store-write-moderation.c', 'NETWORKS_MAX', 'networks that are banned'),
    ('server/store/server-store-write-accounts.c', 'TOKENS_MAX', 'tokens of an account'),
]

ACTIONS = {
    'READ': ['`history`, `search`, `members`'],
    'POST': ['`post`, `typing`, `react`, `edit`'],
    'MARK': ['`read`, `delete` of one\'s own message'],
    'DELETE': ['`delete` of somebody else\'s'],
    'JOIN': ['`join`'],
    'LEAVE': ['`leave`'],
    'INVITE': ['`invite`'],
    'KICK': ['`kick` (lesser roles only)'],
    'TOPIC': ['`topic`'],
    'RENAME': ['`rename`'],
    'ROLE': ['`role`'],
    'BAN': ['`ban`, `mute` (lesser roles only)'],
    'MUTE': ['`ban`, `mute` (lesser roles only)'],
    'BAN_NETWORK': ['`ban` of an `address`'],
    'AUDIT': ['`bans`, `audit`'],
}
ROLES = {'ANYONE': 'anyone', 'MEMBER': 'member', 'MODERATOR': 'moderator', 'OWNER': 'owner',
         'NOBODY': '–'}


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
        self.assertEqual(len(self.commands), 28)
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
        requests = page.section('Requests').partition('### Who may')[0]
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
        self.assertEqual({*re.findall(r'^\| `([a-z-]+)` \|', page.section('Errors'), re.MULTILINE)},
                         codes)

    def test_limits(self):
        """Each limit of the sources stands in the page as it is."""
        limits = page.section('Limits')
        for path, constant, row in LIMITS:
            written = re.search(rf'#define {constant} \(?(?:G_GINT64_CONSTANT \()?(\d+)', source(path))
            number = f'{int(written[1]):,}'
            found = re.search(rf'^\| {row} \| ([^|]*) \|', limits, re.MULTILINE)
            self.assertIsNotNone(found, row)
            self.assertRegex(found[1], rf'(?<![\d,]){number}(?!,?\d)', row)

    def test_who_may(self):
        """The table says what the server's own one does."""
        table = re.findall(r'\[SERVER_ACTION_(\w+)\] = +\{ \{ (\w+), +(\w+), +(\w+), +(\w+) \}',
                           source('server/store/server-permissions.c'))
        self.assertEqual({action for action, *_ in table}, {*ACTIONS})
        rows = {}
        for row in re.findall(r'^\| (.*) \|$', page.section('Who may do what'), re.MULTILINE):
            first, *cells = row.split(' | ')
            rows[first] = cells
        for action, *roles in table:
            for label in ACTIONS[action]:
                self.assertEqual([ROLES[role] for role in roles], rows[label], label)

    def test_links(self):
        """Each link within the page leads to a heading."""
        headings = {re.sub(r'[^\w -]', '', heading.lower()).replace(' ', '-')
                    for heading in re.findall(r'^#+ (.*)$', page.text(), re.MULTILINE)}
        for link in re.findall(r'\]\(#([^)]*)\)', page.text()):
            self.assertIn(link, headings)


if __name__ == '__main__':
    unittest.main()
