/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client-members.h"

G_BEGIN_DECLS

#define UI_TYPE_PEOPLE_LIST (ui_people_list_get_type ())
G_DECLARE_FINAL_TYPE (UiPeopleList, ui_people_list, UI, PEOPLE_LIST, AdwBin)

/**
 * UiPeopleListFilter:
 * @member: somebody
 * @user_data: what ui_people_list_set_filter() was given
 *
 * Returns: whether they are in the list at all
 */
typedef gboolean (*UiPeopleListFilter) (ClientMember *member, gpointer user_data);

GtkWidget *ui_people_list_new         (void);
void       ui_people_list_set_members (UiPeopleList *self, ClientMembers *members);
void       ui_people_list_set_factory (UiPeopleList *self, GtkListItemFactory *factory);
void       ui_people_list_set_filter  (UiPeopleList *self, UiPeopleListFilter filter,
                                       gpointer user_data);
void       ui_people_list_set_nobody  (UiPeopleList *self, const char *sentence);
void       ui_people_list_refilter    (UiPeopleList *self);
void       ui_people_list_begin       (UiPeopleList *self);

G_END_DECLS
