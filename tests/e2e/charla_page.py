# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes the tables of the Charla dialect out of docs/protocol.md.

A member is a name and whether it may be absent.
"""

import dataclasses
import re

import page

CELL = re.compile(r'(?<!\\)\|')
MEMBER = re.compile(r'`(\w+)`(\??)')
CODE = re.compile(r'`([a-z][a-z-]*)`')

# What every request may be answered with, "whatever else a table says".
ALWAYS = {'bad-request', 'too-large', 'rate-limited', 'internal'}


@dataclasses.dataclass
class Request:
    needs: set
    may: set
    ok: set
    errors: set
    events: set


def part(heading):
    """The text under a heading, up to the next one of its rank."""
    level = heading.split(' ')[0]
    text = page.text().partition(f'\n{heading}\n')[2]
    assert text, heading
    return re.split(rf'^{level} ', text, maxsplit=1, flags=re.MULTILINE)[0]


def tables(text):
    """The tables of a text, each a list of rows of cells, without their heads."""
    for table in re.findall(r'^\|(?:.*\n\|)+.*$', text, re.MULTILINE):
        rows = [[cell.strip() for cell in CELL.split(line)[1:-1]] for line in table.splitlines()]
        yield rows[0], rows[2:]


def rows(text, first):
    """The rows of the tables whose heads begin so."""
    return [row for head, body in tables(text) if head[0] == first for row in body]


def members(cell):
    """The required members and the others; what stands behind a colon is a value."""
    found = MEMBER.findall(re.sub(r': `[^,]*|\[[^]]*\]\([^)]*\):?', '', cell))
    return {name for name, mark in found if not mark}, {name for name, mark in found if mark}


def requests():
    found = {}
    for row in rows(part('## Requests'), 'do'):
        needs, may = members(row[1])
        events = {*CODE.findall(row[4])} if row[4].startswith('`') else set()
        found[CODE.match(row[0])[1]] = Request(needs, may, members(row[2])[0],
                                               {*CODE.findall(row[3])}, events)
    return found


def events():
    """For each kind its required members and the others, and whether it is durable."""
    durable, ephemeral = [body for head, body in tables(part('## Events'))]
    found = {}
    for row in durable:
        needs, may = members(row[1])
        found[CODE.match(row[0])[1]] = (needs | {'seq', 'time', 'prev'}, may, True)
    for row in ephemeral:
        found[CODE.match(row[0])[1]] = (*members(row[1]), False)
    return found


def codes():
    return {CODE.match(row[0])[1] for row in rows(part('## Errors'), 'code')}


def refusals():
    """What a hello is refused with: pairs of a code and what it needs."""
    found = set()
    for row in rows(part('### Hello'), 'code'):
        needs = re.search(r'"needs": "(\w+)"', row[0])
        found.add((CODE.match(row[0])[1], needs and needs[1]))
    return found


def hello():
    return {MEMBER.match(row[0])[1] for row in rows(part('### Hello'), 'member') if len(row) == 3}


def welcome():
    return {MEMBER.match(row[0])[1] for row in rows(part('### Hello'), 'member') if len(row) == 2}


def objects():
    """For User, Room and Message, the required members and the others."""
    text = part('### Objects')
    found = {}
    for name in ('User', 'Room', 'Message'):
        [[_, body], *_] = tables(text.partition(f'**{name}**')[2])
        names = [MEMBER.match(row[0]).groups() for row in body]
        found[name] = ({each for each, mark in names if not mark},
                       {each for each, mark in names if mark})
    return found
