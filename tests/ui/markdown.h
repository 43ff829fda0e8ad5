/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui-mentions.h"

void assert_valid (const char *text, const UiMentions *mentions);
