/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "client-address.h"
#include "ui-room-link.h"

G_BEGIN_DECLS

void     ui_command_line_add_options (GApplication *application);
gboolean ui_command_line_read        (GApplicationCommandLine *command_line, const char **name,
                                      const char **server, ClientAddress **address, UiRoomLink **link);

G_END_DECLS
