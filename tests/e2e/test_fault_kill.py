# SPDX-License-Identifier: GPL-3.0-or-later
"""The server is killed, hangs or is restarted, at random moments and under load.

What was answered is there afterwards, once; nobody is told twice, or anything else than
before; and all end with the same history. CHARLA_FAULT_ROUNDS says how often it is killed,
CHARLA_FAULT_SEED repeats what chance has chosen.
"""

import contextlib
import os
import pathlib
import random
import signal
import socket
import threading
import unittest

import classic
from charla import Client, Closed, Refused
from charla_follower import Follower
from commotion import (Actor, House, Told, as_bytes, check_answers, check_chain, check_history,
                       fold, pause, visible_to)

ROUNDS = int(os.environ.get('CHARLA_FAULT_ROUNDS', '100'))

# As many rounds as leave a log that can still be replayed as a whole.
ROUNDS_IN_A_HOUSE = 20
REQUESTS_IN_A_ROUND = 120
OTHER_ROUNDS = 8

# So that SQLite puts its log into the database within a round.
REQUESTS_FOR_CHECKPOINT = 500
LONG_TEXT = 14000


class Town:
    """A house with people, all of whom can be asked afterwards what they have seen.

    Wanda is in every room from its first event on; so her log is the whole log. She has two
    devices that follow all the time, and a third that looks in after each round.
    """

    def __init__(self, house, rand):
        self.house = house
        self.rand = rand
        self.n_requests = REQUESTS_IN_A_ROUND
        self.guest = None
        self.heard = []
        self.keys = {}
        self.head = 0
        self.last = {}
        self.events = {}
        self.late = Client(house.address, 'wanda', since=0)
        self.late.wait_for_event('live')
        self.lobby = self.late.lobby
        kitchen, den = (self.late.ask('create', name=name, kind=kind)['room']['id']
                        for name, kind in (('Kitchen', 'public'), ('Den', 'private')))
        self.rooms = [self.lobby, kitchen, den]
        self.actors = [Actor(house, name, rand) for name in ('ana', 'berta', 'carla')]
        for actor in self.actors:
            actor.rooms = [self.lobby]
            actor.changing_room = kitchen
        for actor in self.actors[:2]:
            self.late.ask('invite', room=den, user=actor.name)
            actor.rooms = self.rooms
        self.followers = [Follower(house.address, 'wanda', token=self.late.token, since=0)
                          for _ in range(2)]

    def close(self):
        for each in (*self.followers, *self.actors, self.late):
            each.close()

    def begin(self):
        """Lets all do something at once; returns while they do it."""
        self.guest = classic.Client(self.house.address, 'Otto')
        self.threads = [threading.Thread(target=self._visit), threading.Thread(target=self._claim)]
        self.threads += [threading.Thread(target=actor.act, args=[self.n_requests])
                         for actor in self.actors]
        for thread in self.threads:
            thread.start()
        for number in range(5):
            for follower in self.followers:
                follower.post(self.rand.choice(self.rooms), f'wanda says {number}')
        if self.rand.random() < 0.3:
            self.followers[1].break_off()

    def _visit(self):
        """Somebody with an old program comes in, and hears and says what they can."""
        with contextlib.suppress(classic.Closed, OSError):
            self.guest.say(*[f'guest {number}' for number in range(5)])
            while True:
                self.heard.append(self.guest.hear())
        self.guest.close()

    def _claim(self):
        """Somebody new comes in, and stays for a message."""
        name = 'new %08x' % random.getrandbits(32)
        try:
            with Client(self.house.address, name) as newcomer:
                self.keys[name] = newcomer.token
                newcomer.post(self.lobby, f'{name} is here')
        except (Closed, OSError):
            pass
        except Refused as error:
            if error.code != 'shutting-down':
                raise

    def is_busy(self):
        return any(thread.is_alive() for thread in self.threads[2:])

    def wait_for_ends(self):
        """Waits until all have done what they wanted, or could."""
        for thread in self.threads[1:]:
            thread.join()
        with contextlib.suppress(OSError):
            self.guest.socket.shutdown(socket.SHUT_RDWR)
        self.threads[0].join()

    def settle(self):
        """Waits until all are back, and everything is answered."""
        for actor in self.actors:
            actor.settle()
        for follower in self.followers:
            follower.wait_for_posts()

    def check_round(self):
        """What was said since the last time is in order, and everyone has the same of it."""
        self.late.reconnect()
        head = self.late.wait_for_event('live')['seq']
        news = [event for event in self.late.events() if self.head < event['seq'] <= head]
        self.last = check_chain(news, self.head, self.last)
        if self.head + len(news) != head:
            raise AssertionError(f'{len(news)} events after {self.head}, but {head}')
        self.head = head
        self.events.update((event['seq'], event) for event in news)

        for actor in self.actors:
            check_answers(actor, self.events)
        for follower in self.followers:
            follower.wait(lambda follower=follower: follower.cursor >= self.head, self.head)
            check_follower(follower, self.events)
        self.check_heard()
        self.check_keys()
        self.check_search(news)
        self.late.close()

    def check_heard(self):
        """Nobody is told, in the classic dialect either, what is not kept."""
        said = {event['text'] for event in self.events.values() if 'text' in event}
        for name, text in self.heard:
            if text.removeprefix('✎ ') not in said:
                raise AssertionError(f'{name} is told to have said “{text}”')
        self.heard.clear()

    def check_keys(self):
        """Whoever was given the key to an account has that account."""
        for name, token in self.keys.items():
            if token:
                Client(self.house.address, name, token=token).close()
        self.keys.clear()

    def check_search(self, news):
        """What was said is found, once."""
        targets = {event.get('target') for event in self.events.values()}
        words = [event for event in news if event['ev'] == 'message'
                 and event['text'].startswith('ana says') and event['seq'] not in targets]
        for event in words[-1:]:
            found = self.late.ask('search', text=event['text'].split()[-1])['messages']
            if [each['seq'] for each in found] != [event['seq']]:
                raise AssertionError(f'{event} is not found: {found}')

    def check_all(self):
        """Live, replayed from the beginning, and in pages, all is the same for each."""
        events = [self.events[seq] for seq in sorted(self.events)]
        texts = [event['text'] for event in events if event['ev'] == 'message'
                 and not event['from']['id'].startswith('g') and not event['text'].startswith('wanda')]
        if len({*texts}) != len(texts):
            raise AssertionError('something was said twice')
        check_replay(self.late, events)
        self.late.reconnect()
        for actor in self.actors:
            visible = visible_to(actor.client.id, events)
            check_same(actor.client.events(), visible)
            check_replay(actor.client, visible)
        folded = fold(events)
        for room in self.rooms:
            check_history(self.late, room, folded[room])


