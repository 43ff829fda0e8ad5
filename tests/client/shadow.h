/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* What somebody who believes only items-changed thinks is in a list. */
typedef struct
{
  GListModel *model;
  GPtrArray *items;
  guint n_told;
  guint n_removed;
  gulong handler;
} Shadow;

static inline void
shadow_take (Shadow *self, guint position, guint added)
{
  for (guint i = 0; i < added; i++)
    {
      gpointer item = g_list_model_get_item (self->model, position + i);

      g_assert_nonnull (item);
      g_ptr_array_insert (self->items, position + i, item);
    }
}

static inline void
shadow_on_changed (GListModel *model,
                   guint position,
                   guint removed,
                   guint added,
                   gpointer user_data)
{
  Shadow *self = user_data;

  g_assert_cmpuint (position + removed, <=, self->items->len);
  if (removed > 0)
    g_ptr_array_remove_range (self->items, position, removed);
  shadow_take (self, position, added);
  g_assert_cmpuint (self->items->len, ==, g_list_model_get_n_items (model));
  self->n_told++;
  self->n_removed += removed;
}

static inline void
shadow_init (Shadow *self, gpointer model)
{
  self->model = g_object_ref (model);
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->n_told = self->n_removed = 0;
  shadow_take (self, 0, g_list_model_get_n_items (model));
  self->handler =
    g_signal_connect (model, "items-changed", G_CALLBACK (shadow_on_changed), self);
}

static inline void
shadow_clear (Shadow *self)
{
  if (self->model != NULL)
    g_clear_signal_handler (&self->handler, self->model);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_object (&self->model);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Shadow, shadow_clear)

/* The list is what it was said to be. */
static inline void
shadow_check (Shadow *self)
{
  g_assert_cmpuint (self->items->len, ==, g_list_model_get_n_items (self->model));
  for (guint i = 0; i < self->items->len; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (self->model, i);

      g_assert_true (item == g_ptr_array_index (self->items, i));
    }
}
