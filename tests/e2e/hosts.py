# SPDX-License-Identifier: GPL-3.0-or-later
"""Hosts of their own for the tests: network namespaces, each with a bus and an avahi-daemon.

Nothing of this reaches the network of the machine that runs the tests.
"""

import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import unittest

from programs import Program, wait_until

BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={path}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/><allow send_destination="*"/>
<allow receive_sender="*"/></policy></busconfig>
"""
AVAHI = """[server]
host-name={name}
use-ipv4={ipv4}
use-ipv6={ipv6}
enable-dbus=yes
disallow-other-stacks=no
[publish]
publish-workstation=no
publish-hinfo=no
[wide-area]
enable-wide-area=no
[rlimits]
"""
NEEDED = ('ip', 'unshare', 'dbus-daemon', 'avahi-daemon')


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def why_not():
    """Why there can be no hosts here, or None."""
    missing = [name for name in NEEDED if not shutil.which(name, path='/usr/sbin:/usr/bin:/sbin')]
    if missing:
        return f'{" and ".join(missing)} is missing here'
    if os.geteuid() != 0:
        return 'only root may make network namespaces'
    done = subprocess.run(('unshare', '--net', '--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'),
                          capture_output=True, text=True)
    return f'no namespaces here: {done.stderr.strip()}' if done.returncode else None


def needs_hosts(case):
    """Skips a class of tests where there can be no hosts."""
    reason = why_not()
    return unittest.skipIf(reason, reason)(case)


class Host:
    """A network namespace, with a loopback interface that is up."""

    count = 0

    def __init__(self, ipv4=True, ipv6=False):
        Host.count += 1
        self.name = f'charla{os.getpid()}n{Host.count}'
        self.protocols = {'ipv4': 'yes' if ipv4 else 'no', 'ipv6': 'yes' if ipv6 else 'no'}
        self.folder = tempfile.TemporaryDirectory(prefix='charla-host-')
        self.bus_path = pathlib.Path(self.folder.name) / 'bus'
        self.bus = None
        self.avahi = None
        run('ip', 'netns', 'add', self.name)
        self.ip('link', 'set', 'lo', 'up')

    def ip(self, *arguments):
        return run('ip', '-n', self.name, *arguments)

    def command(self, *command):
        """How to run something here."""
        return ('ip', 'netns', 'exec', self.name, *command)

    def variables(self):
        return {'DBUS_SYSTEM_BUS_ADDRESS': f'unix:path={self.bus_path}'}

    def start_bus(self):
        configuration = pathlib.Path(self.folder.name) / 'bus.conf'
        configuration.write_text(BUS.format(path=self.bus_path))
        self.bus = Program('dbus-daemon', f'--config-file={configuration}', '--nofork')
        wait_until(self.bus_path.exists, 'the bus of a host', self.bus.log)

    def start_avahi(self):
        configuration = pathlib.Path(self.folder.name) / 'avahi.conf'
        configuration.write_text(AVAHI.format(name=self.name, **self.protocols))
        self.avahi = Program(*self.command(
            'unshare', '--mount', 'sh', '-c',
            'mkdir -p /run/avahi-daemon && mount -t tmpfs tmpfs /run/avahi-daemon && '
            'exec avahi-daemon --no-drop-root --no-chroot --no-rlimits "$@"',
            'avahi', '--file', str(configuration)), **self.variables())
        self.avahi.wait_for_log('Server startup complete')

    def start(self):
        self.start_bus()
        self.start_avahi()

    def stop_avahi(self):
        self.avahi.end()
        self.avahi = None

    def stop_bus(self):
        self.bus.end()
        self.bus = None
        self.bus_path.unlink(missing_ok=True)

    def close(self):
        if self.avahi:
            self.avahi.process.send_signal(signal.SIGCONT)
            self.stop_avahi()
        if self.bus:
            self.stop_bus()
        run('ip', 'netns', 'delete', self.name)
        self.folder.cleanup()


def connect(one, other, network='10.77.0'):
    """A cable between two hosts, with an address in IPv4 and one of the link in IPv6."""
    ends = f'{one.name[-8:]}a', f'{other.name[-8:]}b'
    one.ip('link', 'add', ends[0], 'type', 'veth', 'peer', 'name', ends[1], 'netns', other.name)
    for number, (host, end) in enumerate(zip((one, other), ends), 1):
        host.ip('address', 'add', f'{network}.{number}/24', 'dev', end)
        host.ip('link', 'set', end, 'up')
    return ends
