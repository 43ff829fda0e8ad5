/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sanitizer/lsan_interface.h>

/*
 * For builds with the address sanitizer: what libraries allocate while they are loaded is no
 * leak of the program. GLib begins its array of quarks there, and drops it, for readers in
 * other threads, when a program has more than 2,048 of them, which the application has. The
 * quick stacks that it is tested with name nothing that a suppression could go by.
 */
static void
begin (void)
{
  __lsan_disable ();
}

/* Runs before the constructors of the libraries, as only a program can. */
__attribute__ ((section (".preinit_array"), used)) static void (*const before_libraries) (void) = begin;

__attribute__ ((constructor)) static void
end (void)
{
  __lsan_enable ();
}
