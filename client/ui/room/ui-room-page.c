/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-room-page-private.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ui-composer.h"
#include "ui-connection-bar.h"
#include "ui-format.h"
#include "ui-history.h"
#include "ui-join-bar.h"
#include "ui-members-pane.h"
#include "ui-room-header.h"
#include "ui-text.h"
#include "ui-typing-bar.h"

G_DEFINE_FINAL_TYPE (UiRoomPage, ui_room_page, GTK_TYPE_WIDGET)

enum
{
  PROP_ROOM = 1,
  PROP_AT_END,
  PROP_FOLDED,
  PROP_MEMBERS_SHOWN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
update_page (UiRoomPage *self)
{
  gtk_stack_set_visible_child (GTK_STACK (self->stack),
                               ui_history_get_is_empty (UI_HISTORY (self->history))
                                 ? self->empty_page
                                 : self->history);
}

static void
on_at_end_changed (UiRoomPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AT_END]);
}

static void
on_members_revealed (UiRoomPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MEMBERS_SHOWN]);
}

static void
on_sent (UiRoomPage *self)
{
  ui_history_wrote (UI_HISTORY (self->history));
}

static void
on_edit_last (UiRoomPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "room.edit-last", NULL);
}

static void
on_page (UiComposer *composer, gboolean down, UiRoomPage *self)
{
  ui_history_scroll_page (UI_HISTORY (self->history), down);
}

/* In plain words what there is to do in a room in which nothing was said. */
static void
update_empty_page (UiRoomPage *self)
{
  AdwStatusPage *page = ADW_STATUS_PAGE (self->empty_page);
  g_autofree char *title = NULL;

  if (self->room == NULL)
    return;

  if (self->room == client_session_get_lobby (self->session))
    title = ui_format_welcome (client_session_get_name (self->session));
  else
    title = ui_text_tame (client_room_get_name (self->room));
  adw_status_page_set_title (page, title);
  adw_status_page_set_description (page,
                                   client_room_get_kind (self->room) == CLIENT_ROOM_DIRECT
                                     ? _("This is the beginning of your conversation.")
                                     : _("Say something: everyone who is here reads it."));
}

/* What one cannot do in this room, or on this server. */
static void
update_abilities (UiRoomPage *self)
{
  const char *const spoken[] = { "room.reply", "room.edit", "room.edit-last", "room.delete",
                                 "room.react" };
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean is_classic = self->session != NULL && client_session_get_is_classic (self->session);
  gboolean is_member =
    self->room != NULL && client_room_get_role (self->room) != CLIENT_ROLE_NONE;

  for (gsize i = 0; i < G_N_ELEMENTS (spoken); i++)
    gtk_widget_action_set_enabled (widget, spoken[i], is_member && !is_classic);
  gtk_widget_action_set_enabled (widget, "room.copy-link", !is_classic);
  gtk_widget_action_set_enabled (widget, "room.members",
                                 self->room != NULL && !is_classic
                                   && client_room_get_kind (self->room) != CLIENT_ROOM_DIRECT);

  gtk_widget_set_visible (self->composer, self->room == NULL || is_member);
  gtk_widget_set_visible (self->join_bar, self->room != NULL && !is_member);
}

/**
 * ui_room_page_set_room:
 * @self: a page
 * @session: (nullable): a session
 * @room: (nullable): a room of it
 *
 * Shows another room, or none.
 */
void
ui_room_page_set_room (UiRoomPage *self, ClientSession *session, ClientRoom *room)
{
  g_return_if_fail (UI_IS_ROOM_PAGE (self));
  g_return_if_fail (room == NULL || session != NULL);

  if (self->session == session && self->room == room)
    return;

  g_set_object (&self->session, session);
  g_set_object (&self->room, room);
  g_signal_group_set_target (self->session_signals, session);
  g_signal_group_set_target (self->room_signals, room);
  update_empty_page (self);
  update_abilities (self);
  ui_room_header_set_room (UI_ROOM_HEADER (self->header), session, room);
  ui_connection_bar_set_session (UI_CONNECTION_BAR (self->connection_bar), session);
  ui_history_set_room (UI_HISTORY (self->history), session, room);
  ui_typing_bar_set_room (UI_TYPING_BAR (self->typing_bar), room);
  ui_composer_set_room (UI_COMPOSER (self->composer), session, room);
  ui_join_bar_set_room (UI_JOIN_BAR (self->join_bar), room);
  ui_members_pane_set_room (UI_MEMBERS_PANE (self->members_pane), session, room);
  update_page (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROOM]);
}

