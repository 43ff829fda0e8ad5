#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the pictures of docs/screenshots: screenshots.py BUILD-FOLDER TARGET-FOLDER [NAME…]."""

import contextlib
import os
import pathlib
import re
import subprocess
import sys

from accessible import Bus
from conversations import ARABIC, CODE, ENGLISH, LONG, SPANISH
from desktop import Desktop
from programs import wait_until
from studio import WIDE, Chat, Network, Studio

HERE = pathlib.Path(__file__).parent
NARROW = (360, 680)
DARK = {'color_scheme': "'force-dark'"}


def take_first_run(studio, network):
    for name, options in (('first-run', {}),
                          ('first-run-narrow', {'size': NARROW, 'settings': DARK, 'language': 'es',
                                                'locale': 'es_ES.UTF-8'})):
        application = network.open(**options)
        for chat in ('Ana’s Chat', 'Lab 3', 'Reading Club'):
            application.tree.find('list item', re.compile(f'^{chat}, '))
        studio.take(application, name)
        application.close()


def take_without_avahi(studio, _network):
    application = studio.open()
    application.tree.find('status', re.compile('Avahi is not running'))
    studio.take(application, 'without-avahi')
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


def take_host(studio, _network):
    """It tells addresses of this machine: only the question is taken."""
    application = studio.open()
    application.tree.find('button', 'Start a Chat on This Computer').press()
    application.tree.find('text', 'Name of the chat')
    studio.take(application, 'host')
    application.close()


@contextlib.contextmanager
def talk(studio, conversation=ENGLISH, **options):
    """A room in which people have talked."""
    chat = Chat(studio, conversation)
    chat.enter(**options)
    chat.play()
    yield chat
    chat.close()


def take_empty(studio, _network):
    chat = Chat(studio, ENGLISH)
    chat.enter()
    chat.open('Sensors')
    studio.take(chat.application, 'empty')
    chat.close()


def take_room(studio, _network):
    with talk(studio) as chat:
        studio.take(chat.application, 'room')


def take_dark(studio, _network):
    with talk(studio, settings=DARK) as chat:
        studio.take(chat.application, 'dark')


def take_high_contrast(studio, _network):
    os.environ['ADW_DEBUG_HIGH_CONTRAST'] = '1'
    try:
        with talk(studio) as chat:
            studio.take(chat.application, 'high-contrast')
    finally:
        del os.environ['ADW_DEBUG_HIGH_CONTRAST']


def take_scaled(studio, _network):
    os.environ['GDK_SCALE'] = '2'
    try:
        with talk(studio, size=(760, 560)) as chat:
            studio.take(chat.application, 'scaled')
    finally:
        del os.environ['GDK_SCALE']


def take_narrow(studio, _network):
    with talk(studio, size=NARROW) as chat:
        studio.take(chat.application, 'narrow')
        chat.application.activate('back')
        studio.take(chat.application, 'narrow-rooms')


def take_spanish(studio, _network):
    with talk(studio, SPANISH, language='es', locale='es_ES.UTF-8') as chat:
        studio.take(chat.application, 'spanish')


def take_arabic(studio, _network):
    """GLib mirrors nothing without a translation of the program: a sample of one."""
    folder = studio.desktop.folder / 'locale/ar/LC_MESSAGES'
    folder.mkdir(parents=True)
    subprocess.run(['msgfmt', '-o', folder / 'charla.mo', HERE / 'arabic.po'], check=True)
    usual = os.environ['CHARLA_LOCALEDIR']
    os.environ['CHARLA_LOCALEDIR'] = str(folder.parents[1])
    with talk(studio, ARABIC, language='ar', locale='ar_EG.UTF-8') as chat:
        studio.take(chat.application, 'arabic')
    os.environ['CHARLA_LOCALEDIR'] = usual


def take_long(studio, _network):
    with talk(studio) as chat:
        chat.say('Sensors', '10:20', 'Bruno', LONG)
        studio.take(chat.application, 'long')


def take_code(studio, _network):
    with talk(studio) as chat:
        chat.say('Sensors', '10:21', 'Chiara', CODE)
        studio.take(chat.application, 'code')


