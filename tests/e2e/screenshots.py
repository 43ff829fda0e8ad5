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
import time

from accessible import Bus
from application import Application, program_path
from classic import join
from conversations import ENGLISH, SPANISH
from desktop import Desktop
from programs import Program, Server, wait_until
from screen import Screen

WIDE = (720, 640)
# All that is said fits into it.
TALL = (720, 730)
NARROW = (360, 640)
DARK = {'color_scheme': "'force-dark'"}

HOST = 'lab.localhost'
# Where nobody listens.
DISCARD_PORT = 9


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
        server = Server('--port', '1234', '--address', '127.0.0.1', **self.clock.environment)
        self.stack.callback(server.end)
        return server

    def open(self, *arguments, size=WIDE, settings=None, language='en', locale='C.UTF-8'):
        width, height = size
        self.desktop.write_settings(window_width=width, window_height=height, name="'Ana'",
                                    server=f"'{HOST}'", **(settings or {}))
        program = Program(program_path(), *arguments, LANGUAGE=language, LC_ALL=locale,
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
        """A picture of the window, once nothing has moved in it for so many seconds."""
        window = int(application.find_window_ids()[-1])
        with Screen() as screen:
            before = None
            picture = screen.look(window)
            while picture != before:
                time.sleep(rest)
                before, picture = picture, screen.look(window)
        picture.save(self.target / f'{name}.png')
        print(self.target / f'{name}.png')


def take_connect(studio):
    application = studio.open()
    application.tree.find('button', 'Join')
    studio.take(application, 'connect')
    application.close()


def take_error(studio):
    application = studio.open()
    application.join('Ana', f'{HOST}:{DISCARD_PORT}')
    application.tree.find('label', re.compile('no chat is listening'))
    studio.take(application, 'error')
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
        take_connect(studio)
        take_error(studio)
        take_empty(studio)
        take_room(studio, 'room')
        take_room(studio, 'dark', settings=DARK)
        take_room(studio, 'narrow', size=NARROW)
        take_room(studio, 'spanish', SPANISH, language='es', locale='es_ES.UTF-8')
        take_lost(studio)


if __name__ == '__main__':
    main(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]))
