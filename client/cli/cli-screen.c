/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-screen.h"

#include <glib-unix.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Last: it needs what stdio.h declares. */
#include <readline/history.h>
#include <readline/readline.h>

#include "cli-history.h"
#include "cli-suspend.h"

struct _CliScreen
{
  GObject parent_instance;

  CliHistory *history;
  CliCompleter complete;
  gpointer user_data;

  /* What is to be shown above the line, at the end of this turn of the main loop. */
  GString *pending;
  guint flush_source;

  char *prompt;
  gboolean has_new_prompt;
  gboolean is_started;
  gboolean is_editing;
  gboolean was_writing;

  guint input_source;
  guint interrupt_source;
  guint resize_source;
  CliSuspend *suspend;
};

enum
{
  SIGNAL_LINE,
  SIGNAL_INTERRUPTED,
  SIGNAL_ENDED,
  SIGNAL_WRITING,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* There is one readline in a process, and one terminal. */
static CliScreen *the_screen;

G_DEFINE_FINAL_TYPE (CliScreen, cli_screen, G_TYPE_OBJECT)

static void
redraw (void)
{
  rl_on_new_line ();
  rl_redisplay ();
}

static void
flush (CliScreen *self)
{
  g_clear_handle_id (&self->flush_source, g_source_remove);
  if (self->pending->len == 0)
    return;

  if (self->is_editing)
    rl_clear_visible_line ();
  fwrite (self->pending->str, 1, self->pending->len, stdout);
  g_string_truncate (self->pending, 0);
  if (self->is_editing)
    redraw ();
  fflush (stdout);
}

static gboolean
on_flush (gpointer user_data)
{
  CliScreen *self = user_data;

  self->flush_source = 0;
  flush (self);
  return G_SOURCE_REMOVE;
}

/* A prompt that changed its width would move what is being written. */
static void
apply_prompt (CliScreen *self)
{
  if (!self->has_new_prompt || (self->is_editing && rl_end > 0))
    return;

  self->has_new_prompt = FALSE;
  if (self->is_editing)
    rl_clear_visible_line ();
  rl_set_prompt (self->prompt);
  if (self->is_editing)
    redraw ();
}

/* What the person has written is theirs; it is in the encoding of the terminal. */
static void
handle_line (char *line)
{
  g_autoptr (CliScreen) self = g_object_ref (the_screen);
  g_autofree char *text = NULL;

  self->is_editing = FALSE;
  flush (self);

  if (line == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_ENDED], 0);
      return;
    }

  text = g_utf8_make_valid (line, -1);
  /* It is readline's, from malloc(). */
  free (line);
  if (cli_history_add (self->history, text))
    add_history (text);
  g_signal_emit (self, signals[SIGNAL_LINE], 0, text);

  flush (self);
  apply_prompt (self);
  self->is_editing = self->is_started;
}

/* Takes what was written off the screen: what becomes of it is shown above. */
static int
accept_line (int count, int key)
{
  rl_clear_visible_line ();
  rl_done = 1;
  return 0;
}

static int
insert_line_end (int count, int key)
{
  rl_insert_text ("\n");
  return 0;
}

static int
complete_word (int count, int key)
{
  CliScreen *self = the_screen;
  g_autofree char *line = rl_copy_text (0, rl_end);
  g_autoptr (CliCompletion) completion = NULL;

  if (!g_utf8_validate (line, -1, NULL) || !g_utf8_validate (line, rl_point, NULL))
    return 0;

  completion = self->complete (line, (gsize) rl_point, self->user_data);
  if (completion->text != NULL)
    {
      rl_begin_undo_group ();
      rl_delete_text ((int) completion->start, rl_point);
      rl_point = (int) completion->start;
      rl_insert_text (completion->text);
      rl_end_undo_group ();
    }
  else if (completion->choices->len > 0)
    {
      g_autofree char *choices = cli_completion_list (completion);

      cli_screen_print (self, choices);
    }

  return 0;
}

