# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may do what in the Charla dialect: each cell of the table of the page, for each role."""

import itertools
import unittest

import charla
import charla_page
from charla_cases import CharlaTestCase, setUpModule  # noqa: F401

KINDS = ('Lobby', 'public', 'private', 'direct')
RANKS = ('member', 'moderator', 'owner')
ROLES = {'Lobby': RANKS, 'public': (None, *RANKS), 'private': (None, *RANKS),
         'direct': (None, 'member')}

# What each line of the table is tried with; {…} is filled in.
REQUESTS = {
    'history': {'room': '{room}'},
    'search': {'room': '{room}', 'text': 'soup'},
    'members': {'room': '{room}'},
    'join': {'room': '{room}'},
    'post': {'room': '{room}', 'text': 'x', 'nonce': '{new}'},
    'typing': {'room': '{room}', 'on': False},
    'read': {'room': '{room}', 'seq': 1},
    'react': {'seq': '{seq}', 'emoji': '{new}', 'on': True},
    'edit': {'seq': '{own}', 'text': '{new}'},
    'delete': {'seq': '{own}'},
    'delete of another': {'seq': '{seq}'},
    'leave': {'room': '{room}'},
    'invite': {'room': '{room}', 'user': 'friend'},
    'kick': {'room': '{room}', 'user': 'victim'},
    'topic': {'room': '{room}', 'text': '{new}'},
    'rename': {'room': '{room}', 'text': '{new}'},
    'role': {'room': '{room}', 'user': 'victim', 'role': 'moderator'},
    'ban': {'room': '{room}', 'user': 'victim', 'on': False},
    'mute': {'room': '{room}', 'user': 'victim', 'on': False},
    'ban of an address': {'room': '{room}', 'address': '192.0.2.0/24'},
    'bans': {'room': '{room}'},
    'audit': {'room': '{room}'},
}


def table():
    """For each request and kind of room the least role that may."""
    found = {}
    for line in charla_page.rows(charla_page.part('### Who may do what'), ''):
        names = charla_page.CODE.findall(line[0])
        for name in names[:1] if ' of an ' in line[0] else names:
            name = 'delete of another' if 'somebody else' in line[0] else name
            name = 'ban of an address' if ' of an ' in line[0] else name
            found[name] = dict(zip(KINDS, line[1:]))
    return found


def expected(least, kind, role, is_about_message):
    """The rule that stands below the table: None is ok."""
    if role is None and kind in ('private', 'direct'):
        return 'not-found' if is_about_message else 'unknown-room'
    if least == 'anyone':
        return None
    if role is None:
        return 'forbidden' if least == '–' else 'not-member'
    return 'forbidden' if least == '–' or RANKS.index(role) < RANKS.index(least) else None


class Roles(CharlaTestCase):
    def setUp(self):
        super().setUp()
        self.numbers = itertools.count()
        self.boss, self.actor, self.victim, _ = self.enter('boss', 'actor', 'victim', 'friend')

    def prepare(self, kind, role):
        """A room of this kind in which the actor has this role and the victim has said something."""
        if kind == 'Lobby':
            room = self.boss.lobby
            self.promote(self.actor, role)
        elif kind == 'direct':
            other = self.boss if role is None else self.actor
            room = other.ask('direct', user='victim')['room']['id']
        else:
            room = self.make_room(self.boss, f'room {next(self.numbers)}', kind, [self.victim])
            if role:
                self.boss.ask('invite', room=room, user='actor')
                if role != 'member':
                    self.boss.ask('role', room=room, user='actor', role=role)
        seq = self.victim.post(room, 'soup')['seq']
        own = self.actor.post(room, 'soup')['seq'] if role else seq
        return {'room': room, 'seq': seq, 'own': own, 'new': f'new {next(self.numbers)}'}

    def try_one(self, name, kind, role, least):
        values = self.prepare(kind, role)
        members = {member: values.get(value.strip('{}'), value) if isinstance(value, str) else value
                   for member, value in REQUESTS[name].items()}
        code = None
        try:
            self.actor.ask(name.split(' ')[0], **members)
        except charla.Refused as error:
            code = error.code
        self.assertEqual(code, expected(least, kind, role, 'room' not in members))

    def test_table(self):
        rules = table()
        self.assertEqual(rules.keys(), REQUESTS.keys())
        for name, cells in rules.items():
            for kind, least in cells.items():
                for role in ROLES[kind]:
                    with self.subTest(name, kind=kind, role=role):
                        self.try_one(name, kind, role, least)

    def test_kick_lesser_roles_only(self):
        for mine, theirs in itertools.product(('moderator', 'owner'), RANKS):
            with self.subTest(mine=mine, theirs=theirs):
                room = self.prepare('public', mine)['room']
                self.boss.ask('role', room=room, user='victim', role=theirs)
                if RANKS.index(theirs) < RANKS.index(mine):
                    self.actor.ask('kick', room=room, user='victim')
                else:
                    self.assert_refused('forbidden', self.actor, 'kick', room=room, user='victim')

    def test_kick_oneself(self):
        room = self.prepare('public', 'moderator')['room']
        self.assert_refused('forbidden', self.actor, 'kick', room=room, user='actor')


if __name__ == '__main__':
    unittest.main()
