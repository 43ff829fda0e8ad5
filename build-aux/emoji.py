#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the names of emoji in one language, from Unicode's Common Locale Data Repository.

Usage: emoji.py CLDR LANGUAGE OUTPUT

CLDR is the folder “common” of the repository. OUTPUT gets a record for each emoji, in the
order that Unicode shows them in: the emoji, its code as it is shown, the code as it is looked
up, and the words that it is found by, each ended by a NUL, and the record by one more.
"""

import re
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree
from pathlib import Path

VARIATION = '\uFE0F'
JOINER = '\u200D'
SKIN_TONES = re.compile('[\U0001F3FB-\U0001F3FF]')

# Wide characters that are text all the same, unless a variation selector follows.
WIDE_TEXT = '\u3030\u303D\u3297\u3299\U0001F202\U0001F237'


def in_order(cldr):
    """The emoji of the collation, without those that differ in the color of skin only."""
    root = ElementTree.parse(cldr / 'collation' / 'root.xml')
    rules = root.find(".//collation[@type='emoji']/cr").text
    for line in rules.splitlines():
        line = re.sub(r'\s', '', line)
        if line.startswith('<*'):
            yield from line[2:]
        elif line.startswith('<'):
            yield re.split('[<=]', line[1:])[0]


def annotations(cldr, language):
    """Name and keywords of each emoji, by the emoji without variation selectors."""
    names, words = {}, {}
    for folder in ('annotations', 'annotationsDerived'):
        for each in ElementTree.parse(cldr / folder / f'{language}.xml').iter('annotation'):
            emoji = each.get('cp').replace(VARIATION, '')
            if each.get('type') == 'tts':
                names[emoji] = each.text
            else:
                words[emoji] = [word.strip() for word in each.text.split('|')]
    return names, words


def qualified(emoji):
    """The emoji with the variation selectors that make it one, and no text."""
    def is_drawn(character):
        return (unicodedata.east_asian_width(character) == 'W' and character not in WIDE_TEXT
                or character == JOINER or unicodedata.category(character) in ('Cf', 'Me')
                or 0x1F1E6 <= ord(character) <= 0x1F1FF or ord(character) >= 0xE0000)
    return ''.join(c if is_drawn(c) else c + VARIATION for c in emoji)


def code(name):
    """A name as it is written between colons."""
    name = re.sub(r"[\s\-–_/&]+", '_', unicodedata.normalize('NFC', name).lower())
    kept = (c for c in name if c in '_+' or unicodedata.category(c)[0] in 'LNM')
    return re.sub('_+', '_', ''.join(kept)).strip('_')


def folded(text):
    """What is compared: as the program folds what somebody types."""
    plain = unicodedata.normalize('NFKD', code(text))
    return ''.join(c for c in plain if not unicodedata.combining(c))


def is_newer(emoji):
    """Whether it is an emoji that the collation may not have yet: a flag, or a picture."""
    return (re.fullmatch('[\U0001F1E6-\U0001F1FF]{2}', emoji)
            or re.match('[\U0001F300-\U0001FAFF]', emoji) and qualified(emoji[0]) == emoji[0]
            and not re.fullmatch('[\U0001F9B0-\U0001F9B3]', emoji))


def records(cldr, language):
    names, words = annotations(cldr, language)
    order = [emoji.replace(VARIATION, '') for emoji in in_order(cldr)]
    for emoji in dict.fromkeys(order + [emoji for emoji in names if is_newer(emoji)]):
        if emoji not in names or SKIN_TONES.search(emoji):
            continue
        shown = code(names[emoji])
        found = [folded(word) for word in words.get(emoji, [])]
        others = [word for word in dict.fromkeys(found) if word not in ('', folded(shown))]
        yield [qualified(emoji), shown, folded(shown), *others]


def main():
    cldr, language, output = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    lines = [''.join(field + '\0' for field in record) + '\0'
             for record in records(cldr, language)]
    output.write_bytes(''.join(lines).encode())


if __name__ == '__main__':
    main()
