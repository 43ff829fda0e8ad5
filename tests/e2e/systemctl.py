#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Does for docs/admin.md what systemctl would do on a machine that runs systemd.

It is no systemd: of a service it knows what is needed here (the user, its folders, the
environment, ExecStart, and that it says READY=1), and nothing of its walls. A timer it only
looks for, and has its service run once.
"""

import os
import pathlib
import pwd
import shlex
import socket
import subprocess
import sys

PREFIX = pathlib.Path(os.environ['CHARLA_PREFIX'])
PATIENCE = 30


def read(unit):
    """The settings of a unit, each as the list of its values."""
    settings = {}
    text = (PREFIX / 'lib/systemd/system' / unit).read_text(encoding='utf-8')
    for line in text.splitlines():
        if '=' in line and line[0] not in '#;':
            name, value = line.split('=', 1)
            settings.setdefault(name, []).append(value)
    return settings


def words(value):
    return shlex.split(value.replace('$$', '$').replace('%%', '%'))


def start(settings):
    user = pwd.getpwnam(settings['User'][0])
    environment = {'PATH': os.environ['PATH']}
    for value in settings.get('Environment', []):
        name, text = value.split('=', 1)
        environment[name] = text
    for setting, top in ('StateDirectory', '/var/lib'), ('RuntimeDirectory', '/run'):
        folder = pathlib.Path(top) / settings[setting][0]
        folder.mkdir(exist_ok=True)
        folder.chmod(int(settings[f'{setting}Mode'][0], 8))
        os.chown(folder, user.pw_uid, user.pw_gid)
        environment[f'{setting[:-9].upper()}_DIRECTORY'] = str(folder)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        heard.bind('\0charla-test-notify-%d' % os.getpid())
        heard.settimeout(PATIENCE)
        if settings['Type'] == ['notify']:
            environment['NOTIFY_SOCKET'] = '@charla-test-notify-%d' % os.getpid()
        process = subprocess.Popen(
            words(settings['ExecStart'][0]), env=environment, user=user.pw_uid,
            group=user.pw_gid, extra_groups=[], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, umask=0o077, start_new_session=True)
        pathlib.Path('/run/charla-test-pid').write_text(str(process.pid))
        while 'NOTIFY_SOCKET' in environment:
            if b'READY=1' in heard.recv(4096):
                break


def main(command, *arguments):
    if command == 'daemon-reload':
        return
    assert command == 'enable' and arguments[0] == '--now', (command, arguments)
    settings = read(arguments[1])
    assert 'WantedBy' in settings
    if arguments[1].endswith('.timer'):
        service = read(arguments[1].replace('.timer', '.service'))
        subprocess.run(words(service['ExecStart'][0]), check=True)
    else:
        start(settings)


main(*sys.argv[1:])
