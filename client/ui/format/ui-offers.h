/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-message.h"

G_BEGIN_DECLS

/**
 * UiOffers:
 * @UI_OFFER_REPLY: to answer it
 * @UI_OFFER_REACT: to react to it
 * @UI_OFFER_COPY: to copy its text
 * @UI_OFFER_LINK: to copy a link that leads to it
 * @UI_OFFER_EDIT: to change its text
 * @UI_OFFER_DELETE: to delete it for everybody
 * @UI_OFFER_RETRY: to try to send it again
 * @UI_OFFER_DISCARD: to give it up
 *
 * What one can do with a message.
 */
typedef enum
{
  UI_OFFER_REPLY = 1 << 0,
  UI_OFFER_REACT = 1 << 1,
  UI_OFFER_COPY = 1 << 2,
  UI_OFFER_LINK = 1 << 3,
  UI_OFFER_EDIT = 1 << 4,
  UI_OFFER_DELETE = 1 << 5,
  UI_OFFER_RETRY = 1 << 6,
  UI_OFFER_DISCARD = 1 << 7,
} UiOffers;

/**
 * UiOfferFacts:
 * @state: how far the message got
 * @has_place: whether it has a place in the log
 * @is_own: whether the person said it
 * @is_deleted: whether it is deleted
 * @may_moderate: whether the person may delete what others have said
 * @is_classic: whether the server knows messages only
 *
 * What decides about it.
 */
typedef struct
{
  ClientMessageState state;
  gboolean has_place;
  gboolean is_own;
  gboolean is_deleted;
  gboolean may_moderate;
  gboolean is_classic;
} UiOfferFacts;

UiOffers ui_message_offers (const UiOfferFacts *facts);

G_END_DECLS
