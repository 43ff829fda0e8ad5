/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-doctor.h"
#include "client-security.h"
#include "client-server.h"

G_BEGIN_DECLS

/**
 * UiServerMarks:
 * @UI_SERVER_HERE: it runs on this computer
 * @UI_SERVER_KNOWN: it runs elsewhere, and was used before
 * @UI_SERVER_NEEDS_WORD: it takes somebody who is new only with a word
 *
 * What is worth to be seen of a chat in a list.
 */
typedef enum
{
  UI_SERVER_HERE = 1 << 0,
  UI_SERVER_KNOWN = 1 << 1,
  UI_SERVER_NEEDS_WORD = 1 << 2,
} UiServerMarks;

UiServerMarks ui_describe_get_marks         (ClientServer *server);
char         *ui_describe_server            (const char *name, const char *address,
                                             UiServerMarks marks);
const char   *ui_describe_security          (ClientSecurity security);
const char   *ui_describe_security_detail   (ClientSecurity security);
const char   *ui_describe_security_icon     (ClientSecurity security);
const char   *ui_describe_check_icon        (ClientCheckState state);
const char   *ui_describe_check_state       (ClientCheckState state);
char         *ui_describe_checks            (GListModel *checks);

G_END_DECLS
