/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-room.h"
#include "client-timeline.h"
#include "said.h"
#include "shadow.h"

/* A timeline, and what it tells. */
typedef struct
{
  ClientTimeline *timeline;
  Shadow shadow;
} Fixture;

static inline void
set_up (Fixture *self, gconstpointer data)
{
  self->timeline = client_timeline_new ();
  client_timeline_set_me (self->timeline, ME);
  shadow_init (&self->shadow, self->timeline);
}

static inline void
tear_down (Fixture *self, gconstpointer data)
{
  shadow_check (&self->shadow);
  shadow_clear (&self->shadow);
  g_assert_finalize_object (self->timeline);
}

/* A page like “… | 5 6 | … ?”: see stored_describe(). */
static inline ClientPage *
page_of (const char *text)
{
  ClientPage *page = client_page_new ();
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  gboolean is_hole = FALSE;

  for (guint i = 0; words[i] != NULL; i++)
    {
      ClientMessageInfo *info = NULL;

      if (g_str_equal (words[i], "…"))
        *(page->messages->len == 0 && !is_hole ? &page->has_older : &page->has_newer) = TRUE;
      else if (g_str_equal (words[i], "?"))
        page->needs_server = TRUE;
      else if (g_str_equal (words[i], "|"))
        is_hole = TRUE;
      else if (*words[i] != '\0')
        {
          info = said (g_ascii_strtoll (words[i], NULL, 10), "u2", "hi");
          info->is_after_hole = is_hole;
          is_hole = FALSE;
          g_ptr_array_add (page->messages, info);
        }
    }
  page->is_before_hole = is_hole;

  return page;
}

static inline void
take (Fixture *self, ClientPlace place, gint64 anchor, const char *text)
{
  g_autoptr (ClientPage) page = page_of (text);

  client_timeline_take_page (self->timeline, page, place, anchor);
}

static inline void
apply (Fixture *self, ClientMessageInfo *info)
{
  g_autoptr (GPtrArray) messages =
    g_ptr_array_new_with_free_func ((GDestroyNotify) client_message_info_unref);
  gint64 seq = info->seq;

  g_ptr_array_add (messages, info);
  client_timeline_apply (self->timeline, messages);
  client_timeline_pass (self->timeline, seq, seq);
}

static inline void
come (Fixture *self, gint64 seq)
{
  apply (self, said (seq, "u2", "hi"));
}

static inline ClientMessage *
write_one (Fixture *self, const char *nonce, const char *text)
{
  g_autoptr (ClientMessage) message = written (nonce, text);

  client_timeline_add_outgoing (self->timeline, message);
  return message;
}

static inline void
report (Fixture *self, ClientMessage *message, gint64 seq)
{
  client_timeline_report (self->timeline, message, CLIENT_MESSAGE_SENT, seq, NULL);
}
