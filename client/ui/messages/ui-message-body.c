/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-message-body.h"

#include <string.h>

#include "ui-code-block.h"
#include "ui-links.h"
#include "ui-text.h"

/* A word of more than so many characters is not tried narrower than so many. */
#define LONG_WORD 60
#define LONG_WORD_LEAST 20

/* What has more characters than so many, and not only those of English, is not tried narrower
 * than so many: with no width at all some of it is more than Pango 1.50 can lay out. */
#define ODD_TEXT 3
#define ODD_TEXT_LEAST 3

/* How far each list or quote stands in from what it is in, in pixels, and how often at most:
 * a message has to be read in a narrow window, too. */
#define STEP 12
#define STEPS_MAX 4

/**
 * UiMessageBody:
 *
 * What a message says: texts, quotes, lists and code, one below the other. Most are one
 * text, for which there is one label that is used again and again.
 */
struct _UiMessageBody
{
  GtkWidget parent_instance;

  GtkWidget *text_label;
  GPtrArray *others; /* owned as children: what the message needs besides the label */
};

G_DEFINE_FINAL_TYPE (UiMessageBody, ui_message_body, GTK_TYPE_WIDGET)

static gboolean
on_activate_link (GtkLabel *label, const char *uri)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (label));

  /* What leads to another message is for nobody else to open. */
  if (g_ascii_strncasecmp (uri, "charla:", strlen ("charla:")) == 0)
    gtk_widget_activate_action (GTK_WIDGET (label), "app.open-link", "s", uri);
  else if (ui_links_may_open (uri))
    gtk_show_uri (GTK_WINDOW (root), uri, GDK_CURRENT_TIME);

  return GDK_EVENT_STOP;
}

static int
get_least (const char *text)
{
  if (ui_text_longest_run (text) > LONG_WORD)
    return LONG_WORD_LEAST;

  return !g_str_is_ascii (text) && g_utf8_strlen (text, -1) > ODD_TEXT ? ODD_TEXT_LEAST : -1;
}

/* A label asks how narrow it could be, for which Pango would break a long word everywhere. */
static void
set_wrapping (GtkLabel *label, const char *text)
{
  gtk_label_set_width_chars (label, get_least (text));
  gtk_label_set_wrap_mode (label,
                           ui_text_is_wall (text) ? PANGO_WRAP_CHAR : PANGO_WRAP_WORD_CHAR);
}

static void
show_markup (GtkWidget *label, const char *markup, const char *text)
{
  set_wrapping (GTK_LABEL (label), text);
  gtk_label_set_label (GTK_LABEL (label), markup);
}

static GtkWidget *
make_label (const UiBlock *block)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "xalign", 0.0,
                                   "wrap", TRUE,
                                   "max-width-chars", 60,
                                   "selectable", TRUE,
                                   "use-markup", TRUE,
                                   NULL);

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  g_signal_connect (label, "activate-link", G_CALLBACK (on_activate_link), NULL);
  show_markup (label, block->markup, block->text);
  return label;
}

static GtkWidget *
make_item (const UiBlock *block)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *marker = gtk_label_new (block->marker);
  GtkWidget *label = make_label (block);

  gtk_label_set_yalign (GTK_LABEL (marker), 0);
  gtk_widget_add_css_class (marker, "dim-label");
  gtk_widget_add_css_class (marker, "numeric");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), marker);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static GtkWidget *
make_widget (const UiBlock *block)
{
  switch (block->kind)
    {
    case UI_BLOCK_CODE:
      return ui_code_block_new (block->text, block->info);
    case UI_BLOCK_ITEM:
      return make_item (block);
    case UI_BLOCK_RULE:
      return gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
    case UI_BLOCK_TEXT:
    case UI_BLOCK_QUOTE:
    default:
      return make_label (block);
    }
}

static void
drop_others (UiMessageBody *self)
{
  for (guint i = 0; i < self->others->len; i++)
    gtk_widget_unparent (self->others->pdata[i]);
  g_ptr_array_set_size (self->others, 0);
}

static void
add_other (UiMessageBody *self, GtkWidget *widget, const UiBlock *block)
{
  guint quotes = MIN (block->quotes, STEPS_MAX);
  guint lists = block->depth > 0 ? MIN (block->depth - 1, STEPS_MAX) : 0;

  gtk_widget_set_margin_start (widget, (int) (lists + (quotes > 0 ? quotes - 1 : 0)) * STEP);
  if (quotes > 0)
    gtk_widget_add_css_class (widget, "quoted");
  gtk_widget_set_parent (widget, GTK_WIDGET (self));
  g_ptr_array_add (self->others, widget);
}

/**
 * ui_message_body_show_text:
 * @self: a body
 * @text: a text in which nothing means more than itself
 *
 * Shows a text.
 */
void
ui_message_body_show_text (UiMessageBody *self, const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  g_return_if_fail (UI_IS_MESSAGE_BODY (self));

  drop_others (self);
  gtk_widget_set_visible (self->text_label, TRUE);
  show_markup (self->text_label, markup, text);
}

/**
 * ui_message_body_show_blocks:
 * @self: a body
 * @blocks: (element-type UiBlock): the parts of a message
 *
 * Shows what ui_markdown_parse() has made of a message.
 */
void
ui_message_body_show_blocks (UiMessageBody *self, GPtrArray *blocks)
{
  gboolean begins_with_text = FALSE;

  g_return_if_fail (UI_IS_MESSAGE_BODY (self));

  drop_others (self);
  for (guint i = 0; i < blocks->len; i++)
    {
      const UiBlock *block = blocks->pdata[i];

      if (i == 0 && block->kind == UI_BLOCK_TEXT && block->quotes == 0 && block->depth == 0)
        {
          show_markup (self->text_label, block->markup, block->text);
          begins_with_text = TRUE;
        }
      else
        {
          add_other (self, make_widget (block), block);
        }
    }
  gtk_widget_set_visible (self->text_label, begins_with_text);
}

static void
ui_message_body_dispose (GObject *object)
{
  UiMessageBody *self = UI_MESSAGE_BODY (object);
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->others, g_ptr_array_unref);

  G_OBJECT_CLASS (ui_message_body_parent_class)->dispose (object);
}

static void
ui_message_body_class_init (UiMessageBodyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_message_body_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-message-body.ui");
  gtk_widget_class_bind_template_child (widget_class, UiMessageBody, text_label);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_link);
  gtk_widget_class_set_css_name (widget_class, "messagebody");
}

static void
ui_message_body_init (UiMessageBody *self)
{
  self->others = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ui_message_body_new:
 *
 * Returns: (transfer floating): a body that says nothing yet
 */
GtkWidget *
ui_message_body_new (void)
{
  return g_object_new (UI_TYPE_MESSAGE_BODY, NULL);
}
