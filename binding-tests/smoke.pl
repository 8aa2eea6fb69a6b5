#!/usr/bin/perl
# Sys::Virt on test:///default: every kind of object, a life cycle, errors, an event.
use strict;
use warnings;
use Sys::Virt;

sub told {
    my ($what, $call) = @_;
    my $value = eval { $call->() };
    if (my $error = $@) {
        printf "%s: error %d %d\n", $what, $error->code, $error->domain if ref $error;
        printf "%s: %s\n", $what, $error unless ref $error;
        return;
    }
    printf "%s: %s\n", $what, defined $value ? $value : '';
    return $value;
}

Sys::Virt::Event::register_default();
my $conn = Sys::Virt->new(uri => 'test:///default');
my @events;
$conn->domain_event_register_any(undef, Sys::Virt::Domain::EVENT_ID_LIFECYCLE,
    sub { my ($c, $dom, $event, $detail) = @_; push @events, join ' ', $dom->get_name, $event, $detail; });

told('type', sub { $conn->get_type });
told('version', sub { $conn->get_version });
told('node', sub { my $n = $conn->get_node_info; join ' ', map { "$_=$n->{$_}" } sort keys %$n });
told('domains', sub { join ' ', sort map { $_->get_name } $conn->list_all_domains });
told('networks', sub { join ' ', sort map { $_->get_name } $conn->list_all_networks });
told('pools', sub { join ' ', sort map { $_->get_name } $conn->list_all_storage_pools });
told('devices', sub { join ' ', sort map { $_->get_name } $conn->list_all_node_devices });
told('interfaces', sub { join ' ', sort map { $_->get_name } $conn->list_all_interfaces });
my $dom = $conn->get_domain_by_name('test');
told('xml', sub { $dom->get_xml_description });
told('info', sub { my $i = $dom->get_info; join ' ', map { "$_=$i->{$_}" } grep { $_ ne 'cpuTime' } sort keys %$i });
told("memory", sub { my $p = $dom->get_memory_parameters; join " ", map { "$_=$p->{$_}" } sort keys %$p });
told('suspend', sub { $dom->suspend; $dom->get_state });
told('resume', sub { $dom->resume; $dom->get_state });
told('destroy', sub { $dom->destroy; $dom->get_id });
told('destroy again', sub { $dom->destroy });
told('create', sub { $dom->create; ($dom->get_state)[0] });
told('no domain', sub { $conn->get_domain_by_name('nope') });
told('snapshot', sub { $dom->create_snapshot('<domainsnapshot><name>s</name></domainsnapshot>')->get_name });
told('volume', sub {
    my $pool = $conn->get_storage_pool_by_name('default-pool');
    my $vol = $pool->create_volume('<volume><name>v</name><capacity>1048576</capacity></volume>');
    $vol->get_path;
});
Sys::Virt::Event::add_timeout(50, sub { });
Sys::Virt::Event::run_default() for 1 .. 2;
print "events:\n", map { "  $_\n" } @events;
