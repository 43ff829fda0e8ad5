/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui-chats.h"

G_BEGIN_DECLS

void ui_leave_dialog_ask (GtkWindow *parent, UiChats *chats, ClientSession *session);

G_END_DECLS
