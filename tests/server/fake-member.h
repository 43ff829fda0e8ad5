/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-member.h"

G_BEGIN_DECLS

/* A member that writes down what it hears, as “name: text” lines, and can do
 * something at each event. */
#define FAKE_TYPE_MEMBER (fake_member_get_type ())
G_DECLARE_FINAL_TYPE (FakeMember, fake_member, FAKE, MEMBER, GObject)

struct _FakeMember
{
  GObject parent_instance;

  char *name;
  GString *heard;
  void (*on_event) (FakeMember *self, gpointer user_data);
  gpointer user_data;
};

FakeMember *fake_member_new        (const char *name);
void        fake_member_assert_heard (FakeMember *self, const char *lines);

G_END_DECLS
