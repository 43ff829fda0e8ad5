/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-reactions.h"

#include <glib/gi18n.h>

#include "ui-describe-message.h"
#include "ui-text.h"

/* Pixels between two reactions, either way. */
#define GAP 4

/* A server that forgets its own limit does not fill the window. */
#define REACTIONS_MAX 20

/* What a reaction is at most, in characters: as much as a server takes. */
#define EMOJI_MAX 32

/**
 * UiReactions:
 *
 * The reactions to a message: a button each, which adds one’s own or takes it away by the
 * action `room.react` of what it is in, and one for another, by `message.react`.
 */
struct _UiReactions
{
  GtkWidget parent_instance;

  gint64 seq;
  GPtrArray *chips; /* of GtkToggleButton, owned as children; more of them than are shown */
  GtkWidget *add_button;
};

G_DEFINE_FINAL_TYPE (UiReactions, ui_reactions, GTK_TYPE_WIDGET)

/* Whether one has reacted is for the server to say: until then the button stays as it was. */
static void
on_chip_clicked (GtkToggleButton *chip, UiReactions *self)
{
  const char *emoji = g_object_get_data (G_OBJECT (chip), "emoji");

  gtk_toggle_button_set_active (chip, gtk_widget_has_css_class (GTK_WIDGET (chip), "mine"));
  gtk_widget_activate_action (GTK_WIDGET (self), "room.react", "(xs)", self->seq, emoji);
}

static GtkWidget *
make_chip (UiReactions *self)
{
  GtkWidget *chip = gtk_toggle_button_new_with_label ("");

  gtk_widget_add_css_class (chip, "reaction");
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (chip))),
                           PANGO_ELLIPSIZE_MIDDLE);
  g_signal_connect (chip, "clicked", G_CALLBACK (on_chip_clicked), self);
  gtk_widget_insert_before (chip, GTK_WIDGET (self), self->add_button);
  g_ptr_array_add (self->chips, chip);
  return chip;
}

static void
fill_chip (GtkWidget *chip, const ClientReactionInfo *reaction)
{
  g_autofree char *tame = ui_text_tame (reaction->emoji);
  g_autofree char *emoji = g_utf8_substring (tame, 0, MIN (EMOJI_MAX, g_utf8_strlen (tame, -1)));
  g_autofree char *label = g_strdup_printf ("%s %" G_GINT64_FORMAT, emoji, reaction->count);
  g_autofree char *spoken = ui_describe_reaction (reaction);

  g_object_set_data_full (G_OBJECT (chip), "emoji", g_strdup (reaction->emoji), g_free);
  gtk_button_set_label (GTK_BUTTON (chip), label);
  if (reaction->is_mine)
    gtk_widget_add_css_class (chip, "mine");
  else
    gtk_widget_remove_css_class (chip, "mine");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), reaction->is_mine);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/**
 * ui_reactions_show:
 * @self: a bar
 * @message: a message with reactions
 * @may_react: whether one can react to it
 *
 * Shows the reactions to a message.
 */
void
ui_reactions_show (UiReactions *self, ClientMessageInfo *message, gboolean may_react)
{
  guint n = message->reactions ? MIN (message->reactions->len, REACTIONS_MAX) : 0;

  g_return_if_fail (UI_IS_REACTIONS (self));

  self->seq = message->seq;
  for (guint i = 0; i < MAX (n, self->chips->len); i++)
    {
      GtkWidget *chip = i < self->chips->len ? self->chips->pdata[i] : make_chip (self);

      if (i < n)
        fill_chip (chip, message->reactions->pdata[i]);
      gtk_widget_set_visible (chip, i < n);
      gtk_widget_set_can_target (chip, may_react);
      gtk_widget_set_focusable (chip, may_react);
    }
  gtk_widget_set_visible (self->add_button, may_react);
}

/* How wide a child is in so much room. */
static int
get_child_width (GtkWidget *child, int room)
{
  int minimum = 0;
  int natural = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return CLAMP (natural, minimum, MAX (room, minimum));
}

/* Goes through the children in lines of @width, and puts them there if @place. Returns the
 * height of all. */
static int
flow (UiReactions *self, int width, gboolean place)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int x = 0;
  int y = 0;
  int line = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_width = 0;
      int child_height = 0;

      if (!gtk_widget_should_layout (child))
        continue;

      child_width = get_child_width (child, width);
      gtk_widget_measure (
        child, GTK_ORIENTATION_VERTICAL, child_width, NULL, &child_height, NULL, NULL);
      if (x > 0 && x + child_width > width)
        {
          y += line + GAP;
          x = line = 0;
        }
      if (place)
        gtk_widget_size_allocate (child,
                                  &(GtkAllocation){ rtl ? width - x - child_width : x,
                                                    y,
                                                    child_width,
                                                    child_height },
                                  -1);
      x += child_width + GAP;
      line = MAX (line, child_height);
    }

  return y + line;
}

static void
measure_width (UiReactions *self, int *minimum, int *natural)
{
  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least = 0;
      int best = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &best, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural += best + (*natural > 0 ? GAP : 0);
    }
}

static void
ui_reactions_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  UiReactions *self = UI_REACTIONS (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (self, minimum, natural);
  else
    *minimum = *natural = flow (self, for_size < 0 ? G_MAXINT / 2 : for_size, FALSE);
}

static void
ui_reactions_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  flow (UI_REACTIONS (widget), width, TRUE);
}

static GtkSizeRequestMode
ui_reactions_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
ui_reactions_dispose (GObject *object)
{
  UiReactions *self = UI_REACTIONS (object);
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->chips, g_ptr_array_unref);

  G_OBJECT_CLASS (ui_reactions_parent_class)->dispose (object);
}

static void
ui_reactions_class_init (UiReactionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_reactions_dispose;
  widget_class->measure = ui_reactions_measure;
  widget_class->size_allocate = ui_reactions_size_allocate;
  widget_class->get_request_mode = ui_reactions_get_request_mode;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "reactions");
}

static void
ui_reactions_init (UiReactions *self)
{
  self->chips = g_ptr_array_new ();
  self->add_button = g_object_new (GTK_TYPE_BUTTON,
                                   "icon-name", "list-add-symbolic",
                                   "action-name", "message.react",
                                   "tooltip-text", _("React…"),
                                   NULL);
  gtk_widget_add_css_class (self->add_button, "reaction");
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self->add_button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("React…"), -1);
  gtk_widget_set_parent (self->add_button, GTK_WIDGET (self));
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Reactions"), -1);
}

/**
 * ui_reactions_new:
 *
 * Returns: (transfer floating): a bar without reactions
 */
GtkWidget *
ui_reactions_new (void)
{
  return g_object_new (UI_TYPE_REACTIONS, NULL);
}
