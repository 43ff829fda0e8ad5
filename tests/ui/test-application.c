/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-server.h"
#include "ui-application.h"
#include "ui-window.h"
#include "wait.h"
#include "widgets.h"

/* An application that runs, and what is to be seen in it. */
typedef struct
{
  GApplication *application;
  FakeServer *server;
  char *address;
  void (*script) (gpointer run);
} Run;

static gboolean
on_idle (gpointer data)
{
  Run *self = data;

  self->script (self);
  g_application_quit (self->application);
  return G_SOURCE_REMOVE;
}

/* Runs the application with arguments, and @script in it. */
static int
run (void (*script) (gpointer run), const char *first, const char *second, const char *third)
{
  Run self = { .server = fake_server_new (), .script = script };
  g_autoptr (ClientAddress) address = fake_server_get_address (self.server);
  char *arguments[5] = { (char *) "charla" };
  const char *given[] = { first, second, third };
  g_autoptr (GSettings) settings = g_settings_new ("io.github.charla_chat.Charla");
  int status = 0;
  int n = 1;

  g_settings_reset (settings, "chats");
  self.server->is_classic = TRUE;
  self.address = client_address_to_string (address);
  for (gsize i = 0; i < G_N_ELEMENTS (given) && given[i] != NULL; i++)
    arguments[n++] = g_str_equal (given[i], "ADDRESS") ? self.address : (char *) given[i];

  self.application = G_APPLICATION (ui_application_new ());
  g_application_set_flags (self.application,
                           g_application_get_flags (self.application) | G_APPLICATION_NON_UNIQUE);
  if (script != NULL)
    g_idle_add_full (G_PRIORITY_LOW, on_idle, &self, NULL);
  status = g_application_run (self.application, n, arguments);

  wait_settle ();
  g_assert_finalize_object (self.application);
  g_free (self.address);
  fake_server_free (self.server);
  return status;
}

static UiWindow *
get_window (Run *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self->application));

  g_assert_cmpuint (g_list_length (windows), ==, 1);
  return UI_WINDOW (windows->data);
}

static gboolean
is_in_room (Run *self)
{
  return ui_window_get_attention (get_window (self)).room_shown;
}

static void
start (gpointer data)
{
  Run *self = data;

  g_assert_false (is_in_room (self));
  g_assert_cmpuint (self->server->n_accepted, ==, 0);
}

static void
test_starts (void)
{
  g_assert_cmpint (run (start, NULL, NULL, NULL), ==, 0);
}

static void
see_address (gpointer data)
{
  Run *self = data;

  g_assert_cmpstr (text_of (get_window (self), "server_row"), ==, "lab:4321");
  g_assert_false (is_in_room (self));
}

static void
test_server_is_filled_in (void)
{
  g_assert_cmpint (run (see_address, "--server=lab:4321", NULL, NULL), ==, 0);
}

static void
test_server_that_is_none (void)
{
  if (g_test_subprocess ())
    exit (run (NULL, "--server=lab:port", NULL, NULL));

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("charla: *\n");
}

static void
test_more_than_options (void)
{
  if (g_test_subprocess ())
    exit (run (NULL, "more", NULL, NULL));

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("charla: “more” *\n");
}

static void
join_by_hand (gpointer data)
{
  Run *self = data;
  g_autoptr (GSettings) settings = g_settings_new ("io.github.charla_chat.Charla");
  g_autofree char *name = NULL;

  gtk_editable_set_text (GTK_EDITABLE (find_by_id (get_window (self), "name_row")), "carla");
  gtk_editable_set_text (GTK_EDITABLE (find_by_id (get_window (self), "server_row")),
                         self->address);
  g_signal_emit_by_name (find_by_id (get_window (self), "join_button"), "clicked");
  WAIT_FOR (is_in_room (self) && g_str_has_suffix (self->server->heard->str, "carla"));

  name = g_settings_get_string (settings, "name");
  g_assert_cmpstr (name, ==, "carla");
}

static void
test_joins (void)
{
  g_assert_cmpint (run (join_by_hand, NULL, NULL, NULL), ==, 0);
}

