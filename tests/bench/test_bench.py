# SPDX-License-Identifier: GPL-3.0-or-later
"""That everything can still be measured: all cases of ./dev bench, with very little of everything.

What comes out is not held against the bounds: other tests run beside this one.
"""
import os
import unittest

import bench
import desktop


class TestBench(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.programs = bench.Programs(os.environ['CHARLA_BUILD_ROOT'], bench.SMALL)
        cls.addClassCleanup(cls.programs.clear)

    def test_bounds(self):
        self.assertTrue(bench.is_good(1, ('≤', 1)))
        self.assertFalse(bench.is_good(1.1, ('≤', 1)))
        self.assertTrue(bench.is_good(1, ('≥', 1)))
        self.assertFalse(bench.is_good(0.9, ('≥', 1)))


def add_case(name, measure, bounds):
    def test(self):
        figures = measure(self.programs)
        self.assertLessEqual(bounds.keys(), figures.keys())
        for figure, seen in figures.items():
            self.assertGreaterEqual(seen, 0, figure)

    setattr(TestBench, f'test_{name.replace("-", "_")}', test)


for case, (_, case_measure, case_bounds) in bench.CASES.items():
    if case not in desktop.CASES or 'CHARLA_HAS_APPLICATION' in os.environ:
        add_case(case, case_measure, case_bounds)
