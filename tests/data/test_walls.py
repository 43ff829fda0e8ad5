# SPDX-License-Identifier: GPL-3.0-or-later
"""The walls of docs/architecture.md, and the limits of CONTRIBUTING.md."""

import ast
import re
import unittest
from dataclasses import dataclass

from sources import ROOT, files, read

MAX_FILE_LINES = 500
MAX_FUNCTION_LINES = 60
CODE = ('discovery', 'protocol', 'server', 'client', 'terminal')


@dataclass
class Wall:
    """A pattern that may occur only in some places, and a line that it has to find."""

    what: str
    pattern: str
    example: str
    allowed: tuple
    within: tuple = CODE

    def breaches(self, path, text):
        """The lines of a file that break through."""
        if not path.startswith(self.within) or path.startswith(self.allowed):
            return []
        lines = enumerate(text.splitlines(), 1)
        return [f'{path}:{number}: {line.strip()}'
                for number, line in lines if re.search(self.pattern, line)]


WALLS = [
    Wall('GTK and libadwaita only in client/ui/',
         r'^\s*#include\s*<(gtk|gdk|gsk|adwaita)\b', '#include <gtk/gtk.h>',
         allowed=('client/ui/', 'tests/ui/', 'tests/e2e/', 'tests/bench/desktop/'), within=(*CODE, 'tests')),
    Wall('SQLite only in the stores',
         r'^\s*#include\s*<sqlite3', '#include <sqlite3.h>',
         allowed=('server/store/', 'client/core/store/')),
    Wall('readline only behind the screen of the terminal',
         r'^\s*#include\s*<readline/', '#include <readline/readline.h>',
         allowed=('client/cli/cli-screen.c',)),
    Wall('jansson only in protocol/',
         r'^\s*#include\s*<jansson', '#include <jansson.h>', allowed=('protocol/',)),
    Wall('the server knows nothing of the client',
         r'^\s*#include\s*[<"]([\w./]*/)?(client|cli|ui)-', '#include "client-room.h"',
         allowed=('client/',)),
    Wall('the client knows nothing of the server',
         r'^\s*#include\s*[<"]([\w./]*/)?server-', '#include "server-room.h"', allowed=('server/',)),
    Wall('the core of the client knows nothing of its faces, nor they of each other',
         r'^\s*#include\s*[<"]([\w./]*/)?ui-', '#include "ui-window.h"', allowed=('client/ui/',)),
    Wall('what is for the terminal stays there',
         r'^\s*#include\s*[<"]([\w./]*/)?cli-', '#include "cli-screen.h"',
         allowed=('client/cli/',)),
    Wall('nothing blocks the main loop',
         r'\b(g_usleep|sleep|g_spawn_(command_line_)?sync|g_resolver_lookup_by_name|'
         r'g_socket_client_connect(_to_\w+(?<!_async)(?<!_finish))?|'
         r'g_dbus_\w+_call_sync|g_tls_connection_handshake) \(', 'g_usleep (1000);',
         allowed=('client/core/trust/client-secrets.c',  # it has a thread
                  'server/control/server-control-socket.c')),  # before anybody is served
    Wall('what is begun is finished',
         r'\b(TO' r'DO|FIX' r'ME|XX' r'X|HA' r'CK)\b', '/* TO' 'DO: later */',
         allowed=(), within=(*CODE, 'tests', 'data', 'build-aux')),
]


def c_functions(text):
    """Name-giving line, first line and length of each function, by the style's column 0."""
    start = None
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        if line == '{':
            start = number
        elif line == '}' and start is not None:
            yield lines[start - 2].strip(), start, number - start + 1
            start = None


def python_functions(text):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.name, node.lineno, node.end_lineno - node.lineno + 1


class Walls(unittest.TestCase):
    def test_each_wall_stands(self):
        breaches = []
        for path in files('.c', '.h', '.py', '.ui', '.build', '.sh'):
            for wall in WALLS:
                breaches += [f'{wall.what}: {breach}'
                             for breach in wall.breaches(path.as_posix(), read(path))]
        self.assertEqual(breaches, [])

    def test_each_wall_would_hold(self):
        for wall in WALLS:
            for room in [f'{room}/' for room in wall.within] + list(wall.allowed):
                expected = 0 if room.startswith(wall.allowed) else 1
                self.assertEqual(len(wall.breaches(f'{room}a.c', wall.example)), expected,
                                 f'{wall.what}, in {room}')

    def test_libnotify_is_behind_one_file(self):
        users = [path.as_posix() for path in files('.c', '.h', folders=CODE)
                 if re.search(r'^\s*#include\s*<libnotify/', read(path))]
        self.assertLessEqual(len(users), 1, users)
        self.assertTrue(all(user.startswith('client/ui/') for user in users), users)


class Sizes(unittest.TestCase):
    def test_files(self):
        lengths = {str(path): len(read(path).splitlines()) for path in files('.c', '.h', '.py')}
        self.assertEqual({k: v for k, v in lengths.items() if v > MAX_FILE_LINES}, {})

    def too_long(self, suffix, functions):
        return [f'{path}:{line}: {name}: {length} lines'
                for path in files(suffix)
                for name, line, length in functions(read(path))
                if length > MAX_FUNCTION_LINES]

    def test_c_functions(self):
        self.assertEqual(self.too_long('.c', c_functions), [])

    def test_python_functions(self):
        self.assertEqual(self.too_long('.py', python_functions), [])

    def test_the_measure(self):
        body = '  g_print ("");\n' * 59
        [(name, line, length)] = c_functions(f'static void\nfoo (void)\n{{\n{body}}}\n')
        self.assertEqual((name, line, length), ('foo (void)', 3, 61))
        self.assertEqual(list(python_functions('def a():\n    pass\n')), [('a', 1, 2)])


def licence(path):
    if path.name.endswith('.metainfo.xml.in'):
        return 'CC0-1.0'
    return 'LGPL-2.1-or-later' if path.parts[0] == 'protocol' else 'GPL-3.0-or-later'


class Licences(unittest.TestCase):
    def test_each_source_names_its_licence_first(self):
        unnamed = []
        for path in files('.c', '.h', '.py', '.sh', '.build', '.ui', '.css', '.in', '.xml', '.1'):
            head = [line for line in read(path).splitlines()[:3]
                    if not line.startswith(('#!', '<?xml', '# shellcheck'))]
            if not re.search(rf'SPDX-License-Identifier: {re.escape(licence(path))}( |$)', head[0]):
                unnamed.append(str(path))
        self.assertEqual(unnamed, [])

    def test_the_licences_are_there(self):
        self.assertIn('GNU GENERAL PUBLIC LICENSE', (ROOT / 'COPYING').read_text())
        self.assertIn('GNU LESSER GENERAL PUBLIC LICENSE', read('protocol/COPYING'))
