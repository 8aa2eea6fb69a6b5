/* Times calls on test:///default: one line "NAME NANOSECONDS-PER-CALL" each.
 * Built once, run on any libvirt.so.0 through LD_LIBRARY_PATH. Arguments: number of domains; "cpu" for processor
 * time, which a busy machine disturbs less (latencies of events are always wall time). */
#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static clockid_t call_clock = CLOCK_MONOTONIC;

static double read_clock(clockid_t which)
{
    struct timespec t;
    clock_gettime(which, &t);
    return t.tv_sec * 1e9 + t.tv_nsec;
}

static double now(void)
{
    return read_clock(call_clock);
}

static double wall(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

static void report(const char *name, double start, long calls)
{
    printf("%s %.1f\n", name, (now() - start) / calls);
    fflush(stdout);
}

static void need(int ok, const char *what)
{
    if (!ok) {
        fprintf(stderr, "%s: %s\n", what, virGetLastErrorMessage());
        exit(1);
    }
}

static long resident_kib(void)
{
    long pages = 0, resident = 0;
    FILE *f = fopen("/proc/self/statm", "r");
    if (!f || fscanf(f, "%ld %ld", &pages, &resident) != 2)
        exit(1);
    fclose(f);
    return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

static const char *format =
    "<domain type='test'><name>bench-%ld</name><memory unit='KiB'>262144</memory><vcpu>2</vcpu>"
    "<os><type arch='i686'>hvm</type><boot dev='hd'/></os><features><acpi/></features>"
    "<devices><disk type='file' device='disk'><source file='/images/%ld.img'/><target dev='vda' bus='virtio'/></disk>"
    "<disk type='file' device='cdrom'><target dev='hda' bus='ide'/></disk>"
    "<interface type='network'><source network='default'/></interface>"
    "<serial type='pty'/><graphics type='vnc' port='-1'/></devices></domain>";

static double event_at;
static volatile int event_seen;

static int on_event(virConnectPtr c, virDomainPtr d, int event, int detail, void *opaque)
{
    (void)c, (void)d, (void)detail, (void)opaque;
    if (event == VIR_DOMAIN_EVENT_STARTED) {
        event_at = wall();
        event_seen = 1;
    }
    return 0;
}

static void *turn(void *opaque)
{
    (void)opaque;
    for (;;)
        virEventRunDefaultImpl();
    return NULL;
}

int main(int argc, char **argv)
{
    long n = argc > 1 ? atol(argv[1]) : 1000, i;
    virDomainPtr *doms = calloc(n, sizeof(*doms)), *all;
    virDomainStatsRecordPtr *stats;
    virDomainInfo info;
    char xml[2048], name[64], uuid[VIR_UUID_STRING_BUFLEN];
    unsigned char raw[VIR_UUID_BUFLEN];
    pthread_t thread;
    virConnectPtr conn;
    double start, sum = 0;
    long before;
    char *text;
    int got;

    if (argc > 2 && strcmp(argv[2], "cpu") == 0)
        call_clock = CLOCK_PROCESS_CPUTIME_ID;
    need(virEventRegisterDefaultImpl() == 0, "event loop");
    start = now();
    conn = virConnectOpen("test:///default");
    need(conn != NULL, "open");
    report("first-open", start, 1);
    before = resident_kib();

    start = now();
    for (i = 0; i < n; i++) {
        snprintf(xml, sizeof(xml), format, i, i);
        doms[i] = virDomainDefineXML(conn, xml);
        need(doms[i] != NULL, "define");
    }
    report("define", start, n);
    printf("memory-bytes-per-domain %.0f\n", (resident_kib() - before) * 1024.0 / n);

    start = now();
    for (i = 0; i < n; i++) {
        text = virDomainGetXMLDesc(doms[i], 0);
        need(text != NULL, "xml");
        free(text);
    }
    report("xml", start, n);

    start = now();
    for (i = 0; i < n; i++) {
        virDomainPtr d;
        snprintf(name, sizeof(name), "bench-%ld", i);
        need((d = virDomainLookupByName(conn, name)) != NULL, "lookup by name");
        virDomainFree(d);
    }
    report("lookup-by-name", start, n);

    start = now();
    for (i = 0; i < n; i++) {
        virDomainPtr d;
        virDomainGetUUID(doms[i], raw);
        need((d = virDomainLookupByUUID(conn, raw)) != NULL, "lookup by uuid");
        virDomainFree(d);
    }
    report("lookup-by-uuid", start, n);

    start = now();
    for (i = 0; i < n; i++)
        need(virDomainCreate(doms[i]) == 0, "create");
    report("create", start, n);

    start = now();
    for (i = 0; i < n; i++) {
        virDomainPtr d;
        need((d = virDomainLookupByID(conn, virDomainGetID(doms[i]))) != NULL, "lookup by id");
        virDomainFree(d);
    }
    report("lookup-by-id", start, n);

    start = now();
    for (i = 0; i < n; i++)
        need(virDomainGetInfo(doms[i], &info) == 0, "info");
    report("info", start, n);

    start = now();
    for (i = 0; i < 1000000; i++)
        virDomainGetName(doms[0]);
    report("entry-get-name", start, 1000000);
    start = now();
    for (i = 0; i < 1000000; i++) {
        virConnectRef(conn);
        virConnectClose(conn);
    }
    report("entry-ref-unref", start, 1000000);
    start = now();
    for (i = 0; i < 1000000; i++)
        virDomainGetUUIDString(doms[0], uuid);
    report("entry-uuid-string", start, 1000000);

    start = now();
    got = virConnectListAllDomains(conn, &all, 0);
    need(got >= n, "list all");
    report("list-all", start, got);
    while (got > 0)
        virDomainFree(all[--got]);
    free(all);

    start = now();
    got = virConnectGetAllDomainStats(conn, 0, &stats, 0);
    need(got >= n, "all stats");
    report("all-stats", start, got);
    virDomainStatsRecordListFree(stats);

    start = now();
    for (i = 0; i < n; i++)
        need(virDomainDestroy(doms[i]) == 0, "destroy");
    report("destroy", start, n);

    need(virConnectDomainEventRegisterAny(conn, NULL, VIR_DOMAIN_EVENT_ID_LIFECYCLE,
                                          VIR_DOMAIN_EVENT_CALLBACK(on_event), NULL, NULL) >= 0, "register");
    need(pthread_create(&thread, NULL, turn, NULL) == 0, "thread");
    for (i = 0; i < 200 && i < n; i++) {
        event_seen = 0;
        start = wall();
        need(virDomainCreate(doms[i]) == 0, "create");
        while (!event_seen)
            usleep(10);
        sum += event_at - start;
        need(virDomainDestroy(doms[i]) == 0, "destroy");
    }
    printf("event-latency %.1f\n", sum / i);

    start = now();
    for (i = 0; i < n; i++) {
        need(virDomainUndefine(doms[i]) == 0, "undefine");
        virDomainFree(doms[i]);
    }
    report("undefine", start, n);
    fflush(stdout);
    _exit(0);
}
