/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "talk.h"

G_BEGIN_DECLS

/*
 * A window with a session in it that is in the Lobby and in a private room, the Kitchen, of
 * which it is told what a test says in @answers: what is asked by `do`, and the `ok` in
 * answer, or a code of an error after a !. Other requests are answered with nothing.
 */
typedef struct
{
  Talk talk;
  ClientRoom *room;
  GtkWindow *window;
  GtkWidget *bin;
  GHashTable *answers;
  GHashTable *asked;  /* the last request of each kind */
  GString *actions;   /* those that the window was asked for */

  /*< private >*/
  guint source;
} Pane;

#define PANE_OWNER "owner"
#define PANE_MEMBER "member"

#define PANE_USER(id, name, more)                                                                 \
  "{'id': '" id "', 'name': '" name "', 'kind': 'user', 'online': true" more "}"
#define PANE_MEMBERS                                                                              \
  "{'members': [{'user': " PANE_USER ("u1", "ana", "") ", 'role': 'owner'},"                      \
  " {'user': " PANE_USER ("u2", "berta", ", 'state': 'busy', 'status': 'In the garden'")          \
  ", 'role': 'moderator'},"                                                                       \
  " {'user': " PANE_USER ("u3", "carla", "") ", 'role': 'member'}], 'more': false}"

/* The role of the person in the Kitchen is the data of the test. */
void pane_set_up    (Pane *self, gconstpointer role);
void pane_tear_down (Pane *self, gconstpointer role);

void pane_answer (Pane *self, const char *what, const char *ok);

/* Waits until it was asked. Returns: (transfer none): the request */
CharlaMessage *pane_expect (Pane *self, const char *what);
void           pane_forget (Pane *self, const char *what);

/* Waits until nothing holds a dialog any more. */
void pane_close (Pane *self, gpointer dialog);

/* The newest window that is on the screen. */
gpointer pane_get_top (Pane *self, GType type);

#define PANE_WAIT_FOR_TEXT(root, id, text) WAIT_FOR (g_strcmp0 (text_of (root, id), text) == 0)

G_END_DECLS
