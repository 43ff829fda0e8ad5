/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-preferences-window.h"

#include "ui-attention.h"

/**
 * UiPreferencesWindow:
 *
 * What a person can choose. Choices hold as soon as they are made.
 */
struct _UiPreferencesWindow
{
  AdwPreferencesWindow parent_instance;

  GtkWidget *about_row;
  GtkWidget *text_switch;
  GtkWidget *enter_switch;
  GtkWidget *spelling_switch;
  GtkWidget *background_switch;
  GtkWidget *style_row;
};

G_DEFINE_FINAL_TYPE (UiPreferencesWindow, ui_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

/* In the order of the rows of the lists in the window. */
static const char *const abouts[] = { "all", "mentions", "none", NULL };
static const char *const styles[] = { "default", "force-light", "force-dark", NULL };

static gboolean
choice_to_row (GValue *value, GVariant *variant, gpointer choices)
{
  const char *const *names = choices;

  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (g_variant_get_string (variant, NULL), names[i]))
      {
        g_value_set_uint (value, i);
        return TRUE;
      }

  return FALSE;
}

static GVariant *
choice_from_row (const GValue *value, const GVariantType *type, gpointer choices)
{
  const char *const *names = choices;
  guint row = g_value_get_uint (value);

  return row < g_strv_length ((char **) names) ? g_variant_new_string (names[row]) : NULL;
}

/* Who is told of nothing need not say how. */
static gboolean
is_told (AdwComboRow *row, guint selected)
{
  return selected != UI_NOTIFY_NONE;
}

static void
ui_preferences_window_class_init (UiPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class,
    "/io/github/charla_chat/Charla/ui-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesWindow, about_row);
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesWindow, text_switch);
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesWindow, enter_switch);
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesWindow, spelling_switch);
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesWindow, background_switch);
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesWindow, style_row);
  gtk_widget_class_bind_template_callback (widget_class, is_told);
}

static void
ui_preferences_window_init (UiPreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
bind_choice (GSettings *settings, const char *key, GtkWidget *row, const char *const *choices)
{
  g_settings_bind_with_mapping (settings, key, row, "selected", G_SETTINGS_BIND_DEFAULT,
                                choice_to_row, choice_from_row, (gpointer) choices, NULL);
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
  const struct
  {
    const char *key;
    GtkWidget *widget;
  } switches[] = {
    { "show-message-text", self->text_switch },
    { "enter-sends", self->enter_switch },
    { "check-spelling", self->spelling_switch },
    { "run-in-background", self->background_switch },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (switches); i++)
    g_settings_bind (settings, switches[i].key, switches[i].widget, "active",
                     G_SETTINGS_BIND_DEFAULT);
  bind_choice (settings, "notify-about", self->about_row, abouts);
  bind_choice (settings, "color-scheme", self->style_row, styles);

  return GTK_WIDGET (self);
}
