/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "discovery-txt.h"

#include <string.h>

/* The meaning of what follows; another one is another version's. */
#define VERSION "1"

/* Most strings that are looked at. Ours has four; whoever sends thousands wants to be
 * read for long. */
#define STRINGS_MAX 32

/**
 * discovery_txt_write:
 * @self: what to say
 *
 * Returns: (transfer floating): the strings of a TXT record, of type `aay`
 */
GVariant *
discovery_txt_write (const DiscoveryTxt *self)
{
  g_autofree char *id = g_strconcat ("id=", self->id, NULL);
  const char *strings[] = {
    "v=" VERSION,
    id,
    self->needs_join_word ? "join=1" : "join=0",
    self->is_encrypted ? "tls=1" : "tls=0",
  };
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aay"));
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    g_variant_builder_add_value (
      &builder, g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, strings[i], strlen (strings[i]), 1));

  return g_variant_builder_end (&builder);
}

/* Of several with the same key the first one counts, as RFC 6763 has it. */
static char *
find (GVariant *strings, const char *key)
{
  gsize n = MIN (g_variant_n_children (strings), STRINGS_MAX);
  gsize key_length = strlen (key);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (strings, i);
      gsize length = 0;
      const char *string = g_variant_get_fixed_array (child, &length, 1);

      if (length > key_length && g_ascii_strncasecmp (string, key, key_length) == 0
          && string[key_length] == '=')
        return g_strndup (string + key_length + 1, length - key_length - 1);
    }

  return NULL;
}

static gboolean
is_id (const char *id)
{
  if (id == NULL || *id == '\0' || strlen (id) > DISCOVERY_ID_MAX)
    return FALSE;

  for (const char *p = id; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p))
      return FALSE;

  return TRUE;
}

/**
 * discovery_txt_read:
 * @strings: a TXT record, of type `aay`, from anybody on the network
 *
 * Returns: (transfer full) (nullable): what it says, or %NULL if it is none of a chat that
 *   this version could talk to
 */
DiscoveryTxt *
discovery_txt_read (GVariant *strings)
{
  g_autofree char *version = NULL;
  g_autofree char *id = NULL;
  g_autofree char *join = NULL;
  g_autofree char *tls = NULL;
  DiscoveryTxt *self = NULL;

  if (!g_variant_is_of_type (strings, G_VARIANT_TYPE ("aay")))
    return NULL;

  version = find (strings, "v");
  id = find (strings, "id");
  if (g_strcmp0 (version, VERSION) != 0 || !is_id (id))
    return NULL;

  join = find (strings, "join");
  tls = find (strings, "tls");
  self = g_new0 (DiscoveryTxt, 1);
  self->id = g_steal_pointer (&id);
  self->needs_join_word = g_strcmp0 (join, "1") == 0;
  self->is_encrypted = g_strcmp0 (tls, "1") == 0;

  return self;
}

/**
 * discovery_txt_free:
 * @self: (transfer full): what an announcement says
 */
void
discovery_txt_free (DiscoveryTxt *self)
{
  g_clear_pointer (&self->id, g_free);
  g_free (self);
}
