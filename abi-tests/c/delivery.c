/* Events of domains and networks: order, numbers, references, freeing. */
#include "check.h"

static int seen;
static int leave = -1;
static int turns;

static void freed(void *opaque) { printf("freed %s\n", (char *) opaque); }

static int lifecycle(virConnectPtr conn, virDomainPtr dom, int event, int detail, void *opaque) {
    printf("%s: %s event %d detail %d, own connection %d\n", (char *) opaque, virDomainGetName(dom), event, detail,
           virDomainGetConnect(dom) == conn);
    seen++;
    if (leave >= 0) {
        int id = leave;
        leave = -1;
        show("deregister inside", virConnectDomainEventDeregisterAny(conn, id));
        printf("still in the callback\n");
    }
    return 0;
}

static void reboot(virConnectPtr conn UNUSED, virDomainPtr dom, void *opaque) {
    printf("%s: reboot of %s\n", (char *) opaque, virDomainGetName(dom));
    seen++;
}

static void network(virConnectPtr conn UNUSED, virNetworkPtr net, int event, int detail, void *opaque) {
    printf("%s: %s event %d detail %d\n", (char *) opaque, virNetworkGetName(net), event, detail);
    seen++;
}

static void tick(int timer UNUSED, void *opaque UNUSED) { turns++; }

/* Turns of the loop until nothing comes any more. */
static void settle(void) {
    turns = 0;
    while (turns < 3)
        virEventRunDefaultImpl();
}

int main(void) {
    start();
    join_streams();
    virSetErrorFunc(NULL, quiet);
    virConnectPtr conn = virConnectOpen("test:///default");
    show("without a loop", virConnectDomainEventRegisterAny(conn, NULL, VIR_DOMAIN_EVENT_ID_LIFECYCLE,
                                                           VIR_DOMAIN_EVENT_CALLBACK(lifecycle), "none", freed));
    show_error("without a loop");
    virConnectClose(conn);

    virEventRegisterDefaultImpl();
    virEventAddTimeout(5, tick, NULL, NULL);
    conn = virConnectOpen("test:///default");
    virDomainPtr dom = virDomainLookupByName(conn, "test");

    int any = virConnectDomainEventRegisterAny(conn, NULL, VIR_DOMAIN_EVENT_ID_LIFECYCLE,
                                               VIR_DOMAIN_EVENT_CALLBACK(lifecycle), "any", freed);
    show("number", any);
    show("again", virConnectDomainEventRegisterAny(conn, NULL, VIR_DOMAIN_EVENT_ID_LIFECYCLE,
                                                  VIR_DOMAIN_EVENT_CALLBACK(lifecycle), "any", freed));
    show_error("again");
    int own = virConnectDomainEventRegisterAny(conn, dom, VIR_DOMAIN_EVENT_ID_LIFECYCLE,
                                               VIR_DOMAIN_EVENT_CALLBACK(lifecycle), "own", freed);
    show("number", own);
    show("number", virConnectDomainEventRegisterAny(conn, NULL, VIR_DOMAIN_EVENT_ID_REBOOT,
                                                   VIR_DOMAIN_EVENT_CALLBACK(reboot), "reboot", freed));
    show("old kind", virConnectDomainEventRegister(conn, lifecycle, "old", freed));
    show("old kind again", virConnectDomainEventRegister(conn, lifecycle, "old", freed));
    show_error("old kind again");
    int net = virConnectNetworkEventRegisterAny(conn, NULL, VIR_NETWORK_EVENT_ID_LIFECYCLE,
                                                VIR_NETWORK_EVENT_CALLBACK(network), "network", freed);
    show("number", net);
    show("bad number", virConnectDomainEventRegisterAny(conn, NULL, 4711, VIR_DOMAIN_EVENT_CALLBACK(lifecycle),
                                                       "bad", freed));
    show_error("bad number");

    show("suspend", virDomainSuspend(dom));
    printf("nothing came inside the call: %d\n", seen);
    settle();
    show("resume", virDomainResume(dom));
    leave = own;
    settle();
    show("suspend", virDomainSuspend(dom));
    settle();

    virNetworkPtr n = virNetworkLookupByName(conn, "default");
    show("stop", virNetworkDestroy(n));
    show("start", virNetworkCreate(n));
    settle();
    virNetworkFree(n);

    /* What is queued when a callback goes doesn't reach it. */
    show("resume", virDomainResume(dom));
    show("deregister", virConnectDomainEventDeregisterAny(conn, any));
    printf("freed inside the call\n");
    settle();
    show("deregister again", virConnectDomainEventDeregisterAny(conn, any));
    show_error("deregister again");
    show("old kind", virConnectDomainEventDeregister(conn, lifecycle));

    virDomainFree(dom);
    show("close, callbacks hold on", virConnectClose(conn));
    show("deregister", virConnectNetworkEventDeregisterAny(conn, net));
    show("deregister", virConnectDomainEventDeregisterAny(conn, 2));
    return 0;
}
