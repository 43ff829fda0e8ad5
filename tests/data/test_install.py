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
bin/charla-server
include/charla-1/charla*.h
lib*/libcharla-1.so*
lib*/pkgconfig/charla-1.pc
lib/systemd/system/charla-server.service
share/applications/io.github.charla_chat.Charla.desktop
share/dbus-1/services/io.github.charla_chat.Charla.service
share/glib-2.0/schemas/io.github.charla_chat.Charla.gschema.xml
share/icons/hicolor/scalable/apps/io.github.charla_chat.Charla.svg
share/icons/hicolor/symbolic/apps/io.github.charla_chat.Charla-symbolic.svg
share/locale/es/LC_MESSAGES/charla.mo
share/man/man1/charla-server.1*
share/man/man1/charla.1*
share/metainfo/io.github.charla_chat.Charla.metainfo.xml
""".split()

# Left out where the build leaves out introspection.
INTROSPECTION = """
lib*/girepository-1.0/Charla-1.0.typelib
share/gir-1.0/Charla-1.0.gir
""".split()


class Install(unittest.TestCase):
    def test_everything_is_installed_and_nothing_else(self):
        prefix = environment('CHARLA_PREFIX').lstrip('/')
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(
                ['meson', 'install', '--no-rebuild', '--destdir', folder,
                 '-C', environment('CHARLA_BUILD_ROOT')],
                capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            top = pathlib.Path(folder) / prefix
            found = {str(path.relative_to(top)) for path in pathlib.Path(folder).rglob('*')
                     if not path.is_dir()}
        self.assertEqual([name for name in WANTED if not fnmatch.filter(found, name)], [])
        for name in WANTED + INTROSPECTION:
            found -= set(fnmatch.filter(found, name))
        self.assertEqual(found, set())
