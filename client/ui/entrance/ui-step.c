/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-step.h"

#include "ui-problem.h"

/**
 * UiStep:
 *
 * One question on the way into a chat, alone on the page: a title, a sentence, whatever
 * the question is about, and two answers.
 *
 * Signals: "refuse": the person does not want to go on; "confirm": the person does.
 */
struct _UiStep
{
  GtkWidget parent_instance;

  gboolean ready;
  gboolean busy;

  GtkWidget *icon;
  GtkWidget *title;
  GtkWidget *description;
  GtkWidget *bin;
  GtkWidget *problem;
  GtkWidget *refuse_button;
  GtkWidget *refuse_label;
  GtkWidget *confirm_button;
  GtkWidget *confirm_label;
  GtkWidget *spinner;
};

G_DEFINE_FINAL_TYPE (UiStep, ui_step, GTK_TYPE_WIDGET)

enum
{
  PROP_ICON_NAME = 1,
  PROP_TITLE,
  PROP_DESCRIPTION,
  PROP_REFUSE_LABEL,
  PROP_CONFIRM_LABEL,
  PROP_IS_DANGEROUS,
  PROP_CHILD,
  N_PROPS
};

enum
{
  REFUSE,
  CONFIRM,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
update_confirm (UiStep *self)
{
  gtk_widget_set_sensitive (self->confirm_button, self->ready && !self->busy);
}

/**
 * ui_step_set_title:
 * @self: a step
 * @title: a few words
 */
void
ui_step_set_title (UiStep *self, const char *title)
{
  g_return_if_fail (UI_IS_STEP (self));

  gtk_label_set_label (GTK_LABEL (self->title), title);
}

/**
 * ui_step_set_description:
 * @self: a step
 * @description: what the question is
 */
void
ui_step_set_description (UiStep *self, const char *description)
{
  g_return_if_fail (UI_IS_STEP (self));

  gtk_label_set_label (GTK_LABEL (self->description), description);
}

/**
 * ui_step_set_problem:
 * @self: a step
 * @sentence: (nullable): what was wrong with the answer
 * @row: the #AdwEntryRow where it was given
 *
 * Says why the question is asked again.
 */
void
ui_step_set_problem (UiStep *self, const char *sentence, GtkWidget *row)
{
  g_return_if_fail (UI_IS_STEP (self));

  ui_problem_set_row (row, self->problem, sentence);
}

/**
 * ui_step_set_ready:
 * @self: a step
 * @ready: whether the person may go on
 */
void
ui_step_set_ready (UiStep *self, gboolean ready)
{
  g_return_if_fail (UI_IS_STEP (self));

  self->ready = ready;
  update_confirm (self);
}

/**
 * ui_step_set_busy:
 * @self: a step
 * @busy: whether the answer is being tried
 *
 * While it is, there is only the way back.
 */
void
ui_step_set_busy (UiStep *self, gboolean busy)
{
  g_return_if_fail (UI_IS_STEP (self));

  if (self->busy == busy)
    return;

  self->busy = busy;
  if (busy && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (self->refuse_button);
  gtk_widget_set_visible (self->spinner, busy);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), busy);
  update_confirm (self);
}

/**
 * ui_step_refuse:
 * @self: a step
 *
 * Does what the button for that does.
 */
void
ui_step_refuse (UiStep *self)
{
  g_return_if_fail (UI_IS_STEP (self));

  g_signal_emit (self, signals[REFUSE], 0);
}

/**
 * ui_step_confirm:
 * @self: a step
 *
 * Does what the button for that does, if the person may go on.
 */
void
ui_step_confirm (UiStep *self)
{
  g_return_if_fail (UI_IS_STEP (self));

  if (self->ready && !self->busy)
    g_signal_emit (self, signals[CONFIRM], 0);
}

/**
 * ui_step_focus_refuse:
 * @self: a step
 *
 * Makes the way back the one that Enter takes.
 */
void
ui_step_focus_refuse (UiStep *self)
{
  g_return_if_fail (UI_IS_STEP (self));

  gtk_widget_grab_focus (self->refuse_button);
}

