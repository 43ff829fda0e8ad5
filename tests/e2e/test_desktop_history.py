# SPDX-License-Identifier: GPL-3.0-or-later
"""Where one is among the messages of a room, in the desktop application."""

import re
import secrets

import charla
from application import get_text
from cases import DesktopTestCase, setUpModule  # noqa: F401
from programs import wait_until

# By how many pixels what one reads may move when one does not scroll.
TOLERANCE = 1


class History(DesktopTestCase):
    def setUp(self):
        super().setUp()
        self.server = self.start_server()
        self.bob = charla.Client(('127.0.0.1', self.server.port), 'bob')
        self.addCleanup(self.bob.close)

    def fill(self, room, name, count):
        """So many messages of bob's, in a room."""
        for number in self.bob.send_all([
                ('post', {'room': room, 'text': f'{name} {index}', 'nonce': secrets.token_hex(16)})
                for index in range(count)]):
            self.bob.wait_for_reply(number)

    def start(self, last):
        """Joins, at the end of the room."""
        self.ana = self.join(self.server)
        self.wait_in_sight(last)

    def find_row(self, text):
        return next((row for row in self.ana.find_messages()
                     if re.match(f'bob(: |[.] .*[.] ){re.escape(text)}, ', row.name)), None)

    def is_in_sight(self, text):
        row = self.find_row(text)
        return row is not None and self.ana.is_in_sight(row)

    def wait_in_sight(self, text):
        wait_until(lambda: self.is_in_sight(text), f'“{text}” is in sight', self.ana.describe)

    def get_top(self, text):
        """Where a message is; None when it is not among those near."""
        row = self.find_row(text)
        return row.extents[1] if row else None

    def get_first_in_sight(self):
        """The first message that is whole in sight, and where it is."""
        rows = self.ana.find_messages()
        top = self.ana.history.extents[1]
        return next((get_text(row), place) for row in rows
                    if (place := row.extents[1]) >= top)

    def wait_at(self, text, place):
        """Waits until a message is there and stays there."""
        def is_there():
            top = self.get_top(text)
            return top is not None and abs(top - place) <= TOLERANCE

        wait_until(is_there, f'“{text}” is at {place}', lambda: f'it is at {self.get_top(text)}')
        self.assertTrue(is_there(), f'“{text}” moved from {place} to {self.get_top(text)}')

    def turn_wheel(self, times=1):
        """Towards what is older, over the messages."""
        x, y, width, height = self.ana.history.extents
        self.desktop.xdotool('mousemove', x + width // 2, y + height // 2,
                             'click', '--repeat', times, '--delay', 1, 4)

    def measure_turns(self, times):
        """How far the wheel goes."""
        text, before = self.get_first_in_sight()
        self.turn_wheel(times)

        def rest():
            tops = {self.get_top(text) for _ in range(5)}
            return tops.pop() if len(tops) == 1 and tops != {before} else None

        return wait_until(rest, 'the wheel has scrolled') - before

    def test_opens_where_one_has_not_read(self):
        room = self.bob.ask('create', name='Kitchen', kind='public')['room']['id']
        self.fill(room, 'Old', 60)
        self.ana = self.join(self.server)
        self.bob.ask('invite', room=room, user=self.bob.ask('whois', user='ana')['user']['id'])
        self.fill(room, 'New', 60)
        wait_until(lambda: self.ana.find_room('Kitchen, 60 unread'), 'the room',
                   lambda: '\n'.join(self.ana.get_rooms()))
        self.desktop.press_keys('alt+Up')

        # What was said before, the line, and what is new, without a gap.
        _x, line, _width, height = self.ana.tree.find('label', 'New Messages').extents
        _x, new, _width, new_height = self.find_row('New 0').extents
        _x, old, _width, old_height = self.find_row('Old 59').extents
        self.assertTrue(new <= line < line + height < new + new_height, (line, new, new_height))
        self.assertLessEqual(abs(old + old_height - new), TOLERANCE)
        self.assertFalse(self.is_in_sight('New 59'))

    def test_older_ones_come_without_a_jump(self):
        self.fill(self.bob.lobby, 'Line', 250)
        self.start('Line 249')
        turns = 5
        way = self.measure_turns(turns)
        while self.find_row('Line 0') is None:
            text, before = self.get_first_in_sight()
            self.turn_wheel(turns)
            if self.find_row('Line 0') is None:
                self.wait_at(text, before + way)
        self.turn_wheel(20)
        self.wait_in_sight('Line 0')

    def test_a_quote_leads_to_what_it_quotes(self):
        first = self.bob.post(self.bob.lobby, 'Shall we?')['seq']
        self.fill(self.bob.lobby, 'Line', 300)
        self.bob.post(self.bob.lobby, 'Yes', reply=first)
        self.start('Yes')
        self.ana.tree.find('button', 'In reply to bob: “Shall we?”').press()
        self.wait_in_sight('Shall we?')
        self.wait_in_sight('Line 0')

        self.ana.get_end_button().press()
        self.wait_in_sight('Yes')

    def test_stays_at_the_end_only_when_one_is_there(self):
        self.fill(self.bob.lobby, 'Line', 100)
        self.start('Line 99')
        self.bob.post(self.bob.lobby, 'One more')
        self.wait_in_sight('One more')

        self.measure_turns(9)
        self.assertFalse(self.is_in_sight('One more'))
        text, before = self.get_first_in_sight()
        self.bob.post(self.bob.lobby, 'And another')
        self.bob.sync()
        self.wait_at(text, before)
        self.assertFalse(self.is_in_sight('And another'))

        self.ana.get_end_button().press()
        self.wait_in_sight('And another')
        self.bob.post(self.bob.lobby, 'The last')
        self.wait_in_sight('The last')
