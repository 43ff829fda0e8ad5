# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes the examples out of docs/protocol.md.

An example is a block of the language `charla`: lines that begin with whose connection
it is and an arrow, and go on where the next ones are indented. A block may be hidden in
a comment. The word `shape` behind the language says that it is not to be played; options
of charla-server there, that it is a conversation with a server of its own.
"""

import dataclasses
import json
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
PATH = ROOT / 'docs' / 'protocol.md'

BLOCK = re.compile(r'^(?:```(?P<language>charla|python)|<!-- (?P<hidden>charla))\b *(?P<options>.*)\n'
                   r'(?P<body>(?:.*\n)*?)(?:```|-->)$', re.MULTILINE)
STEP = re.compile(r'(?P<who>\w+) +(?P<arrow>[→←])  (?P<what>\S.*)')

# The end of a connection, in the place of what is sent.
END = '×'


@dataclasses.dataclass
class Step:
    """One line of a conversation; without a connection it is only an object."""
    line: int
    who: str | None
    is_sent: bool
    what: object


@dataclasses.dataclass
class Example:
    line: int
    options: list
    steps: list

    @property
    def is_played(self):
        return 'shape' not in self.options


def text():
    return PATH.read_text(encoding='utf-8')


def section(heading):
    """What stands below a heading, up to the next one of its kind or a higher one."""
    match = re.search(rf'^(#+) {re.escape(heading)}\n((?:.*\n)*?)(?=#{{1,2}} |\Z)', text(), re.MULTILINE)
    return match[2] if match[1] == '##' else match[2].partition('\n#')[0]


def bars(part):
    """The lines of the classic dialect: whether it is sent to the server, and what."""
    return [(arrow == '→', ''.join(re.findall(r'\|(.*?)\|', line)).replace('·', ' '))
            for arrow, line in re.findall(r'^    ([→←])  (\|.*\|)$', part, re.MULTILINE)]


def read_what(line, written):
    if written.strip() == END:
        return END
    try:
        return json.loads(written)
    except ValueError as error:
        raise AssertionError(f'{PATH.name}:{line}: {error}: {written}') from None


def read_steps(first_line, body):
    parts = []
    for line, written in enumerate(body.splitlines(), first_line):
        if written[:1] == ' ':
            parts[-1][-1] += written
            continue
        match = STEP.fullmatch(written)
        if match:
            parts.append([line, match['who'], match['arrow'] == '→', match['what']])
        else:
            parts.append([line, None, False, written])
    return [Step(line, who, is_sent, read_what(line, what)) for line, who, is_sent, what in parts]


def blocks(language):
    page = text()
    for match in BLOCK.finditer(page):
        if (match['language'] or match['hidden']) == language:
            yield page[:match.start()].count('\n') + 2, match


def examples():
    return [Example(line, match['options'].split(), read_steps(line, match['body']))
            for line, match in blocks('charla')]


def programs():
    return [match['body'] for _, match in blocks('python')]
