/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-message-layout.h"

/* Pixels beside a bubble on either side; on that of others the avatar is in them. */
#define SIDE 40

/* Pixels between things that stand side by side. */
#define GAP 6

/* Where the avatar begins below the top of the heading, in pixels. */
#define AVATAR_TOP 2

static gboolean
is_there (GtkWidget *widget)
{
  return gtk_widget_should_layout (widget);
}

static int
get_height (GtkWidget *widget, int width)
{
  int height = 0;

  if (is_there (widget))
    gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);

  return height;
}

/* As much as the widget wants, and as there is; but never less than it needs. */
static int
get_width (GtkWidget *widget, int available)
{
  int minimum = 0;
  int natural = 0;

  if (is_there (widget))
    gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);

  return CLAMP (available, minimum, natural);
}

static int
get_bubble_room (int width)
{
  return MAX (width - 2 * SIDE, 0);
}

static void
measure_width (const UiMessageLayout *self, int *minimum, int *natural)
{
  GtkWidget *across[] = { self->welcome, self->date };
  GtkWidget *beside[] = { self->heading, self->bubble, self->footer };

  *minimum = *natural = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (across) + G_N_ELEMENTS (beside); i++)
    {
      gboolean is_beside = i >= G_N_ELEMENTS (across);
      GtkWidget *child = is_beside ? beside[i - G_N_ELEMENTS (across)] : across[i];
      int child_minimum = 0;
      int child_natural = 0;

      if (!is_there (child))
        continue;

      gtk_widget_measure (child,
                          GTK_ORIENTATION_HORIZONTAL,
                          -1,
                          &child_minimum,
                          &child_natural,
                          NULL,
                          NULL);
      *minimum = MAX (*minimum, child_minimum + (is_beside ? 2 * SIDE : 0));
      *natural = MAX (*natural, child_natural + (is_beside ? 2 * SIDE : 0));
    }
}

static int
measure_height (const UiMessageLayout *self, int width)
{
  int room = get_bubble_room (width);
  int height = get_height (self->heading, -1)
               + get_height (self->bubble, get_width (self->bubble, room))
               + get_height (self->footer, get_width (self->footer, room));

  if (is_there (self->avatar))
    height = MAX (height, AVATAR_TOP + get_height (self->avatar, -1));

  return get_height (self->welcome, width) + get_height (self->date, width) + height;
}

/**
 * ui_message_layout_measure:
 * @self: the parts of a message
 * @orientation: which size to measure
 * @for_size: the other size, in pixels, or -1
 * @minimum: (out): the least size, in pixels
 * @natural: (out): the size that is best, in pixels
 *
 * Measures a message. It asks each part once: boxes within boxes would lay out
 * the text many times over, and a text without spaces takes its time.
 */
void
ui_message_layout_measure (const UiMessageLayout *self,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural)
{
  int least = 0;
  int best = 0;

  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    {
      *minimum = *natural = measure_height (self, for_size);
      return;
    }

  measure_width (self, &least, &best);
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? least : measure_height (self, best);
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? best : *minimum;
}

/* What is allocated: the width of the row, and the side on which things begin. */
typedef struct
{
  int width;
  gboolean from_right;
} Canvas;

/* @x is counted from the side on which the language begins, or with @own from the other one. */
static void
place (const Canvas *canvas, GtkWidget *widget, gboolean own, int x, int y, int width, int height)
{
  GtkAllocation area = { .x = x, .y = y, .width = width, .height = height };

  if (!is_there (widget))
    return;
  if (own != canvas->from_right)
    area.x = canvas->width - x - width;

  gtk_widget_size_allocate (widget, &area, -1);
}

/* Returns the pixels that it takes on that side, seen from the bubble. */
static int
place_beside (const Canvas *canvas, GtkWidget *widget, gboolean own, int x, int y, int height)
{
  int width = get_width (widget, G_MAXINT);
  int own_height = get_height (widget, width);

  if (!is_there (widget))
    return 0;

  place (canvas, widget, own, x + GAP, y + (height - own_height) / 2, width, own_height);
  return GAP + width;
}

/**
 * ui_message_layout_allocate:
 * @self: the parts of a message
 * @width: the width of the row, in pixels
 * @direction: the direction of the language of the person
 *
 * Puts the parts into their places, from the top of the row.
 */
void
ui_message_layout_allocate (const UiMessageLayout *self, int width, GtkTextDirection direction)
{
  const Canvas canvas = { .width = width, .from_right = direction == GTK_TEXT_DIR_RTL };
  int x = self->own ? 0 : SIDE;
  int room = get_bubble_room (width);
  int bubble_width = get_width (self->bubble, room);
  int footer_width = get_width (self->footer, room);
  int bubble_height = get_height (self->bubble, bubble_width);
  int y = 0;
  int edge = x + bubble_width;

  place (&canvas, self->welcome, FALSE, 0, y, width, get_height (self->welcome, width));
  y += get_height (self->welcome, width);
  place (&canvas, self->date, FALSE, 0, y, width, get_height (self->date, width));
  y += get_height (self->date, width);

  place (&canvas,
         self->avatar,
         FALSE,
         0,
         y + AVATAR_TOP,
         get_width (self->avatar, SIDE),
         get_height (self->avatar, -1));
  place (&canvas,
         self->heading,
         self->own,
         x,
         y,
         get_width (self->heading, room),
         get_height (self->heading, -1));
  y += get_height (self->heading, -1);

  place (&canvas, self->bubble, self->own, x, y, bubble_width, bubble_height);
  edge += place_beside (&canvas, self->icon, self->own, edge, y, bubble_height);
  place_beside (&canvas, self->aside, self->own, edge, y, bubble_height);
  y += bubble_height;

  place (&canvas,
         self->footer,
         self->own,
         x,
         y,
         footer_width,
         get_height (self->footer, footer_width));
}
