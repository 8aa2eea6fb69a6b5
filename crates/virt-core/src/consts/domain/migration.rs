//! Migration, saving and restoring.

c_enum! {
    /// Flags of migrations.
    #[since = "0.3.2"]
    pub enum virDomainMigrateFlags: u32 {
        /// Do not pause the domain for the length of it.
        #[since = "0.3.2"]
        VIR_MIGRATE_LIVE = 1 << 0,
        /// The source talks to the destination itself.
        #[since = "0.7.2"]
        VIR_MIGRATE_PEER2PEER = 1 << 1,
        /// Send the data through the daemons' connection.
        #[since = "0.7.2"]
        VIR_MIGRATE_TUNNELLED = 1 << 2,
        /// Keep a definition on the destination.
        #[since = "0.7.3"]
        VIR_MIGRATE_PERSIST_DEST = 1 << 3,
        /// Remove the definition from the source.
        #[since = "0.7.3"]
        VIR_MIGRATE_UNDEFINE_SOURCE = 1 << 4,
        /// Leave the domain paused on the destination.
        #[since = "0.7.5"]
        VIR_MIGRATE_PAUSED = 1 << 5,
        /// Copy the disks, in full.
        #[since = "0.8.2"]
        VIR_MIGRATE_NON_SHARED_DISK = 1 << 6,
        /// Copy the disks, less what their backing files hold.
        #[since = "0.8.2"]
        VIR_MIGRATE_NON_SHARED_INC = 1 << 7,
        /// Refuse changes of the definition meanwhile.
        #[since = "0.9.4"]
        VIR_MIGRATE_CHANGE_PROTECTION = 1 << 8,
        /// Migrate even where that may lose data.
        #[since = "0.9.11"]
        VIR_MIGRATE_UNSAFE = 1 << 9,
        /// Migrate the definition alone, of a domain that does not run.
        #[since = "1.0.1"]
        VIR_MIGRATE_OFFLINE = 1 << 10,
        /// Compress the memory.
        #[since = "1.0.3"]
        VIR_MIGRATE_COMPRESSED = 1 << 11,
        /// Abort where a disk has an error.
        #[since = "1.1.0"]
        VIR_MIGRATE_ABORT_ON_ERROR = 1 << 12,
        /// Slow the CPUs down where memory changes faster than it is sent.
        #[since = "1.2.3"]
        VIR_MIGRATE_AUTO_CONVERGE = 1 << 13,
        /// Pin all memory for RDMA at the start.
        #[since = "1.2.9"]
        VIR_MIGRATE_RDMA_PIN_ALL = 1 << 14,
        /// Allow a switch to post-copy.
        #[since = "1.3.3"]
        VIR_MIGRATE_POSTCOPY = 1 << 15,
        /// Encrypt.
        #[since = "3.2.0"]
        VIR_MIGRATE_TLS = 1 << 16,
        /// Send over several connections.
        #[since = "5.2.0"]
        VIR_MIGRATE_PARALLEL = 1 << 17,
        /// With copied disks, a write of the guest waits until the destination has it.
        #[since = "8.0.0"]
        VIR_MIGRATE_NON_SHARED_SYNCHRONOUS_WRITES = 1 << 18,
        /// Resume a post-copy migration that was interrupted.
        #[since = "8.5.0"]
        VIR_MIGRATE_POSTCOPY_RESUME = 1 << 19,
        /// Send memory without copying it first.
        #[since = "8.5.0"]
        VIR_MIGRATE_ZEROCOPY = 1 << 20,
    }
}

c_enum! {
    /// Flags of virDomainMigrateSetMaxSpeed() and virDomainMigrateGetMaxSpeed().
    #[since = "5.1.0"]
    pub enum virDomainMigrateMaxSpeedFlags: u32 {
        /// The limit of the post-copy phase.
        #[since = "5.1.0"]
        VIR_DOMAIN_MIGRATE_MAX_SPEED_POSTCOPY = 1 << 0,
    }
}

