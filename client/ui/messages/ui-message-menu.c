/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-message-menu.h"

#include <glib/gi18n.h>

static void
append (GMenu *section, gboolean wanted, const char *label, const char *action, GVariant *target)
{
  g_autoptr (GMenuItem) item = NULL;
  g_autoptr (GVariant) sunk = target ? g_variant_ref_sink (target) : NULL;

  if (!wanted)
    return;

  item = g_menu_item_new (label, NULL);
  g_menu_item_set_action_and_target_value (item, action, sunk);
  g_menu_append_item (section, item);
}

static void
append_section (GMenu *menu, GMenu *section)
{
  if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

/**
 * ui_message_menu_new:
 * @offers: what one can do with a message
 * @seq: its place in the log, or 0
 * @uri: (nullable): the link in it that is pointed at
 *
 * Makes the menu of a message. Its actions are those of the row, `message`, and of the
 * room, `room`.
 *
 * Returns: (transfer full): the menu; with nothing in it if there is nothing to do
 */
GMenuModel *
ui_message_menu_new (UiOffers offers, gint64 seq, const char *uri)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) again = g_menu_new ();
  g_autoptr (GMenu) answer = g_menu_new ();
  g_autoptr (GMenu) copy = g_menu_new ();
  g_autoptr (GMenu) change = g_menu_new ();

  append (again, offers & UI_OFFER_RETRY, _("_Try Again"), "message.retry", NULL);
  append (again, offers & UI_OFFER_DISCARD, _("_Discard"), "message.discard", NULL);
  append (answer, offers & UI_OFFER_REPLY, _("_Reply"), "room.reply", g_variant_new_int64 (seq));
  append (answer, offers & UI_OFFER_REACT, _("Re_act…"), "message.react", NULL);
  append (copy, offers & UI_OFFER_COPY, _("_Copy"), "message.copy", NULL);
  append (copy, uri != NULL, _("Copy Link _Address"), "message.copy-address",
          g_variant_new_string (uri ? uri : ""));
  append (copy, offers & UI_OFFER_LINK, _("Copy _Link to Message"), "room.copy-link",
          g_variant_new_int64 (seq));
  append (change, offers & UI_OFFER_EDIT, _("_Edit"), "room.edit", g_variant_new_int64 (seq));
  append (change, offers & UI_OFFER_DELETE, _("_Delete…"), "room.delete",
          g_variant_new_int64 (seq));

  append_section (menu, again);
  append_section (menu, answer);
  append_section (menu, copy);
  append_section (menu, change);
  return G_MENU_MODEL (g_steal_pointer (&menu));
}
