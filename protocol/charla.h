/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "charla-builder.h"
#include "charla-code.h"
#include "charla-connection.h"
#include "charla-deadlines.h"
#include "charla-error.h"
#include "charla-frame.h"
#include "charla-framer.h"
#include "charla-limits.h"
#include "charla-message.h"
#include "charla-name.h"
#include "charla-receiver.h"
#include "charla-watcher.h"
