/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-entrance.h"

#include "ui-changed-page.h"
#include "ui-connect-page.h"
#include "ui-secret-page.h"
#include "ui-trust-page.h"

/**
 * UiEntrance:
 *
 * The way into a chat: the page on which one chooses it, and the questions that stand
 * between it and the room, each only when it has to be asked.
 *
 * Signals: "join" (ClientAddress *address, const char *name); "leave": the chat is no
 * longer wanted; "back": the person wants to be where they came from.
 */
struct _UiEntrance
{
  GtkWidget parent_instance;

  ClientSession *session;
  GSignalGroup *session_signals;

  GtkWidget *back_button;
  GtkWidget *stack;
  GtkWidget *connect_page;
  GtkWidget *trust_page;
  GtkWidget *changed_page;
  GtkWidget *secret_page;
};

G_DEFINE_FINAL_TYPE (UiEntrance, ui_entrance, GTK_TYPE_WIDGET)

enum
{
  JOIN,
  LEAVE,
  BACK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GtkWidget *
get_page (UiEntrance *self)
{
  return gtk_stack_get_visible_child (GTK_STACK (self->stack));
}

/**
 * ui_entrance_begin:
 * @self: an entrance
 *
 * Gives the focus to what one most likely wants to do.
 */
void
ui_entrance_begin (UiEntrance *self)
{
  g_return_if_fail (UI_IS_ENTRANCE (self));

  if (get_page (self) == self->trust_page)
    ui_trust_page_begin (UI_TRUST_PAGE (self->trust_page));
  else if (get_page (self) == self->changed_page)
    ui_changed_page_begin (UI_CHANGED_PAGE (self->changed_page));
  else if (get_page (self) == self->secret_page)
    ui_secret_page_begin (UI_SECRET_PAGE (self->secret_page));
  else
    ui_connect_page_begin (UI_CONNECT_PAGE (self->connect_page));
}

/* What is not seen is not read out either. */
static void
show_page (UiEntrance *self, GtkWidget *page)
{
  gtk_widget_set_visible (page, TRUE);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), page);
  for (GtkWidget *child = gtk_widget_get_first_child (self->stack); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_visible (child, child == page);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    ui_entrance_begin (self);
}

/* What the server has said that it is called counts only when one is in. */
static const char *
get_chat (UiEntrance *self)
{
  const char *name = client_session_get_server_name (self->session);

  return name ? name : ui_connect_page_get_chat (UI_CONNECT_PAGE (self->connect_page));
}

/* Which question the reason why one is not in leads to; the connect page for none. */
static GtkWidget *
find_page (UiEntrance *self, const GError *error)
{
  gboolean shown = client_session_get_identity (self->session) != NULL;

  if (error == NULL || error->domain != CLIENT_ERROR)
    return self->connect_page;

  switch (error->code)
    {
    case CLIENT_ERROR_UNKNOWN_SERVER:
      return shown ? self->trust_page : self->connect_page;
    case CLIENT_ERROR_CHANGED_SERVER:
      return shown ? self->changed_page : self->connect_page;
    case CLIENT_ERROR_AUTH_REQUIRED:
    case CLIENT_ERROR_AUTH_FAILED:
    case CLIENT_ERROR_JOIN_WORD:
      return self->secret_page;
    default:
      return self->connect_page;
    }
}

static void
ask (UiEntrance *self, const GError *error)
{
  GtkWidget *page = find_page (self, error);
  ClientIdentity *identity = client_session_get_identity (self->session);
  g_autofree char *address = client_address_to_string (client_session_get_address (self->session));

  if (page == self->trust_page)
    ui_trust_page_ask (UI_TRUST_PAGE (page), get_chat (self), address, identity);
  else if (page == self->changed_page)
    ui_changed_page_warn (UI_CHANGED_PAGE (page), get_chat (self), address, identity);
  else if (page == self->secret_page)
    ui_secret_page_ask (UI_SECRET_PAGE (page), client_session_get_name (self->session),
                        get_chat (self), error);

  show_page (self, page);
  ui_connect_page_set_error (UI_CONNECT_PAGE (self->connect_page),
                             page == self->connect_page ? error : NULL);
}

/* On the page where one is: a question does not go before it is answered. */
static void
set_busy (UiEntrance *self, gboolean busy)
{
  GtkWidget *page = get_page (self);

  ui_trust_page_set_busy (UI_TRUST_PAGE (self->trust_page), busy && page == self->trust_page);
  ui_changed_page_set_busy (UI_CHANGED_PAGE (self->changed_page),
                            busy && page == self->changed_page);
  ui_secret_page_set_busy (UI_SECRET_PAGE (self->secret_page), busy && page == self->secret_page);
  ui_connect_page_set_busy (UI_CONNECT_PAGE (self->connect_page),
                            busy && page == self->connect_page,
                            self->session ? client_session_get_error (self->session) : NULL);
}

static void
update (UiEntrance *self)
{
  ClientSessionState state = CLIENT_SESSION_OFFLINE;

  if (self->session != NULL)
    state = client_session_get_state (self->session);

  set_busy (self, state == CLIENT_SESSION_CONNECTING || state == CLIENT_SESSION_WAITING);
  if (state == CLIENT_SESSION_OFFLINE && self->session != NULL)
    ask (self, client_session_get_error (self->session));
  else if (state == CLIENT_SESSION_ONLINE)
    ui_secret_page_clear (UI_SECRET_PAGE (self->secret_page));
}

/* A server may show what it is after it was said that it has to be asked about. */
static void
on_identity_changed (UiEntrance *self)
{
  const GError *error = client_session_get_error (self->session);
  GtkWidget *page = find_page (self, error);

  if (client_session_get_state (self->session) == CLIENT_SESSION_OFFLINE
      && (page == self->trust_page || page == self->changed_page))
    ask (self, error);
}

