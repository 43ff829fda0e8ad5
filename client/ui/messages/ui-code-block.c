/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-code-block.h"


#include "ui-text.h"

/* How long the button says that it has copied, in milliseconds. */
#define COPIED_MS 1500

/* Longest name of a language, in characters. */
#define LANGUAGE_MAX 24

/**
 * UiCodeBlock:
 *
 * Code in a message: as it is, in lines that are not broken but scroll, with a button
 * that copies it.
 */
struct _UiCodeBlock
{
  GtkWidget parent_instance;

  char *code;
  guint copied_id;

  GtkWidget *language_label;
  GtkWidget *scroller;
  GtkWidget *code_label;
  GtkWidget *copy_button;
};

G_DEFINE_FINAL_TYPE (UiCodeBlock, ui_code_block, GTK_TYPE_WIDGET)

static void
on_copied_long_ago (gpointer data)
{
  UiCodeBlock *self = data;

  self->copied_id = 0;
  gtk_button_set_icon_name (GTK_BUTTON (self->copy_button), "edit-copy-symbolic");
}

static void
on_copy_clicked (UiCodeBlock *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->code);

  gtk_button_set_icon_name (GTK_BUTTON (self->copy_button), "object-select-symbolic");
  g_clear_handle_id (&self->copied_id, g_source_remove);
  self->copied_id = g_timeout_add_once (COPIED_MS, on_copied_long_ago, self);
}

/* A scrolled window takes what scrolls down, too, although it cannot: whoever scrolls
 * through the history would stop at each piece of code. */
static void
let_vertical_pass (UiCodeBlock *self)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (self->scroller);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        gtk_event_controller_scroll_set_flags (GTK_EVENT_CONTROLLER_SCROLL (controller),
                                               GTK_EVENT_CONTROLLER_SCROLL_HORIZONTAL
                                                 | GTK_EVENT_CONTROLLER_SCROLL_KINETIC);
    }
}

static void
ui_code_block_dispose (GObject *object)
{
  UiCodeBlock *self = UI_CODE_BLOCK (object);
  GtkWidget *child = NULL;

  g_clear_handle_id (&self->copied_id, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ui_code_block_parent_class)->dispose (object);
}

static void
ui_code_block_finalize (GObject *object)
{
  g_clear_pointer (&UI_CODE_BLOCK (object)->code, g_free);

  G_OBJECT_CLASS (ui_code_block_parent_class)->finalize (object);
}

static void
ui_code_block_class_init (UiCodeBlockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ui_code_block_dispose;
  object_class->finalize = ui_code_block_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-code-block.ui");
  gtk_widget_class_bind_template_child (widget_class, UiCodeBlock, language_label);
  gtk_widget_class_bind_template_child (widget_class, UiCodeBlock, scroller);
  gtk_widget_class_bind_template_child (widget_class, UiCodeBlock, code_label);
  gtk_widget_class_bind_template_child (widget_class, UiCodeBlock, copy_button);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_clicked);

  gtk_widget_class_set_css_name (widget_class, "codeblock");
}

static void
ui_code_block_init (UiCodeBlock *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  let_vertical_pass (self);

  /* Code is read from left to right in every language. */
  for (GtkWidget *widget = self->code_label; widget != self->scroller;
       widget = gtk_widget_get_parent (widget))
    gtk_widget_set_direction (widget, GTK_TEXT_DIR_LTR);
  gtk_widget_set_direction (self->scroller, GTK_TEXT_DIR_LTR);
}

/**
 * ui_code_block_new:
 * @code: the code, tame, UTF-8
 * @language: (nullable): what it is written in, as its author says
 *
 * Returns: (transfer floating): a block that shows the code
 */
GtkWidget *
ui_code_block_new (const char *code, const char *language)
{
  UiCodeBlock *self = g_object_new (UI_TYPE_CODE_BLOCK, NULL);
  gboolean has_language = language != NULL && *language != '\0'
                          && g_utf8_strlen (language, -1) <= LANGUAGE_MAX;

  self->code = g_strdup (code);
  gtk_label_set_label (GTK_LABEL (self->code_label), code);
  gtk_label_set_label (GTK_LABEL (self->language_label), has_language ? language : "");
  gtk_widget_set_visible (self->language_label, has_language);

  /* A line that nobody reads to its end is not to be drawn as one. */
  if (ui_text_is_wall (code))
    {
      gtk_label_set_wrap (GTK_LABEL (self->code_label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (self->code_label), PANGO_WRAP_CHAR);
    }

  return GTK_WIDGET (self);
}
