/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opens rooms, scrolls, switches and waits, as a person does, and counts the frames. */
#include "desktop-user.h"

#include <string.h>

#include "desktop-frames.h"

/* How long anything may take before it is given up, in seconds. */
#define PATIENCE 120

static GtkWidget *
find_widget (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_mapped (widget))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static UiMessageList *
find_list (DesktopUser *self)
{
  return (UiMessageList *) find_widget (GTK_WIDGET (self->window), UI_TYPE_MESSAGE_LIST);
}

/* The message at the end of what is seen, if there is a row for it. */
static ClientMessage *
dup_last_seen (DesktopUser *self)
{
  UiMessageList *list = find_list (self);
  GListModel *model = list != NULL ? ui_message_list_get_model (list) : NULL;
  guint position = 0;

  if (model == NULL || g_list_model_get_n_items (model) == 0)
    return NULL;

  position = ui_message_list_get_last_visible (list);
  if (ui_message_list_get_row (list, position) == NULL)
    return NULL;

  return g_list_model_get_item (model, position);
}

static gboolean
sees_room (DesktopUser *self, ClientRoom *room)
{
  g_autoptr (ClientMessage) message = dup_last_seen (self);

  return message != NULL
         && client_room_find (room, client_message_get_seq (message), NULL) == message;
}

/* The first time that there are messages in a frame is the end of the start. */
static void
on_painted (gpointer data)
{
  DesktopUser *self = data;
  g_autoptr (ClientMessage) message = NULL;

  if (self->has_seen_messages)
    return;

  message = dup_last_seen (self);
  if (message == NULL)
    return;

  self->has_seen_messages = TRUE;
  g_print ("{\"painted_us\": %" G_GINT64_FORMAT "}\n", g_get_monotonic_time ());
}

void
desktop_user_meet (DesktopUser *self, GtkWindow *window)
{
  if (!UI_IS_WINDOW (window) || self->window != NULL)
    return;

  self->window = UI_WINDOW (window);
  gtk_widget_realize (GTK_WIDGET (window));
  desktop_frames_watch (GTK_WIDGET (window), on_painted, self);
}

static gint64
get_deadline (void)
{
  return g_get_monotonic_time () + PATIENCE * G_USEC_PER_SEC;
}

static void
go_on (gint64 deadline)
{
  if (g_get_monotonic_time () > deadline)
    g_error ("This takes too long");
  g_main_context_iteration (NULL, TRUE);
}

static void
wait_for_frame (DesktopUser *self)
{
  guint n_frames = desktop_frames_get ()->n_frames;
  gint64 deadline = get_deadline ();

  gtk_widget_queue_draw (GTK_WIDGET (self->window));
  while (desktop_frames_get ()->n_frames == n_frames)
    go_on (deadline);
}

static GPtrArray *
dup_rooms (DesktopUser *self)
{
  GListModel *rooms = G_LIST_MODEL (client_session_get_rooms (ui_window_get_session (self->window)));
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (rooms); i++)
    g_ptr_array_add (all, g_list_model_get_item (rooms, i));

  return all;
}

/* Opens a room; returns in which frame from then on it is seen. */
static guint
open_room (DesktopUser *self, ClientRoom *room)
{
  guint n_frames = desktop_frames_get ()->n_frames;
  gint64 deadline = get_deadline ();

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.open-room", "s",
                              client_room_get_id (room));
  do
    wait_for_frame (self);
  while (!sees_room (self, room) && g_get_monotonic_time () < deadline);

  return desktop_frames_get ()->n_frames - n_frames;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return *(const guint *) a < *(const guint *) b ? -1 : *(const guint *) a > *(const guint *) b;
}

static void
print_switches (GArray *frames)
{
  g_array_sort (frames, compare);
  g_print ("{\"switches\": %u, \"median_frames\": %u, \"worst_frames\": %u, "
           "\"worst_frame_ms\": %.1f, \"worst_turn_ms\": %.1f}\n",
           frames->len, g_array_index (frames, guint, frames->len / 2),
           g_array_index (frames, guint, frames->len - 1),
           desktop_frames_get ()->worst_frame / 1000.0, desktop_frames_get ()->worst_turn / 1000.0);
}

