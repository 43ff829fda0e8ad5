/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-message-tools.h"

#include <glib/gi18n.h>

#include "ui-message-menu.h"

/**
 * UiMessageTools:
 *
 * What one does with a message: the menu, a bar of buttons on the message that is pointed
 * at, and the choice of emoji. There is one of each for a whole list, whichever row it is
 * on, so that a row costs nothing for them.
 */
struct _UiMessageTools
{
  GObject parent_instance;

  GtkWidget *list; /* not owned: owns this */

  GtkWidget *bar;
  GtkWidget *bar_reply;
  GtkWidget *bar_react;
  UiMessageRow *bar_row; /* not owned: tells when it is gone */

  GtkWidget *menu;
  UiMessageRow *menu_row; /* the same */
  gboolean by_key;

  GtkWidget *chooser;
  UiMessageRow *chooser_row; /* the same */
  gint64 chooser_seq;
};

G_DEFINE_FINAL_TYPE (UiMessageTools, ui_message_tools, G_TYPE_OBJECT)

static GQuark
tools_quark (void)
{
  return g_quark_from_static_string ("ui-message-tools");
}

/**
 * ui_message_tools_find:
 * @widget: a row of a list, or what is in it
 *
 * Returns: (transfer none) (nullable): the tools of the list
 */
UiMessageTools *
ui_message_tools_find (GtkWidget *widget)
{
  UiMessageTools *tools = NULL;

  for (; widget != NULL && tools == NULL; widget = gtk_widget_get_parent (widget))
    tools = g_object_get_qdata (G_OBJECT (widget), tools_quark ());

  return tools;
}

/* A row that has nothing of the tools any more need not tell when it goes. */
static void
let_go (UiMessageTools *self, UiMessageRow *row)
{
  if (row != NULL && row != self->bar_row && row != self->menu_row && row != self->chooser_row)
    ui_message_row_set_tools (row, NULL);
}

static void
move (UiMessageTools *self, GtkWidget *widget, UiMessageRow **place, UiMessageRow *row)
{
  UiMessageRow *old = *place;

  if (old == row)
    return;

  *place = row;
  if (old != NULL)
    gtk_widget_unparent (widget);
  let_go (self, old);
  if (row == NULL)
    return;

  gtk_widget_set_parent (widget, GTK_WIDGET (row));
  ui_message_row_set_tools (row, self);
}

static GtkWidget *
make_button (GtkWidget *bar, const char *icon, const char *action, const char *name)
{
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON,
                                    "icon-name", icon,
                                    "action-name", action,
                                    "tooltip-text", name,
                                    "focusable", FALSE,
                                    NULL);

  gtk_accessible_update_property (
    GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_box_append (GTK_BOX (bar), button);
  return button;
}

static void
make_bar (UiMessageTools *self)
{
  self->bar = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  gtk_widget_add_css_class (self->bar, "message-bar");
  self->bar_react = make_button (self->bar, "face-smile-symbolic", "message.react", _("React…"));
  self->bar_reply =
    make_button (self->bar, "mail-reply-sender-symbolic", "message.reply", _("Reply"));
  make_button (self->bar, "view-more-symbolic", "message.menu", _("More"));
}

static void
put_bar (UiMessageTools *self, UiMessageRow *row)
{
  UiOffers offers = row ? ui_message_row_get_offers (row) : 0;

  if (self->bar_row == row)
    return;

  if (offers == 0)
    row = NULL;
  if (self->bar == NULL)
    make_bar (self);

  move (self, self->bar, &self->bar_row, row);
  ui_message_row_set_bar (row, self->bar);
  gtk_widget_set_visible (self->bar_reply, offers & UI_OFFER_REPLY);
  gtk_widget_set_visible (self->bar_react, offers & UI_OFFER_REACT);
}

static UiMessageRow *
find_row (GtkWidget *widget)
{
  GtkWidget *row = widget ? gtk_widget_get_ancestor (widget, UI_TYPE_MESSAGE_ROW) : NULL;

  return row != NULL && ui_message_row_get_message (UI_MESSAGE_ROW (row)) != NULL
           ? UI_MESSAGE_ROW (row)
           : NULL;
}

