#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the server and holds what it measures against the bounds.

Usage: bench.py BUILD_FOLDER [--json FILE] [CASE…]

Machines differ, and one machine differs from minute to minute: so what can be a
ratio is one, of two programs under the same load in the same run, in turn.
"""
import argparse
import contextlib
import json
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile

ROUNDS = 3
OPEN_TO_ALL = ['--max-connections', '19000', '--max-per-address', '19000', '--connection-rate', '100000']


class Programs:
    """What is measured, and what it is measured with."""

    def __init__(self, build):
        self.build = pathlib.Path(build)

    @contextlib.contextmanager
    def listening(self, *command):
        """A program that says where it listens; gone at the end."""
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            line = process.stdout.readline().strip()
            if not line.startswith('listening on '):
                raise RuntimeError(f'{command[0]} does not listen')
            yield line.removeprefix('listening on '), process.pid
        finally:
            process.terminate()
            process.wait()

    def relay(self):
        return self.listening(self.build / 'tests/bench/bench-relay')

    @contextlib.contextmanager
    def server(self):
        """The server, with a store of its own on the disk of the build."""
        with tempfile.TemporaryDirectory(dir=self.build, prefix='bench-data-') as folder:
            with self.listening(self.build / 'server/charla-server', '127.0.0.1', '0', '--data-dir', folder,
                                *OPEN_TO_ALL) as server:
                yield server

    def load(self, where, kind, **options):
        """One load on the program at where: what bench-load saw."""
        address, pid = where
        words = [word for name, value in options.items() for word in (f'--{name.replace("_", "-")}', str(value))]
        done = subprocess.run(
            [self.build / 'tests/bench/bench-load', kind, '--server', address, '--pid', str(pid), *words],
            stdout=subprocess.PIPE, text=True, check=True, timeout=300)
        return json.loads(done.stdout)


def compare_fanout(programs, **load):
    """The server's cost of a delivery as a ratio to the floor's, in turn."""
    ratios, floors, costs = [], [], []
    with programs.relay() as floor, programs.server() as server:
        for _ in range(ROUNDS):
            floors.append(programs.load(floor, 'fanout', **load)['cpu_ns_per_delivery'])
            costs.append(programs.load(server, 'fanout', **load)['cpu_ns_per_delivery'])
            ratios.append(costs[-1] / floors[-1])
    return {
        'ratio': round(statistics.median(ratios), 3),
        'floor_ns': round(statistics.median(floors)),
        'server_ns': round(statistics.median(costs)),
    }


def classic_fanout(programs):
    return compare_fanout(programs, clients=1000, senders=10, in_flight=4, messages=2000, size=100)


def classic_rate(programs):
    return compare_fanout(programs, clients=1000, senders=10, messages=1000, rate=200, size=100)


def idle(programs):
    with programs.server() as server:
        return programs.load(server, 'idle', clients=10000, sources=64)


# name: what it is, how it is measured, and its bounds: (figure, at most)
CASES = {
    'classic-fanout': ('Classic fan-out, 1,000 clients, closed loop', classic_fanout, [('ratio', 1.5)]),
    'classic-rate': ('Classic fan-out, 1,000 clients, 200 messages a second', classic_rate, [('ratio', 1.15)]),
    'idle': ('10,000 idle classic connections', idle,
             [('bytes_per_client', 2048), ('seconds', 2.0), ('idle_cpu_ms_per_s', 1.0), ('idle_wakeups_per_s', 0.5)]),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('build')
    parser.add_argument('--json', type=pathlib.Path)
    parser.add_argument('cases', nargs='*', metavar='CASE', help=', '.join(CASES))
    arguments = parser.parse_args()
    for name in arguments.cases:
        if name not in CASES:
            parser.error(f'there is no case {name}')

    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))

    programs, results, short = Programs(arguments.build), {}, 0
    print(f'| {"what":53} | {"figure":20} | {"seen":>10} | {"at most":>8} |    |')
    print(f'|{"-" * 55}|{"-" * 22}|{"-" * 12}|{"-" * 10}|----|')
    for name in arguments.cases or CASES:
        title, measure, bounds = CASES[name]
        results[name] = measure(programs)
        limits = dict(bounds)
        for figure, seen in results[name].items():
            limit = limits.get(figure)
            good = limit is None or seen <= limit
            short += not good
            mark = '' if limit is None else '✓' if good else '✗'
            print(f'| {title:53} | {figure:20} | {seen:>10} | {limit if limit is not None else "":>8} | {mark:2} |',
                  flush=True)
            title = ''
    if arguments.json:
        arguments.json.write_text(json.dumps(results, indent=2) + '\n')
    return 1 if short else 0


if __name__ == '__main__':
    sys.exit(main())
