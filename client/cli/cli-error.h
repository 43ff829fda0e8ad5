/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CliError:
 * @CLI_ERROR_USAGE: the command line is wrong
 * @CLI_ERROR_FAILED: what was asked for could not be done
 * @CLI_ERROR_TIMED_OUT: the server was given the time that it was to have
 *
 * What goes wrong in the program itself. The messages are sentences for the person
 * who started it, translated.
 */
typedef enum
{
  CLI_ERROR_USAGE,
  CLI_ERROR_FAILED,
  CLI_ERROR_TIMED_OUT,
} CliError;

#define CLI_ERROR (cli_error_quark ())
GQuark cli_error_quark (void);

/**
 * CliStatus:
 * @CLI_STATUS_OK: what was asked for is done
 * @CLI_STATUS_FAILED: it could not be done
 * @CLI_STATUS_USAGE: the command line is wrong
 * @CLI_STATUS_UNREACHABLE: there is no chat at that address, or it did not answer in time
 * @CLI_STATUS_REFUSED: the server does not let this person do it
 * @CLI_STATUS_UNTRUSTED: the server is one that nobody trusts, or not the one that it was, or
 *   it is not encrypted any more
 *
 * With what the program ends. Scripts rely on the numbers.
 */
typedef enum
{
  CLI_STATUS_OK = 0,
  CLI_STATUS_FAILED = 1,
  CLI_STATUS_USAGE = 2,
  CLI_STATUS_UNREACHABLE = 3,
  CLI_STATUS_REFUSED = 4,
  CLI_STATUS_UNTRUSTED = 5,
} CliStatus;

CliStatus cli_error_get_status (const GError *error);

G_END_DECLS
