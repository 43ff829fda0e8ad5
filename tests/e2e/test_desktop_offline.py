# SPDX-License-Identifier: GPL-3.0-or-later
"""What one has seen and what one writes while the server is away, in the desktop application."""

import re

import charla
from cases import DesktopTestCase, setUpModule  # noqa: F401
from programs import wait_until


class Away(DesktopTestCase):
    """ana and bob in the Kitchen."""

    def setUp(self):
        super().setUp()
        self.server = self.start_server()
        self.bob = charla.Client(self.server.address, 'bob')
        self.addCleanup(self.bob.close)
        self.ana = self.join(self.server)
        self.kitchen = self.bob.ask('create', name='Kitchen', kind='public')['room']['id']
        self.bob.ask('invite', room=self.kitchen, user='ana')
        self.bob.post(self.kitchen, 'Soup is ready')
        self.ana.tree.find('list item', re.compile('^Kitchen, 1 unread'))
        self.desktop.press_keys('alt+shift+Down')
        self.wait_in_kitchen()

    def wait_in_kitchen(self):
        self.ana.wait_for_title('Kitchen')
        self.ana.wait_message('Soup is ready', sender='bob')

    def restart(self):
        """The person quits, and comes back to where they were."""
        self.ana.close()
        self.ana = self.start_application()
        self.wait_in_kitchen()
        self.ana.focus()

    def return_server(self, port=0):
        self.server = self.start_server('--port', str(port),
                                        data_dir=self.server.data_dir)
        self.bob.address = self.server.address
        self.bob.reconnect()

    def wait_back(self):
        self.ana.tree.find('button', 'Try Again').press()
        self.ana.tree.wait_gone('label', re.compile('^Offline'))

    def wait_row(self, text, state):
        pattern = re.compile(f'^You: {re.escape(text)}, \\d+:\\d\\d{state}$')
        self.ana.tree.find('list item', pattern)

    def heard(self):
        """All that ana has said in the Kitchen, as bob has heard it."""
        self.bob.sync()
        return [event['text'] for event in self.bob.events('message')
                if event['room'] == self.kitchen and event['from']['name'] == 'ana']


class Restart(Away):
    def test_into_the_last_room_with_its_draft(self):
        self.ana.composer.write('With bread')
        self.server.end()
        self.restart()
        wait_until(lambda: self.ana.composer.text == 'With bread', 'the draft is there',
                   lambda: repr(self.ana.composer.text))

    def test_all_is_sent_once_and_in_order(self):
        port = self.server.port
        self.server.end()
        self.restart()
        said = ['one', 'two', 'three']
        for text in said:
            self.ana.say(text)
            self.wait_row(text, ', Waiting to be sent')
        self.ana.tree.find('label', 'Offline, 3 messages wait')
        self.restart()
        self.wait_row('three', ', Waiting to be sent')
        self.ana.tree.find('label', 'Offline, 3 messages wait')

        self.return_server(port)
        self.wait_back()
        for text in said:
            self.wait_row(text, '')
        self.assertEqual(self.heard(), said)
        self.assertEqual(self.ana.get_texts(), ['Soup is ready', *said])
        self.restart()
        self.wait_row('three', '')
        self.ana.say('four')
        self.wait_row('four', '')
        self.assertEqual(self.heard(), [*said, 'four'])


class Refused(Away):
    """What ana writes is refused when she is back."""

    def be_refused(self, **request):
        """ana has written something, and meanwhile bob did something to her."""
        port = self.server.port
        self.server.end()
        self.ana.say('Too late')
        self.wait_row('Too late', ', Waiting to be sent')
        self.ana.tree.find('label', 'Offline, 1 message waits')
        # Where ana does not look for it, so that bob is first.
        self.return_server()
        self.bob.ask(room=self.kitchen, user='ana', **request)
        self.server.end()
        self.return_server(port)
        self.wait_back()
        self.wait_row('Too late', ', Not sent')

    def test_it_says_so_and_works_later(self):
        self.be_refused(do='mute', reason='Not at lunch')
        self.ana.tree.find('label', re.compile('^You may only read in “Kitchen” from now on.*lunch'))
        self.ana.tree.find('label', re.compile('^Not sent · .'))
        self.assertEqual(self.heard(), [])

        self.bob.ask('mute', room=self.kitchen, user='ana', on=False)
        self.ana.tree.find('button', 'Try Again').press()
        self.wait_row('Too late', '')
        self.ana.tree.wait_gone('button', 'Try Again')
        self.assertEqual(self.heard(), ['Too late'])

    def test_it_can_be_thrown_away(self):
        self.be_refused(do='mute')
        self.ana.tree.find('button', 'Discard').press()
        self.ana.tree.wait_gone('list item', re.compile('^You: Too late'))
        self.restart()
        self.bob.ask('mute', room=self.kitchen, user='ana', on=False)
        self.ana.say('In time')
        self.wait_row('In time', '')
        self.assertEqual(self.heard(), ['In time'])


del DesktopTestCase, Away
