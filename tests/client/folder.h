/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <errno.h>
#include <glib/gstdio.h>

/* A folder of a test's own. */
typedef char Folder;

static inline Folder *
folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("charla-test-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static inline void
folder_empty (Folder *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_true (g_remove (path) == 0 || errno == ENOENT);
    }
}

/* Removes it with everything that is in it; no test makes folders in it. A thread of a
 * session that was dropped may not have finished writing. */
static inline void
folder_free (Folder *folder)
{
  do
    folder_empty (folder);
  while (g_rmdir (folder) != 0 && errno == ENOTEMPTY);

  g_free (folder);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Folder, folder_free)
