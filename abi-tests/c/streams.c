/* Streams over volumes of the test driver, and streams that carry nothing. */
#include "check.h"

static int give(virStreamPtr st UNUSED, char *data UNUSED, size_t n UNUSED, void *opaque UNUSED) { return 0; }
static int fail(virStreamPtr st UNUSED, char *data UNUSED, size_t n UNUSED, void *opaque UNUSED) { return -1; }
static int take(virStreamPtr st UNUSED, const char *data UNUSED, size_t n, void *opaque UNUSED) { return (int) n; }
static int some(virStreamPtr st UNUSED, char *data, size_t n UNUSED, void *opaque) {
    if ((*(int *) opaque)++)
        return 0;
    memcpy(data, "abc", 3);
    return 3;
}
static void ready(virStreamPtr st UNUSED, int events, void *opaque UNUSED) { printf("ready %d\n", events); }

int main(void) {
    start();
    join_streams();
    virSetErrorFunc(NULL, quiet);
    virConnectPtr conn = virConnectOpen("test:///default");
    virStreamPtr st = virStreamNew(conn, 0);
    char buffer[16];
    long long length = 0;
    int count = 0;
    show("send", virStreamSend(st, "x", 1));
    show("recv", virStreamRecv(st, buffer, sizeof buffer));
    show("recv flags", virStreamRecvFlags(st, buffer, sizeof buffer, 1));
    show("send NULL", virStreamSend(st, NULL, 1));
    show("hole", virStreamSendHole(st, 5, 0));
    show("hole", virStreamRecvHole(st, &length, 0));
    show("send nothing", virStreamSendAll(st, give, NULL));
    show("send something", virStreamSendAll(st, some, &count));
    show("send fails", virStreamSendAll(st, fail, NULL));
    show("send all NULL", virStreamSendAll(st, NULL, NULL));
    show("recv all", virStreamRecvAll(st, take, NULL));
    show("callback", virStreamEventAddCallback(st, VIR_STREAM_EVENT_READABLE, ready, NULL, NULL));
    show("update", virStreamEventUpdateCallback(st, VIR_STREAM_EVENT_READABLE));
    show("remove", virStreamEventRemoveCallback(st));
    show("abort", virStreamAbort(st));
    show("finish", virStreamFinish(st));
    virStreamFree(st);

    st = virStreamNew(conn, VIR_STREAM_NONBLOCK);
    show("non-blocking send all", virStreamSendAll(st, give, NULL));
    show("non-blocking recv all", virStreamRecvAll(st, take, NULL));
    virDomainPtr dom = virDomainLookupByName(conn, "test");
    virConnectPtr other = virConnectOpen("test:///default");
    virDomainPtr foreign = virDomainLookupByName(other, "test");
    show("console", virDomainOpenConsole(dom, NULL, st, 0));
    show("another connection's", virDomainOpenConsole(foreign, NULL, st, 0));
    virDomainFree(foreign);
    virConnectClose(other);
    virDomainFree(dom);
    virStreamFree(st);
    show("close", virConnectClose(conn));
    return 0;
}
