# SPDX-License-Identifier: GPL-3.0-or-later
"""Frames, JSON, requests and their limits in the Charla dialect."""

import json
import unittest

import charla
from charla_cases import CharlaTestCase, setUpModule, witness  # noqa: F401

LARGEST = 2 ** 53 - 1


def nested(levels):
    """An object of so many levels, itself counted as one."""
    value = '{}'
    for _ in range(levels - 1):
        value = '{"x":%s}' % value
    return value


class Wire(CharlaTestCase):
    def setUp(self):
        super().setUp()
        self.ana = self.enter('ana')
        self.connection = self.connect()
        self.connection.send({'charla': 1, 'name': 'berta', 'id': 0})
        self.connection.receive()
        self.assertEqual(self.connection.receive()['ev'], 'live')

    def answer(self, payload):
        """Sends bytes in a frame, and returns what is said to them."""
        self.connection.send(payload.encode() if isinstance(payload, str) else payload)
        while 'ev' in (answer := self.connection.receive()):
            pass
        return answer

    def assert_bad(self, payload, number=None):
        answer = self.answer(payload)
        self.assertEqual(answer['error']['code'], 'bad-request', payload)
        self.assertEqual(answer.get('re'), number)

    def assert_good(self, payload, number):
        self.assertEqual(self.answer(payload), {'re': number, 'ok': {}}, payload)

    def test_good_json(self):
        for i, written in enumerate((
                '{"id":%d,"do":"ping"}', ' \r\n\t{ "id" : %d , "do" : "ping" } \n',
                '{"id":%d.0,"do":"ping"}', '{"id":%de0,"do":"ping"}', '{"do":"ping","id":%d}',
                '{"id":0,"id":%d,"do":"x","do":"ping"}', '{"id":%d,"d\\u006f":"p\\u0069ng"}',
                '{"id":%d,"do":"ping","x":null,"y":[{}],"z":1.5e9,"a":-0,"\\ud83d\\ude00":true}')):
            self.assert_good(written % i, i)

    def test_ids(self):
        for number in (0, -1, LARGEST, -LARGEST):
            self.assert_good(json.dumps({'id': number, 'do': 'ping'}), number)
        for number in (LARGEST + 1, -LARGEST - 1, 1.5, '1', True, None, [], {}, 1e300):
            self.assert_bad(json.dumps({'id': number, 'do': 'ping'}))
        self.assert_bad('{"do":"ping"}')
        self.assert_good('{"id":1,"do":"ping"}', 1)

    def test_do(self):
        for do in ('dance', '', 'PING', 'ping ', 7, None, [], 'hello', 'live', 'message'):
            self.assert_bad(json.dumps({'id': 5, 'do': do}), 5)
        self.assert_bad('{"id":5}', 5)
        self.assert_bad('{"id":5,"charla":1,"name":"x"}', 5)

    def test_depth(self):
        self.assert_good('{"id":1,"do":"ping","x":%s}' % nested(15), 1)
        self.assert_good('{"id":1,"do":"ping","x":%s1%s}' % ('[' * 15, ']' * 15), 1)
        self.assert_bad('{"id":1,"do":"ping","x":%s}' % nested(16))
        self.assertTrue(self.connection.is_closed())

    def test_what_ends_it(self):
        for payload in (b'', b'x', b'[]', b'7', b'null', b'"{}"', b'{', b'{}{}', b'{"id":1,}',
                        b"{'id':1}", b'{"id":01}', b'{"id":1,"do":"ping"}\0', b'\xff',
                        b'{"id":1,"do":"p\xffing"}', b'{"id":1,"do":"ping","x":"\\u0000"}',
                        b'{"id":1,"do":"ping","\\u0000":1}', b'{"id":1,"do":"ping","x":"\0"}',
                        b'\xef\xbb\xbf{"id":1,"do":"ping"}', b'{"id":NaN}', b'{"id":1,"x":1e400}',
                        b'{"id":1,"x":"\\ud83d"}', b'{"id":1,"x":"\xed\xa0\xbd"}',
                        b'{"id":1,"x":"\xc0\x80"}',
                        nested(17).encode(), b'[' * 60000):
            with self.subTest(payload[:40]):
                connection = self.connect()
                connection.send({'charla': 1, 'name': f'eve {len(payload)} {hash(payload)}'[:32]})
                self.assertIn('ok', connection.receive())
                self.assertEqual(connection.receive()['ev'], 'live')
                connection.send(payload, {'id': 9, 'do': 'create', 'name': 'x', 'kind': 'public'})
                answer = connection.receive()
                while answer.get('ev') in ('presence', 'member'):
                    answer = connection.receive()
                self.assertEqual((answer['error']['code'], 're' in answer), ('bad-request', False))
                while not connection.is_closed():
                    pass
        self.assertEqual(self.ana.ask('rooms', query='x')['rooms'], [])

    def test_frames(self):
        """The largest one is read; a larger one, or no header, ends it without a word."""
        request = b'{"id":1,"do":"ping","x":"%s"}'
        self.assert_good(request % (b'x' * (65536 - len(request) + 2)), 1)
        for data in (b'65537     ', b'5a        ', b'          ', b'-5        ', b'9999999999'):
            connection = self.connect()
            connection.send({'charla': 1, 'name': f'eve {data!r}'})
            self.assertIn('ok', connection.receive())
            self.assertEqual(connection.receive()['ev'], 'live')
            connection.send_bytes(data)
            with self.assertRaises(charla.Closed):
                while connection.receive()['ev'] in ('presence', 'member'):
                    pass

    def test_byte_by_byte(self):
        for byte in charla.frame({'id': 1, 'do': 'ping'}):
            self.connection.send_bytes(bytes([byte]))
        self.assertEqual(self.connection.receive(), {'re': 1, 'ok': {}})

    def test_a_thousand_in_flight(self):
        """Each is answered once, whatever the order."""
        room = self.make_room(self.ana)
        requests = []
        for i in range(200):
            requests += [('post', {'room': room, 'text': f'word{i}', 'nonce': f'{i}'}),
                         ('ping', {}), ('history', {'room': room, 'limit': 5}),
                         ('whois', {'user': 'nobody' if i % 2 else 'ana'}),
                         ('search', {'text': f'word{i}', 'limit': 1})]
        self.assertEqual(len(requests), 1000)
        numbers = self.ana.send_all(requests)
        answers = {}
        for number in numbers:
            try:
                answers[number] = self.ana.wait_for_reply(number)
            except charla.Refused as error:
                answers[number] = error.code
        self.ana.sync()
        begin = self.ana.frames.index(self.ana.replies[numbers[0]])
        told = [each['re'] for each in self.ana.frames if each.get('re') in answers]
        self.assertEqual(sorted(told), numbers)
        self.assertGreaterEqual(begin, 0)
        posted = [answers[number]['seq'] for number in numbers[::5]]
        self.assertEqual(posted, sorted(posted))
        self.assertEqual(len(self.history(self.ana, room, limit=200)), 200)
        self.assertEqual([answers[number] for number in numbers[3::5]][1::2], ['unknown-user'] * 100)

    def test_unknown_and_null_members(self):
        self.assertEqual(self.ana.ask('ping', color='blue', deep={'a': [{}]}), {})
        for written in ('{"id":1,"do":"status","state":null,"text":null}',
                        '{"id":1,"do":"rooms","query":null,"after":null,"limit":null}',
                        '{"id":1,"do":"logout","all":null}'):
            self.assertIn('ok', self.answer(written))
        self.assert_bad('{"id":1,"do":"whois","user":null}', 1)
        self.assert_bad('{"id":1,"do":"topic","room":"r1","text":null}', 1)

    def test_types_of_all_members(self):
        """Each member of each request that has a wrong type, and each that is missing."""
        good = {'room': self.ana.lobby, 'user': 'ana', 'seq': 1, 'text': 'x', 'nonce': 'n',
                'emoji': 'x', 'on': True, 'name': 'x', 'kind': 'public', 'role': 'member', 'new': 'x'}
        for do, request in witness.requests.items():
            for member in request.needs:
                members = {name: good[name] for name in request.needs - {member}}
                with self.subTest(do, missing=member):
                    self.assert_refused('bad-request', self.ana, do, **members)
            for member in request.needs | request.may:
                members = {**{name: good[name] for name in request.needs}, member: [{}]}
                with self.subTest(do, wrong=member):
                    self.assert_refused('bad-request', self.ana, do, **members)

    def test_since_is_also_a_number_with_a_point(self):
        self.ana.post(self.ana.lobby, 'x')
        self.assertEqual(len(self.ana.ask('history', room=self.ana.lobby, limit=1.0)['messages']), 1)
        self.assert_refused('bad-request', self.ana, 'history', room=self.ana.lobby,
                            before=LARGEST + 1)


if __name__ == '__main__':
    unittest.main()
