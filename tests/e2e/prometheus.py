# SPDX-License-Identifier: GPL-3.0-or-later
"""A strict reader of the text format of Prometheus, version 0.0.4.

It takes what that format’s page says and nothing else, so that what it takes any other
reader takes, too.
"""

import re

NAME = re.compile(r'[a-zA-Z_:][a-zA-Z0-9_:]*')
SAMPLE = re.compile(r'([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (-?\d+(?:\.\d+)?|[+-]Inf|NaN)')
LABEL = re.compile(r'([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(,|$)')
ENDINGS = {'histogram': ('_bucket', '_sum', '_count'), 'counter': ('',), 'gauge': ('',)}


class Family:
    """All samples of one name."""

    def __init__(self, name, description):
        self.name = name
        self.description = description
        self.type = None
        self.samples = {}

    def value(self, ending='', **labels):
        return self.samples[ending, tuple(sorted(labels.items()))]

    def add(self, name, labels, value):
        ending = name[len(self.name):]
        if not name.startswith(self.name) or ending not in ENDINGS[self.type]:
            raise ValueError(f'{name} is not of the family {self.name}')
        key = ending, tuple(sorted(labels.items()))
        if key in self.samples:
            raise ValueError(f'{name} {labels} comes twice')
        self.samples[key] = value

    def check(self):
        """What holds for a family as a whole."""
        if self.type == 'counter' and min(self.samples.values(), default=0) < 0:
            raise ValueError(f'{self.name} counts below 0')
        if self.type == 'histogram':
            self._check_histogram()

    def _check_histogram(self):
        buckets = sorted((float(dict(labels)['le']), value)
                         for (ending, labels), value in self.samples.items() if ending == '_bucket')
        if [value for _, value in buckets] != sorted(value for _, value in buckets):
            raise ValueError(f'{self.name} does not grow')
        if buckets[-1] != (float('inf'), self.value('_count')) or self.value('_sum') < 0:
            raise ValueError(f'{self.name} does not add up')


def read_labels(text):
    labels = {}
    place = 0
    while place < len(text or ''):
        match = LABEL.match(text, place)
        if match is None or match[1] in labels:
            raise ValueError(f'no labels: {text}')
        labels[match[1]] = re.sub(r'\\(.)', lambda m: '\n' if m[1] == 'n' else m[1], match[2])
        place = match.end()
    return labels


def parse(text):
    """The families of a text by their names; ValueError for anything that is not right."""
    families = {}
    family = None
    if not text.endswith('\n'):
        raise ValueError('the last line has no end')
    for line in text[:-1].split('\n'):
        word, _, rest = line.partition(' ')
        kind, _, rest = rest.partition(' ') if word == '#' else ('', '', '')
        if kind == 'HELP':
            name, _, description = rest.partition(' ')
            if not NAME.fullmatch(name) or name in families or not description:
                raise ValueError(line)
            family = families[name] = Family(name, description)
        elif kind == 'TYPE':
            if family is None or family.type or rest.split(' ') != [family.name, rest.split(' ')[-1]]:
                raise ValueError(line)
            family.type = rest.split(' ')[-1]
            if family.type not in ENDINGS:
                raise ValueError(line)
        else:
            match = SAMPLE.fullmatch(line)
            if match is None or family is None or family.type is None:
                raise ValueError(line)
            family.add(match[1], read_labels(match[2]), float(match[3]))
    for each in families.values():
        each.check()
    return families
