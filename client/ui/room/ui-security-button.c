/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-security-button.h"

#include "ui-describe.h"
#include "ui-words.h"

/**
 * UiSecurityButton:
 *
 * The lock: says who can listen, and behind it what that means and by which words the
 * chat is known, so that somebody who is new can compare them.
 */
struct _UiSecurityButton
{
  GtkWidget parent_instance;

  ClientSession *session;
  GSignalGroup *session_signals;

  GtkWidget *button;
  GtkWidget *title;
  GtkWidget *detail;
  GtkWidget *words;
  GtkWidget *secrets;
};

G_DEFINE_FINAL_TYPE (UiSecurityButton, ui_security_button, GTK_TYPE_WIDGET)

static void
update_words (UiSecurityButton *self)
{
  ClientIdentity *identity = client_session_get_identity (self->session);
  gboolean encrypted =
    client_security_is_encrypted (client_session_get_security (self->session));

  gtk_widget_set_visible (self->words, encrypted && identity != NULL);
  if (identity != NULL)
    ui_words_set_fingerprint (UI_WORDS (self->words), identity->fingerprint);
}

static void
update (UiSecurityButton *self)
{
  ClientSecurity security = CLIENT_SECURITY_NONE;
  const char *secrets = NULL;
  const char *title = NULL;

  if (self->session == NULL)
    return;

  security = client_session_get_security (self->session);
  secrets = client_session_get_secrets_place (self->session);
  title = ui_describe_security (security);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button),
                                 ui_describe_security_icon (security));
  gtk_widget_set_tooltip_text (self->button, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_label_set_label (GTK_LABEL (self->detail), ui_describe_security_detail (security));
  gtk_label_set_label (GTK_LABEL (self->secrets), secrets ? secrets : "");
  gtk_widget_set_visible (self->secrets, secrets != NULL);
  update_words (self);
}

/* Without a line nobody listens; what was so is shown until it is otherwise. */
static void
on_changed (UiSecurityButton *self)
{
  if (self->session != NULL
      && client_session_get_state (self->session) == CLIENT_SESSION_ONLINE)
    update (self);
}

/**
 * ui_security_button_set_session:
 * @self: a button
 * @session: (nullable): whose line it tells of
 *
 * Tells of another session.
 */
void
ui_security_button_set_session (UiSecurityButton *self, ClientSession *session)
{
  g_return_if_fail (UI_IS_SECURITY_BUTTON (self));

  if (!g_set_object (&self->session, session))
    return;

  g_signal_group_set_target (self->session_signals, session);
  update (self);
}

static void
ui_security_button_dispose (GObject *object)
{
  UiSecurityButton *self = UI_SECURITY_BUTTON (object);
  GtkWidget *child = NULL;

  g_clear_object (&self->session_signals);
  g_clear_object (&self->session);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ui_security_button_parent_class)->dispose (object);
}

static void
ui_security_button_class_init (UiSecurityButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_security_button_dispose;

  g_type_ensure (UI_TYPE_WORDS);
  gtk_widget_class_set_template_from_resource (
    widget_class,
    "/io/github/charla_chat/Charla/ui-security-button.ui");
  gtk_widget_class_bind_template_child (widget_class, UiSecurityButton, button);
  gtk_widget_class_bind_template_child (widget_class, UiSecurityButton, title);
  gtk_widget_class_bind_template_child (widget_class, UiSecurityButton, detail);
  gtk_widget_class_bind_template_child (widget_class, UiSecurityButton, words);
  gtk_widget_class_bind_template_child (widget_class, UiSecurityButton, secrets);
}

static void
ui_security_button_init (UiSecurityButton *self)
{
  const char *const signals[] = { "notify::state", "notify::security", "notify::identity",
                                  "notify::secrets-place" };

  gtk_widget_init_template (GTK_WIDGET (self));

  self->session_signals = g_signal_group_new (CLIENT_TYPE_SESSION);
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_group_connect_swapped (self->session_signals, signals[i], G_CALLBACK (on_changed),
                                    self);
}

/**
 * ui_security_button_new:
 *
 * Returns: (transfer floating): a button that tells of nothing yet
 */
GtkWidget *
ui_security_button_new (void)
{
  return g_object_new (UI_TYPE_SECURITY_BUTTON, NULL);
}
