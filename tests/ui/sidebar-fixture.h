/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "talk.h"
#include "ui-sidebar.h"

G_BEGIN_DECLS

/* A sidebar in a window that notes what it is asked for, and a server that a test plays. */
typedef struct
{
  Talk talk;
  UiSidebar *sidebar;
  GtkWindow *window;
  GString *asked; /* "open-room r1, toast No., " */
} SidebarFixture;

#define SIDEBAR_ROOM(id, kind, name, rest)                                                        \
  "{'id': '" id "', 'kind': '" kind "', 'name': '" name "', 'topic': '', 'members': 3,"           \
  " 'member': true, 'role': 'member', " rest "}"
#define SIDEBAR_LAST(seq, id, user, text)                                                         \
  "'seq': " #seq ", 'read': " #seq ", 'unread': 0, 'mentions': 0, " SIDEBAR_SAID (seq, id, user, text)
#define SIDEBAR_SAID(number, id, user, words)                                                     \
  "'last': {'seq': " #number ", 'time': " #number "000, 'room': '" id "', 'from': " user           \
  ", 'text': '" words "'}"

void sidebar_set_up    (SidebarFixture *self, gconstpointer data);
void sidebar_tear_down (SidebarFixture *self, gconstpointer data);

/* Comes into the chat with these rooms. */
void sidebar_join (SidebarFixture *self, const char *rooms);

/* The names of what is shown, | between them. */
char *sidebar_names (SidebarFixture *self);

/* The row that is about something of that name. It has to be there. */
GtkWidget *sidebar_find_row (SidebarFixture *self, const char *name);

/* The next request that is a certain one; others are answered as if there were nothing. */
gint64 sidebar_expect (SidebarFixture *self, const char *what, CharlaMessage **request);

/* The dialog that is open. */
GtkWindow *sidebar_find_dialog (SidebarFixture *self);

void sidebar_type (SidebarFixture *self, const char *text);
void sidebar_press (SidebarFixture *self, guint keyval);

G_END_DECLS
