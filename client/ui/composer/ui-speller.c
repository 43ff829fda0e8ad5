/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The dictionaries of the person. To load one takes a tenth of a second, and Enchant knows
 * nothing of threads: one worker at a time has it, and gets the questions in batches. Nothing
 * is loaded before something is asked.
 */
#include "ui-speller.h"

#include <enchant.h>
#include <pango/pango.h>
#include <string.h>

/* More are not read. */
#define MAX_SUGGESTIONS 5

typedef enum
{
  JOB_LIST,
  JOB_CHECK,
  JOB_SUGGEST,
  JOB_LEARN,
  JOB_IGNORE,
} JobKind;

typedef struct
{
  JobKind kind;
  char **languages;
  char **words;
} Job;

/* Only the worker touches them. */
static EnchantBroker *broker;
static GHashTable *dictionaries;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->languages, g_strfreev);
  g_clear_pointer (&job->words, g_strfreev);
  g_free (job);
}

/* NULL where it is not installed, or is broken. */
static EnchantDict *
find_dictionary (const char *language)
{
  if (!g_hash_table_contains (dictionaries, language))
    g_hash_table_insert (dictionaries,
                         g_strdup (language),
                         enchant_broker_request_dict (broker, language));

  return g_hash_table_lookup (dictionaries, language);
}

/* No English dictionary knows an Arabic word, and none has to. */
static gboolean
is_of_language (const char *word, const char *language)
{
  PangoLanguage *pango = pango_language_from_string (language);

  return pango_language_includes_script (pango,
                                         (PangoScript) g_unichar_get_script (g_utf8_get_char (word)));
}

/* Without a dictionary every word is right. */
static gboolean
is_right (Job *job, const char *word)
{
  gboolean is_known = TRUE;

  for (guint i = 0; job->languages[i] != NULL; i++)
    {
      EnchantDict *dictionary = find_dictionary (job->languages[i]);

      if (dictionary == NULL || !is_of_language (word, job->languages[i]))
        continue;
      if (enchant_dict_check (dictionary, word, (gssize) strlen (word)) <= 0)
        return TRUE;
      is_known = FALSE;
    }

  return is_known;
}

static void
list_one (const char *const language,
          const char *const name,
          const char *const description,
          const char *const file,
          void *user_data)
{
  GPtrArray *found = user_data;

  for (guint i = 0; i < found->len; i++)
    if (g_strcmp0 (g_ptr_array_index (found, i), language) == 0)
      return;

  g_ptr_array_add (found, g_strdup (language));
}

static int
compare (gconstpointer one, gconstpointer other)
{
  return g_strcmp0 (*(char *const *) one, *(char *const *) other);
}

static void
check (Job *job, GPtrArray *found)
{
  for (guint i = 0; job->words[i] != NULL; i++)
    if (!is_right (job, job->words[i]))
      g_ptr_array_add (found, g_strdup (job->words[i]));
}

static void
suggest (Job *job, GPtrArray *found)
{
  const char *word = job->words[0];

  for (guint i = 0; job->languages[i] != NULL && found->len < MAX_SUGGESTIONS; i++)
    {
      EnchantDict *dictionary = find_dictionary (job->languages[i]);
      size_t n = 0;
      char **words = dictionary != NULL
                       ? enchant_dict_suggest (dictionary, word, (gssize) strlen (word), &n)
                       : NULL;

      for (size_t k = 0; k < n && found->len < MAX_SUGGESTIONS; k++)
        g_ptr_array_add (found, g_strdup (words[k]));
      if (words != NULL)
        enchant_dict_free_string_list (dictionary, words);
    }
}

static void
learn (Job *job)
{
  for (guint i = 0; job->languages[i] != NULL; i++)
    {
      EnchantDict *dictionary = find_dictionary (job->languages[i]);
      const char *word = job->words[0];

      if (dictionary != NULL && job->kind == JOB_LEARN)
        enchant_dict_add (dictionary, word, (gssize) strlen (word));
      else if (dictionary != NULL)
        enchant_dict_add_to_session (dictionary, word, (gssize) strlen (word));
    }
}

static void
work (gpointer data, gpointer user_data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  Job *job = g_task_get_task_data (task);

  if (broker == NULL)
    {
      broker = enchant_broker_init ();
      dictionaries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    }

  switch (job->kind)
    {
    case JOB_LIST:
      enchant_broker_list_dicts (broker, list_one, found);
      g_ptr_array_sort (found, compare);
      break;
    case JOB_CHECK:
      check (job, found);
      break;
    case JOB_SUGGEST:
      suggest (job, found);
      break;
    case JOB_LEARN:
    case JOB_IGNORE:
    default:
      learn (job);
      break;
    }

  g_ptr_array_add (found, NULL);
  g_task_return_pointer (task,
                         g_ptr_array_free (g_steal_pointer (&found), FALSE),
                         (GDestroyNotify) g_strfreev);
}

/* There is one for as long as the program runs; its thread ends when it has nothing to do. */
static gpointer
make_pool (gpointer data)
{
  return g_thread_pool_new (work, NULL, 1, FALSE, NULL);
}

static void
ask (JobKind kind,
     const char *const *languages,
     const char *const *words,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  static GOnce pool = G_ONCE_INIT;
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->languages = g_strdupv ((char **) languages);
  job->words = g_strdupv ((char **) words);
  g_task_set_name (task, "speller");
  g_task_set_task_data (task, job, job_free);
  g_thread_pool_push (g_once (&pool, make_pool, NULL), task, NULL);
}

/**
 * ui_speller_list_async:
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Asks which dictionaries are installed.
 */
void
ui_speller_list_async (GAsyncReadyCallback callback, gpointer user_data)
{
  ask (JOB_LIST, NULL, NULL, callback, user_data);
}

/**
 * ui_speller_check_async:
 * @languages: (array zero-terminated=1): dictionaries, of which one is enough to know a word
 * @words: (array zero-terminated=1): words
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Asks which of @words none of the dictionaries knows.
 */
void
ui_speller_check_async (const char *const *languages,
                        const char *const *words,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  ask (JOB_CHECK, languages, words, callback, user_data);
}

/**
 * ui_speller_suggest_async:
 * @languages: (array zero-terminated=1): dictionaries
 * @word: a word that they do not know
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Asks what may be meant by @word.
 */
void
ui_speller_suggest_async (const char *const *languages,
                          const char *word,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  const char *words[] = { word, NULL };

  ask (JOB_SUGGEST, languages, words, callback, user_data);
}

/**
 * ui_speller_learn_async:
 * @languages: (array zero-terminated=1): dictionaries
 * @word: a word
 * @for_good: whether the person's own dictionary is to have it, or only this run of the program
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Has a word be right from now on.
 */
void
ui_speller_learn_async (const char *const *languages,
                        const char *word,
                        gboolean for_good,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  const char *words[] = { word, NULL };

  ask (for_good ? JOB_LEARN : JOB_IGNORE, languages, words, callback, user_data);
}

/**
 * ui_speller_finish:
 * @result: what the callback got
 *
 * Returns: (transfer full) (array zero-terminated=1): the dictionaries, the words that are
 *   unknown, or what may be meant, the likeliest first; nothing for a word that was learned
 */
char **
ui_speller_finish (GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
