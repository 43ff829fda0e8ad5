/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean server_certificate_make (const char *certificate, const char *key, GError **error);

G_END_DECLS
