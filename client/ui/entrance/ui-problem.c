/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-problem.h"

/**
 * ui_problem_show:
 * @label: the label for it
 * @sentence: (nullable): what is wrong; %NULL: nothing is
 *
 * Says what is wrong with what was entered, or that nothing is.
 */
void
ui_problem_show (GtkWidget *label, const char *sentence)
{
  gtk_label_set_label (GTK_LABEL (label), sentence ? sentence : "");
  gtk_widget_set_visible (label, sentence != NULL);
}

/**
 * ui_problem_mark:
 * @field: where something was entered
 * @label: (nullable): the label that says what is wrong with it; %NULL: nothing is
 *
 * Says it to screen readers.
 */
void
ui_problem_mark (GtkAccessible *field, GtkWidget *label)
{
  if (label == NULL)
    {
      gtk_accessible_reset_state (field, GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_relation (field, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
      return;
    }

  gtk_accessible_update_state (field,
                               GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);
  gtk_accessible_update_relation (field, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, label, NULL, -1);
}

/**
 * ui_problem_set_row:
 * @row: an #AdwEntryRow
 * @label: the label below it
 * @sentence: (nullable): what is wrong; %NULL: nothing is
 *
 * Says to everyone what is wrong with what was entered into a row.
 */
void
ui_problem_set_row (GtkWidget *row, GtkWidget *label, const char *sentence)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (row));

  ui_problem_show (label, sentence);
  if (sentence == NULL)
    gtk_widget_remove_css_class (row, "error");
  else
    gtk_widget_add_css_class (row, "error");

  /* Screen readers see the row in one version of libadwaita, the text in it in another. */
  ui_problem_mark (GTK_ACCESSIBLE (row), sentence ? label : NULL);
  ui_problem_mark (GTK_ACCESSIBLE (text), sentence ? label : NULL);
}