/**
 * ui_room_page_get_at_end:
 * @self: a page
 *
 * Returns: whether the newest message is in sight
 */
gboolean
ui_room_page_get_at_end (UiRoomPage *self)
{
  g_return_val_if_fail (UI_IS_ROOM_PAGE (self), FALSE);

  return ui_history_get_at_end (UI_HISTORY (self->history));
}

/**
 * ui_room_page_scroll_to_end:
 * @self: a page
 *
 * Goes to the newest message, and stays with the newest from then on.
 */
void
ui_room_page_scroll_to_end (UiRoomPage *self)
{
  g_return_if_fail (UI_IS_ROOM_PAGE (self));

  ui_history_scroll_to_end (UI_HISTORY (self->history));
}

/**
 * ui_room_page_take_key:
 * @self: a page
 * @controller: what has seen a key that nobody wanted
 * @keyval: the key
 * @modifiers: the modifiers held with it
 *
 * As ui_composer_take_key(), for the composer of the room.
 *
 * Returns: whether the key was taken
 */
gboolean
ui_room_page_take_key (UiRoomPage *self,
                       GtkEventControllerKey *controller,
                       guint keyval,
                       GdkModifierType modifiers)
{
  g_return_val_if_fail (UI_IS_ROOM_PAGE (self), FALSE);

  return ui_composer_take_key (UI_COMPOSER (self->composer), controller, keyval, modifiers);
}

/**
 * ui_room_page_show_message:
 * @self: a page
 * @seq: a message of the room
 *
 * Brings the message into sight, if the room still has it; as
 * ui_history_show_message().
 */
void
ui_room_page_show_message (UiRoomPage *self, gint64 seq)
{
  g_return_if_fail (UI_IS_ROOM_PAGE (self));

  ui_history_show_message (UI_HISTORY (self->history), seq);
}

/**
 * ui_room_page_write:
 * @self: a page
 *
 * Has the person write a message.
 */
void
ui_room_page_write (UiRoomPage *self)
{
  g_return_if_fail (UI_IS_ROOM_PAGE (self));

  ui_composer_write (UI_COMPOSER (self->composer));
}

