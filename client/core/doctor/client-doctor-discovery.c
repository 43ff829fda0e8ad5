/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-doctor-private.h"

#include <glib/gi18n.h>

#include "client-interfaces.h"

/* How long one listens to Avahi after all else was looked at. */
#define LISTEN_MS 2000

static guint
count_live (ClientDoctor *self, gboolean here_only)
{
  GListModel *model = G_LIST_MODEL (self->discovery);
  guint n = g_list_model_get_n_items (model);
  guint count = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ClientServer) server = g_list_model_get_item (model, i);

      if (client_server_get_is_live (server) && (!here_only || client_server_get_is_here (server)))
        count++;
    }

  return count;
}

static gboolean
can_look (ClientDoctor *self)
{
  return client_discovery_get_state (self->discovery) == CLIENT_DISCOVERY_RUNNING;
}

static void
tell_avahi (ClientDoctor *self)
{
  guint count = count_live (self, FALSE);

  g_signal_handlers_disconnect_by_data (self->discovery, self);
  if (!can_look (self))
    client_doctor_tell (self, CLIENT_CHECK_FAILED,
                        g_strdup (_ ("Chats in the network cannot be found from this computer.")),
                        _ ("Install “avahi-daemon”, or start it with “systemctl start avahi-daemon”. With "
                           "an address one gets into a chat without it."));
  else if (count == 0)
    client_doctor_tell (self, CLIENT_CHECK_PASSED,
                        g_strdup (_ ("Avahi is running, and no chat announces itself.")), NULL);
  else
    client_doctor_tell (self, CLIENT_CHECK_PASSED,
                        g_strdup_printf (ngettext ("Avahi is running, and %u chat announces itself.",
                                                   "Avahi is running, and %u chats announce themselves.",
                                                   count),
                                         count),
                        NULL);
}

static void
on_settled (ClientDiscovery *discovery, GParamSpec *property, ClientDoctor *self)
{
  if (client_discovery_get_is_settled (discovery))
    tell_avahi (self);
}

static void
on_heard_enough (GCancellable *cancellable, ClientDoctor *self)
{
  if (self->is_late)
    tell_avahi (self);
}

/* Whether one can hear announcements here at all. */
void
client_doctor_check_avahi (ClientDoctor *self)
{
  if (client_discovery_get_is_settled (self->discovery))
    {
      tell_avahi (self);
      return;
    }

  g_signal_connect (self->discovery, "notify::is-settled", G_CALLBACK (on_settled), self);
  g_signal_connect (client_doctor_limit (self, LISTEN_MS), "cancelled",
                    G_CALLBACK (on_heard_enough), self);
}

/* Whether an announcement can come from there: it does not leave its network. */
static gboolean
is_near (ClientDoctor *self)
{
  GInetAddress *address
    = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (self->remote));

  return g_inet_address_get_is_loopback (address) || g_inet_address_get_is_link_local (address)
         || client_interfaces_is_on_link (address);
}

static ClientServer *
find_announced (ClientDoctor *self)
{
  g_autoptr (CharlaMessage) server
    = self->look != NULL ? charla_message_get_object (self->look, "server") : NULL;
  const char *id = server != NULL ? charla_message_get_string (server, "id") : NULL;

  return id != NULL ? client_discovery_find (self->discovery, id) : NULL;
}

/* Whether what the server announces comes here. */
void
client_doctor_check_announced (ClientDoctor *self)
{
  ClientServer *server = find_announced (self);

  if (self->look == NULL || !can_look (self))
    client_doctor_tell (self, CLIENT_CHECK_SKIPPED, NULL, NULL);
  else if (server != NULL)
    client_doctor_tell (self, CLIENT_CHECK_PASSED,
                        g_strdup_printf (_ ("The announcement of “%s” comes here."),
                                         client_server_get_name (server)),
                        NULL);
  else if (!is_near (self))
    client_doctor_tell (self, CLIENT_CHECK_SKIPPED,
                        g_strdup (_ ("The server is in another network, which announcements do not "
                                     "leave. It takes its address.")),
                        NULL);
  else
    client_doctor_tell (self, CLIENT_CHECK_FAILED,
                        g_strdup (_ ("The server is there, but its announcement does not come here.")),
                        _ ("On its computer “avahi-daemon” has to run, and announce=true in its "
                           "configuration. Firewalls have to let port 5353 of UDP through, and the access "
                           "point may keep its guests apart."));
}

/* Whether what this machine announces is heard, at least here. */
void
client_doctor_check_own (ClientDoctor *self)
{
  guint count = count_live (self, TRUE);

  if (!can_look (self) || count == 0)
    client_doctor_tell (self, CLIENT_CHECK_SKIPPED,
                        can_look (self) ? g_strdup (_ ("No chat of this computer announces itself."))
                                        : NULL,
                        NULL);
  else
    client_doctor_tell (self, CLIENT_CHECK_PASSED,
                        g_strdup_printf (ngettext ("%u chat of this computer announces itself.",
                                                   "%u chats of this computer announce themselves.",
                                                   count),
                                         count),
                        NULL);
}
