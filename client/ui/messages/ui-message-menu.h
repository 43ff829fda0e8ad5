/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ui-offers.h"

G_BEGIN_DECLS

GMenuModel *ui_message_menu_new (UiOffers offers, gint64 seq, const char *uri);

G_END_DECLS
