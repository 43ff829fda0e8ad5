# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of the project, for the tests that read them."""

import os
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDERS = ('discovery', 'protocol', 'server', 'client', 'terminal', 'data', 'po', 'tests', 'build-aux',
           'docs')


def files(*suffixes, folders=FOLDERS):
    """Every file below the folders that ends so, with its path relative to the top."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob('*')):
            if path.is_file() and path.name.endswith(suffixes) and '__pycache__' not in path.parts:
                yield path.relative_to(ROOT)


def read(path):
    return (ROOT / path).read_text(encoding='utf-8')


def environment(name):
    """What the build tells the tests, or a clear failure."""
    value = os.environ.get(name)
    if value is None:
        raise RuntimeError(f'{name} is not set: run this through meson test')
    return value
