/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-search-page.h"

#include <glib/gi18n.h>

#include "ui-person-button.h"
#include "ui-search-results.h"
#include "ui-search-row.h"

/* How many heights of the list below what is seen older results are asked for. */
#define AHEAD 2

/**
 * UiSearchPage:
 *
 * Looks for what was said. A result is opened by `win.show-message`; `win.back` is asked for
 * when the person wants back to where they were.
 */
struct _UiSearchPage
{
  AdwBin parent_instance;

  ClientSession *session;
  ClientRoom *room;
  UiSearchResults *results;
  GtkSelectionModel *selection;

  GtkWidget *entry;
  GtkWidget *scope;
  GtkWidget *here_button;
  GtkWidget *everywhere_button;
  GtkWidget *person_button;
  GtkWidget *note;
  GtkWidget *pages;
  GtkWidget *idle_page;
  GtkWidget *searching_page;
  GtkWidget *nothing_page;
  GtkWidget *trouble_page;
  GtkWidget *found_page;
  GtkWidget *list_view;
};

G_DEFINE_FINAL_TYPE (UiSearchPage, ui_search_page, ADW_TYPE_BIN)

static void
look (UiSearchPage *self)
{
  gboolean here = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->here_button));

  ui_search_results_look_for (self->results, self->session,
                              gtk_editable_get_text (GTK_EDITABLE (self->entry)),
                              here && self->room != NULL ? client_room_get_id (self->room) : NULL,
                              ui_person_button_get_user (UI_PERSON_BUTTON (self->person_button)));
}

static void
go_back (UiSearchPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

static guint
get_n_results (UiSearchPage *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->results));
}

/* Older ones come before one has scrolled there, and until the page is full. */
static void
load_ahead (UiSearchPage *self)
{
  GtkAdjustment *adjustment =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->found_page));
  double seen = gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment);

  if (gtk_adjustment_get_page_size (adjustment) > 0
      && seen + AHEAD * gtk_adjustment_get_page_size (adjustment)
           > gtk_adjustment_get_upper (adjustment))
    ui_search_results_load_more (self->results);
}

static GtkWidget *
choose_page (UiSearchPage *self)
{
  switch (ui_search_results_get_state (self->results))
    {
    case UI_SEARCH_LOADING:
      /* What was found for one letter less stays until there is something else. */
      return get_n_results (self) > 0 ? self->found_page : self->searching_page;
    case UI_SEARCH_FOUND:
      return self->found_page;
    case UI_SEARCH_NOTHING:
      return self->nothing_page;
    case UI_SEARCH_FAILED:
      return self->trouble_page;
    case UI_SEARCH_IDLE:
    default:
      return self->idle_page;
    }
}

static void
update_note (UiSearchPage *self)
{
  UiSearchState state = ui_search_results_get_state (self->results);
  const char *problem = ui_search_results_get_problem (self->results);
  const char *note = NULL;

  if (ui_search_results_get_is_partial (self->results))
    note = _("Offline: only what is on this device was searched.");
  else if (state == UI_SEARCH_FOUND)
    note = problem;

  gtk_label_set_label (GTK_LABEL (self->note), note != NULL ? note : "");
  gtk_widget_set_visible (self->note, note != NULL);
}

static void
update (UiSearchPage *self)
{
  GtkWidget *page = choose_page (self);
  const char *problem = ui_search_results_get_problem (self->results);
  g_autofree char *escaped = g_markup_escape_text (problem != NULL ? problem : "", -1);

  update_note (self);
  gtk_stack_set_visible_child (GTK_STACK (self->pages), page);
  gtk_spinner_set_spinning (GTK_SPINNER (self->searching_page), page == self->searching_page);
  if (page == self->trouble_page)
    adw_status_page_set_description (ADW_STATUS_PAGE (page), escaped);
  if (page == self->found_page)
    load_ahead (self);
}

static void
open_result (UiSearchPage *self, guint position)
{
  g_autoptr (UiSearchHit) hit = g_list_model_get_item (G_LIST_MODEL (self->results), position);
  ClientMessageInfo *message = NULL;

  if (hit == NULL)
    return;

  message = ui_search_hit_get_message (hit);
  if (ui_search_hit_get_room (hit) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-message", "(sx)", message->room,
                                message->seq);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.join-room", "s", message->room);
}

static void
on_row_activated (UiSearchPage *self, guint position)
{
  open_result (self, position);
}

/* Who does not choose takes the newest. */
static void
on_activate (UiSearchPage *self)
{
  if (ui_search_results_get_state (self->results) == UI_SEARCH_FOUND)
    open_result (self, 0);
}

static void
go_to_results (UiSearchPage *self)
{
  if (get_n_results (self) == 0)
    return;

  gtk_widget_grab_focus (self->list_view);
  gtk_widget_activate_action (self->list_view, "list.select-item", "(ubb)", 0u, FALSE, FALSE);
}

static gboolean
on_entry_key (GtkEventControllerKey *controller,
              guint keyval,
              guint keycode,
              GdkModifierType modifiers,
              UiSearchPage *self)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;

  go_to_results (self);
  return GDK_EVENT_STOP;
}

