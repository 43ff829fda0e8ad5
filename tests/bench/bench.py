#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the server and the desktop, and holds what it measures against the bounds.

Machines differ, and one machine differs from minute to minute: so what can be a
ratio is one, of two programs under the same load in the same run, in turn.
"""
import argparse
import contextlib
import json
import os
import pathlib
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import desktop

OPEN_TO_ALL = ['--max-connections', '19000', '--max-per-address', '19000', '--connection-rate', '100000',
               *(word for limit in ('messages', 'requests', 'bytes', 'hellos')
                 for word in ('--set', f'limits.{limit}=0'))]

# How much of everything: what the bounds are about, and what shows that the programs still work.
FULL = {'rounds': 3, 'short_rounds': 11, 'clients': 1000, 'deliveries': 1000, 'paced': 1000, 'idle': 10000,
        'seconds': 10, 'posts': 50000, 'answers': 2000, 'stored': 1000000, 'searches': 200,
        'missed': 10000, 'encrypted': 1000, 'cached': 100000, 'starts': 5, 'scrolled': 5000,
        'switches': 60, 'arriving': 1000, 'rest': 15}
SMALL = {'rounds': 1, 'short_rounds': 1, 'clients': 20, 'deliveries': 100, 'paced': 40, 'idle': 50,
         'seconds': 1, 'posts': 1000, 'answers': 200, 'stored': 5000, 'searches': 5,
         'missed': 100, 'encrypted': 30, 'cached': 500, 'starts': 1, 'scrolled': 200,
         'switches': 10, 'arriving': 50, 'rest': 1}


class Programs:
    """What is measured, and what it is measured with."""

    def __init__(self, build, size):
        self.build = pathlib.Path(build)
        self.size = size
        self.folder = pathlib.Path(tempfile.mkdtemp(dir=self.build, prefix='bench-data-'))
        self.desktop = None

    def clear(self):
        shutil.rmtree(self.folder)

    def new_folder(self):
        return pathlib.Path(tempfile.mkdtemp(dir=self.folder))

    @contextlib.contextmanager
    def listening(self, *command, log=subprocess.DEVNULL):
        """A program that says where it listens; gone at the end."""
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
        try:
            line = process.stdout.readline().strip()
            if not line.startswith('listening on '):
                raise RuntimeError(f'{command[0]} does not listen')
            yield line.removeprefix('listening on '), process.pid
        finally:
            process.terminate()
            process.wait()

    def relay(self, *options):
        return self.listening(self.build / 'tests/bench/bench-relay', *options)

    @contextlib.contextmanager
    def server(self, folder=None, log=None, port=0):
        """The server, on a store of its own, or on the one in a folder."""
        options = ['--log-level', 'debug'] if log else []
        with open(log or os.devnull, 'w', encoding='utf-8') as errors:
            with self.listening(self.build / 'server/charla-server', '127.0.0.1', str(port), '--data-dir',
                                folder or self.new_folder(), *OPEN_TO_ALL, *options, log=errors) as server:
                yield server

    def say(self, program, *arguments):
        """What a program says, in JSON."""
        done = subprocess.run([self.build / 'tests/bench' / program, *map(str, arguments)],
                              stdout=subprocess.PIPE, text=True, check=True, timeout=300)
        return json.loads(done.stdout)

    def load(self, where, kind, **options):
        """One load on the program at where: what bench-load saw."""
        address, pid = where
        words = [word for name, value in options.items() for word in (f'--{name.replace("_", "-")}', value)]
        return self.say('bench-load', kind, '--server', address, '--pid', pid, *words)

    def large_folder(self):
        """A store in which there is much, filled once in a run."""
        folder = self.folder / 'large'
        if not folder.exists():
            self.say('bench-store', 'fill', folder, self.size['stored'])
        return folder

    def cool(self, folder):
        """Makes the system forget what it has read of a folder's files."""
        for path in folder.iterdir():
            with open(path, 'rb') as file:
                os.fsync(file.fileno())
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def median(values, digits=None):
    return round(statistics.median(values), digits)


