# SPDX-License-Identifier: GPL-3.0-or-later
"""meson install puts in place what a distribution would package."""

import fnmatch
import pathlib
import subprocess
import tempfile
import unittest

from sources import environment

WANTED = """
bin/charla
bin/charla-cli
bin/charla-ctl
bin/charla-server
etc/charla/server.conf
include/charla-1/charla*.h
lib*/libcharla-1.so*
lib*/pkgconfig/charla-1.pc
lib/systemd/system/charla-backup.service
lib/systemd/system/charla-backup.timer
lib/systemd/system/charla-server.service
lib/systemd/system/charla-server.socket
lib/systemd/user/charla-server.service
lib/sysusers.d/charla-server.conf
share/applications/io.github.charla_chat.Charla.desktop
share/dbus-1/interfaces/io.github.charla_chat.Server1.xml
share/bash-completion/completions/charla-cli
share/bash-completion/completions/charla-ctl
share/bash-completion/completions/charla-server
share/dbus-1/services/io.github.charla_chat.Charla.service
share/dbus-1/services/io.github.charla_chat.Server.service
share/fish/vendor_completions.d/charla-cli.fish
share/fish/vendor_completions.d/charla-ctl.fish
share/fish/vendor_completions.d/charla-server.fish
share/glib-2.0/schemas/io.github.charla_chat.Charla.gschema.xml
share/icons/hicolor/scalable/apps/io.github.charla_chat.Charla.svg
share/icons/hicolor/symbolic/apps/io.github.charla_chat.Charla-symbolic.svg
share/locale/es/LC_MESSAGES/charla.mo
share/man/man1/charla-cli.1*
share/man/man1/charla-ctl.1*
share/man/man1/charla-server.1*
share/man/man1/charla.1*
share/man/man5/charla-server.conf.5*
share/metainfo/io.github.charla_chat.Charla.metainfo.xml
share/zsh/site-functions/_charla
""".split()

# Left out where the build leaves out introspection.
INTROSPECTION = """
lib*/girepository-1.0/Charla-1.0.typelib
share/gir-1.0/Charla-1.0.gir
""".split()


def library_paths(program):
    """Where a program looks for its libraries before the system does."""
    lines = subprocess.run(['readelf', '-d', program], capture_output=True, text=True, check=True).stdout
    return [line.split('[')[1].rstrip(']') for line in lines.splitlines() if 'RUNPATH' in line]


class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.prefix = environment('CHARLA_PREFIX')
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        done = subprocess.run(
            ['meson', 'install', '--no-rebuild', '--destdir', folder.name,
             '-C', environment('CHARLA_BUILD_ROOT')],
            capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        cls.folder = pathlib.Path(folder.name)
        cls.top = cls.folder / cls.prefix.lstrip('/')

    def name(self, path):
        """A file as the list above has it: what is in /etc belongs to no prefix."""
        return str(path.relative_to(self.top if self.top in path.parents else self.folder))

    def test_programs_find_their_library(self):
        [library] = self.top.glob('lib*/**/libcharla-1.so')
        where = str(pathlib.Path(self.prefix) / library.parent.relative_to(self.top))
        for program in 'charla', 'charla-cli', 'charla-server':
            self.assertEqual(library_paths(self.top / 'bin' / program),
                             [] if self.prefix == '/usr' else [where])

    def test_everything_is_installed_and_nothing_else(self):
        found = {self.name(path) for path in self.folder.rglob('*') if not path.is_dir()}
        self.assertEqual([name for name in WANTED if not fnmatch.filter(found, name)], [])
        for name in WANTED + INTROSPECTION:
            found -= set(fnmatch.filter(found, name))
        self.assertEqual(found, set())
