/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-member.h"

static void fake_member_member_init (ServerMemberInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeMember, fake_member, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SERVER_TYPE_MEMBER, fake_member_member_init))

static ServerUser *
fake_member_get_user (ServerMember *member)
{
  return FAKE_MEMBER (member)->user;
}

static const char *
fake_member_get_token (ServerMember *member)
{
  return FAKE_MEMBER (member)->token;
}

static GCancellable *
fake_member_get_cancellable (ServerMember *member)
{
  return FAKE_MEMBER (member)->cancellable;
}

static void
hear_record (FakeMember *self, ServerRecord *record)
{
  static const char *const kinds[] = {
    [SERVER_RECORD_EDIT] = "edit",
    [SERVER_RECORD_DELETE] = "delete",
    [SERVER_RECORD_REACT] = "react",
    [SERVER_RECORD_ROOM] = "room",
    [SERVER_RECORD_MEMBER] = "member",
  };

  if (record->kind == SERVER_RECORD_MESSAGE)
    g_string_append_printf (self->heard, "%s: %s\n", record->user->name, record->text);
  else
    g_string_append_printf (self->heard, "%s\n", kinds[record->kind]);
}

static void
fake_member_deliver (ServerMember *member, ServerEvent *event)
{
  FakeMember *self = FAKE_MEMBER (member);
  ServerRecord *record = server_event_get_record (event);
  gsize length = 0;
  const char *frame = g_bytes_get_data (server_event_get_frame (event), &length);

  if (record != NULL)
    hear_record (self, record);
  else
    g_string_append_printf (self->heard, "%.*s\n", (int) length - CHARLA_HEADER_SIZE,
                            frame + CHARLA_HEADER_SIZE);
  if (self->on_event != NULL)
    self->on_event (self, self->user_data);
}

static void
fake_member_answer (ServerMember *member, gint64 id, guint cost, GBytes *ok, const GError *error)
{
  FakeMember *self = FAKE_MEMBER (member);
  gsize length = 0;
  const char *json = ok != NULL ? g_bytes_get_data (ok, &length) : NULL;

  if (error != NULL)
    g_string_append_printf (self->answers, "%s\n", charla_code_to_string (error->code));
  else
    g_string_append_printf (self->answers, "%.*s\n", (int) length, json);
}

static void
fake_member_dismiss (ServerMember *member, const GError *reason)
{
  FAKE_MEMBER (member)->n_dismissed++;
}

static void
fake_member_member_init (ServerMemberInterface *iface)
{
  iface->get_user = fake_member_get_user;
  iface->get_token = fake_member_get_token;
  iface->get_cancellable = fake_member_get_cancellable;
  iface->deliver = fake_member_deliver;
  iface->answer = fake_member_answer;
  iface->dismiss = fake_member_dismiss;
}

static void
fake_member_finalize (GObject *object)
{
  FakeMember *self = FAKE_MEMBER (object);

  g_clear_object (&self->cancellable);
  g_free (self->token);
  g_string_free (self->heard, TRUE);
  g_string_free (self->answers, TRUE);

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
  self->cancellable = g_cancellable_new ();
  self->heard = g_string_new (NULL);
  self->answers = g_string_new (NULL);
}

FakeMember *
fake_member_new (void)
{
  return g_object_new (FAKE_TYPE_MEMBER, NULL);
}

/* Asserts what has been heard since the last time. */
void
fake_member_assert_heard (FakeMember *self, const char *lines)
{
  g_assert_cmpstr (self->heard->str, ==, lines);
  g_string_truncate (self->heard, 0);
}

/* The same for what has been answered. */
void
fake_member_assert_answered (FakeMember *self, const char *lines)
{
  g_assert_cmpstr (self->answers->str, ==, lines);
  g_string_truncate (self->answers, 0);
}
