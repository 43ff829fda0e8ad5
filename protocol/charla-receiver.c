/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "charla-receiver.h"

G_DEFINE_INTERFACE (CharlaReceiver, charla_receiver, G_TYPE_OBJECT)

static void
charla_receiver_default_init (CharlaReceiverInterface *iface)
{
}
