/* Snapshots hold on to their domain, and that to its connection. */
#include "check.h"

int main(void) {
    start();
    join_streams();
    virConnectPtr conn = virConnectOpen("test:///default");
    virDomainPtr dom = virDomainLookupByName(conn, "test");
    virDomainSnapshotPtr snapshot = virDomainSnapshotCreateXML(dom, "<domainsnapshot><name>one</name></domainsnapshot>", 0);
    show("made", snapshot != NULL);
    show("same domain", virDomainSnapshotGetDomain(snapshot) == dom);
    show("same connection", virDomainSnapshotGetConnect(snapshot) == conn);
    virDomainFree(dom);
    printf("%s\n", virDomainGetName(virDomainSnapshotGetDomain(snapshot)));
    show("close, the snapshot holds on", virConnectClose(conn));
    show("free", virDomainSnapshotFree(snapshot));
    return 0;
}
