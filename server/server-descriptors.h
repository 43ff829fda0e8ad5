/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint server_descriptors_provide (guint connections);

G_END_DECLS
