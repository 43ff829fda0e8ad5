/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "ui-code-block.h"
#include "wait.h"
#include "widgets.h"

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
test_copies (void)
{
  GtkWidget *block = g_object_ref_sink (ui_code_block_new ("int i;\n  i <<= 1;", "c"));
  GtkWidget *button = find_by_id (block, "copy_button");
  g_autofree char *text = NULL;

  g_assert_cmpstr (text_of (block, "code_label"), ==, "int i;\n  i <<= 1;");
  g_assert_cmpstr (text_of (block, "language_label"), ==, "c");
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Copy Code");

  g_signal_emit_by_name (button, "clicked");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (block), NULL, on_read, &text);
  WAIT_FOR (text != NULL);
  g_assert_cmpstr (text, ==, "int i;\n  i <<= 1;");

  /* The button says so for a while only. */
  g_assert_cmpstr (
    gtk_button_get_icon_name (GTK_BUTTON (button)), ==, "object-select-symbolic");
  WAIT_FOR (g_str_equal (gtk_button_get_icon_name (GTK_BUTTON (button)), "edit-copy-symbolic"));

  g_assert_finalize_object (block);
}

/* It may go while its button says that it has copied. */
static void
test_goes (void)
{
  GtkWidget *block = g_object_ref_sink (ui_code_block_new ("code", NULL));

  g_assert_false (is_shown (block, "language_label"));
  g_signal_emit_by_name (find_by_id (block, "copy_button"), "clicked");
  g_assert_finalize_object (block);
}

static int
measure (GtkWidget *block, GtkOrientation orientation, int for_size)
{
  int minimum = 0;

  gtk_widget_measure (block, orientation, for_size, &minimum, NULL, NULL, NULL);
  return minimum;
}

/* Long lines scroll: they make it neither wider nor higher. */
static void
test_long_lines (void)
{
  g_autofree char *line = g_strnfill (900, 'W');
  g_autofree char *wall = g_strnfill (16000, 'W');
  GtkWidget *one = g_object_ref_sink (ui_code_block_new ("short", NULL));
  GtkWidget *block = g_object_ref_sink (ui_code_block_new (line, NULL));
  GtkWidget *hostile = g_object_ref_sink (ui_code_block_new (wall, "no language has such a name"));

  g_assert_cmpint (measure (block, GTK_ORIENTATION_HORIZONTAL, -1), <, 150);
  g_assert_cmpint (measure (block, GTK_ORIENTATION_VERTICAL, 200),
                   ==,
                   measure (one, GTK_ORIENTATION_VERTICAL, 200));
  g_assert_false (is_shown (hostile, "language_label"));
  g_assert_true (gtk_label_get_wrap (GTK_LABEL (find_by_id (hostile, "code_label"))));

  g_assert_finalize_object (one);
  g_assert_finalize_object (block);
  g_assert_finalize_object (hostile);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/code-block/copies", test_copies);
  g_test_add_func ("/code-block/goes", test_goes);
  g_test_add_func ("/code-block/long-lines", test_long_lines);

  return g_test_run ();
}
