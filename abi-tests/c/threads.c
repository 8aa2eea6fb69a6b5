/* Threads that share connections, handles, errors and the event loop. What counts is that it ends, and the sums. */
#include "check.h"
#include <pthread.h>
#include <stdatomic.h>

enum { THREADS = 8 };

/* Fewer under valgrind. */
static int turns = 200;

static virConnectPtr shared;
static atomic_int wrong, events, freed, over;

static void *work(void *data) {
    int number = (int) (long) data;
    for (int i = 0; i < turns; i++) {
        virConnectPtr own = i % 10 ? shared : virConnectOpen("test:///default");
        char missing[32];
        snprintf(missing, sizeof missing, "missing-%d-%d", number, i);
        if (virDomainLookupByName(own, missing))
            wrong++;
        virErrorPtr error = virGetLastError();
        if (!error || error->code != VIR_ERR_NO_DOMAIN)
            wrong++;
        virDomainPtr dom = virDomainLookupByName(own, "test");
        if (!dom || virGetLastError() || strcmp(virDomainGetName(dom), "test"))
            wrong++;
        virDomainRef(dom);
        virConnectRef(own);
        char *xml = virDomainGetXMLDesc(dom, 0);
        if (!xml)
            wrong++;
        free(xml);
        virDomainFree(dom);
        virConnectClose(own);
        if (virDomainFree(dom))
            wrong++;
        if (own != shared)
            virConnectClose(own);
    }
    return NULL;
}

static int on_event(virConnectPtr conn UNUSED, virDomainPtr dom UNUSED, int event UNUSED, int detail UNUSED, void *opaque UNUSED) {
    events++;
    return 0;
}

static void on_free(void *opaque UNUSED) { freed++; }

static void *listen(void *data UNUSED) {
    for (int i = 0; i < turns; i++) {
        int id = virConnectDomainEventRegisterAny(shared, NULL, VIR_DOMAIN_EVENT_ID_LIFECYCLE,
                                                  VIR_DOMAIN_EVENT_CALLBACK(on_event), NULL, on_free);
        if (id < 0 || virConnectDomainEventDeregisterAny(shared, id) < 0)
            wrong++;
    }
    return NULL;
}

static void on_timer(int timer UNUSED, void *opaque UNUSED) {}

static void *loop(void *data UNUSED) {
    virEventAddTimeout(20, on_timer, NULL, NULL);
    while (!over)
        virEventRunDefaultImpl();
    return NULL;
}

int main(void) {
    pthread_t threads[THREADS], listener, runner;
    if (getenv("ABI_QUICK"))
        turns = 20;
    start();
    virSetErrorFunc(NULL, quiet);
    virEventRegisterDefaultImpl();
    pthread_create(&runner, NULL, loop, NULL);
    shared = virConnectOpen("test:///default");
    for (long i = 0; i < THREADS; i++)
        pthread_create(&threads[i], NULL, work, (void *) i);
    pthread_create(&listener, NULL, listen, NULL);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    pthread_join(listener, NULL);
    usleep(200000);
    over = 1;
    pthread_join(runner, NULL);
    show("wrong", wrong);
    show("freed", freed);
    show("close", virConnectClose(shared));
    show("events", events);
    return 0;
}
