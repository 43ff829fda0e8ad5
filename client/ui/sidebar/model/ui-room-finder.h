/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "client-session.h"

G_BEGIN_DECLS

/**
 * UI_ROOM_FINDER_PAGE:
 *
 * How many rooms are asked for at a time.
 */
#define UI_ROOM_FINDER_PAGE 50

/**
 * UI_ROOM_FINDER_MAX:
 *
 * Most rooms that are at hand. A server cannot fill the memory with them.
 */
#define UI_ROOM_FINDER_MAX 5000

/**
 * UI_ROOM_FINDER_DELAY_MS:
 *
 * For how long nothing has to be typed before the server is asked, in milliseconds.
 */
#define UI_ROOM_FINDER_DELAY_MS 200

#define UI_TYPE_ROOM_FINDER (ui_room_finder_get_type ())
G_DECLARE_FINAL_TYPE (UiRoomFinder, ui_room_finder, UI, ROOM_FINDER, GObject)

UiRoomFinder *ui_room_finder_new          (void);
void          ui_room_finder_set_session  (UiRoomFinder *self, ClientSession *session);
void          ui_room_finder_set_query    (UiRoomFinder *self, const char *query);
void          ui_room_finder_load_more    (UiRoomFinder *self);

gboolean      ui_room_finder_get_loading  (UiRoomFinder *self);
gboolean      ui_room_finder_get_has_more (UiRoomFinder *self);
const GError *ui_room_finder_get_error    (UiRoomFinder *self);

G_END_DECLS
