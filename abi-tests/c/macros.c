/* Macros with arguments. */
#include "check.h"

static int on_device(virConnectPtr conn UNUSED, virDomainPtr dom UNUSED, const char *alias UNUSED, void *opaque UNUSED) {
    return 0;
}

static void on_network(virConnectPtr c UNUSED, virNetworkPtr n UNUSED, int e UNUSED, int d UNUSED, void *o UNUSED) {}
static void on_device2(virConnectPtr c UNUSED, virNodeDevicePtr n UNUSED, int e UNUSED, int d UNUSED, void *o UNUSED) {}
static void on_secret(virConnectPtr c UNUSED, virSecretPtr n UNUSED, int e UNUSED, int d UNUSED, void *o UNUSED) {}
static void on_pool(virConnectPtr c UNUSED, virStoragePoolPtr n UNUSED, int e UNUSED, int d UNUSED, void *o UNUSED) {}

int main(void) {
    unsigned char maps[6] = {0}, one[2] = {0};
    int lengths[] = {0, 1, 7, 8, 9, 16, 17};
    for (unsigned i = 0; i < sizeof lengths / sizeof *lengths; i++)
        printf("maplen %d %d\n", lengths[i], VIR_CPU_MAPLEN(lengths[i]));
    VIR_USE_CPU(one, 0);
    VIR_USE_CPU(one, 9);
    printf("%d %d\n", one[0], one[1]);
    VIR_UNUSE_CPU(one, 0);
    printf("%d %d\n", one[0], one[1]);
    printf("%d %d\n", VIR_CPU_USED(one, 9) != 0, VIR_CPU_USED(one, 1 + 7) != 0);
    memcpy(VIR_GET_CPUMAP(maps, 2, 1), one, 2);
    for (int vcpu = 0; vcpu < 3; vcpu++)
        printf("%d", VIR_CPU_USABLE(maps, 2, vcpu, 9) != 0);
    memset(one, 255, 2);
    VIR_COPY_CPUMAP(maps, 2, 1, one);
    printf(" %d %d\n", one[0], one[1]);

    virNodeInfo info = {.nodes = 2, .sockets = 3, .cores = 5, .threads = 7};
    printf("%u\n", VIR_NODEINFO_MAXCPUS(info));

#if LIBVIR_CHECK_VERSION(0, 0, 1) && !LIBVIR_CHECK_VERSION(99, 0, 0) && LIBVIR_CHECK_VERSION(12, 8, 0)
    printf("version\n");
#endif
    virConnectDomainEventGenericCallback a = VIR_DOMAIN_EVENT_CALLBACK(on_device);
    virConnectNetworkEventGenericCallback b = VIR_NETWORK_EVENT_CALLBACK(on_network);
    virConnectNodeDeviceEventGenericCallback c = VIR_NODE_DEVICE_EVENT_CALLBACK(on_device2);
    virConnectSecretEventGenericCallback d = VIR_SECRET_EVENT_CALLBACK(on_secret);
    virConnectStoragePoolEventGenericCallback e = VIR_STORAGE_POOL_EVENT_CALLBACK(on_pool);
    printf("%d\n", a && b && c && d && e);

    /* Names of old. */
    struct _virSchedParameter *sched = calloc(1, sizeof(virSchedParameter));
    struct _virBlkioParameter *blkio = calloc(1, sizeof(virBlkioParameter));
    struct _virMemoryParameter *memory = calloc(1, sizeof(virMemoryParameter));
    sched->value.ul = 1;
    blkio->value.i = 2;
    memory->value.l = 3;
    virTypedParameterPtr same = sched;
    printf("%llu %d\n", same->value.ul, VIR_DOMAIN_SCHED_FIELD_ULLONG);
    free(sched);
    free(blkio);
    free(memory);
    return 0;
}