/* Goes to a room and on to the next, again and again. */
static void
go_round (DesktopUser *self, guint n_rooms, guint n_times)
{
  g_autoptr (GPtrArray) rooms = dup_rooms (self);
  g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (guint));

  n_rooms = MIN (n_rooms, rooms->len);
  desktop_frames_reset ();
  for (guint i = 0; i < n_times; i++)
    {
      ClientRoom *room = g_ptr_array_index (rooms, (i + 1) % n_rooms);
      guint n_frames = 0;

      if (client_room_get_last (room) == NULL)
        continue;
      n_frames = open_room (self, room);
      g_array_append_val (frames, n_frames);
    }

  print_switches (frames);
}

void
desktop_user_open (DesktopUser *self, guint n_rooms)
{
  go_round (self, n_rooms, n_rooms);
}

void
desktop_user_switch (DesktopUser *self, guint n_times)
{
  go_round (self, 10, n_times);
}

/* How far up from the end of the room one is, in messages. */
static guint
get_distance (DesktopUser *self)
{
  UiMessageList *list = find_list (self);
  GListModel *model = ui_message_list_get_model (list);

  return g_list_model_get_n_items (model) - ui_message_list_get_first_visible (list);
}

static ClientRoom *
get_largest_room (DesktopUser *self)
{
  return client_session_get_lobby (ui_window_get_session (self->window));
}

void
desktop_user_scroll (DesktopUser *self, guint n_messages)
{
  ClientRoom *room = get_largest_room (self);
  GtkAdjustment *adjustment = NULL;
  gint64 deadline = get_deadline ();

  open_room (self, room);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (find_list (self)));
  desktop_frames_reset ();
  while (get_distance (self) < n_messages
         && (client_room_get_has_older (room) || gtk_adjustment_get_value (adjustment) > 0))
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment)
                                                - 0.8 * gtk_adjustment_get_page_size (adjustment));
      wait_for_frame (self);
      if (g_get_monotonic_time () > deadline)
        g_error ("This takes too long");
    }

  g_print ("{\"scrolled\": %u, \"frames\": %u, \"worst_frame_ms\": %.1f, \"worst_turn_ms\": %.1f}\n",
           get_distance (self), desktop_frames_get ()->n_frames,
           desktop_frames_get ()->worst_frame / 1000.0, desktop_frames_get ()->worst_turn / 1000.0);
}

static void
count (ClientSession *session, ClientRoom *room, ClientMessage *message, guint *n)
{
  (*n)++;
}

/* Waits for so many messages of others, with the end of the room before one's eyes. */
void
desktop_user_arrive (DesktopUser *self, guint n_messages)
{
  ClientSession *session = ui_window_get_session (self->window);
  ClientRoom *room = get_largest_room (self);
  g_autoptr (ClientMessage) last = NULL;
  guint n_arrived = 0;
  gulong handler = 0;
  gint64 deadline = get_deadline ();
  gint64 began = 0;

  open_room (self, room);
  gtk_widget_activate_action (GTK_WIDGET (find_list (self)), "room.scroll-to-end", NULL);
  wait_for_frame (self);
  g_print ("{\"ready\": 1}\n");

  handler = g_signal_connect (session, "received", G_CALLBACK (count), &n_arrived);
  while (n_arrived == 0)
    go_on (deadline);
  began = g_get_monotonic_time ();
  desktop_frames_reset ();
  while (n_arrived < n_messages)
    go_on (deadline);
  wait_for_frame (self);
  wait_for_frame (self);
  g_signal_handler_disconnect (session, handler);

  last = dup_last_seen (self);
  g_print ("{\"arrived\": %u, \"seconds\": %.2f, \"shown\": %d, \"frames\": %u, "
           "\"worst_turn_ms\": %.1f, \"worst_frame_ms\": %.1f}\n",
           n_arrived, (g_get_monotonic_time () - began) / (double) G_USEC_PER_SEC,
           last != NULL && client_message_get_seq (last) == client_room_get_last (room)->seq,
           desktop_frames_get ()->n_frames, desktop_frames_get ()->worst_turn / 1000.0,
           desktop_frames_get ()->worst_frame / 1000.0);
}
