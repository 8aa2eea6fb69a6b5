//! Constants of `libvirt-secret.h`.

c_enum! {
    #[since = "0.10.2"]
    pub enum virConnectListAllSecretsFlags: u32 {
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_SECRETS_EPHEMERAL = 1 << 0,
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_SECRETS_NO_EPHEMERAL = 1 << 1,
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_SECRETS_PRIVATE = 1 << 2,
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_SECRETS_NO_PRIVATE = 1 << 3,
    }
}

c_enum! {
    #[since = "7.7.0"]
    pub enum virSecretDefineFlags: u32 {
        #[since = "7.7.0"]
        VIR_SECRET_DEFINE_VALIDATE = 1 << 0,
    }
}

c_enum! {
    #[since = "3.0.0"]
    pub enum virSecretEventID: i32 {
        #[since = "3.0.0"]
        VIR_SECRET_EVENT_ID_LIFECYCLE = 0,
        #[since = "3.0.0"]
        VIR_SECRET_EVENT_ID_VALUE_CHANGED = 1,
        #[sentinel]
        #[since = "3.0.0"]
        VIR_SECRET_EVENT_ID_LAST = 2,
    }
}

c_enum! {
    #[since = "3.0.0"]
    pub enum virSecretEventLifecycleType: i32 {
        #[since = "3.0.0"]
        VIR_SECRET_EVENT_DEFINED = 0,
        #[since = "3.0.0"]
        VIR_SECRET_EVENT_UNDEFINED = 1,
        #[sentinel]
        #[since = "3.0.0"]
        VIR_SECRET_EVENT_LAST = 2,
    }
}

c_enum! {
    #[since = "0.7.1"]
    pub enum virSecretUsageType: i32 {
        #[since = "0.7.1"]
        VIR_SECRET_USAGE_TYPE_NONE = 0,
        #[since = "0.7.1"]
        VIR_SECRET_USAGE_TYPE_VOLUME = 1,
        #[since = "0.9.7"]
        VIR_SECRET_USAGE_TYPE_CEPH = 2,
        #[since = "1.0.4"]
        VIR_SECRET_USAGE_TYPE_ISCSI = 3,
        #[since = "2.3.0"]
        VIR_SECRET_USAGE_TYPE_TLS = 4,
        #[since = "5.6.0"]
        VIR_SECRET_USAGE_TYPE_VTPM = 5,
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