/**
 * ui_step_focus_confirm:
 * @self: a step
 *
 * Makes the way on the one that Enter takes.
 */
void
ui_step_focus_confirm (UiStep *self)
{
  g_return_if_fail (UI_IS_STEP (self));

  gtk_widget_grab_focus (self->confirm_button);
}

static void
refuse (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ui_step_refuse (UI_STEP (widget));
}

static void
ui_step_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  UiStep *self = UI_STEP (object);

  switch (id)
    {
    case PROP_ICON_NAME:
      gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), g_value_get_string (value));
      break;
    case PROP_TITLE:
      ui_step_set_title (self, g_value_get_string (value));
      break;
    case PROP_DESCRIPTION:
      ui_step_set_description (self, g_value_get_string (value));
      break;
    case PROP_REFUSE_LABEL:
      gtk_label_set_label (GTK_LABEL (self->refuse_label), g_value_get_string (value));
      break;
    case PROP_CONFIRM_LABEL:
      gtk_label_set_label (GTK_LABEL (self->confirm_label), g_value_get_string (value));
      break;
    case PROP_IS_DANGEROUS:
      gtk_widget_add_css_class (g_value_get_boolean (value) ? self->refuse_button
                                                            : self->confirm_button,
                                "suggested-action");
      if (g_value_get_boolean (value))
        gtk_widget_add_css_class (self->confirm_button, "destructive-action");
      break;
    case PROP_CHILD:
      adw_bin_set_child (ADW_BIN (self->bin), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ui_step_dispose (GObject *object)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ui_step_parent_class)->dispose (object);
}

static void
install_text (guint id, const char *name)
{
  properties[id] = g_param_spec_string (name, NULL, NULL, NULL,
                                        G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
}

static void
ui_step_class_init (UiStepClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ui_step_dispose;
  object_class->set_property = ui_step_set_property;

  install_text (PROP_ICON_NAME, "icon-name");
  install_text (PROP_TITLE, "title");
  install_text (PROP_DESCRIPTION, "description");
  install_text (PROP_REFUSE_LABEL, "refuse-label");
  install_text (PROP_CONFIRM_LABEL, "confirm-label");

  /**
   * UiStep:is-dangerous:
   *
   * Whether to go on is what one should rather not do.
   */
  properties[PROP_IS_DANGEROUS] =
    g_param_spec_boolean ("is-dangerous", NULL, NULL, FALSE,
                          G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                                                G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[REFUSE] = g_signal_new ("refuse", UI_TYPE_STEP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[CONFIRM] = g_signal_new ("confirm", UI_TYPE_STEP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-step.ui");
  gtk_widget_class_bind_template_child (widget_class, UiStep, icon);
  gtk_widget_class_bind_template_child (widget_class, UiStep, title);
  gtk_widget_class_bind_template_child (widget_class, UiStep, description);
  gtk_widget_class_bind_template_child (widget_class, UiStep, bin);
  gtk_widget_class_bind_template_child (widget_class, UiStep, problem);
  gtk_widget_class_bind_template_child (widget_class, UiStep, refuse_button);
  gtk_widget_class_bind_template_child (widget_class, UiStep, refuse_label);
  gtk_widget_class_bind_template_child (widget_class, UiStep, confirm_button);
  gtk_widget_class_bind_template_child (widget_class, UiStep, confirm_label);
  gtk_widget_class_bind_template_child (widget_class, UiStep, spinner);
  gtk_widget_class_bind_template_callback (widget_class, ui_step_refuse);
  gtk_widget_class_bind_template_callback (widget_class, ui_step_confirm);

  gtk_widget_class_install_action (widget_class, "step.refuse", NULL, refuse);
  gtk_widget_class_set_css_name (widget_class, "step");
}

static void
ui_step_init (UiStep *self)
{
  self->ready = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ui_step_new:
 *
 * Returns: (transfer floating): a question without words
 */
GtkWidget *
ui_step_new (void)
{
  return g_object_new (UI_TYPE_STEP, NULL);
}
