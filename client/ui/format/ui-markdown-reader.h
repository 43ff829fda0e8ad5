/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui-markdown-source.h"

G_BEGIN_DECLS

GPtrArray *ui_markdown_read       (const UiMarkdownSource *source);
GPtrArray *ui_markdown_read_plain (const UiMarkdownSource *source);

G_END_DECLS
