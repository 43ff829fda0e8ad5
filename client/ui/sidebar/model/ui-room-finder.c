/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-room-finder.h"

#include "ui-sidebar-item.h"

/**
 * UiRoomFinder:
 *
 * The public rooms of a server whose names have something in them, as a
 * [iface@Gio.ListModel] of [class@SidebarItem], as much of it as was asked for.
 *
 * "notify" comes when any of its states has changed.
 */
struct _UiRoomFinder
{
  GObject parent_instance;

  ClientSession *session;
  char *query;
  guint timeout_id;
  guint question; /* number of the last one: what answers another is of no use */
  gboolean loading;
  gboolean has_more;
  GError *error;
  GPtrArray *found; /* of UiSidebarItem */
};

/* Who asks, and for what. */
typedef struct
{
  UiRoomFinder *self;
  guint question;
  gboolean is_first;
} Question;

static void ui_room_finder_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (UiRoomFinder,
                               ui_room_finder,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      ui_room_finder_list_model_init))

enum
{
  PROP_LOADING = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GType
ui_room_finder_get_item_type (GListModel *model)
{
  return UI_TYPE_SIDEBAR_ITEM;
}

static guint
ui_room_finder_get_n_items (GListModel *model)
{
  return UI_ROOM_FINDER (model)->found->len;
}

static gpointer
ui_room_finder_get_item (GListModel *model, guint position)
{
  UiRoomFinder *self = UI_ROOM_FINDER (model);

  if (position >= self->found->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->found, position));
}

static void
ui_room_finder_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = ui_room_finder_get_item_type;
  iface->get_n_items = ui_room_finder_get_n_items;
  iface->get_item = ui_room_finder_get_item;
}

