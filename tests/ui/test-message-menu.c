/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-message-menu.h"

static void
append (GString *line, GMenuModel *menu)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr (GMenuModel) section =
        g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      g_autofree char *action = NULL;
      g_autoptr (GVariant) target = NULL;

      if (section != NULL)
        {
          append (line, section);
          g_string_append (line, i + 1 < g_menu_model_get_n_items (menu) ? "| " : "");
          continue;
        }

      g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_ACTION, "s", &action);
      target = g_menu_model_get_item_attribute_value (menu, i, G_MENU_ATTRIBUTE_TARGET, NULL);
      g_string_append (line, action);
      if (target != NULL)
        {
          g_autofree char *printed = g_variant_print (target, FALSE);

          g_string_append_printf (line, "=%s", printed);
        }
      g_string_append_c (line, ' ');
    }
}

static void
test_items (void)
{
  const struct
  {
    UiOffers offers;
    const char *uri;
    const char *items;
  } cases[] = {
    { 0, NULL, "" },
    { UI_OFFER_COPY, NULL, "message.copy " },
    { UI_OFFER_REPLY | UI_OFFER_REACT | UI_OFFER_COPY | UI_OFFER_LINK,
      "https://a.example",
      "room.reply=5 message.react | message.copy message.copy-address='https://a.example' "
      "room.copy-link=5 " },
    { UI_OFFER_REPLY | UI_OFFER_EDIT | UI_OFFER_DELETE,
      NULL,
      "room.reply=5 | room.edit=5 room.delete=5 " },
    { UI_OFFER_RETRY | UI_OFFER_DISCARD | UI_OFFER_COPY,
      NULL,
      "message.retry message.discard | message.copy " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GMenuModel *menu = ui_message_menu_new (cases[i].offers, 5, cases[i].uri);
      g_autoptr (GString) line = g_string_new (NULL);

      append (line, menu);
      g_assert_cmpstr (line->str, ==, cases[i].items);
      g_assert_finalize_object (menu);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/message-menu/items", test_items);

  return g_test_run ();
}