/* Of events in the popovers the list hears as well. */
static gboolean
is_in_list (UiMessageTools *self, GtkEventController *controller)
{
  GdkEvent *event = gtk_event_controller_get_current_event (controller);
  GtkNative *native = gtk_widget_get_native (self->list);

  return event != NULL && native != NULL
         && gdk_event_get_surface (event) == gtk_native_get_surface (native);
}

/**
 * ui_message_tools_open_menu:
 * @self: the tools
 * @row: a row of the list that shows a message
 * @area: (nullable): where in the row it is pointed at, or %NULL for the whole message
 * @uri: (nullable): the link that is pointed at
 *
 * Opens the menu of a message.
 */
void
ui_message_tools_open_menu (UiMessageTools *self,
                            UiMessageRow *row,
                            const GdkRectangle *area,
                            const char *uri)
{
  g_autoptr (GMenuModel) model = NULL;
  gboolean rtl = gtk_widget_get_direction (self->list) == GTK_TEXT_DIR_RTL;
  GdkRectangle whole = { 0 };

  model = ui_message_menu_new (ui_message_row_get_offers (row),
                               client_message_get_seq (ui_message_row_get_message (row)),
                               uri);
  if (g_menu_model_get_n_items (model) == 0)
    return;

  ui_message_row_get_area (row, &whole);
  move (self, self->menu, &self->menu_row, row);
  self->by_key = area == NULL;
  gtk_widget_set_halign (self->menu, rtl ? GTK_ALIGN_END : GTK_ALIGN_START);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), area ? area : &whole);
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), model);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* Whoever came by the keyboard goes on where they were. */
static void
on_menu_closed (UiMessageTools *self)
{
  if (self->by_key && self->menu_row != NULL)
    gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (self->menu_row)));
}

static void
on_emoji_picked (UiMessageTools *self, const char *emoji)
{
  gtk_widget_activate_action (self->list, "room.react", "(xs)", self->chooser_seq, emoji);
}

/**
 * ui_message_tools_react:
 * @self: the tools
 * @row: a row of the list that shows a message of the log
 *
 * Has the person choose an emoji, and reacts to the message with it.
 */
void
ui_message_tools_react (UiMessageTools *self, UiMessageRow *row)
{
  GdkRectangle area = { 0 };

  /* It reads all emoji there are: not before somebody wants one. */
  if (self->chooser == NULL)
    {
      self->chooser = g_object_ref_sink (gtk_emoji_chooser_new ());
      g_signal_connect_object (
        self->chooser, "emoji-picked", G_CALLBACK (on_emoji_picked), self, G_CONNECT_SWAPPED);
    }

  ui_message_row_get_area (row, &area);
  move (self, self->chooser, &self->chooser_row, row);
  self->chooser_seq = client_message_get_seq (ui_message_row_get_message (row));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->chooser), &area);
  gtk_popover_popup (GTK_POPOVER (self->chooser));
}

/**
 * ui_message_tools_release:
 * @self: the tools
 * @row: a row
 *
 * Takes away from a row what is there of the tools: it shows its message no longer.
 */
void
ui_message_tools_release (UiMessageTools *self, UiMessageRow *row)
{
  if (self->bar_row == row)
    put_bar (self, NULL);
  if (self->menu_row == row)
    move (self, self->menu, &self->menu_row, NULL);
  if (self->chooser_row == row)
    move (self, self->chooser, &self->chooser_row, NULL);
}

static void
on_motion (GtkEventController *controller, double x, double y, UiMessageTools *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (controller);

  /* Not while somebody selects text. */
  if ((state & (GDK_BUTTON1_MASK | GDK_BUTTON3_MASK)) == 0)
    put_bar (self, find_row (gtk_widget_pick (self->list, x, y, GTK_PICK_DEFAULT)));
}

static void
on_leave (UiMessageTools *self)
{
  put_bar (self, NULL);
}

/* What is pointed at goes away below the pointer. */
static gboolean
on_scroll (UiMessageTools *self)
{
  put_bar (self, NULL);
  return GDK_EVENT_PROPAGATE;
}

