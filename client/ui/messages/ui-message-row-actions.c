/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "ui-message-row-private.h"
#include "ui-message-tools.h"

/**
 * ui_message_row_get_offers:
 * @self: a row
 *
 * Returns: what one can do with the message; nothing if there is none
 */
UiOffers
ui_message_row_get_offers (UiMessageRow *self)
{
  UiOfferFacts facts = { 0 };

  g_return_val_if_fail (UI_IS_MESSAGE_ROW (self), 0);

  if (self->message == NULL)
    return 0;

  facts.state = client_message_get_state (self->message);
  facts.has_place = client_message_get_seq (self->message) > 0;
  facts.is_own = client_message_get_own (self->message);
  facts.is_deleted = client_message_get_deleted (self->message);
  facts.may_moderate = self->may_moderate;
  facts.is_classic = self->is_classic;
  return ui_message_offers (&facts);
}

/**
 * ui_message_row_set_tools:
 * @self: a row
 * @tools: (nullable): tools that stay alive until they were told that the row goes
 *
 * Sets whom to tell when the row shows its message no longer.
 */
void
ui_message_row_set_tools (UiMessageRow *self, UiMessageTools *tools)
{
  g_return_if_fail (UI_IS_MESSAGE_ROW (self));

  self->tools = tools;
}

static char *
dup_selected (GtkWidget *widget)
{
  char *selected = NULL;
  int start = 0;
  int end = 0;

  if (GTK_IS_LABEL (widget)
      && gtk_label_get_selection_bounds (GTK_LABEL (widget), &start, &end))
    return g_utf8_substring (gtk_label_get_text (GTK_LABEL (widget)), start, end);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && selected == NULL;
       child = gtk_widget_get_next_sibling (child))
    selected = dup_selected (child);

  return selected;
}

/* What is selected of it, or all as it was written. */
static void
copy (GtkWidget *widget, const char *action, GVariant *parameter)
{
  UiMessageRow *self = UI_MESSAGE_ROW (widget);
  g_autofree char *selected = dup_selected (self->body);

  if (self->message != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                            selected ? selected : client_message_get_text (self->message));
}

static void
copy_address (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *uri = g_variant_get_string (parameter, NULL);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          g_str_has_prefix (uri, "mailto:") ? uri + strlen ("mailto:") : uri);
}

static void
react (GtkWidget *widget, const char *action, GVariant *parameter)
{
  UiMessageRow *self = UI_MESSAGE_ROW (widget);
  UiMessageTools *tools = ui_message_tools_find (widget);

  if (tools != NULL && (ui_message_row_get_offers (self) & UI_OFFER_REACT) != 0)
    ui_message_tools_react (tools, self);
}

static void
open_menu (GtkWidget *widget, const char *action, GVariant *parameter)
{
  UiMessageRow *self = UI_MESSAGE_ROW (widget);
  UiMessageTools *tools = ui_message_tools_find (widget);
  GtkAllocation area = { 0 };

  if (tools == NULL || self->bar == NULL)
    return;

  gtk_widget_get_allocation (self->bar, &area);
  ui_message_tools_open_menu (tools, self, &area, NULL);
}

/* Has the room do something with a message of the log. */
static void
activate_with_seq (GtkWidget *widget, const char *action)
{
  ClientMessage *message = UI_MESSAGE_ROW (widget)->message;

  if (message != NULL)
    gtk_widget_activate_action (widget, action, "x", client_message_get_seq (message));
}

/* Has the room do something with what was written here. */
static void
activate_with_nonce (GtkWidget *widget, const char *action)
{
  ClientMessage *message = UI_MESSAGE_ROW (widget)->message;
  const char *nonce = message ? client_message_get_nonce (message) : NULL;

  if (nonce != NULL)
    gtk_widget_activate_action (widget, action, "s", nonce);
}

static void
reply (GtkWidget *widget, const char *action, GVariant *parameter)
{
  activate_with_seq (widget, "room.reply");
}

static void
load_hole (GtkWidget *widget, const char *action, GVariant *parameter)
{
  activate_with_seq (widget, "room.load-hole");
}

static void
retry (GtkWidget *widget, const char *action, GVariant *parameter)
{
  activate_with_nonce (widget, "room.retry");
}

static void
discard (GtkWidget *widget, const char *action, GVariant *parameter)
{
  activate_with_nonce (widget, "room.drop");
}

void
ui_message_row_class_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "message.copy", NULL, copy);
  gtk_widget_class_install_action (widget_class, "message.copy-address", "s", copy_address);
  gtk_widget_class_install_action (widget_class, "message.react", NULL, react);
  gtk_widget_class_install_action (widget_class, "message.menu", NULL, open_menu);
  gtk_widget_class_install_action (widget_class, "message.reply", NULL, reply);
  gtk_widget_class_install_action (widget_class, "message.load-hole", NULL, load_hole);
  gtk_widget_class_install_action (widget_class, "message.retry", NULL, retry);
  gtk_widget_class_install_action (widget_class, "message.discard", NULL, discard);
}
