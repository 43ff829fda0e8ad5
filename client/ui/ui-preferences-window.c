/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-preferences-window.h"

/**
 * UiPreferencesWindow:
 *
 * What a person can choose. Choices hold as soon as they are made.
 */
struct _UiPreferencesWindow
{
  AdwPreferencesWindow parent_instance;

  GtkWidget *notifications_switch;
  GtkWidget *text_switch;
  GtkWidget *background_switch;
  GtkWidget *style_row;
};

G_DEFINE_FINAL_TYPE (UiPreferencesWindow, ui_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

/* In the order of the rows of the list in the window. */
static const char *const styles[] = { "default", "force-light", "force-dark" };

static gboolean
style_to_row (GValue *value, GVariant *variant, gpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (g_strcmp0 (g_variant_get_string (variant, NULL), styles[i]) == 0)
      {
        g_value_set_uint (value, i);
        return TRUE;
      }

  return FALSE;
}

static GVariant *
style_from_row (const GValue *value, const GVariantType *type, gpointer data)
{
  guint row = g_value_get_uint (value);

  return row < G_N_ELEMENTS (styles) ? g_variant_new_string (styles[row]) : NULL;
}

static void
ui_preferences_window_class_init (UiPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class,
    "/io/github/charla_chat/Charla/ui-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesWindow, notifications_switch);
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesWindow, text_switch);
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesWindow, background_switch);
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesWindow, style_row);
}

static void
ui_preferences_window_init (UiPreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ui_preferences_window_new:
 * @settings: where the choices are kept
 * @parent: the window that it belongs to
 *
 * Returns: (transfer full): the preferences
 */
GtkWidget *
ui_preferences_window_new (GSettings *settings, GtkWindow *parent)
{
  UiPreferencesWindow *self =
    g_object_new (UI_TYPE_PREFERENCES_WINDOW, "transient-for", parent, NULL);

  g_settings_bind (settings,
                   "notifications",
                   self->notifications_switch,
                   "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings,
                   "show-message-text",
                   self->text_switch,
                   "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings,
                   "run-in-background",
                   self->background_switch,
                   "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (settings,
                                "color-scheme",
                                self->style_row,
                                "selected",
                                G_SETTINGS_BIND_DEFAULT,
                                style_to_row,
                                style_from_row,
                                NULL,
                                NULL);

  return GTK_WIDGET (self);
}
