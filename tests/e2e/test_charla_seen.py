# SPDX-License-Identifier: GPL-3.0-or-later
"""The tests of the Charla dialect have really seen all that docs/protocol.md tells.

Each of them leaves what it has seen in a folder. This one runs when they are over.
"""

import json
import pathlib
import unittest

import charla_page
from charla_cases import seen_folder

# What the page tells for other servers than this one makes.
NOT_HERE = {
    'code server-full': 'the server closes the connection without a word',
    'refusal server-full None': 'the server closes the connection without a word',
    'refusal shutting-down None': 'the server does not accept connections when it stops',
    'member server.motd': 'the servers of these tests have none',
    'member Room.keep': 'the servers of these tests keep all; test_backup has others',
    'refusal auth-required tls': 'the tests are on this machine; test_tls asks for it',
    'asked hello.look': 'nobody comes in with it; test_protocol and test_doctor look',
}

# What only somebody sees who may mount a small disk.
OF_A_FULL_DISK = {'code internal', 'refusal internal None'}

EVENTS = {'message', 'edit', 'delete', 'react', 'room', 'member', 'ban', 'mute'}


def names(group):
    return {name for part in group for name in part}


class Seen(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        folder = seen_folder()
        here = pathlib.Path(__file__)
        tests = {path.stem for path in here.parent.glob('test_charla_*.py')} - {here.stem}
        files = {path.stem: path for path in folder.glob('*.json')} if folder else {}
        if missing := tests - {*files}:
            raise unittest.SkipTest(f'have not run: {", ".join(sorted(missing))}')
        cls.seen = {line for name in tests for line in json.loads(files[name].read_text('utf-8'))}

    def assert_seen(self, wanted):
        wanted = {*wanted}
        self.assertTrue(wanted)
        if 'no disk of its own' in self.seen:
            wanted -= OF_A_FULL_DISK
        self.assertEqual(sorted(wanted - self.seen - {*NOT_HERE}), [])

    def test_requests(self):
        requests = charla_page.requests()
        self.assertEqual(len(requests), 28)
        self.assert_seen(f'ok {do}' for do in requests)
        self.assert_seen(f'asked {do}.{member}' for do, request in requests.items()
                         for member in request.needs | request.may | {'id', 'do'})

    def test_errors_of_requests(self):
        self.assert_seen(f'error {do} {code}' for do, request in charla_page.requests().items()
                         for code in request.errors)

    def test_each_request_can_be_bad(self):
        self.assert_seen(f'error {do} bad-request' for do, request in charla_page.requests().items()
                         if request.needs | request.may)

    def test_hello(self):
        self.assert_seen(f'asked hello.{member}' for member in charla_page.hello())
        self.assert_seen(f'member welcome.{member}' for member in charla_page.welcome())
        self.assert_seen(f'refusal {code} {needs}' for code, needs in charla_page.refusals())
        self.assert_seen(f'member server.{member}' for member in ('id', 'name', 'agent', 'motd'))

    def test_events(self):
        events = charla_page.events()
        self.assertEqual({kind for kind, [*_, is_durable] in events.items() if is_durable}, EVENTS)
        self.assert_seen(f'event {kind}' for kind in events)
        self.assert_seen(f'member event {kind}.{member}' for kind, [needs, may, _] in events.items()
                         for member in needs | may)

    def test_codes(self):
        codes = charla_page.codes()
        self.assertEqual(len(codes), 17)
        self.assert_seen(f'code {code}' for code in codes)
        self.assert_seen(f'bye {code}' for code in ('shutting-down', 'too-slow', 'auth-required',
                                                 'forbidden'))

    def test_objects(self):
        for name, members in charla_page.objects().items():
            self.assert_seen(f'member {name}.{member}' for member in names(members))
        for name, members in (('Reply', ('seq', 'name', 'excerpt')), ('Person', ('id', 'name')),
                              ('Reaction', ('emoji', 'count', 'mine')), ('Member', ('user', 'role')),
                              ('Banned', ('until', 'reason')),
                              ('bans', ('kind', 'seq', 'time', 'room', 'user', 'address', 'until',
                                        'by', 'reason')),
                              ('entries', ('entry', 'time', 'seq', 'action', 'by', 'room', 'user',
                                           'address', 'message', 'until', 'text', 'reason')),
                              ('own', ('id', 'kind', 'name', 'topic', 'users'))):
            self.assert_seen(f'member {name}.{member}' for member in members)

    def test_nothing_else(self):
        """What the page does not tell has not been seen, and the exceptions are none any more."""
        told = charla_page.events()
        self.assertEqual({line for line in self.seen if line.startswith('event ')},
                         {f'event {kind}' for kind in told})
        self.assertEqual({line[5:] for line in self.seen if line.startswith('code ')}
                         - charla_page.codes(), set())
        self.assertEqual({*NOT_HERE} & self.seen, set())


if __name__ == '__main__':
    unittest.main()
