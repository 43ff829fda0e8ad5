/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "message-actions.h"

static void
on_activate (GSimpleAction *action, GVariant *target, GString *log)
{
  g_autofree char *printed = g_variant_print (target, FALSE);

  g_string_append_printf (log, "%s %s\n", g_action_get_name (G_ACTION (action)), printed);
}

GString *
watch_actions (GtkWidget *widget)
{
  const struct
  {
    const char *name;
    const GVariantType *type;
  } actions[] = {
    { "reply", G_VARIANT_TYPE ("x") },      { "edit", G_VARIANT_TYPE ("x") },
    { "delete", G_VARIANT_TYPE ("x") },     { "react", G_VARIANT_TYPE ("(xs)") },
    { "show", G_VARIANT_TYPE ("x") },       { "copy-link", G_VARIANT_TYPE ("x") },
    { "load-hole", G_VARIANT_TYPE ("x") },  { "retry", G_VARIANT_TYPE ("s") },
    { "drop", G_VARIANT_TYPE ("s") },       { "details-of", G_VARIANT_TYPE ("s") },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  GString *log = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autoptr (GSimpleAction) action =
        g_simple_action_new (actions[i].name, actions[i].type);

      g_signal_connect (action, "activate", G_CALLBACK (on_activate), log);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    }
  gtk_widget_insert_action_group (widget, "room", G_ACTION_GROUP (group));

  return log;
}
