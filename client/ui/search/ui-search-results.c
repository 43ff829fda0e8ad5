/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-search-results.h"

#include "ui-search-hit.h"

#define PAGE 40

/* As much as a server takes. */
#define QUERY_MAX_CHARS 200

/**
 * UiSearchResults:
 *
 * What was found, as a #GListModel of #UiSearchHit, the newest first.
 *
 * Signals: "changed" (): the state, or what is to be said about it, is another.
 */
struct _UiSearchResults
{
  GObject parent_instance;

  /* What is looked for */
  ClientSession *session;
  char *text;
  char *room;
  char *from;
  guint turn; /* answers of earlier ones are stale */

  /* What was found */
  GPtrArray *hits;
  UiSearchState state;
  char *problem;
  gboolean has_more;
  gboolean is_loading;
  gboolean is_partial;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  UiSearchResults *results;
  guint turn;
} Question;

static GType
get_item_type (GListModel *model)
{
  return UI_TYPE_SEARCH_HIT;
}

static guint
get_n_items (GListModel *model)
{
  return UI_SEARCH_RESULTS (model)->hits->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  UiSearchResults *self = UI_SEARCH_RESULTS (model);

  if (position >= self->hits->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->hits, position));
}

static void
init_list_model (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (UiSearchResults, ui_search_results, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, init_list_model))

static void
replace (char **place, char *text)
{
  g_clear_pointer (place, g_free);
  *place = text;
}

