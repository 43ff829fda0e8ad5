/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-people-list.h"

#include <glib/gi18n.h>

#include "ui-snippet.h"

/* Fewer than this one sees at a glance. */
#define FILTER_FROM 8

/* How many heights of the list below what is seen more people are asked for. */
#define AHEAD 2

/**
 * UiPeopleList:
 *
 * People, of whom one looks for some by name, with what is to be said while there are none.
 *
 * Signals: "chosen" (ClientMember *member).
 */
struct _UiPeopleList
{
  AdwBin parent_instance;

  ClientMembers *members;
  GSignalGroup *signals;
  GtkFilterListModel *filtered;
  GtkCustomFilter *filter;
  char *nobody; /* what is said before one looks for anybody */
  UiPeopleListFilter is_wanted;
  gpointer user_data;

  GtkWidget *entry;
  GtkWidget *stack;
  GtkWidget *list_page;
  GtkWidget *loading_page;
  GtkWidget *nobody_page;
  GtkWidget *failed_page;
  GtkWidget *list;

  gboolean wants_focus; /* as soon as there is anybody */
};

G_DEFINE_FINAL_TYPE (UiPeopleList, ui_people_list, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_text (UiPeopleList *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static gboolean
is_shown (gpointer item, gpointer user_data)
{
  UiPeopleList *self = user_data;

  return (self->is_wanted == NULL || self->is_wanted (item, self->user_data))
         && ui_snippet_matches (client_member_get_user (item)->name, get_text (self));
}

/* More come before one has scrolled there, and as long as one looks for somebody in vain. */
static void
load_ahead (UiPeopleList *self)
{
  GtkAdjustment *adjustment =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->list_page));
  double page = gtk_adjustment_get_page_size (adjustment);
  double seen = gtk_adjustment_get_value (adjustment) + (1 + AHEAD) * page;

  if (self->members == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self))
      || !client_members_get_has_more (self->members)
      || client_members_get_loading (self->members)
      || client_members_get_error (self->members) != NULL)
    return;

  if (seen >= gtk_adjustment_get_upper (adjustment)
      || g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) == 0)
    client_members_load_more (self->members);
}

static GtkWidget *
choose_page (UiPeopleList *self)
{
  const GError *error = client_members_get_error (self->members);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) > 0)
    return self->list_page;
  if (client_members_get_loading (self->members))
    return self->loading_page;
  if (error != NULL)
    {
      g_autofree char *escaped = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (ADW_STATUS_PAGE (self->failed_page), escaped);
      return self->failed_page;
    }

  adw_status_page_set_title (ADW_STATUS_PAGE (self->nobody_page),
                             self->nobody != NULL && *get_text (self) == '\0'
                               ? self->nobody
                               : _("Nobody Found"));
  return self->nobody_page;
}

static void
take_focus (UiPeopleList *self)
{
  gboolean can_find = gtk_widget_get_visible (self->entry);

  if (can_find || g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) > 0)
    self->wants_focus = !gtk_widget_grab_focus (can_find ? self->entry : self->list);
}

static void
update (UiPeopleList *self)
{
  GtkWidget *page = NULL;
  guint n_members = 0;

  if (self->members == NULL)
    return;

  page = choose_page (self);
  n_members = g_list_model_get_n_items (G_LIST_MODEL (self->members));
  gtk_widget_set_visible (self->entry, n_members >= FILTER_FROM || *get_text (self) != '\0');
  gtk_stack_set_visible_child (GTK_STACK (self->stack), page);
  gtk_spinner_set_spinning (GTK_SPINNER (self->loading_page), page == self->loading_page);
  load_ahead (self);
  if (self->wants_focus && gtk_widget_get_mapped (GTK_WIDGET (self)))
    take_focus (self);
}

static void
on_search_changed (UiPeopleList *self)
{
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  update (self);
}

static void
choose (UiPeopleList *self, guint position)
{
  g_autoptr (ClientMember) member
    = g_list_model_get_item (G_LIST_MODEL (self->filtered), position);

  if (member != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, member);
}

static void
on_row_activated (UiPeopleList *self, guint position)
{
  choose (self, position);
}

static void
on_entry_activate (UiPeopleList *self)
{
  if (*get_text (self) != '\0')
    choose (self, 0);
}

/* Escape first takes back what one has looked for, then does what it does elsewhere. */
static gboolean
on_entry_key (GtkEventControllerKey *controller,
              guint keyval,
              guint keycode,
              GdkModifierType modifiers,
              UiPeopleList *self)
{
  if (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down)
    return gtk_widget_grab_focus (self->list);
  if (keyval != GDK_KEY_Escape || *get_text (self) == '\0')
    return GDK_EVENT_PROPAGATE;

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  return GDK_EVENT_STOP;
}

/**
 * ui_people_list_set_members:
 * @self: a list
 * @members: (nullable): whom to show
 *
 * Shows people.
 */
