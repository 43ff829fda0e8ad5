/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-offers.h"

/* What the server would have to do. */
static UiOffers
get_requests (const UiOfferFacts *facts)
{
  UiOffers offers = UI_OFFER_REPLY | UI_OFFER_REACT | UI_OFFER_LINK;

  if (facts->is_classic || !facts->has_place || facts->is_deleted)
    return 0;

  if (facts->is_own)
    offers |= UI_OFFER_EDIT;
  if (facts->is_own || facts->may_moderate)
    offers |= UI_OFFER_DELETE;

  return offers;
}

/**
 * ui_message_offers:
 * @facts: what decides about it
 *
 * Says what one can do with a message, so that nobody is offered what would fail.
 *
 * Returns: the offers
 */
UiOffers
ui_message_offers (const UiOfferFacts *facts)
{
  UiOffers offers = get_requests (facts);

  if (!facts->is_deleted)
    offers |= UI_OFFER_COPY;
  if (facts->state == CLIENT_MESSAGE_FAILED)
    offers |= UI_OFFER_RETRY;
  if (facts->state != CLIENT_MESSAGE_SENT)
    offers |= UI_OFFER_DISCARD;

  return offers;
}