static void
set_state (UiSearchResults *self, UiSearchState state, const char *problem)
{
  replace (&self->problem, g_strdup (problem));
  self->state = state;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
clear (UiSearchResults *self)
{
  guint n = self->hits->len;

  g_ptr_array_set_size (self->hits, 0);
  if (n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);
}

static void
add (UiSearchResults *self, GPtrArray *messages)
{
  ClientRoomList *rooms = client_session_get_rooms (self->session);
  guint before = self->hits->len;

  for (guint i = 0; i < messages->len && self->hits->len < UI_SEARCH_MAX; i++)
    {
      ClientMessageInfo *message = g_ptr_array_index (messages, i);

      g_ptr_array_add (self->hits,
                       ui_search_hit_new (message, client_room_list_find (rooms, message->room),
                                          self->text));
    }
  if (self->hits->len > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, self->hits->len - before);
}

/* What was found before stays, though there may be more. */
static void
fail (UiSearchResults *self, const GError *error)
{
  self->has_more = FALSE;
  if (self->state == UI_SEARCH_LOADING)
    clear (self);
  if (self->hits->len > 0)
    set_state (self, UI_SEARCH_FOUND, error->message);
  else
    set_state (self, UI_SEARCH_FAILED, error->message);
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Question *question = user_data;
  g_autoptr (UiSearchResults) self = question->results;
  g_autoptr (GError) error = NULL;
  gboolean has_more = FALSE;
  gboolean is_partial = FALSE;
  g_autoptr (GPtrArray) messages = client_session_search_finish (CLIENT_SESSION (source), result,
                                                                 &has_more, &is_partial, &error);

  if (question->turn != self->turn)
    return;

  self->is_loading = FALSE;
  if (messages == NULL)
    {
      fail (self, error);
      return;
    }

  self->is_partial = is_partial;
  if (self->state == UI_SEARCH_LOADING)
    clear (self);
  add (self, messages);
  /* By the last one the next page is asked for. */
  self->has_more = has_more && messages->len > 0 && self->hits->len < UI_SEARCH_MAX;
  set_state (self, self->hits->len > 0 ? UI_SEARCH_FOUND : UI_SEARCH_NOTHING, NULL);
}

static void
ask (UiSearchResults *self, gint64 before)
{
  Question *question = g_new0 (Question, 1);

  question->results = g_object_ref (self);
  question->turn = self->turn;
  self->is_loading = TRUE;
  client_session_search_async (self->session, self->text, self->room, self->from, before, PAGE,
                               on_answer, question);
}

/**
 * ui_search_results_look_for:
 * @self: results
 * @session: (nullable): in which chat
 * @text: words; none for nothing
 * @room: (nullable): id of the room to look in; %NULL for all
 * @from: (nullable): id of who has said it; %NULL for anyone
 *
 * Looks for something else. What was found before stays until there is an answer; answers to
 * earlier questions are not awaited any more.
 */
void
ui_search_results_look_for (UiSearchResults *self,
                            ClientSession *session,
                            const char *text,
                            const char *room,
                            const char *from)
{
  glong length = 0;

  g_return_if_fail (UI_IS_SEARCH_RESULTS (self));
  g_return_if_fail (text != NULL);

  length = MIN (g_utf8_strlen (text, -1), QUERY_MAX_CHARS);

  self->turn++;
  self->is_loading = FALSE;
  self->has_more = FALSE;
  self->is_partial = FALSE;
  g_set_object (&self->session, session);
  replace (&self->text, g_strstrip (g_utf8_substring (text, 0, length)));
  replace (&self->room, g_strdup (room));
  replace (&self->from, g_strdup (from));

  if (session == NULL || *self->text == '\0')
    {
      clear (self);
      set_state (self, UI_SEARCH_IDLE, NULL);
      return;
    }

  set_state (self, UI_SEARCH_LOADING, NULL);
  ask (self, 0);
}

/**
 * ui_search_results_load_more:
 * @self: results
 *
 * Has older ones come, if there are any and they are not on their way.
 */
void
ui_search_results_load_more (UiSearchResults *self)
{
  UiSearchHit *last = NULL;

  g_return_if_fail (UI_IS_SEARCH_RESULTS (self));

  if (!self->has_more || self->is_loading || self->hits->len == 0)
    return;

  last = g_ptr_array_index (self->hits, self->hits->len - 1);
  ask (self, ui_search_hit_get_message (last)->seq);
}

/**
 * ui_search_results_get_state:
 * @self: results
 *
 * Returns: how far one has come
 */
UiSearchState
ui_search_results_get_state (UiSearchResults *self)
{
  g_return_val_if_fail (UI_IS_SEARCH_RESULTS (self), UI_SEARCH_IDLE);

  return self->state;
}

/**
 * ui_search_results_get_is_partial:
 * @self: results
 *
 * Returns: whether only what is on this device was looked through
 */
gboolean
ui_search_results_get_is_partial (UiSearchResults *self)
{
  g_return_val_if_fail (UI_IS_SEARCH_RESULTS (self), FALSE);

  return self->is_partial;
}

/**
 * ui_search_results_get_problem:
 * @self: results
 *
 * Returns: (transfer none) (nullable): why there is nothing, or nothing more
 */
const char *
ui_search_results_get_problem (UiSearchResults *self)
{
  g_return_val_if_fail (UI_IS_SEARCH_RESULTS (self), NULL);

  return self->problem;
}

static void
ui_search_results_dispose (GObject *object)
{
  g_clear_object (&UI_SEARCH_RESULTS (object)->session);

  G_OBJECT_CLASS (ui_search_results_parent_class)->dispose (object);
}

static void
ui_search_results_finalize (GObject *object)
{
  UiSearchResults *self = UI_SEARCH_RESULTS (object);

  g_ptr_array_unref (self->hits);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->room, g_free);
  g_clear_pointer (&self->from, g_free);
  g_clear_pointer (&self->problem, g_free);

  G_OBJECT_CLASS (ui_search_results_parent_class)->finalize (object);
}

static void
ui_search_results_class_init (UiSearchResultsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ui_search_results_dispose;
  G_OBJECT_CLASS (klass)->finalize = ui_search_results_finalize;

  signals[CHANGED] = g_signal_new ("changed", UI_TYPE_SEARCH_RESULTS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
ui_search_results_init (UiSearchResults *self)
{
  self->hits = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * ui_search_results_new:
 *
 * Returns: (transfer full): nothing yet
 */
UiSearchResults *
ui_search_results_new (void)
{
  return g_object_new (UI_TYPE_SEARCH_RESULTS, NULL);
}
