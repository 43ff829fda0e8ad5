/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-message-content.h"

#include <string.h>

/* What is shorter, in bytes, is read again more quickly than memory for it is worth. */
#define KEPT_LEAST 256

/* What was made of a text; kept with the message, as rows show one after the other. */
typedef struct
{
  char *text;
  gboolean has_mentions;
  GPtrArray *blocks;
} Kept;

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_free (kept->text);
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

/* Those whom the server says that it mentions, and nobody else who may be called so. */
static UiMentions *
find_mentions (ClientMessage *message, ClientSession *session)
{
  ClientPeople *people = client_room_list_get_people (client_session_get_rooms (session));
  char **ids = client_message_get_info (message)->mentions;
  UiMentions *mentions = ui_mentions_new (client_session_get_name (session));

  for (guint i = 0; ids[i] != NULL; i++)
    {
      ClientUserInfo *user = client_people_find (people, ids[i]);

      if (user != NULL)
        ui_mentions_add (mentions, user->name);
    }

  return mentions;
}

/**
 * ui_message_content_dup_blocks:
 * @message: a message
 * @text: what is shown of its text
 * @session: (nullable): where those whom it mentions are looked up
 *
 * Makes of a text what is shown, or gets what was made of the same text before. That is
 * dropped with the message, or when it gets another text.
 *
 * Returns: (transfer full) (element-type UiBlock): the parts of the message
 */
GPtrArray *
ui_message_content_dup_blocks (ClientMessage *message, const char *text, ClientSession *session)
{
  gboolean has_mentions = client_message_get_info (message)->mentions != NULL;
  g_autoptr (UiMentions) mentions = NULL;
  Kept *kept = g_object_get_qdata (G_OBJECT (message), kept_quark ());

  if (kept != NULL && kept->has_mentions == has_mentions && strcmp (kept->text, text) == 0)
    return g_ptr_array_ref (kept->blocks);

  mentions = session && has_mentions ? find_mentions (message, session) : NULL;
  if (strlen (text) < KEPT_LEAST)
    {
      g_object_set_qdata (G_OBJECT (message), kept_quark (), NULL);
      return ui_markdown_parse (text, mentions);
    }

  kept = g_new0 (Kept, 1);
  kept->text = g_strdup (text);
  kept->has_mentions = has_mentions;
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
