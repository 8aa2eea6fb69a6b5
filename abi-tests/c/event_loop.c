/* The event loop that comes with the library: timers, handles, freeing. */
#include "check.h"
#include <pthread.h>
#include <unistd.h>

static int stop;

static void freed(void *opaque) { printf("freed %s\n", (char *) opaque); }

static void timer_once(int timer, void *opaque) {
    printf("timer %s\n", (char *) opaque);
    virEventUpdateTimeout(timer, -1);
    stop = 1;
}

static void timer_removes_itself(int timer, void *opaque) {
    printf("timer %s\n", (char *) opaque);
    show("remove inside", virEventRemoveTimeout(timer));
    printf("after remove\n");
    stop = 1;
}

static void readable(int watch, int fd, int events, void *opaque) {
    char byte;
    printf("handle %s events %d\n", (char *) opaque, events);
    if (events & VIR_EVENT_HANDLE_READABLE && read(fd, &byte, 1) == 1)
        printf("read %c\n", byte);
    else
        virEventRemoveHandle(watch);
    stop = 1;
}

static void run(void) {
    stop = 0;
    while (!stop)
        virEventRunDefaultImpl();
}

static void *write_later(void *opaque) {
    usleep(50000);
    if (write(*(int *) opaque, "z", 1) != 1)
        abort();
    return NULL;
}

int main(void) {
    start();
    join_streams();
    show("timer without a loop", virEventAddTimeout(0, timer_once, NULL, NULL));
    show("handle without a loop", virEventAddHandle(0, 1, readable, NULL, NULL));
    show("register", virEventRegisterDefaultImpl());
    show("register again", virEventRegisterDefaultImpl());

    int one = virEventAddTimeout(10, timer_once, "one", freed);
    show("good number", one > 0);
    run();
    virEventUpdateTimeout(one, 0);
    run();
    show("remove", virEventRemoveTimeout(one));
    show("remove again", virEventRemoveTimeout(one));
    virEventUpdateTimeout(one, 5);

    virEventAddTimeout(0, timer_removes_itself, "two", freed);
    run();
    /* What was removed is freed in a later turn. */
    int three = virEventAddTimeout(1, timer_once, "three", freed);
    run();
    virEventRemoveTimeout(three);

    int ends[2];
    if (pipe(ends))
        return 1;
    int watch = virEventAddHandle(ends[0], VIR_EVENT_HANDLE_READABLE, readable, "pipe", freed);
    show("good number", watch > 0);
    if (write(ends[1], "ab", 2) != 2)
        return 1;
    run();
    run();
    virEventUpdateHandle(watch, 0);
    pthread_t thread;
    pthread_create(&thread, NULL, write_later, &ends[1]);
    int four = virEventAddTimeout(100, timer_once, "four", NULL);
    run();
    virEventUpdateHandle(watch, VIR_EVENT_HANDLE_READABLE);
    run();
    pthread_join(thread, NULL);

    /* Another thread wakes the loop. */
    pthread_create(&thread, NULL, write_later, &ends[1]);
    run();
    pthread_join(thread, NULL);
    show("remove", virEventRemoveHandle(watch));
    show("remove again", virEventRemoveHandle(watch));
    virEventUpdateTimeout(four, 1);
    run();
    virEventRemoveTimeout(four);
    virEventAddTimeout(0, timer_removes_itself, "last", NULL);
    run();
    return 0;
}
