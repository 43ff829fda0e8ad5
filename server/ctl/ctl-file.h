/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CtlFile:
 *
 * A file that is being made, beside the place where it is to be and for nobody else to
 * read. Until it is complete there is nothing at that place, or what was there before.
 */
typedef struct _CtlFile CtlFile;

CtlFile *ctl_file_new            (const char *path, GError **error);
void     ctl_file_free           (CtlFile *self);
int      ctl_file_get_descriptor (CtlFile *self);
gboolean ctl_file_complete       (CtlFile *self, GError **error);

int ctl_file_open (const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtlFile, ctl_file_free)

G_END_DECLS
