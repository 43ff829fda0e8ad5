# SPDX-License-Identifier: GPL-3.0-or-later
"""Every string can be translated, and every translation is complete."""

import pathlib
import re
import subprocess
import tempfile
import unittest

from sources import ROOT, files, read

TRANSLATABLE = re.compile(
    r'\b(_|N_|C_|NC_|ngettext|gettext|g_dngettext|g_dpgettext2?) ?\("|translatable="(yes|true)"|'
    r'gettext-domain=')
KEYWORDS = ('_', 'N_', 'C_:1c,2', 'NC_:1c,2', 'ngettext:1,2', 'g_dngettext:2,3',
            'g_dpgettext2:2c,3')


def listed(name):
    return [line for line in read(f'po/{name}').splitlines() if line and line[0] != '#']


def gettext(*command):
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    if done.returncode != 0:
        raise AssertionError(done.stderr)
    return done.stdout


def messages(text):
    """The pairs of a catalogue, as lists of the original's and of the translation's forms."""
    for entry in text.split('\n\n'):
        originals = re.findall(r'(?m)^msgid(?:_plural)? "(.+)"$', entry)
        if originals:
            yield originals, re.findall(r'(?m)^msgstr(?:\[\d\])? "(.*)"$', entry)


class Translations(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.template = str(pathlib.Path(folder.name) / 'charla.pot')
        gettext('xgettext', '--from-code=UTF-8', '--files-from=po/POTFILES.in', '--no-wrap',
                '--package-name=charla', *(f'--keyword={keyword}' for keyword in KEYWORDS),
                f'--output={cls.template}')

    def test_every_file_with_strings_is_listed(self):
        wanted = {str(path) for path in files('.c', '.h', '.ui', '.xml', folders=(
            'protocol', 'server', 'client', 'terminal', 'data')) if TRANSLATABLE.search(read(path))}
        wanted |= {str(path) for path in files('.desktop.in', '.metainfo.xml.in')}
        self.assertEqual(sorted(listed('POTFILES.in')), sorted(wanted))

    def test_strings_are_set_in_good_type(self):
        originals = [text for forms, _ in messages(pathlib.Path(self.template).read_text('utf-8'))
                     for text in forms]
        self.assertGreater(len(originals), 10)
        poor = [text for text in originals if re.search(r"\.\.\.|'|\\\"| $|^ ", text)]
        self.assertEqual(poor, [])

    def test_catalogues_are_sound(self):
        for language in listed('LINGUAS'):
            gettext('msgfmt', '--check', '--output-file=/dev/null', f'po/{language}.po')

    def test_catalogues_are_complete(self):
        for language in listed('LINGUAS'):
            merged = gettext('msgmerge', '--quiet', '--no-wrap', '--output-file=-',
                             f'po/{language}.po', self.template)
            with tempfile.NamedTemporaryFile('w', suffix='.po') as catalogue:
                catalogue.write(merged)
                catalogue.flush()
                for which in ('--untranslated', '--only-fuzzy'):
                    left = gettext('msgattrib', '--no-obsolete', '--no-wrap', which, catalogue.name)
                    self.assertEqual([forms for forms, _ in messages(left)], [],
                                     f'{language} {which}')

    def test_spanish_opens_what_it_closes(self):
        text = gettext('msgcat', '--no-wrap', 'po/es.po')
        forms = [form for _, translations in messages(text) for form in translations]
        self.assertGreater(len(forms), 10)
        for form in forms:
            for opening, closing in ('¡!', '¿?', '“”', '«»', '()'):
                self.assertEqual(form.count(opening), form.count(closing), form)
