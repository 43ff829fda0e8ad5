/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Certificates of all kinds, made for one test. Each has its key with it.
 */
typedef struct
{
  const char *name;        /* whom it is for, as its subject and as a host name */
  const char *address;     /* an IP address that it is for, or NULL */
  gint64 age_s;            /* since when it is good, in seconds */
  gint64 life_s;           /* how long it is good from then on; 0 for ten years */
  gboolean is_authority;   /* whether it may sign others */
  GTlsCertificate *issuer; /* who signs it, or NULL for itself */
  GTlsCertificate *key;    /* whose key it has, or NULL for one of its own */
} CertificateSpec;

GTlsCertificate *certificate_new      (const CertificateSpec *spec);
GTlsCertificate *certificate_new_own  (const char *name);
void             certificate_write    (GTlsCertificate *certificate, const char *path);

G_END_DECLS
