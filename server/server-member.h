/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "server-event.h"

G_BEGIN_DECLS

typedef struct _ServerUser ServerUser;

/**
 * ServerMember:
 *
 * One connection of somebody who is here: the side of a session that directory,
 * rooms and commands see. They know that it is told of events, and is answered,
 * not how.
 */
#define SERVER_TYPE_MEMBER (server_member_get_type ())
G_DECLARE_INTERFACE (ServerMember, server_member, SERVER, MEMBER, GObject)

/**
 * ServerMemberInterface:
 * @get_user: see server_member_get_user()
 * @get_token: see server_member_get_token()
 * @get_cancellable: see server_member_get_cancellable()
 * @deliver: see server_member_deliver()
 * @answer: see server_member_answer()
 * @dismiss: see server_member_dismiss()
 */
struct _ServerMemberInterface
{
  /*< private >*/
  GTypeInterface parent_iface;

  /*< public >*/
  ServerUser   *(*get_user)        (ServerMember *self);
  const char   *(*get_token)       (ServerMember *self);
  GCancellable *(*get_cancellable) (ServerMember *self);
  void          (*deliver)         (ServerMember *self, ServerEvent *event);
  void          (*answer)          (ServerMember *self, gint64 id, guint cost, GBytes *ok,
                                    const GError *error);
  void          (*dismiss)         (ServerMember *self, const GError *reason);
};

ServerUser   *server_member_get_user        (ServerMember *self);
const char   *server_member_get_token       (ServerMember *self);
GCancellable *server_member_get_cancellable (ServerMember *self);
void          server_member_deliver         (ServerMember *self, ServerEvent *event);
void          server_member_answer          (ServerMember *self, gint64 id, guint cost,
                                             GBytes *ok, const GError *error);
void          server_member_dismiss         (ServerMember *self, const GError *reason);

G_END_DECLS