c_enum! {
    /// Flags of saving and restoring.
    #[since = "0.9.4"]
    pub enum virDomainSaveRestoreFlags: u32 {
        /// Do not fill the host's file cache.
        #[since = "0.9.4"]
        VIR_DOMAIN_SAVE_BYPASS_CACHE = 1 << 0,
        /// Restore it running, whatever it was.
        #[since = "0.9.5"]
        VIR_DOMAIN_SAVE_RUNNING = 1 << 1,
        /// Restore it paused, whatever it was.
        #[since = "0.9.5"]
        VIR_DOMAIN_SAVE_PAUSED = 1 << 2,
        /// Make the UEFI variables anew from their template.
        #[since = "8.1.0"]
        VIR_DOMAIN_SAVE_RESET_NVRAM = 1 << 3,
    }
}

c_macro! {
    /// Definition to use in place of the domain's.
    #[since = "8.4.0"]
    pub const VIR_DOMAIN_SAVE_PARAM_DXML: &str = "dxml";
}

c_macro! {
    /// File to save to or to restore from.
    #[since = "8.4.0"]
    pub const VIR_DOMAIN_SAVE_PARAM_FILE: &str = "file";
}

c_macro! {
    /// Format of the image, one of the VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT_ names, as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT: &str = "image_format";
}

c_macro! {
    /// The format of a stream compressed with bzip2.
    #[since = "12.0.0"]
    pub const VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT_BZIP2: &str = "bzip2";
}

c_macro! {
    /// The format of a stream compressed with gzip.
    #[since = "12.0.0"]
    pub const VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT_GZIP: &str = "gzip";
}

c_macro! {
    /// The format of a stream compressed with lzop.
    #[since = "12.0.0"]
    pub const VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT_LZOP: &str = "lzop";
}

c_macro! {
    /// The format of a stream as it is.
    #[since = "12.0.0"]
    pub const VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT_RAW: &str = "raw";
}

c_macro! {
    /// The format in which every page has its place; several channels can write it.
    #[since = "12.0.0"]
    pub const VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT_SPARSE: &str = "sparse";
}

c_macro! {
    /// The format of a stream compressed with xz.
    #[since = "12.0.0"]
    pub const VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT_XZ: &str = "xz";
}

c_macro! {
    /// The format of a stream compressed with zstd.
    #[since = "12.0.0"]
    pub const VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT_ZSTD: &str = "zstd";
}

c_macro! {
    /// How many channels save or restore at the same time.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_SAVE_PARAM_PARALLEL_CHANNELS: &str = "parallel.channels";
}

c_macro! {
    /// By how many percent more the CPUs are slowed down when that was not enough, as VIR_TYPED_PARAM_INT.
    #[since = "2.0.0"]
    pub const VIR_MIGRATE_PARAM_AUTO_CONVERGE_INCREMENT: &str = "auto_converge.increment";
}

c_macro! {
    /// By how many percent the CPUs are slowed down first, as VIR_TYPED_PARAM_INT.
    #[since = "2.0.0"]
    pub const VIR_MIGRATE_PARAM_AUTO_CONVERGE_INITIAL: &str = "auto_converge.initial";
}

c_macro! {
    /// Most bandwidth, in MiB/s, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.1.0"]
    pub const VIR_MIGRATE_PARAM_BANDWIDTH: &str = "bandwidth";
}

c_macro! {
    /// Bandwidth to reckon with for the last step, in bytes/s.
    #[since = "11.1.0"]
    pub const VIR_MIGRATE_PARAM_BANDWIDTH_AVAIL_SWITCHOVER: &str = "bandwidth.avail.switchover";
}

c_macro! {
    /// Most bandwidth of the post-copy phase, in MiB/s; 0 for no limit, as VIR_TYPED_PARAM_ULLONG.
    #[since = "5.1.0"]
    pub const VIR_MIGRATE_PARAM_BANDWIDTH_POSTCOPY: &str = "bandwidth.postcopy";
}

c_macro! {
    /// A way of compressing: "mt", "xbzrle", "zlib" or "zstd"; may be given more than once.
    #[since = "1.3.4"]
    pub const VIR_MIGRATE_PARAM_COMPRESSION: &str = "compression";
}

c_macro! {
    /// How many threads decompress for "mt", as VIR_TYPED_PARAM_INT.
    #[since = "1.3.4"]
    pub const VIR_MIGRATE_PARAM_COMPRESSION_MT_DTHREADS: &str = "compression.mt.dthreads";
}

c_macro! {
    /// How much "mt" compresses, from 0 for not at all to 9, as VIR_TYPED_PARAM_INT.
    #[since = "1.3.4"]
    pub const VIR_MIGRATE_PARAM_COMPRESSION_MT_LEVEL: &str = "compression.mt.level";
}

