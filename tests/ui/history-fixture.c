/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "history-fixture.h"

#include "widgets.h"

/* How many messages are put into the cache at a time. */
#define PAGE 2000

/* Of different heights, as people write. */
static void
write_message (GString *json, guint seq, guint first)
{
  g_string_append_printf (json,
                          "%s{'seq': %u, 'time': %u000, 'room': 'r1',"
                          " 'from': {'id': 'u%u', 'name': 'Somebody %u'}, 'text': 'Message %u",
                          seq > first ? "," : "", seq, seq * 40, 2 + seq / 3 % 5, seq / 3 % 5, seq);
  for (guint i = 0; i < seq * 7 % 31; i++)
    g_string_append (json, " and some words");
  g_string_append (json, "'}");
}

static void
fill_page (HistoryFixture *self, guint first, guint n_messages)
{
  guint last = MIN (first + PAGE - 1, n_messages);
  g_autoptr (GString) json = g_string_new ("{'messages': [");
  g_autoptr (CharlaMessage) answer = NULL;
  g_autoptr (ClientHistory) history = NULL;
  g_autoptr (ClientPage) page = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  for (guint seq = first; seq <= last; seq++)
    write_message (json, seq, first);
  g_string_append_printf (json, "], 'more': %s, 'seq': %u}", last < n_messages ? "true" : "false",
                          n_messages);
  answer = json_parse (json->str);
  history =
    client_history_parse (answer, "r1", CLIENT_PLACE_AFTER, first - 1, n_messages, &error);
  g_assert_no_error (error);
  client_cache_merge_async (self->listed.cache, history, cached_keep, &result);
  WAIT_FOR (result != NULL);
  page = client_cache_page_finish (self->listed.cache, result, &error);
  g_assert_no_error (error);
  g_object_unref (result);
}

static void
fill (HistoryFixture *self, const HistorySetting *setting)
{
  g_autofree char *welcome =
    g_strdup_printf (WELCOME (%u, "'gap': false",
                              ROOM ("r1", "public", "Lobby", "'role': 'member', 'members': 9,"
                                    " 'seq': %u, 'read': %u, 'unread': %u") ","
                              ROOM ("r2", "public", "Other", "'role': 'member', 'members': 9,"
                                    " 'seq': 1, 'read': 1")),
                     setting->n_messages, setting->n_messages, setting->n_read,
                     MIN (setting->n_messages - setting->n_read, CLIENT_UNREAD_MAX));

  listed_welcome (&self->listed, -1, welcome);
  for (guint first = 1; first <= setting->n_messages; first += PAGE)
    fill_page (self, first, setting->n_messages);
}

ClientRoom *
history_get_room (HistoryFixture *self, const char *id)
{
  return client_room_list_find (self->listed.list, id);
}

static void
on_frame (HistoryFixture *self)
{
  self->n_frames++;
}

/* Until a frame has been drawn, and who is told of it has been told. */
void
history_settle (HistoryFixture *self)
{
  for (guint i = 0; i < 2; i++)
    {
      guint before = self->n_frames;

      gdk_frame_clock_request_phase (gtk_widget_get_frame_clock (GTK_WIDGET (self->window)),
                                     GDK_FRAME_CLOCK_PHASE_AFTER_PAINT);
      WAIT_FOR (self->n_frames > before);
    }
  wait_settle ();
}

void
history_set_up (HistoryFixture *self, gconstpointer data)
{
  g_autoptr (ClientAddress) address = client_address_parse ("127.0.0.1:1", NULL);

  listed_set_up (&self->listed, data);
  fill (self, data);
  self->session = client_session_new (address, "Ana", NULL);
  self->history = g_object_ref_sink (UI_HISTORY (ui_history_new ()));
  self->list = UI_MESSAGE_LIST (find_by_id (self->history, "list"));
  self->adjustment = gtk_scrolled_window_get_vadjustment (
    GTK_SCROLLED_WINDOW (find_by_id (self->history, "scrolled_window")));
  self->window = show_in_window (GTK_WIDGET (self->history), 500, HISTORY_HEIGHT);
  self->n_frames = 0;
  g_signal_connect_swapped (gtk_widget_get_frame_clock (GTK_WIDGET (self->window)), "after-paint",
                            G_CALLBACK (on_frame), self);
  ui_history_set_room (self->history, self->session, history_get_room (self, "r1"));
  WAIT_FOR (ui_message_list_get_model (self->list) != NULL);
  history_settle (self);
}

