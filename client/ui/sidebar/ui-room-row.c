/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-room-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ui-avatar.h"
#include "ui-format.h"
#include "ui-match.h"
#include "ui-people.h"
#include "ui-sidebar-words.h"
#include "ui-text.h"

/**
 * UiRoomRow:
 *
 * A row of the sidebar: a room, a person, or what could be made; or a heading. It is true
 * while it is shown, and is used again for another.
 *
 * Signal: "menu" (double x, double y): the person asks what can be done.
 */
struct _UiRoomRow
{
  GtkWidget parent_instance;

  UiSidebarItem *item;
  char *query;
  GSignalGroup *session_signals;
  GSignalGroup *item_signals;
  GSignalGroup *source_signals;
  GSignalGroup *messages_signals;
  GSignalGroup *outgoing_signals;
  char *dot_class;

  GtkWidget *heading;
  GtkWidget *content;
  GtkWidget *avatar;
  GtkWidget *icon;
  GtkWidget *dot;
  GtkWidget *name;
  GtkWidget *pin;
  GtkWidget *mute;
  GtkWidget *time;
  GtkWidget *state;
  GtkWidget *prefix;
  GtkWidget *preview;
  GtkWidget *mention;
  GtkWidget *unread;
};

G_DEFINE_FINAL_TYPE (UiRoomRow, ui_room_row, GTK_TYPE_WIDGET)

