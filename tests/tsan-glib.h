/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Goes before every source in builds with -Db_sanitize=thread.
 *
 * ThreadSanitizer sees only what is built with it. GLib is not, and its locks
 * are made of atomic instructions: each would be taken for no lock at all. Here
 * they say themselves what they order.
 */
#if __has_include(<gio/gio.h>)

#include <gio/gio.h>

extern void __tsan_acquire (void *address);
extern void __tsan_release (void *address);

static inline void
tsan_mutex_lock (GMutex *mutex)
{
  g_mutex_lock (mutex);
  __tsan_acquire (mutex);
}

static inline gboolean
tsan_mutex_trylock (GMutex *mutex)
{
  if (!g_mutex_trylock (mutex))
    return FALSE;

  __tsan_acquire (mutex);
  return TRUE;
}

static inline void
tsan_mutex_unlock (GMutex *mutex)
{
  __tsan_release (mutex);
  g_mutex_unlock (mutex);
}

static inline void
tsan_cond_wait (GCond *cond, GMutex *mutex)
{
  __tsan_release (mutex);
  g_cond_wait (cond, mutex);
  __tsan_acquire (mutex);
}

static inline gboolean
tsan_cond_wait_until (GCond *cond, GMutex *mutex, gint64 time)
{
  gboolean was_signaled;

  __tsan_release (mutex);
  was_signaled = g_cond_wait_until (cond, mutex, time);
  __tsan_acquire (mutex);

  return was_signaled;
}

static inline void
tsan_atomic_ref_count_inc (gatomicrefcount *references)
{
  g_atomic_ref_count_inc (references);
}

static inline gboolean
tsan_atomic_ref_count_dec (gatomicrefcount *references)
{
  gboolean is_last;

  __tsan_release (references);
  is_last = g_atomic_ref_count_dec (references);
  if (is_last)
    __tsan_acquire (references);

  return is_last;
}

#define g_mutex_lock tsan_mutex_lock
#define g_mutex_trylock tsan_mutex_trylock
#define g_mutex_unlock tsan_mutex_unlock
#define g_cond_wait tsan_cond_wait
#define g_cond_wait_until tsan_cond_wait_until
#define g_atomic_ref_count_inc tsan_atomic_ref_count_inc
#define g_atomic_ref_count_dec tsan_atomic_ref_count_dec

#endif