def check_same(found, wanted):
    if [as_bytes(event) for event in found] != [as_bytes(event) for event in wanted]:
        found, wanted = ({event['seq'] for event in events} for events in (found, wanted))
        raise AssertionError(f'not seen: {sorted(wanted - found)[:20]}; '
                             f'not to be seen: {sorted(found - wanted)[:20]}')


def check_replay(client, wanted):
    """The whole log, told to a device that knows nothing yet."""
    with Client(client.address, client.name, token=client.token, since=0) as other:
        other.wait_for_event('live')
        if other.welcome['gap']:
            raise AssertionError('too much was said in this test')
        check_same(other.events(), wanted)


def check_follower(follower, events):
    if follower.faults or follower.error or follower.gaps or follower.rejected:
        raise AssertionError(f'{follower.faults[:3]} {follower.error} {follower.gaps} '
                             f'{follower.rejected}')
    head = max(events)
    check_same([event for event in follower.log if event['seq'] <= head],
               [events[seq] for seq in sorted(events)])
    for nonce, ok in follower.posted.items():
        if events[ok['seq']]['time'] != ok['time']:
            raise AssertionError(f'{nonce} was answered with {ok}: {events[ok["seq"]]}')


class TestKill(unittest.TestCase):

    def setUp(self):
        seed = int(os.environ.get('CHARLA_FAULT_SEED', random.randrange(2 ** 32)))
        print(f'# CHARLA_FAULT_SEED={seed}', flush=True)
        self.rand = random.Random(seed)

    def run_rounds(self, n_rounds, end_somehow, text=None):
        """So many times, ends the server while all are busy, and looks what is left."""
        while n_rounds > 0:
            house = House()
            try:
                self.run_house(house, min(n_rounds, ROUNDS_IN_A_HOUSE), end_somehow, text)
            finally:
                house.close()
            n_rounds -= ROUNDS_IN_A_HOUSE

    def run_house(self, house, n_rounds, end_somehow, text):
        for _ in range(3):
            house.start_and_kill(self.rand)
        house.start()
        with Told() as told, contextlib.closing(Town(house, self.rand)) as town:
            if text:
                town.n_requests = REQUESTS_FOR_CHECKPOINT
                for actor in town.actors:
                    actor.text = text
            for _ in range(n_rounds):
                town.begin()
                end_somehow(house, town)
                town.settle()
                town.check_round()
                self.assertEqual(told.faults, [])
            town.check_all()
            self.assertEqual(told.faults, [])
            n_repeated = sum(actor.n_repeated for actor in town.actors)
            print(f'# {n_rounds} rounds, {town.head} events, {n_repeated} posts repeated',
                  flush=True)

    def come_back(self, house, town):
        town.wait_for_ends()
        for _ in range(self.rand.choice([0, 0, 1, 2])):
            house.start_and_kill(self.rand)
        house.start()

    def test_killed(self):
        def kill(house, town):
            pause(self.rand.uniform(0, 0.12))
            house.kill()
            self.come_back(house, town)
        self.run_rounds(ROUNDS, kill)

    def test_killed_at_checkpoint(self):
        # While SQLite moves what was said from its log into the database.
        n_checkpoints = 0

        def kill(house, town):
            nonlocal n_checkpoints
            database = pathlib.Path(house.data_dir, 'charla.db')
            before = database.stat().st_mtime_ns
            while (is_quiet := database.stat().st_mtime_ns == before) and town.is_busy():
                pause(0.0005)
            n_checkpoints += not is_quiet
            pause(self.rand.uniform(0, 0.01))
            house.kill()
            self.come_back(house, town)
        self.run_rounds(OTHER_ROUNDS, kill, lambda word: f'{word} ' + 'x' * LONG_TEXT)
        self.assertGreater(n_checkpoints, 0)

    def test_restarted(self):
        def restart(house, town):
            pause(self.rand.uniform(0, 0.12))
            house.end(signal.SIGTERM)
            self.come_back(house, town)
        self.run_rounds(OTHER_ROUNDS, restart)

    def test_hangs(self):
        # For a while nothing happens, and somebody gives up waiting.
        def hang(house, town):
            pause(self.rand.uniform(0, 0.12))
            house.server.process.send_signal(signal.SIGSTOP)
            town.followers[1].break_off()
            town.actors[1].client.reset()
            pause(self.rand.uniform(0, 0.2))
            house.server.process.send_signal(signal.SIGCONT)
            town.wait_for_ends()
        self.run_rounds(OTHER_ROUNDS, hang)
