# SPDX-License-Identifier: GPL-3.0-or-later
"""build-aux/count-tests.py, by which ./dev test says how it went."""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

from sources import ROOT


class CountTests(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.logs = pathlib.Path(self.folder.name)
        self.programs = []
        self.suites = []

    def program(self, name, result, *subtests):
        """One program of a run, as meson writes it down."""
        self.programs.append(json.dumps({'name': name, 'result': result, 'stdout': 'ok 1 not a'}))
        if subtests:
            cases = ''.join(f'<testcase name="{i} {what}">{"" if what == "ok" else f"<{what}/>"}'
                            '</testcase>' for i, what in enumerate(subtests, 1))
            self.suites.append(f'<testsuite name="charla.{name}">{cases}</testsuite>')

    def count(self, *arguments):
        """The last line and the exit status."""
        (self.logs / 'testlog.json').write_text('\n'.join(self.programs))
        (self.logs / 'testlog.junit.xml').write_text(
            f'<testsuites>{"".join(self.suites)}<testsuite name="charla"/></testsuites>')
        done = subprocess.run([sys.executable, ROOT / 'build-aux' / 'count-tests.py',
                               *arguments, self.logs], capture_output=True, text=True)
        self.assertEqual(done.stderr, '')
        return done.stdout.splitlines()[-1], done.returncode

    def test_subtests_count_one_by_one(self):
        self.program('framer', 'OK', 'ok', 'ok', 'ok')
        self.program('names', 'OK', 'ok')
        self.assertEqual(self.count(), ('4 passed, 0 failed', 0))

    def test_a_program_without_subtests_counts_as_one(self):
        self.program('walls', 'OK')
        self.program('speed', 'FAIL')
        self.assertEqual(self.count(), ('1 passed, 1 failed', 1))

    def test_skipped(self):
        self.program('framer', 'OK', 'ok', 'skipped')
        self.program('screen', 'SKIP')
        self.assertEqual(self.count(), ('1 passed, 0 failed, 2 skipped', 0))

    def test_subtests_that_print_what_xml_cannot_say(self):
        self.program('framer', 'OK', 'ok', 'ok')
        self.suites.append('<testsuite name="charla"><system-out>\x01\x1b[0m</system-out>'
                           '</testsuite>')
        self.assertEqual(self.count(), ('2 passed, 0 failed', 0))

    def test_failed_subtests(self):
        self.program('framer', 'FAIL', 'ok', 'failure', 'error', 'ok')
        self.assertEqual(self.count('--status', '1'), ('2 passed, 2 failed', 1))

    def test_a_crash_after_subtests_that_passed(self):
        self.program('framer', 'ERROR', 'ok', 'ok')
        self.assertEqual(self.count('--status', '1'), ('2 passed, 1 failed', 1))

    def test_a_timeout_counts_even_beside_a_failure(self):
        self.program('framer', 'TIMEOUT', 'ok', 'failure')
        self.program('slow', 'TIMEOUT')
        self.assertEqual(self.count('--status', '2'), ('1 passed, 3 failed', 1))

    def test_expected_failures_pass(self):
        self.program('someday', 'EXPECTEDFAIL')
        self.assertEqual(self.count(), ('1 passed, 0 failed', 0))

    def test_nothing_ran(self):
        self.assertEqual(self.count(), ('0 passed, 0 failed', 1))

    def test_everything_skipped(self):
        self.program('screen', 'SKIP')
        self.assertEqual(self.count(), ('0 passed, 0 failed, 1 skipped', 1))

    def test_meson_failed_and_nobody_says_why(self):
        self.program('framer', 'OK', 'ok')
        self.assertEqual(self.count('--status', '1'), ('1 passed, 1 failed', 1))

    def test_a_report_of_a_sanitizer_is_a_failure(self):
        self.program('framer', 'OK', 'ok')
        reports = self.logs / 'reports'
        reports.mkdir()
        self.assertEqual(self.count('--reports', reports), ('1 passed, 0 failed', 0))
        (reports / 'asan.77').write_text('ERROR: LeakSanitizer')
        self.assertEqual(self.count('--reports', reports), ('1 passed, 1 failed', 1))

    def test_no_logs_at_all(self):
        done = subprocess.run([sys.executable, ROOT / 'build-aux' / 'count-tests.py',
                               self.logs / 'nowhere'], capture_output=True, text=True)
        self.assertEqual((done.stdout, done.returncode), ('0 passed, 0 failed\n', 1))