enum
{
  MENU,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_me (UiRoomRow *self)
{
  g_autoptr (ClientSession) session = g_signal_group_dup_target (self->session_signals);
  ClientUserInfo *me = session != NULL ? client_session_get_me (session) : NULL;

  return me != NULL ? me->id : NULL;
}

static void
set_class (GtkWidget *widget, const char *name, gboolean is_set)
{
  if (is_set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
set_dot (UiRoomRow *self, ClientUserInfo *user)
{
  const char *name = user != NULL ? ui_people_presence_css (user) : NULL;

  gtk_widget_set_visible (self->dot, user != NULL && user->is_online);
  if (g_strcmp0 (name, self->dot_class) == 0)
    return;

  if (self->dot_class != NULL)
    gtk_widget_remove_css_class (self->dot, self->dot_class);
  g_clear_pointer (&self->dot_class, g_free);
  self->dot_class = g_strdup (name);
  if (name != NULL)
    gtk_widget_add_css_class (self->dot, name);
}

/* The letters of a name on the color of who, or what, is called so; or a symbol. */
static void
set_avatar (UiRoomRow *self, const char *id, const char *name, const char *icon)
{
  gtk_widget_set_visible (self->avatar, icon == NULL);
  gtk_widget_set_visible (self->icon, icon != NULL);
  if (icon != NULL)
    adw_avatar_set_icon_name (ADW_AVATAR (self->icon), icon);
  else
    ui_avatar_set_person (UI_AVATAR (self->avatar), id, name);
}

static void
set_name (UiRoomRow *self, const char *name)
{
  g_autofree char *tame = ui_text_tame (name);

  if (self->query != NULL && *self->query != '\0')
    {
      g_autofree char *markup = ui_match_to_markup (tame, self->query);

      gtk_label_set_markup (GTK_LABEL (self->name), markup);
    }
  else
    gtk_label_set_text (GTK_LABEL (self->name), tame);
}

/* Labels do not draw themselves anew for another weight in their style. */
static void
set_bold (UiRoomRow *self, gboolean is_bold)
{
  g_autoptr (PangoAttrList) attributes = NULL;

  if (is_bold == (gtk_label_get_attributes (GTK_LABEL (self->name)) != NULL))
    return;

  if (is_bold)
    {
      attributes = pango_attr_list_new ();
      pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
    }
  gtk_label_set_attributes (GTK_LABEL (self->name), attributes);
}

/* What only a room of the person's has. */
static void
set_marks (UiRoomRow *self, ClientRoom *room)
{
  guint unread = room != NULL ? client_room_get_unread (room) : 0;
  guint mentions = room != NULL ? client_room_get_mentions (room) : 0;
  gboolean is_muted = room != NULL && client_room_get_is_muted (room);
  gboolean is_pinned = room != NULL && client_room_get_is_pinned (room);
  ClientMessageState state = room != NULL ? ui_sidebar_words_state (room) : CLIENT_MESSAGE_SENT;
  ClientMessageInfo *last = room != NULL ? client_room_get_last (room) : NULL;
  g_autofree char *badge = ui_format_badge (unread);
  g_autofree char *time =
    ui_sidebar_words_time (last != NULL ? last->time : 0, g_get_real_time () / 1000);

  gtk_label_set_text (GTK_LABEL (self->unread), badge);
  gtk_widget_set_visible (self->unread, unread > 0);
  set_class (self->unread, "dim", is_muted);
  set_bold (self, unread > 0 && !is_muted);
  gtk_widget_set_visible (self->mention, mentions > 0);
  gtk_widget_set_visible (self->mute, is_muted);
  gtk_widget_set_visible (self->pin, is_pinned);
  gtk_label_set_text (GTK_LABEL (self->time), time);
  gtk_widget_set_visible (self->time, *time != '\0');
  gtk_widget_set_visible (self->state, state != CLIENT_MESSAGE_SENT);
  set_class (self->state, "error", state == CLIENT_MESSAGE_FAILED);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->state),
                                state == CLIENT_MESSAGE_FAILED ? "dialog-warning-symbolic"
                                                               : "charla-clock-symbolic");
}

static void
set_preview (UiRoomRow *self, const char *text, UiSidebarPreview kind)
{
  gtk_label_set_text (GTK_LABEL (self->preview), text);
  gtk_widget_set_visible (self->preview, *text != '\0');
  gtk_widget_set_visible (self->prefix, kind == UI_SIDEBAR_PREVIEW_DRAFT);
  set_class (self->preview, "accent", kind == UI_SIDEBAR_PREVIEW_TYPING);
}

/* What waits to be sent changes without the room's doing. */
static void
watch_outgoing (UiRoomRow *self, ClientRoom *room)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (room));
  g_autoptr (ClientMessage) message =
    n > 0 ? g_list_model_get_item (G_LIST_MODEL (room), n - 1) : NULL;

  if (message != NULL && client_message_get_state (message) == CLIENT_MESSAGE_SENT)
    g_clear_object (&message);
  g_signal_group_set_target (self->outgoing_signals, message);
}

static void
update_room (UiRoomRow *self, ClientRoom *room)
{
  UiSidebarPreview kind = UI_SIDEBAR_PREVIEW_QUIET;
  g_autofree char *preview = ui_sidebar_words_preview (self->item, get_me (self), &kind);
  ClientUserInfo *with = client_room_get_with (room);
  const char *id = with != NULL ? with->id : client_room_get_id (room);
  const char *name = client_room_get_name (room);
  gboolean is_lobby = client_room_get_kind (room) == CLIENT_ROOM_PUBLIC
                      && ui_sidebar_words_is_lobby (id, name);

  set_avatar (self, id, name, ui_sidebar_words_icon (is_lobby));
  set_preview (self, preview, kind);
  watch_outgoing (self, room);
}

static void
update_other (UiRoomRow *self)
{
  const char *name = ui_sidebar_item_get_name (self->item);
  g_autofree char *words = NULL;

  switch (ui_sidebar_item_get_kind (self->item))
    {
    case UI_SIDEBAR_OTHER_ROOM:
      words = ui_sidebar_words_other (ui_sidebar_item_get_info (self->item));
      break;
    case UI_SIDEBAR_PERSON:
      words = ui_people_status (ui_sidebar_item_get_user (self->item));
      break;
    default:
      words = g_strdup ("");
      break;
    }

  set_avatar (self, ui_sidebar_item_get_id (self->item), name, NULL);
  set_preview (self, words, UI_SIDEBAR_PREVIEW_QUIET);
}

