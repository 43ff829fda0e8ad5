/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-member.h"

static void fake_member_member_init (ServerMemberInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeMember, fake_member, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SERVER_TYPE_MEMBER, fake_member_member_init))

static const char *
fake_member_get_name (ServerMember *member)
{
  return FAKE_MEMBER (member)->name;
}

static void
fake_member_deliver (ServerMember *member, ServerEvent *event)
{
  FakeMember *self = FAKE_MEMBER (member);
  gsize length = 0;
  const char *text = g_bytes_get_data (server_event_get_text (event), &length);

  g_string_append_printf (self->heard, "%s: %.*s\n", server_event_get_sender (event), (int) length,
                          text);
  if (self->on_event != NULL)
    self->on_event (self, self->user_data);
}

static void
fake_member_member_init (ServerMemberInterface *iface)
{
  iface->get_name = fake_member_get_name;
  iface->deliver = fake_member_deliver;
}

static void
fake_member_finalize (GObject *object)
{
  FakeMember *self = FAKE_MEMBER (object);

  g_free (self->name);
  g_string_free (self->heard, TRUE);

  G_OBJECT_CLASS (fake_member_parent_class)->finalize (object);
}

static void
fake_member_class_init (FakeMemberClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_member_finalize;
}

static void
fake_member_init (FakeMember *self)
{
  self->heard = g_string_new (NULL);
}

FakeMember *
fake_member_new (const char *name)
{
  FakeMember *self = g_object_new (FAKE_TYPE_MEMBER, NULL);

  self->name = g_strdup (name);

  return self;
}

/* Asserts what has been heard since the last time. */
void
fake_member_assert_heard (FakeMember *self, const char *lines)
{
  g_assert_cmpstr (self->heard->str, ==, lines);
  g_string_truncate (self->heard, 0);
}
