/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-composer-field.h"

#include "charla-config.h"
#include "ui-completion.h"
#include "ui-spelling-menu.h"
#include "ui-text.h"

/* The field is as high as its text, up to a third of the window, but never lower than that. */
#define HEIGHT_MIN 126

/**
 * UiComposerField:
 *
 * The field in which one writes: several lines, with completion and emoji.
 *
 * Signals: "changed": the text is another one; "inserted-long": the person has put in something
 * long at once; "send" and "edit-last": what the person wants by a key; "left": the focus is elsewhere; "page" (gboolean
 * down): they want to read on in the history; "leave": they want out of what they do, which
 * returns whether there was anything.
 */
struct _UiComposerField
{
  GtkWidget parent_instance;

  GSettings *settings;
  GSignalGroup *surface_signals;
  UiSpelling *spelling;
  UiSpellingMenu *spelling_menu;
  gboolean is_composing;
  guint scroll_id;

  UiComposerBuffer *buffer;
  GtkWidget *scrolled_window;
  GtkWidget *text_view;
  GtkWidget *placeholder;
  GtkWidget *emoji_button;
  GtkWidget *completion;
};

G_DEFINE_FINAL_TYPE (UiComposerField, ui_composer_field, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  INSERTED_LONG,
  SEND,
  EDIT_LAST,
  LEFT,
  PAGE,
  LEAVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
update_placeholder (UiComposerField *self)
{
  gtk_widget_set_visible (self->placeholder,
                          !self->is_composing && ui_composer_buffer_is_empty (self->buffer));
}

static void
on_buffer_changed (UiComposerField *self)
{
  g_autofree char *text = ui_composer_buffer_dup (self->buffer);

  update_placeholder (self);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->text_view),
                               ui_text_is_wall (text) ? GTK_WRAP_CHAR : GTK_WRAP_WORD_CHAR);
  if (!ui_composer_buffer_is_setting (self->buffer))
    ui_completion_update (UI_COMPLETION (self->completion));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_cursor_moved (UiComposerField *self)
{
  if (!ui_composer_buffer_is_setting (self->buffer))
    ui_completion_update (UI_COMPLETION (self->completion));
}

static void
on_inserted_long (UiComposerField *self)
{
  g_signal_emit (self, signals[INSERTED_LONG], 0);
}

/* Only where the field cannot grow any more: before it has grown, all is out of sight. */
static void
scroll_to_cursor (gpointer user_data)
{
  UiComposerField *self = user_data;
  GtkScrolledWindow *window = GTK_SCROLLED_WINDOW (self->scrolled_window);
  double height = gtk_adjustment_get_upper (gtk_scrolled_window_get_vadjustment (window));

  self->scroll_id = 0;
  if (height > gtk_scrolled_window_get_max_content_height (window))
    gtk_text_view_scroll_mark_onscreen (
      GTK_TEXT_VIEW (self->text_view),
      gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)));
}

static void
queue_scroll (UiComposerField *self)
{
  if (self->scroll_id == 0)
    self->scroll_id = g_idle_add_once (scroll_to_cursor, self);
}

static gboolean
is_enter (guint keyval)
{
  return keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter;
}

static gboolean
is_down (guint keyval)
{
  return keyval == GDK_KEY_Page_Down || keyval == GDK_KEY_KP_Page_Down;
}

static gboolean
is_page (guint keyval)
{
  return is_down (keyval) || keyval == GDK_KEY_Page_Up || keyval == GDK_KEY_KP_Page_Up;
}

static void
press_enter (UiComposerField *self, GdkModifierType modifiers)
{
  gboolean sends = (modifiers & GDK_SHIFT_MASK) == 0
                   && g_settings_get_boolean (self->settings, "enter-sends")
                        == ((modifiers & GDK_CONTROL_MASK) == 0);

  if (sends)
    g_signal_emit (self, signals[SEND], 0);
  else
    {
      /* The line that begins may be below what one sees. */
      ui_composer_buffer_type (self->buffer, "\n");
      queue_scroll (self);
    }
}

/* Keys that mean something else where nothing is written. */
static gboolean
take_plain_key (UiComposerField *self, guint keyval)
{
  gboolean handled = FALSE;

  if (keyval == GDK_KEY_Escape)
    g_signal_emit (self, signals[LEAVE], 0, &handled);
  else if ((keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up) && ui_composer_buffer_is_empty (self->buffer))
    {
      handled = TRUE;
      g_signal_emit (self, signals[EDIT_LAST], 0);
    }

  return handled;
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                UiComposerField *self)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if (self->is_composing)
    return GDK_EVENT_PROPAGATE;
  if (modifiers == 0
      && (ui_completion_take_key (UI_COMPLETION (self->completion), keyval)
          || take_plain_key (self, keyval)))
    return GDK_EVENT_STOP;
  if (!is_enter (keyval) && (!is_page (keyval) || modifiers != 0))
    return GDK_EVENT_PROPAGATE;

  /* An input method may have them choose one of its candidates. */
  if (gtk_text_view_im_context_filter_keypress (GTK_TEXT_VIEW (self->text_view), event))
    return GDK_EVENT_STOP;

  if (is_page (keyval))
    g_signal_emit (self, signals[PAGE], 0, is_down (keyval));
  else
    press_enter (self, modifiers);

  return GDK_EVENT_STOP;
}

