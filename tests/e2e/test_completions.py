# SPDX-License-Identifier: GPL-3.0-or-later
"""What bash, zsh and fish offer to who writes a command of Charla, each run for real."""

import os
import pathlib
import pty
import re
import shutil
import subprocess
import tempfile
import time
import unittest

from ctl import CtlTestCase
from programs import PATIENCE, environment

FOLDER = pathlib.Path(__file__).resolve().parents[2] / 'data' / 'completions'
PROGRAMS = {'charla-cli': 'CHARLA_CLI', 'charla-ctl': 'CHARLA_CTL', 'charla-server': 'CHARLA_SERVER'}

BASH = '''
source "$1"
shift
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_charla "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\\n' "${COMPREPLY[@]}"
'''

FISH = 'source $argv[1]; complete -C "$argv[2]" | string replace -r "\\t.*" ""; true'

# Whatever is offered goes through compadd; ^X says when that is over.
ZSH = '''
PROMPT= RPROMPT= LISTMAX=0
fpath=("$COMPLETIONS" $fpath)
autoload -Uz compinit
compinit -u -D
compadd () {
  if [[ ${@[1,(i)(-|--)]} != *-(O|A|D)\\ * ]]; then
    local -a hits
    builtin compadd -A hits "$@"
    (( $#hits )) && print -rl -- $hits >> "$RESULTS"
  fi
  builtin compadd "$@"
}
finish () { print -r -- "end $BUFFER" >> "$RESULTS" }
zle -N finish
bindkey '^X' finish
bindkey '^I' complete-word
print ready >> "$RESULTS"
'''


class Shell(CtlTestCase):
    """A shell with the programs in its path and nothing of the person who runs the tests."""

    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix='charla-test-')
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        for name, variable in PROGRAMS.items():
            (self.folder / name).symlink_to(shutil.which(os.environ.get(variable, name)))
        self.environment = environment(HOME=folder.name, XDG_CONFIG_HOME=folder.name,
                                       PATH=f'{folder.name}:{os.environ["PATH"]}')

    def help(self, *command):
        return subprocess.run([*command, '--help'], capture_output=True, text=True, check=True,
                              env=self.environment).stdout

    def options(self, *command):
        """The long options that a program says it has."""
        found = set(re.findall(r'(?m)^ +(?:-\w, )?(--[a-z-]+)', self.help(*command)))
        self.assertIn('--help', found)
        return found

    def commands(self, program):
        return set(re.findall(r'(?m)^  ([a-z]+) +\S', self.help(program)))


class Cases:
    """What holds for each of the shells; each has an offer(line) of its own."""

    def test_each_command(self):
        for program in ('charla-cli', 'charla-ctl'):
            self.assertEqual(set(self.offer(f'{program} ')), self.commands(program), program)
        self.assertEqual(self.offer('charla-ctl ki'), ['kick'])

    def test_each_option(self):
        for program in PROGRAMS:
            self.assertEqual(set(self.offer(f'{program} --')), self.options(program), program)

    def test_each_option_of_each_command(self):
        for program in ('charla-cli', 'charla-ctl'):
            for command in sorted(self.commands(program))[::self.EVERY]:
                self.assertEqual(set(self.offer(f'{program} {command} --')),
                                 self.options(program, command), command)

    def test_values(self):
        self.assertEqual(set(self.offer('charla-server --log-level ')),
                         {'error', 'warning', 'message', 'info', 'debug'})
        self.assertEqual(set(self.offer('charla-ctl role ana ')),
                         {'member', 'moderator', 'owner', 'user', 'bot', 'admin'})

    def test_names(self):
        self.server = self.start_server()
        ana, _ = self.enter('ana', 'berta')
        ana.ask('create', name='Garden', kind='public')
        where = f'charla-ctl --socket {self.server.control}'
        self.assertEqual(sorted(self.offer(f'{where} kick ')), ['ana', 'berta'])
        self.assertEqual(self.offer(f'{where} mute be'), ['berta'])
        self.assertEqual(sorted(self.offer(f'{where} kick --reason why ana ')), ['Garden', 'Lobby'])

    def test_no_server_is_no_trouble(self):
        self.assertEqual(self.offer(f'charla-ctl --socket {self.folder}/none kick '), [])


@unittest.skipUnless(shutil.which('bash'), 'takes bash')
class Bash(Cases, Shell):
    EVERY = 1

    def offer(self, line):
        done = subprocess.run(['bash', '--norc', '-c', BASH, 'bash', FOLDER / 'charla.bash',
                               *line.split(' ')],
                              capture_output=True, text=True, timeout=PATIENCE, check=True,
                              env=self.environment)
        self.assertEqual(done.stderr, '')
        return [each for each in done.stdout.splitlines() if each and not re.fullmatch('-.', each)]


@unittest.skipUnless(shutil.which('fish'), 'takes fish')
class Fish(Cases, Shell):
    EVERY = 1

    def offer(self, line):
        done = subprocess.run(['fish', '--no-config', '-c', FISH, FOLDER / 'charla.fish', line],
                              capture_output=True, text=True, timeout=PATIENCE, check=True,
                              env=self.environment)
        self.assertEqual(done.stderr, '')
        return [each for each in done.stdout.splitlines() if not re.fullmatch('-.', each)]


@unittest.skipUnless(shutil.which('zsh'), 'takes zsh')
class Zsh(Cases, Shell):
    # It takes a while to start.
    EVERY = 5

    def offer(self, line):
        results = self.folder / 'results'
        start = self.folder / 'start'
        results.write_text('')
        start.write_text(ZSH)
        terminal, other = pty.openpty()
        with subprocess.Popen(['zsh', '-f', '-i'], stdin=other, stdout=other, stderr=other,
                              start_new_session=True,
                              env={**self.environment, 'COMPLETIONS': str(FOLDER),
                                   'RESULTS': str(results), 'TERM': 'dumb'}) as process:
            try:
                os.close(other)
                os.write(terminal, f'source {start}\n'.encode())
                self.wait_for(results, terminal, 'ready')
                os.write(terminal, line.encode() + b'\t\x18')
                self.wait_for(results, terminal, 'end ')
            finally:
                process.kill()
                os.close(terminal)
        offered = [each for each in results.read_text().splitlines()
                   if each != 'ready' and not each.startswith('end ')]
        return [each for each in dict.fromkeys(offered) if not re.fullmatch('-.', each)]

    def wait_for(self, results, terminal, word):
        os.set_blocking(terminal, False)
        end = time.monotonic() + PATIENCE
        while not re.search(f'(?m)^{word}', results.read_text()):
            try:
                os.read(terminal, 65536)
            except BlockingIOError:
                pass
            self.assertLess(time.monotonic(), end, results.read_text())
            time.sleep(0.01)