def take_reactions(studio, _network):
    with talk(studio) as chat:
        seq = chat.say('Sensors', '10:16', 'Bruno', 'Fourteen people have said that they come.')
        for who, emoji in (('Chiara', '🎉'), ('Daichi', '🎉'), ('Bruno', '👀'), ('Daichi', '👍')):
            chat.people[who].ask('react', seq=seq, emoji=emoji, on=True)
        chat.wait_message('Fourteen people have said that they come.')
        studio.take(chat.application, 'reactions')


def take_reply(studio, _network):
    with talk(studio) as chat:
        asked = chat.say('Sensors', '10:16', 'Chiara', 'Who brings the projector?')
        chat.say('Sensors', '10:17', 'Daichi', 'I do, if somebody has an adapter.', reply=asked)
        chat.say('Sensors', '10:18', 'Bruno', 'There is one in the second drawer.')
        chat.wait_message('There is one in the second drawer.')
        for key in ('shift+Tab', 'Menu', 'r'):
            studio.desktop.press_keys(key)
        chat.application.tree.find('label', re.compile('^Reply to'))
        chat.application.composer.write('Then we have all that we')
        studio.take(chat.application, 'reply')


def take_search(studio, _network):
    with talk(studio) as chat:
        chat.application.activate('search-everywhere')
        chat.application.tree.find('text', 'Search messages').write('noon')
        chat.application.tree.find('list item', re.compile('Noon it is'))
        studio.take(chat.application, 'search')


def take_members(studio, _network):
    with talk(studio) as chat:
        studio.desktop.press_keys('F9')
        chat.application.tree.find('list item', re.compile('^Daichi'))
        studio.take(chat.application, 'members')


def take_offline(studio, _network):
    with talk(studio) as chat:
        chat.server.end()
        chat.application.tree.find('label', re.compile('Offline'))
        studio.clock.set('10:16')
        for text in ('I have told the workshop, too.', 'They bring the long cable.'):
            chat.application.say(text)
        chat.application.composer.write('Daichi, could you bring the')
        studio.take(chat.application, 'offline', rest=0.2)


def take_preferences(studio, _network):
    application = studio.open()
    application.desktop.press_keys('ctrl+comma')
    wait_until(lambda: len(application.find_window_ids()) == 2, 'the preferences')
    studio.take(application, 'preferences')
    application.close()


def take_shortcuts(studio, _network):
    application = studio.open()
    application.desktop.press_keys('ctrl+question')
    wait_until(lambda: len(application.find_window_ids()) == 2, 'the shortcuts')
    studio.take(application, 'shortcuts')
    application.close()


# Those with a network go through one story: its server is found, trusted, changed and gone.
ALONE = (take_without_avahi, take_host, take_empty, take_room, take_dark, take_high_contrast,
         take_scaled, take_narrow, take_spanish, take_arabic, take_long, take_code, take_reactions,
         take_reply, take_search, take_members, take_offline, take_preferences, take_shortcuts)
STORY = (take_first_run, take_trust, take_changed, take_failure)


def main(build, target, names):
    os.environ.update({
        'CHARLA': str(build / 'client/ui/charla'),
        'CHARLA_SERVER': str(build / 'server/charla-server'),
        'CHARLA_BUILD_ROOT': str(build),
        'LOCPATH': str(build / 'tests'),
    })
    target.mkdir(parents=True, exist_ok=True)

    def wanted(takes):
        chosen = [take for take in takes if take.__name__.removeprefix('take_').replace('_', '-') in names]
        return chosen if names else takes

    with contextlib.ExitStack() as stack:
        desktop = Desktop('2000x1300')
        stack.callback(desktop.close)
        desktop.accessibility = Bus()
        studio = Studio(desktop, target, stack)
        for take in wanted(ALONE):
            take(studio, None)
        if wanted(STORY):
            network = Network(studio)
            for take in wanted(STORY):
                take(studio, network)


if __name__ == '__main__':
    main(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]), sys.argv[3:])
