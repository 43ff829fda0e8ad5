/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <charla.h>

G_BEGIN_DECLS

/**
 * CtlEventFunc:
 * @event: what the server tells before it answers
 * @user_data: what ctl_link_set_listener() was given
 */
typedef void (*CtlEventFunc) (CharlaMessage *event, gpointer user_data);

/**
 * CtlLink:
 *
 * The connection to the control socket of a server. It is asked one thing after the
 * other, and waits for each answer: the program has nothing else to do.
 */
typedef struct _CtlLink CtlLink;

CtlLink       *ctl_link_open         (const char *path, GError **error);
void           ctl_link_free         (CtlLink *self);
void           ctl_link_set_patience (CtlLink *self, guint seconds);
void           ctl_link_set_listener (CtlLink *self, CtlEventFunc func, gpointer user_data);
CharlaBuilder *ctl_link_begin        (CtlLink *self, const char *command);
CharlaMessage *ctl_link_ask          (CtlLink *self, int file, GError **error);
gboolean       ctl_link_pause        (CtlLink *self, guint milliseconds, GError **error);
void           ctl_link_wait_for_end (CtlLink *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtlLink, ctl_link_free)

G_END_DECLS
