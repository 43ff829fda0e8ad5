/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-message-content.h"

#include <string.h>

/* What is shorter, in bytes, is read again more quickly than memory for it is worth. */
#define KEPT_LEAST 256

/* What was made of a text; kept with the message, as rows show one after the other. */
typedef struct
{
  char *text;
  UiMentions *mentions;
  GPtrArray *blocks;
} Kept;

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_free (kept->text);
  g_clear_pointer (&kept->mentions, ui_mentions_unref);
  g_ptr_array_unref (kept->blocks);
  g_free (kept);
}

static GQuark
kept_quark (void)
{
  return g_quark_from_static_string ("ui-message-content-kept");
}

static GQuark
unfolded_quark (void)
{
  return g_quark_from_static_string ("ui-message-content-unfolded");
}

/**
 * ui_message_content_dup_blocks:
 * @message: a message
 * @text: what is shown of its text
 * @mentions: (nullable): the names that count behind an `@`
 *
 * Makes of a text what is shown, or gets what was made of the same text before. That is
 * dropped with the message, or when it gets another text.
 *
 * Returns: (transfer full) (element-type UiBlock): the parts of the message
 */
GPtrArray *
ui_message_content_dup_blocks (ClientMessage *message, const char *text, UiMentions *mentions)
{
  Kept *kept = g_object_get_qdata (G_OBJECT (message), kept_quark ());

  if (kept != NULL && kept->mentions == mentions && strcmp (kept->text, text) == 0)
    return g_ptr_array_ref (kept->blocks);

  if (strlen (text) < KEPT_LEAST)
    {
      g_object_set_qdata (G_OBJECT (message), kept_quark (), NULL);
      return ui_markdown_parse (text, mentions);
    }

  kept = g_new0 (Kept, 1);
  kept->text = g_strdup (text);
  kept->mentions = mentions ? ui_mentions_ref (mentions) : NULL;
  kept->blocks = ui_markdown_parse (text, mentions);
  g_object_set_qdata_full (G_OBJECT (message), kept_quark (), kept, kept_free);

  return g_ptr_array_ref (kept->blocks);
}

/**
 * ui_message_content_is_unfolded:
 * @message: a long message
 *
 * Returns: whether the person wants to see all of it
 */
gboolean
ui_message_content_is_unfolded (ClientMessage *message)
{
  return g_object_get_qdata (G_OBJECT (message), unfolded_quark ()) != NULL;
}

/**
 * ui_message_content_set_unfolded:
 * @message: a long message
 * @unfolded: whether the person wants to see all of it
 *
 * Remembers it with the message: a row that is used again does not.
 */
void
ui_message_content_set_unfolded (ClientMessage *message, gboolean unfolded)
{
  g_object_set_qdata (G_OBJECT (message), unfolded_quark (), GINT_TO_POINTER (unfolded));
}
