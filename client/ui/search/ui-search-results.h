/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-session.h"

G_BEGIN_DECLS

/**
 * UI_SEARCH_MAX:
 *
 * How many messages one look finds at most: who has seen so many writes another word. What
 * a server answers does not fill the memory.
 */
#define UI_SEARCH_MAX 2000

/**
 * UiSearchState:
 * @UI_SEARCH_IDLE: nothing is looked for
 * @UI_SEARCH_LOADING: the first answer is awaited
 * @UI_SEARCH_FOUND: there is something
 * @UI_SEARCH_NOTHING: there is nothing
 * @UI_SEARCH_FAILED: it cannot be told
 *
 * How far one has come.
 */
typedef enum
{
  UI_SEARCH_IDLE,
  UI_SEARCH_LOADING,
  UI_SEARCH_FOUND,
  UI_SEARCH_NOTHING,
  UI_SEARCH_FAILED,
} UiSearchState;

#define UI_TYPE_SEARCH_RESULTS (ui_search_results_get_type ())
G_DECLARE_FINAL_TYPE (UiSearchResults, ui_search_results, UI, SEARCH_RESULTS, GObject)

UiSearchResults *ui_search_results_new            (void);
void             ui_search_results_look_for       (UiSearchResults *self, ClientSession *session,
                                                   const char *text, const char *room,
                                                   const char *from);
void             ui_search_results_load_more      (UiSearchResults *self);
UiSearchState    ui_search_results_get_state      (UiSearchResults *self);
gboolean         ui_search_results_get_is_partial (UiSearchResults *self);
const char      *ui_search_results_get_problem    (UiSearchResults *self);

G_END_DECLS
