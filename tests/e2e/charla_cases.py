# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the Charla dialect begin with."""

import contextlib
import json
import os
import pathlib
import sqlite3
import sys
import unittest

import charla
import classic
from charla_witness import Witness, check_order
from programs import ServerTestCase

witness = Witness()
charla.observers.append(witness.observe)


def setUpModule():
    """For the module of the tests to import: keeps what they have seen, for test_charla_seen."""
    witness.seen.clear()
    unittest.addModuleCleanup(keep_what_was_seen)


def seen_folder():
    folder = os.environ.get('CHARLA_SEEN')
    return folder and pathlib.Path(folder)


def keep_what_was_seen():
    folder = seen_folder()
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        name = pathlib.Path(sys.argv[1]).stem
        (folder / f'{name}.json').write_text(json.dumps(sorted(witness.seen)), encoding='utf-8')


class CharlaTestCase(ServerTestCase):
    """A test with a server, to which anyone may connect as often as they like."""

    maxDiff = None
    OPTIONS = ()

    def setUp(self):
        self.clients = []
        self.addCleanup(self.check_what_was_said)
        self.server = self.start_server('--connection-rate', '1000', *self.OPTIONS)

    def check_what_was_said(self):
        for client in self.clients:
            client.close()
            if client.trouble:
                raise client.trouble
            check_order(client)
        witness.check()

    def enter(self, *names, **hello):
        """Lets somebody in, or several one after the other."""
        entered = []
        for name in names:
            client = charla.Client(self.server.address, name, **hello)
            self.clients.append(client)
            entered.append(client)
        return entered[0] if len(entered) == 1 else entered

    def enter_again(self, client, **hello):
        """Another device of the same user."""
        return self.enter(client.name, token=client.token, **hello)

    def enter_classic(self, *names):
        guests = classic.join(self.server, *names)
        for guest in guests:
            self.addCleanup(guest.close)
        return guests[0] if len(guests) == 1 else guests

    def connect(self):
        """A bare connection."""
        connection = charla.Connection(self.server.address)
        self.addCleanup(connection.close)
        return connection

    @contextlib.contextmanager
    def refused(self, code, **extra):
        """What is done in it is answered with this error."""
        with self.assertRaises(charla.Refused) as raised:
            yield
        self.assertEqual(raised.exception.code, code, raised.exception.text)
        for name, value in extra.items():
            self.assertEqual(raised.exception.extra.get(name), value)

    def assert_refused(self, code, client, do, **members):
        with self.refused(code):
            client.ask(do, **members)

    def make_room(self, owner, name='Kitchen', kind='public', members=(), **more):
        """A room with members, who are told of it when this returns."""
        room = owner.ask('create', name=name, kind=kind, **more)['room']['id']
        for member in members:
            owner.ask('invite', room=room, user=member.id)
            member.wait_for_event('member', room=room, user={'id': member.id})
        return room

    def promote(self, client, role):
        """Gives a role in the Lobby, which at first only who has the machine can give."""
        number = ('member', 'moderator', 'owner').index(role) + 1
        with sqlite3.connect(pathlib.Path(self.server.data_dir, 'charla.db')) as database:
            database.execute('UPDATE members SET role = ? WHERE room = 1 AND user = ?',
                             (number, int(client.id[1:])))
        database.close()

    def direct(self, one, other):
        room = one.ask('direct', user=other.id)['room']['id']
        other.wait_for_event('room', room={'id': room})
        return room

    def history(self, client, room, **members):
        return client.ask('history', room=room, **members)['messages']

    def message(self, client, seq):
        """One message, as it is now."""
        room = next(each['room'] for each in client.events('message') if each['seq'] == seq)
        return next(each for each in self.history(client, room, around=seq, limit=1))
