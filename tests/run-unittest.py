#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the unittest file that it is given and reports each test as TAP.

What went wrong goes to the standard error too, where meson shows it.
"""

import importlib.util
import pathlib
import sys
import unittest

from tap import TAPTestRunner


def load(path):
    sys.path.insert(0, str(path.parent))
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return unittest.defaultTestLoader.loadTestsFromModule(module)


def main():
    runner = TAPTestRunner()
    runner.set_stream(True)
    result = runner.run(load(pathlib.Path(sys.argv[1]).resolve()))
    for test, trace in result.errors + result.failures:
        print(f'{test}\n{trace}', file=sys.stderr)
    return 0 if result.testsRun and result.wasSuccessful() else 1


if __name__ == '__main__':
    sys.exit(main())
