/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-person-button.h"

#include <glib/gi18n.h>

#include "ui-member-row.h"
#include "ui-people-list.h"
#include "ui-text.h"

/**
 * UiPersonButton:
 *
 * Chooses somebody of the chat, or nobody.
 *
 * Signals: "chosen" (): it is another one now.
 */
struct _UiPersonButton
{
  AdwBin parent_instance;

  ClientSession *session;
  char *user;

  GtkWidget *button;
  GtkWidget *popover;
  GtkWidget *label;
  GtkWidget *list;
  GtkWidget *clear_button;
};

G_DEFINE_FINAL_TYPE (UiPersonButton, ui_person_button, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
update_name (UiPersonButton *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_label (GTK_LABEL (self->label)), -1);
}

static void
set_user (UiPersonButton *self, const ClientUserInfo *user)
{
  g_autofree char *name = user != NULL ? ui_text_isolate (user->name) : NULL;
  g_autofree char *label = NULL;

  g_clear_pointer (&self->user, g_free);
  self->user = user != NULL ? g_strdup (user->id) : NULL;
  if (name != NULL)
    /* Translators: the name of who has said what is looked for */
    label = g_strdup_printf (_("From %s"), name);
  gtk_label_set_label (GTK_LABEL (self->label), label != NULL ? label : _("From Anyone"));
  update_name (self);
  gtk_widget_set_visible (self->clear_button, user != NULL);
}

static void
on_chosen (UiPersonButton *self, ClientMember *member)
{
  set_user (self, client_member_get_user (member));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
on_clear (UiPersonButton *self)
{
  set_user (self, NULL);
  gtk_widget_grab_focus (self->button);
  g_signal_emit (self, signals[CHOSEN], 0);
}

/* Who is never looked for is not asked for. */
static void
on_map (UiPersonButton *self)
{
  ClientRoom *lobby = self->session != NULL ? client_session_get_lobby (self->session) : NULL;
  g_autoptr (ClientMembers) members
    = lobby != NULL ? client_session_get_members (self->session, lobby) : NULL;

  ui_people_list_set_members (UI_PEOPLE_LIST (self->list), members);
  ui_people_list_begin (UI_PEOPLE_LIST (self->list));
}

/**
 * ui_person_button_set_session:
 * @self: a button
 * @session: (nullable): among whose people to choose
 *
 * Lets one choose among the people of a chat. Nobody is chosen then.
 */
void
ui_person_button_set_session (UiPersonButton *self, ClientSession *session)
{
  g_return_if_fail (UI_IS_PERSON_BUTTON (self));

  if (!g_set_object (&self->session, session))
    return;

  ui_people_list_set_members (UI_PEOPLE_LIST (self->list), NULL);
  set_user (self, NULL);
}

/**
 * ui_person_button_get_user:
 * @self: a button
 *
 * Returns: (transfer none) (nullable): id of who is chosen
 */
const char *
ui_person_button_get_user (UiPersonButton *self)
{
  g_return_val_if_fail (UI_IS_PERSON_BUTTON (self), NULL);

  return self->user;
}

static void
ui_person_button_dispose (GObject *object)
{
  g_clear_object (&UI_PERSON_BUTTON (object)->session);

  G_OBJECT_CLASS (ui_person_button_parent_class)->dispose (object);
}

static void
ui_person_button_finalize (GObject *object)
{
  g_clear_pointer (&UI_PERSON_BUTTON (object)->user, g_free);

  G_OBJECT_CLASS (ui_person_button_parent_class)->finalize (object);
}

static void
ui_person_button_class_init (UiPersonButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_person_button_dispose;
  G_OBJECT_CLASS (klass)->finalize = ui_person_button_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", UI_TYPE_PERSON_BUTTON, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (UI_TYPE_PEOPLE_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-person-button.ui");
  gtk_widget_class_bind_template_child (widget_class, UiPersonButton, button);
  gtk_widget_class_bind_template_child (widget_class, UiPersonButton, popover);
  gtk_widget_class_bind_template_child (widget_class, UiPersonButton, label);
  gtk_widget_class_bind_template_child (widget_class, UiPersonButton, list);
  gtk_widget_class_bind_template_child (widget_class, UiPersonButton, clear_button);
  gtk_widget_class_bind_template_callback (widget_class, on_map);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_clear);
  gtk_widget_class_set_css_name (widget_class, "personbutton");
}

static void
ui_person_button_init (UiPersonButton *self)
{
  g_autoptr (GtkListItemFactory) factory = ui_member_row_new_factory (FALSE);

  gtk_widget_init_template (GTK_WIDGET (self));
  ui_people_list_set_factory (UI_PEOPLE_LIST (self->list), factory);
  update_name (self);
}

/**
 * ui_person_button_new:
 *
 * Returns: (transfer floating): a button with nobody chosen
 */
GtkWidget *
ui_person_button_new (void)
{
  return g_object_new (UI_TYPE_PERSON_BUTTON, NULL);
}
