/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "ui-avatar.h"
#include "ui-person.h"

static gboolean
has_color_of (GtkWidget *avatar, const char *id)
{
  g_autofree char *name = g_strdup_printf ("color%u", ui_person_get_color (id));

  return gtk_widget_has_css_class (avatar, name);
}

static void
test_person (void)
{
  GtkWidget *avatar = g_object_ref_sink (ui_avatar_new (40));
  GtkWidget *label = gtk_widget_get_first_child (avatar);
  int size = 0;

  g_assert_cmpuint (ui_person_get_color ("u1"), !=, ui_person_get_color ("u2"));
  ui_avatar_set_person (UI_AVATAR (avatar), "u1", "Ana María");
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, "AM");
  g_assert_true (has_color_of (avatar, "u1"));

  /* Another name does not change the color, another person does. */
  ui_avatar_set_person (UI_AVATAR (avatar), "u1", "berta");
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, "B");
  g_assert_true (has_color_of (avatar, "u1"));
  ui_avatar_set_person (UI_AVATAR (avatar), "u2", "berta");
  g_assert_true (has_color_of (avatar, "u2"));
  g_assert_false (has_color_of (avatar, "u1"));

  g_object_get (avatar, "size", &size, NULL);
  g_assert_cmpint (size, ==, 40);
  gtk_widget_measure (avatar, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &size, NULL, NULL);
  g_assert_cmpint (size, ==, 40);

  g_assert_finalize_object (avatar);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/avatar/person", test_person);

  return g_test_run ();
}
