/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-error.h"

G_DEFINE_QUARK (ctl-error-quark, ctl_error)

/**
 * ctl_error_get_status:
 * @error: (nullable): what went wrong, if anything did
 *
 * Returns: with what the program ends
 */
CtlStatus
ctl_error_get_status (const GError *error)
{
  if (error == NULL)
    return CTL_STATUS_DONE;
  if (error->domain == G_OPTION_ERROR)
    return CTL_STATUS_USAGE;

  return g_error_matches (error, CTL_ERROR, CTL_ERROR_NO_SERVER) ? CTL_STATUS_NO_SERVER
                                                                 : CTL_STATUS_REFUSED;
}
