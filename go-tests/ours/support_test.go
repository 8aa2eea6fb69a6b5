// Package ours tests our drivers through Debian's Go binding. This file: what the tests share.
package ours

import (
	"os"
	"reflect"
	"sync"
	"testing"
	"time"

	libvirt "github.com/libvirt/libvirt-go"
)

// The default event loop, run by a goroutine of its own as long as the tests run.
func TestMain(m *testing.M) {
	if err := libvirt.EventRegisterDefaultImpl(); err != nil {
		panic(err)
	}
	go func() {
		for {
			_ = libvirt.EventRunDefaultImpl()
		}
	}()
	os.Exit(m.Run())
}

func open(t *testing.T, uri string) *libvirt.Connect {
	t.Helper()
	conn, err := libvirt.NewConnect(uri)
	must(t, err)
	t.Cleanup(func() { _, _ = conn.Close() })
	return conn
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// refused fails unless the error has the number.
func refused(t *testing.T, err error, code libvirt.ErrorNumber) {
	t.Helper()
	if told, ok := err.(libvirt.Error); !ok || told.Code != code {
		t.Fatalf("expected error %d, got %v", code, err)
	}
}

// happenings are the lifecycle events that came, in order, without the last word of a QEMU that is being killed: it may
// not get to it.
type happenings struct {
	mutex sync.Mutex
	seen  []libvirt.DomainEventType
}

func watch(t *testing.T, conn *libvirt.Connect) *happenings {
	t.Helper()
	var all happenings
	id, err := conn.DomainEventLifecycleRegister(nil,
		func(_ *libvirt.Connect, _ *libvirt.Domain, event *libvirt.DomainEventLifecycle) {
			if event.Event == libvirt.DOMAIN_EVENT_SHUTDOWN {
				return
			}
			all.mutex.Lock()
			defer all.mutex.Unlock()
			all.seen = append(all.seen, event.Event)
		})
	must(t, err)
	t.Cleanup(func() { _ = conn.DomainEventDeregister(id) })
	return &all
}

// expect waits until exactly these events have come.
func (all *happenings) expect(t *testing.T, wanted ...libvirt.DomainEventType) {
	t.Helper()
	seen := func() []libvirt.DomainEventType {
		all.mutex.Lock()
		defer all.mutex.Unlock()
		return append([]libvirt.DomainEventType{}, all.seen...)
	}
	eventually(t, "events", func() bool { return len(seen()) >= len(wanted) })
	if told := seen(); !reflect.DeepEqual(told, wanted) {
		t.Fatalf("events %v, expected %v", told, wanted)
	}
}

func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !holds(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("not in time: %s", what)
		}
	}
}
