/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-message-layout.h"

/* Pixels beside a bubble on either side; on that of others the avatar is in them. */
#define SIDE 40

/* Pixels between things that stand side by side. */
#define GAP 6

/* About how high a bubble with one line in it is, in pixels. */
#define LINE 34

/* Where the avatar begins below the top of the heading, in pixels. */
#define AVATAR_TOP 2

static gboolean
is_there (GtkWidget *widget)
{
  return widget != NULL && gtk_widget_should_layout (widget);
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
add_width (GtkWidget *widget, int more, int *minimum, int *natural)
{
  int least = 0;
  int best = 0;

  if (!is_there (widget))
    return;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, &best, NULL, NULL);
  *minimum = MAX (*minimum, least + more);
  *natural = MAX (*natural, best + more);
}

static void
measure_width (const UiMessageLayout *self, int *minimum, int *natural)
{
  *minimum = *natural = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (self->across); i++)
    add_width (self->across[i], 0, minimum, natural);
  for (gsize i = 0; i < G_N_ELEMENTS (self->below); i++)
    add_width (self->below[i], 2 * SIDE, minimum, natural);
  add_width (self->heading, 2 * SIDE, minimum, natural);
  add_width (self->bubble, 2 * SIDE, minimum, natural);
}

static int
measure_height (const UiMessageLayout *self, int width)
{
  int room = get_bubble_room (width);
  int height = get_height (self->heading, -1)
               + get_height (self->bubble, get_width (self->bubble, room));

  for (gsize i = 0; i < G_N_ELEMENTS (self->below); i++)
    height += get_height (self->below[i], get_width (self->below[i], room));
  if (is_there (self->avatar))
    height = MAX (height, AVATAR_TOP + get_height (self->avatar, -1));
  for (gsize i = 0; i < G_N_ELEMENTS (self->across); i++)
    height += get_height (self->across[i], width);

  return height;
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

/* The same, but not where it would be cut off or stand on something else. */
static int
place_if_room (const Canvas *canvas, GtkWidget *widget, gboolean own, int x, int y, int height)
{
  gboolean has_room = x + GAP + get_width (widget, G_MAXINT) <= canvas->width;

  if (!is_there (widget))
    return 0;

  gtk_widget_set_child_visible (widget, has_room);
  return place_beside (canvas, widget, own, x, y, height);
}

/* Beside the bubble, or as far as there is room over the end of it; at its first line. */
static void
place_bar (const Canvas *canvas, GtkWidget *bar, gboolean own, int x, int y, int height)
{
  int width = get_width (bar, G_MAXINT);
  int own_height = get_height (bar, width);
  int first_line = MIN (height, LINE);

  place (canvas,
         bar,
         own,
         CLAMP (x + GAP, 0, MAX (canvas->width - width, 0)),
         MAX (y + (first_line - own_height) / 2, 0),
         width,
         own_height);
}

static int
place_across (const Canvas *canvas, const UiMessageLayout *self)
{
  int y = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (self->across); i++)
    {
      int height = get_height (self->across[i], canvas->width);

      place (canvas, self->across[i], FALSE, 0, y, canvas->width, height);
      y += height;
    }

  return y;
}

static void
place_below (const Canvas *canvas, const UiMessageLayout *self, int x, int y)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->below); i++)
    {
      int width = get_width (self->below[i], get_bubble_room (canvas->width));
      int height = get_height (self->below[i], width);

      place (canvas, self->below[i], self->own, x, y, width, height);
      y += height;
    }
}

/* Returns the height of the heading. */
static int
place_heading (const Canvas *canvas, const UiMessageLayout *self, int x, int y)
{
  int height = get_height (self->heading, -1);

  place (canvas,
         self->avatar,
         FALSE,
         0,
         y + AVATAR_TOP,
         get_width (self->avatar, SIDE),
         get_height (self->avatar, -1));
  place (canvas,
         self->heading,
         self->own,
         x,
         y,
         get_width (self->heading, get_bubble_room (canvas->width)),
         height);

  return height;
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
  int bubble_width = get_width (self->bubble, get_bubble_room (width));
  int bubble_height = get_height (self->bubble, bubble_width);
  int y = place_across (&canvas, self);
  int edge = x + bubble_width;

  y += place_heading (&canvas, self, x, y);
  place (&canvas, self->bubble, self->own, x, y, bubble_width, bubble_height);
  edge += place_beside (&canvas, self->icon, self->own, edge, y, bubble_height);
  edge += place_if_room (&canvas, self->aside, self->own, edge, y, bubble_height);
  place_bar (&canvas, self->bar, self->own, edge, y, bubble_height);
  place_below (&canvas, self, x, y + bubble_height);
}
