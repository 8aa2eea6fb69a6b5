//! `libvirt-admin.so.0`: functions whose work and state are in `libvirt.so.0`.
#![allow(non_camel_case_types, non_snake_case)]

pub mod types;
