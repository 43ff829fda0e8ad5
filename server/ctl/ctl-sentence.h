/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <charla.h>

G_BEGIN_DECLS

char *ctl_sentence_new (CharlaMessage *refusal);

G_END_DECLS