static void
bind_keys (void)
{
  Keymap const maps[] = { emacs_standard_keymap, vi_insertion_keymap, vi_movement_keymap };

  for (guint i = 0; i < G_N_ELEMENTS (maps); i++)
    {
      rl_bind_key_in_map ('\r', accept_line, maps[i]);
      rl_bind_key_in_map ('\n', accept_line, maps[i]);
      rl_bind_key_in_map ('\t', complete_word, maps[i]);
    }
  rl_bind_keyseq_in_map ("\\e\\C-m", insert_line_end, emacs_standard_keymap);
}

static void
tell_writing (CliScreen *self)
{
  gboolean is_writing = self->is_editing && rl_end > 0 && rl_line_buffer[0] != '/';

  if (is_writing || self->was_writing)
    g_signal_emit (self, signals[SIGNAL_WRITING], 0, is_writing);
  self->was_writing = is_writing;
}

static gboolean
on_input (int descriptor, GIOCondition condition, gpointer user_data)
{
  g_autoptr (CliScreen) self = g_object_ref (user_data);

  if (condition & (G_IO_HUP | G_IO_ERR) && !(condition & G_IO_IN))
    {
      self->input_source = 0;
      g_signal_emit (self, signals[SIGNAL_ENDED], 0);
      return G_SOURCE_REMOVE;
    }

  rl_callback_read_char ();
  if (!self->is_started)
    return G_SOURCE_REMOVE;

  apply_prompt (self);
  tell_writing (self);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_interrupt (gpointer user_data)
{
  g_autoptr (CliScreen) self = g_object_ref (user_data);

  rl_callback_sigcleanup ();
  if (rl_end == 0)
    {
      g_signal_emit (self, signals[SIGNAL_INTERRUPTED], 0);
      return G_SOURCE_CONTINUE;
    }

  rl_clear_visible_line ();
  rl_replace_line ("", TRUE);
  redraw ();
  apply_prompt (self);
  tell_writing (self);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_resize (gpointer user_data)
{
  rl_resize_terminal ();
  return G_SOURCE_CONTINUE;
}

/* Ctrl+Z: the shell gets its terminal as it was, and gives it back with “fg”. */
static void
before_stop (gpointer user_data)
{
  rl_clear_visible_line ();
  rl_deprep_terminal ();
  fflush (stdout);
}

static void
after_stop (gpointer user_data)
{
  rl_prep_terminal (TRUE);
  rl_resize_terminal ();
  redraw ();
}

static void
set_up_readline (CliScreen *self)
{
  rl_readline_name = "charla-cli";
  rl_catch_signals = 0;
  rl_catch_sigwinch = 0;
  /* What other programs are told of the size of the terminal is not ours to say. */
  rl_change_environment = 0;
  rl_instream = stdin;
  rl_outstream = stdout;
  rl_initialize ();
  bind_keys ();

  using_history ();
  stifle_history (CLI_HISTORY_MAX);
}

static void
load_history (CliScreen *self)
{
  GPtrArray *lines = cli_history_get_lines (self->history);

  for (guint i = 0; i < lines->len; i++)
    add_history (lines->pdata[i]);
}

static void
save_history (CliScreen *self)
{
  g_autoptr (GError) error = NULL;

  if (!cli_history_save (self->history, &error))
    g_info ("the history was not kept: %s", error->message);
}

static void
watch (CliScreen *self)
{
  self->input_source
    = g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, on_input, self);
  self->interrupt_source = g_unix_signal_add (SIGINT, on_interrupt, self);
  self->resize_source = g_unix_signal_add (SIGWINCH, on_resize, self);
  self->suspend = cli_suspend_new (before_stop, after_stop, self);
}

static void
unwatch (CliScreen *self)
{
  g_clear_handle_id (&self->input_source, g_source_remove);
  g_clear_handle_id (&self->interrupt_source, g_source_remove);
  g_clear_handle_id (&self->resize_source, g_source_remove);
  g_clear_pointer (&self->suspend, cli_suspend_free);
}

static void
cli_screen_dispose (GObject *object)
{
  cli_screen_stop (CLI_SCREEN (object));

  G_OBJECT_CLASS (cli_screen_parent_class)->dispose (object);
}

static void
cli_screen_finalize (GObject *object)
{
  CliScreen *self = CLI_SCREEN (object);

  cli_history_free (self->history);
  g_free (self->prompt);
  g_string_free (self->pending, TRUE);

  G_OBJECT_CLASS (cli_screen_parent_class)->finalize (object);
}

static guint
add_signal (const char *name, guint n_parameters, GType type)
{
  return g_signal_new (name, CLI_TYPE_SCREEN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       n_parameters, type);
}

static void
cli_screen_class_init (CliScreenClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cli_screen_dispose;
  object_class->finalize = cli_screen_finalize;

  /* The person has finished a line, or a paste of several: this one, UTF-8. */
  signals[SIGNAL_LINE] = add_signal ("line", 1, G_TYPE_STRING);

  /* Ctrl+C was pressed, and there was nothing to clear. */
  signals[SIGNAL_INTERRUPTED] = add_signal ("interrupted", 0, G_TYPE_NONE);

  /* Ctrl+D was pressed, or the terminal is gone. */
  signals[SIGNAL_ENDED] = add_signal ("ended", 0, G_TYPE_NONE);

  /* The person has pressed a key: whether there is a message in the line. */
  signals[SIGNAL_WRITING] = add_signal ("writing", 1, G_TYPE_BOOLEAN);
}

static void
cli_screen_init (CliScreen *self)
{
  self->pending = g_string_new (NULL);
}

/**
 * cli_screen_new:
 * @history: the file that keeps what was written
 * @complete: (scope forever): completes words
 * @user_data: for @complete
 *
 * The terminal of the person: below, the line that they write; above, what happens,
 * which never gets into the line. There can be one at a time. This waits for the disk.
 *
 * Returns: (transfer full): a screen
 */
CliScreen *
cli_screen_new (const char *history, CliCompleter complete, gpointer user_data)
{
  CliScreen *self = g_object_new (CLI_TYPE_SCREEN, NULL);

  self->history = cli_history_new (history);
  self->complete = complete;
  self->user_data = user_data;
  return self;
}

/**
 * cli_screen_start:
 * @self: a screen
 * @prompt: what stands before the line
 *
 * Takes the terminal over.
 */
void
cli_screen_start (CliScreen *self, const char *prompt)
{
  g_return_if_fail (the_screen == NULL);

  the_screen = self;
  set_up_readline (self);
  load_history (self);
  watch (self);
  flush (self);

  g_free (self->prompt);
  self->prompt = g_strdup (prompt);
  self->has_new_prompt = FALSE;
  rl_callback_handler_install (self->prompt, handle_line);
  self->is_started = TRUE;
  self->is_editing = TRUE;
}

/**
 * cli_screen_stop:
 * @self: a screen
 *
 * Gives the terminal back, as it was. It waits for the disk.
 */
void
cli_screen_stop (CliScreen *self)
{
  if (!self->is_started)
    {
      flush (self);
      return;
    }

  if (self->is_editing)
    rl_clear_visible_line ();
  self->is_started = FALSE;
  self->is_editing = FALSE;
  rl_callback_handler_remove ();
  flush (self);

  unwatch (self);
  save_history (self);
  clear_history ();
  the_screen = NULL;
}

/**
 * cli_screen_set_prompt:
 * @self: a screen
 * @prompt: what stands before the line, fit for a terminal
 *
 * Sets the prompt. It changes when nothing is being written.
 */
void
cli_screen_set_prompt (CliScreen *self, const char *prompt)
{
  if (g_strcmp0 (self->prompt, prompt) == 0)
    return;

  g_free (self->prompt);
  self->prompt = g_strdup (prompt);
  self->has_new_prompt = TRUE;
  if (self->is_editing)
    apply_prompt (self);
}

/**
 * cli_screen_print:
 * @self: a screen
 * @text: one line or more, fit for a terminal
 *
 * Shows something above the line, which stays as it is.
 */
void
cli_screen_print (CliScreen *self, const char *text)
{
  g_string_append (self->pending, text);
  g_string_append_c (self->pending, '\n');
  if (self->flush_source == 0)
    self->flush_source = g_idle_add (on_flush, self);
}

/**
 * cli_screen_ring:
 * @self: a screen
 *
 * Rings the bell of the terminal, or what the person has instead of it.
 */
void
cli_screen_ring (CliScreen *self)
{
  rl_ding ();
}