def compare_fanout(programs, dialect, **load):
    """The server's cost of a delivery as a ratio to the floors', in turn."""
    seen = {'floor': [], 'gathering': [], 'server': []}
    with programs.relay() as floor, programs.relay('--gather') as gathering, programs.server() as server:
        for _ in range(programs.size['rounds']):
            for name, where, words in (('floor', floor, 'classic'), ('gathering', gathering, 'classic'),
                                       ('server', server, dialect)):
                seen[name].append(programs.load(where, 'fanout', dialect=words, clients=programs.size['clients'],
                                                senders=10, size=100, **load)['cpu_ns_per_delivery'])
    return {
        'ratio': median([a / b for a, b in zip(seen['server'], seen['floor'])], 3),
        'ratio_to_gathering': median([a / b for a, b in zip(seen['server'], seen['gathering'])], 3),
        'floor_ns': median(seen['floor']),
        'gathering_ns': median(seen['gathering']),
        'server_ns': median(seen['server']),
    }


def classic_fanout(programs):
    return compare_fanout(programs, 'classic', in_flight=4, messages=programs.size['deliveries'])


def classic_rate(programs):
    return compare_fanout(programs, 'classic', messages=programs.size['paced'], rate=200)


def charla_fanout(programs):
    return compare_fanout(programs, 'charla', in_flight=4, messages=programs.size['deliveries'])


def idle(programs):
    with programs.server() as server:
        return programs.load(server, 'idle', clients=programs.size['idle'], sources=64,
                             seconds=programs.size['seconds'])


def tls(programs):
    with programs.server() as server:
        return programs.load(server, 'tls', dialect='charla', clients=programs.size['encrypted'], sources=64)


class BatchCounter:
    """How many posts the server writes in one transaction, by what it says in its log."""

    def __init__(self, log):
        self.log = log
        self.seen = 0

    def get_mean(self):
        """Of those since the last time."""
        lines = self.log.read_text(encoding='utf-8').splitlines()
        new, self.seen = '\n'.join(lines[self.seen:]), len(lines)
        return round(statistics.mean(int(n) for n in re.findall(r'committed (\d+) changes', new)))


def posts(programs):
    """Posts a second, beside the rows that SQLite inserts with as many to a transaction."""
    number, rates, plain, batches = programs.size['posts'], [], [], []
    log = programs.new_folder() / 'log'
    with programs.server(log=log) as server:
        counter = BatchCounter(log)
        for _ in range(programs.size['short_rounds']):
            rates.append(programs.load(server, 'posts', dialect='charla', clients=50, in_flight=20,
                                       messages=number)['posts_per_s'])
            batches.append(counter.get_mean())
            plain.append(programs.say('bench-store', 'plain', programs.new_folder(), number,
                                      batches[-1])['posts_per_s'])
    goals = [min(30000, each / 2) for each in plain]
    return {
        'of_goal': median([a / b for a, b in zip(rates, goals)], 2),
        'posts_per_s': median(rates),
        'sqlite_per_s': median(plain),
        'batch': median(batches),
    }


def answer(programs):
    """How long a post waits for its answer, beside what the disk takes to write as many pages."""
    disks, waits = [], []
    with programs.server() as server:
        for _ in range(programs.size['short_rounds']):
            disks.append(programs.say('bench-disk', programs.folder, programs.size['answers'], 1000))
            waits.append(programs.load(server, 'posts', dialect='charla', clients=50, rate=1000,
                                       messages=programs.size['answers']))
    return {
        'p99_to_disk_p99': median([a['p99_us'] / b['p99_us'] for a, b in zip(waits, disks)], 2),
        'p99_to_disk_p50': median([a['p99_us'] / b['p50_us'] for a, b in zip(waits, disks)], 2),
        'p50_us': median([each['p50_us'] for each in waits]),
        'p99_us': median([each['p99_us'] for each in waits]),
        'disk_p50_us': median([each['p50_us'] for each in disks]),
        'disk_p99_us': median([each['p99_us'] for each in disks]),
    }


def search(programs):
    """A page of results for a word in most messages, in every hundredth, and in a few; once just
    after the start, when all has to be read from the disk, and then again and again."""
    folder, figures = programs.large_folder(), {}
    for name, word in (('common', 'a'), ('less_common', 'reunion'), ('rare', 'murcielago')):
        programs.cool(folder)
        with programs.server(folder) as server:
            seen = programs.load(server, 'search', query=word, messages=programs.size['searches'])
        figures |= {f'{name}_first_ms': seen['first_ms'], f'{name}_p50_ms': seen['p50_ms'],
                    f'{name}_p99_ms': seen['p99_ms'], f'{name}_results': seen['results']}
    return figures


def resume(programs):
    with programs.server(programs.large_folder()) as server:
        return programs.load(server, 'resume', dialect='charla', clients=10, in_flight=20,
                             messages=programs.size['missed'])


