/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-secret.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "cli-error.h"

#define TERMINAL "/dev/tty"

/* Reads to the end of the line, or of the file. */
static char *
read_line (int descriptor, GError **error)
{
  g_autoptr (GString) line = g_string_sized_new (CLI_SECRET_MAX + 2);
  gssize length = 1;
  char c = 0;

  while (line->len <= CLI_SECRET_MAX && (length = read (descriptor, &c, 1)) == 1 && c != '\n')
    g_string_append_c (line, c);

  if (length < 0)
    g_set_error (error, CLI_ERROR, CLI_ERROR_FAILED, _ ("The password cannot be read: %s"),
                 g_strerror (errno));
  else if (line->len == 0)
    g_set_error_literal (error, CLI_ERROR, CLI_ERROR_FAILED, _ ("There is no password."));
  else if (line->len > CLI_SECRET_MAX || memchr (line->str, '\0', line->len) != NULL
           || !g_utf8_validate (line->str, (gssize) line->len, NULL))
    g_set_error_literal (error, CLI_ERROR, CLI_ERROR_FAILED, _ ("That is no password."));
  else
    return g_string_free (g_steal_pointer (&line), FALSE);

  explicit_bzero (line->str, line->len);
  return NULL;
}

/**
 * cli_secret_read:
 * @path: a file, or `-` for the standard input
 * @error: return location for an error
 *
 * Reads a password: the first line. This waits for the disk, and is for the start of
 * the program.
 *
 * Returns: (transfer full): the password, to be freed with cli_secret_free(), or %NULL
 *   with an error of %CLI_ERROR
 */
char *
cli_secret_read (const char *path, GError **error)
{
  g_autofree char *secret = NULL;
  int descriptor = strcmp (path, "-") == 0 ? dup (STDIN_FILENO) : open (path, O_RDONLY | O_CLOEXEC);

  if (descriptor < 0)
    {
      g_set_error (error, CLI_ERROR, CLI_ERROR_FAILED, _ ("%s cannot be read: %s"), path,
                   g_strerror (errno));
      return NULL;
    }

  secret = read_line (descriptor, error);
  close (descriptor);
  if (secret != NULL && g_str_has_suffix (secret, "\r"))
    secret[strlen (secret) - 1] = '\0';
  return g_steal_pointer (&secret);
}

/* Ctrl+C ends the reading, and the terminal gets its echo back. */
static void
notice_interruption (int number)
{
}

static char *
read_line_unless_interrupted (int descriptor, GError **error)
{
  const struct sigaction notice = { .sa_handler = notice_interruption };
  struct sigaction before;
  char *line = NULL;

  sigaction (SIGINT, &notice, &before);
  line = read_line (descriptor, error);
  sigaction (SIGINT, &before, NULL);
  return line;
}

static gboolean
write_all (int descriptor, const char *text)
{
  return write (descriptor, text, strlen (text)) == (gssize) strlen (text);
}

/**
 * cli_secret_ask:
 * @prompt: what to ask for, without a space at its end
 * @error: return location for an error
 *
 * Asks for a password in the terminal, where what is typed is not shown. This waits for
 * the person.
 *
 * Returns: (transfer full): the password, to be freed with cli_secret_free(), or %NULL
 *   with an error of %CLI_ERROR: there is no terminal, or nothing was typed
 */
char *
cli_secret_ask (const char *prompt, GError **error)
{
  int terminal = open (TERMINAL, O_RDWR | O_CLOEXEC | O_NOCTTY);
  struct termios before;
  struct termios silent;
  char *secret = NULL;

  if (terminal < 0 || tcgetattr (terminal, &before) != 0)
    {
      if (terminal >= 0)
        close (terminal);
      g_set_error_literal (error, CLI_ERROR, CLI_ERROR_FAILED,
                           _ ("There is no terminal to ask for the password in; "
                              "--password-file says where it is."));
      return NULL;
    }

  silent = before;
  silent.c_lflag &= ~(tcflag_t) (ECHO | ECHONL);
  silent.c_lflag |= ICANON | ISIG;
  /* What is typed when the question is there is typed unseen. */
  if (tcsetattr (terminal, TCSAFLUSH, &silent) == 0)
    {
      if (write_all (terminal, prompt) && write_all (terminal, " "))
        secret = read_line_unless_interrupted (terminal, error);
      tcsetattr (terminal, TCSADRAIN, &before);
      write_all (terminal, "\n");
    }
  if (secret == NULL && error != NULL && *error == NULL)
    g_set_error (error, CLI_ERROR, CLI_ERROR_FAILED, _ ("The password cannot be read: %s"),
                 g_strerror (errno));

  close (terminal);
  return secret;
}

/**
 * cli_secret_ask_openly:
 * @prompt: what to ask for, without a space at its end
 *
 * Asks in the terminal for something that is no secret. This waits for the person.
 *
 * Returns: (transfer full) (nullable): what was typed, or %NULL
 */
char *
cli_secret_ask_openly (const char *prompt)
{
  int terminal = open (TERMINAL, O_RDWR | O_CLOEXEC | O_NOCTTY);
  char *answer = NULL;

  if (terminal < 0)
    return NULL;

  tcflush (terminal, TCIFLUSH);
  if (write_all (terminal, prompt) && write_all (terminal, " "))
    answer = read_line_unless_interrupted (terminal, NULL);
  close (terminal);
  return answer;
}

/**
 * cli_secret_free:
 * @secret: (nullable) (transfer full): a password
 *
 * Frees a password and leaves no trace of it in the memory.
 */
void
cli_secret_free (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}
