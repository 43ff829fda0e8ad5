#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the pictures of docs/screenshots: screenshots.py BUILD-FOLDER TARGET-FOLDER.

They come out alike each time: who says what and when, the font, the sizes and
the address are all given. A window manager gives the windows their shadows.
"""

import contextlib
import glob
import os
import pathlib
import re
import sys
import tempfile
import time

from accessible import Bus
from application import Application, program_path
from classic import join
from conversations import ENGLISH, SPANISH
from desktop import Desktop
from hosts import Host, connect
from programs import Program, Server, server_path, wait_until
from screen import Screen

WIDE = (720, 640)
# All that is said fits into it.
TALL = (720, 730)
NARROW = (360, 640)
DARK = {'color_scheme': "'force-dark'"}

HOST = 'lab.localhost'


class Clock:
    """The time of day that a program believes it is. Its timers go on."""

    def __init__(self, folder):
        self.file = folder / 'time'
        [library] = glob.glob('/usr/lib/*/faketime/libfaketimeMT.so.1')
        self.environment = {
            'LD_PRELOAD': library,
            'FAKETIME_TIMESTAMP_FILE': str(self.file),
            'FAKETIME_NO_CACHE': '1',
            'FAKETIME_DONT_FAKE_MONOTONIC': '1',
        }
        self.set('10:00')

    def set(self, moment):
        self.file.write_text(f'2026-03-14 {moment}:00\n')


class Studio:
    """The desktop, the chat and the camera."""

    def __init__(self, desktop, target, stack):
        self.desktop = desktop
        self.target = target
        self.stack = stack
        self.clock = Clock(desktop.folder)
        desktop.start('metacity', '--compositor=xrender', log='metacity.log')
        with Screen() as screen:
            wait_until(screen.is_composited, 'the window manager')
        desktop.xdotool('mousemove', 1, 1)

    def start_server(self):
        """On the usual port, where there is no need to name it. Its clock is the one that counts."""
        self.clock.set('10:00')
        self.desktop.forget_chats()
        server = Server('--port', '1234', '--address', '127.0.0.1', **self.clock.environment)
        self.stack.callback(server.end)
        return server

    def open(self, *arguments, size=WIDE, settings=None, language='en', locale='C.UTF-8',
             host=None):
        width, height = size
        self.desktop.write_settings(window_width=width, window_height=height, name="'Ana'",
                                    **(settings or {}))
        command = [program_path(), *arguments]
        program = Program(*(host.command(*command) if host else command), LANGUAGE=language,
                          LC_ALL=locale, **(host.variables() if host else {}),
                          **self.clock.environment)
        application = Application(self.desktop, program, language)
        self.stack.callback(application.close)
        return application

    def join(self, **options):
        application = self.open('--server', HOST, '--name', 'Ana', **options)
        application.wait_in_room()
        return application

    def play(self, server, application, conversation):
        """Lets everybody say their lines at their times."""
        names = dict.fromkeys(who for _moment, who, _text in conversation if who != 'Ana')
        others = dict(zip(names, join(server, *names)))
        for moment, who, text in conversation:
            self.clock.set(moment)
            if who in others:
                others[who].say(text)
            else:
                application.say(text)
            application.wait_message(text)
        return others

    def take(self, application, name, rest=1.5):
        """A picture of the window on top, once nothing has moved in it for so many seconds."""
        window = int(application.find_window_ids()[-1])
        with Screen() as screen:
            before = None
            picture = screen.look(window)
            while picture != before:
                time.sleep(rest)
                before, picture = picture, screen.look(window)
        picture.save(self.target / f'{name}.png')
        print(self.target / f'{name}.png')


class Network:
    """Two computers, Ana's and the one in the lab, with chats on both."""

    def __init__(self, studio):
        self.studio = studio
        folder = tempfile.TemporaryDirectory(prefix='charla-network-')
        studio.stack.callback(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.here, self.there = Host(), Host()
        for host in (self.here, self.there):
            studio.stack.callback(host.close)
        connect(self.here, self.there, '192.168.1')
        for host in (self.here, self.there):
            host.start()
        self.lab = self.serve(self.there, 'Lab 3', 1234)
        self.serve(self.there, 'Reading Club', 1235, '--set', 'access.join-word=open')
        self.serve(self.here, 'Ana’s Chat', 1234)

    def serve(self, host, name, port, *arguments):
        data = self.folder / name
        server = Program(*host.command(
            server_path(), '--port', str(port), '--address', '0.0.0.0', '--log-level', 'info',
            '--data-dir', str(data), '--control-socket', f'{data}-control',
            '--set', f'server.name={name}', *arguments), **host.variables())
        self.studio.stack.callback(server.end)
        server.wait_for_log('announced on the local network as')
        return server

    def open(self, **options):
        return self.studio.open(host=self.here, **options)

    def choose_lab(self, **options):
        application = self.open(**options)
        application.tree.find('list item', re.compile('^Lab 3, ')).press()
        return application

    def change_lab(self):
        self.lab.end()
        for file in (self.folder / 'Lab 3').glob('tls-*'):
            file.unlink()
        self.lab = self.serve(self.there, 'Lab 3', 1234)


def take_connect(studio, network):
    for name, options in (('connect', {}),
                          ('connect-narrow', {'size': NARROW, 'settings': DARK, 'language': 'es',
                                              'locale': 'es_ES.UTF-8'})):
        application = network.open(**options)
        for chat in ('Ana’s Chat', 'Lab 3', 'Reading Club'):
            application.tree.find('list item', re.compile(f'^{chat}, '))
        studio.take(application, name)
        application.close()


def take_without_avahi(studio):
    application = studio.open()
    application.tree.find('status', re.compile('Avahi is not running'))
    studio.take(application, 'connect-without-avahi')
    application.close()


def take_trust(studio, network):
    application = network.choose_lab()
    application.tree.find('button', 'Connect')
    studio.take(application, 'trust')
    application.tree.find('button', 'Connect').press()
    application.wait_in_room()
    application.tree.find_all('button', 'Encrypted')[-1].press()
    wait_until(lambda: len(application.find_window_ids()) == 2, 'the popover')
    studio.take(application, 'lock')
    application.close()


def take_changed(studio, network):
    network.change_lab()
    application = network.choose_lab(size=(WIDE[0], 960))
    application.tree.find('button', 'Connect Anyway')
    studio.take(application, 'changed')
    application.close()


def take_failure(studio, network):
    network.lab.end()
    application = network.choose_lab()
    application.tree.find('button', 'Find Out Why')
    studio.take(application, 'error')
    application.tree.find('button', 'Find Out Why').press()
    wait_until(lambda: application.tree.find('button', 'Copy as Text').has('sensitive'),
               'all has been tried')
    studio.take(application, 'doctor')
    application.close()


def take_host(studio):
    """It tells addresses of this machine: only the question is taken."""
    application = studio.open()
    application.tree.find('button', 'Start a Chat on This Computer').press()
    application.tree.find('text', 'Name of the chat')
    studio.take(application, 'host')
    application.close()


def take_room(studio, name, conversation=ENGLISH, size=TALL, **options):
    server = studio.start_server()
    application = studio.join(size=size, **options)
    others = studio.play(server, application, conversation)
    studio.take(application, name)
    for client in others.values():
        client.close()
    application.close()
    server.end()


def take_empty(studio):
    server = studio.start_server()
    application = studio.join()
    studio.take(application, 'empty')
    application.close()
    server.end()


def take_lost(studio):
    server = studio.start_server()
    application = studio.join()
    studio.play(server, application, ENGLISH[:6])
    server.end()
    application.tree.find('label', re.compile('^Connection lost'))
    studio.clock.set('10:16')
    application.say('Shall we show it to the others at noon?')
    application.composer.write('Daichi, could you bring the')
    application.tree.find('label', re.compile('in 8 s'))
    studio.take(application, 'lost', rest=0.2)
    application.close()


def main(build, target):
    os.environ.update({
        'CHARLA': str(build / 'client/ui/charla'),
        'CHARLA_SERVER': str(build / 'server/charla-server'),
        'CHARLA_BUILD_ROOT': str(build),
        'LOCPATH': str(build / 'tests'),
    })
    target.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        desktop = Desktop()
        stack.callback(desktop.close)
        desktop.accessibility = Bus()
        studio = Studio(desktop, target, stack)
        take_without_avahi(studio)
        take_host(studio)
        network = Network(studio)
        take_connect(studio, network)
        take_trust(studio, network)
        take_changed(studio, network)
        take_failure(studio, network)
        take_empty(studio)
        take_room(studio, 'room')
        take_room(studio, 'dark', settings=DARK)
        take_room(studio, 'narrow', size=NARROW)
        take_room(studio, 'spanish', SPANISH, language='es', locale='es_ES.UTF-8')
        take_lost(studio)


if __name__ == '__main__':
    main(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]))
