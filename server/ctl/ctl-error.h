/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CtlError:
 * @CTL_ERROR_REFUSED: the server, or this machine, did not do it
 * @CTL_ERROR_NO_SERVER: there is no server that could
 *
 * What goes wrong in the program. The messages are sentences for the person, translated.
 */
typedef enum
{
  CTL_ERROR_REFUSED,
  CTL_ERROR_NO_SERVER,
} CtlError;

#define CTL_ERROR (ctl_error_quark ())
GQuark ctl_error_quark (void);

/**
 * CtlStatus:
 * @CTL_STATUS_DONE: what was asked for is done
 * @CTL_STATUS_REFUSED: it could not be done
 * @CTL_STATUS_USAGE: the command line is wrong
 * @CTL_STATUS_NO_SERVER: there is no server, or it may not be reached
 *
 * With what the program ends. Scripts rely on the numbers.
 */
typedef enum
{
  CTL_STATUS_DONE = 0,
  CTL_STATUS_REFUSED = 1,
  CTL_STATUS_USAGE = 2,
  CTL_STATUS_NO_SERVER = 3,
} CtlStatus;

CtlStatus ctl_error_get_status (const GError *error);

G_END_DECLS
