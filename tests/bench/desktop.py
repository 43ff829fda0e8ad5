# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desktop application takes, beside a window of libadwaita with nothing in it.

Both are drawn without a graphics card, on a screen that nobody sees. The application has a
home that it keeps from case to case, with a full cache in it, as after some years in a chat.
"""
import contextlib
import json
import os
import pathlib
import re
import socket
import statistics
import subprocess
import threading
import time

def find_port():
    with socket.create_server(('127.0.0.1', 0)) as listener:
        return listener.getsockname()[1]


def read_pss(pid):
    """In MiB."""
    rollup = pathlib.Path(f'/proc/{pid}/smaps_rollup').read_text(encoding='utf-8')
    return int(re.search(r'^Pss:\s+(\d+)', rollup, re.MULTILINE)[1]) / 1024


def count_wakeups(pid):
    """How often each thread of a process has waited for something, and then gone on."""
    tasks = pathlib.Path(f'/proc/{pid}/task').glob('*/status')
    return {task.parent.name: int(re.search(r'^voluntary_ctxt_switches:\s+(\d+)',
                                            task.read_text(encoding='utf-8'), re.MULTILINE)[1])
            for task in tasks}


class Window:
    """A program with a window, which answers in lines of JSON."""

    def __init__(self, command, environment):
        began = time.monotonic()
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        env=environment)
        self.pid = self.process.pid
        self.started_ms = None if '--server' in command else self.read()['painted_us'] / 1000 - began * 1000

    def read(self):
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f'{self.process.args[0]} has ended')
        return json.loads(line)

    def tell(self, command, number):
        self.process.stdin.write(f'{command} {number}\n')
        self.process.stdin.flush()

    def ask(self, command, number):
        self.tell(command, number)
        return self.read()

    def close(self):
        self.process.stdin.close()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()


class Desktop:
    """A screen and a home, and a server that is always found at the same place."""

    def __init__(self, programs):
        self.programs = programs
        self.folder = programs.new_folder()
        self.port = find_port()
        self.server = programs.large_folder()
        for name in ('home', 'run'):
            (self.folder / name).mkdir(mode=0o700)
        with self.shown():
            self.fill()

    def make_environment(self, display):
        build = self.programs.build.resolve()
        kept = {name: value for name, value in os.environ.items()
                if not name.startswith('XDG_') and name not in ('WAYLAND_DISPLAY', 'LANGUAGE')}
        return kept | {
            'HOME': str(self.folder / 'home'), 'XDG_RUNTIME_DIR': str(self.folder / 'run'),
            'DISPLAY': display, 'GDK_BACKEND': 'x11', 'GSK_RENDERER': 'cairo', 'LC_ALL': 'C.UTF-8',
            'DBUS_SESSION_BUS_ADDRESS': 'unix:path=/nonexistent/bus', 'GTK_A11Y': 'none',
            'GSETTINGS_BACKEND': 'keyfile', 'GSETTINGS_SCHEMA_DIR': str(build / 'data')}

    @contextlib.contextmanager
    def shown(self):
        """With a screen, and the server."""
        read_end, write_end = os.pipe()
        screen = subprocess.Popen(['Xvfb', '-displayfd', str(write_end), '-screen', '0', '1280x1024x24',
                                   '-nolisten', 'tcp', '-noreset'], pass_fds=[write_end],
                                  stderr=subprocess.DEVNULL)
        os.close(write_end)
        try:
            with open(read_end, encoding='utf-8') as number:
                self.environment = self.make_environment(f':{number.readline().strip()}')
            with self.programs.server(self.server, port=self.port) as self.where:
                yield self
        finally:
            screen.terminate()
            screen.wait()

    @contextlib.contextmanager
    def window(self, program, *arguments):
        window = Window([self.programs.build / 'tests/bench/desktop' / program, *arguments], self.environment)
        try:
            yield window
        finally:
            window.close()

    def application(self):
        return self.window('bench-desktop')

    def bare(self):
        return self.window('bare-window')

    def fill(self):
        """Comes into the chat for the first time, and reads all that was said."""
        with self.window('bench-desktop', '--name', 'Reader', '--server',
                         f'plain://127.0.0.1:{self.port}') as window:
            window.read()
            window.ask('fill', self.programs.size['cached'])


def get_desktop(programs):
    """The one of this run."""
    if programs.desktop is None:
        programs.desktop = Desktop(programs)
    return programs.desktop


def start(programs):
    """From the call to the first frame, which has a room with messages in it."""
    bare, application = [], []
    with get_desktop(programs).shown() as desktop:
        for _ in range(programs.size['starts'] + 1):
            for seen, opened in ((bare, desktop.bare), (application, desktop.application)):
                with opened() as window:
                    seen.append(window.started_ms)
    return {'ratio': round(statistics.median(a / b for a, b in zip(application[1:], bare[1:])), 2),
            'bare_ms': round(statistics.median(bare[1:])),
            'application_ms': round(statistics.median(application[1:]))}


def memory(programs):
    with get_desktop(programs).shown() as desktop:
        with desktop.bare() as window:
            time.sleep(1)
            bare = read_pss(window.pid)
        with desktop.application() as window:
            time.sleep(1)
            begun = read_pss(window.pid)
            window.ask('open', 10)
            scrolled = window.ask('scroll', programs.size['scrolled'])
            time.sleep(1)
            used = read_pss(window.pid)
    return {'mib_over_bare': round(used - bare, 1), 'bare_mib': round(bare, 1),
            'at_start_mib': round(begun, 1), 'used_mib': round(used, 1),
            'scrolled': scrolled['scrolled'], 'worst_frame_ms': scrolled['worst_frame_ms'],
            'worst_turn_ms': scrolled['worst_turn_ms']}


def switch(programs):
    with get_desktop(programs).shown() as desktop, desktop.application() as window:
        first = window.ask('open', 10)
        again = window.ask('switch', programs.size['switches'])
    return {'first_worst': first['worst_frames'], 'again_worst': again['worst_frames'],
            'first_median': first['median_frames'], 'again_median': again['median_frames'],
            'worst_frame_ms': again['worst_frame_ms'], 'worst_turn_ms': again['worst_turn_ms']}


def arriving(programs):
    number = programs.size['arriving']
    with get_desktop(programs).shown() as desktop, desktop.application() as window:
        window.ask('arrive', number)
        writers = threading.Thread(target=programs.load, args=(desktop.where, 'fanout'), kwargs={
            'dialect': 'charla', 'clients': 10, 'senders': 10, 'messages': number, 'rate': number})
        writers.start()
        seen = window.read()
        writers.join()
    return {'over_frame_ms': seen['worst_turn_ms'], 'shown': seen['shown'], 'arrived': seen['arrived'],
            'seconds': seen['seconds'], 'frames': seen['frames'], 'worst_frame_ms': seen['worst_frame_ms']}


def idle(programs):
    """A window that nobody touches, and a chat in which nobody says anything; once GTK lets the
    cursor rest, which blinks for ten seconds after the last key."""
    seconds = programs.size['seconds']
    with get_desktop(programs).shown() as desktop, desktop.application() as window:
        time.sleep(programs.size['rest'])
        before = count_wakeups(window.pid)
        time.sleep(seconds)
        after = count_wakeups(window.pid)
        wakeups = sum(number - before.get(task, 0) for task, number in after.items())
    return {'wakeups_per_s': round(wakeups / seconds, 2)}


CASES = {
    'desktop-start': ('Start of the desktop, 100,000 messages in the cache', start, {'ratio': ('≤', 2)}),
    'desktop-memory': ('Memory of the desktop, ten rooms, 5,000 messages', memory, {'mib_over_bare': ('≤', 40)}),
    'desktop-switch': ('Frames until another room is seen', switch,
                       {'first_worst': ('≤', 2), 'again_worst': ('≤', 2)}),
    'desktop-arriving': ('1,000 messages in a second in the open room', arriving,
                         {'over_frame_ms': ('≤', 16), 'shown': ('≥', 1)}),
    'desktop-idle': ('The desktop while nothing happens', idle, {'wakeups_per_s': ('≤', 0.5)}),
}
