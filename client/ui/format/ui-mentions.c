/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-mentions.h"

#include <charla.h>

struct _UiMentions
{
  GHashTable *names; /* folded */
  char *own_name;    /* folded */
};

/**
 * ui_mentions_new:
 * @own_name: one's own name, which counts without being added
 *
 * Returns: (transfer full): a set of names with nobody else in it
 */
UiMentions *
ui_mentions_new (const char *own_name)
{
  UiMentions *self = g_rc_box_new0 (UiMentions);

  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->own_name = charla_name_fold (own_name);
  return self;
}

/**
 * ui_mentions_ref:
 * @self: a set of names
 *
 * Returns: (transfer full): the same
 */
UiMentions *
ui_mentions_ref (UiMentions *self)
{
  return g_rc_box_acquire (self);
}

static void
ui_mentions_clear (gpointer data)
{
  UiMentions *self = data;

  g_hash_table_unref (self->names);
  g_free (self->own_name);
}

/**
 * ui_mentions_unref:
 * @self: (transfer full): a set of names
 */
void
ui_mentions_unref (UiMentions *self)
{
  g_rc_box_release_full (self, ui_mentions_clear);
}

/**
 * ui_mentions_add:
 * @self: a set of names
 * @name: a member's name
 */
void
ui_mentions_add (UiMentions *self, const char *name)
{
  g_hash_table_add (self->names, charla_name_fold (name));
}

/**
 * ui_mentions_remove:
 * @self: a set of names
 * @name: the name of somebody who is no member any more
 */
void
ui_mentions_remove (UiMentions *self, const char *name)
{
  g_autofree char *folded = charla_name_fold (name);

  g_hash_table_remove (self->names, folded);
}

/* A name ends where something begins that would not continue a word. */
static gboolean
continues_word (const char *p)
{
  gunichar c = g_utf8_get_char (p);

  return g_unichar_isalnum (c) || g_unichar_ismark (c) || c == '_';
}

static gboolean
is_known (const UiMentions *self, const char *name, gsize length, gboolean *is_own)
{
  g_autofree char *copy = g_strndup (name, length);
  g_autofree char *folded = charla_name_fold (copy);

  *is_own = g_str_equal (folded, self->own_name);
  return *is_own || g_hash_table_contains (self->names, folded);
}

/**
 * ui_mentions_match:
 * @self: a set of names
 * @text: what a peer has written, UTF-8
 * @at: an `@` in @text
 * @is_own: (out): whether it is oneself who is mentioned
 *
 * Looks for a mention as the server does: the `@` does not stand in a word, and
 * right behind it there is a name, whatever its case, that ends where a word
 * does. Of several names the longest one counts. Each place costs up to 32
 * look-ups: whoever goes through a text bounds how often this is called.
 *
 * Returns: how many bytes the mention has, with its `@`, or 0 if it is none
 */
gsize
ui_mentions_match (const UiMentions *self, const char *text, const char *at, gboolean *is_own)
{
  const char *ends[CHARLA_NAME_MAX];
  const char *end = at + 1;
  guint n_ends = 0;

  *is_own = FALSE;
  if ((at > text && continues_word (g_utf8_prev_char (at)))
      || g_unichar_isspace (g_utf8_get_char (end)))
    return 0;

  while (n_ends < CHARLA_NAME_MAX && *end != '\0' && *end != '\n')
    {
      end = g_utf8_next_char (end);
      ends[n_ends++] = end;
    }

  while (n_ends > 0)
    {
      end = ends[--n_ends];
      if (!continues_word (end) && is_known (self, at + 1, end - at - 1, is_own))
        return end - at;
    }

  return 0;
}
