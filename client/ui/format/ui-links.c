/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-links.h"

#include <string.h>

/* Longest link, in bytes. What is longer is text. */
#define LINK_MAX 2048

static const struct
{
  const char *prefix;
  const char *completion;
} kinds[] = {
  { "https://", "" },
  { "http://", "" },
  { "ftp://", "" },
  { "mailto:", "" },
  { "charla://", "" },
  { "www.", "https://" },
};

/*
 * A link begins where a word begins: not in the middle of "xhttp://". Scripts that
 * write no spaces have no other letters beside it than their own.
 */
static gboolean
is_boundary (const char *text, const char *p)
{
  return p == text || !(g_ascii_isalnum (p[-1]) || strchr ("_-./@:%", p[-1]) != NULL);
}

/*
 * What cannot be seen, or turns around what is seen, is not part of a link: the
 * address that is opened is the one that is read.
 */
static gboolean
is_link_character (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_UNASSIGNED:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_SPACE_SEPARATOR:
      return FALSE;
    default:
      return c >= 128 || strchr ("<>\"`{}|\\^", (int) c) == NULL;
    }
}

static gboolean
is_sentence_end (gunichar c)
{
  return (c < 128 && strchr (".,;:!?'*_~", (int) c) != NULL) || c == 0x2019 || c == 0x201D
         || c == 0x2026 || c == 0x00BB || c == 0x3002;
}

/* Punctuation after a link belongs to the sentence. */
static const char *
trim_end (const char *start, const char *end)
{
  while (end > start)
    {
      const char *last = g_utf8_prev_char (end);

      if (!is_sentence_end (g_utf8_get_char (last)))
        break;
      end = last;
    }

  return end;
}

/* A closing bracket belongs to the opening one: if that stands before the link, so does
 * the end of the link. */
static const char *
skip_link_characters (const char *p, const char *start)
{
  const char *end = p;
  int open_round = 0;
  int open_square = 0;

  while (*end != '\0' && is_link_character (g_utf8_get_char (end)) && end - p <= LINK_MAX)
    {
      if (end >= start)
        {
          open_round += (*end == '(') - (*end == ')');
          open_square += (*end == '[') - (*end == ']');
        }
      if (open_round < 0 || open_square < 0)
        break;
      end = g_utf8_next_char (end);
    }

  return end;
}

/* An ellipsis behind a link stands for the rest of it, which would be missed where it leads:
 * whoever wrote it, or ui_text_preview(), has cut it there. */
static gboolean
is_cut (const char *end)
{
  while (g_ascii_ispunct (*end))
    end++;

  return g_utf8_get_char (end) == 0x2026;
}

/* Returns the end of the link that begins at @p, or NULL if none does. */
static const char *
find_end (const char *text, const char *p, const char **completion)
{
  const char *start = NULL;
  const char *end = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds) && start == NULL; i++)
    if (g_ascii_strncasecmp (p, kinds[i].prefix, strlen (kinds[i].prefix)) == 0)
      {
        start = p + strlen (kinds[i].prefix);
        *completion = kinds[i].completion;
      }
  if (start == NULL || !is_boundary (text, p))
    return NULL;

  end = skip_link_characters (p, start);
  if (end - p > LINK_MAX)
    return NULL;

  end = trim_end (start, end);
  if (is_cut (end))
    return NULL;

  return end > start && (*start == '[' || g_unichar_isalnum (g_utf8_get_char (start))) ? end : NULL;
}

/**
 * ui_links_match:
 * @text: what a peer has written, UTF-8
 * @p: a place in @text
 * @completion: (out): what stands before the address where the link leads, mostly nothing
 *
 * Looks for a link that begins at @p. It is an address and nothing else: what is
 * opened is what is read. Its length is bounded.
 *
 * Returns: how many bytes the link has, or 0 if there is none
 */
gsize
ui_links_match (const char *text, const char *p, const char **completion)
{
  const char *end = g_ascii_isalpha (*p) ? find_end (text, p, completion) : NULL;

  return end != NULL ? end - p : 0;
}

/**
 * ui_links_may_open:
 * @uri: where a link leads
 *
 * Only what a web browser or a mail program is for is opened: a peer does not
 * get to start other programs.
 *
 * Returns: whether the link is of a kind that ui_links_match() finds
 */
gboolean
ui_links_may_open (const char *uri)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (*kinds[i].completion == '\0'
        && g_ascii_strncasecmp (uri, kinds[i].prefix, strlen (kinds[i].prefix)) == 0)
      return TRUE;

  return FALSE;
}
