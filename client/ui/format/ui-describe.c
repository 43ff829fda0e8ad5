/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-describe.h"

#include <glib/gi18n.h>

/**
 * ui_describe_get_marks:
 * @server: a chat
 *
 * Says what is worth to be seen of a chat. One that was used before takes the person
 * without a word.
 *
 * Returns: the marks
 */
UiServerMarks
ui_describe_get_marks (ClientServer *server)
{
  UiServerMarks marks = 0;

  if (client_server_get_is_here (server))
    marks |= UI_SERVER_HERE;
  else if (client_server_get_is_known (server))
    marks |= UI_SERVER_KNOWN;
  if (client_server_get_needs_join_word (server) && !client_server_get_is_known (server))
    marks |= UI_SERVER_NEEDS_WORD;

  return marks;
}

/**
 * ui_describe_server:
 * @name: what a chat is called
 * @address: where it is
 * @marks: what else is to be seen of it
 *
 * Says all of it in a row, for those who have it read to them.
 *
 * Returns: (transfer full): the text
 */
char *
ui_describe_server (const char *name, const char *address, UiServerMarks marks)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  g_ptr_array_add (parts, (gpointer) name);
  if (marks & UI_SERVER_HERE)
    g_ptr_array_add (parts, _("This computer"));
  if (marks & UI_SERVER_KNOWN)
    g_ptr_array_add (parts, _("Used before"));
  if (marks & UI_SERVER_NEEDS_WORD)
    g_ptr_array_add (parts, _("Needs a join word"));
  g_ptr_array_add (parts, (gpointer) address);
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (", ", (char **) parts->pdata);
}

/**
 * ui_describe_security:
 * @security: who can listen
 *
 * Returns: (transfer none): the same in a few words
 */
const char *
ui_describe_security (ClientSecurity security)
{
  switch (security)
    {
    case CLIENT_SECURITY_PINNED:
    case CLIENT_SECURITY_CERTIFIED:
      return _("Encrypted");
    case CLIENT_SECURITY_LOCAL:
      return _("On This Computer");
    case CLIENT_SECURITY_NONE:
    default:
      return _("Not Encrypted");
    }
}

/**
 * ui_describe_security_detail:
 * @security: who can listen
 *
 * Returns: (transfer none): what that means
 */
const char *
ui_describe_security_detail (ClientSecurity security)
{
  switch (security)
    {
    case CLIENT_SECURITY_PINNED:
      return _("Nobody on the way can read what you write, if others in this chat see the same "
               "words here.");
    case CLIENT_SECURITY_CERTIFIED:
      return _("Nobody on the way can read what you write. An authority that this computer trusts "
               "vouches for the chat.");
    case CLIENT_SECURITY_LOCAL:
      return _("The chat runs on this computer. What you write does not cross the network to get "
               "there.");
    case CLIENT_SECURITY_NONE:
    default:
      return _("Whoever is on this network can read and change what you write and what you are "
               "told.");
    }
}

/**
 * ui_describe_security_icon:
 * @security: who can listen
 *
 * Returns: (transfer none): the name of an icon for it
 */
const char *
ui_describe_security_icon (ClientSecurity security)
{
  return security == CLIENT_SECURITY_NONE ? "charla-insecure-symbolic" : "charla-secure-symbolic";
}

/**
 * ui_describe_check_icon:
 * @state: how a check stands
 *
 * Returns: (transfer none): the name of an icon for it
 */
const char *
ui_describe_check_icon (ClientCheckState state)
{
  switch (state)
    {
    case CLIENT_CHECK_PASSED:
      return "object-select-symbolic";
    case CLIENT_CHECK_WARNING:
      return "dialog-warning-symbolic";
    case CLIENT_CHECK_FAILED:
      return "window-close-symbolic";
    case CLIENT_CHECK_SKIPPED:
    case CLIENT_CHECK_WAITING:
    case CLIENT_CHECK_RUNNING:
    default:
      return "list-remove-symbolic";
    }
}

/**
 * ui_describe_check_state:
 * @state: how a check stands
 *
 * Returns: (transfer none): the same in a word, for those who do not see the symbol
 */
const char *
ui_describe_check_state (ClientCheckState state)
{
  switch (state)
    {
    case CLIENT_CHECK_PASSED:
      return _("All right");
    case CLIENT_CHECK_WARNING:
      return _("Works, but");
    case CLIENT_CHECK_FAILED:
      return _("Wrong");
    case CLIENT_CHECK_SKIPPED:
      return _("Not tried");
    case CLIENT_CHECK_RUNNING:
      return _("Being tried");
    case CLIENT_CHECK_WAITING:
    default:
      return _("Waiting");
    }
}

static const char *
get_symbol (ClientCheckState state)
{
  switch (state)
    {
    case CLIENT_CHECK_PASSED:
      return "✓";
    case CLIENT_CHECK_WARNING:
      return "!";
    case CLIENT_CHECK_FAILED:
      return "✗";
    case CLIENT_CHECK_SKIPPED:
    case CLIENT_CHECK_WAITING:
    case CLIENT_CHECK_RUNNING:
    default:
      return "–";
    }
}

/**
 * ui_describe_checks:
 * @checks: a list of #ClientCheck
 *
 * Writes them down for somebody who is to help.
 *
 * Returns: (transfer full): a line or more for each
 */
char *
ui_describe_checks (GListModel *checks)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (checks); i++)
    {
      g_autoptr (ClientCheck) check = g_list_model_get_item (checks, i);
      const char *detail = client_check_get_detail (check);
      const char *advice = client_check_get_advice (check);

      g_string_append_printf (text, "%s %s", get_symbol (client_check_get_state (check)),
                              client_check_get_title (check));
      if (detail != NULL)
        g_string_append_printf (text, ": %s", detail);
      g_string_append_c (text, '\n');
      if (advice != NULL)
        g_string_append_printf (text, "  %s\n", advice);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
