/* What the programs share. They print what they see; the same program on upstream's library says what is right. */
#ifndef CHECK_H
#define CHECK_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>

#define UNUSED __attribute__((__unused__))

/* What every program does first: upstream's error functions need it. */
UNUSED static void start(void) {
    virInitialize();
}

/* The last error in full, which is forgotten then. */
UNUSED static void show_error(const char *what) {
    virErrorPtr e = virGetLastError();
    if (e)
        printf("%s: error %d domain %d level %d [%s] [%s] [%s] [%s] %d %d\n", what, e->code, e->domain, e->level,
               e->message ? e->message : "-", e->str1 ? e->str1 : "-", e->str2 ? e->str2 : "-",
               e->str3 ? e->str3 : "-", e->int1, e->int2);
    else
        printf("%s: no error\n", what);
    virResetLastError();
}

UNUSED static void show(const char *what, long long result) {
    printf("%s = %lld\n", what, result);
    if (virGetLastError())
        show_error(what);
}

/* What the library prints on stderr goes to stdout, in order. */
UNUSED static void join_streams(void) {
    setvbuf(stdout, NULL, _IONBF, 0);
    dup2(1, 2);
}

/* For programs that are not about printing. */
UNUSED static void quiet(void *data UNUSED, virErrorPtr error UNUSED) {}

#endif
