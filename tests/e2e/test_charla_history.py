# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages of messages of the Charla dialect: history and search."""

import json
import unittest

from charla_cases import CharlaTestCase, setUpModule  # noqa: F401


def seqs(page):
    return [message['seq'] for message in page['messages']]


class History(CharlaTestCase):
    def setUp(self):
        super().setUp()
        self.ana, self.berta = self.enter('ana', 'berta')
        self.room = self.make_room(self.ana)
        numbers = self.ana.send_all([
            ('post', {'room': self.room, 'text': f'{i}', 'nonce': f'{i}'}) for i in range(60)])
        self.seqs = [self.ana.wait_for_reply(number)['seq'] for number in numbers]

    def ask(self, **members):
        return self.berta.ask('history', room=self.room, **members)

    def test_newest(self):
        page = self.ask()
        self.assertEqual((seqs(page), page['more']), (self.seqs[-50:], True))
        self.assertEqual(page['seq'], self.seqs[-1])
        page = self.ask(limit=60)
        self.assertEqual((seqs(page), page['more']), (self.seqs, False))
        self.assertEqual(seqs(self.ask(limit=1)), self.seqs[-1:])

    def test_before(self):
        page = self.ask(before=self.seqs[30], limit=10)
        self.assertEqual((seqs(page), page['more']), (self.seqs[20:30], True))
        page = self.ask(before=self.seqs[10], limit=10)
        self.assertEqual((seqs(page), page['more']), (self.seqs[:10], False))
        self.assertEqual(seqs(self.ask(before=0)), [])
        self.assertEqual(seqs(self.ask(before=2 ** 53 - 1)), self.seqs[-50:])

    def test_after(self):
        page = self.ask(after=self.seqs[30], limit=10)
        self.assertEqual((seqs(page), page['more']), (self.seqs[31:41], True))
        page = self.ask(after=self.seqs[-11], limit=10)
        self.assertEqual((seqs(page), page['more']), (self.seqs[-10:], False))
        page = self.ask(after=0, limit=200)
        self.assertEqual((seqs(page), page['more']), (self.seqs, False))
        page = self.ask(after=self.seqs[-1])
        self.assertEqual((seqs(page), page['more']), ([], False))

    def test_around(self):
        page = self.ask(around=self.seqs[30], limit=11)
        self.assertEqual((len(page['messages']), page['more']), (11, True))
        self.assertEqual(seqs(page)[5], self.seqs[30])
        self.assertEqual(seqs(self.ask(around=self.seqs[30], limit=1)), [self.seqs[30]])
        page = self.ask(around=self.seqs[30], limit=200)
        self.assertEqual((seqs(page), page['more']), (self.seqs, False))
        self.assertIn(self.seqs[0], seqs(self.ask(around=self.seqs[0], limit=10)))
        self.assertIn(self.seqs[-1], seqs(self.ask(around=self.seqs[-1], limit=10)))

    def test_limit(self):
        self.assertEqual(len(self.ask(limit=1000)['messages']), 60)
        for limit in (0, -1, '5', 1.5):
            self.assert_refused('bad-request', self.berta, 'history', room=self.room, limit=limit)

    def test_refused(self):
        self.assert_refused('bad-request', self.berta, 'history', room=self.room, before=9, after=1)
        self.assert_refused('bad-request', self.berta, 'history', room=self.room, around=9, after=1)
        self.assert_refused('bad-request', self.berta, 'history', room=self.room, before=-1)
        self.assert_refused('bad-request', self.berta, 'history')
        self.assert_refused('bad-request', self.berta, 'history', room=7)
        self.assert_refused('unknown-room', self.berta, 'history', room='r99')
        self.assert_refused('unknown-room', self.berta, 'history', room='')

    def test_deleted_ones_are_in_it(self):
        self.ana.ask('delete', seq=self.seqs[5])
        page = self.ask(after=self.seqs[4], limit=1)
        self.assertEqual(page['messages'][0]['text'], '')
        self.assertIs(page['messages'][0]['deleted'], True)
        self.assertGreater(page['seq'], self.seqs[-1])

    def test_pages_fit_into_a_frame(self):
        """Texts of which one page of 200 would be larger."""
        text = '\x01' * 10800
        room = self.make_room(self.ana, name='Long')
        for i in range(30):
            self.ana.post(room, text)
        found, page, after = [], {'more': True}, 0
        while page['more']:
            page = self.berta.ask('history', room=room, after=after, limit=200)
            self.assertLessEqual(len(json.dumps(page)), 1048576)
            self.assertGreater(len(page['messages']), 0)
            found += page['messages']
            after = found[-1]['seq']
        self.assertEqual([each['text'] for each in found], [text] * 30)
        self.assertLess(len(self.berta.ask('history', room=room, limit=200)['messages']), 30)


