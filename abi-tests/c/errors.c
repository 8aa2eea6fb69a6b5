/* Errors of a thread, without any connection. */
#include "check.h"
#include <pthread.h>

static void fail(void) {
    int value;
    virTypedParameter param = {.field = "name", .type = VIR_TYPED_PARAM_STRING};
    virTypedParamsGetInt(&param, 1, "name", &value);
}

static void count(void *data, virErrorPtr error) {
    ++*(int *) data;
    printf("handler: %d %d %s\n", error->code, error->domain, error->message);
    /* An error that happens in here is the thread's last one then. */
}

static void *other_thread(void *data UNUSED) {
    printf("other thread: %s\n", virGetLastError() ? "error" : "none");
    fail();
    printf("other thread: %d\n", virGetLastErrorCode());
    return NULL;
}

int main(void) {
    start();
    join_streams();
    printf("%s\n", virGetLastError() ? "error" : "none");
    printf("%d %d [%s]\n", virGetLastErrorCode(), virGetLastErrorDomain(), virGetLastErrorMessage());

    /* Printed by default. */
    fail();
    printf("%d %d [%s]\n", virGetLastErrorCode(), virGetLastErrorDomain(), virGetLastErrorMessage());

    virErrorPtr saved = virSaveLastError();
    virError copy;
    printf("copied %d\n", virCopyLastError(&copy));
    virResetLastError();
    printf("%s [%s]\n", virGetLastError() ? "error" : "none", virGetLastErrorMessage());
    printf("%d %s %s\n", saved->code, saved->message, copy.message);
    printf("%d\n", saved->message == copy.message);
    virResetError(&copy);
    printf("%d %d %d\n", copy.code, copy.message == NULL, copy.int1);
    virResetError(NULL);
    virFreeError(saved);
    virFreeError(NULL);

    virErrorPtr none = virSaveLastError();
    printf("%d %s\n", none->code, none->message ? none->message : "-");
    virFreeError(none);
    memset(&copy, 1, sizeof copy);
    printf("copied %d %d\n", virCopyLastError(&copy), copy.code);
    printf("copied to NULL %d\n", virCopyLastError(NULL));

    int calls = 0;
    virSetErrorFunc(&calls, count);
    fail();
    pthread_t thread;
    fail();
    pthread_create(&thread, NULL, other_thread, NULL);
    pthread_join(thread, NULL);
    printf("%d calls, %d\n", calls, virGetLastErrorCode());

    /* A NULL function brings printing back. */
    virSetErrorFunc(NULL, NULL);
    fail();
    virDefaultErrorFunc(virGetLastError());
    virDefaultErrorFunc(NULL);

    virError made = {.code = VIR_ERR_NO_DOMAIN, .domain = VIR_FROM_QEMU, .level = VIR_ERR_WARNING,
                     .message = (char *) "made up\n"};
    virDefaultErrorFunc(&made);
    for (int domain = -1; domain < 75; domain++) {
        made.domain = domain;
        virDefaultErrorFunc(&made);
    }
    for (int level = -1; level < 5; level++) {
        made.level = level;
        virDefaultErrorFunc(&made);
    }
    made.code = VIR_ERR_OK;
    virDefaultErrorFunc(&made);
    made.code = VIR_ERR_NO_NETWORK;
    made.message = (char *) "";
    virDefaultErrorFunc(&made);

    show("connection", virConnGetLastError(NULL) != NULL);
    show("connection", virConnCopyLastError(NULL, &copy));
    virConnResetLastError(NULL);
    show_error("reset");
    virConnSetErrorFunc(NULL, NULL, NULL);
    show_error("set");
    return 0;
}