static void
update_create (UiRoomRow *self)
{
  g_autofree char *words = ui_sidebar_words_create (ui_sidebar_item_get_name (self->item));

  set_avatar (self, NULL, words, "list-add-symbolic");
  gtk_label_set_text (GTK_LABEL (self->name), words);
  set_preview (self, "", UI_SIDEBAR_PREVIEW_QUIET);
}

/* The row of the list says all of it at once, so that nobody has to go through its parts. */
static void
update_accessible (UiRoomRow *self)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *label = ui_sidebar_words_describe (self->item);

  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    gtk_label_get_text (GTK_LABEL (self->preview)), -1);
}

static void
update (UiRoomRow *self)
{
  UiSidebarKind kind = ui_sidebar_item_get_kind (self->item);
  ClientRoom *room = ui_sidebar_item_get_room (self->item);

  gtk_widget_set_visible (self->heading, kind == UI_SIDEBAR_HEADING);
  gtk_widget_set_visible (self->content, kind != UI_SIDEBAR_HEADING);
  if (kind == UI_SIDEBAR_HEADING)
    {
      gtk_label_set_text (GTK_LABEL (self->heading), ui_sidebar_item_get_name (self->item));
      set_preview (self, "", UI_SIDEBAR_PREVIEW_QUIET);
      update_accessible (self);
      return;
    }

  set_name (self, ui_sidebar_item_get_name (self->item));
  set_dot (self, ui_sidebar_item_get_user (self->item));
  set_marks (self, room);
  if (room != NULL)
    update_room (self, room);
  else if (kind == UI_SIDEBAR_CREATE)
    update_create (self);
  else
    update_other (self);
  update_accessible (self);
}

/* Only what is seen. */
static void
on_notify (UiRoomRow *self, GParamSpec *pspec)
{
  static const char *const unseen[] = { "seen", "has-older", "has-newer", "loading", "activity",
                                        "read-by-others", "role", NULL };

  if (self->item != NULL && !g_strv_contains (unseen, pspec->name))
    update (self);
}

static void
on_other_notify (UiRoomRow *self)
{
  if (self->item != NULL)
    update (self);
}

static void
on_messages_changed (UiRoomRow *self)
{
  g_autoptr (GObject) outgoing = g_signal_group_dup_target (self->outgoing_signals);
  ClientRoom *room = self->item != NULL ? ui_sidebar_item_get_room (self->item) : NULL;

  if (room != NULL && (outgoing != NULL || ui_sidebar_words_state (room) != CLIENT_MESSAGE_SENT))
    update (self);
}

static void
on_secondary_click (UiRoomRow *self, int n_press, double x, double y, GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit (self, signals[MENU], 0, x, y);
}

static void
on_long_press (UiRoomRow *self, double x, double y, GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit (self, signals[MENU], 0, x, y);
}

/**
 * ui_room_row_set_item:
 * @self: a row
 * @item: (nullable): what it is about
 * @query: (nullable): what is looked for, as ui_match_fold() makes it
 * @session: (nullable): where it is
 *
 * Shows something else.
 */
void
ui_room_row_set_item (UiRoomRow *self,
                      UiSidebarItem *item,
                      const char *query,
                      ClientSession *session)
{
  GObject *source = NULL;

  g_return_if_fail (UI_IS_ROOM_ROW (self));
  g_return_if_fail (item == NULL || UI_IS_SIDEBAR_ITEM (item));

  g_set_object (&self->item, item);
  g_clear_pointer (&self->query, g_free);
  self->query = g_strdup (query);
  g_signal_group_set_target (self->session_signals, session);
  g_signal_group_set_target (self->outgoing_signals, NULL);

  source = item != NULL ? ui_sidebar_item_get_source (item) : NULL;
  g_signal_group_set_target (self->item_signals, item);
  g_signal_group_set_target (self->source_signals, source);
  g_signal_group_set_target (self->messages_signals,
                             item != NULL ? ui_sidebar_item_get_room (item) : NULL);
  if (item != NULL)
    update (self);
}

