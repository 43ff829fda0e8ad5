/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CLI_CHOICES_MAX:
 *
 * Most names that are listed when a word could become any of them: a screenful.
 */
#define CLI_CHOICES_MAX 100

/**
 * CliCandidates:
 * @commands: (element-type utf8): the commands, with their slash
 * @rooms: (element-type utf8): names of rooms
 * @people: (element-type utf8): names of people, those first that are more likely meant
 *
 * What a word may be completed to.
 */
typedef struct
{
  GPtrArray *commands;
  GPtrArray *rooms;
  GPtrArray *people;
} CliCandidates;

/**
 * CliCompletion:
 * @start: where the word begins, in bytes from the start of the line
 * @text: (nullable): what to put there instead of it, or %NULL to leave it
 * @choices: (element-type utf8): what it may become, if that is not decided
 *
 * What became of a word that was to be completed.
 */
typedef struct
{
  gsize start;
  char *text;
  GPtrArray *choices;
} CliCompletion;

CliCompletion *cli_complete        (const CliCandidates *candidates, const char *line, gsize point);
char          *cli_completion_list (CliCompletion *self);
void           cli_completion_free (CliCompletion *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliCompletion, cli_completion_free)

G_END_DECLS
