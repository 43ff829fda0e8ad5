/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * A name service that knows no name, and may take for ever to say so. While it
 * lives it is the one of the process.
 */
#define FAKE_TYPE_RESOLVER (fake_resolver_get_type ())
G_DECLARE_FINAL_TYPE (FakeResolver, fake_resolver, FAKE, RESOLVER, GResolver)

/* With @error NULL it never answers. */
FakeResolver *fake_resolver_install (const GError *error);

G_END_DECLS
