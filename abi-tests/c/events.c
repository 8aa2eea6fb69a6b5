/* The default event loop, events of the test driver, and what is freed when. */
#include "check.h"
#include <pthread.h>

static int seen, freed;

static int on_lifecycle(virConnectPtr conn UNUSED, virDomainPtr dom, int event, int detail, void *opaque) {
    printf("%s: %s %d %d\n", (const char *) opaque, virDomainGetName(dom), event, detail);
    seen++;
    return 0;
}

static void on_reboot(virConnectPtr conn UNUSED, virDomainPtr dom, void *opaque) {
    printf("%s: %s\n", (const char *) opaque, virDomainGetName(dom));
    seen++;
}

static void on_network(virConnectPtr conn UNUSED, virNetworkPtr net, int event, int detail, void *opaque) {
    printf("%s: %s %d %d\n", (const char *) opaque, virNetworkGetName(net), event, detail);
    seen++;
}

static void on_free(void *opaque) {
    printf("free %s\n", (const char *) opaque);
    freed++;
}

static int myself = -1;

static int on_once(virConnectPtr conn, virDomainPtr dom UNUSED, int event, int detail UNUSED, void *opaque UNUSED) {
    printf("once: %d\n", event);
    printf("deregistered in the callback %d\n", virConnectDomainEventDeregisterAny(conn, myself));
    printf("freed %d\n", freed);
    seen++;
    return 0;
}

static void on_timer(int timer UNUSED, void *opaque) { *(int *) opaque = 1; }

/* Turns the loop until nothing has come for a while. */
static void turn(void) {
    int over = 0;
    int timer = virEventAddTimeout(200, on_timer, &over, NULL);
    while (!over)
        virEventRunDefaultImpl();
    virEventRemoveTimeout(timer);
}

static void on_handle(int watch UNUSED, int fd, int events, void *opaque UNUSED) {
    char byte;
    printf("handle: %d, read %d\n", events, (int) read(fd, &byte, 1));
}

static int woken;
static void on_wake(int timer, void *opaque UNUSED) {
    woken = 1;
    virEventRemoveTimeout(timer);
}

static void *waker(void *data UNUSED) {
    usleep(100000);
    virEventAddTimeout(0, on_wake, NULL, NULL);
    return NULL;
}

