/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-completion.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "client-members.h"
#include "ui-completion-context.h"
#include "ui-completion-names.h"
#include "ui-emoji.h"

/* Most that one can choose from at a time. */
#define MAX_ROWS 8

/* Who has spoken in so many messages is most likely meant. */
#define RECENT_MESSAGES 200

/* Behind that much text nothing is completed: at every key all of it would be read. */
#define MAX_CHARS 20000

/**
 * UiCompletion:
 *
 * Offers the names of people and of emoji while one writes them. It never has the focus:
 * keys come by ui_completion_take_key(), and the text view tells what is chosen.
 */
struct _UiCompletion
{
  GtkPopover parent_instance;

  ClientSession *session;
  ClientRoom *room;
  ClientMembers *members; /* of the room, once somebody has been looked for */
  GtkTextView *text_view;

  UiCompletionKind kind;
  int start;        /* where the @ or : stands, in characters */
  int end;          /* the cursor */
  int dismissed_at; /* the same, of what nothing is to be offered for; or -1 */
  GPtrArray *found; /* what is taken, for each row */

  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (UiCompletion, ui_completion, GTK_TYPE_POPOVER)

static UiComposerBuffer *
get_buffer (UiCompletion *self)
{
  return UI_COMPOSER_BUFFER (gtk_text_view_get_buffer (self->text_view));
}

static gboolean
is_open (UiCompletion *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self));
}

/* More of them have come, or one has another name. */
static void
on_members_changed (UiCompletion *self)
{
  if (self->kind == UI_COMPLETION_NAME)
    ui_completion_update (self);
}

static void
find_members (UiCompletion *self)
{
  if (self->members != NULL)
    return;

  self->members = client_session_get_members (self->session, self->room);
  g_signal_connect_object (self->members,
                           "items-changed",
                           G_CALLBACK (on_members_changed),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
forget_members (UiCompletion *self)
{
  if (self->members != NULL)
    g_signal_handlers_disconnect_by_data (self->members, self);
  g_clear_object (&self->members);
}

/* Those who spoke last first, then everyone else as far as is known who there is. */
static GPtrArray *
dup_names (UiCompletion *self)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  GListModel *messages = G_LIST_MODEL (self->room);
  GListModel *members = NULL;
  ClientUserInfo *me = client_session_get_me (self->session);
  guint n = g_list_model_get_n_items (messages);

  find_members (self);
  members = G_LIST_MODEL (self->members);

  for (guint i = 1; i <= MIN (n, RECENT_MESSAGES); i++)
    {
      g_autoptr (ClientMessage) message = g_list_model_get_item (messages, n - i);

      if (!client_message_get_own (message))
        g_ptr_array_add (names, g_strdup (client_message_get_sender (message)));
    }
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (ClientMember) member = g_list_model_get_item (members, i);
      ClientUserInfo *user = client_member_get_user (member);

      if (me == NULL || g_strcmp0 (user->id, me->id) != 0)
        g_ptr_array_add (names, g_strdup (user->name));
    }

  return names;
}

static void
add_row (UiCompletion *self, GtkWidget *picture, const char *name, char *taken)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 28);
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  g_ptr_array_add (self->found, taken);
}

static void
find_names (UiCompletion *self, const char *query)
{
  g_autoptr (GPtrArray) names = dup_names (self);
  g_autoptr (GPtrArray) found = ui_completion_names (names, query, MAX_ROWS);

  for (guint i = 0; i < found->len; i++)
    {
      const char *name = g_ptr_array_index (found, i);

      add_row (self, adw_avatar_new (24, name, TRUE), name, g_strconcat ("@", name, " ", NULL));
    }
}

static void
find_emoji (UiCompletion *self, const char *query)
{
  g_autoptr (GPtrArray) found = ui_emoji_find (query, MAX_ROWS);

  for (guint i = 0; i < found->len; i++)
    {
      const UiEmoji *emoji = g_ptr_array_index (found, i);
      g_autofree char *code = g_strconcat (":", emoji->code, ":", NULL);

      add_row (self, gtk_label_new (emoji->emoji), code, g_strdup (emoji->emoji));
    }
}

