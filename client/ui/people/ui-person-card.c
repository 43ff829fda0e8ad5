/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-person-card.h"

/**
 * UiPersonCard:
 *
 * Who somebody is, and what one may do about them.
 */
struct _UiPersonCard
{
  AdwWindow parent_instance;
};

G_DEFINE_FINAL_TYPE (UiPersonCard, ui_person_card, ADW_TYPE_WINDOW)

static void
ui_person_card_class_init (UiPersonCardClass *klass)
{
}

static void
ui_person_card_init (UiPersonCard *self)
{
}

/**
 * ui_person_card_present:
 * @parent: what it was asked for from
 * @session: a session
 * @room: (nullable): the room in which one met them
 * @user: their id
 *
 * Opens the dialog.
 *
 * Returns: (transfer none): the dialog; it belongs to GTK
 */
GtkWidget *
ui_person_card_present (GtkWidget *parent,
                        ClientSession *session,
                        ClientRoom *room,
                        const char *user)
{
  UiPersonCard *self = g_object_new (UI_TYPE_PERSON_CARD, "modal", TRUE, "transient-for",
                                   gtk_widget_get_root (parent), NULL);

  gtk_window_present (GTK_WINDOW (self));
  return GTK_WIDGET (self);
}