static void
use_room (gpointer data)
{
  Run *self = data;
  UiWindow *window = get_window (self);
  GtkTextView *text_view = NULL;

  WAIT_FOR (is_in_room (self) && self->server->n_accepted == 2);
  text_view = GTK_TEXT_VIEW (find_by_id (window, "text_view"));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (text_view), "hello", -1);
  gtk_widget_activate_action (find_by_id (window, "composer"), "composer.send", NULL);
  WAIT_FOR (g_str_has_suffix (self->server->heard->str, "hello"));

  gtk_widget_activate_action (GTK_WIDGET (window), "win.leave-chat", NULL);
  g_assert_false (is_in_room (self));
  WAIT_FOR (self->server->ended);
}

static void
test_joins_at_once (void)
{
  g_assert_cmpint (run (use_room, "--name=ana", "--server", "ADDRESS"), ==, 0);
}

/* Closed, it is in the chat; activated again, it is where it was. */
static void
close_and_come_back (gpointer data)
{
  Run *self = data;

  WAIT_FOR (is_in_room (self) && self->server->n_accepted == 2);
  gtk_window_close (GTK_WINDOW (get_window (self)));
  wait_settle ();
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_window (self))));
  fake_server_message (self->server, "bea", "Are you there?");
  WAIT_FOR (g_str_has_prefix (gtk_window_get_title (GTK_WINDOW (get_window (self))), "(1) "));

  g_application_activate (self->application);
  WAIT_FOR (g_str_equal (gtk_window_get_title (GTK_WINDOW (get_window (self))), "Lobby"));
  g_assert_true (is_in_room (self));
  g_assert_false (self->server->ended);
}

static void
test_stays_in_the_background (void)
{
  g_assert_cmpint (run (close_and_come_back, "--name=ana", "--server", "ADDRESS"), ==, 0);
}

static void
use_actions (gpointer data)
{
  Run *self = data;
  GActionGroup *actions = G_ACTION_GROUP (self->application);
  const char *names[] = { "preferences", "about", "shortcuts" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkWindow *dialog = NULL;

      g_action_group_activate_action (actions, names[i], NULL);
      dialog = gtk_application_get_active_window (GTK_APPLICATION (self->application));
      WAIT_FOR (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
      if (!UI_IS_WINDOW (dialog))
        gtk_window_close (dialog);
      wait_settle ();
    }
}

/* Each accelerator is in the window of the shortcuts, and nothing there does nothing. */
static void
compare_shortcuts (gpointer data)
{
  Run *self = data;
  GtkApplication *application = GTK_APPLICATION (self->application);
  g_auto (GStrv) described = gtk_application_list_action_descriptions (application);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (
    "/io/github/charla_chat/Charla/help-overlay.ui", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  const char *text = g_bytes_get_data (bytes, NULL);
  g_auto (GStrv) parts = g_strsplit (text, "\"action-name\">", -1);

  for (guint i = 0; described[i] != NULL; i++)
    {
      g_autofree char *wanted = g_strdup_printf ("\"action-name\">%s<", described[i]);

      if (g_str_has_prefix (described[i], "win.nth-chat"))
        g_assert_nonnull (strstr (text, ">&lt;Control&gt;1...9<"));
      else if (strstr (text, wanted) == NULL)
        g_error ("%s is not among the shortcuts", described[i]);
    }
  for (guint i = 1; parts[i] != NULL; i++)
    {
      *strchr (parts[i], '<') = '\0';
      if (!g_strv_contains ((const char *const *) described, parts[i]))
        g_error ("%s has no accelerator", parts[i]);
    }
}

static void
test_shortcuts (void)
{
  g_assert_cmpint (run (compare_shortcuts, NULL, NULL, NULL), ==, 0);
}

static void
test_dialogs (void)
{
  g_assert_cmpint (run (use_actions, NULL, NULL, NULL), ==, 0);
}

int
main (int argc, char **argv)
{
  /* What would be another application's, or start a bus. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/application/starts", test_starts);
  g_test_add_func ("/application/server", test_server_is_filled_in);
  g_test_add_func ("/application/server/none", test_server_that_is_none);
  g_test_add_func ("/application/more", test_more_than_options);
  g_test_add_func ("/application/joins", test_joins);
  g_test_add_func ("/application/joins-at-once", test_joins_at_once);
  g_test_add_func ("/application/background", test_stays_in_the_background);
  g_test_add_func ("/application/shortcuts", test_shortcuts);
  g_test_add_func ("/application/dialogs", test_dialogs);

  return g_test_run ();
}