void
ui_people_list_set_members (UiPeopleList *self, ClientMembers *members)
{
  g_return_if_fail (UI_IS_PEOPLE_LIST (self));

  if (!g_set_object (&self->members, members))
    return;

  gtk_filter_list_model_set_model (self->filtered, G_LIST_MODEL (members));
  g_signal_group_set_target (self->signals, members);
  update (self);
}

/**
 * ui_people_list_set_factory:
 * @self: a list
 * @factory: what makes rows for #ClientMember
 *
 * Decides how people are shown.
 */
void
ui_people_list_set_factory (UiPeopleList *self, GtkListItemFactory *factory)
{
  g_return_if_fail (UI_IS_PEOPLE_LIST (self));

  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list), factory);
}

/**
 * ui_people_list_set_filter:
 * @self: a list
 * @filter: decides about somebody
 * @user_data: for @filter; has to live as long as the list
 *
 * Leaves some people out.
 */
void
ui_people_list_set_filter (UiPeopleList *self, UiPeopleListFilter filter, gpointer user_data)
{
  g_return_if_fail (UI_IS_PEOPLE_LIST (self));

  self->is_wanted = filter;
  self->user_data = user_data;
  ui_people_list_refilter (self);
}

/**
 * ui_people_list_set_nobody:
 * @self: a list
 * @sentence: why there is nobody, though one has not looked for anybody
 *
 * Decides what stands in place of the list.
 */
void
ui_people_list_set_nobody (UiPeopleList *self, const char *sentence)
{
  g_return_if_fail (UI_IS_PEOPLE_LIST (self));

  g_clear_pointer (&self->nobody, g_free);
  self->nobody = g_strdup (sentence);
  update (self);
}

/**
 * ui_people_list_refilter:
 * @self: a list
 *
 * Asks the filter anew about everybody.
 */
void
ui_people_list_refilter (UiPeopleList *self)
{
  g_return_if_fail (UI_IS_PEOPLE_LIST (self));

  on_search_changed (self);
}

/**
 * ui_people_list_begin:
 * @self: a list
 *
 * Has the person look for somebody, anew. The list has the keyboard as soon as there is
 * anybody in it.
 */
void
ui_people_list_begin (UiPeopleList *self)
{
  g_return_if_fail (UI_IS_PEOPLE_LIST (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  self->wants_focus = TRUE;
  take_focus (self);
}

static void
ui_people_list_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ui_people_list_parent_class)->map (widget);

  load_ahead (UI_PEOPLE_LIST (widget));
}

static void
ui_people_list_dispose (GObject *object)
{
  UiPeopleList *self = UI_PEOPLE_LIST (object);

  if (self->filtered != NULL)
    g_signal_handlers_disconnect_by_data (self->filtered, self);
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  g_clear_object (&self->signals);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->members);

  G_OBJECT_CLASS (ui_people_list_parent_class)->dispose (object);
}

static void
ui_people_list_finalize (GObject *object)
{
  g_clear_pointer (&UI_PEOPLE_LIST (object)->nobody, g_free);

  G_OBJECT_CLASS (ui_people_list_parent_class)->finalize (object);
}

static void
ui_people_list_class_init (UiPeopleListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_people_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = ui_people_list_finalize;
  widget_class->map = ui_people_list_map;

  signals[CHOSEN] = g_signal_new ("chosen", UI_TYPE_PEOPLE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, CLIENT_TYPE_MEMBER);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-people-list.ui");
  gtk_widget_class_bind_template_child (widget_class, UiPeopleList, entry);
  gtk_widget_class_bind_template_child (widget_class, UiPeopleList, stack);
  gtk_widget_class_bind_template_child (widget_class, UiPeopleList, list_page);
  gtk_widget_class_bind_template_child (widget_class, UiPeopleList, loading_page);
  gtk_widget_class_bind_template_child (widget_class, UiPeopleList, nobody_page);
  gtk_widget_class_bind_template_child (widget_class, UiPeopleList, failed_page);
  gtk_widget_class_bind_template_child (widget_class, UiPeopleList, list);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_key);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_set_css_name (widget_class, "peoplelist");
}

static void
ui_people_list_init (UiPeopleList *self)
{
  GtkAdjustment *adjustment = NULL;
  g_autoptr (GtkNoSelection) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->filter = gtk_custom_filter_new (is_shown, self, NULL);
  self->filtered = gtk_filter_list_model_new (NULL, g_object_ref (GTK_FILTER (self->filter)));
  g_signal_connect_swapped (self->filtered, "items-changed", G_CALLBACK (update), self);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->filtered)));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (selection));

  self->signals = g_signal_group_new (CLIENT_TYPE_MEMBERS);
  g_signal_group_connect_swapped (self->signals, "notify", G_CALLBACK (update), self);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->list_page));
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (load_ahead), self,
                           G_CONNECT_SWAPPED);
}

/**
 * ui_people_list_new:
 *
 * Returns: (transfer floating): a list of nobody
 */
GtkWidget *
ui_people_list_new (void)
{
  return g_object_new (UI_TYPE_PEOPLE_LIST, NULL);
}
