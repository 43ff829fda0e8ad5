/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-avatar.h"

#include "ui-person.h"

/**
 * UiAvatar:
 *
 * The picture of a person: the initials of their name on a color that is theirs
 * whatever their name is. It looks as #AdwAvatar does, which gives a color to the name.
 */
struct _UiAvatar
{
  GtkWidget parent_instance;

  GtkWidget *label;
  int size;
  guint color;
  char *name;
};

G_DEFINE_FINAL_TYPE (UiAvatar, ui_avatar, GTK_TYPE_WIDGET)

enum
{
  PROP_SIZE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_color (UiAvatar *self, guint color)
{
  char old[16];
  char new[16];

  if (self->color == color)
    return;

  g_snprintf (old, sizeof old, "color%u", self->color);
  g_snprintf (new, sizeof new, "color%u", color);
  gtk_widget_remove_css_class (GTK_WIDGET (self), old);
  gtk_widget_add_css_class (GTK_WIDGET (self), new);
  self->color = color;
}

/**
 * ui_avatar_set_person:
 * @self: an avatar
 * @id: the id of a person
 * @name: how they are called, UTF-8
 *
 * Shows a person. It costs next to nothing to show the same one again.
 */
void
ui_avatar_set_person (UiAvatar *self, const char *id, const char *name)
{
  g_return_if_fail (UI_IS_AVATAR (self));

  set_color (self, ui_person_get_color (id));
  if (g_strcmp0 (self->name, name) != 0)
    {
      g_autofree char *initials = ui_person_get_initials (name);

      g_free (self->name);
      self->name = g_strdup (name);
      gtk_label_set_label (GTK_LABEL (self->label), initials);
    }
}

static void
ui_avatar_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  *minimum = *natural = UI_AVATAR (widget)->size;
}

static void
ui_avatar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *label = UI_AVATAR (widget)->label;
  int needed_width = 0;
  int needed_height = 0;

  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, &needed_width, NULL, NULL, NULL);
  gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, -1, &needed_height, NULL, NULL, NULL);
  needed_width = MAX (needed_width, width);
  needed_height = MAX (needed_height, height);
  gtk_widget_size_allocate (label,
                            &(GtkAllocation){ (width - needed_width) / 2,
                                              (height - needed_height) / 2,
                                              needed_width,
                                              needed_height },
                            -1);
}

static void
ui_avatar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SIZE)
    g_value_set_int (value, UI_AVATAR (object)->size);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ui_avatar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SIZE)
    UI_AVATAR (object)->size = g_value_get_int (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

/* The initials fill 45 % of what is around them, whatever size that is. */
static void
ui_avatar_constructed (GObject *object)
{
  UiAvatar *self = UI_AVATAR (object);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  G_OBJECT_CLASS (ui_avatar_parent_class)->constructed (object);

  pango_attr_list_insert (attributes,
                          pango_attr_size_new_absolute (self->size * 45 / 100 * PANGO_SCALE));
  gtk_label_set_attributes (GTK_LABEL (self->label), attributes);
}

static void
ui_avatar_dispose (GObject *object)
{
  g_clear_pointer (&UI_AVATAR (object)->label, gtk_widget_unparent);

  G_OBJECT_CLASS (ui_avatar_parent_class)->dispose (object);
}

static void
ui_avatar_finalize (GObject *object)
{
  g_clear_pointer (&UI_AVATAR (object)->name, g_free);

  G_OBJECT_CLASS (ui_avatar_parent_class)->finalize (object);
}

static void
ui_avatar_class_init (UiAvatarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ui_avatar_constructed;
  object_class->dispose = ui_avatar_dispose;
  object_class->finalize = ui_avatar_finalize;
  object_class->get_property = ui_avatar_get_property;
  object_class->set_property = ui_avatar_set_property;
  widget_class->measure = ui_avatar_measure;
  widget_class->size_allocate = ui_avatar_size_allocate;

  /**
   * UiAvatar:size:
   *
   * Its width and height, in pixels.
   */
  properties[PROP_SIZE] = g_param_spec_int (
    "size", NULL, NULL, 1, 512, 32,
    G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
  gtk_widget_class_set_css_name (widget_class, "avatar");
}

static void
ui_avatar_init (UiAvatar *self)
{
  self->label = g_object_new (
    GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * ui_avatar_new:
 * @size: its width and height, in pixels
 *
 * Returns: (transfer floating): the picture of nobody yet
 */
GtkWidget *
ui_avatar_new (int size)
{
  return g_object_new (UI_TYPE_AVATAR, "size", size, NULL);
}