static void
question_free (Question *question)
{
  g_object_unref (question->self);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
set_state (UiRoomFinder *self, gboolean loading, GError *error)
{
  self->loading = loading;
  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
take (UiRoomFinder *self, GPtrArray *rooms, gboolean is_first)
{
  guint removed = is_first ? self->found->len : 0;
  guint position = self->found->len - removed;

  g_ptr_array_set_size (self->found, (int) position);
  for (guint i = 0; i < rooms->len && self->found->len < UI_ROOM_FINDER_MAX; i++)
    g_ptr_array_add (self->found, ui_sidebar_item_new_other (g_ptr_array_index (rooms, i)));

  if (removed > 0 || self->found->len > position)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed,
                                self->found->len - position);
}

/* A page on which there is nothing but rooms that one is in is none for who looks for others. */
static gboolean
is_known (GPtrArray *rooms)
{
  for (guint i = 0; i < rooms->len; i++)
    if (((ClientRoomInfo *) g_ptr_array_index (rooms, i))->role == CLIENT_ROLE_NONE)
      return FALSE;

  return TRUE;
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  UiRoomFinder *self = question->self;
  g_autoptr (GError) error = NULL;
  gboolean has_more = FALSE;
  g_autoptr (GPtrArray) rooms =
    client_session_list_rooms_finish (CLIENT_SESSION (source), result, &has_more, &error);

  if (question->question != self->question)
    return;

  if (rooms != NULL)
    {
      self->has_more = has_more && rooms->len > 0 && self->found->len < UI_ROOM_FINDER_MAX;
      take (self, rooms, question->is_first);
    }
  set_state (self, FALSE, g_steal_pointer (&error));
  if (rooms != NULL && is_known (rooms))
    ui_room_finder_load_more (self);
}

static void
ask (UiRoomFinder *self, const char *after)
{
  Question *question = g_new0 (Question, 1);

  question->self = g_object_ref (self);
  question->question = ++self->question;
  question->is_first = after == NULL;
  set_state (self, TRUE, NULL);
  client_session_list_rooms_async (self->session, *self->query != '\0' ? self->query : NULL, after,
                                   UI_ROOM_FINDER_PAGE, on_answer, question);
}

static gboolean
on_timeout (gpointer user_data)
{
  UiRoomFinder *self = user_data;

  self->timeout_id = 0;
  ask (self, NULL);
  return G_SOURCE_REMOVE;
}

/* What is under way is of no use any more. */
static void
forget (UiRoomFinder *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->question++;
  self->has_more = FALSE;
  take (self, none, TRUE);
  set_state (self, FALSE, NULL);
}

/**
 * ui_room_finder_set_session:
 * @self: a finder
 * @session: (nullable): where to look
 *
 * Says whom to ask. What was found elsewhere is forgotten.
 */
void
ui_room_finder_set_session (UiRoomFinder *self, ClientSession *session)
{
  g_return_if_fail (UI_IS_ROOM_FINDER (self));

  if (self->session == session)
    return;

  g_set_object (&self->session, session);
  g_clear_pointer (&self->query, g_free);
  forget (self);
}

/**
 * ui_room_finder_set_query:
 * @self: a finder
 * @query: (nullable): what the names have in them; empty for all rooms, %NULL to look for none
 *
 * Looks for something else. The server is asked when nothing else was looked for during
 * %UI_ROOM_FINDER_DELAY_MS; until it answers, what was found before stays.
 */
void
ui_room_finder_set_query (UiRoomFinder *self, const char *query)
{
  g_return_if_fail (UI_IS_ROOM_FINDER (self));

  if (g_strcmp0 (self->query, query) == 0)
    return;

  g_clear_pointer (&self->query, g_free);
  self->query = g_strdup (query);
  if (query == NULL || self->session == NULL)
    {
      forget (self);
      return;
    }

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->question++;
  self->has_more = FALSE;
  self->timeout_id = g_timeout_add (UI_ROOM_FINDER_DELAY_MS, on_timeout, self);
  set_state (self, TRUE, NULL);
}

/**
 * ui_room_finder_load_more:
 * @self: a finder
 *
 * Asks for what comes after the rooms that are there.
 */
void
ui_room_finder_load_more (UiRoomFinder *self)
{
  g_return_if_fail (UI_IS_ROOM_FINDER (self));

  if (!self->has_more || self->loading || self->session == NULL)
    return;

  ask (self, ui_sidebar_item_get_id (g_ptr_array_index (self->found, self->found->len - 1)));
}

/**
 * ui_room_finder_get_loading:
 * @self: a finder
 *
 * Returns: whether an answer is awaited
 */
gboolean
ui_room_finder_get_loading (UiRoomFinder *self)
{
  g_return_val_if_fail (UI_IS_ROOM_FINDER (self), FALSE);

  return self->loading;
}

/**
 * ui_room_finder_get_has_more:
 * @self: a finder
 *
 * Returns: whether there are more rooms than those that are at hand
 */
gboolean
ui_room_finder_get_has_more (UiRoomFinder *self)
{
  g_return_val_if_fail (UI_IS_ROOM_FINDER (self), FALSE);

  return self->has_more;
}

/**
 * ui_room_finder_get_error:
 * @self: a finder
 *
 * Returns: (transfer none) (nullable): why nothing could be found
 */
const GError *
ui_room_finder_get_error (UiRoomFinder *self)
{
  g_return_val_if_fail (UI_IS_ROOM_FINDER (self), NULL);

  return self->error;
}

static void
ui_room_finder_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  UiRoomFinder *self = UI_ROOM_FINDER (object);

  switch (id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ui_room_finder_finalize (GObject *object)
{
  UiRoomFinder *self = UI_ROOM_FINDER (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_object (&self->session);
  g_clear_pointer (&self->query, g_free);
  g_clear_error (&self->error);
  g_clear_pointer (&self->found, g_ptr_array_unref);

  G_OBJECT_CLASS (ui_room_finder_parent_class)->finalize (object);
}

static void
ui_room_finder_class_init (UiRoomFinderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ui_room_finder_get_property;
  object_class->finalize = ui_room_finder_finalize;

  /**
   * UiRoomFinder:loading:
   *
   * Whether an answer is awaited. It notifies, too, when there is an error, or more to load.
   */
  properties[PROP_LOADING] =
    g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ui_room_finder_init (UiRoomFinder *self)
{
  self->found = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * ui_room_finder_new:
 *
 * Returns: (transfer full): a finder that has found nothing
 */
UiRoomFinder *
ui_room_finder_new (void)
{
  return g_object_new (UI_TYPE_ROOM_FINDER, NULL);
}
