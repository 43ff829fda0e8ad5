/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui-message-list.h"
#include "ui-window.h"

/* Somebody before the window. */
typedef struct
{
  GtkApplication *application;
  UiWindow *window;
  gboolean has_seen_messages;
} DesktopUser;

void desktop_user_meet (DesktopUser *self, GtkWindow *window);

/* Each prints a line of JSON. */
void desktop_user_fill   (DesktopUser *self, guint n_messages);
void desktop_user_open   (DesktopUser *self, guint n_rooms);
void desktop_user_scroll (DesktopUser *self, guint n_messages);
void desktop_user_switch (DesktopUser *self, guint n_times);
void desktop_user_arrive (DesktopUser *self, guint n_messages);
