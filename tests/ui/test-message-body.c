/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "ui-code-block.h"
#include "ui-message-body.h"
#include "widgets.h"

static UiMessageBody *
body_for (const char *text)
{
  g_autoptr (GPtrArray) blocks = ui_markdown_parse (text, NULL);
  UiMessageBody *body = UI_MESSAGE_BODY (g_object_ref_sink (ui_message_body_new ()));

  ui_message_body_show_blocks (body, blocks);
  return body;
}

static guint
count (UiMessageBody *body)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (body)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n++;

  return n;
}

/* Most messages are no more than one label, which is never made again. */
static void
test_text (void)
{
  UiMessageBody *body = body_for ("Hello **you**");
  GtkWidget *label = find_by_id (body, "text_label");

  g_assert_cmpuint (count (body), ==, 1);
  g_assert_cmpstr (text_of (body, "text_label"), ==, "Hello you");

  ui_message_body_show_text (body, "<b>1 & 2</b>");
  g_assert_true (find_by_id (body, "text_label") == label);
  g_assert_cmpstr (text_of (body, "text_label"), ==, "<b>1 & 2</b>");

  g_assert_finalize_object (body);
}

static void
test_blocks (void)
{
  UiMessageBody *body = body_for ("Look:\n\n```c\nint i;\n```\n\n> said\n\n- one\n- two");
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (body));

  g_assert_cmpuint (count (body), ==, 5);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (child)), ==, "Look:");
  child = gtk_widget_get_next_sibling (child);
  g_assert_true (UI_IS_CODE_BLOCK (child));
  child = gtk_widget_get_next_sibling (child);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (child)), ==, "said");
  g_assert_true (gtk_widget_has_css_class (child, "quoted"));
  child = gtk_widget_get_next_sibling (child);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (gtk_widget_get_last_child (child))), ==, "one");

  /* What the last message needed does not stay. */
  ui_message_body_show_text (body, "text");
  g_assert_cmpuint (count (body), ==, 1);
  g_assert_true (is_shown (body, "text_label"));

  g_assert_finalize_object (body);
}

/* Pango has ended the program over such texts, asked how narrow they could be. */
static void
test_odd_texts (void)
{
  const char *const texts[] = {
    "a\U0001F3FB\U0001F3FB.",
    "\U0001F1EA**\u0301\U0001F1EA\U0001F1EA\U0001F1EA**",
    " \u064B\u2011\u231A\U0001F1EA%\uFDFD",
    "\u2764\u2067\u200D\u2011 \uFE0F\u0915",
    "> \u2764\u2067\u200D\u2011 \uFE0F\u0915",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      UiMessageBody *body = body_for (texts[i]);

      for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (body)); child != NULL;
           child = gtk_widget_get_next_sibling (child))
        gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      g_assert_finalize_object (body);
    }
}

static void
test_no_text (void)
{
  UiMessageBody *body = body_for ("```\ncode\n```");

  g_assert_false (is_shown (body, "text_label"));
  g_assert_cmpstr (text_of (body, "code_label"), ==, "code");

  g_assert_finalize_object (body);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/message-body/text", test_text);
  g_test_add_func ("/message-body/blocks", test_blocks);
  g_test_add_func ("/message-body/odd", test_odd_texts);
  g_test_add_func ("/message-body/no-text", test_no_text);

  return g_test_run ();
}