static gboolean
on_list_key (GtkEventControllerKey *controller,
             guint keyval,
             guint keycode,
             GdkModifierType modifiers,
             UiSearchPage *self)
{
  GtkWidget *row = gtk_widget_get_focus_child (self->list_view);

  if (keyval == GDK_KEY_Escape)
    {
      go_back (self);
      return GDK_EVENT_STOP;
    }

  if ((keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up) && row != NULL
      && gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (self->selection)) == 0)
    {
      gtk_widget_grab_focus (self->entry);
      return GDK_EVENT_STOP;
    }

  return GDK_EVENT_PROPAGATE;
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, ui_search_row_new ());
}

/* What is read out is the row, which is the list's own. */
static void
on_bind (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  UiSearchHit *hit = gtk_list_item_get_item (item);
  g_autofree char *label = ui_search_hit_dup_label (hit);

  ui_search_row_set_hit (UI_SEARCH_ROW (row), hit);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/**
 * ui_search_page_set_session:
 * @self: a page
 * @session: (nullable): the session in which to look
 *
 * Has the page look in another chat, and forget what was found.
 */
void
ui_search_page_set_session (UiSearchPage *self, ClientSession *session)
{
  g_return_if_fail (UI_IS_SEARCH_PAGE (self));

  if (!g_set_object (&self->session, session))
    return;

  g_clear_object (&self->room);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  ui_person_button_set_session (UI_PERSON_BUTTON (self->person_button), session);
  look (self);
}

/**
 * ui_search_page_begin:
 * @self: a page
 * @room: (nullable): the room to look in; %NULL for everywhere
 *
 * Has the person write what they look for. What they looked for before is selected.
 */
void
ui_search_page_begin (UiSearchPage *self, ClientRoom *room)
{
  g_return_if_fail (UI_IS_SEARCH_PAGE (self));

  g_set_object (&self->room, room);
  gtk_widget_set_visible (self->scope, room != NULL);
  gtk_toggle_button_set_active (
    GTK_TOGGLE_BUTTON (room != NULL ? self->here_button : self->everywhere_button), TRUE);
  look (self);
  gtk_widget_grab_focus (self->entry);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

static void
ui_search_page_dispose (GObject *object)
{
  UiSearchPage *self = UI_SEARCH_PAGE (object);

  if (self->results != NULL)
    g_signal_handlers_disconnect_by_data (self->results, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->results);
  g_clear_object (&self->session);
  g_clear_object (&self->room);

  G_OBJECT_CLASS (ui_search_page_parent_class)->dispose (object);
}

static void
ui_search_page_class_init (UiSearchPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_search_page_dispose;

  g_type_ensure (UI_TYPE_PERSON_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-search-page.ui");
  gtk_widget_class_bind_template_child (widget_class, UiSearchPage, entry);
  gtk_widget_class_bind_template_child (widget_class, UiSearchPage, scope);
  gtk_widget_class_bind_template_child (widget_class, UiSearchPage, here_button);
  gtk_widget_class_bind_template_child (widget_class, UiSearchPage, everywhere_button);
  gtk_widget_class_bind_template_child (widget_class, UiSearchPage, person_button);
  gtk_widget_class_bind_template_child (widget_class, UiSearchPage, note);
  gtk_widget_class_bind_template_child (widget_class, UiSearchPage, pages);
  gtk_widget_class_bind_template_child (widget_class, UiSearchPage, idle_page);
  gtk_widget_class_bind_template_child (widget_class, UiSearchPage, searching_page);
  gtk_widget_class_bind_template_child (widget_class, UiSearchPage, nothing_page);
  gtk_widget_class_bind_template_child (widget_class, UiSearchPage, trouble_page);
  gtk_widget_class_bind_template_child (widget_class, UiSearchPage, found_page);
  gtk_widget_class_bind_template_child (widget_class, UiSearchPage, list_view);
  gtk_widget_class_bind_template_callback (widget_class, look);
  gtk_widget_class_bind_template_callback (widget_class, go_back);
  gtk_widget_class_bind_template_callback (widget_class, go_to_results);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_key);
  gtk_widget_class_bind_template_callback (widget_class, on_list_key);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_set_css_name (widget_class, "searchpage");
}

static void
ui_search_page_init (UiSearchPage *self)
{
  GtkAdjustment *adjustment = NULL;
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->results = ui_search_results_new ();
  g_signal_connect_swapped (self->results, "changed", G_CALLBACK (update), self);

  self->selection
    = GTK_SELECTION_MODEL (gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->results))));
  gtk_single_selection_set_autoselect (GTK_SINGLE_SELECTION (self->selection), FALSE);
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list_view), factory);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list_view), self->selection);

  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->found_page));
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (load_ahead), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (load_ahead), self,
                           G_CONNECT_SWAPPED);
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->entry), self->list_view);
}

/**
 * ui_search_page_new:
 *
 * Returns: (transfer floating): a page without a session
 */
GtkWidget *
ui_search_page_new (void)
{
  return g_object_new (UI_TYPE_SEARCH_PAGE, NULL);
}