/**
 * ui_room_row_get_item:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it is about
 */
UiSidebarItem *
ui_room_row_get_item (UiRoomRow *self)
{
  g_return_val_if_fail (UI_IS_ROOM_ROW (self), NULL);

  return self->item;
}

static void
ui_room_row_dispose (GObject *object)
{
  UiRoomRow *self = UI_ROOM_ROW (object);
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->item_signals);
  g_clear_object (&self->source_signals);
  g_clear_object (&self->messages_signals);
  g_clear_object (&self->outgoing_signals);
  g_clear_object (&self->item);
  g_clear_pointer (&self->query, g_free);
  g_clear_pointer (&self->dot_class, g_free);

  G_OBJECT_CLASS (ui_room_row_parent_class)->dispose (object);
}

static void
ui_room_row_class_init (UiRoomRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_room_row_dispose;

  signals[MENU] = g_signal_new ("menu", UI_TYPE_ROOM_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);

  g_type_ensure (UI_TYPE_AVATAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-room-row.ui");
  gtk_widget_class_bind_template_child (widget_class, UiRoomRow, heading);
  gtk_widget_class_bind_template_child (widget_class, UiRoomRow, content);
  gtk_widget_class_bind_template_child (widget_class, UiRoomRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, UiRoomRow, icon);
  gtk_widget_class_bind_template_child (widget_class, UiRoomRow, dot);
  gtk_widget_class_bind_template_child (widget_class, UiRoomRow, name);
  gtk_widget_class_bind_template_child (widget_class, UiRoomRow, pin);
  gtk_widget_class_bind_template_child (widget_class, UiRoomRow, mute);
  gtk_widget_class_bind_template_child (widget_class, UiRoomRow, time);
  gtk_widget_class_bind_template_child (widget_class, UiRoomRow, state);
  gtk_widget_class_bind_template_child (widget_class, UiRoomRow, prefix);
  gtk_widget_class_bind_template_child (widget_class, UiRoomRow, preview);
  gtk_widget_class_bind_template_child (widget_class, UiRoomRow, mention);
  gtk_widget_class_bind_template_child (widget_class, UiRoomRow, unread);
  gtk_widget_class_bind_template_callback (widget_class, on_secondary_click);
  gtk_widget_class_bind_template_callback (widget_class, on_long_press);
  gtk_widget_class_set_css_name (widget_class, "roomrow");
}

static void
ui_room_row_init (UiRoomRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->session_signals = g_signal_group_new (CLIENT_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::me",
                                  G_CALLBACK (on_other_notify), self);
  self->item_signals = g_signal_group_new (UI_TYPE_SIDEBAR_ITEM);
  g_signal_group_connect_swapped (self->item_signals, "notify::is-open",
                                  G_CALLBACK (on_other_notify), self);
  self->source_signals = g_signal_group_new (G_TYPE_OBJECT);
  g_signal_group_connect_swapped (self->source_signals, "notify", G_CALLBACK (on_notify), self);
  self->messages_signals = g_signal_group_new (CLIENT_TYPE_ROOM);
  g_signal_group_connect_swapped (self->messages_signals, "items-changed",
                                  G_CALLBACK (on_messages_changed), self);
  self->outgoing_signals = g_signal_group_new (CLIENT_TYPE_MESSAGE);
  g_signal_group_connect_swapped (self->outgoing_signals, "notify",
                                  G_CALLBACK (on_other_notify), self);
}

/**
 * ui_room_row_new:
 *
 * Returns: (transfer floating): a row about nothing
 */
GtkWidget *
ui_room_row_new (void)
{
  return g_object_new (UI_TYPE_ROOM_ROW, NULL);
}
