#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the tests of a run of meson test, each TAP subtest as one.

Meson counts programs. Its JUnit file knows the subtests of a program, but not
that the program crashed after the last of them or ran out of time; its JSON
file knows how each program ended. A program that ended badly without a failed
subtest to show for it counts as one failure.
"""

import argparse
import json
import pathlib
import re
import sys
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field

ENDED_WELL = {'OK', 'SKIP', 'EXPECTEDFAIL'}
CUT_SHORT = {'TIMEOUT', 'INTERRUPT'}

# What tests print goes into meson's XML as it is, and XML has no place for these.
NOT_XML = re.compile('[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]')


@dataclass
class Count:
    passed: int = 0
    skipped: int = 0
    failures: list = field(default_factory=list)

    def add_subtests(self, name, cases):
        """Adds the test cases of one program; returns whether one of them failed."""
        failed = False
        for case in cases:
            if case.find('failure') is not None or case.find('error') is not None:
                self.failures.append(f'{name}: {case.get("name")}')
                failed = True
            elif case.find('skipped') is not None:
                self.skipped += 1
            else:
                self.passed += 1
        return failed

    def add_program(self, name, result, cases):
        if cases:
            failed = self.add_subtests(name, cases)
            if result in CUT_SHORT or (result not in ENDED_WELL and not failed):
                self.failures.append(f'{name}: {result}')
        elif result == 'SKIP':
            self.skipped += 1
        elif result in ENDED_WELL:
            self.passed += 1
        else:
            self.failures.append(f'{name}: {result}')

    def __str__(self):
        text = f'{self.passed} passed, {len(self.failures)} failed'
        return text + (f', {self.skipped} skipped' if self.skipped else '')


def read_subtests(path):
    """The test cases of each program that has several, by the program's name."""
    suites = {}
    if path.exists():
        text = path.read_text(encoding='utf-8', errors='replace')
        for suite in ET.fromstring(NOT_XML.sub('?', text)).iter('testsuite'):
            _project, dot, name = suite.get('name').partition('.')
            if dot:
                suites[name] = suite.findall('testcase')
    return suites


def count(result, logs):
    """Adds what one build folder's tests came to."""
    programs = logs / 'testlog.json'
    subtests = read_subtests(logs / 'testlog.junit.xml')
    if programs.exists():
        for line in programs.read_text(encoding='utf-8').splitlines():
            program = json.loads(line)
            name = program['name']
            result.add_program(name, program['result'], subtests.get(name))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('logs', type=pathlib.Path, nargs='+', help='meson-logs of a build folder')
    parser.add_argument('--reports', type=pathlib.Path, help='folder of sanitizer reports')
    parser.add_argument('--status', type=int, default=0, help='exit status of meson test')
    args = parser.parse_args()

    result = Count()
    for logs in args.logs:
        count(result, logs)
    for report in sorted(args.reports.iterdir()) if args.reports else []:
        print(report.read_text(encoding='utf-8', errors='replace'))
        result.failures.append(f'sanitizer: {report.name}')
    if args.status != 0 and not result.failures:
        result.failures.append(f'meson test: exit status {args.status}')

    for failure in result.failures:
        print(f'FAILED {failure}')
    print(result)
    return 0 if result.passed and not result.failures else 1


if __name__ == '__main__':
    sys.exit(main())
