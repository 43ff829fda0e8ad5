# SPDX-License-Identifier: GPL-3.0-or-later
"""What the people in the screenshots say: when, who and what. Ana sits at the screen."""

ENGLISH_TALK = (
    ('10:02', 'Bruno', 'Good morning! Is anybody in the lab already?'),
    ('10:03', 'Ana', 'Morning 👋 I am, and the coffee is ready.'),
    ('10:03', 'Bruno', '☕🎉'),
    ('10:11', 'Chiara', 'The new sensor board works. All sixteen channels, and next to no noise!'),
    ('10:11', 'Chiara', 'Plots and schematics are at https://lab.example/boards/b'),
    ('10:12', 'Ana', 'Wonderful!'),
    ('10:12', 'Ana', 'Shall we show it to the others at noon?'),
    ('10:14', 'Daichi', 'Count me in. I’ll bring the old one, so that we can compare:\n'
                        '• board A: 12 channels\n'
                        '• board B: 16 channels'),
    ('10:15', 'Bruno', 'Noon it is. I’ll tell the workshop 🔧'),
)

SPANISH_TALK = (
    ('10:02', 'Bruno', '¡Buenos días! ¿Hay alguien ya en el laboratorio?'),
    ('10:03', 'Ana', 'Buenas 👋 Yo, y el café está listo.'),
    ('10:03', 'Bruno', '☕🎉'),
    ('10:11', 'Chiara', 'La placa nueva funciona. Los dieciséis canales, ¡y casi sin ruido!'),
    ('10:11', 'Chiara', 'Gráficas y esquemas: https://lab.example/placas/b'),
    ('10:12', 'Ana', '¡Qué maravilla!'),
    ('10:12', 'Ana', '¿La enseñamos a los demás al mediodía?'),
    ('10:14', 'Daichi', 'Me apunto. Llevo la antigua, para comparar:\n'
                        '• placa A: 12 canales\n'
                        '• placa B: 16 canales'),
    ('10:15', 'Bruno', 'Al mediodía, pues. Aviso al taller 🔧'),
)

ARABIC_TALK = (
    ('10:02', 'Bruno', 'صباح الخير! هل وصل أحد إلى المختبر؟'),
    ('10:03', 'Ana', 'صباح النور 👋 أنا هنا والقهوة جاهزة.'),
    ('10:03', 'Bruno', '☕🎉'),
    ('10:11', 'Chiara', 'اللوحة الجديدة تعمل: ست عشرة قناة بلا ضوضاء تقريبًا!'),
    ('10:11', 'Chiara', 'الرسوم هنا: https://lab.example/boards/b'),
    ('10:12', 'Ana', 'رائع! هل نعرضها على الآخرين عند الظهر؟'),
    ('10:15', 'Bruno', 'عند الظهر إذن. سأخبر الورشة 🔧'),
)


def script(names, topic, talk, meanwhile):
    """The first room is the one that is open; the others have something new."""
    room, kitchen = names
    return {
        'people': ['Bruno', 'Chiara', 'Daichi'],
        'rooms': [{'name': kitchen, 'by': 'Daichi', 'topic': ''},
                  {'name': room, 'by': 'Chiara', 'topic': topic}],
        'room': room,
        'talk': talk,
        'meanwhile': [(kitchen, '10:13', 'Daichi', meanwhile[0]),
                      (kitchen, '10:14', 'Bruno', meanwhile[1]),
                      (None, '10:14', 'Chiara', meanwhile[2])],
    }


ENGLISH = script(('Sensors', 'Kitchen'), 'Board B: sixteen channels', ENGLISH_TALK,
                 ('There is cake in the fridge.', 'Half of it is gone already.',
                  'Could you look at my drawing before noon?'))
SPANISH = script(('Sensores', 'Cocina'), 'Placa B: dieciséis canales', SPANISH_TALK,
                 ('Hay tarta en la nevera.', 'Ya solo queda la mitad.',
                  '¿Puedes mirar mi dibujo antes del mediodía?'))
ARABIC = script(('المستشعرات', 'المطبخ'), 'اللوحة ب: ست عشرة قناة', ARABIC_TALK,
                ('توجد كعكة في الثلاجة.', 'لم يبق منها إلا النصف.',
                 'هل يمكنك مراجعة رسمي قبل الظهر؟'))

LONG = (
    'Notes of the meeting. We went through what is left to do before the fair, in the order in which it '
    'has to be ready. The case comes on Tuesday; until then the boards stay in the drawer, with the lid '
    'closed. Whoever takes one out writes it on the list, and puts it back the same day.\n\n'
    '1. **Case**: Daichi asks for the missing screws.\n'
    '2. **Power**: two supplies are here, the third one is late. *Chiara* calls again tomorrow.\n'
    '3. **Poster**: one column less, larger pictures.\n\n'
    '> Nobody reads a poster. They look at it.\n\n'
    'All the rest is in https://lab.example/fair/plan, which everybody can change.')

CODE = (
    'It was the ~~cable~~ byte order. This reads `channel 7` as it should be:\n'
    '```c\n'
    'static int16_t\n'
    'read_channel (const uint8_t *frame, unsigned channel)\n'
    '{\n'
    '  const uint8_t *sample = frame + HEADER + 2 * channel;\n'
    '\n'
    '  return (int16_t) (sample[0] | sample[1] << 8);\n'
    '}\n'
    '```')
