/* References: what counts, what keeps what alive, and how pointers that are no longer good are told. */
#include "check.h"

static const char *const domain_xml =
    "<domain type='test'><name>one</name><memory>65536</memory><os><type>hvm</type></os></domain>";

int main(void) {
    start();
    join_streams();
    virSetErrorFunc(NULL, quiet);

    virConnectPtr conn = virConnectOpen("test:///default");
    show("ref", virConnectRef(conn));
    show("close, one left", virConnectClose(conn));

    virDomainPtr dom = virDomainLookupByName(conn, "test");
    show("same connection", virDomainGetConnect(dom) == conn);
    show("close, the domain holds on", virConnectClose(conn));
    printf("%s\n", virDomainGetName(dom));
    show("connection of the domain", virDomainGetConnect(dom) != NULL);
    show("alive", virConnectIsAlive(virDomainGetConnect(dom)));
    show("ref", virDomainRef(dom));
    show("free", virDomainFree(dom));
    printf("%s\n", virDomainGetName(dom));
    show("free", virDomainFree(dom));

    conn = virConnectOpen("test:///default");
    dom = virDomainDefineXML(conn, domain_xml);
    virDomainFree(dom);
    virDomainPtr two = virDomainLookupByName(conn, "one");
    virDomainPtr three = virDomainLookupByName(conn, "one");
    show("two look-ups, two handles", two != three);
    virDomainFree(three);
    printf("%s\n", virDomainGetName(two));
    virDomainFree(two);
    show("close", virConnectClose(conn));

    /* Kinds are told apart. */
    conn = virConnectOpen("test:///default");
    dom = virDomainLookupByName(conn, "test");
    virNetworkPtr net = virNetworkLookupByName(conn, "default");
    show("a domain is no connection", virConnectClose((virConnectPtr) dom));
    show_error("a domain is no connection");
    show("a network is no domain", virDomainFree((virDomainPtr) net));
    show_error("a network is no domain");
    show("a connection is no network", virNetworkGetName((virNetworkPtr) conn) != NULL);
    show_error("a connection is no network");

    /* Lists: an array that ends with NULL, a reference each. */
    virNetworkPtr *nets = NULL;
    int n = virConnectListAllNetworks(conn, &nets, 0);
    show("networks", n);
    for (int i = 0; i < n; i++) {
        printf("%s\n", virNetworkGetName(nets[i]));
        virNetworkFree(nets[i]);
    }
    show("end", nets[n] == NULL);
    free(nets);
    show("count only", virConnectListAllNetworks(conn, NULL, 0));

    virNetworkFree(net);
    virDomainFree(dom);
    virStreamPtr stream = virStreamNew(conn, 0);
    show("stream ref", virStreamRef(stream));
    show("stream free", virStreamFree(stream));
    show("close, the stream holds on", virConnectClose(conn));
    show("stream free", virStreamFree(stream));
    return 0;
}
