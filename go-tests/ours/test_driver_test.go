package ours

import (
	"strings"
	"sync"
	"testing"

	libvirt "github.com/libvirt/libvirt-go"
)

const guest = `<domain type='test'><name>go</name><memory unit='MiB'>8</memory><os><type>hvm</type></os></domain>`

func TestLifeOfADomain(t *testing.T) {
	conn := open(t, "test:///default")
	events := watch(t, conn)
	domain, err := conn.DomainDefineXML(guest)
	must(t, err)
	defer domain.Free()
	must(t, domain.Create())
	must(t, domain.Suspend())
	state, reason, err := domain.GetState()
	must(t, err)
	if state != libvirt.DOMAIN_PAUSED || reason != int(libvirt.DOMAIN_PAUSED_USER) {
		t.Fatalf("state %d, reason %d", state, reason)
	}
	must(t, domain.Resume())
	must(t, domain.Destroy())
	refused(t, domain.Destroy(), libvirt.ERR_OPERATION_INVALID)
	must(t, domain.Undefine())
	_, err = conn.LookupDomainByName("go")
	refused(t, err, libvirt.ERR_NO_DOMAIN)
	events.expect(t, libvirt.DOMAIN_EVENT_DEFINED, libvirt.DOMAIN_EVENT_STARTED, libvirt.DOMAIN_EVENT_SUSPENDED,
		libvirt.DOMAIN_EVENT_RESUMED, libvirt.DOMAIN_EVENT_STOPPED, libvirt.DOMAIN_EVENT_UNDEFINED)
}

func TestTypedParametersComeAndGo(t *testing.T) {
	conn := open(t, "test:///default")
	domain, err := conn.LookupDomainByName("test")
	must(t, err)
	defer domain.Free()
	wanted := libvirt.DomainMemoryParameters{HardLimitSet: true, HardLimit: 1 << 20, SoftLimitSet: true, SoftLimit: 1 << 19}
	must(t, domain.SetMemoryParameters(&wanted, libvirt.DOMAIN_AFFECT_LIVE))
	got, err := domain.GetMemoryParameters(libvirt.DOMAIN_AFFECT_LIVE)
	must(t, err)
	if got.HardLimit != wanted.HardLimit || got.SoftLimit != wanted.SoftLimit {
		t.Fatalf("%+v", got)
	}
	stats, err := conn.GetAllDomainStats(nil, libvirt.DOMAIN_STATS_STATE, 0)
	must(t, err)
	if len(stats) != 1 || stats[0].State == nil || stats[0].State.State != libvirt.DOMAIN_RUNNING {
		t.Fatalf("%+v", stats)
	}
	must(t, stats[0].Domain.Free())
}

func TestAScreenshotComesThroughAStream(t *testing.T) {
	conn := open(t, "test:///default")
	domain, err := conn.LookupDomainByName("test")
	must(t, err)
	defer domain.Free()
	stream, err := conn.NewStream(0)
	must(t, err)
	defer stream.Free()
	kind, err := domain.Screenshot(stream, 0, 0)
	must(t, err)
	var picture []byte
	must(t, stream.RecvAll(func(_ *libvirt.Stream, data []byte) (int, error) {
		picture = append(picture, data...)
		return len(data), nil
	}))
	must(t, stream.Finish())
	if kind != "image/png" || !strings.HasPrefix(string(picture), "\x89PNG") {
		t.Fatalf("%s, %d bytes", kind, len(picture))
	}
}

func TestManyGoroutinesShareAConnection(t *testing.T) {
	conn := open(t, "test:///default")
	var all sync.WaitGroup
	for worker := 0; worker < 8; worker++ {
		all.Add(1)
		go func() {
			defer all.Done()
			for turn := 0; turn < 200; turn++ {
				domain, err := conn.LookupDomainByName("test")
				if err != nil {
					t.Error(err)
					return
				}
				if _, err := domain.GetXMLDesc(0); err != nil {
					t.Error(err)
				}
				if _, err := conn.LookupDomainByName("nobody"); err == nil {
					t.Error("found nobody")
				}
				_ = domain.Free()
			}
		}()
	}
	all.Wait()
}
