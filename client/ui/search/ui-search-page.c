/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-search-page.h"

/**
 * UiSearchPage:
 *
 * Looks for what was said.
 *
 * Signals: "close" (): the person wants back to where they were.
 */
struct _UiSearchPage
{
  AdwBin parent_instance;

  ClientSession *session;
  ClientRoom *room;
};

G_DEFINE_FINAL_TYPE (UiSearchPage, ui_search_page, ADW_TYPE_BIN)

enum
{
  CLOSE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/**
 * ui_search_page_set_session:
 * @self: a page
 * @session: (nullable): the session in which to look
 *
 * Has the page look in another chat, and forget what was found.
 */
void
ui_search_page_set_session (UiSearchPage *self, ClientSession *session)
{
  g_return_if_fail (UI_IS_SEARCH_PAGE (self));

  g_set_object (&self->session, session);
}

/**
 * ui_search_page_begin:
 * @self: a page
 * @room: (nullable): the room to look in; %NULL for everywhere
 *
 * Has the person write what they look for. What they looked for before is selected.
 */
void
ui_search_page_begin (UiSearchPage *self, ClientRoom *room)
{
  g_return_if_fail (UI_IS_SEARCH_PAGE (self));

  g_set_object (&self->room, room);
}

static void
ui_search_page_dispose (GObject *object)
{
  UiSearchPage *self = UI_SEARCH_PAGE (object);

  g_clear_object (&self->session);
  g_clear_object (&self->room);

  G_OBJECT_CLASS (ui_search_page_parent_class)->dispose (object);
}

static void
ui_search_page_class_init (UiSearchPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ui_search_page_dispose;

  signals[CLOSE] = g_signal_new ("close", UI_TYPE_SEARCH_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
ui_search_page_init (UiSearchPage *self)
{
}

/**
 * ui_search_page_new:
 *
 * Returns: (transfer floating): a page without a session
 */
GtkWidget *
ui_search_page_new (void)
{
  return g_object_new (UI_TYPE_SEARCH_PAGE, NULL);
}
