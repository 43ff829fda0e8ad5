/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-error.h"

G_DEFINE_QUARK (client-error-quark, client_error)
