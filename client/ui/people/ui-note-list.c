/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-note-list.h"

#include <glib/gi18n.h>

#include "ui-people.h"
#include "ui-reply.h"

#define PAGE 50

/**
 * UiNoteList:
 *
 * What was done in a room by virtue of a role: a page of the window of its details.
 */
struct _UiNoteList
{
  AdwBin parent_instance;

  ClientSession *session;
  ClientRoom *room;
  UiNoteListKind kind;
  gint64 last;
  guint n_rows;

  AdwWindowTitle *title;
  GtkWidget *stack;
  GtkWidget *loading_page;
  GtkWidget *status_page;
  GtkWidget *list_page;
  GtkWidget *list;
  GtkWidget *more_button;
};

G_DEFINE_FINAL_TYPE (UiNoteList, ui_note_list, ADW_TYPE_BIN)

/* What is to be ended, and the row that says it. */
typedef struct
{
  UiNoteList *list;
  GtkWidget *row;
} Lifting;

static void load_more (UiNoteList *self);

static void
show_status (UiNoteList *self, const char *title, const char *description)
{
  g_autofree char *escaped =
    description != NULL ? g_markup_escape_text (description, -1) : NULL;

  adw_status_page_set_title (ADW_STATUS_PAGE (self->status_page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->status_page), escaped);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->status_page);
}

static void
show (UiNoteList *self)
{
  if (self->n_rows > 0)
    gtk_stack_set_visible_child (GTK_STACK (self->stack), self->list_page);
  else if (self->kind == UI_NOTE_LIST_BANS)
    show_status (self, _("Nobody Is Banned or Muted"), NULL);
  else
    show_status (self, _("Nothing Has Happened"),
                 _("Here stands who has removed, muted or banned somebody, and who has changed "
                   "what others see."));
}

static void
on_lifted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Lifting *lifting = user_data;
  g_autoptr (UiNoteList) self = lifting->list;
  g_autoptr (GtkWidget) row = lifting->row;
  g_autoptr (GError) error = NULL;

  if (!client_session_request_finish (CLIENT_SESSION (source), result, &error))
    {
      gtk_widget_set_sensitive (row, TRUE);
      if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
        ui_reply_say (GTK_WIDGET (self), error->message);
      return;
    }

  if (gtk_widget_get_parent (row) != self->list)
    return;
  gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  self->n_rows--;
  show (self);
}

static void
on_lift (GtkButton *button, UiNoteList *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), ADW_TYPE_ACTION_ROW);
  ClientNoteInfo *note = g_object_get_data (G_OBJECT (row), "note");
  Lifting *lifting = g_new0 (Lifting, 1);
  ClientVerdict verdict = { .user = note->user, .address = note->address, .is_on = FALSE };

  lifting->list = g_object_ref (self);
  lifting->row = g_object_ref (row);
  gtk_widget_set_sensitive (row, FALSE);
  if (g_str_equal (note->action, "mute"))
    client_session_mute_async (self->session, self->room, &verdict, on_lifted, lifting);
  else
    client_session_ban_async (self->session, self->room, &verdict, on_lifted, lifting);
}

/* Takes @note over. */
static void
add_note (UiNoteList *self, ClientNoteInfo *note)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = ui_people_note_title (note);
  g_autofree char *subtitle = ui_people_note_subtitle (note);

  g_object_set (row, "use-markup", FALSE, "title", title, "subtitle", subtitle, NULL);
  g_object_set_data_full (G_OBJECT (row), "note", note, (GDestroyNotify) client_note_info_free);
  if (self->kind == UI_NOTE_LIST_BANS && (note->user != NULL || note->address != NULL))
    {
      GtkWidget *button = gtk_button_new_with_label (_("Lift"));
      g_autofree char *label = g_strdup_printf ("%s: %s", _("Lift"), title);

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      label, -1);
      g_signal_connect_object (button, "clicked", G_CALLBACK (on_lift), self, 0);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  self->last = note->place;
  self->n_rows++;
}

static void
take (UiNoteList *self, GPtrArray *notes, gboolean has_more, const GError *error)
{
  gtk_widget_set_sensitive (self->more_button, TRUE);
  if (notes == NULL)
    {
      if (self->n_rows == 0)
        show_status (self, _("This Cannot Be Listed"), error->message);
      else if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
        ui_reply_say (GTK_WIDGET (self), error->message);
      return;
    }

  g_ptr_array_set_free_func (notes, NULL);
  for (guint i = 0; i < notes->len; i++)
    add_note (self, g_ptr_array_index (notes, i));
  gtk_widget_set_visible (self->more_button, has_more && notes->len > 0);
  show (self);
}

static void
on_bans (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UiNoteList) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean has_more = FALSE;
  g_autoptr (GPtrArray) notes
    = client_session_list_bans_finish (CLIENT_SESSION (source), result, &has_more, &error);

  take (self, notes, has_more, error);
}

static void
on_audit (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UiNoteList) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean has_more = FALSE;
  g_autoptr (GPtrArray) notes
    = client_session_list_audit_finish (CLIENT_SESSION (source), result, &has_more, &error);

  take (self, notes, has_more, error);
}

static void
load_more (UiNoteList *self)
{
  gtk_widget_set_sensitive (self->more_button, FALSE);
  if (self->kind == UI_NOTE_LIST_BANS)
    client_session_list_bans_async (self->session, self->room, self->last, PAGE, on_bans,
                                    g_object_ref (self));
  else
    client_session_list_audit_async (self->session, self->room, self->last, PAGE, on_audit,
                                     g_object_ref (self));
}

static void
on_back (UiNoteList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (ADW_IS_PREFERENCES_WINDOW (root))
    adw_preferences_window_close_subpage (ADW_PREFERENCES_WINDOW (root));
}

static void
ui_note_list_dispose (GObject *object)
{
  g_clear_object (&UI_NOTE_LIST (object)->session);
  g_clear_object (&UI_NOTE_LIST (object)->room);

  G_OBJECT_CLASS (ui_note_list_parent_class)->dispose (object);
}

static void
ui_note_list_class_init (UiNoteListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_note_list_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-note-list.ui");
  gtk_widget_class_bind_template_child (widget_class, UiNoteList, title);
  gtk_widget_class_bind_template_child (widget_class, UiNoteList, stack);
  gtk_widget_class_bind_template_child (widget_class, UiNoteList, loading_page);
  gtk_widget_class_bind_template_child (widget_class, UiNoteList, status_page);
  gtk_widget_class_bind_template_child (widget_class, UiNoteList, list_page);
  gtk_widget_class_bind_template_child (widget_class, UiNoteList, list);
  gtk_widget_class_bind_template_child (widget_class, UiNoteList, more_button);
  gtk_widget_class_bind_template_callback (widget_class, load_more);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
}

static void
ui_note_list_init (UiNoteList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ui_note_list_new:
 * @session: a session
 * @room: a room of it, over which the person has rights
 * @kind: what to list
 *
 * Asks for the newest, and shows them.
 *
 * Returns: (transfer floating): the list
 */
GtkWidget *
ui_note_list_new (ClientSession *session, ClientRoom *room, UiNoteListKind kind)
{
  UiNoteList *self = g_object_new (UI_TYPE_NOTE_LIST, NULL);

  self->session = g_object_ref (session);
  self->room = g_object_ref (room);
  self->kind = kind;
  adw_window_title_set_title (self->title, kind == UI_NOTE_LIST_BANS ? _("Banned and Muted")
                                                                     : _("Moderation Log"));
  load_more (self);
  return GTK_WIDGET (self);
}