static void
ui_room_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  UiRoomPage *self = UI_ROOM_PAGE (object);

  switch (id)
    {
    case PROP_ROOM:
      g_value_set_object (value, self->room);
      break;
    case PROP_AT_END:
      g_value_set_boolean (value, ui_room_page_get_at_end (self));
      break;
    case PROP_FOLDED:
      g_value_set_boolean (value, self->folded);
      break;
    case PROP_MEMBERS_SHOWN:
      g_value_set_boolean (value, adw_flap_get_reveal_flap (ADW_FLAP (self->flap)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_folded (UiRoomPage *self, gboolean folded)
{
  if (self->folded == folded)
    return;

  self->folded = folded;
  ui_room_header_set_folded (UI_ROOM_HEADER (self->header), folded);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
}

static void
ui_room_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  UiRoomPage *self = UI_ROOM_PAGE (object);

  switch (id)
    {
    case PROP_FOLDED:
      set_folded (self, g_value_get_boolean (value));
      break;
    case PROP_MEMBERS_SHOWN:
      adw_flap_set_reveal_flap (ADW_FLAP (self->flap), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ui_room_page_dispose (GObject *object)
{
  UiRoomPage *self = UI_ROOM_PAGE (object);

  g_clear_object (&self->room_signals);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->room);
  g_clear_object (&self->session);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (ui_room_page_parent_class)->dispose (object);
}

static void
ui_room_page_install_properties (GObjectClass *object_class)
{
  const GParamFlags told = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * UiRoomPage:room:
   *
   * The room that is shown.
   */
  properties[PROP_ROOM] = g_param_spec_object ("room", NULL, NULL, CLIENT_TYPE_ROOM, told);

  /**
   * UiRoomPage:at-end:
   *
   * Whether the newest message is in sight.
   */
  properties[PROP_AT_END] = g_param_spec_boolean ("at-end", NULL, NULL, TRUE, told);

  /**
   * UiRoomPage:folded:
   *
   * Whether the page has the window for itself, so that it needs a way back.
   */
  properties[PROP_FOLDED] =
    g_param_spec_boolean ("folded", NULL, NULL, FALSE, told | G_PARAM_WRITABLE);

  /**
   * UiRoomPage:members-shown:
   *
   * Whether the members are shown beside what was said.
   */
  properties[PROP_MEMBERS_SHOWN] =
    g_param_spec_boolean ("members-shown", NULL, NULL, FALSE, told | G_PARAM_WRITABLE);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ui_room_page_class_init (UiRoomPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ui_room_page_dispose;
  object_class->get_property = ui_room_page_get_property;
  object_class->set_property = ui_room_page_set_property;
  ui_room_page_install_properties (object_class);

  g_type_ensure (UI_TYPE_CONNECTION_BAR);
  g_type_ensure (UI_TYPE_COMPOSER);
  g_type_ensure (UI_TYPE_HISTORY);
  g_type_ensure (UI_TYPE_JOIN_BAR);
  g_type_ensure (UI_TYPE_MEMBERS_PANE);
  g_type_ensure (UI_TYPE_ROOM_HEADER);
  g_type_ensure (UI_TYPE_TYPING_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-room-page.ui");
  gtk_widget_class_bind_template_child (widget_class, UiRoomPage, box);
  gtk_widget_class_bind_template_child (widget_class, UiRoomPage, header);
  gtk_widget_class_bind_template_child (widget_class, UiRoomPage, flap);
  gtk_widget_class_bind_template_child (widget_class, UiRoomPage, connection_bar);
  gtk_widget_class_bind_template_child (widget_class, UiRoomPage, stack);
  gtk_widget_class_bind_template_child (widget_class, UiRoomPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, UiRoomPage, history);
  gtk_widget_class_bind_template_child (widget_class, UiRoomPage, typing_bar);
  gtk_widget_class_bind_template_child (widget_class, UiRoomPage, composer);
  gtk_widget_class_bind_template_child (widget_class, UiRoomPage, join_bar);
  gtk_widget_class_bind_template_child (widget_class, UiRoomPage, members_pane);
  gtk_widget_class_bind_template_callback (widget_class, on_at_end_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_members_revealed);
  gtk_widget_class_bind_template_callback (widget_class, on_sent);
  gtk_widget_class_bind_template_callback (widget_class, on_edit_last);
  gtk_widget_class_bind_template_callback (widget_class, on_page);
  gtk_widget_class_bind_template_callback (widget_class, update_page);

  gtk_widget_class_install_property_action (widget_class, "room.members", "members-shown");
  ui_room_page_class_install_actions (widget_class);
}

static void
ui_room_page_init (UiRoomPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->session_signals = g_signal_group_new (CLIENT_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::state",
                                  G_CALLBACK (update_abilities), self);
  self->room_signals = g_signal_group_new (CLIENT_TYPE_ROOM);
  g_signal_group_connect_swapped (self->room_signals, "notify::name",
                                  G_CALLBACK (update_empty_page), self);
  g_signal_group_connect_swapped (self->room_signals, "notify::role",
                                  G_CALLBACK (update_abilities), self);
  update_abilities (self);
}

/**
 * ui_room_page_new:
 *
 * Returns: (transfer floating): a page without a session
 */
GtkWidget *
ui_room_page_new (void)
{
  return g_object_new (UI_TYPE_ROOM_PAGE, NULL);
}