class Search(CharlaTestCase):
    def setUp(self):
        super().setUp()
        self.ana, self.berta, self.carla = self.enter('ana', 'berta', 'carla')
        self.room = self.make_room(self.ana)

    def say(self, *texts, by=None, room=None):
        return [(by or self.ana).post(room or self.room, text)['seq'] for text in texts]

    def find(self, text, by=None, **members):
        return seqs((by or self.berta).ask('search', text=text, **members))

    def test_words(self):
        [seq] = self.say('Yes: réunion of tomatoes, street 12, x²')
        for text in ('réunion', 'REU tom', 'tom reu', 'reúnion', 'tomatoes', 'STREET', '12', '1',
                     'y r o t', '"reunion"', 're\u0301union', 'of/12'):
            with self.subTest(repr(text)):
                self.assertEqual(self.find(text), [seq])
        for text in ('union', 'omatoes', 'reunions', 'yes no', ' ', '…', '"', '*', '%', '_'):
            with self.subTest(repr(text)):
                self.assertEqual(self.find(text), [])

    def test_scripts(self):
        [chinese, greek, russian] = self.say('今天有汤吗？有', 'Σούπα σήμερα', 'Суп Ёлка')
        self.assertEqual(self.find('今天'), [chinese])
        self.assertEqual(self.find('有'), [chinese])
        self.assertEqual(self.find('汤'), [])
        self.assertEqual(self.find('σουπα ΣΗΜΕΡΑ'), [greek])
        self.assertEqual(self.find('суп елка'), [russian])

    def test_operators_are_words_or_nothing(self):
        [seq] = self.say('salt or pepper not near')
        for text in ('salt OR pepper', 'salt NOT near', 'salt*', '-salt', 'salt:pepper', '(salt',
                     '{salt}', '^salt', '+salt', "salt' --"):
            with self.subTest(repr(text)):
                self.assertEqual(self.find(text), [seq])
        self.assertEqual(self.find('salt AND pepper'), [])

    def test_sixteen_words(self):
        [seq] = self.say(' '.join(f'w{i}' for i in range(16)))
        words = [f'w{i}' for i in range(16)]
        self.assertEqual(self.find(' '.join(words)), [seq])
        self.assertEqual(self.find(' '.join([*words, 'ignored'])), [seq])
        self.assertEqual(self.find(' '.join(['absent', *words])), [])

    def test_pages(self):
        found = self.say(*(f'soup {i}' for i in range(7)))[::-1]
        page = self.berta.ask('search', text='soup', limit=3)
        self.assertEqual((seqs(page), page['more']), (found[:3], True))
        page = self.berta.ask('search', text='soup', limit=4, before=found[2])
        self.assertEqual((seqs(page), page['more']), (found[3:], False))
        self.assertEqual(page['seq'], found[0])

    def test_where_and_of_whom(self):
        [kitchen] = self.say('soup')
        [lobby] = self.say('soup', by=self.berta, room=self.ana.lobby)
        self.assertEqual(self.find('soup'), [lobby, kitchen])
        self.assertEqual(self.find('soup', room=self.room), [kitchen])
        self.assertEqual(self.find('soup', from_='BERTA'), [lobby])
        self.assertEqual(self.find('soup', from_=self.ana.id), [kitchen])
        self.assertEqual(self.find('soup', from_='carla'), [])
        self.assertEqual(self.find('soup', from_='ana', room=self.ana.lobby), [])

    def test_hidden_rooms(self):
        cellar = self.make_room(self.ana, 'Cellar', 'private', [self.berta])
        pair = self.direct(self.ana, self.berta)
        found = self.say('secret', room=cellar) + self.say('secret', room=pair)
        self.assertEqual(self.find('secret'), found[::-1])
        self.assertEqual(self.find('secret', by=self.carla), [])
        self.assert_refused('unknown-room', self.carla, 'search', text='secret', room=cellar)
        self.assert_refused('unknown-room', self.carla, 'search', text='secret', room=pair)
        self.berta.ask('leave', room=cellar)
        self.assertEqual(self.find('secret'), found[1:])

    def test_edited_and_deleted(self):
        [one, two] = self.say('soup', 'bread')
        self.ana.ask('edit', seq=one, text='salad')
        self.ana.ask('delete', seq=two)
        self.assertEqual(self.find('soup'), [])
        self.assertEqual(self.find('salad'), [one])
        self.assertEqual(self.find('bread'), [])

    def test_refused(self):
        self.assert_refused('unknown-room', self.ana, 'search', text='x', room='r99')
        self.assert_refused('unknown-user', self.ana, 'search', text='x', from_='nobody')
        self.assert_refused('too-large', self.ana, 'search', text='x' * 201)
        for members in ({}, {'text': 7}, {'text': 'x', 'from': 7}, {'text': 'x', 'room': 7},
                        {'text': 'x', 'before': -1}, {'text': 'x', 'limit': 0}, {'text': ''},
                        {'text': 'a\nb'}):
            with self.subTest(**members):
                self.assert_refused('bad-request', self.ana, 'search', **members)


if __name__ == '__main__':
    unittest.main()
