/* Times define + get XML of domains with many devices on test:///default: one line "NAME NANOSECONDS" each, a
 * document a call. Built once, run on any libvirt.so.0 through LD_LIBRARY_PATH. Argument: "cpu" for processor time. */
#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct text {
    char *bytes;
    size_t length, room;
};

static void add(struct text *text, const char *format, ...)
{
    va_list args;

    if (text->room - text->length < 1024)
        text->bytes = realloc(text->bytes, text->room = text->room * 2 + 4096);
    if (!text->bytes)
        exit(1);
    va_start(args, format);
    text->length += vsnprintf(text->bytes + text->length, 1024, format, args);
    va_end(args);
}

/* vda to vdzz and beyond */
static const char *letters(int number)
{
    static char name[16];
    char *end = name + sizeof(name) - 1;

    *end = 0;
    for (number++; number > 0; number = (number - 1) / 26)
        *--end = 'a' + (number - 1) % 26;
    return end;
}

static void add_disk(struct text *xml, int i)
{
    add(xml, "<disk type='file' device='disk'><driver name='qemu' type='qcow2' cache='none'/>"
             "<source file='/var/lib/libvirt/images/bench-%d.qcow2'/><target dev='vd%s' bus='virtio'/>"
             "<serial>bench-%d</serial></disk>", i, letters(i), i);
}

static void add_pci_device(struct text *xml, int i)
{
    add(xml, "<interface type='network'><mac address='52:54:00:00:%02x:%02x'/><source network='default'/>"
             "<model type='virtio'/><address type='pci' domain='0x0000' bus='0x%02x' slot='0x%02x' function='0x0'/>"
             "</interface>", i / 256, i % 256, i / 31 % 256, i % 31 + 1);
}

static char *document(void (*device)(struct text *, int), int count)
{
    struct text xml = { 0 };
    int i;

    add(&xml, "<domain type='test'><name>bench</name><uuid>11111111-2222-3333-4444-555555555555</uuid>"
              "<memory unit='KiB'>262144</memory><vcpu>2</vcpu><os><type arch='x86_64'>hvm</type></os><devices>");
    for (i = 0; i < count; i++)
        device(&xml, i);
    add(&xml, "</devices></domain>");
    return xml.bytes;
}

static clockid_t call_clock = CLOCK_MONOTONIC;

static double now(void)
{
    struct timespec t;
    clock_gettime(call_clock, &t);
    return t.tv_sec * 1e9 + t.tv_nsec;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void measure(virConnectPtr conn, const char *name, void (*device)(struct text *, int), int count)
{
    enum { ROUNDS = 15 };
    double times[ROUNDS];
    char *xml = document(device, count);
    int round;

    for (round = 0; round < ROUNDS; round++) {
        double start = now();
        virDomainPtr domain = virDomainDefineXML(conn, xml);
        char *got = domain ? virDomainGetXMLDesc(domain, 0) : NULL;
        times[round] = now() - start;
        if (!got) {
            fprintf(stderr, "%s: %s\n", name, virGetLastErrorMessage());
            exit(1);
        }
        free(got);
        virDomainUndefine(domain);
        virDomainFree(domain);
    }
    free(xml);
    qsort(times, ROUNDS, sizeof(times[0]), by_size);
    printf("%s %.0f\n", name, times[ROUNDS / 2]);
}

int main(int argc, char **argv)
{
    virConnectPtr conn = virConnectOpen("test:///default");

    if (argc > 1 && strcmp(argv[1], "cpu") == 0)
        call_clock = CLOCK_PROCESS_CPUTIME_ID;
    if (!conn)
        return 1;
    measure(conn, "define+xml-1-disk", add_disk, 1);
    measure(conn, "define+xml-250-disks", add_disk, 250);
    measure(conn, "define+xml-1000-disks", add_disk, 1000);
    measure(conn, "define+xml-4000-disks", add_disk, 4000);
    measure(conn, "define+xml-250-pci-devices", add_pci_device, 250);
    measure(conn, "define+xml-1000-pci-devices", add_pci_device, 1000);
    virConnectClose(conn);
    return 0;
}