static void
on_preedit_changed (UiComposerField *self, const char *preedit)
{
  self->is_composing = *preedit != '\0';
  update_placeholder (self);
}

static void
on_focus_left (UiComposerField *self)
{
  ui_completion_close (UI_COMPLETION (self->completion));
  g_signal_emit (self, signals[LEFT], 0);
}

static void
on_emoji_picked (UiComposerField *self, const char *emoji)
{
  ui_composer_buffer_type (self->buffer, emoji);
}

/* It reads all the emoji that there are, which takes a while. */
static void
create_chooser (GtkMenuButton *button, gpointer user_data)
{
  UiComposerField *self = user_data;
  GtkWidget *chooser = NULL;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;

  chooser = gtk_emoji_chooser_new ();
  gtk_widget_set_halign (chooser, GTK_ALIGN_END);
  g_signal_connect_object (chooser, "emoji-picked", G_CALLBACK (on_emoji_picked), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (chooser, "closed", G_CALLBACK (ui_composer_field_write), self,
                           G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (button, chooser);
}

/* The chooser of the text view itself stands beside the cursor, where there may be no room. */
static void
on_insert_emoji (UiComposerField *self)
{
  g_signal_stop_emission_by_name (self->text_view, "insert-emoji");
  gtk_menu_button_popup (GTK_MENU_BUTTON (self->emoji_button));
}

/* What is written is not to take the place of what one answers. */
static void
on_surface_height_changed (GdkSurface *surface, GParamSpec *pspec, UiComposerField *self)
{
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scrolled_window),
                                              MAX (HEIGHT_MIN, gdk_surface_get_height (surface) / 3));
}

/**
 * ui_composer_field_set_room:
 * @self: a field
 * @session: (nullable): a session
 * @room: (nullable): the room of it in which one writes
 *
 * Completes the names of who is in that room.
 */
void
ui_composer_field_set_room (UiComposerField *self, ClientSession *session, ClientRoom *room)
{
  g_return_if_fail (UI_IS_COMPOSER_FIELD (self));

  ui_completion_set_room (UI_COMPLETION (self->completion), session, room);
}

/**
 * ui_composer_field_get_buffer:
 * @self: a field
 *
 * Returns: (transfer none): what is being written
 */
UiComposerBuffer *
ui_composer_field_get_buffer (UiComposerField *self)
{
  g_return_val_if_fail (UI_IS_COMPOSER_FIELD (self), NULL);

  return self->buffer;
}

/**
 * ui_composer_field_set_text:
 * @self: a field
 * @text: (nullable): what it is to say
 * @cursor: where one writes on in it, in characters; -1 for its end
 *
 * Puts another text into the field.
 */
void
ui_composer_field_set_text (UiComposerField *self, const char *text, int cursor)
{
  g_return_if_fail (UI_IS_COMPOSER_FIELD (self));

  ui_completion_close (UI_COMPLETION (self->completion));
  ui_composer_buffer_set (self->buffer, text, cursor);
  queue_scroll (self);
}

/**
 * ui_composer_field_set_frozen:
 * @self: a field
 * @is_frozen: whether its text stays as it is
 *
 * Keeps the text as it is while it is sent; the focus stays.
 */
void
ui_composer_field_set_frozen (UiComposerField *self, gboolean is_frozen)
{
  g_return_if_fail (UI_IS_COMPOSER_FIELD (self));

  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->text_view), !is_frozen);
  gtk_widget_set_sensitive (self->emoji_button, !is_frozen);
}

/**
 * ui_composer_field_set_problem:
 * @self: a field
 * @problem: (nullable): what says why the text cannot be sent
 *
 * Tells those who hear the field that its text cannot be sent, and why.
 */
void
ui_composer_field_set_problem (UiComposerField *self, GtkWidget *problem)
{
  GtkAccessible *field = NULL;

  g_return_if_fail (UI_IS_COMPOSER_FIELD (self));

  field = GTK_ACCESSIBLE (self->text_view);
  if (problem == NULL)
    {
      gtk_accessible_reset_relation (field, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
      gtk_accessible_reset_state (field, GTK_ACCESSIBLE_STATE_INVALID);
      return;
    }

  gtk_accessible_update_relation (field, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, problem, NULL, -1);
  gtk_accessible_update_state (field, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
}

/**
 * ui_composer_field_write:
 * @self: a field
 *
 * Gives it the focus.
 */
void
ui_composer_field_write (UiComposerField *self)
{
  g_return_if_fail (UI_IS_COMPOSER_FIELD (self));

  gtk_widget_grab_focus (self->text_view);
}

/**
 * ui_composer_field_take_key:
 * @self: a field
 * @controller: what has seen a key that nobody wanted
 * @keyval: the key
 * @modifiers: the modifiers held with it
 *
 * Takes what is typed while nothing that could use it has the focus.
 *
 * Returns: whether the key was taken
 */
gboolean
ui_composer_field_take_key (UiComposerField *self,
                            GtkEventControllerKey *controller,
                            guint keyval,
                            GdkModifierType modifiers)
{
  gunichar c = gdk_keyval_to_unicode (keyval);

  g_return_val_if_fail (UI_IS_COMPOSER_FIELD (self), FALSE);

  if (c == 0 || g_unichar_iscntrl (c) || gtk_widget_has_focus (self->text_view)
      || !gtk_widget_get_mapped (self->text_view)
      || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)) != 0)
    return FALSE;

  gtk_widget_grab_focus (self->text_view);
  return gtk_event_controller_key_forward (controller, self->text_view);
}

