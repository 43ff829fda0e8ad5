/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-notifier.h"
#include "ui-notifier-worker.h"

#include <pango/pango.h>

/* Characters. A popup shows a few lines; the text is a peer's, and a daemon
 * lays out whatever it gets. */
#define MAX_TITLE 80
#define MAX_BODY 300

struct _UiNotifier
{
  GObject parent_instance;

  UiNotifierWorker *worker;
};

enum
{
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (UiNotifier, ui_notifier, G_TYPE_OBJECT)

static void
on_activated (const char *id, const char *activation_token, gpointer data)
{
  g_autoptr (UiNotifier) self = g_weak_ref_get (data);

  if (self != NULL)
    g_signal_emit (self, signals[ACTIVATED], 0, id, activation_token);
}

static GWeakRef *
weak_ref_new (gpointer object)
{
  GWeakRef *ref = g_new0 (GWeakRef, 1);

  g_weak_ref_init (ref, object);

  return ref;
}

static void
weak_ref_free (gpointer ref)
{
  g_weak_ref_clear (ref);
  g_free (ref);
}

static void
ui_notifier_dispose (GObject *object)
{
  UiNotifier *self = UI_NOTIFIER (object);

  g_clear_pointer (&self->worker, ui_notifier_worker_end);

  G_OBJECT_CLASS (ui_notifier_parent_class)->dispose (object);
}

static void
ui_notifier_class_init (UiNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ui_notifier_dispose;

  /**
   * UiNotifier::activated:
   * @self: the notifier
   * @id: the notification's id
   * @activation_token: (nullable): lets a window take the focus
   *
   * The person clicked on a notification. Emitted in the main context of the
   * thread that shows them.
   */
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
ui_notifier_init (UiNotifier *self)
{
}

/**
 * ui_notifier_new:
 *
 * Creates a notifier. When the last reference goes, what it shows is withdrawn,
 * as far as the daemon does so within %UI_NOTIFIER_WORKER_FAREWELL_MS.
 *
 * Returns: (transfer full): a notifier
 */
UiNotifier *
ui_notifier_new (void)
{
  return g_object_new (UI_TYPE_NOTIFIER, NULL);
}

/* The thread comes with the first notification: many never see one. */
static UiNotifierWorker *
ui_notifier_get_worker (UiNotifier *self)
{
  g_autoptr (GError) error = NULL;

  if (self->worker == NULL)
    self->worker = ui_notifier_worker_new (on_activated, weak_ref_new (self), weak_ref_free, &error);
  if (error != NULL)
    g_debug ("No thread for notifications: %s", error->message);

  return self->worker;
}

/* How many of the characters to keep, so that no grapheme is cut. */
static guint
find_cut (const char *text, gsize size, guint length, guint max)
{
  g_autofree PangoLogAttr *attrs = g_new0 (PangoLogAttr, length + 1);
  guint cut = max;

  pango_get_log_attrs (text, size, -1, pango_language_get_default (), attrs, length + 1);
  while (cut > 0 && !attrs[cut].is_cursor_position)
    cut--;

  /* One grapheme of so many characters is no writing: it may be cut. */
  return cut > 0 ? cut : max;
}

/* At most max characters of the text, without control characters, which no
 * markup allows, other than keep. */
static char *
shorten (const char *text, guint max, char keep)
{
  const char *end = text;
  guint length = 0;
  g_autofree char *result = NULL;

  for (; *end != '\0' && length <= max; end = g_utf8_next_char (end))
    length++;

  result = g_strndup (text, end - text);
  for (char *p = result; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p) && *p != keep)
      *p = ' ';

  if (length > max)
    {
      guint cut = find_cut (result, end - text, length, max - 1);

      *g_utf8_offset_to_pointer (result, cut) = '\0';
      return g_strconcat (result, "…", NULL);
    }

  return g_steal_pointer (&result);
}

/**
 * ui_notifier_show:
 * @self: a notifier
 * @id: names the notification, for example after its room
 * @title: plain text
 * @body: plain text
 *
 * Shows a notification, in the place of the one of the same id if there is one.
 * Long texts are cut. Returns at once, and whatever becomes of it is no error:
 * without a daemon nothing is shown, and of several texts for an id that come
 * while the daemon is busy only the last one is.
 */
void
ui_notifier_show (UiNotifier *self, const char *id, const char *title, const char *body)
{
  UiNotifierWorker *worker = NULL;
  g_autofree char *short_title = NULL;
  g_autofree char *short_body = NULL;

  g_return_if_fail (UI_IS_NOTIFIER (self));
  g_return_if_fail (id != NULL && title != NULL && body != NULL);

  worker = ui_notifier_get_worker (self);
  if (worker == NULL)
    return;

  /* libnotify takes no empty title. */
  short_title = shorten (*title != '\0' ? title : "Charla", MAX_TITLE, ' ');
  short_body = shorten (body, MAX_BODY, '\n');
  ui_notifier_worker_request (worker, id, short_title, short_body);
}

/**
 * ui_notifier_withdraw:
 * @self: a notifier
 * @id: the notification's id
 *
 * Takes back the notification of this id, if there is one. Returns at once.
 */
void
ui_notifier_withdraw (UiNotifier *self, const char *id)
{
  g_return_if_fail (UI_IS_NOTIFIER (self));
  g_return_if_fail (id != NULL);

  if (self->worker != NULL)
    ui_notifier_worker_request (self->worker, id, NULL, NULL);
}
