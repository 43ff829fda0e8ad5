# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the pictures of docs/screenshots are taken: a desktop, a clock, a network.

The pictures come out alike each time: who says what and when, the font, the sizes and
the address are all given. A window manager gives the windows their shadows.
"""

import glob
import pathlib
import re
import tempfile
import time

from gi.repository import GLib

import charla
from application import Application, program_path
from hosts import Host, connect
from programs import Program, Server, server_path, wait_until
from screen import Screen

WIDE = (940, 680)
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
        server = Server('--port', '1234', '--address', '127.0.0.1',
                        '--set', 'server.name=Lab 3', **self.clock.environment)
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
        studio.desktop.forget_chats()
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


class Chat:
    """A server with people in its rooms; Ana comes with the application."""

    def __init__(self, studio, script):
        self.studio = studio
        self.script = script
        self.server = studio.start_server()
        self.people = {name: charla.Client(self.server.address, name) for name in script['people']}
        self.rooms = {}
        for room in script['rooms']:
            made = self.people[room['by']].ask('create', name=room['name'], kind='public',
                                               topic=room['topic'])
            self.rooms[room['name']] = made['room']['id']
        self.application = None

    def enter(self, **options):
        """Ana comes, and joins the rooms."""
        self.application = self.studio.open('--server', HOST, '--name', 'Ana', **options)
        self.application.wait_in_room()
        for person in self.people.values():
            for room in self.rooms.values():
                person.ask('join', room=room)
        for name in self.rooms:
            self.open(name, 'join-room')
        return self.application

    def open(self, room, action='open-room'):
        self.application.activate(action, GLib.Variant('s', self.rooms[room]))
        self.application.wait_for_title(room)

    def say(self, room, moment, who, text, reply=None):
        """Somebody says something, in a room or to Ana alone; returns its place in the log."""
        self.studio.clock.set(moment)
        if who == 'Ana':
            self.application.say(text)
            self.wait_message(text)
            return None
        person = self.people[who]
        if room is None:
            place = person.ask('direct', user='Ana')['room']['id']
        else:
            place = self.rooms.get(room) or person.lobby
        return person.post(place, text, reply=reply)['seq']

    def wait_message(self, text):
        """In any language, in which times and states differ."""
        self.application.tree.find('list item', re.compile(re.escape(text)))

    def play(self):
        """All that is said; the room of the script is the one that is open."""
        self.open(self.script['room'])
        for moment, who, text in self.script['talk']:
            self.say(self.script['room'], moment, who, text)
        for room, moment, who, text in self.script['meanwhile']:
            self.say(room, moment, who, text)
        self.wait_message(self.script['talk'][-1][-1])

    def close(self):
        for person in self.people.values():
            person.close()
        self.application.close()
        self.server.end()
