# SPDX-License-Identifier: GPL-3.0-or-later
"""What the people in the screenshots say: when, who and what. Ana sits at the screen."""

ENGLISH = (
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

SPANISH = (
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