static void
open_menu_at (UiMessageTools *self, GtkGesture *gesture, double x, double y)
{
  GtkWidget *picked = gtk_widget_pick (self->list, x, y, GTK_PICK_DEFAULT);
  UiMessageRow *row = find_row (picked);
  g_autofree char *uri = NULL;
  double row_x = 0;
  double row_y = 0;

  if (row == NULL || !is_in_list (self, GTK_EVENT_CONTROLLER (gesture))
      || !gtk_widget_translate_coordinates (
        self->list, GTK_WIDGET (row), x, y, &row_x, &row_y))
    return;

  if (GTK_IS_LABEL (picked))
    uri = g_strdup (gtk_label_get_current_uri (GTK_LABEL (picked)));
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  ui_message_tools_open_menu (
    self, row, &(GdkRectangle){ (int) row_x, (int) row_y, 1, 1 }, uri);
}

static void
on_pressed (GtkGesture *gesture, int n_press, double x, double y, UiMessageTools *self)
{
  open_menu_at (self, gesture, x, y);
}

static void
on_long_pressed (GtkGesture *gesture, double x, double y, UiMessageTools *self)
{
  open_menu_at (self, gesture, x, y);
}

/* Of the row that has the focus, or in which something has it; not in a popover of it. */
static gboolean
on_menu_key (GtkWidget *list, GVariant *args, gpointer data)
{
  UiMessageTools *self = ui_message_tools_find (list);
  GtkWidget *item = gtk_widget_get_focus_child (list);
  GtkWidget *focus = item ? gtk_root_get_focus (gtk_widget_get_root (list)) : NULL;
  UiMessageRow *row = item ? find_row (gtk_widget_get_first_child (item)) : NULL;

  if (row == NULL || focus == NULL
      || gtk_widget_get_native (focus) != gtk_widget_get_native (list))
    return FALSE;

  ui_message_tools_open_menu (self, row, NULL, NULL);
  return TRUE;
}

static void
add_pointer (UiMessageTools *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();

  g_signal_connect_object (motion, "motion", G_CALLBACK (on_motion), self, 0);
  g_signal_connect_object (motion, "leave", G_CALLBACK (on_leave), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->list, motion);

  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect_object (scroll, "scroll", G_CALLBACK (on_scroll), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->list, scroll);

  /* Before the texts, which have menus of their own. */
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_pressed), self, 0);
  gtk_widget_add_controller (self->list, GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  g_signal_connect_object (press, "pressed", G_CALLBACK (on_long_pressed), self, 0);
  gtk_widget_add_controller (self->list, GTK_EVENT_CONTROLLER (press));
}

static void
add_keys (UiMessageTools *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Menu|<Shift>F10"),
                      gtk_callback_action_new (on_menu_key, NULL, NULL)));
  gtk_widget_add_controller (self->list, keys);
}

static void
ui_message_tools_dispose (GObject *object)
{
  UiMessageTools *self = UI_MESSAGE_TOOLS (object);

  g_clear_object (&self->bar);
  g_clear_object (&self->menu);
  g_clear_object (&self->chooser);

  G_OBJECT_CLASS (ui_message_tools_parent_class)->dispose (object);
}

static void
ui_message_tools_class_init (UiMessageToolsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ui_message_tools_dispose;
}

static void
ui_message_tools_init (UiMessageTools *self)
{
  self->menu = g_object_ref_sink (gtk_popover_menu_new_from_model (NULL));
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  g_signal_connect_object (
    self->menu, "closed", G_CALLBACK (on_menu_closed), self, G_CONNECT_SWAPPED);
}

/**
 * ui_message_tools_attach:
 * @list: a list whose items have a #UiMessageRow as their first child
 *
 * Gives a list its tools: a menu by the pointer, by a finger that stays, or by a key, and
 * a bar on the message that is pointed at. They belong to the list.
 */
void
ui_message_tools_attach (GtkWidget *list)
{
  UiMessageTools *self = g_object_new (UI_TYPE_MESSAGE_TOOLS, NULL);

  self->list = list;
  g_object_set_qdata_full (G_OBJECT (list), tools_quark (), self, g_object_unref);
  add_pointer (self);
  add_keys (self);
}
