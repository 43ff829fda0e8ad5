/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-message-list.h"

#include "ui-message-list-private.h"

/**
 * UiMessageList:
 *
 * A list of messages in a [class@Gtk.ScrolledWindow]: the end of it is where one is
 * unless one scrolls away, and what one reads elsewhere stands still, to the pixel,
 * whatever comes, goes or changes around it.
 *
 * There are rows for what is in sight and some around it only. Nothing that the list
 * does takes longer for more items, except that the model is asked for those that it
 * shows. What lies beyond the rows is estimated; therefore the lower end of the
 * vertical adjustment is no more 0 than its upper end is a constant: its value is
 * its lower end only at the top of the first item, and its upper end less the page
 * only at the bottom of the last one.
 *
 * When all items together are less high than the list they are at its bottom.
 *
 * Rows fill the width of the list, which asks for none: a row that does not fit is
 * cut off.
 */

static void ui_message_list_scrollable_init (GtkScrollableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (UiMessageList,
                               ui_message_list,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE,
                                                      ui_message_list_scrollable_init))

enum
{
  PROP_AT_END = 1,
  PROP_FIRST_VISIBLE,
  PROP_LAST_VISIBLE,
  N_PROPS,

  PROP_HADJUSTMENT = N_PROPS,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

static GParamSpec *properties[N_PROPS];

static void
ui_message_list_scrollable_init (GtkScrollableInterface *iface)
{
}

static gboolean
notify_changes (gpointer data)
{
  g_autoptr (UiMessageList) self = g_object_ref (UI_MESSAGE_LIST (data));
  gboolean at_end = self->layout.at_end;
  guint first = ui_message_list_layout_get_first (&self->layout);
  guint last = ui_message_list_layout_get_last (&self->layout);
  gboolean end_changed = at_end != self->told_at_end;
  gboolean first_changed = first != self->told_first_visible;
  gboolean last_changed = last != self->told_last_visible;

  self->notify_id = 0;
  self->told_at_end = at_end;
  self->told_first_visible = first;
  self->told_last_visible = last;

  if (end_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AT_END]);
  if (first_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FIRST_VISIBLE]);
  if (last_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAST_VISIBLE]);

  return G_SOURCE_REMOVE;
}

/*
 * Who is told may want another size of something, and during an allocation that would
 * be forgotten.
 */
static void
queue_notify (UiMessageList *self)
{
  if (self->notify_id != 0
      || (self->told_at_end == self->layout.at_end
          && self->told_first_visible == ui_message_list_layout_get_first (&self->layout)
          && self->told_last_visible == ui_message_list_layout_get_last (&self->layout)))
    return;

  self->notify_id = g_idle_add_full (G_PRIORITY_DEFAULT, notify_changes, self, NULL);
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  UiMessageList *self = UI_MESSAGE_LIST (widget);

  self->tick_id = 0;
  ui_message_list_arrange (self);

  return G_SOURCE_REMOVE;
}

/**
 * ui_message_list_queue_arrange:
 * @self: a list
 *
 * Has the list laid out in the next frame, once for all that asked for it.
 *
 * Rows are bound before the allocation where they can, and what they ask for is part
 * of it. Where they cannot, it has to be a resize, although the size stays: what rows
 * ask for during an allocation GTK forgets halfway up, unless all above the list is
 * allocated too, and the window would not be drawn any more.
 */
void
ui_message_list_queue_arrange (UiMessageList *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  queue_notify (self);
  gtk_widget_queue_resize (widget);
  if (self->tick_id == 0 && gtk_widget_get_mapped (widget))
    self->tick_id = gtk_widget_add_tick_callback (widget, on_tick, NULL, NULL);
}

static void
stop_ticking (UiMessageList *self)
{
  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;
}

static void
ui_message_list_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  UiMessageList *self = UI_MESSAGE_LIST (widget);

  if (width <= 0 || height <= 0)
    return;

  stop_ticking (self);
  ui_message_list_layout_arrange (&self->layout, width, height);
  ui_message_list_rows_allocate (self->rows,
                                 ui_message_list_layout_get_scroll (&self->layout),
                                 width,
                                 height);
  ui_message_list_configure_adjustments (self);
  queue_notify (self);
}

static void
ui_message_list_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
}

