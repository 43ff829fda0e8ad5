# SPDX-License-Identifier: GPL-3.0-or-later
"""What is installed beside the programs is what the desktop and the system expect."""

import pathlib
import re
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ET

from sources import ROOT, environment, files, read

APPLICATION_ID = 'io.github.charla_chat.Charla'
DATA = pathlib.Path('data')
# Of systemd-analyze security: 0 is a locked room, 10 an open field.
MAX_EXPOSURE = 1.5


class Check(unittest.TestCase):
    def silent(self, *command):
        """Runs a checker that says nothing, and succeeds, when all is well."""
        done = subprocess.run(command, capture_output=True, text=True)
        self.assertEqual((done.stdout + done.stderr, done.returncode), ('', 0), command[0])
        return done

    def succeeds(self, *command):
        done = subprocess.run(command, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done

    def built(self, name):
        return str(pathlib.Path(environment('CHARLA_BUILD_ROOT')) / 'data' / name)


class Desktop(Check):
    def test_desktop_entry(self):
        self.silent('desktop-file-validate', self.built(f'{APPLICATION_ID}.desktop'))

    def test_desktop_entry_is_translated(self):
        done = self.succeeds('msgfmt', '--desktop', '-d', str(ROOT / 'po'), '--template',
                             str(ROOT / DATA / f'{APPLICATION_ID}.desktop.in'), '-o', '-')
        for key in ('Comment', 'Keywords'):
            self.assertRegex(done.stdout, rf'(?m)^{key}\[es\]=.')

    def test_metainfo(self):
        self.succeeds('appstreamcli', 'validate', '--no-net',
                      self.built(f'{APPLICATION_ID}.metainfo.xml'))

    def test_metainfo_names_this_version(self):
        [version] = re.findall(r"(?m)^  version: '([^']+)'", read('meson.build'))
        releases = ET.parse(self.built(f'{APPLICATION_ID}.metainfo.xml')).iter('release')
        self.assertEqual(next(releases).get('version'), version)

    def test_metainfo_shows_screenshots_that_exist(self):
        for image in ET.parse(ROOT / DATA / f'{APPLICATION_ID}.metainfo.xml.in').iter('image'):
            name = image.text.split('/main/', 1)[1]
            self.assertTrue((ROOT / name).is_file(), name)

    def test_dbus_service(self):
        service = pathlib.Path(self.built(f'{APPLICATION_ID}.service')).read_text()
        self.assertIn(f'\nName={APPLICATION_ID}\n', service)
        self.assertRegex(service, r'\nExec=/\S+/charla --gapplication-service\n')

    def test_settings_schema(self):
        self.silent('glib-compile-schemas', '--strict', '--dry-run', str(ROOT / DATA))


class Icons(Check):
    def test_pictures_and_templates_are_well_formed(self):
        self.silent('xmllint', '--noout', '--nonet',
                    *(str(ROOT / path) for path in files('.svg', '.ui', '.xml')))

    def test_icons_draw(self):
        for path in files('.svg'):
            done = subprocess.run(['rsvg-convert', '--width=32', '--height=32', ROOT / path],
                                  capture_output=True)
            self.assertEqual((done.stderr, done.stdout[:4]), (b'', b'\x89PNG'), path)

    def test_symbolic_icons_have_one_colour(self):
        for path in files('-symbolic.svg'):
            self.assertEqual(len(set(re.findall(r'#[0-9a-f]{3,6}', read(path)))), 1, path)

    def test_every_icon_that_is_asked_for_exists(self):
        theme = pathlib.Path('/usr/share/icons/Adwaita')
        here = {path.stem for path in theme.rglob('*-symbolic.svg')}
        here |= {path.stem for path in files('-symbolic.svg')}
        wanted = set()
        for path in files('.c', '.ui', folders=('client',)):
            wanted |= set(re.findall(r'\b(?<!\.)[a-z][a-z-]*-symbolic\b', read(path)))
        self.assertEqual(wanted - here, set())


class System(Check):
    def unit(self, folder, name='charla-server.service', built='charla-server.service'):
        """A unit as it would be on a machine where the program is installed."""
        unit = pathlib.Path(folder) / name
        text = pathlib.Path(self.built(built)).read_text()
        unit.write_text(re.sub(r'(?m)^(Exec\w+)=\S+/charla-server\b', r'\1=/bin/true', text))
        return str(unit)

    def test_unit(self):
        with tempfile.TemporaryDirectory() as folder:
            self.silent('systemd-analyze', 'verify', '--man=no', self.unit(folder))

    def test_socket_unit(self):
        with tempfile.TemporaryDirectory() as folder:
            self.unit(folder)
            self.silent('systemd-analyze', 'verify', '--man=no',
                        self.unit(folder, 'charla-server.socket', 'charla-server.socket'))

    def test_backup_units(self):
        with tempfile.TemporaryDirectory() as folder:
            self.unit(folder)
            self.unit(folder, 'charla-backup.service', 'charla-backup.service')
            self.silent('systemd-analyze', 'verify', '--man=no',
                        self.unit(folder, 'charla-backup.timer', 'charla-backup.timer'))

    def test_unit_of_a_person(self):
        with tempfile.TemporaryDirectory() as folder:
            unit = self.unit(folder, built='charla-server-user.service')
            self.assertIn('\nExecStart=/bin/true --user\n', pathlib.Path(unit).read_text())
            self.silent('systemd-analyze', 'verify', '--man=no', unit)

    def test_the_user_is_made(self):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / 'etc').mkdir()
            self.succeeds('systemd-sysusers', f'--root={folder}', self.built('charla-server.sysusers'))
            self.assertRegex((root / 'etc/passwd').read_text(),
                             r'(?m)^charla:x:\d+:\d+:Charla chat server:/var/lib/charla-server:')
            self.assertRegex((root / 'etc/group').read_text(), r'(?m)^charla:')

    def test_dbus_service(self):
        service = pathlib.Path(self.built('io.github.charla_chat.Server.service')).read_text()
        self.assertIn('\nName=io.github.charla_chat.Server\n', service)
        self.assertIn('\nSystemdService=charla-server.service\n', service)
        self.assertRegex(service, r'\nExec=/\S+/charla-server --user\n')

    def test_unit_is_locked_up(self):
        with tempfile.TemporaryDirectory() as folder:
            self.succeeds('systemd-analyze', 'security', '--offline=true', '--no-pager',
                          f'--threshold={int(MAX_EXPOSURE * 10)}', self.unit(folder))

    def test_manual_pages(self):
        self.silent('mandoc', '-T', 'lint', '-W', 'warning',
                    *(str(ROOT / path) for path in files('.1', '.5', folders=('data',))))
