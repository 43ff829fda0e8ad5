/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-window-private.h"

#include "ui-browse-dialog.h"
#include "ui-invite-dialog.h"
#include "ui-leave-dialog.h"
#include "ui-new-direct-dialog.h"
#include "ui-new-room-dialog.h"
#include "ui-profile-dialog.h"
#include "ui-region.h"
#include "ui-room-details.h"
#include "ui-room-rights.h"

/* Rooms that come from the server when one is asked for. */

/* Where the person was when they asked. */
typedef struct
{
  UiWindow *window;
  ClientRoom *from;
} Journey;

static Journey *
journey_new (UiWindow *window)
{
  Journey *self = g_new0 (Journey, 1);

  self->window = g_object_ref (window);
  g_set_object (&self->from, window->room);

  return self;
}

static void
journey_free (Journey *self)
{
  g_clear_object (&self->window);
  g_clear_object (&self->from);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Journey, journey_free)

/* Who has gone elsewhere meanwhile may be writing there, and stays. */
static void
on_room_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Journey) journey = user_data;
  UiWindow *self = journey->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (ClientRoom) room =
    client_session_room_finish (CLIENT_SESSION (source), result, &error);

  if (room == NULL)
    ui_window_toast (self, error->message);
  else if (CLIENT_SESSION (source) == self->session && self->room == journey->from)
    ui_window_show_message (self, self->session, client_room_get_id (room), 0);
}

static void
join_room (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  UiWindow *self = data;

  if (self->session != NULL)
    client_session_join_async (self->session, g_variant_get_string (parameter, NULL),
                               on_room_opened, journey_new (self));
}

static void
open_direct (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  UiWindow *self = data;

  if (self->session != NULL)
    client_session_open_direct_async (self->session, g_variant_get_string (parameter, NULL),
                                      on_room_opened, journey_new (self));
}

/* Rooms that one is in. */

static void
open_room (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  UiWindow *self = data;

  if (self->session == NULL)
    return;

  ui_window_show_message (self, self->session, g_variant_get_string (parameter, NULL), 0);
  ui_chat_view_write (ui_window_get_view (self));
}

static void
show_message (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  UiWindow *self = data;
  const char *room = NULL;
  gint64 seq = 0;

  g_variant_get (parameter, "(&sx)", &room, &seq);
  if (self->session != NULL)
    ui_window_show_message (self, self->session, room, seq);
}

static void
go (UiWindow *self, int step, gboolean unread_only)
{
  ClientRoom *room =
    ui_chat_view_get_neighbor (ui_window_get_view (self), step, unread_only);

  if (room != NULL)
    ui_window_show_message (self, self->session, client_room_get_id (room), 0);
}

static void
next_room (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  go (data, 1, FALSE);
}

static void
previous_room (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  go (data, -1, FALSE);
}

static void
next_unread (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  go (data, 1, TRUE);
}

static void
leave_room (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ui_chat_view_leave_room (ui_window_get_view (data));
}

static void
room_details (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  UiWindow *self = data;

  if (self->room != NULL)
    ui_room_details_present (GTK_WIDGET (self), self->session, self->room);
}

static void
mute_room (GSimpleAction *action, GVariant *state, gpointer data)
{
  UiWindow *self = data;

  if (self->room != NULL)
    client_session_set_muted (self->session, self->room, g_variant_get_boolean (state));
}

static void
pin_room (GSimpleAction *action, GVariant *state, gpointer data)
{
  UiWindow *self = data;

  if (self->room != NULL)
    client_session_set_pinned (self->session, self->room, g_variant_get_boolean (state));
}

static void
members (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ui_chat_view_toggle_members (ui_window_get_view (data));
}

static void
new_room (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  UiWindow *self = data;

  if (self->session != NULL)
    ui_new_room_dialog_present (GTK_WIDGET (self), self->session, NULL);
}

static void
new_direct (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  UiWindow *self = data;

  if (self->session != NULL)
    ui_new_direct_dialog_present (GTK_WIDGET (self), self->session);
}

static void
browse_rooms (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  UiWindow *self = data;

  if (self->session != NULL)
    ui_browse_dialog_present (GTK_WIDGET (self), self->session);
}

static void
invite (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  UiWindow *self = data;

  if (self->room != NULL)
    ui_invite_dialog_present (GTK_WIDGET (self), self->session, self->room);
}

static void
find (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ui_chat_view_find (ui_window_get_view (data));
}

static void
search (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ui_chat_view_search (ui_window_get_view (data), FALSE);
}

static void
search_everywhere (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ui_chat_view_search (ui_window_get_view (data), TRUE);
}

static void
scroll_to_end (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ui_chat_view_scroll_to_end (ui_window_get_view (data));
}

static void
write_message (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ui_chat_view_write (ui_window_get_view (data));
}

/* Chats. */

static void
select_chat (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  UiWindow *self = data;
  ClientSession *session = ui_chats_find (self->chats, g_variant_get_string (parameter, NULL));

  if (session == NULL)
    return;

  ui_window_set_session (self, session);
  ui_window_set_way (self, UI_WINDOW_INSIDE);
}

