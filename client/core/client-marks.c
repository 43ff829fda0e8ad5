/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-marks.h"

struct _ClientMarks
{
  GHashTable *rooms; /* id → Mark, of those that are under way */
};

typedef struct
{
  gint64 telling;
  gint64 wanted;
} Mark;

/**
 * client_marks_new:
 *
 * Returns: (transfer full): marks of which none is under way
 */
ClientMarks *
client_marks_new (void)
{
  ClientMarks *self = g_new0 (ClientMarks, 1);

  self->rooms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

/**
 * client_marks_free:
 * @self: (transfer full): marks
 */
void
client_marks_free (ClientMarks *self)
{
  g_clear_pointer (&self->rooms, g_hash_table_unref);
  g_free (self);
}

/**
 * client_marks_want:
 * @self: marks
 * @room: id of a room
 * @seq: up to where the person has read it
 *
 * Returns: what is to be told now, or 0 if something is under way already
 */
gint64
client_marks_want (ClientMarks *self, const char *room, gint64 seq)
{
  Mark *mark = g_hash_table_lookup (self->rooms, room);

  if (mark != NULL)
    {
      mark->wanted = MAX (mark->wanted, seq);
      return 0;
    }

  mark = g_new0 (Mark, 1);
  mark->telling = seq;
  mark->wanted = seq;
  g_hash_table_insert (self->rooms, g_strdup (room), mark);
  return seq;
}

/**
 * client_marks_told:
 * @self: marks
 * @room: id of a room
 *
 * Says that the server has answered.
 *
 * Returns: what is to be told next, or 0 for nothing
 */
gint64
client_marks_told (ClientMarks *self, const char *room)
{
  Mark *mark = g_hash_table_lookup (self->rooms, room);

  if (mark == NULL)
    return 0;

  if (mark->wanted <= mark->telling)
    {
      g_hash_table_remove (self->rooms, room);
      return 0;
    }

  mark->telling = mark->wanted;
  return mark->telling;
}

/**
 * client_marks_clear:
 * @self: marks
 *
 * Says that no answer comes any more.
 */
void
client_marks_clear (ClientMarks *self)
{
  g_hash_table_remove_all (self->rooms);
}
