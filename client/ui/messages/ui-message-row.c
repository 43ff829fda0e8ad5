/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-message-row.h"

#include "ui-avatar.h"
#include "ui-format.h"
#include "ui-message-body.h"
#include "ui-message-content.h"
#include "ui-message-layout.h"
#include "ui-message-row-private.h"
#include "ui-message-tools.h"

/**
 * UiMessageRow:
 *
 * One message in the history. Rows are few and used again: ui_message_row_bind()
 * gives a row the message to show, whatever it showed before. It needs no more
 * than the message, its neighbors and a few facts about the room, so that a row costs
 * the same in any history. What few messages have is made when one has it.
 *
 * What people do with a message goes up as actions: `room` of the page that it is in.
 */
G_DEFINE_FINAL_TYPE (UiMessageRow, ui_message_row, GTK_TYPE_WIDGET)

static void
toggle_class (GtkWidget *widget, const char *name, gboolean wanted)
{
  if (wanted)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
show_group (UiMessageRow *self, gboolean continues, gboolean goes_on)
{
  gboolean own = client_message_get_own (self->message);

  toggle_class (GTK_WIDGET (self), "own", own);
  toggle_class (GTK_WIDGET (self), "other", !own);
  toggle_class (GTK_WIDGET (self), "continued", continues);
  toggle_class (GTK_WIDGET (self), "goes-on", goes_on);
}

static void
take_context (UiMessageRow *self, const UiMessageContext *context)
{
  g_set_object (&self->session, context->session);
  self->read_by_others = context->read_by_others;
  self->is_direct = context->is_direct;
  self->may_moderate = context->may_moderate;
  self->is_classic = context->is_classic;
}

/**
 * ui_message_row_bind:
 * @self: a row
 * @message: the message to show
 * @previous: (nullable): the message before it in the room
 * @next: (nullable): the message after it
 * @context: what is to be known of the room
 *
 * Shows a message. May be called again when its neighbors or the context change.
 */
void
ui_message_row_bind (UiMessageRow *self,
                     ClientMessage *message,
                     ClientMessage *previous,
                     ClientMessage *next,
                     const UiMessageContext *context)
{
  gboolean continues = FALSE;

  g_return_if_fail (UI_IS_MESSAGE_ROW (self));
  g_return_if_fail (CLIENT_IS_MESSAGE (message));
  g_return_if_fail (context != NULL);

  g_set_object (&self->message, message);
  g_signal_group_set_target (self->message_signals, message);
  take_context (self, context);

  ui_message_row_show_lines (self, previous, context);
  continues = ui_format_continues (previous, message)
              && (self->new_line == NULL || !gtk_widget_get_visible (self->new_line))
              && !client_message_get_after_hole (message);
  ui_message_row_show_heading (self, continues);
  show_group (self, continues, next != NULL && ui_format_continues (message, next));
  ui_message_row_show_body (self);
  ui_message_row_show_state (self);
  ui_message_row_show_reactions (self);
  ui_message_row_tell (self);
}

static void
release_tools (UiMessageRow *self)
{
  UiMessageTools *tools = self->tools;

  if (tools != NULL)
    ui_message_tools_release (tools, self);
  self->tools = NULL;
}

/**
 * ui_message_row_unbind:
 * @self: a row
 *
 * Lets go of the message. The row is not shown until it is bound again.
 */
void
ui_message_row_unbind (UiMessageRow *self)
{
  g_return_if_fail (UI_IS_MESSAGE_ROW (self));

  release_tools (self);
  g_signal_group_set_target (self->message_signals, NULL);
  g_clear_object (&self->message);
  g_clear_object (&self->session);
}

/**
 * ui_message_row_get_message:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the message that is shown
 */
ClientMessage *
ui_message_row_get_message (UiMessageRow *self)
{
  g_return_val_if_fail (UI_IS_MESSAGE_ROW (self), NULL);

  return self->message;
}

/**
 * ui_message_row_get_area:
 * @self: a row
 * @area: (out): where in the row the message is, without what stands above it
 *
 * Gets what a popover is to point to.
 */
void
ui_message_row_get_area (UiMessageRow *self, GdkRectangle *area)
{
  graphene_rect_t bounds;

  g_return_if_fail (UI_IS_MESSAGE_ROW (self));

  *area = (GdkRectangle){ 0 };
  if (gtk_widget_compute_bounds (self->bubble, GTK_WIDGET (self), &bounds))
    *area = (GdkRectangle){ (int) bounds.origin.x,
                            (int) bounds.origin.y,
                            (int) bounds.size.width,
                            (int) bounds.size.height };
}

/**
 * ui_message_row_set_bar:
 * @self: (nullable): a row that the bar is a child of
 * @bar: the bar of buttons
 *
 * Shows a bar beside the message for as long as it is a child of the row.
 */
void
ui_message_row_set_bar (UiMessageRow *self, GtkWidget *bar)
{
  if (self != NULL)
    g_set_weak_pointer (&self->bar, bar);
}

static void
on_more_clicked (UiMessageRow *self)
{
  ui_message_content_set_unfolded (self->message, !ui_message_content_is_unfolded (self->message));
  ui_message_row_show_body (self);
}

static void
on_sender_clicked (UiMessageRow *self)
{
  const char *user = self->message ? client_message_get_info (self->message)->user : NULL;

  if (user != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "room.details-of", "s", user);
}

/* Asked for, not set: a row is bound while it is laid out, when GTK cannot look for tooltips. */
static gboolean
on_query_moment (GtkWidget *label,
                 int x,
                 int y,
                 gboolean keyboard,
                 GtkTooltip *tooltip,
                 UiMessageRow *self)
{
  g_autofree char *moment = NULL;

  if (self->message == NULL)
    return FALSE;

  moment = ui_format_moment (client_message_get_time (self->message));
  gtk_tooltip_set_text (tooltip, moment);
  return TRUE;
}

/* The message has changed while it is shown. */

static void
on_body_changed (UiMessageRow *self)
{
  ui_message_row_show_body (self);
  ui_message_row_show_reactions (self);
  ui_message_row_show_state (self);
  ui_message_row_tell (self);
}

static void
on_state_changed (UiMessageRow *self)
{
  ui_message_row_show_state (self);
  ui_message_row_tell (self);
}

static void
on_reactions_changed (UiMessageRow *self)
{
  ui_message_row_show_reactions (self);
  ui_message_row_tell (self);
}

static void
on_hole_changed (UiMessageRow *self)
{
  if (self->hole_line != NULL)
    gtk_widget_set_visible (self->hole_line, client_message_get_after_hole (self->message));
}

static void
connect_signals (UiMessageRow *self)
{
  const struct
  {
    const char *name;
    GCallback callback;
  } signals[] = {
    { "notify::text", G_CALLBACK (on_body_changed) },
    { "notify::deleted", G_CALLBACK (on_body_changed) },
    { "notify::edited", G_CALLBACK (on_body_changed) },
    { "notify::reply-excerpt", G_CALLBACK (on_body_changed) },
    { "notify::mentions-me", G_CALLBACK (on_body_changed) },
    { "notify::state", G_CALLBACK (on_state_changed) },
    { "notify::seq", G_CALLBACK (on_state_changed) },
    { "notify::error", G_CALLBACK (on_state_changed) },
    { "notify::reactions", G_CALLBACK (on_reactions_changed) },
    { "notify::after-hole", G_CALLBACK (on_hole_changed) },
  };

  self->message_signals = g_signal_group_new (CLIENT_TYPE_MESSAGE);
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_group_connect_swapped (
      self->message_signals, signals[i].name, signals[i].callback, self);
}

static UiMessageLayout
get_layout (UiMessageRow *self)
{
  GtkWidget *bar = self->bar;

  if (bar != NULL && gtk_widget_get_parent (bar) != GTK_WIDGET (self))
    bar = NULL;

  return (UiMessageLayout){
    .across = { self->welcome_label, self->hole_line, self->date_label, self->new_line },
    .avatar = self->avatar,
    .heading = self->heading,
    .bubble = self->bubble,
    .icon = self->progress_icon,
    .aside = self->aside_label,
    .below = { self->reactions, self->failed },
    .bar = bar,
    .own = self->message != NULL && client_message_get_own (self->message),
  };
}

static GtkSizeRequestMode
ui_message_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
ui_message_row_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  UiMessageLayout layout = get_layout (UI_MESSAGE_ROW (widget));

  ui_message_layout_measure (&layout, orientation, for_size, minimum, natural);
}

