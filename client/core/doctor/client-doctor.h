/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-address.h"
#include "client-check.h"

G_BEGIN_DECLS

/**
 * ClientDoctor:
 *
 * Finds out why somebody cannot see a chat, or not reach it: a #GListModel of #ClientCheck,
 * all of which are there from the beginning, and are made one after the other. It says
 * nothing to a server that could be of use to somebody else: no name, no password, no word.
 */
#define CLIENT_TYPE_DOCTOR (client_doctor_get_type ())
G_DECLARE_FINAL_TYPE (ClientDoctor, client_doctor, CLIENT, DOCTOR, GObject)

ClientDoctor *client_doctor_new (ClientAddress *address);

void client_doctor_start (ClientDoctor *self);
void client_doctor_stop  (ClientDoctor *self);

ClientAddress *client_doctor_get_address    (ClientDoctor *self);
gboolean       client_doctor_get_is_running (ClientDoctor *self);
gboolean       client_doctor_get_has_failed (ClientDoctor *self);

G_END_DECLS
