/* Opens and closes test:///default once; for timing whole processes. */
#include <libvirt/libvirt.h>

int main(void)
{
    virConnectPtr conn = virConnectOpen("test:///default");
    return conn ? virConnectClose(conn) : 1;
}