static void
ui_message_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  UiMessageRow *self = UI_MESSAGE_ROW (widget);
  UiMessageLayout layout = get_layout (self);

  ui_message_layout_allocate (&layout, width, gtk_widget_get_direction (widget));

  if (self->tools == NULL)
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      gtk_popover_present (GTK_POPOVER (child));
}

static void
ui_message_row_dispose (GObject *object)
{
  UiMessageRow *self = UI_MESSAGE_ROW (object);
  GtkWidget *child = NULL;

  release_tools (self);
  g_clear_weak_pointer (&self->bar);
  g_clear_object (&self->message_signals);
  g_clear_object (&self->message);
  g_clear_object (&self->session);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ui_message_row_parent_class)->dispose (object);
}

static void
ui_message_row_class_init (UiMessageRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ui_message_row_dispose;
  widget_class->get_request_mode = ui_message_row_get_request_mode;
  widget_class->measure = ui_message_row_measure;
  widget_class->size_allocate = ui_message_row_size_allocate;

  g_type_ensure (UI_TYPE_AVATAR);
  g_type_ensure (UI_TYPE_MESSAGE_BODY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-message-row.ui");
  gtk_widget_class_bind_template_child (widget_class, UiMessageRow, date_label);
  gtk_widget_class_bind_template_child (widget_class, UiMessageRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, UiMessageRow, heading);
  gtk_widget_class_bind_template_child (widget_class, UiMessageRow, sender_button);
  gtk_widget_class_bind_template_child (widget_class, UiMessageRow, sender_label);
  gtk_widget_class_bind_template_child (widget_class, UiMessageRow, time_label);
  gtk_widget_class_bind_template_child (widget_class, UiMessageRow, aside_label);
  gtk_widget_class_bind_template_child (widget_class, UiMessageRow, bubble);
  gtk_widget_class_bind_template_child (widget_class, UiMessageRow, body);
  gtk_widget_class_bind_template_child (widget_class, UiMessageRow, more_button);
  gtk_widget_class_bind_template_callback (widget_class, on_more_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_query_moment);
  gtk_widget_class_bind_template_callback (widget_class, on_sender_clicked);

  ui_message_row_class_install_actions (widget_class);
  gtk_widget_class_set_css_name (widget_class, "message");
}

static void
ui_message_row_init (UiMessageRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  connect_signals (self);
}

/**
 * ui_message_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
ui_message_row_new (void)
{
  return g_object_new (UI_TYPE_MESSAGE_ROW, NULL);
}
