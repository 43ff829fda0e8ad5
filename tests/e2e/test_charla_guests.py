# SPDX-License-Identifier: GPL-3.0-or-later
"""Guests of the classic dialect beside users of the Charla dialect, in the Lobby."""

import unittest

from charla_cases import CharlaTestCase, setUpModule  # noqa: F401


class Guests(CharlaTestCase):
    def setUp(self):
        super().setUp()
        self.ana = self.enter('ana')
        self.lobby = self.ana.lobby
        self.eva = self.enter_classic('eva')

    def hear_guest(self, guest, text):
        guest.say(text)
        return self.ana.wait_for_event('message', text=text)

    def test_both_ways(self):
        event = self.hear_guest(self.eva, 'hello @ana ☕\nand more')
        self.assertEqual(event['from']['name'], 'eva')
        self.assertEqual(event['mentions'], [self.ana.id])
        self.ana.post(self.lobby, 'hello\nyourself')
        self.assertEqual(self.eva.hear(), ('ana', 'hello\nyourself'))
        kitchen = self.make_room(self.ana)
        self.ana.post(kitchen, 'not for guests')
        self.ana.post(self.lobby, 'the last')
        self.assertEqual(self.eva.hear(), ('ana', 'the last'))
        self.assertEqual([each['from']['name'] for each in self.history(self.ana, self.lobby)],
                         ['eva', 'ana', 'ana'])
        page = self.ana.ask('search', text='hello', from_=event['from']['id'])
        self.assertEqual([each['seq'] for each in page['messages']], [event['seq']])

    def test_edit_is_one_more_text(self):
        seq = self.ana.post(self.lobby, 'Soup?')['seq']
        self.ana.ask('edit', seq=seq, text='Soup today? ☕')
        self.ana.ask('react', seq=seq, emoji='☕', on=True)
        self.ana.ask('delete', seq=seq)
        self.ana.post(self.lobby, 'x' * 16384)
        self.assertEqual(self.eva.hear(), ('ana', 'Soup?'))
        self.assertEqual(self.eva.hear(), ('ana', '✎ Soup today? ☕'))
        self.assertEqual(self.eva.hear(), ('ana', 'x' * 16384))

    def test_names(self):
        """A guest whose name is taken, by a guest or by an account, gets a number behind it."""
        for number, name in enumerate(('EVA', 'ｅｖａ'), 2):
            guest = self.enter_classic(name)
            self.assertEqual(self.hear_guest(guest, f'{number}')['from']['name'], f'{name} {number}')
        guest = self.enter_classic('ana')
        self.assertEqual(self.hear_guest(guest, 'I am another')['from']['name'], 'ana 2')
        long = self.enter('é' * 32)
        guest = self.enter_classic(long.name)
        self.assertEqual(self.hear_guest(guest, 'long')['from']['name'], 'é' * 30 + ' 2')

    def test_account_of_the_name_of_a_guest(self):
        user = self.enter('eva')
        self.assertEqual(user.welcome['you']['name'], 'eva')
        self.assertEqual(self.hear_guest(self.eva, 'still here')['from']['name'], 'eva 2')

    def test_whois(self):
        guest_id = self.hear_guest(self.eva, 'hi')['from']['id']
        expected = {'id': guest_id, 'name': 'eva', 'kind': 'guest', 'online': True, 'state': 'active'}
        self.assertEqual(self.ana.ask('whois', user='EVA')['user'], expected)
        self.assertEqual(self.ana.ask('whois', user=guest_id)['user'], expected)
        members = self.ana.ask('members', room=self.lobby)['members']
        self.assertEqual([each['user']['name'] for each in members], ['ana'])
        self.assertEqual(self.ana.ask('join', room=self.lobby)['room']['members'], 1)
        self.eva.close()
        self.server.wait_for_log('"eva" from .* left')
        self.assert_refused('unknown-user', self.ana, 'whois', user='eva')
        back = self.enter_classic('eva')
        self.assertEqual(self.hear_guest(back, 'back')['from'], {'id': guest_id, 'name': 'eva'})

    def test_messages_of_guests(self):
        seq = self.hear_guest(self.eva, 'Soup?')['seq']
        self.ana.ask('react', seq=seq, emoji='☕', on=True)
        self.assertEqual(self.ana.post(self.lobby, 'Yes', reply=seq)['seq'] > seq, True)
        self.assertEqual(self.ana.wait_for_event('message', text='Yes')['reply'],
                         {'seq': seq, 'name': 'eva', 'excerpt': 'Soup?'})
        self.assert_refused('forbidden', self.ana, 'edit', seq=seq, text='x')
        self.assert_refused('forbidden', self.ana, 'delete', seq=seq)

    def test_guests_are_not_mentioned(self):
        self.ana.post(self.lobby, 'hello @eva')
        self.assertNotIn('mentions', self.ana.wait_for_event('message'))

    def test_hello_that_is_none_is_a_name(self):
        """A first frame without an integer `charla` is a name of the classic dialect."""
        for name in ('{"charla": "1"}', '{"name": "x"}', '[1]', '{"charla": 1.5}',
                     '{"charla": null}'):
            with self.subTest(name):
                guest = self.enter_classic(name)
                self.assertEqual(self.hear_guest(guest, f'I am {name}')['from']['name'], name)

    def test_unread(self):
        """A guest is one of the others."""
        before = self.ana.reconnect()['rooms'][0]['unread']
        self.hear_guest(self.eva, 'hi @ana')
        room = self.ana.reconnect()['rooms'][0]
        self.assertEqual((room['unread'], room['mentions']), (before + 1, 1))


if __name__ == '__main__':
    unittest.main()
