# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop of the tests' own: a screen, a session bus and the folders of a person.

Nothing of the desktop that the tests run on is touched or seen: the bus starts
no service but what it is told to, so no notification daemon of the machine
answers. There is one desktop a process, as the accessibility library knows only
one: make it in setUpModule and share it.
"""

import os
import pathlib
import shutil
import subprocess
import tempfile

from programs import PATIENCE

APPLICATION_ID = 'io.github.charla_chat.Charla'
SOURCE = pathlib.Path(__file__).resolve().parents[2]

BUS_CONFIGURATION = '''<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <keep_umask/>
  <listen>unix:dir={folder}</listen>
  <auth>EXTERNAL</auth>
  <servicedir>{services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
'''

GTK_SETTINGS = '''[Settings]
gtk-font-name=Cantarell 11
gtk-enable-animations=false
gtk-cursor-blink=false
'''


def build_root():
    """The build folder, which meson names."""
    root = os.environ.get('CHARLA_BUILD_ROOT')
    if root is None:
        raise RuntimeError('CHARLA_BUILD_ROOT is not set: run this through meson test')
    return pathlib.Path(root)


class Desktop:
    """The screen, the bus and the folders. Ends with close()."""

    def __init__(self, size='1280x1024'):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='charla-desktop-'))
        self.processes = []
        try:
            self._make_folders()
            self._start_screen(size)
            self._start_bus()
        except BaseException:
            self.close()
            raise

    def _make_folders(self):
        for name in ('run', 'home', 'data', 'config/gtk-4.0', 'cache', 'state', 'share', 'services'):
            (self.folder / name).mkdir(parents=True, mode=0o700)
        (self.folder / 'config/gtk-4.0/settings.ini').write_text(GTK_SETTINGS)
        (self.folder / 'share/icons').symlink_to(SOURCE / 'data/icons')

        # The test itself lives here too: what it starts, and its bus.
        os.environ.update({
            'HOME': str(self.folder / 'home'),
            'XDG_RUNTIME_DIR': str(self.folder / 'run'),
            'XDG_DATA_HOME': str(self.folder / 'data'),
            'XDG_CONFIG_HOME': str(self.folder / 'config'),
            'XDG_CACHE_HOME': str(self.folder / 'cache'),
            'XDG_STATE_HOME': str(self.folder / 'state'),
            'XDG_DATA_DIRS': f'{self.folder / "share"}:/usr/local/share:/usr/share',
            'GSETTINGS_BACKEND': 'keyfile',
            'GSETTINGS_SCHEMA_DIR': str(build_root() / 'data'),
            'GDK_BACKEND': 'x11',
            'GSK_RENDERER': 'cairo',
            # By the name of GTK 4.8, and by that of later ones.
            'GDK_DEBUG': 'gl-disable',
            'GDK_DISABLE': 'gl,vulkan',
            'LC_ALL': 'C.UTF-8',
            'TZ': 'UTC',
            'CHARLA_LOCALEDIR': str(build_root() / 'po'),
        })
        # Whole stacks make GTK start ten times slower.
        if 'ASAN_OPTIONS' in os.environ:
            os.environ['ASAN_OPTIONS'] += ':fast_unwind_on_malloc=1'
        for name in ('WAYLAND_DISPLAY', 'LANGUAGE', 'GTK_THEME', 'NO_AT_BRIDGE', 'GTK_A11Y',
                     'AT_SPI_BUS_ADDRESS', 'DESKTOP_STARTUP_ID', 'XDG_ACTIVATION_TOKEN'):
            os.environ.pop(name, None)

    def start(self, *command, log, **options):
        """Starts a program that ends with the desktop."""
        with open(self.folder / log, 'ab') as output:
            self.processes.append(subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output,
                                                   stderr=output, **options))

    def _start_and_read(self, *command, log):
        """Starts a program that is to write a line to a descriptor; returns the line."""
        reader, writer = os.pipe()
        self.start(*[part.format(writer) for part in command], log=log, pass_fds=[writer])
        os.close(writer)
        with os.fdopen(reader) as file:
            line = file.readline().strip()
        if not line:
            raise RuntimeError(f'{command[0]} does not start')
        return line

    def _start_screen(self, size):
        number = self._start_and_read('Xvfb', '-displayfd', '{}', '-screen', '0', f'{size}x24',
                                      '-nolisten', 'tcp', '-noreset', log='screen.log')
        os.environ['DISPLAY'] = f':{number}'

    def _start_bus(self):
        self.add_service('/usr/share/dbus-1/services/org.a11y.Bus.service')
        configuration = self.folder / 'session.conf'
        configuration.write_text(BUS_CONFIGURATION.format(folder=self.folder / 'run',
                                                          services=self.folder / 'services'))
        os.environ['DBUS_SESSION_BUS_ADDRESS'] = self._start_and_read(
            'dbus-daemon', f'--config-file={configuration}', '--nofork', '--print-address={}',
            log='bus.log')

    def add_service(self, path, text=None):
        """Lets the bus start a service: a copy of a file, or a text under its name."""
        target = self.folder / 'services' / pathlib.Path(path).name
        if text is None:
            shutil.copy(path, target)
        else:
            target.write_text(text)

    def remove_service(self, name):
        (self.folder / 'services' / name).unlink()

    @property
    def settings(self):
        """The file with the person's settings of the application."""
        return self.folder / 'config/glib-2.0/settings/keyfile'

    def write_settings(self, **settings):
        """Sets these settings, as GVariant text, and no others."""
        lines = [f'{key.replace("_", "-")}={value}' for key, value in settings.items()]
        self.settings.parent.mkdir(parents=True, exist_ok=True)
        self.settings.write_text('\n'.join([f'[{APPLICATION_ID.replace(".", "/")}]', *lines, '']))

    def read_settings(self):
        return self.settings.read_text() if self.settings.exists() else ''

    def forget_chats(self):
        """The person was never in a chat."""
        shutil.rmtree(self.folder / 'state/charla', ignore_errors=True)

    def xdotool(self, *arguments):
        done = subprocess.run(['xdotool', *map(str, arguments)], check=True, text=True,
                              stdout=subprocess.PIPE, timeout=PATIENCE)
        return done.stdout.strip()

    def press_keys(self, *keys):
        """Presses keys, or combinations of keys, as a person would."""
        self.xdotool('key', '--clearmodifiers', *keys)

    def close(self):
        """Ends everything that was started, the last first, and removes the folders."""
        for process in reversed(self.processes):
            process.terminate()
            process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