c_macro! {
    /// How many threads compress for "mt", as VIR_TYPED_PARAM_INT.
    #[since = "1.3.4"]
    pub const VIR_MIGRATE_PARAM_COMPRESSION_MT_THREADS: &str = "compression.mt.threads";
}

c_macro! {
    /// Size of the cache of "xbzrle" in bytes, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.3.4"]
    pub const VIR_MIGRATE_PARAM_COMPRESSION_XBZRLE_CACHE: &str = "compression.xbzrle.cache";
}

c_macro! {
    /// How much "zlib" compresses, from 0 for not at all to 9, as VIR_TYPED_PARAM_INT.
    #[since = "9.4.0"]
    pub const VIR_MIGRATE_PARAM_COMPRESSION_ZLIB_LEVEL: &str = "compression.zlib.level";
}

c_macro! {
    /// How much "zstd" compresses, from 0 for not at all to 20, as VIR_TYPED_PARAM_INT.
    #[since = "9.4.0"]
    pub const VIR_MIGRATE_PARAM_COMPRESSION_ZSTD_LEVEL: &str = "compression.zstd.level";
}

c_macro! {
    /// Name of the domain on the destination, as VIR_TYPED_PARAM_STRING.
    #[since = "1.1.0"]
    pub const VIR_MIGRATE_PARAM_DEST_NAME: &str = "destination_name";
}

c_macro! {
    /// Definition of the domain on the destination, as VIR_TYPED_PARAM_STRING.
    #[since = "1.1.0"]
    pub const VIR_MIGRATE_PARAM_DEST_XML: &str = "destination_xml";
}

c_macro! {
    /// Port on the destination for copied disks, as VIR_TYPED_PARAM_INT.
    #[since = "1.3.3"]
    pub const VIR_MIGRATE_PARAM_DISKS_PORT: &str = "disks_port";
}

c_macro! {
    /// URI for copied disks: tcp or unix, as VIR_TYPED_PARAM_STRING.
    #[since = "6.8.0"]
    pub const VIR_MIGRATE_PARAM_DISKS_URI: &str = "disks_uri";
}

c_macro! {
    /// URI that graphics clients are sent to, as VIR_TYPED_PARAM_STRING.
    #[since = "1.1.0"]
    pub const VIR_MIGRATE_PARAM_GRAPHICS_URI: &str = "graphics_uri";
}

c_macro! {
    /// Address on which the destination listens.
    #[since = "1.1.4"]
    pub const VIR_MIGRATE_PARAM_LISTEN_ADDRESS: &str = "listen_address";
}

c_macro! {
    /// Target of a disk to copy; may be given more than once.
    #[since = "1.2.17"]
    pub const VIR_MIGRATE_PARAM_MIGRATE_DISKS: &str = "migrate_disks";
}

c_macro! {
    /// Target of a disk of which zeros are left out; may be given more than once.
    #[since = "10.9.0"]
    pub const VIR_MIGRATE_PARAM_MIGRATE_DISKS_DETECT_ZEROES: &str = "migrate_disks_detect_zeroes";
}

c_macro! {
    /// Target of a disk whose copy holds zeros already; may be given more than once.
    #[since = "12.2.0"]
    pub const VIR_MIGRATE_PARAM_MIGRATE_DISKS_TARGET_ZERO: &str = "migrate_disks_target_zero";
}

c_macro! {
    /// How many connections send at the same time, as VIR_TYPED_PARAM_INT.
    #[since = "5.2.0"]
    pub const VIR_MIGRATE_PARAM_PARALLEL_CONNECTIONS: &str = "parallel.connections";
}

c_macro! {
    /// Definition that is kept on the destination, as VIR_TYPED_PARAM_STRING.
    #[since = "1.3.4"]
    pub const VIR_MIGRATE_PARAM_PERSIST_XML: &str = "persistent_xml";
}

c_macro! {
    /// Name that the destination's certificate must have, as VIR_TYPED_PARAM_STRING.
    #[since = "6.0.0"]
    pub const VIR_MIGRATE_PARAM_TLS_DESTINATION: &str = "tls.destination";
}

c_macro! {
    /// URI for the data of the hypervisor, as VIR_TYPED_PARAM_STRING.
    #[since = "1.1.0"]
    pub const VIR_MIGRATE_PARAM_URI: &str = "migrate_uri";
}