int main(void) {
    setvbuf(stdout, NULL, _IONBF, 0);
    start();
    virSetErrorFunc(NULL, quiet);

    /* Without a loop. */
    virConnectPtr conn = virConnectOpen("test:///default");
    show("without a loop", virConnectDomainEventRegister(conn, on_lifecycle, (void *) "early", on_free));
    show("without a loop", virConnectDomainEventRegisterAny(conn, NULL, 0, VIR_DOMAIN_EVENT_CALLBACK(on_lifecycle), (void *) "early", on_free));
    virConnectClose(conn);

    show("default loop", virEventRegisterDefaultImpl());
    show("default loop again", virEventRegisterDefaultImpl());

    /* Handles and timers. */
    int pipes[2], nothing = 0;
    if (pipe(pipes))
        return 1;
    int watch = virEventAddHandle(pipes[0], VIR_EVENT_HANDLE_READABLE, on_handle, (void *) "handle", on_free);
    show("handle", watch > 0);
    if (write(pipes[1], "xy", 2) != 2)
        return 1;
    turn();
    virEventUpdateHandle(watch, 0);
    if (write(pipes[1], "z", 1) != 1)
        return 1;
    turn();
    show("remove", virEventRemoveHandle(watch));
    show("remove again", virEventRemoveHandle(watch));
    turn();
    show("remove nothing", virEventRemoveTimeout(4711));
    int timer = virEventAddTimeout(-1, on_timer, &nothing, NULL);
    turn();
    show("stands still", nothing);
    virEventUpdateTimeout(timer, 10);
    turn();
    show("goes", nothing);
    virEventRemoveTimeout(timer);
    pthread_t thread;
    pthread_create(&thread, NULL, waker, NULL);
    while (!woken)
        virEventRunDefaultImpl();
    pthread_join(thread, NULL);

    /* Events. */
    conn = virConnectOpen("test:///default");
    virDomainPtr dom = virDomainLookupByName(conn, "test");
    virNetworkPtr net = virNetworkLookupByName(conn, "default");
    show("first", virConnectDomainEventRegister(conn, on_lifecycle, (void *) "first", on_free));
    show("first again", virConnectDomainEventRegister(conn, on_lifecycle, (void *) "twice", on_free));
    int any = virConnectDomainEventRegisterAny(conn, NULL, VIR_DOMAIN_EVENT_ID_LIFECYCLE, VIR_DOMAIN_EVENT_CALLBACK(on_lifecycle), (void *) "any", on_free);
    show("any", any);
    int one = virConnectDomainEventRegisterAny(conn, dom, VIR_DOMAIN_EVENT_ID_LIFECYCLE, VIR_DOMAIN_EVENT_CALLBACK(on_lifecycle), (void *) "one domain", on_free);
    show("one domain", one);
    int reboot = virConnectDomainEventRegisterAny(conn, NULL, VIR_DOMAIN_EVENT_ID_REBOOT, VIR_DOMAIN_EVENT_CALLBACK(on_reboot), (void *) "reboot", on_free);
    show("reboot", reboot);
    int network = virConnectNetworkEventRegisterAny(conn, NULL, VIR_NETWORK_EVENT_ID_LIFECYCLE, VIR_NETWORK_EVENT_CALLBACK(on_network), (void *) "network", on_free);
    show("network", network);
    show("no callback", virConnectDomainEventRegisterAny(conn, NULL, 0, NULL, NULL, NULL));
    show("unknown event", virConnectDomainEventRegisterAny(conn, NULL, 1000, VIR_DOMAIN_EVENT_CALLBACK(on_lifecycle), NULL, on_free));
    show("negative event", virConnectDomainEventRegisterAny(conn, NULL, -1, VIR_DOMAIN_EVENT_CALLBACK(on_lifecycle), NULL, on_free));

    show("suspend", virDomainSuspend(dom));
    show("none before the loop turns", seen);
    turn();
    show("resume", virDomainResume(dom));
    show("destroy", virDomainDestroy(dom));
    show("create", virDomainCreate(dom));
    turn();
    show("network destroy", virNetworkDestroy(net));
    show("network create", virNetworkCreate(net));
    turn();

    show("deregister", virConnectDomainEventDeregisterAny(conn, any));
    show("deregister again", virConnectDomainEventDeregisterAny(conn, any));
    show("deregister one", virConnectDomainEventDeregisterAny(conn, one));
    show("deregister a network's as a domain's", virConnectDomainEventDeregisterAny(conn, network));
    show("deregister negative", virConnectDomainEventDeregisterAny(conn, -1));
    show("deregister reboot", virConnectDomainEventDeregisterAny(conn, reboot));
    show("deregister network", virConnectNetworkEventDeregisterAny(conn, network));
    show("deregister first", virConnectDomainEventDeregister(conn, on_lifecycle));
    show("deregister first again", virConnectDomainEventDeregister(conn, on_lifecycle));
    turn();

    myself = virConnectDomainEventRegisterAny(conn, NULL, VIR_DOMAIN_EVENT_ID_LIFECYCLE, VIR_DOMAIN_EVENT_CALLBACK(on_once), (void *) "once", on_free);
    show("once", myself);
    freed = 0;
    virDomainSuspend(dom);
    virDomainResume(dom);
    turn();
    show("freed", freed);

    /* A registered callback keeps the connection. */
    any = virConnectDomainEventRegisterAny(conn, NULL, VIR_DOMAIN_EVENT_ID_LIFECYCLE, VIR_DOMAIN_EVENT_CALLBACK(on_lifecycle), (void *) "last", on_free);
    virDomainFree(dom);
    virNetworkFree(net);
    show("close", virConnectClose(conn));
    show("deregister", virConnectDomainEventDeregisterAny(conn, any));
    turn();
    return 0;
}