static void
on_join (UiEntrance *self, ClientAddress *address, const char *name)
{
  g_signal_emit (self, signals[JOIN], 0, address, name);
}

static void
leave (UiEntrance *self)
{
  g_signal_emit (self, signals[LEAVE], 0);
}

static void
go_back (UiEntrance *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

static void
on_trusted (UiEntrance *self)
{
  if (self->session != NULL)
    client_session_trust (self->session);
}

static void
on_told (UiEntrance *self, const char *password, const char *join_word)
{
  if (self->session == NULL)
    return;

  client_session_set_secrets (self->session, password, join_word);
  client_session_open (self->session);
}

static void
on_kept_secret (UiEntrance *self, gboolean other_name)
{
  leave (self);
  if (other_name)
    ui_connect_page_change_name (UI_CONNECT_PAGE (self->connect_page));
}

/**
 * ui_entrance_fill:
 * @self: an entrance
 * @name: (nullable): the name to offer
 * @server: (nullable): the address to offer
 *
 * Fills in what is known of the chat that one may want to join.
 */
void
ui_entrance_fill (UiEntrance *self, const char *name, const char *server)
{
  g_return_if_fail (UI_IS_ENTRANCE (self));

  ui_connect_page_fill (UI_CONNECT_PAGE (self->connect_page), name, server);
}

/**
 * ui_entrance_join:
 * @self: an entrance
 * @address: where a chat is
 * @chat: (nullable): what it is called
 *
 * Joins a chat with the name that stands on the page, if it is one.
 */
void
ui_entrance_join (UiEntrance *self, ClientAddress *address, const char *chat)
{
  g_return_if_fail (UI_IS_ENTRANCE (self));

  ui_connect_page_join (UI_CONNECT_PAGE (self->connect_page), address, chat);
}

/**
 * ui_entrance_set_can_go_back:
 * @self: an entrance
 * @can_go_back: whether there is anything behind it
 *
 * Offers a way back, for who is in a chat already.
 */
void
ui_entrance_set_can_go_back (UiEntrance *self, gboolean can_go_back)
{
  g_return_if_fail (UI_IS_ENTRANCE (self));

  gtk_widget_set_visible (self->back_button, can_go_back);
}

/**
 * ui_entrance_set_session:
 * @self: an entrance
 * @session: (nullable): the session that wants to be in a chat
 *
 * Follows a session.
 */
void
ui_entrance_set_session (UiEntrance *self, ClientSession *session)
{
  g_return_if_fail (UI_IS_ENTRANCE (self));

  if (!g_set_object (&self->session, session))
    return;

  set_busy (self, FALSE);
  ui_secret_page_clear (UI_SECRET_PAGE (self->secret_page));
  ui_connect_page_set_error (UI_CONNECT_PAGE (self->connect_page), NULL);
  if (session != NULL)
    ui_connect_page_set_address (UI_CONNECT_PAGE (self->connect_page),
                                 client_session_get_address (session));
  show_page (self, self->connect_page);
  g_signal_group_set_target (self->session_signals, session);
  update (self);
}

static void
ui_entrance_dispose (GObject *object)
{
  UiEntrance *self = UI_ENTRANCE (object);
  GtkWidget *child = NULL;

  g_clear_object (&self->session_signals);
  g_clear_object (&self->session);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ui_entrance_parent_class)->dispose (object);
}

static void
ui_entrance_class_init (UiEntranceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_entrance_dispose;

  signals[JOIN] = g_signal_new ("join", UI_TYPE_ENTRANCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, CLIENT_TYPE_ADDRESS, G_TYPE_STRING);
  signals[LEAVE] = g_signal_new ("leave", UI_TYPE_ENTRANCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  signals[BACK] = g_signal_new ("back", UI_TYPE_ENTRANCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  g_type_ensure (UI_TYPE_CHANGED_PAGE);
  g_type_ensure (UI_TYPE_CONNECT_PAGE);
  g_type_ensure (UI_TYPE_SECRET_PAGE);
  g_type_ensure (UI_TYPE_TRUST_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-entrance.ui");
  gtk_widget_class_bind_template_child (widget_class, UiEntrance, back_button);
  gtk_widget_class_bind_template_child (widget_class, UiEntrance, stack);
  gtk_widget_class_bind_template_child (widget_class, UiEntrance, connect_page);
  gtk_widget_class_bind_template_child (widget_class, UiEntrance, trust_page);
  gtk_widget_class_bind_template_child (widget_class, UiEntrance, changed_page);
  gtk_widget_class_bind_template_child (widget_class, UiEntrance, secret_page);
  gtk_widget_class_bind_template_callback (widget_class, on_join);
  gtk_widget_class_bind_template_callback (widget_class, leave);
  gtk_widget_class_bind_template_callback (widget_class, go_back);
  gtk_widget_class_bind_template_callback (widget_class, on_trusted);
  gtk_widget_class_bind_template_callback (widget_class, on_told);
  gtk_widget_class_bind_template_callback (widget_class, on_kept_secret);
}

static void
ui_entrance_init (UiEntrance *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->session_signals = g_signal_group_new (CLIENT_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals,
                                  "notify::state",
                                  G_CALLBACK (update),
                                  self);
  g_signal_group_connect_swapped (self->session_signals,
                                  "notify::identity",
                                  G_CALLBACK (on_identity_changed),
                                  self);
}

/**
 * ui_entrance_new:
 *
 * Returns: (transfer floating): an entrance that leads nowhere yet
 */
GtkWidget *
ui_entrance_new (void)
{
  return g_object_new (UI_TYPE_ENTRANCE, NULL);
}
