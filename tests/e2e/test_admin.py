# SPDX-License-Identifier: GPL-3.0-or-later
"""The ten commands of docs/admin.md do what the page says.

They run as they stand there, as root, in a namespace in which what they change in /etc, /usr,
/var and /run is gone afterwards. Two programs are not the real ones: there is no systemd, so
that systemctl.py does what is needed of it; and the build is set up with the options of the
page, but what is installed is what is tested, which is built already.
"""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

from programs import environment

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]

MESON = """#!/bin/bash
# Sets up the build that is asked for, and installs the one that is tested.
set -eu
case $1 in
  setup) exec {meson} setup "$2" {root} "${{@:3}}" ;;
  install)
    {meson} install --quiet --no-rebuild -C {build}
    if [ {prefix} != /usr ]; then
      mkdir -p /etc {prefix}/etc
      mv {prefix}/etc/charla /etc/charla
      ln -s /etc/charla {prefix}/etc/charla
      cp -r {prefix}/lib/sysusers.d /etc/
    fi ;;
esac
"""

# Added behind those of the page: what it promises is so.
PROMISES = r"""
charla-ctl status | grep -F 'Our chat'
test "$(stat -c %U /var/lib/charla-server)" = charla
test -s /var/backups/charla
test -s "/var/backups/charla-$(date +%u)"
test "$(stat -c %a /var/backups/charla)" = 600
test "$(ps -o user= -p "$(cat /run/charla-test-pid)")" = charla
"""


def commands():
    """The commands of the page, from its list."""
    page = (ROOT / 'docs/admin.md').read_text(encoding='utf-8')
    return [re.sub(r'(?m)^ +', '', block) for block in re.findall(r'```sh\n(.*?)```', page, re.DOTALL)]


def can_have_a_namespace():
    if os.getuid() != 0 or not all(map(shutil.which, ('unshare', 'ip', 'systemd-sysusers', 'ps'))):
        return False
    with tempfile.TemporaryDirectory() as folder:
        script = (f'mount --make-rprivate / && mount -t tmpfs tmpfs {folder} && cd {folder} && '
                  'mkdir new work && mount -t overlay overlay '
                  f'-o lowerdir=/etc,upperdir={folder}/new,workdir={folder}/work /etc')
        return subprocess.run(['unshare', '--mount', '--net', '--pid', '--fork', 'sh', '-c', script],
                              capture_output=True).returncode == 0


class Admin(unittest.TestCase):
    def test_there_are_ten(self):
        self.assertEqual(len(commands()), 10)
        for command in commands():
            self.assertEqual(len(command.splitlines()), 1, command)

    @unittest.skipUnless(can_have_a_namespace(), 'takes root, and a namespace with its own files')
    def test_they_work(self):
        prefix = environment()['CHARLA_PREFIX']
        with tempfile.TemporaryDirectory(prefix='charla-test-') as name:
            folder = pathlib.Path(name)
            for part in 'programs', 'system', 'work':
                (folder / part).mkdir()
            meson = folder / 'programs/meson'
            meson.write_text(MESON.format(meson=shutil.which('meson'), root=ROOT, prefix=prefix,
                                          build=environment()['CHARLA_BUILD_ROOT']))
            meson.chmod(0o755)
            shutil.copy(HERE / 'systemctl.py', folder / 'programs/systemctl')
            (folder / 'programs/systemctl').chmod(0o755)
            script = folder / 'commands'
            script.write_text(''.join(commands()) + PROMISES)
            variables = environment(PATH=f'{folder}/programs:{prefix}/bin:{os.environ["PATH"]}')
            variables.pop('RUNTIME_DIRECTORY', None)
            variables.pop('LD_LIBRARY_PATH', None)
            done = subprocess.run(
                ['unshare', '--mount', '--net', '--pid', '--fork', '--kill-child', 'bash',
                 str(HERE / 'admin.sh'), str(folder / 'system'), str(script)],
                cwd=folder / 'work', env=variables, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, (done.stdout + done.stderr)[-6000:])
