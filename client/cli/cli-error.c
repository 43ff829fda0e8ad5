/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-error.h"

#include "charla-code.h"
#include "client-error.h"

G_DEFINE_QUARK (cli-error-quark, cli_error)

static CliStatus
get_own_status (CliError code)
{
  switch (code)
    {
    case CLI_ERROR_USAGE:
      return CLI_STATUS_USAGE;
    case CLI_ERROR_TIMED_OUT:
      return CLI_STATUS_UNREACHABLE;
    case CLI_ERROR_FAILED:
    default:
      return CLI_STATUS_FAILED;
    }
}

static CliStatus
get_client_status (ClientError code)
{
  switch (code)
    {
    case CLIENT_ERROR_NAME:
    case CLIENT_ERROR_ADDRESS:
      return CLI_STATUS_USAGE;
    case CLIENT_ERROR_NOT_FOUND:
    case CLIENT_ERROR_UNREACHABLE:
    case CLIENT_ERROR_REFUSED:
    case CLIENT_ERROR_TIMED_OUT:
    case CLIENT_ERROR_LOST:
    case CLIENT_ERROR_NOT_CHAT:
      return CLI_STATUS_UNREACHABLE;
    case CLIENT_ERROR_AUTH_REQUIRED:
    case CLIENT_ERROR_AUTH_FAILED:
    case CLIENT_ERROR_JOIN_WORD:
    case CLIENT_ERROR_BANNED:
      return CLI_STATUS_REFUSED;
    case CLIENT_ERROR_UNKNOWN_SERVER:
    case CLIENT_ERROR_CHANGED_SERVER:
    case CLIENT_ERROR_NOT_ENCRYPTED:
      return CLI_STATUS_UNTRUSTED;
    default:
      return CLI_STATUS_FAILED;
    }
}

static CliStatus
get_refusal_status (CharlaCode code)
{
  switch (code)
    {
    case CHARLA_CODE_NOT_MEMBER:
    case CHARLA_CODE_FORBIDDEN:
    case CHARLA_CODE_AUTH_REQUIRED:
    case CHARLA_CODE_AUTH_FAILED:
      return CLI_STATUS_REFUSED;
    case CHARLA_CODE_SERVER_FULL:
    case CHARLA_CODE_SHUTTING_DOWN:
      return CLI_STATUS_UNREACHABLE;
    default:
      return CLI_STATUS_FAILED;
    }
}

/**
 * cli_error_get_status:
 * @error: (nullable): what went wrong, if anything did
 *
 * Returns: with what the program ends
 */
CliStatus
cli_error_get_status (const GError *error)
{
  if (error == NULL)
    return CLI_STATUS_OK;
  if (error->domain == G_OPTION_ERROR)
    return CLI_STATUS_USAGE;
  if (error->domain == CLI_ERROR)
    return get_own_status (error->code);
  if (error->domain == CLIENT_ERROR)
    return get_client_status (error->code);
  if (error->domain == CHARLA_CODE_ERROR)
    return get_refusal_status (error->code);

  return CLI_STATUS_FAILED;
}
