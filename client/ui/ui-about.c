/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-about.h"

#include "charla-config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

static const char release_notes[] =
  "<p>The first release: the chat room for the local network, as it was, made anew.</p>"
  "<ul>"
  "<li>Talk with everyone who is in the room, on any computer of your network.</li>"
  "<li>Notifications while you do something else.</li>"
  "<li>Lost connections come back by themselves, and nothing you wrote is lost.</li>"
  "</ul>";

/**
 * ui_about_present:
 * @parent: (nullable): the window that it belongs to
 *
 * Says what the application is and whose.
 */
void
ui_about_present (GtkWindow *parent)
{
  const char *developers[] = { "The Charla contributors", NULL };

  adw_show_about_window (parent,
                         "application-name", "Charla",
                         "application-icon", CHARLA_APPLICATION_ID,
                         "developer-name", _("The Charla contributors"),
                         "developers", developers,
                         "version", CHARLA_VERSION,
                         "comments", _("Chat with everyone on your network"),
                         "copyright", _("© 2026 The Charla contributors"),
                         "website", "https://github.com/charla-chat/charla",
                         "issue-url", "https://github.com/charla-chat/charla/issues",
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "release-notes-version", CHARLA_VERSION,
                         "release-notes", release_notes,
                         /* Translators: your names, one a line, perhaps with addresses */
                         "translator-credits", _("translator-credits"),
                         NULL);
}
