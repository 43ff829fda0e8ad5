# SPDX-License-Identifier: GPL-3.0-or-later
"""What a program tells the accessibility bus, as a screen reader gets it.

This speaks to the bus without libatspi, whose cache shows what was: each look
here asks the program anew, and a program that hangs is noticed. A look takes
several answers: what it shows may have changed between them.
"""

import re
from dataclasses import dataclass

from gi.repository import Gio, GLib

from programs import wait_until

ROOT = '/org/a11y/atspi/accessible/root'
PREFIX = 'org.a11y.atspi.'
TIMEOUT_MS = 20000

# Of AtspiRole and AtspiStateType. GTK 4.8 says that an entry is invalid where it
# means that what is in it is, and has no role for a dialog.
ROLES = {
    'window': {23}, 'label': {29}, 'list': {31}, 'list item': {32},
    'button': {43, 62}, 'text': {61, 79}, 'switch': {7}, 'scroll pane': {49},
    'cell': {56}, 'menu item': {35, 8, 45}, 'dialog': {16, 20}, 'status': {54},
    'control': {7, 8, 11, 32, 35, 37, 43, 44, 45, 51, 52, 61, 62, 79, 88},
}
CHOICE = 11

# Not for people: nothing, a type, an icon, a mnemonic.
NO_NAME = re.compile(r'\s*|(Gtk|Adw|Ui)[A-Z]\w*|[a-z0-9]+(-[a-z0-9]+)+|_.*', re.DOTALL)
STATES = {'active': 1 << 1, 'focused': 1 << 12, 'sensitive': 1 << 24, 'vertical': 1 << 29,
          'visible': 1 << 30, 'invalid': 1 << 0 | 1 << 36}


def call(bus, name, path, interface, method, arguments=None):
    return bus.call_sync(name, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE,
                         TIMEOUT_MS, None).unpack()


def call_bus(method, *arguments):
    """Asks the session bus itself."""
    return call(Gio.bus_get_sync(Gio.BusType.SESSION), 'org.freedesktop.DBus', '/',
                'org.freedesktop.DBus', method, *arguments)


def has_owner(name):
    """Whether a program has this name on the session bus."""
    return call_bus('NameHasOwner', GLib.Variant('(s)', (name,)))[0]


class Bus:
    """The accessibility bus of the session."""

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address, = call(session, 'org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress')
        flags = Gio.DBusConnectionFlags
        self.connection = Gio.DBusConnection.new_for_address_sync(
            address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None)

    def find_program(self, process_id):
        """The unique name of a program that has come to the bus, or None."""
        children, = call(self.connection, 'org.a11y.atspi.Registry', ROOT, PREFIX + 'Accessible',
                         'GetChildren')
        for name, _path in children:
            try:
                found, = call(self.connection, 'org.freedesktop.DBus', '/', 'org.freedesktop.DBus',
                              'GetConnectionUnixProcessID', GLib.Variant('(s)', (name,)))
            except GLib.Error:
                continue
            if found == process_id:
                return name
        return None


def has_size(node):
    """Whether it has a place in the window: what has never been shown has none."""
    try:
        _x, _y, width, height = node.extents
    except GLib.Error:
        return False
    return width > 0 and height > 0


