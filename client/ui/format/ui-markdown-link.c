/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-markdown-link.h"

#include <string.h>

#include "ui-links.h"

static const char *
skip_prefix (const char *address, const char *prefix)
{
  gsize length = strlen (prefix);

  return g_ascii_strncasecmp (address, prefix, length) == 0 ? address + length : address;
}

static const char *
skip_scheme (const char *address)
{
  address = skip_prefix (address, "mailto:");
  address = skip_prefix (address, "https://");
  address = skip_prefix (address, "http://");
  return skip_prefix (address, "www.");
}

/**
 * ui_markdown_link_may_lead:
 * @href: the destination of a link of Markdown
 *
 * Returns: whether it is an address as ui_links_match() finds them in texts, but for
 *   signs at its end, and may be opened
 */
gboolean
ui_markdown_link_may_lead (const char *href)
{
  const char *completion = NULL;
  gsize length = ui_links_may_open (href) ? ui_links_match (href, href, &completion) : 0;

  return length > 0 && href[length + strspn (href + length, ".,;:!?'*_~")] == '\0';
}

/**
 * ui_markdown_link_is_frank:
 * @shown: the text of a link
 * @href: where it leads
 *
 * Returns: whether the text is the address
 */
gboolean
ui_markdown_link_is_frank (const char *shown, const char *href)
{
  return g_str_equal (shown, href) || g_str_equal (shown, skip_prefix (href, "mailto:"));
}

/* Full stops of other scripts look like those in addresses. */
static gboolean
looks_like_address (const char *shown)
{
  g_autofree char *normal = g_utf8_normalize (shown, -1, G_NORMALIZE_ALL_COMPOSE);

  for (const char *p = normal; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gunichar next = g_utf8_get_char (g_utf8_next_char (p));

      if ((c == '.' || c == '@' || c == 0x3002) && p > normal && g_unichar_isgraph (next)
          && !g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (p))))
        return TRUE;
      if (g_str_has_prefix (p, "://"))
        return TRUE;
    }

  return FALSE;
}

/**
 * ui_markdown_link_deceives:
 * @shown: the text of a link
 * @href: where it leads
 *
 * Whoever reads an address believes that it is where the link leads. An address without
 * its scheme, or with the end of its path left out, is no lie.
 *
 * Returns: whether the text looks like an address and is another one
 */
gboolean
ui_markdown_link_deceives (const char *shown, const char *href)
{
  const char *said = skip_scheme (shown);
  const char *done = skip_scheme (href);
  gsize length = strlen (said);

  if (!looks_like_address (shown))
    return FALSE;

  while (length > 0 && said[length - 1] == '/')
    length--;

  return length == 0 || g_ascii_strncasecmp (said, done, length) != 0
         || strchr ("/?#", done[length]) == NULL;
}