/* In the order in which they were joined, counted from 1. */
static void
nth_chat (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  UiWindow *self = data;
  g_autoptr (ClientSession) session = g_list_model_get_item (
    G_LIST_MODEL (self->chats), (guint) g_variant_get_int32 (parameter) - 1);

  if (session == NULL)
    return;

  ui_window_set_session (self, session);
  ui_window_set_way (self, UI_WINDOW_INSIDE);
}

static void
join_chat (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ui_window_set_way (data, UI_WINDOW_JOINS);
}

static void
leave_chat (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  UiWindow *self = data;

  if (self->session != NULL)
    ui_leave_dialog_ask (GTK_WINDOW (self), self->chats, self->session);
}

static void
review (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ui_window_set_way (data, UI_WINDOW_REVIEWS);
}

static void
profile (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  UiWindow *self = data;

  if (self->session != NULL)
    ui_profile_dialog_present (GTK_WIDGET (self), self->session);
}

/* The window. */

static void
toast (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ui_window_toast (data, g_variant_get_string (parameter, NULL));
}

static void
back (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  UiWindow *self = data;

  if (ui_window_is_inside (self))
    ui_chat_view_go_back (ui_window_get_view (self));
  else if (self->session != NULL)
    {
      ui_chats_cancel (self->chats);
      ui_window_set_way (self, UI_WINDOW_INSIDE);
    }
}

static void
next_region (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ui_region_move (data, TRUE);
}

static void
previous_region (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ui_region_move (data, FALSE);
}

static const GActionEntry actions[] = {
  { .name = "open-room", .activate = open_room, .parameter_type = "s" },
  { .name = "show-message", .activate = show_message, .parameter_type = "(sx)" },
  { .name = "open-direct", .activate = open_direct, .parameter_type = "s" },
  { .name = "join-room", .activate = join_room, .parameter_type = "s" },
  { .name = "next-room", .activate = next_room },
  { .name = "previous-room", .activate = previous_room },
  { .name = "next-unread", .activate = next_unread },
  { .name = "room-details", .activate = room_details },
  { .name = "invite", .activate = invite },
  { .name = "leave-room", .activate = leave_room },
  { .name = "mute-room", .state = "false", .change_state = mute_room },
  { .name = "pin-room", .state = "false", .change_state = pin_room },
  { .name = "members", .activate = members },
  { .name = "new-room", .activate = new_room },
  { .name = "new-direct", .activate = new_direct },
  { .name = "browse-rooms", .activate = browse_rooms },
  { .name = "find", .activate = find },
  { .name = "search", .activate = search },
  { .name = "search-everywhere", .activate = search_everywhere },
  { .name = "scroll-to-end", .activate = scroll_to_end },
  { .name = "write", .activate = write_message },
  { .name = "select-chat", .activate = select_chat, .parameter_type = "s" },
  { .name = "nth-chat", .activate = nth_chat, .parameter_type = "i" },
  { .name = "join-chat", .activate = join_chat },
  { .name = "leave-chat", .activate = leave_chat },
  { .name = "review", .activate = review },
  { .name = "profile", .activate = profile },
  { .name = "toast", .activate = toast, .parameter_type = "s" },
  { .name = "back", .activate = back },
  { .name = "next-region", .activate = next_region },
  { .name = "previous-region", .activate = previous_region },
};

static void
set_enabled (UiWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
set_state (UiWindow *self, const char *name, gboolean state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (state));
}

/*
 * Lets those actions be used that mean something where one is.
 */
void
ui_window_update_actions (UiWindow *self)
{
  gboolean is_inside = ui_window_is_inside (self);
  gboolean has_room = is_inside && self->room != NULL;
  gboolean is_classic =
    self->session != NULL && client_session_get_is_classic (self->session);
  UiRights rights = has_room ? ui_room_rights (self->session, self->room) : 0;
  gboolean is_direct = has_room && client_room_get_kind (self->room) == CLIENT_ROOM_DIRECT;
  const struct
  {
    const char *name;
    gboolean enabled;
  } states[] = {
    { "next-room", has_room },
    { "previous-room", has_room },
    { "next-unread", has_room },
    { "room-details", has_room && !is_classic && !is_direct },
    { "invite", (rights & UI_RIGHT_INVITE) != 0 },
    { "leave-room", (rights & UI_RIGHT_LEAVE) != 0 },
    { "find", is_inside },
    { "search", has_room },
    { "search-everywhere", is_inside },
    { "mute-room", has_room && !is_classic },
    { "pin-room", has_room && !is_classic },
    { "members", has_room && !is_classic && !is_direct },
    { "new-room", is_inside && !is_classic },
    { "new-direct", is_inside && !is_classic },
    { "browse-rooms", is_inside && !is_classic },
    { "scroll-to-end", has_room },
    { "write", has_room },
    { "join-chat", is_inside },
    { "leave-chat", is_inside },
    { "review", is_inside },
    { "profile", is_inside && !is_classic },
    { "back", self->session != NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    set_enabled (self, states[i].name, states[i].enabled);
  set_state (self, "mute-room", has_room && client_room_get_is_muted (self->room));
  set_state (self, "pin-room", has_room && client_room_get_is_pinned (self->room));
}

/*
 * Has the window do what is asked of it.
 */
void
ui_window_add_actions (UiWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}
