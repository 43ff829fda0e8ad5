# SPDX-License-Identifier: GPL-3.0-or-later
"""From the icon to the first message: in less than half a minute, with nothing typed but a name."""

import re
import time

from cases import setUpModule  # noqa: F401
from found_cases import FoundTestCase
from hosts import connect, needs_hosts
from programs import wait_until

# Seconds, of a person who was never in a chat. Sanitizers take a part of them.
AT_MOST = 30


@needs_hosts
class First(FoundTestCase):
    def setUp(self):
        super().setUp()
        self.here, self.there = self.make_host(), self.make_host()
        connect(self.here, self.there)
        self.here.start()
        self.there.start()

    def begin(self):
        """What the icon does, and the name."""
        self.began = time.monotonic()
        application = self.start_on(self.here)
        application.tree.find('list item', re.compile('^Lab, '))
        application.focus()
        self.click(application.tree.find('text', 'Your name'))
        self.desktop.press_keys('ctrl+a')
        self.desktop.xdotool('type', 'ana')
        wait_until(lambda: application.tree.find('text', 'Your name').text == 'ana', 'the name')
        self.desktop.press_keys('Return')
        wait_until(lambda: application.tree.find('list item', re.compile('^Lab, ')).has('focused'),
                   'the chat has the focus')
        self.desktop.press_keys('Return')
        return application

    def click(self, node):
        x, y, width, height = node.extents
        self.desktop.xdotool('mousemove', x + width // 2, y + height // 2, 'click', 1)

    def speak(self, application):
        application.wait_in_room()
        self.desktop.xdotool('type', 'Hello, everybody')
        self.desktop.press_keys('Return')
        # Sent: what waits says so behind the time.
        application.tree.find('list item', re.compile(r'^You: Hello, everybody, \d\d:\d\d$'))
        seconds = time.monotonic() - self.began
        self.assertLess(seconds, AT_MOST)
        print(f'# {seconds:.1f} s from the icon to the first message', flush=True)

    def test_on_this_computer(self):
        """Nothing is asked."""
        self.serve(self.here, 'Lab')
        self.speak(self.begin())

    def test_on_another_computer(self):
        """One thing is asked: whether it is the right one."""
        self.serve(self.there, 'Lab')
        application = self.begin()
        self.find_words(application)
        application.tree.find('button', 'Connect').press()
        self.speak(application)


del FoundTestCase