/* The server, which is asked for what is not in the cache, is not there. */
static void
lose_questions (HistoryFixture *self)
{
  while (client_room_get_loading (history_get_room (self, "r1"))
         || client_room_get_loading (history_get_room (self, "r2")))
    {
      g_main_context_iteration (NULL, TRUE);
      while (self->listed.asked.length > 0)
        listed_answer (&self->listed, NULL);
    }
}

void
history_tear_down (HistoryFixture *self, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (
    gtk_widget_get_frame_clock (GTK_WIDGET (self->window)), self);
  gtk_window_destroy (self->window);
  g_assert_finalize_object (self->history);
  g_assert_finalize_object (self->session);
  lose_questions (self);
  listed_tear_down (&self->listed, data);
}

GtkWidget *
history_find_row (HistoryFixture *self, gint64 seq)
{
  guint position = 0;

  if (client_room_find (history_get_room (self, "r1"), seq, &position) == NULL)
    return NULL;

  return ui_message_list_get_row (self->list, position);
}

/* Where it is drawn, in pixels below the top of the list. */
int
history_get_top (HistoryFixture *self, gint64 seq)
{
  GtkWidget *row = history_find_row (self, seq);
  graphene_rect_t bounds;

  g_assert_nonnull (row);
  g_assert_true (gtk_widget_compute_bounds (gtk_widget_get_parent (row), GTK_WIDGET (self->list),
                                            &bounds));
  return (int) bounds.origin.y;
}

gint64
history_get_seq_at (HistoryFixture *self, guint position)
{
  g_autoptr (ClientMessage) message =
    g_list_model_get_item (G_LIST_MODEL (history_get_room (self, "r1")), position);

  return client_message_get_seq (message);
}

gint64
history_get_first_seq (HistoryFixture *self)
{
  return history_get_seq_at (self, ui_message_list_get_first_visible (self->list));
}

gint64
history_get_last_seq (HistoryFixture *self)
{
  return history_get_seq_at (self, ui_message_list_get_last_visible (self->list));
}

guint
history_get_n_loaded (HistoryFixture *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (history_get_room (self, "r1")));
}

void
history_scroll_by (HistoryFixture *self, double delta)
{
  gtk_adjustment_set_value (self->adjustment, gtk_adjustment_get_value (self->adjustment) + delta);
  history_settle (self);
}

gboolean
history_is_at_end (HistoryFixture *self)
{
  graphene_rect_t bounds;
  GtkWidget *row = NULL;

  if (!ui_history_get_at_end (self->history))
    return FALSE;

  row = ui_message_list_get_row (self->list, history_get_n_loaded (self) - 1);
  g_assert_true (gtk_widget_compute_bounds (gtk_widget_get_parent (row), GTK_WIDGET (self->list),
                                            &bounds));
  return (int) (bounds.origin.y + bounds.size.height) == HISTORY_HEIGHT;
}

void
history_hear (HistoryFixture *self, guint seq)
{
  g_autofree char *event =
    g_strdup_printf ("{'ev': 'message', 'seq': %u, 'time': %u000, 'prev': %u, 'room': 'r1',"
                     " 'from': " BERTA ", 'text': 'News'}",
                     seq, seq * 40, seq - 1);

  listed_apply (&self->listed, event, NULL);
  history_settle (self);
}

/* Pages come while one scrolls, and move nothing: each message goes exactly as far as one
 * has scrolled. */
void
history_scroll_far (HistoryFixture *self, double delta, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      gint64 seq = delta < 0 ? history_get_first_seq (self) : history_get_last_seq (self);
      int before = history_get_top (self, seq);

      history_scroll_by (self, delta);
      if (ui_history_get_at_end (self->history) || gtk_adjustment_get_value (self->adjustment)
          <= gtk_adjustment_get_lower (self->adjustment))
        return;
      g_assert_cmpint (history_get_top (self, seq) - before, ==, (int) -delta);
      history_settle (self);
      g_assert_cmpint (history_get_top (self, seq) - before, ==, (int) -delta);
    }
}
