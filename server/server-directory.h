/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-member.h"
#include "server-request.h"

G_BEGIN_DECLS

/**
 * ServerDirectory:
 *
 * Who is here, under which name, and where their requests go.
 */
#define SERVER_TYPE_DIRECTORY (server_directory_get_type ())
G_DECLARE_FINAL_TYPE (ServerDirectory, server_directory, SERVER, DIRECTORY, GObject)

ServerDirectory *server_directory_new    (void);
char            *server_directory_join   (ServerDirectory *self, ServerMember *member,
                                          const char *name);
void             server_directory_leave  (ServerDirectory *self, ServerMember *member);
void             server_directory_handle (ServerDirectory *self, ServerMember *member,
                                          const ServerRequest *request);

G_END_DECLS
