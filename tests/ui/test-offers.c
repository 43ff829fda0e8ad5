/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-offers.h"

#define QUEUED CLIENT_MESSAGE_QUEUED
#define SENT CLIENT_MESSAGE_SENT
#define FAILED CLIENT_MESSAGE_FAILED
#define ANSWER (UI_OFFER_REPLY | UI_OFFER_REACT)
#define COPIES (UI_OFFER_COPY | UI_OFFER_LINK)

static void
test_table (void)
{
  const struct
  {
    UiOfferFacts facts;
    UiOffers offers;
  } cases[] = {
    /* state, has place, is own, is deleted, may moderate, is classic */
    { { SENT, TRUE, FALSE, FALSE, FALSE, FALSE }, ANSWER | COPIES },
    { { SENT, TRUE, FALSE, FALSE, TRUE, FALSE }, ANSWER | COPIES | UI_OFFER_DELETE },
    { { SENT, TRUE, TRUE, FALSE, FALSE, FALSE },
      ANSWER | COPIES | UI_OFFER_EDIT | UI_OFFER_DELETE },
    { { SENT, TRUE, TRUE, FALSE, TRUE, FALSE },
      ANSWER | COPIES | UI_OFFER_EDIT | UI_OFFER_DELETE },
    { { SENT, TRUE, TRUE, TRUE, TRUE, FALSE }, 0 },
    { { SENT, TRUE, FALSE, TRUE, FALSE, FALSE }, 0 },
    { { SENT, FALSE, TRUE, FALSE, FALSE, FALSE }, UI_OFFER_COPY },
    { { QUEUED, FALSE, TRUE, FALSE, FALSE, FALSE }, UI_OFFER_COPY | UI_OFFER_DISCARD },
    { { FAILED, FALSE, TRUE, FALSE, FALSE, FALSE },
      UI_OFFER_COPY | UI_OFFER_RETRY | UI_OFFER_DISCARD },
    { { SENT, TRUE, FALSE, FALSE, FALSE, TRUE }, UI_OFFER_COPY },
    { { SENT, TRUE, TRUE, FALSE, TRUE, TRUE }, UI_OFFER_COPY },
    { { FAILED, FALSE, TRUE, FALSE, FALSE, TRUE },
      UI_OFFER_COPY | UI_OFFER_RETRY | UI_OFFER_DISCARD },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmphex (ui_message_offers (&cases[i].facts), ==, cases[i].offers);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/offers/table", test_table);

  return g_test_run ();
}
