/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-person-avatar.h"

#include "ui-avatar.h"
#include "ui-people.h"

/* Pixels of the picture to one of the dot, about. */
#define DOT_PART 4
#define DOT_MIN 8

/**
 * UiPersonAvatar:
 *
 * The picture of somebody, which is their initials in a color that stays the same, and a dot
 * that says whether they are there. It says in words nothing that is not beside it.
 */
struct _UiPersonAvatar
{
  GtkWidget parent_instance;

  int size;

  GtkWidget *overlay;
  GtkWidget *avatar;
  GtkWidget *dot;
  const char *css;
};

G_DEFINE_FINAL_TYPE (UiPersonAvatar, ui_person_avatar, GTK_TYPE_WIDGET)

enum
{
  PROP_SIZE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/**
 * ui_person_avatar_set_user:
 * @self: a picture
 * @user: whose
 *
 * Shows the picture of somebody.
 */
void
ui_person_avatar_set_user (UiPersonAvatar *self, const ClientUserInfo *user)
{
  const char *css = NULL;

  g_return_if_fail (UI_IS_PERSON_AVATAR (self));
  g_return_if_fail (user != NULL);

  ui_avatar_set_person (UI_AVATAR (self->avatar), user->id, user->name);
  css = ui_people_presence_css (user);
  if (g_strcmp0 (self->css, css) == 0)
    return;

  if (self->css != NULL)
    gtk_widget_remove_css_class (self->dot, self->css);
  gtk_widget_add_css_class (self->dot, css);
  self->css = css;
}

static void
ui_person_avatar_constructed (GObject *object)
{
  UiPersonAvatar *self = UI_PERSON_AVATAR (object);
  int dot = MAX (self->size / DOT_PART, DOT_MIN);

  G_OBJECT_CLASS (ui_person_avatar_parent_class)->constructed (object);

  self->overlay = gtk_overlay_new ();
  self->avatar = ui_avatar_new (self->size);
  self->dot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->dot, "presence");
  gtk_widget_set_halign (self->dot, GTK_ALIGN_END);
  gtk_widget_set_valign (self->dot, GTK_ALIGN_END);
  gtk_widget_set_size_request (self->dot, dot, dot);
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), self->avatar);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->dot);
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));
}

static void
ui_person_avatar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SIZE)
    g_value_set_int (value, UI_PERSON_AVATAR (object)->size);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ui_person_avatar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SIZE)
    UI_PERSON_AVATAR (object)->size = g_value_get_int (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ui_person_avatar_dispose (GObject *object)
{
  g_clear_pointer (&UI_PERSON_AVATAR (object)->overlay, gtk_widget_unparent);

  G_OBJECT_CLASS (ui_person_avatar_parent_class)->dispose (object);
}

static void
ui_person_avatar_class_init (UiPersonAvatarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ui_person_avatar_constructed;
  object_class->dispose = ui_person_avatar_dispose;
  object_class->get_property = ui_person_avatar_get_property;
  object_class->set_property = ui_person_avatar_set_property;

  /**
   * UiPersonAvatar:size:
   *
   * How wide and high it is, in pixels.
   */
  properties[PROP_SIZE] =
    g_param_spec_int ("size", NULL, NULL, 8, 512, 32,
                      G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "personavatar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
ui_person_avatar_init (UiPersonAvatar *self)
{
}

/**
 * ui_person_avatar_new:
 * @size: how wide and high it is, in pixels
 *
 * Returns: (transfer floating): a picture of nobody
 */
GtkWidget *
ui_person_avatar_new (int size)
{
  return g_object_new (UI_TYPE_PERSON_AVATAR, "size", size, NULL);
}
