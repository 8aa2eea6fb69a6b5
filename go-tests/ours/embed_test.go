package ours

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	libvirt "github.com/libvirt/libvirt-go"
)

const (
	emulator = "/usr/bin/qemu-system-x86_64"
	greeting = "hello from the boot sector"
)

// bootSector writes the greeting to the first serial port, over and over.
func bootSector() []byte {
	// mov si, text; next: lodsb; test al, al; jz start; mov dx, 0x3f8; out dx, al; jmp next
	code := []byte{0xfc, 0xbe, 0x0f, 0x7c, 0xac, 0x84, 0xc0, 0x74, 0xf8, 0xba, 0xf8, 0x03, 0xee, 0xeb, 0xf5}
	code = append(code, greeting+"\n\x00"...)
	code = append(code, make([]byte, 510-len(code))...)
	return append(append(code, 0x55, 0xaa), make([]byte, 64<<10)...)
}

// embedded is a connection to a root of its own whose guests need no other user.
func embedded(t *testing.T) (*libvirt.Connect, string) {
	t.Helper()
	if _, err := os.Stat(emulator); err != nil {
		t.Skip(err)
	}
	root := t.TempDir()
	must(t, os.Mkdir(filepath.Join(root, "etc"), 0o755))
	settings := fmt.Sprintf("user = \"+%d\"\ngroup = \"+%d\"\nsecurity_driver = \"none\"\n", os.Getuid(), os.Getgid())
	must(t, os.WriteFile(filepath.Join(root, "etc/qemu.conf"), []byte(settings), 0o644))
	return open(t, "qemu:///embed?root="+root), root
}

func TestARealGuestRunsInThisProcess(t *testing.T) {
	conn, root := embedded(t)
	events := watch(t, conn)
	disk, serial := filepath.Join(root, "disk.img"), filepath.Join(root, "serial")
	must(t, os.WriteFile(disk, bootSector(), 0o600))
	domain, err := conn.DomainCreateXML(fmt.Sprintf(
		`<domain type='qemu'><name>real</name><memory unit='MiB'>16</memory><os><type machine='pc'>hvm</type></os>
		<devices><emulator>%s</emulator><disk type='file'><driver type='raw'/><source file='%s'/>
		<target dev='hda' bus='ide'/></disk><serial type='file'><source path='%s'/></serial></devices></domain>`,
		emulator, disk, serial), libvirt.DOMAIN_START_AUTODESTROY)
	must(t, err)
	defer domain.Free()
	defer domain.Destroy()
	eventually(t, "the greeting", func() bool {
		text, _ := os.ReadFile(serial)
		return bytes.Contains(text, []byte(greeting))
	})
	answer, err := domain.QemuMonitorCommand(`{"execute":"query-status"}`, libvirt.DOMAIN_QEMU_MONITOR_COMMAND_DEFAULT)
	must(t, err)
	if !strings.Contains(answer, `"running"`) {
		t.Fatal(answer)
	}
	info, err := domain.GetInfo()
	must(t, err)
	if info.State != libvirt.DOMAIN_RUNNING || info.MaxMem != 16<<10 || info.NrVirtCpu != 1 {
		t.Fatalf("%+v", info)
	}
	must(t, domain.Suspend())
	must(t, domain.Resume())
	must(t, domain.Destroy())
	_, err = conn.LookupDomainByName("real")
	refused(t, err, libvirt.ERR_NO_DOMAIN)
	// the processors go on before the start is told
	events.expect(t, libvirt.DOMAIN_EVENT_RESUMED, libvirt.DOMAIN_EVENT_STARTED, libvirt.DOMAIN_EVENT_SUSPENDED,
		libvirt.DOMAIN_EVENT_RESUMED, libvirt.DOMAIN_EVENT_STOPPED)
}

func TestADefinitionOutlivesItsConnection(t *testing.T) {
	conn, root := embedded(t)
	xml := fmt.Sprintf(`<domain type='qemu'><name>kept</name><memory unit='MiB'>8</memory><os><type>hvm</type></os>
		<devices><emulator>%s</emulator></devices></domain>`, emulator)
	domain, err := conn.DomainDefineXML(xml)
	must(t, err)
	uuid, err := domain.GetUUIDString()
	must(t, err)
	must(t, domain.Free())
	again := open(t, "qemu:///embed?root="+root)
	domain, err = again.LookupDomainByUUIDString(uuid)
	must(t, err)
	defer domain.Free()
	must(t, domain.Undefine())
}

func TestWhatIsNotThereIsRefused(t *testing.T) {
	_, err := libvirt.NewConnect("qemu:///embed?root=not/absolute")
	refused(t, err, libvirt.ERR_CONFIG_UNSUPPORTED)
	conn, _ := embedded(t)
	_, err = conn.DomainDefineXML("<domain type='qemu'><name>x</name></domain>")
	if err == nil {
		t.Fatal("a domain without a type of machine was taken")
	}
}
