//! Constants of `libvirt-secret.h`.

c_enum! {
    /// Which secrets are listed.
    #[since = "0.10.2"]
    pub enum virConnectListAllSecretsFlags: u32 {
        /// Those that are only in memory.
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_SECRETS_EPHEMERAL = 1 << 0,
        /// Those that are kept on disk.
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_SECRETS_NO_EPHEMERAL = 1 << 1,
        /// Those whose value nobody gets to see.
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_SECRETS_PRIVATE = 1 << 2,
        /// Those whose value can be read.
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_SECRETS_NO_PRIVATE = 1 << 3,
    }
}

c_enum! {
    /// Flags of virSecretDefineXML().
    #[since = "7.7.0"]
    pub enum virSecretDefineFlags: u32 {
        /// Verify the document against its schema.
        #[since = "7.7.0"]
        VIR_SECRET_DEFINE_VALIDATE = 1 << 0,
    }
}

c_enum! {
    /// Kinds of secret events.
    #[since = "3.0.0"]
    pub enum virSecretEventID: i32 {
        /// Life of secrets; virConnectSecretEventLifecycleCallback.
        #[since = "3.0.0"]
        VIR_SECRET_EVENT_ID_LIFECYCLE = 0,
        /// New values; virConnectSecretEventGenericCallback.
        #[since = "3.0.0"]
        VIR_SECRET_EVENT_ID_VALUE_CHANGED = 1,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "3.0.0"]
        VIR_SECRET_EVENT_ID_LAST = 2,
    }
}

c_enum! {
    /// What happened to a secret.
    #[since = "3.0.0"]
    pub enum virSecretEventLifecycleType: i32 {
        /// It was defined.
        #[since = "3.0.0"]
        VIR_SECRET_EVENT_DEFINED = 0,
        /// It lost its definition.
        #[since = "3.0.0"]
        VIR_SECRET_EVENT_UNDEFINED = 1,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "3.0.0"]
        VIR_SECRET_EVENT_LAST = 2,
    }
}

c_enum! {
    /// What a secret is for.
    #[since = "0.7.1"]
    pub enum virSecretUsageType: i32 {
        /// Nothing in particular.
        #[since = "0.7.1"]
        VIR_SECRET_USAGE_TYPE_NONE = 0,
        /// An encrypted volume.
        #[since = "0.7.1"]
        VIR_SECRET_USAGE_TYPE_VOLUME = 1,
        /// Access to Ceph.
        #[since = "0.9.7"]
        VIR_SECRET_USAGE_TYPE_CEPH = 2,
        /// Access to an iSCSI target.
        #[since = "1.0.4"]
        VIR_SECRET_USAGE_TYPE_ISCSI = 3,
        /// The key of a TLS certificate.
        #[since = "2.3.0"]
        VIR_SECRET_USAGE_TYPE_TLS = 4,
        /// An emulated TPM.
        #[since = "5.6.0"]
        VIR_SECRET_USAGE_TYPE_VTPM = 5,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.7"]
        VIR_SECRET_USAGE_TYPE_LAST = 6,
    }
}

c_function_macro! {
    /// Casts the callback of any secret event for virConnectSecretEventRegisterAny().
    ///
    /// - `cb`: the callback
    #[since = "3.0.0"]
    VIR_SECRET_EVENT_CALLBACK(cb) = "((virConnectSecretEventGenericCallback)(void (*)(void))(cb))";
}
