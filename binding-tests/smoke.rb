#!/usr/bin/ruby
# ruby-libvirt on test:///default: every kind of object, a life cycle, errors.
require 'libvirt'

def told(what)
  value = yield
  puts "#{what}: #{value}"
rescue Libvirt::Error => e
  puts "#{what}: error #{e.libvirt_code} #{e.libvirt_component}"
end

conn = Libvirt.open('test:///default')
told('type') { conn.type }
told('version') { conn.version }
told('node') { i = conn.node_get_info; [i.model, i.memory, i.cpus, i.mhz, i.nodes, i.sockets, i.cores, i.threads].join(' ') }
told('domains') { conn.list_all_domains.map(&:name).sort.join(' ') }
told('networks') { conn.list_all_networks.map(&:name).sort.join(' ') }
told('pools') { conn.list_all_storage_pools.map(&:name).sort.join(' ') }
told('devices') { conn.list_all_nodedevices.map(&:name).sort.join(' ') }
told('interfaces') { conn.list_all_interfaces.map(&:name).sort.join(' ') }
dom = conn.lookup_domain_by_name('test')
told('xml') { dom.xml_desc }
told('info') { i = dom.info; [i.state, i.max_mem, i.memory, i.nr_virt_cpu].join(' ') }
told('memory') { dom.memory_parameters.sort.to_s }
told('scheduler') { dom.scheduler_parameters.sort.to_s }
told('vcpus') { dom.vcpus.map { |v| [v.number, v.state, v.cpu, v.cpumap.size].join('/') }.join(' ') }
told('suspend') { dom.suspend; dom.state.to_s }
told('resume') { dom.resume; dom.state.to_s }
told('destroy') { dom.destroy; dom.active? }
told('destroy again') { dom.destroy }
told('create') { dom.create; dom.active? }
told('no domain') { conn.lookup_domain_by_name('nope') }
told('snapshot') { dom.snapshot_create_xml('<domainsnapshot><name>s</name></domainsnapshot>').name }
told('volume') do
  pool = conn.lookup_storage_pool_by_name('default-pool')
  pool.create_volume_xml('<volume><name>v</name><capacity>1048576</capacity></volume>').path
end
conn.close
