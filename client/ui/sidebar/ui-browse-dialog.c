/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-browse-dialog.h"

#include <glib/gi18n.h>

#include "ui-browse-row.h"
#include "ui-go.h"
#include "ui-room-finder.h"

/* How many heights of the list below what is seen more rooms are asked for. */
#define AHEAD 2

/**
 * UiBrowseDialog:
 *
 * All public rooms of a chat, to join them or to open those that one is in.
 */
struct _UiBrowseDialog
{
  AdwWindow parent_instance;

  ClientSession *session;
  GtkWidget *parent; /* weak: where a room is opened */
  UiRoomFinder *finder;

  GtkWidget *entry;
  GtkWidget *stack;
  GtkWidget *list_page;
  GtkWidget *loading_page;
  GtkWidget *nothing_page;
  GtkWidget *failed_page;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (UiBrowseDialog, ui_browse_dialog, ADW_TYPE_WINDOW)

static GtkWidget *
choose_page (UiBrowseDialog *self)
{
  const GError *error = ui_room_finder_get_error (self->finder);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->finder)) > 0)
    return self->list_page;
  if (ui_room_finder_get_loading (self->finder))
    return self->loading_page;
  if (error != NULL)
    {
      g_autofree char *escaped = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (ADW_STATUS_PAGE (self->failed_page), escaped);
      return self->failed_page;
    }

  return self->nothing_page;
}

static void
update (UiBrowseDialog *self)
{
  GtkWidget *page = choose_page (self);

  gtk_stack_set_visible_child (GTK_STACK (self->stack), page);
  gtk_spinner_set_spinning (GTK_SPINNER (self->loading_page), page == self->loading_page);
}

/* More come before one has scrolled there. */
static void
load_ahead (UiBrowseDialog *self, GtkAdjustment *adjustment)
{
  double page = gtk_adjustment_get_page_size (adjustment);
  double seen = gtk_adjustment_get_value (adjustment) + (1 + AHEAD) * page;

  if (seen >= gtk_adjustment_get_upper (adjustment))
    ui_room_finder_load_more (self->finder);
}

static void
on_changed (UiBrowseDialog *self)
{
  g_autofree char *text =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  ui_room_finder_set_query (self->finder, text);
}

static void
on_chosen (UiBrowseDialog *self, UiSidebarItem *item)
{
  g_autofree char *id = g_strdup (ui_sidebar_item_get_id (item));
  gboolean is_joined = ui_browse_row_is_joined (self->session, item);

  if (self->parent != NULL)
    ui_go (self->parent, self->session, is_joined ? "win.open-room" : "win.join-room", id);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_activate (UiBrowseDialog *self, guint position)
{
  g_autoptr (UiSidebarItem) item = g_list_model_get_item (G_LIST_MODEL (self->finder), position);

  if (item != NULL)
    on_chosen (self, item);
}

static void
on_entry_activate (UiBrowseDialog *self)
{
  if (!ui_room_finder_get_loading (self->finder)
      && *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
    on_activate (self, 0);
}

static gboolean
on_entry_key (UiBrowseDialog *self, guint keyval)
{
  if (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down)
    return gtk_widget_grab_focus (self->list);

  return GDK_EVENT_PROPAGATE;
}

static void
on_stop (UiBrowseDialog *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
on_setup (UiBrowseDialog *self, GtkListItem *list_item)
{
  GtkWidget *row = ui_browse_row_new ();

  g_signal_connect_object (row, "chosen", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (list_item, row);
}

static void
on_bind (UiBrowseDialog *self, GtkListItem *list_item)
{
  ui_browse_row_set_item (UI_BROWSE_ROW (gtk_list_item_get_child (list_item)), self->session,
                          gtk_list_item_get_item (list_item));
}

static void
ui_browse_dialog_dispose (GObject *object)
{
  UiBrowseDialog *self = UI_BROWSE_DIALOG (object);

  g_clear_object (&self->finder);
  g_clear_object (&self->session);
  g_clear_weak_pointer (&self->parent);

  G_OBJECT_CLASS (ui_browse_dialog_parent_class)->dispose (object);
}

static void
ui_browse_dialog_class_init (UiBrowseDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_browse_dialog_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/charla_chat/Charla/ui-browse-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, UiBrowseDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, UiBrowseDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, UiBrowseDialog, list_page);
  gtk_widget_class_bind_template_child (widget_class, UiBrowseDialog, loading_page);
  gtk_widget_class_bind_template_child (widget_class, UiBrowseDialog, nothing_page);
  gtk_widget_class_bind_template_child (widget_class, UiBrowseDialog, failed_page);
  gtk_widget_class_bind_template_child (widget_class, UiBrowseDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_key);
  gtk_widget_class_bind_template_callback (widget_class, on_stop);
  gtk_widget_class_bind_template_callback (widget_class, on_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_bind);
}

static void
ui_browse_dialog_init (UiBrowseDialog *self)
{
  GtkAdjustment *adjustment = NULL;
  g_autoptr (GtkNoSelection) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->finder = ui_room_finder_new ();
  g_signal_connect_object (self->finder, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->finder)));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (selection));
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->list_page));
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (load_ahead), self,
                           G_CONNECT_SWAPPED);
}

/**
 * ui_browse_dialog_present:
 * @parent: what it was asked for from; a room is opened there by `win.open-room` or
 *   `win.join-room`
 * @session: whose rooms to show
 *
 * Opens the dialog.
 *
 * Returns: (transfer none): the dialog; it belongs to GTK
 */
GtkWidget *
ui_browse_dialog_present (GtkWidget *parent, ClientSession *session)
{
  UiBrowseDialog *self = g_object_new (UI_TYPE_BROWSE_DIALOG, "transient-for",
                                       gtk_widget_get_root (parent), NULL);

  self->session = g_object_ref (session);
  g_set_weak_pointer (&self->parent, parent);
  ui_room_finder_set_session (self->finder, session);
  ui_room_finder_set_query (self->finder, "");
  update (self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (self->entry);
  return GTK_WIDGET (self);
}