static void
clear (UiCompletion *self)
{
  GtkWidget *row = NULL;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  g_ptr_array_set_size (self->found, 0);
}

/* The focus is in the text, so it is the text that tells. */
static void
tell_choice (UiCompletion *self, GtkListBoxRow *row)
{
  GtkAccessible *text = GTK_ACCESSIBLE (self->text_view);
  g_autofree char *told = NULL;
  const char *name = NULL;

  if (row == NULL)
    {
      gtk_accessible_reset_property (text, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
      gtk_accessible_reset_relation (text, GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
      return;
    }

  name = gtk_label_get_label (
    GTK_LABEL (gtk_widget_get_last_child (gtk_list_box_row_get_child (row))));
  /* Translators: what a screen reader says of what is offered to complete a name: the name, its
   * place, and how many there are */
  told = g_strdup_printf (_("%s, %d of %u"),
                          name,
                          gtk_list_box_row_get_index (row) + 1,
                          self->found->len);
  gtk_accessible_update_property (text, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, told, -1);
  gtk_accessible_update_relation (text, GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
}

static void
choose (UiCompletion *self, int index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), index);

  gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
  tell_choice (self, row);
}

/* Above the line, so that what one writes is seen. */
static void
point_to_text (UiCompletion *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  GdkRectangle at = { 0 };
  GtkTextIter iter;
  double x = 0;
  double y = 0;

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (get_buffer (self)), &iter, self->start);
  gtk_text_view_get_iter_location (self->text_view, &iter, &at);
  gtk_text_view_buffer_to_window_coords (self->text_view, GTK_TEXT_WINDOW_WIDGET, at.x, at.y, &at.x,
                                         &at.y);
  gtk_widget_translate_coordinates (GTK_WIDGET (self->text_view), parent, at.x, at.y, &x, &y);

  gtk_popover_set_pointing_to (GTK_POPOVER (self),
                               &(GdkRectangle){ (int) x, 0, 1, gtk_widget_get_height (parent) });
}

static void
show (UiCompletion *self)
{
  choose (self, 0);
  point_to_text (self);
  gtk_popover_popup (GTK_POPOVER (self));
}

static void
hide (UiCompletion *self)
{
  if (!is_open (self))
    return;

  gtk_popover_popdown (GTK_POPOVER (self));
  tell_choice (self, NULL);
}

static void
take (UiCompletion *self, int index)
{
  const char *text = index >= 0 && (guint) index < self->found->len
                       ? g_ptr_array_index (self->found, index)
                       : NULL;
  g_autofree char *taken = g_strdup (text);

  ui_completion_close (self);
  if (taken != NULL)
    ui_composer_buffer_replace (get_buffer (self), self->start, self->end, taken);
}

static int
get_choice (UiCompletion *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  return row != NULL ? gtk_list_box_row_get_index (row) : -1;
}

