/* Opens and closes test:///default once; for timing whole processes. With an argument, prints the most memory that
 * the process has had resident (KiB): the figure that wait4 gives would be the parent's when that is larger. */
#include <libvirt/libvirt.h>
#include <stdio.h>

static int print_peak(void)
{
    char line[256];
    long peak;
    FILE *f = fopen("/proc/self/status", "r");

    while (f && fgets(line, sizeof(line), f))
        if (sscanf(line, "VmHWM: %ld", &peak) == 1)
            return printf("%ld\n", peak) < 0;
    return 1;
}

int main(int argc, char **argv)
{
    virConnectPtr conn = virConnectOpen("test:///default");

    (void)argv;
    if (!conn || virConnectClose(conn) != 0)
        return 1;
    return argc > 1 ? print_peak() : 0;
}
