/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-words.h"

#include <glib/gi18n.h>

/* So many that a narrow window has room for them beside each other. */
#define COLUMNS 3

/**
 * UiWords:
 *
 * What a server is known by: as words that two people can compare aloud, row by row, and
 * below them as hexadecimal digits.
 */
struct _UiWords
{
  GtkWidget parent_instance;

  GtkWidget *grid;
  GtkWidget *hex;
  GtkWidget *copy_button;
};

G_DEFINE_FINAL_TYPE (UiWords, ui_words, GTK_TYPE_WIDGET)

static void
add_word (UiWords *self, guint i, const char *word)
{
  g_autofree char *number = g_strdup_printf ("%u", i + 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *place = gtk_label_new (number);
  GtkWidget *label = gtk_label_new (word);

  /* The numbers are for the eye; a screen reader reads the words in their order. */
  g_object_set (place, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "width-chars", 2,
                "xalign", 1.0, NULL);
  gtk_widget_add_css_class (place, "caption");
  gtk_widget_add_css_class (place, "dim-label");
  gtk_widget_add_css_class (place, "numeric");
  gtk_widget_add_css_class (label, "word");
  gtk_box_append (GTK_BOX (box), place);
  gtk_box_append (GTK_BOX (box), label);
  gtk_grid_attach (GTK_GRID (self->grid), box, i % COLUMNS, i / COLUMNS, 1, 1);
}

/**
 * ui_words_set_fingerprint:
 * @self: a widget
 * @fingerprint: (nullable): what to show
 *
 * Shows a fingerprint.
 */
void
ui_words_set_fingerprint (UiWords *self, const ClientFingerprint *fingerprint)
{
  g_autofree char *hex = NULL;
  g_autofree char *words = NULL;
  g_auto (GStrv) each = NULL;
  GtkWidget *child = NULL;

  g_return_if_fail (UI_IS_WORDS (self));

  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);

  hex = fingerprint ? client_fingerprint_to_hex (fingerprint) : g_strdup ("");
  words = fingerprint ? client_fingerprint_to_words (fingerprint) : g_strdup ("");
  each = g_strsplit (words, " ", -1);
  for (guint i = 0; each[i] != NULL; i++)
    add_word (self, i, each[i]);

  gtk_label_set_label (GTK_LABEL (self->hex), hex);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
on_copy (UiWords *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          gtk_label_get_label (GTK_LABEL (self->hex)));
}

static void
ui_words_dispose (GObject *object)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ui_words_parent_class)->dispose (object);
}

static void
ui_words_class_init (UiWordsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_words_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-words.ui");
  gtk_widget_class_bind_template_child (widget_class, UiWords, grid);
  gtk_widget_class_bind_template_child (widget_class, UiWords, hex);
  gtk_widget_class_bind_template_child (widget_class, UiWords, copy_button);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
  gtk_widget_class_set_css_name (widget_class, "words");
}

static void
ui_words_init (UiWords *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* What is compared is read from left to right in all languages: the words are of one list. */
  gtk_widget_set_direction (self->grid, GTK_TEXT_DIR_LTR);
}

/**
 * ui_words_new:
 *
 * Returns: (transfer floating): no words
 */
GtkWidget *
ui_words_new (void)
{
  return g_object_new (UI_TYPE_WORDS, NULL);
}
