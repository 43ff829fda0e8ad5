/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-message-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ui-format.h"
#include "ui-links.h"
#include "ui-message-layout.h"
#include "ui-text.h"

/* A word of more than so many characters is not tried narrower than so many. */
#define LONG_WORD 60
#define LONG_WORD_LEAST 20

/**
 * UiMessageRow:
 *
 * One message in the history. Rows are few and used again: ui_message_row_bind()
 * gives a row the message to show, whatever it showed before. It needs no more
 * than the message and its neighbors, so that a row costs the same in any history.
 */
struct _UiMessageRow
{
  GtkWidget parent_instance;

  ClientMessage *message;
  GSignalGroup *message_signals;

  GtkWidget *welcome_label;
  GtkWidget *date_label;
  GtkWidget *avatar;
  GtkWidget *heading;
  GtkWidget *sender_label;
  GtkWidget *time_label;
  GtkWidget *aside_label;
  GtkWidget *queued_icon;
  GtkWidget *bubble;
  GtkWidget *text_label;
  GtkWidget *more_button;
  GtkWidget *failed;
};

G_DEFINE_FINAL_TYPE (UiMessageRow, ui_message_row, GTK_TYPE_WIDGET)

/* Kept with the message: a row that is used again does not remember it. */
static GQuark
unfolded_quark (void)
{
  return g_quark_from_static_string ("ui-message-row-unfolded");
}

static gboolean
is_unfolded (ClientMessage *message)
{
  return g_object_get_qdata (G_OBJECT (message), unfolded_quark ()) != NULL;
}

