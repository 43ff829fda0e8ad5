# SPDX-License-Identifier: GPL-3.0-or-later
"""The line that a person writes, while other lines arrive above it."""

import os
import pathlib
import signal
import tempfile
import unittest

from terminal import Terminal

SCREEN = os.environ['CHARLA_TEST_SCREEN']


class Screen(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.history = pathlib.Path(folder.name) / 'state' / 'history'

    def start(self, **keywords):
        reading, self.writing = os.pipe()
        terminal = Terminal(SCREEN, str(self.history), descriptors=[(3, reading)], **keywords)
        os.close(reading)
        self.addCleanup(os.close, self.writing)
        self.addCleanup(terminal.close)
        terminal.see('>')
        return terminal

    def arrive(self, *lines):
        os.write(self.writing, ''.join(f'{line}\n' for line in lines).encode())

    def test_a_line_is_taken_off_and_shown_above(self):
        terminal = self.start()
        terminal.type('hello\r')
        terminal.see('said: hello')
        terminal.settle()
        self.assertEqual(terminal.lines, ['said: hello', '>'])
        self.assertEqual(terminal.cursor, (2, 1))

    def test_what_arrives_leaves_the_line_alone(self):
        terminal = self.start()
        terminal.type('one two three\033[D\033[D\033[D')
        terminal.see('> one two three')
        self.arrive('first', 'second')
        terminal.see('second')
        terminal.settle()
        self.assertEqual(terminal.lines, ['first', 'second', '> one two three'])
        self.assertEqual(terminal.cursor, (12, 2))
        terminal.type('X\r')
        terminal.see('said: one two thXree')

    def test_a_line_over_several_rows(self):
        terminal = self.start(columns=30)
        text = ' '.join(f'word{n:02}' for n in range(15))
        terminal.type(text)
        terminal.see('word14')
        terminal.settle()
        before = terminal.lines
        cursor = terminal.cursor
        for number in range(3):
            self.arrive(f'arrival {number}')
            terminal.see(f'arrival {number}')
        terminal.settle()
        self.assertEqual(terminal.lines, [f'arrival {n}' for n in range(3)] + before)
        self.assertEqual(terminal.cursor, (cursor[0], cursor[1] + 3))
        terminal.type('\r')
        terminal.settle()
        self.assertEqual(''.join(line.ljust(30) for line in terminal.lines[3:-1]).rstrip(),
                         f'said: {text}')
        self.assertEqual(terminal.lines[-1], '>')

    def test_in_the_middle_of_a_line_over_several_rows(self):
        terminal = self.start(columns=30)
        terminal.type('x' * 100 + '\033[D' * 60)
        terminal.settle()
        before, cursor = terminal.lines, terminal.cursor
        self.arrive('arrival')
        terminal.see('arrival')
        terminal.settle()
        self.assertEqual(terminal.lines, ['arrival', *before])
        self.assertEqual(terminal.cursor, (cursor[0], cursor[1] + 1))

    def test_wide_characters(self):
        terminal = self.start(columns=21)
        terminal.type('日本語のテキストです、長い文')
        terminal.see('長い')
        terminal.settle()
        before, cursor = terminal.lines, terminal.cursor
        self.arrive('到着')
        terminal.settle()
        self.assertEqual(terminal.lines, ['到着', *before])
        self.assertEqual(terminal.cursor, (cursor[0], cursor[1] + 1))
        terminal.type('\177\177\r')
        terminal.settle()
        self.assertIn('said: 日本語のテキストです、長'.replace(' ', ''),
                      ''.join(terminal.lines).replace(' ', ''))

    def test_many_lines_at_the_bottom(self):
        terminal = self.start(rows=8)
        terminal.type('being written')
        for start in range(0, 200, 20):
            self.arrive(*(f'line {n}' for n in range(start, start + 20)))
        terminal.see('line 199')
        terminal.settle()
        self.assertEqual(terminal.scrolled, [*(f'line {n}' for n in range(200)), '> being written'])

    def test_ctrl_c_clears_the_line(self):
        terminal = self.start()
        terminal.type('not this')
        terminal.see('not this')
        terminal.type('\003')
        terminal.wait(lambda: 'not this' not in terminal.text, 'an empty line')
        terminal.type('but this\r')
        terminal.see('said: but this')
        terminal.wait(lambda: terminal.lines == ['said: but this', '>'], 'a new line below it')
        terminal.type('\003')
        terminal.see('nothing to clear')

    def test_ctrl_d_ends(self):
        terminal = self.start()
        terminal.type('\004')
        self.assertEqual(terminal.end(), 0)

    def test_a_paste_of_several_lines_is_one_message(self):
        terminal = self.start()
        terminal.paste('one\ntwo\nthree')
        terminal.see('three')
        self.assertNotIn('said', terminal.text)
        self.arrive('arrival')
        terminal.see('arrival')
        terminal.settle()
        self.assertEqual(terminal.lines, ['arrival', '> one', 'two', 'three'])
        terminal.type('\r')
        terminal.see('said: one')
        terminal.settle()
        self.assertEqual(terminal.lines, ['arrival', 'said: one', 'two', 'three', '>'])

    def test_alt_enter_begins_a_line(self):
        terminal = self.start()
        terminal.type('one\033\rtwo\r')
        terminal.see('said: one\ntwo')

    def test_history_is_kept_for_the_person_only(self):
        terminal = self.start()
        terminal.type('first\r')
        terminal.see('said: first')
        terminal.paste('two\nlines')
        terminal.type('\r/password secret\r')
        terminal.see('said: /password')
        terminal.type('\004')
        self.assertEqual(terminal.end(), 0)
        self.assertEqual(self.history.stat().st_mode & 0o777, 0o600)
        self.assertEqual(self.history.read_text(), 'first\ntwo\\nlines\n')

        terminal = self.start()
        terminal.type('\033[A')
        terminal.see('> two\nlines')
        terminal.type('\033[A')
        terminal.see('> first')
        terminal.settle()
        self.assertEqual(terminal.lines, ['> first'])
        terminal.type(' again\r')
        terminal.see('said: first again')
        terminal.type('\033[A\033[A\033[A')
        terminal.settle()
        self.assertEqual(terminal.lines[-1], '> first')

    def test_the_prompt_changes_when_nothing_is_written(self):
        terminal = self.start()
        self.arrive('>> ')
        terminal.see('>>')
        terminal.type('abc')
        terminal.see('>> abc')
        self.arrive('>>> ', 'arrival')
        terminal.see('arrival')
        terminal.settle()
        self.assertEqual(terminal.lines, ['arrival', '>> abc'])
        terminal.type('\177\177\177')
        terminal.see('>>>')
        terminal.settle()
        self.assertEqual(terminal.lines, ['arrival', '>>>'])
        self.assertEqual(terminal.cursor, (4, 1))

    def test_tab(self):
        terminal = self.start()
        terminal.type('hi @mar\t')
        terminal.see('hi @María José')
        terminal.type('\025ber\t')
        terminal.settle()
        terminal.type('\t')
        terminal.see('bernardo  Berta')
        terminal.type('t\t')
        terminal.see('> Berta')

    def test_another_size(self):
        terminal = self.start(columns=60)
        terminal.type('x' * 50)
        terminal.see('x' * 50)
        terminal.resize(80, 16)
        terminal.settle()
        self.arrive('arrival')
        terminal.see('arrival')
        terminal.settle()
        self.assertEqual(terminal.lines[-1], '> ' + 'x' * 50)
        terminal.type('x' * 25)
        terminal.see('> ' + 'x' * 75)

    def test_the_terminal_goes_away(self):
        terminal = self.start()
        terminal.type('hello\r')
        terminal.see('said: hello')
        terminal.hang_up()
        self.assertIn(terminal.wait_for_end(), (0, -signal.SIGHUP))
