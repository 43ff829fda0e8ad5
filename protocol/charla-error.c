/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "charla-error.h"

G_DEFINE_QUARK (charla-error-quark, charla_error)