static void
toggle_class (GtkWidget *widget, const char *name, gboolean wanted)
{
  if (wanted)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
set_optional_text (GtkWidget *label, const char *text)
{
  gtk_label_set_label (GTK_LABEL (label), text ? text : "");
  gtk_widget_set_visible (label, text != NULL);
}

/* A label asks how narrow it could be, for which Pango would break a long word everywhere. */
static void
set_wrapping (UiMessageRow *self, const char *text)
{
  gboolean has_long_word = ui_text_longest_run (text) > LONG_WORD;

  gtk_label_set_width_chars (GTK_LABEL (self->text_label), has_long_word ? LONG_WORD_LEAST : -1);
  gtk_label_set_wrap_mode (GTK_LABEL (self->text_label),
                           ui_text_is_wall (text) ? PANGO_WRAP_CHAR : PANGO_WRAP_WORD_CHAR);
}

static void
show_text (UiMessageRow *self)
{
  g_autofree char *tame = ui_text_tame (client_message_get_text (self->message));
  g_autofree char *preview = ui_text_preview (tame);
  gboolean unfolded = is_unfolded (self->message);
  const char *shown = preview && !unfolded ? preview : tame;
  g_autofree char *markup = ui_links_to_markup (shown);

  set_wrapping (self, shown);
  gtk_label_set_label (GTK_LABEL (self->text_label), markup);
  toggle_class (self->bubble, "emoji", ui_text_is_emoji (tame));

  gtk_widget_set_visible (self->more_button, preview != NULL);
  gtk_button_set_label (GTK_BUTTON (self->more_button),
                        unfolded ? _("Show Less") : _("Show More"));
}

/* The list item, which is what screen readers stop at, is around the row. */
static GtkAccessible *
get_list_item (UiMessageRow *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  return GTK_ACCESSIBLE (parent ? parent : GTK_WIDGET (self));
}

static void
show_state (UiMessageRow *self)
{
  ClientMessageState state = client_message_get_state (self->message);

  gtk_widget_set_visible (self->queued_icon, state == CLIENT_MESSAGE_QUEUED);
  gtk_widget_set_visible (self->failed, state == CLIENT_MESSAGE_FAILED);
  toggle_class (self->bubble, "queued", state == CLIENT_MESSAGE_QUEUED);
  gtk_accessible_update_property (get_list_item (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  state == CLIENT_MESSAGE_QUEUED   ? _("Waiting to be sent")
                                  : state == CLIENT_MESSAGE_FAILED ? _("Not sent")
                                                                   : "",
                                  -1);
}

static void
show_heading (UiMessageRow *self, gboolean continues)
{
  gboolean own = client_message_get_own (self->message);
  g_autofree char *hour = ui_format_time (client_message_get_time (self->message));
  g_autofree char *sender = ui_text_tame (client_message_get_sender (self->message));

  adw_avatar_set_text (ADW_AVATAR (self->avatar), sender);
  gtk_label_set_label (GTK_LABEL (self->sender_label), sender);
  gtk_label_set_label (GTK_LABEL (self->time_label), hour);
  gtk_label_set_label (GTK_LABEL (self->aside_label), hour);

  gtk_widget_set_visible (self->avatar, !own && !continues);
  gtk_widget_set_visible (self->heading, !continues);
  gtk_widget_set_visible (self->sender_label, !own);
  gtk_widget_set_visible (self->aside_label, continues);
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
show_date (UiMessageRow *self, ClientMessage *previous)
{
  gint64 time = client_message_get_time (self->message);
  g_autofree char *date = NULL;

  if (previous == NULL || !ui_format_same_day (client_message_get_time (previous), time))
    date = ui_format_date (time, g_get_real_time () / 1000);

  set_optional_text (self->date_label, date);
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
  g_autofree char *spoken = NULL;

  g_return_if_fail (UI_IS_MESSAGE_ROW (self));
  g_return_if_fail (CLIENT_IS_MESSAGE (message));
  g_return_if_fail (context != NULL);

  g_set_object (&self->message, message);
  g_signal_group_set_target (self->message_signals, message);

  continues = ui_format_continues (previous, message);
  set_optional_text (self->welcome_label, previous == NULL ? context->welcome : NULL);
  show_date (self, previous);
  show_heading (self, continues);
  show_group (self, continues, next != NULL && ui_format_continues (message, next));
  show_text (self);
  show_state (self);

  spoken = ui_format_message (message);
  gtk_accessible_update_property (get_list_item (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken,
                                  -1);
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

  g_signal_group_set_target (self->message_signals, NULL);
  g_clear_object (&self->message);
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

static void
on_more_clicked (UiMessageRow *self)
{
  gboolean unfolded = !is_unfolded (self->message);

  g_object_set_qdata (G_OBJECT (self->message), unfolded_quark (), GINT_TO_POINTER (unfolded));
  show_text (self);
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

static gboolean
on_activate_link (GtkLabel *label, const char *uri)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (label));

  if (ui_links_may_open (uri))
    gtk_show_uri (GTK_WINDOW (root), uri, GDK_CURRENT_TIME);

  return GDK_EVENT_STOP;
}

static void
copy_message (GtkWidget *widget, const char *action, GVariant *parameter)
{
  UiMessageRow *self = UI_MESSAGE_ROW (widget);

  if (self->message != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                            client_message_get_text (self->message));
}

static UiMessageLayout
get_layout (UiMessageRow *self)
{
  return (UiMessageLayout){
    .welcome = self->welcome_label,
    .date = self->date_label,
    .avatar = self->avatar,
    .heading = self->heading,
    .bubble = self->bubble,
    .icon = self->queued_icon,
    .aside = self->aside_label,
    .footer = self->failed,
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
  UiMessageLayout layout = get_layout (UI_MESSAGE_ROW (widget));

  ui_message_layout_allocate (&layout, width, gtk_widget_get_direction (widget));
}

static void
ui_message_row_dispose (GObject *object)
{
  UiMessageRow *self = UI_MESSAGE_ROW (object);
  GtkWidget *child = NULL;

  g_clear_object (&self->message_signals);
  g_clear_object (&self->message);
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

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-message-row.ui");
  gtk_widget_class_bind_template_child (widget_class, UiMessageRow, welcome_label);
  gtk_widget_class_bind_template_child (widget_class, UiMessageRow, date_label);
  gtk_widget_class_bind_template_child (widget_class, UiMessageRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, UiMessageRow, heading);
  gtk_widget_class_bind_template_child (widget_class, UiMessageRow, sender_label);
  gtk_widget_class_bind_template_child (widget_class, UiMessageRow, time_label);
  gtk_widget_class_bind_template_child (widget_class, UiMessageRow, aside_label);
  gtk_widget_class_bind_template_child (widget_class, UiMessageRow, queued_icon);
  gtk_widget_class_bind_template_child (widget_class, UiMessageRow, bubble);
  gtk_widget_class_bind_template_child (widget_class, UiMessageRow, text_label);
  gtk_widget_class_bind_template_child (widget_class, UiMessageRow, more_button);
  gtk_widget_class_bind_template_child (widget_class, UiMessageRow, failed);
  gtk_widget_class_bind_template_callback (widget_class, on_more_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_query_moment);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_link);

  gtk_widget_class_install_action (widget_class, "message.copy", NULL, copy_message);
  gtk_widget_class_set_css_name (widget_class, "message");
}

static void
ui_message_row_init (UiMessageRow *self)
{
  g_type_ensure (ADW_TYPE_AVATAR);
  gtk_widget_init_template (GTK_WIDGET (self));

  self->message_signals = g_signal_group_new (CLIENT_TYPE_MESSAGE);
  g_signal_group_connect_swapped (self->message_signals,
                                  "notify::state",
                                  G_CALLBACK (show_state),
                                  self);
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
