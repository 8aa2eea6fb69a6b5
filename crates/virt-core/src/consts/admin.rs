//! Constants of `libvirt-admin.h`.

c_enum! {
    #[since = "11.2.0"]
    pub enum virAdmConnectDaemonShutdownFlags: u32 {
        #[since = "11.2.0"]
        VIR_DAEMON_SHUTDOWN_PRESERVE = 1 << 0,
    }
}

c_enum! {
    #[since = "2.0.0"]
    pub enum virClientTransport: i32 {
        #[since = "2.0.0"]
        VIR_CLIENT_TRANS_UNIX = 0,
        #[since = "2.0.0"]
        VIR_CLIENT_TRANS_TCP = 1,
        #[since = "2.0.0"]
        VIR_CLIENT_TRANS_TLS = 2,
        #[sentinel]
        #[since = "2.0.0"]
        VIR_CLIENT_TRANS_LAST = 3,
    }
}

c_macro! {
    #[since = "2.0.0"]
    pub const VIR_CLIENT_INFO_READONLY: &str = "readonly";
}

c_macro! {
    #[since = "2.0.0"]
    pub const VIR_CLIENT_INFO_SASL_USER_NAME: &str = "sasl_user_name";
}

c_macro! {
    #[since = "2.0.0"]
    pub const VIR_CLIENT_INFO_SELINUX_CONTEXT: &str = "selinux_context";
}

c_macro! {
    #[since = "2.0.0"]
    pub const VIR_CLIENT_INFO_SOCKET_ADDR: &str = "sock_addr";
}

c_macro! {
    #[since = "2.0.0"]
    pub const VIR_CLIENT_INFO_UNIX_GROUP_ID: &str = "unix_group_id";
}

c_macro! {
    #[since = "2.0.0"]
    pub const VIR_CLIENT_INFO_UNIX_GROUP_NAME: &str = "unix_group_name";
}

c_macro! {
    #[since = "2.0.0"]
    pub const VIR_CLIENT_INFO_UNIX_PROCESS_ID: &str = "unix_process_id";
}

c_macro! {
    #[since = "2.0.0"]
    pub const VIR_CLIENT_INFO_UNIX_USER_ID: &str = "unix_user_id";
}

c_macro! {
    #[since = "2.0.0"]
    pub const VIR_CLIENT_INFO_UNIX_USER_NAME: &str = "unix_user_name";
}

c_macro! {
    #[since = "2.0.0"]
    pub const VIR_CLIENT_INFO_X509_DISTINGUISHED_NAME: &str = "tls_x509_dname";
}

c_macro! {
    #[since = "2.0.0"]
    pub const VIR_SERVER_CLIENTS_CURRENT: &str = "nclients";
}

c_macro! {
    #[since = "2.0.0"]
    pub const VIR_SERVER_CLIENTS_MAX: &str = "nclients_max";
}

c_macro! {
    #[since = "2.0.0"]
    pub const VIR_SERVER_CLIENTS_UNAUTH_CURRENT: &str = "nclients_unauth";
}

c_macro! {
    #[since = "2.0.0"]
    pub const VIR_SERVER_CLIENTS_UNAUTH_MAX: &str = "nclients_unauth_max";
}

c_macro! {
    #[since = "2.0.0"]
    pub const VIR_THREADPOOL_JOB_QUEUE_DEPTH: &str = "jobQueueDepth";
}

c_macro! {
    #[since = "2.0.0"]
    pub const VIR_THREADPOOL_WORKERS_CURRENT: &str = "nWorkers";
}

c_macro! {
    #[since = "2.0.0"]
    pub const VIR_THREADPOOL_WORKERS_FREE: &str = "freeWorkers";
}

c_macro! {
    #[since = "2.0.0"]
    pub const VIR_THREADPOOL_WORKERS_MAX: &str = "maxWorkers";
}

c_macro! {
    #[since = "2.0.0"]
    pub const VIR_THREADPOOL_WORKERS_MIN: &str = "minWorkers";
}

c_macro! {
    #[since = "2.0.0"]
    pub const VIR_THREADPOOL_WORKERS_PRIORITY: &str = "prioWorkers";
}
