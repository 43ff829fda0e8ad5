# SPDX-License-Identifier: GPL-3.0-or-later
"""The desktop application, started and worked as a person does."""

import gettext
import os
import re
import subprocess

from gi.repository import Gio, GLib

from accessible import ROLES, Tree, call, has_owner
from desktop import APPLICATION_ID
from programs import PATIENCE, environment, wait_until
from screen import Screen

# As they are read out: “bob: hello, 14:05, Waiting to be sent”; an answer has full stops.
MESSAGE = re.compile(r'(?P<sender>.+?)(: |\. )(?P<text>.*), \d?\d:\d\d(?P<state>(, .*)?)', re.DOTALL)


def get_text(row):
    """What is said in a message."""
    return MESSAGE.fullmatch(row.name)['text']


def program_path():
    return os.environ.get('CHARLA', 'charla')


class Application:
    """One run of charla, by the program that runs."""

    def __init__(self, desktop, program, language='en'):
        self.desktop = desktop
        self.program = program
        self.translate = gettext.translation('charla', os.environ['CHARLA_LOCALEDIR'], [language],
                                             fallback=True).gettext
        self.history = None
        self.closed = False
        self.tree = Tree(desktop.accessibility, self._find_on_bus())

    def _find_on_bus(self):
        def look():
            if not self.program.is_running():
                raise AssertionError(f'charla ended:\n{self.program.log()}')
            return self.desktop.accessibility.find_program(self.program.pid)

        return wait_until(look, 'charla comes to the accessibility bus')

    # The connect page.

    def join(self, name=None, server=None):
        """Fills in the connect page and presses the button."""
        if name is not None:
            self.tree.find('text', 'Your name').write(name)
        if server is not None:
            self.tree.find('text', 'Other address').write(server)
        wait_until(self._find_join_button, 'one can join').press()

    def _find_join_button(self):
        button = self.tree.find('button', 'Join')
        return button if button.has('sensitive') else None

    def wait_on_connect_page(self):
        wait_until(lambda: self.get_title() == 'Charla', 'the connect page')

    def leave_chat(self):
        """Leaves the chat, as from the menu."""
        self.activate('leave-chat')
        self.wait_on_connect_page()

    # The room.

    def wait_in_room(self):
        # A server of the classic dialect has no name for its room, so that it is translated.
        names = 'Lobby', self.translate('Lobby')
        wait_until(lambda: self.get_title().startswith(names), 'the room')
        wait_until(lambda: self.composer.has('focused'), 'the composer has the focus')

    @property
    def composer(self):
        return self.tree.find('text', self.translate('Message'))

    def say(self, text):
        self.composer.write(text)
        button = wait_until(self._find_send_button, 'the message can be sent')
        button.press()
        # A button shows for a moment that it is pressed before it acts.
        wait_until(lambda: self.composer.text == '', 'the composer is empty')

    def _find_send_button(self):
        button = self.tree.find('button', self.translate('Send'))
        return button if button.has('sensitive') else None

    def find_messages(self):
        """The rows of the messages in sight and near it, in their order."""
        if self.history is None:
            self.history = next(iter(self.tree.find_all('list', self.translate('Messages'))), None)
        rows = self.tree.look(self.history, depth=2) if self.history else []
        return [row for row in rows if MESSAGE.fullmatch(row.name)]

    def get_messages(self):
        return [row.name for row in self.find_messages()]

    def describe(self):
        """For messages of failures."""
        return '\n'.join(self.get_messages())

    def is_in_sight(self, row):
        """Whether the row of a message is between the top and the bottom of the history."""
        _x, top, _width, height = self.tree.find('list', self.translate('Messages')).extents
        _x, place, _width, size = row.extents
        return size > 0 and place >= top and place + size <= top + height

    def get_texts(self):
        return [get_text(row) for row in self.find_messages()]

    def wait_message(self, text, sender=None):
        """Waits for a message, and returns its row."""
        pattern = re.compile(f'{re.escape(sender) if sender else ".*"}(: |\\. ){re.escape(text)}'
                             r', \d?\d:\d\d(, .*)?', re.DOTALL)
        return wait_until(
            lambda: next((row for row in self.find_messages() if pattern.fullmatch(row.name)),
                         None),
            pattern.pattern, self.describe)

    def get_scroll_bar(self):
        """Of the history."""
        pane = self.tree.find('list', self.translate('Messages'))
        while pane.role not in ROLES['scroll pane']:
            pane = pane.parent
        return next(node for node in self.tree.look(pane, depth=2)
                    if node.has('vertical') and node.parent.has('vertical'))

    def read_history(self):
        """The texts of all messages, from the first to the last: goes through the history."""
        bar = self.get_scroll_bar()
        step = self.tree.find('list', self.translate('Messages')).extents[3] * 3 // 4
        sight = self._scroll_to(bar, bar.get_value('MinimumValue'), self._look_at_history())
        texts = dict.fromkeys(sight[0])
        before = None
        while bar.get_value() != before:
            before = bar.get_value()
            sight = self._scroll_to(bar, before + step, sight)
            if texts.keys().isdisjoint(sight[0]):
                raise AssertionError(f'{sight[0]} does not go on where {list(texts)[-1]} was')
            texts.update(dict.fromkeys(sight[0]))
        return list(texts)

    def _scroll_to(self, bar, place, sight):
        """Scrolls, and returns what is in sight then."""
        before = bar.get_value()
        bar.set_value(place)
        if bar.get_value() == before:
            return sight

        # Rows are used again: a look that meets that halfway may mix them up.
        def look():
            first = self._look_at_history()
            return first if first != sight and first == self._look_at_history() else None

        return wait_until(look, 'the history comes to rest elsewhere')

    def _look_at_history(self):
        """The texts in sight, and where the first of them is."""
        rows = self.find_messages()
        return [get_text(row) for row in rows], rows[0].extents if rows else None

    def get_end_button(self):
        return self.tree.find('button', 'Scroll to End')

    # The sidebar.

    def find_rooms(self):
        """The rows of the sidebar, in their order."""
        lists = self.tree.find_all('list', self.translate('Rooms'))
        rows = self.tree.look(lists[0], depth=1) if lists else []
        return [row for row in rows if row.role in ROLES['list item']]

    def get_rooms(self):
        return [row.name for row in self.find_rooms()]

    def find_room(self, label):
        return next((row for row in self.find_rooms() if row.name == label), None)

    def focus_room(self, label):
        """Goes to a row of the sidebar with the keyboard, down from the field above."""
        self.desktop.press_keys('ctrl+k', 'Tab')
        self.go_to(label, 'Down')

    # Menus.

    def choose(self, menu, item):
        """Opens the menu of a button and takes something from it."""
        # What has the menu is in what has the look of a button.
        self.tree.find('button', menu)
        self.tree.find_all('button', menu)[-1].press()
        self.choose_shown(item)

    def choose_shown(self, item):
        """Takes something from the menu that is open, with the keyboard."""
        self.tree.find('menu item', item)
        self.go_to(item, 'Down')
        self.desktop.press_keys('Return')
        self.tree.wait_gone('menu item', item)

    # The keyboard.

    def get_focused(self):
        """What has the keyboard: in the dialog that is open, or in the active window."""
        def get_window(node):
            while not node.parent.is_root:
                node = node.parent
            return node

        nodes = [(get_window(node), node) for node in self.tree.look() if node.has('focused')]
        places = [node for window, node in nodes if window.role in ROLES['dialog']]
        places += [node for window, node in nodes if window.has('active')]
        return next(iter(places), None)

    def go_to(self, name, key='Tab'):
        """Presses a key until what has this name, or the pattern in its name, has the keyboard."""
        def matches(node):
            return name.search(node.name) if isinstance(name, re.Pattern) else node.name == name

        def move_on(before):
            self.desktop.press_keys(key)
            # Not everything says that it has the keyboard: then there is nothing.
            return wait_until(lambda: [node for node in [self.get_focused()]
                                       if (node and node.path) != before],
                              f'{key} goes on from {node}')[0]

        seen = set()
        node = self.get_focused()
        while not (node and matches(node)):
            path = node and node.path
            if path and path in seen:
                raise AssertionError(f'{key} does not reach “{name}”')
            seen.add(path)
            node = move_on(path)

    # The window.

    def get_title(self):
        """Of the window; None when there is none on the screen."""
        windows = self.tree.find_all('window', depth=1)
        return windows[0].name if windows else ''

    def wait_for_title(self, beginning):
        """Of any of its windows: the room may be behind a dialog."""
        wait_until(lambda: any(window.name.startswith(beginning)
                               for window in self.tree.find_all('window', depth=1)),
                   f'a window {beginning}', self.tree.describe)

    @property
    def active(self):
        return any(window.has('active') for window in self.tree.find_all('window', depth=1))

    def find_window_ids(self):
        """As the screen numbers the windows that are on it."""
        done = subprocess.run(
            ['xdotool', 'search', '--onlyvisible', '--pid', str(self.program.pid)],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, timeout=PATIENCE)
        return done.stdout.split()

    def focus(self):
        """The person comes to the window."""
        window = wait_until(self.find_window_ids, 'the window is on the screen')[-1]
        self.desktop.xdotool('windowfocus', window)
        wait_until(lambda: self.active, 'the window is active')

    def unfocus(self):
        """The person goes to another program."""
        with Screen() as screen:
            screen.take_focus_away()
        wait_until(lambda: not self.active, 'the window is not active')

    def close_window(self):
        self.tree.find('button', 'Close').press()
        wait_until(lambda: not self.find_window_ids(), 'the window is closed')

    def activate(self, name, parameter=None):
        """Does what is on an action of the window, as a button or a menu does."""
        parameters = [parameter] if parameter is not None else []
        call(Gio.bus_get_sync(Gio.BusType.SESSION), APPLICATION_ID,
             '/' + APPLICATION_ID.replace('.', '/') + '/window/1', 'org.gtk.Actions', 'Activate',
             GLib.Variant('(sava{sv})', (name, parameters, {})))

    def close(self):
        """Quits, as from the menu. Fails if the program had to complain."""
        if self.closed:
            return
        self.closed = True
        if self.program.is_running():
            call_application('ActivateAction', GLib.Variant('(sava{sv})', ('quit', [], {})))
        status = self.program.wait()
        wait_until(lambda: not has_owner(APPLICATION_ID), 'the bus forgets the program')
        if self.program.mistakes() or status != 0:
            raise AssertionError(f'charla ended with {status}:\n{self.program.log()}')


def call_application(method, arguments):
    """What a desktop calls to start the application or something in it."""
    call(Gio.bus_get_sync(Gio.BusType.SESSION), APPLICATION_ID,
         '/' + APPLICATION_ID.replace('.', '/'), 'org.freedesktop.Application', method, arguments)


def run(*arguments, **changes):
    """Runs charla to its end, as a second start does."""
    return subprocess.run([program_path(), *arguments], timeout=PATIENCE, text=True,
                          capture_output=True, env=environment(**changes))
