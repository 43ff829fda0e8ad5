/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-note-info.h"

G_BEGIN_DECLS

char *cli_note_describe (const ClientNoteInfo *note);

G_END_DECLS