static void
on_items_changed (UiMessageList *self, guint position, guint removed, guint added)
{
  ui_message_list_layout_items_changed (&self->layout, position, removed, added);
  ui_message_list_queue_arrange (self);
}

/**
 * ui_message_list_set_row_funcs:
 * @self: a list
 * @create: makes a row
 * @bind: makes a row show an item
 * @unbind: (nullable): undoes one call of @bind
 * @user_data: passed to the functions
 * @destroy: (nullable): frees @user_data
 *
 * Sets what makes the rows. Without it the list shows nothing.
 */
void
ui_message_list_set_row_funcs (UiMessageList *self,
                               UiMessageListCreateFunc create,
                               UiMessageListBindFunc bind,
                               UiMessageListUnbindFunc unbind,
                               gpointer user_data,
                               GDestroyNotify destroy)
{
  g_return_if_fail (UI_IS_MESSAGE_LIST (self));
  g_return_if_fail (create != NULL && bind != NULL);

  ui_message_list_rows_set_funcs (self->rows, create, bind, unbind, user_data, destroy);
  ui_message_list_layout_restart (&self->layout);
  ui_message_list_queue_arrange (self);
}

/**
 * ui_message_list_set_model:
 * @self: a list
 * @model: (nullable): the items to show, the first one on top
 *
 * Shows another model, at its end.
 */
void
ui_message_list_set_model (UiMessageList *self, GListModel *model)
{
  g_return_if_fail (UI_IS_MESSAGE_LIST (self));
  g_return_if_fail (model == NULL || G_IS_LIST_MODEL (model));

  if (self->model == model)
    return;

  ui_message_list_rows_set_model (self->rows, model);
  if (self->model)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  if (model)
    g_signal_connect_object (model,
                             "items-changed",
                             G_CALLBACK (on_items_changed),
                             self,
                             G_CONNECT_SWAPPED);

  ui_message_list_stop_kinetic_scrolling (self);
  ui_message_list_layout_restart (&self->layout);
  ui_message_list_queue_arrange (self);
}

/**
 * ui_message_list_get_model:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): the items that are shown
 */
GListModel *
ui_message_list_get_model (UiMessageList *self)
{
  g_return_val_if_fail (UI_IS_MESSAGE_LIST (self), NULL);

  return self->model;
}

/**
 * ui_message_list_scroll_to_end:
 * @self: a list
 *
 * Shows the end, and goes on showing it while items come, until someone scrolls.
 */
void
ui_message_list_scroll_to_end (UiMessageList *self)
{
  g_return_if_fail (UI_IS_MESSAGE_LIST (self));

  ui_message_list_stop_kinetic_scrolling (self);
  ui_message_list_layout_go_to_end (&self->layout);
  ui_message_list_queue_arrange (self);
}

/**
 * ui_message_list_scroll_to_position:
 * @self: a list
 * @position: the position of an item; if there is no such item nothing happens
 * @align: 0 for the top of the item at the top of the list, 1 for its bottom at the
 *   bottom, 0.5 for its middle in the middle
 * @offset: how many pixels further down, at most the height of the list either way
 *
 * Shows an item at an exact place, as far as the ends of the list allow it. May be
 * called before the list is seen, to open it there.
 */
void
ui_message_list_scroll_to_position (UiMessageList *self, guint position, double align, int offset)
{
  g_return_if_fail (UI_IS_MESSAGE_LIST (self));
  g_return_if_fail (align >= 0 && align <= 1);

  if (position < ui_message_list_rows_get_n_items (self->rows))
    ui_message_list_scroll (self, position, align, offset);
}

/**
 * ui_message_list_get_at_end:
 * @self: a list
 *
 * Returns: whether the list shows its end, and stays there when items come
 */
gboolean
ui_message_list_get_at_end (UiMessageList *self)
{
  g_return_val_if_fail (UI_IS_MESSAGE_LIST (self), FALSE);

  return self->layout.at_end;
}

/**
 * ui_message_list_get_first_visible:
 * @self: a list
 *
 * Returns: the position of the first item that was in sight when the list was last
 *   laid out, or %GTK_INVALID_LIST_POSITION
 */
guint
ui_message_list_get_first_visible (UiMessageList *self)
{
  g_return_val_if_fail (UI_IS_MESSAGE_LIST (self), GTK_INVALID_LIST_POSITION);

  return ui_message_list_layout_get_first (&self->layout);
}