@dataclass
class Node:
    """One thing on the screen, as it was when it was looked at, and its actions."""

    tree: 'Tree'
    path: str
    parent: 'Node | None'
    role: int = 0
    name: str = ''
    description: str = ''
    states: int = 0

    def has(self, state):
        return bool(self.states & STATES[state])

    @property
    def showing(self):
        """Neither it nor what it is in is hidden."""
        return self.has('visible') and (self.parent is None or self.parent.is_root or
                                        self.parent.showing)

    @property
    def ancestors(self):
        """What it is in, the nearest first."""
        node = self.parent
        while node is not None and not node.is_root:
            yield node
            node = node.parent

    @property
    def is_root(self):
        return self.path == ROOT

    def call(self, interface, method, arguments=None):
        return call(self.tree.bus.connection, self.tree.name, self.path, PREFIX + interface, method,
                    arguments)

    @property
    def text(self):
        """The text of an entry or a label as it is now."""
        length, = self.get_property('Text', 'CharacterCount')
        return self.call('Text', 'GetText', GLib.Variant('(ii)', (0, length)))[0]

    def write(self, text):
        self.call('EditableText', 'SetTextContents', GLib.Variant('(s)', (text,)))

    def press(self):
        """Does what Enter or a click does."""
        done, = self.call('Action', 'DoAction', GLib.Variant('(i)', (0,)))
        if not done:
            raise AssertionError(f'{self.name} cannot be pressed')

    @property
    def extents(self):
        """x, y, width, height in the window."""
        return self.call('Component', 'GetExtents', GLib.Variant('(u)', (1,)))[0]

    def get_value(self, which='CurrentValue'):
        """The place of a scroll bar; MaximumValue is the end."""
        return self.get_property('Value', which)[0]

    def set_value(self, value):
        self._call_properties('Set', GLib.Variant('(ssv)', (PREFIX + 'Value', 'CurrentValue',
                                                            GLib.Variant('d', value))))

    def get_property(self, interface, name):
        return self._call_properties('Get', GLib.Variant('(ss)', (PREFIX + interface, name)))

    def _call_properties(self, method, arguments):
        return call(self.tree.bus.connection, self.tree.name, self.path,
                    'org.freedesktop.DBus.Properties', method, arguments)

    def __str__(self):
        return f'{self.role} “{self.name}”'


class Tree:
    """What one program shows."""

    def __init__(self, bus, name):
        self.bus = bus
        self.name = name

    def _get_children(self, paths):
        """The children of many at a time. One that is gone has none."""
        found = {}

        def on_answer(connection, result, path):
            try:
                found[path] = [child for _name, child in connection.call_finish(result).unpack()[0]]
            except GLib.Error:
                found[path] = []

        for path in paths:
            self.bus.connection.call(self.name, path, PREFIX + 'Accessible', 'GetChildren', None,
                                     None, Gio.DBusCallFlags.NONE, TIMEOUT_MS, None, on_answer,
                                     path)
        while len(found) < len(paths):
            GLib.MainContext.default().iteration(True)
        return found

    def look(self, below=None, depth=60):
        """Everything on the screen, or below a node, in no order but the parents first."""
        top = below or Node(self, ROOT, None)
        nodes = []
        level = [top]
        while level and depth > 0:
            children = self._get_children([node.path for node in level])
            level = [Node(self, path, parent) for parent in level for path in children[parent.path]]
            nodes += level
            depth -= 1
        return self._fill(nodes)

    def _fill(self, nodes):
        items, = call(self.bus.connection, self.name, '/org/a11y/atspi/cache', PREFIX + 'Cache',
                      'GetItems')
        by_path = {item[0][1]: item for item in items}
        known = []
        for node in nodes:
            item = by_path.get(node.path)
            if item is not None:
                node.name, node.role, node.description = item[6:9]
                node.states = item[9][0] | item[9][1] << 32
                known.append(node)
        return known

    def find_all(self, role, name=None, below=None, depth=60):
        """What is to be seen of a role and a name: a text, a pattern, or any."""
        def matches(node):
            if node.role not in ROLES[role]:
                return False
            if isinstance(name, re.Pattern):
                return name.search(node.name) is not None
            return name is None or node.name == name

        return [node for node in self.look(below, depth) if matches(node) and node.showing]

    def find(self, role, name=None):
        """Waits for something and returns it."""
        return wait_until(lambda: next(iter(self.find_all(role, name)), None),
                          f'{role} “{name}”', self.describe)

    def wait_gone(self, role, name=None):
        wait_until(lambda: not self.find_all(role, name), f'{role} “{name}” goes')

    def assert_named(self, where):
        """What can be worked says what it is. What libadwaita puts into a choice does not."""
        nameless = [f'{node.role} “{node.name}” in {[str(each) for each in node.ancestors]}'
                    for node in self.find_all('control')
                    if NO_NAME.fullmatch(node.name) and has_size(node) and
                    not any(each.role == CHOICE for each in node.ancestors)]
        if nameless:
            raise AssertionError(f'no names in {where}:\n' + '\n'.join(nameless))

    def describe(self):
        """For messages of failures: what has a name and can be seen."""
        return '\n'.join(f'  {node}' for node in self.look() if node.name and node.showing)