static void
on_row_activated (UiCompletion *self, GtkListBoxRow *row)
{
  take (self, gtk_list_box_row_get_index (row));
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

/* Finds what is written at the cursor, and sets what is known of it. */
static char *
find_query (UiCompletion *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (get_buffer (self));
  g_autofree char *text = NULL;
  char *query = NULL;
  GtkTextIter start;
  GtkTextIter end;
  gsize at = 0;

  self->kind = UI_COMPLETION_NONE;
  if (self->room == NULL || gtk_text_buffer_get_has_selection (buffer)
      || gtk_text_buffer_get_char_count (buffer) > MAX_CHARS)
    return NULL;

  gtk_text_buffer_get_iter_at_mark (buffer, &end, gtk_text_buffer_get_insert (buffer));
  gtk_text_buffer_get_start_iter (buffer, &start);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  self->kind = ui_completion_context (text, strlen (text), &at, &query);
  if (self->kind == UI_COMPLETION_NONE)
    return NULL;

  self->start = (int) g_utf8_pointer_to_offset (text, text + at);
  self->end = gtk_text_iter_get_offset (&end);
  return query;
}

/**
 * ui_completion_set_room:
 * @self: a completion
 * @session: (nullable): a session
 * @room: (nullable): the room of it in which one writes
 *
 * Offers the names of who is in that room.
 */
void
ui_completion_set_room (UiCompletion *self, ClientSession *session, ClientRoom *room)
{
  g_return_if_fail (UI_IS_COMPLETION (self));

  ui_completion_close (self);
  forget_members (self);
  self->dismissed_at = -1;
  g_set_object (&self->session, session);
  g_set_object (&self->room, room);
}

/**
 * ui_completion_update:
 * @self: a completion
 *
 * Offers what fits to what stands at the cursor now, or nothing.
 */
void
ui_completion_update (UiCompletion *self)
{
  g_autofree char *query = NULL;

  g_return_if_fail (UI_IS_COMPLETION (self));

  query = find_query (self);
  clear (self);
  if (query == NULL || self->start != self->dismissed_at)
    self->dismissed_at = -1;
  if (query != NULL && self->dismissed_at < 0)
    {
      if (self->kind == UI_COMPLETION_NAME)
        find_names (self, query);
      else
        find_emoji (self, query);
    }

  if (self->found->len > 0)
    show (self);
  else
    hide (self);
}

/**
 * ui_completion_take_key:
 * @self: a completion
 * @keyval: a key, without modifiers
 *
 * Lets the person choose: arrows, Tab or Enter to take what is chosen, Escape to go on
 * without.
 *
 * Returns: whether the key was one of these, and something is offered
 */
gboolean
ui_completion_take_key (UiCompletion *self, guint keyval)
{
  int n = (int) self->found->len;

  g_return_val_if_fail (UI_IS_COMPLETION (self), FALSE);

  if (!is_open (self))
    return FALSE;

  switch (keyval)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      choose (self, (get_choice (self) + n - 1) % n);
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      choose (self, (get_choice (self) + 1) % n);
      return TRUE;
    case GDK_KEY_Tab:
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      take (self, get_choice (self));
      return TRUE;
    case GDK_KEY_Escape:
      self->dismissed_at = self->start;
      ui_completion_close (self);
      return TRUE;
    default:
      return FALSE;
    }
}

/**
 * ui_completion_close:
 * @self: a completion
 *
 * Offers nothing for now.
 */
void
ui_completion_close (UiCompletion *self)
{
  g_return_if_fail (UI_IS_COMPLETION (self));

  self->kind = UI_COMPLETION_NONE;
  hide (self);
}

static void
ui_completion_dispose (GObject *object)
{
  UiCompletion *self = UI_COMPLETION (object);

  forget_members (self);
  g_clear_object (&self->session);
  g_clear_object (&self->room);

  G_OBJECT_CLASS (ui_completion_parent_class)->dispose (object);
}

static void
ui_completion_finalize (GObject *object)
{
  g_clear_pointer (&UI_COMPLETION (object)->found, g_ptr_array_unref);

  G_OBJECT_CLASS (ui_completion_parent_class)->finalize (object);
}

static void
ui_completion_class_init (UiCompletionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ui_completion_dispose;
  object_class->finalize = ui_completion_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-completion.ui");
  gtk_widget_class_bind_template_child (widget_class, UiCompletion, list);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
ui_completion_init (UiCompletion *self)
{
  self->dismissed_at = -1;
  self->found = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ui_completion_new:
 * @text_view: where one writes, with a #UiComposerBuffer; it has to live longer
 *
 * Returns: (transfer floating): a completion that offers nothing
 */
GtkWidget *
ui_completion_new (GtkTextView *text_view)
{
  UiCompletion *self = g_object_new (UI_TYPE_COMPLETION, NULL);

  self->text_view = text_view;
  return GTK_WIDGET (self);
}
