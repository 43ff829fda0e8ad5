# SPDX-License-Identifier: GPL-3.0-or-later
"""Tokens, passwords and devices of an account of the Charla dialect."""

import unittest

import charla
from charla_cases import CharlaTestCase, setUpModule  # noqa: F401


class Account(CharlaTestCase):
    def test_token(self):
        ana = self.enter('ana')
        again = self.enter('ANA', token=ana.token)
        self.assertNotIn('token', again.welcome)
        self.assertEqual(again.welcome['you']['name'], 'ana')
        self.assertEqual(again.id, ana.id)

    def test_wrong_secrets(self):
        ana, berta = self.enter('ana', 'berta')
        for secrets in ({'token': berta.token}, {'token': 'no'}, {'token': ''},
                        {'token': ana.token[:-1]}, {'password': ''}, {'password': 'x'},
                        {'token': berta.token, 'password': 'x'}):
            with self.subTest(**secrets), self.refused('auth-failed'):
                self.enter('ana', **secrets)

    def test_token_goes_before_password(self):
        ana = self.enter('ana')
        self.enter('ana', token=ana.token, password='wrong')
        ana.ask('password', new='correct horse')
        again = self.enter('ana', token='old', password='correct horse')
        self.assertEqual(len(again.token), 43)
        self.assertIn('token', again.welcome)

    def test_secret_of_nobody(self):
        """Nobody has the name: it becomes an account, whatever the device brought along."""
        ana = self.enter('ana', token='of another server')
        self.assertIn('token', ana.welcome)

    def test_password(self):
        ana = self.enter('ana')
        phone = self.enter_again(ana)
        self.assertEqual(ana.ask('password', new='correct horse'), {})
        self.assertTrue(phone.wait_for_event('notice')['text'])
        with self.refused('auth-failed'):
            self.enter('ana', password='correct hoarse')
        tablet = self.enter('Ana', password='correct horse')
        self.assertNotIn(tablet.token, (None, ana.token))
        self.enter_again(tablet)
        self.enter_again(ana)

        self.assert_refused('auth-required', ana, 'password', new='battery staple')
        self.assert_refused('auth-failed', ana, 'password', new='battery staple', old='x')
        ana.ask('password', new='battery staple', old='correct horse')
        tablet.wait_for_event('notice')
        self.enter('ana', password='battery staple')
        with self.refused('auth-failed'):
            self.enter('ana', password='correct horse')
        self.assertEqual(ana.events('notice'), [])
        self.enter_again(phone)

    def test_password_at_once(self):
        """Several devices set the first password together: one of them does."""
        devices = [ana := self.enter('ana'), *(self.enter_again(ana) for _ in range(7))]
        numbers = [device.send('password', new=f'word {i}') for i, device in enumerate(devices)]
        done = []
        for i, (device, number) in enumerate(zip(devices, numbers)):
            try:
                device.wait_for_reply(number)
                done.append(i)
            except charla.Refused as error:
                self.assertIn(error.code, ('conflict', 'auth-required'))
        self.assertEqual(len(done), 1)
        self.enter('ana', password=f'word {done[0]}')

    def test_password_is_a_line(self):
        ana = self.enter('ana')
        self.assert_refused('bad-request', ana, 'password', new='two\nlines')
        self.assert_refused('bad-request', ana, 'password', new='')
        self.assert_refused('too-large', ana, 'password', new='x' * 1001)
        ana.ask('password', new='é' * 1000)
        self.enter('ana', password='é' * 1000)

    def test_hundred_tokens(self):
        """The first one gives way to the hundred and first."""
        ana = self.enter('ana')
        ana.ask('password', new='x')
        devices = [self.enter('ana', password='x') for _ in range(99)]
        for device in devices:
            device.close()
        self.enter_again(ana)
        self.enter('ana', password='x')
        with self.refused('auth-failed'):
            self.enter_again(ana)
        self.enter_again(devices[0])


class Logout(CharlaTestCase):
    def setUp(self):
        super().setUp()
        self.ana = self.enter('ana')
        self.ana.ask('password', new='x')
        self.same = self.enter_again(self.ana)
        self.phone = self.enter('ana', password='x')

    def assert_logged_out(self, client):
        self.assertEqual(client.wait_for_event('bye')['code'], 'auth-required')
        client.wait_for_end()
        with self.refused('auth-failed'):
            self.enter_again(client)

    def test_one(self):
        self.assertEqual(self.ana.ask('logout'), {})
        self.assert_logged_out(self.same)
        self.ana.sync()
        self.phone.sync()
        self.enter_again(self.phone)
        self.ana.close()
        with self.refused('auth-failed'):
            self.enter_again(self.ana)

    def test_all(self):
        berta = self.enter('berta')
        self.assertEqual(self.ana.ask('logout', all=True), {})
        self.assert_logged_out(self.same)
        self.assert_logged_out(self.phone)
        self.ana.sync()
        berta.sync()
        self.ana.close()
        back = self.enter('ana', password='x')
        self.enter_again(back)

    def test_not_all(self):
        self.ana.ask('logout', all=False)
        self.assert_logged_out(self.same)
        self.phone.sync()


if __name__ == '__main__':
    unittest.main()