/**
 * ui_message_list_get_last_visible:
 * @self: a list
 *
 * Returns: the position of the last item that was in sight when the list was last
 *   laid out, or %GTK_INVALID_LIST_POSITION
 */
guint
ui_message_list_get_last_visible (UiMessageList *self)
{
  g_return_val_if_fail (UI_IS_MESSAGE_LIST (self), GTK_INVALID_LIST_POSITION);

  return ui_message_list_layout_get_last (&self->layout);
}

static void
ui_message_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  UiMessageList *self = UI_MESSAGE_LIST (object);

  switch (id)
    {
    case PROP_AT_END:
      g_value_set_boolean (value, ui_message_list_get_at_end (self));
      break;
    case PROP_FIRST_VISIBLE:
      g_value_set_uint (value, ui_message_list_get_first_visible (self));
      break;
    case PROP_LAST_VISIBLE:
      g_value_set_uint (value, ui_message_list_get_last_visible (self));
      break;
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->hadjustment);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->vadjustment);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->hscroll_policy);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->vscroll_policy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ui_message_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  UiMessageList *self = UI_MESSAGE_LIST (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
      g_set_object (&self->hadjustment, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      ui_message_list_set_vadjustment (self, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      self->hscroll_policy = g_value_get_enum (value);
      break;
    case PROP_VSCROLL_POLICY:
      self->vscroll_policy = g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ui_message_list_dispose (GObject *object)
{
  UiMessageList *self = UI_MESSAGE_LIST (object);

  ui_message_list_set_model (self, NULL);
  ui_message_list_rows_set_funcs (self->rows, NULL, NULL, NULL, NULL, NULL);
  g_clear_handle_id (&self->notify_id, g_source_remove);
  stop_ticking (self);
  ui_message_list_set_vadjustment (self, NULL);
  g_clear_object (&self->hadjustment);

  G_OBJECT_CLASS (ui_message_list_parent_class)->dispose (object);
}

static void
ui_message_list_finalize (GObject *object)
{
  g_clear_pointer (&UI_MESSAGE_LIST (object)->rows, ui_message_list_rows_free);

  G_OBJECT_CLASS (ui_message_list_parent_class)->finalize (object);
}

static void
ui_message_list_class_init (UiMessageListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags =
    G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = ui_message_list_dispose;
  object_class->finalize = ui_message_list_finalize;
  object_class->get_property = ui_message_list_get_property;
  object_class->set_property = ui_message_list_set_property;
  widget_class->measure = ui_message_list_measure;
  widget_class->size_allocate = ui_message_list_size_allocate;
  widget_class->focus = ui_message_list_focus;

  /**
   * UiMessageList:at-end:
   *
   * Whether the list shows its end, and stays there when items come. Notified after
   * the list was laid out.
   */
  properties[PROP_AT_END] = g_param_spec_boolean ("at-end", NULL, NULL, TRUE, flags);

  /**
   * UiMessageList:first-visible:
   *
   * The position of the first item in sight, or %GTK_INVALID_LIST_POSITION.
   */
  properties[PROP_FIRST_VISIBLE] =
    g_param_spec_uint ("first-visible", NULL, NULL, 0, G_MAXUINT, G_MAXUINT, flags);

  /**
   * UiMessageList:last-visible:
   *
   * The position of the last item in sight, or %GTK_INVALID_LIST_POSITION.
   */
  properties[PROP_LAST_VISIBLE] =
    g_param_spec_uint ("last-visible", NULL, NULL, 0, G_MAXUINT, G_MAXUINT, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
  gtk_widget_class_set_css_name (widget_class, "messagelist");
  ui_message_list_class_bind_keys (widget_class);
}

static void
ui_message_list_init (UiMessageList *self)
{
  self->rows = ui_message_list_rows_new (GTK_WIDGET (self));
  ui_message_list_layout_init (&self->layout, self->rows);
  self->told_at_end = TRUE;
  self->told_first_visible = self->told_last_visible = GTK_INVALID_LIST_POSITION;

  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * ui_message_list_new:
 *
 * Returns: (transfer floating): a list that shows nothing
 */
GtkWidget *
ui_message_list_new (void)
{
  return g_object_new (UI_TYPE_MESSAGE_LIST, NULL);
}
