/* Handles: references, who keeps whom, what is no handle. */
#include "check.h"

static void *wrong(void *handle) { return handle; }

int main(void) {
    start();
    virSetErrorFunc(NULL, quiet);
    virConnectPtr conn = virConnectOpen("test:///default");
    show("ref", virConnectRef(conn));
    show("close one of two", virConnectClose(conn));

    /* A domain keeps its connection. */
    virDomainPtr dom = virDomainLookupByName(conn, "test");
    show("same connection", virDomainGetConnect(dom) == conn);
    show("domain ref", virDomainRef(dom));
    show("domain free", virDomainFree(dom));
    show("close with a domain", virConnectClose(conn));
    printf("%s %s\n", virDomainGetName(dom), virConnectGetType(virDomainGetConnect(dom)));
    show("domain free", virDomainFree(dom));

    conn = virConnectOpen("test:///default");
    dom = virDomainLookupByName(conn, "test");
    virDomainPtr again = virDomainLookupByName(conn, "test");
    show("another handle each time", dom != again);
    show("same name", !strcmp(virDomainGetName(dom), virDomainGetName(again)));
    virDomainFree(again);

    unsigned char uuid[VIR_UUID_BUFLEN];
    char text[VIR_UUID_STRING_BUFLEN];
    show("uuid", virDomainGetUUID(dom, uuid));
    show("uuid text", virDomainGetUUIDString(dom, text));
    printf("%s\n", text);
    again = virDomainLookupByUUID(conn, uuid);
    printf("%s\n", virDomainGetName(again));
    virDomainFree(again);
    const char *forms[] = {text, "{6695eb01-f6a4-8304-79aa-97f2502e193f}", "6695EB01F6A4830479AA97F2502E193F",
                           " 6695eb01-f6a4-8304-79aa-97f2502e193f ", "6695eb01 f6a4 8304 79aa 97f2502e193f",
                           "6695eb01-f6a4-8304-79aa-97f2502e193", "6695eb01-f6a4-8304-79aa-97f2502e193fff",
                           "x", "", "6-6-9-5eb01f6a4830479aa97f2502e193f"};
    for (unsigned i = 0; i < sizeof forms / sizeof *forms; i++) {
        again = virDomainLookupByUUIDString(conn, forms[i]);
        printf("[%s]: %s\n", forms[i], again ? virDomainGetName(again) : "-");
        if (again)
            virDomainFree(again);
        else
            show_error("lookup");
    }
    again = virDomainLookupByID(conn, virDomainGetID(dom));
    printf("%s\n", virDomainGetName(again));
    virDomainFree(again);
    show("no such id", virDomainLookupByID(conn, 4711) != NULL);
    show("negative id", virDomainLookupByID(conn, -3) != NULL);
    show("no such name", virDomainLookupByName(conn, "nothing") != NULL);
    show("empty name", virDomainLookupByName(conn, "") != NULL);
    show("no name", virDomainLookupByName(conn, NULL) != NULL);

    /* The error of a connection, and that of the thread. */
    virDomainLookupByName(conn, "nothing");
    virErrorPtr error = virConnGetLastError(conn);
    printf("%d %d %s\n", error->code, error->domain, error->message);
    printf("%d\n", virGetLastErrorCode());
    show("a call that works", virDomainGetID(dom) > 0);
    printf("%d %s\n", virGetLastErrorCode(), virConnGetLastError(conn) ? "kept" : "gone");
    virConnResetLastError(conn);
    printf("%s\n", virConnGetLastError(conn) ? "kept" : "gone");

    /* Handles of another kind. */
    virNetworkPtr net = virNetworkLookupByName(conn, "default");
    virStoragePoolPtr pool = virStoragePoolLookupByName(conn, "default-pool");
    virStreamPtr stream = virStreamNew(conn, 0);
    show("network as domain", virDomainGetID(wrong(net)));
    show("domain as network", virNetworkGetName(wrong(dom)) != NULL);
    show("network as connection", virConnectIsAlive(wrong(net)));
    show("connection as domain", virDomainSuspend(wrong(conn)));
    show("pool as volume", virStorageVolGetName(wrong(pool)) != NULL);
    show("stream as secret", virSecretFree(wrong(stream)));
    show("domain free of network", virDomainFree(wrong(net)));
    show("free of nothing", virDomainFree(NULL));
    show("close of nothing", virConnectClose(NULL));
    show("ref of nothing", virDomainRef(NULL));

    show("network ref", virNetworkRef(net));
    show("network free", virNetworkFree(net));
    show("network free", virNetworkFree(net));
    show("pool free", virStoragePoolFree(pool));
    show("stream free", virStreamFree(stream));
    show("domain free", virDomainFree(dom));
    show("close", virConnectClose(conn));

    /* Read-only. */
    conn = virConnectOpenReadOnly("test:///default");
    dom = virDomainLookupByName(conn, "test");
    show("suspend", virDomainSuspend(dom));
    show("destroy", virDomainDestroy(dom));
    show("create", virDomainCreateXML(conn, "<domain/>", 0) != NULL);
    show("secure", virDomainGetXMLDesc(dom, VIR_DOMAIN_XML_SECURE) != NULL);
    virDomainFree(dom);
    show("close", virConnectClose(conn));
    return 0;
}
