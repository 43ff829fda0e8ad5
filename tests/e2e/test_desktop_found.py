# SPDX-License-Identifier: GPL-3.0-or-later
"""Chats are found by the application, and what stands between them and the room is asked."""

import re

from cases import setUpModule  # noqa: F401
from found_cases import FoundTestCase
from hosts import connect, needs_hosts
from programs import wait_until


@needs_hosts
class HereTestCase(FoundTestCase):
    def test_no_avahi(self):
        application = self.start_on(self.make_host())
        application.tree.find('status', re.compile('Avahi is not running'))

    def test_nothing_found_then_one(self):
        host = self.make_host()
        host.start()
        application = self.start_on(host)
        application.tree.find('status', re.compile('^No chat announces itself'))

        server = self.serve(host, 'Lab')
        item = application.tree.find('list item', re.compile('^Lab, This computer, '))
        self.assertIn(f'127.0.0.1:{server.port}', item.name)
        application.tree.wait_gone('status', re.compile('.'))

        server.end()
        application.tree.wait_gone('list item', re.compile('^Lab, '))

    def test_one_click_joins(self):
        host = self.make_host()
        host.start()
        self.serve(host, 'Lab')
        application = self.start_on(host)
        self.choose(application, 'Lab')
        application.wait_in_room()

    def test_a_name_is_needed(self):
        host = self.make_host()
        host.start()
        self.serve(host, 'Lab')
        application = self.start_on(host)
        application.tree.find('text', 'Your name').write('')
        application.tree.find('list item', re.compile('^Lab, ')).press()
        application.tree.find('label', re.compile('^Enter the name'))

    def test_join_word(self):
        host = self.make_host()
        host.start()
        self.serve(host, 'Lab', '--set', 'access.join-word=open')
        application = self.start_on(host)
        application.tree.find('list item', re.compile('Needs a join word'))
        application.tree.assert_named('the way in')
        self.choose(application, 'Lab')
        application.tree.find('text', 'Join word').write('shut')
        application.tree.assert_named('the way in')
        application.tree.find('button', 'Join').press()
        application.tree.find('label', 'That is not the word.')
        application.tree.find('text', 'Join word').write('open')
        application.tree.find('button', 'Join').press()
        application.wait_in_room()

    def test_a_name_that_is_taken(self):
        host = self.make_host()
        host.start()
        self.serve(host, 'Lab')
        application = self.start_on(host)
        self.choose(application, 'Lab')
        application.wait_in_room()
        application.close()
        self.desktop.forget_chats()
        self.desktop.settings.unlink()

        again = self.start_on(host)
        self.choose(again, 'Lab')
        again.tree.find('text', 'Password').write('tomato')
        again.tree.find('button', 'Connect').press()
        again.tree.find('label', 'That is not the password of this name.')
        again.tree.find('button', 'Use Another Name').press()
        again.tree.find('label', re.compile('^Somebody has this name there already'))
        again.tree.find('text', 'Your name').write('bea')
        again.tree.find('list item', re.compile('^Lab, ')).press()
        again.wait_in_room()


@needs_hosts
class ThereTestCase(FoundTestCase):
    def setUp(self):
        super().setUp()
        self.here, self.there = self.make_host(), self.make_host()
        connect(self.here, self.there)
        self.here.start()
        self.there.start()

    def join(self):
        """For the first time, from another computer."""
        application = self.start_on(self.here)
        self.choose(application, 'Lab')
        words = self.find_words(application)
        application.tree.find('button', 'Connect').press()
        application.wait_in_room()
        return application, words

    def test_the_first_time(self):
        self.serve(self.there, 'Lab')
        application, [words] = self.join()
        application.tree.find_all('button', 'Encrypted')[-1].press()
        self.assertEqual(self.find_words(application), [words])
        application.tree.assert_named('the way in')
        application.close()

        again = self.start_on(self.here)
        again.wait_in_room()

    def test_no(self):
        """Before the answer the server hears of nobody."""
        server = self.serve(self.there, 'Lab')
        application = self.start_on(self.here)
        self.choose(application, 'Lab')
        self.find_words(application)
        application.tree.find('button', 'Cancel').press()
        application.tree.find('list item', re.compile('^Lab, 10'))
        self.assertNotIn('ana', server.log())

    def test_changed(self):
        server = self.serve(self.there, 'Lab')
        application, [before] = self.join()
        application.close()
        server.end()

        for file in (self.folder / 'Lab').glob('tls-*'):
            file.unlink()
        self.serve(self.there, 'Lab', port=server.port)
        again = self.start_on(self.here)
        again.wait_for_title('Lobby')
        again.activate('review')
        words = self.find_words(again)
        self.assertEqual(len(words), 2)
        again.tree.assert_named('the changed page')
        self.assertIn(before, words)

        anyway = again.tree.find('button', 'Connect Anyway')
        self.assertFalse(anyway.has('sensitive'))
        again.focus()
        self.desktop.press_keys('Return')
        again.wait_for_title('Lobby')
        again.activate('review')
        again.tree.find('switch', re.compile('^I have compared'))
        self.desktop.press_keys('alt+c')
        wait_until(lambda: again.tree.find('button', 'Connect Anyway').has('sensitive'),
                   'one may go on')
        again.tree.find('button', 'Connect Anyway').press()
        again.wait_in_room()


del FoundTestCase