def read_resident(pid):
    """In MiB."""
    status = pathlib.Path(f'/proc/{pid}/status').read_text(encoding='utf-8')
    return int(re.search(r'VmRSS:\s+(\d+)', status)[1]) / 1024


def start(programs):
    """From the call to the line that says where it listens; after a quiet end, and after a sudden one."""
    folder, times, cold, sudden, resident = programs.large_folder(), [], [], [], []
    for seen in (times, cold, sudden):
        for _ in range(programs.size['rounds']):
            if seen is cold:
                programs.cool(folder)
            began = time.monotonic()
            with programs.server(folder) as server:
                seen.append((time.monotonic() - began) * 1000)
                resident.append(read_resident(server[1]))
                if seen is cold or seen is sudden:
                    programs.load(server, 'posts', dialect='charla', clients=10, messages=programs.size['answers'])
                    os.kill(server[1], 9)
    return {'ms': median(times), 'cold_ms': median(cold), 'after_kill_ms': median(sudden),
            'resident_mib': round(max(resident), 1)}


# name: what it is, how it is measured, and its bounds: figure, and how little or how much it may be
CASES = {
    'classic-fanout': ('Classic fan-out, 1,000 clients, closed loop', classic_fanout, {'ratio': ('≤', 1.5)}),
    'classic-rate': ('Classic fan-out, 200 messages a second', classic_rate, {'ratio': ('≤', 1.15)}),
    'charla-fanout': ('Charla fan-out, durable, 1,000 clients, closed loop', charla_fanout, {'ratio': ('≤', 2)}),
    'idle': ('10,000 idle classic connections', idle,
             {'bytes_per_client': ('≤', 2048), 'seconds': ('≤', 2), 'idle_cpu_ms_per_s': ('≤', 1),
              'idle_wakeups_per_s': ('≤', 0.5)}),
    'tls': ('1,000 Charla connections with TLS', tls,
            {'kib_per_client': ('≤', 100), 'cpu_ms_per_client': ('≤', 3)}),
    'posts': ('Durable posts, 50 clients with 20 in flight', posts, {'of_goal': ('≥', 1)}),
    'answer': ('Post to answer, 1,000 posts a second', answer, {'p99_to_disk_p99': ('≤', 5)}),
    'search': ('Search in 1,000,000 messages, 50 results', search,
               {f'{name}_p99_ms': ('≤', 20) for name in ('common', 'less_common', 'rare')}),
    'resume': ('Resume 10,000 missed events', resume, {'first_ms': ('≤', 100), 'worst_ms': ('≤', 100)}),
    'start': ('Start with 1,000,000 messages', start,
              {'ms': ('≤', 200), 'cold_ms': ('≤', 200), 'after_kill_ms': ('≤', 200), 'resident_mib': ('≤', 30)}),
}
CASES |= desktop.CASES


def is_good(seen, bound):
    sign, limit = bound
    return seen <= limit if sign == '≤' else seen >= limit


def print_figures(title, figures, bounds):
    """One row a figure; returns how many are out of bounds."""
    short = 0
    for figure, seen in figures.items():
        bound = bounds.get(figure)
        good = bound is None or is_good(seen, bound)
        short += not good
        limit, mark = (f'{bound[0]} {bound[1]}', '✓' if good else '✗') if bound else ('', '')
        print(f'| {title:51} | {figure:20} | {seen:>10} | {limit:>8} | {mark:1} |', flush=True)
        title = ''
    return short


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('build')
    parser.add_argument('--json', type=pathlib.Path)
    parser.add_argument('cases', nargs='*', metavar='CASE', help=', '.join(CASES))
    arguments = parser.parse_intermixed_args()
    for name in arguments.cases:
        if name not in CASES:
            parser.error(f'there is no case {name}')

    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))

    programs, results, short = Programs(arguments.build, FULL), {}, 0
    try:
        print(f'| {"what":51} | {"figure":20} | {"seen":>10} | {"bound":>8} |   |')
        print(f'|{"-" * 53}|{"-" * 22}|{"-" * 11}:|{"-" * 9}:|---|')
        for name in arguments.cases or CASES:
            title, measure, bounds = CASES[name]
            results[name] = measure(programs)
            short += print_figures(title, results[name], bounds)
    finally:
        programs.clear()
    if arguments.json:
        arguments.json.write_text(json.dumps(results, indent=2) + '\n', encoding='utf-8')
    return 1 if short else 0


if __name__ == '__main__':
    sys.exit(main())