static void
ui_composer_field_realize (GtkWidget *widget)
{
  UiComposerField *self = UI_COMPOSER_FIELD (widget);
  GdkSurface *surface = NULL;

  GTK_WIDGET_CLASS (ui_composer_field_parent_class)->realize (widget);

  surface = gtk_native_get_surface (gtk_widget_get_native (widget));
  g_signal_group_set_target (self->surface_signals, surface);
  on_surface_height_changed (surface, NULL, self);
}

static void
ui_composer_field_unrealize (GtkWidget *widget)
{
  g_signal_group_set_target (UI_COMPOSER_FIELD (widget)->surface_signals, NULL);

  GTK_WIDGET_CLASS (ui_composer_field_parent_class)->unrealize (widget);
}

static void
ui_composer_field_dispose (GObject *object)
{
  UiComposerField *self = UI_COMPOSER_FIELD (object);
  GtkWidget *child = NULL;

  g_clear_handle_id (&self->scroll_id, g_source_remove);
  g_clear_object (&self->spelling_menu);
  g_clear_object (&self->spelling);
  g_clear_object (&self->surface_signals);
  g_clear_object (&self->settings);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ui_composer_field_parent_class)->dispose (object);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name, UI_TYPE_COMPOSER_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 0);
}

static void
ui_composer_field_class_init (UiComposerFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ui_composer_field_dispose;
  widget_class->realize = ui_composer_field_realize;
  widget_class->unrealize = ui_composer_field_unrealize;

  signals[CHANGED] = add_signal ("changed");
  signals[INSERTED_LONG] = add_signal ("inserted-long");
  signals[SEND] = add_signal ("send");
  signals[EDIT_LAST] = add_signal ("edit-last");
  signals[LEFT] = add_signal ("left");
  signals[PAGE] = g_signal_new ("page", UI_TYPE_COMPOSER_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[LEAVE] = g_signal_new ("leave", UI_TYPE_COMPOSER_FIELD, G_SIGNAL_RUN_LAST, 0,
                                 g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 0);

  g_type_ensure (UI_TYPE_COMPOSER_BUFFER);
  gtk_widget_class_set_template_from_resource (
    widget_class,
    "/io/github/charla_chat/Charla/ui-composer-field.ui");
  gtk_widget_class_bind_template_child (widget_class, UiComposerField, buffer);
  gtk_widget_class_bind_template_child (widget_class, UiComposerField, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, UiComposerField, text_view);
  gtk_widget_class_bind_template_child (widget_class, UiComposerField, placeholder);
  gtk_widget_class_bind_template_child (widget_class, UiComposerField, emoji_button);
  gtk_widget_class_bind_template_callback (widget_class, on_buffer_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_cursor_moved);
  gtk_widget_class_bind_template_callback (widget_class, on_inserted_long);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed);
  gtk_widget_class_bind_template_callback (widget_class, on_preedit_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_insert_emoji);
  gtk_widget_class_bind_template_callback (widget_class, on_focus_left);
  gtk_widget_class_set_css_name (widget_class, "composerfield");
}

static void
ui_composer_field_init (UiComposerField *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->emoji_button),
                                         create_chooser,
                                         self,
                                         NULL);

  self->settings = g_settings_new (CHARLA_APPLICATION_ID);
  self->spelling = ui_spelling_new (GTK_TEXT_BUFFER (self->buffer), self->settings);
  self->spelling_menu =
    ui_spelling_menu_new (GTK_TEXT_VIEW (self->text_view), self->spelling, self->settings);
  self->completion = ui_completion_new (GTK_TEXT_VIEW (self->text_view));
  gtk_widget_set_parent (self->completion, GTK_WIDGET (self));

  self->surface_signals = g_signal_group_new (GDK_TYPE_SURFACE);
  g_signal_group_connect (self->surface_signals,
                          "notify::height",
                          G_CALLBACK (on_surface_height_changed),
                          self);
}

/**
 * ui_composer_field_new:
 *
 * Returns: (transfer floating): an empty field
 */
GtkWidget *
ui_composer_field_new (void)
{
  return g_object_new (UI_TYPE_COMPOSER_FIELD, NULL);
}
