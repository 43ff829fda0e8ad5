/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-browser.h"

G_BEGIN_DECLS

/**
 * ClientPlace:
 * @browser: who has seen it
 * @key: what tells it from all others
 * @interface: on which interface
 * @protocol: in which protocol, as Avahi counts them
 * @name: what it calls itself, as it is
 * @domain: in which domain
 * @is_here: whether it is this machine's
 * @is_asked: whether it was asked what is there
 * @is_answered: whether that was answered, in whichever way
 * @resolver: (nullable): the path of Avahi's object that follows it
 *
 * An announcement on one interface, in one protocol.
 */
typedef struct
{
  ClientBrowser *browser;
  char *key;
  int interface;
  int protocol;
  char *name;
  char *domain;
  gboolean is_here;
  gboolean is_asked;
  gboolean is_answered;
  char *resolver;
} ClientPlace;

ClientPlace *client_place_new      (int interface, int protocol, const char *name,
                                    const char *domain);
void         client_place_free     (ClientPlace *self);
char        *client_place_make_key (int interface, int protocol, const char *name,
                                    const char *domain);

ClientSighting *client_place_read (const ClientPlace *self, GVariant *found);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClientPlace, client_place_free)

G_END_DECLS
