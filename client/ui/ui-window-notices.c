/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-window-private.h"

#include "ui-text.h"

/* How long one has to read what the chat has to say. */
#define SECONDS 15

static void
on_dismissed (UiWindow *self)
{
  self->is_noticing = FALSE;
  ui_window_show_notice (self);
}

/* All of it: the title of a toast is a single line. */
static GtkWidget *
create_label (const char *sentence)
{
  g_autofree char *tame = ui_text_tame (sentence);
  GtkWidget *label = gtk_label_new (tame);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  gtk_label_set_lines (GTK_LABEL (label), 6);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return label;
}

/*
 * Shows what the chat has to say, one sentence after the other, while somebody looks.
 */
void
ui_window_show_notice (UiWindow *self)
{
  g_autofree char *sentence = NULL;
  AdwToast *toast = NULL;

  if (self->notices == NULL || self->is_noticing || !ui_window_is_inside (self)
      || !ui_window_get_attention (self).active)
    return;

  sentence = ui_notices_take (self->notices, self->session);
  if (sentence == NULL)
    return;

  self->is_noticing = TRUE;
  toast = adw_toast_new ("");
  adw_toast_set_custom_title (toast, create_label (sentence));
  adw_toast_set_timeout (toast, SECONDS);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (on_dismissed), self, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toasts), toast);
}
