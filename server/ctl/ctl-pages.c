/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-pages.h"

static CharlaMessage *
ask_for_page (CtlApplication *application, const char *command, gint64 after, GError **error)
{
  CtlLink *link = ctl_application_get_link (application);
  CharlaBuilder *request = ctl_link_begin (link, command);

  charla_builder_add_int (request, "after", after);
  if (ctl_application_get_options (application)->all)
    charla_builder_add_bool (request, "all", TRUE);

  return ctl_link_ask (link, -1, error);
}

/**
 * ctl_pages_read:
 * @application: the application
 * @command: a command that lists something
 * @member: where its answer has the list
 * @func: is given one thing after the other
 * @user_data: for @func
 * @error: return location for an error
 *
 * Reads a list to its end, page after page.
 *
 * Returns: %TRUE, or %FALSE with %CTL_ERROR
 */
gboolean
ctl_pages_read (CtlApplication *application, const char *command, const char *member,
                CtlItemFunc func, gpointer user_data, GError **error)
{
  gint64 next = 0;
  gboolean has_more = TRUE;

  while (has_more)
    {
      g_autoptr (CharlaMessage) page = ask_for_page (application, command, next, error);
      gsize n = 0;

      if (page == NULL)
        return FALSE;

      charla_message_get_length (page, member, &n);
      for (gsize i = 0; i < n; i++)
        {
          g_autoptr (CharlaMessage) item = charla_message_get_object_at (page, member, i);

          if (item != NULL)
            func (item, user_data);
        }
      has_more = n > 0 && charla_message_get_int (page, "next", &next);
    }

  return TRUE;
}
