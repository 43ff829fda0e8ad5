/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "message-actions.h"
#include "ui-quote.h"
#include "widgets.h"

static void
test_leads (void)
{
  GtkWidget *quote = g_object_ref_sink (ui_quote_new ());
  GString *log = watch_actions (quote);

  ui_quote_show (UI_QUOTE (quote), 17, "bea", "**Shall** we\nmeet?");
  g_assert_cmpstr (text_of (quote, "name_label"), ==, "bea");
  g_assert_cmpstr (text_of (quote, "excerpt_label"), ==, "Shall we meet?");
  gtk_test_accessible_assert_property (
    quote, GTK_ACCESSIBLE_PROPERTY_LABEL, "In reply to bea: “Shall we\nmeet?”");

  g_signal_emit_by_name (quote, "clicked");
  g_assert_cmpstr (log->str, ==, "show 17\n");

  g_assert_finalize_object (quote);
  g_string_free (log, TRUE);
}

static void
test_unknown (void)
{
  GtkWidget *quote = g_object_ref_sink (ui_quote_new ());

  ui_quote_show (UI_QUOTE (quote), 17, NULL, NULL);
  g_assert_cmpstr (text_of (quote, "name_label"), ==, "Earlier message");
  g_assert_cmpstr (text_of (quote, "excerpt_label"), ==, "…");

  g_assert_finalize_object (quote);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/quote/leads", test_leads);
  g_test_add_func ("/quote/unknown", test_unknown);

  return g_test_run ();
}
