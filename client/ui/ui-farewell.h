/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-session.h"

G_BEGIN_DECLS

/**
 * UI_FAREWELL_MAX_MS:
 *
 * How long the end of the application waits for a disk, in milliseconds. One that does
 * not answer does not keep the person from logging out.
 */
#define UI_FAREWELL_MAX_MS 3000

void ui_farewell (GPtrArray *sessions);

G_END_DECLS
