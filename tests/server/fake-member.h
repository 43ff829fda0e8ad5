/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-user.h"

G_BEGIN_DECLS

/* A member that writes down what it hears, a line an event, and can do something at
 * each. A message is “name: text”; what else is in the log is its kind; what is not
 * is its JSON. */
#define FAKE_TYPE_MEMBER (fake_member_get_type ())
G_DECLARE_FINAL_TYPE (FakeMember, fake_member, FAKE, MEMBER, GObject)

struct _FakeMember
{
  GObject parent_instance;

  ServerUser *user;
  char *token;
  GCancellable *cancellable;
  GString *heard;
  GString *answers; /* the same for what it is answered: its JSON, or a code */
  guint n_dismissed;
  void (*on_event) (FakeMember *self, gpointer user_data);
  gpointer user_data;
};

FakeMember *fake_member_new             (void);
void        fake_member_assert_heard    (FakeMember *self, const char *lines);
void        fake_member_assert_answered (FakeMember *self, const char *lines);

G_END_DECLS
