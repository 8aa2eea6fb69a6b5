//! Finding again what is defined and what runs, when a root is opened.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Root, status_file};
use crate::connection;
use crate::definition;
use crate::domain::{State, Vm};
use crate::process;
use virt_core::Result;
use virt_host::files::remove_unfinished;

/// Loads running domains first (their state says what runs), then definitions, then settles.
pub fn load(root: &Arc<Root>) -> Result<()> {
    let layout = &root.layout;
    for folder in [&layout.state_dir, &layout.config_dir, &layout.save_dir] {
        remove_unfinished(folder);
    }
    let mut running = Vec::new();
    for path in xml_files(&root.layout.state_dir) {
        match status_file::read(&path) {
            Ok(found) => {
                root.seen_id(found.id);
                let vm = Vm::new(root, State::new(found.definition.clone()));
                if root.domains.insert(vm.clone()) {
                    running.push((vm, found));
                }
            }
            // Nobody can be found by it; the start of a domain of that name replaces it.
            Err(error) => log::warn!("ignoring {}: {error}", path.display()),
        }
    }
    for path in xml_files(&root.layout.config_dir) {
        if let Err(error) = load_definition(root, &path) {
            log::warn!("ignoring {}: {error}", path.display());
        }
    }
    process::reconnect_all(root, running);
    connection::autostart(root);
    Ok(())
}

fn load_definition(root: &Arc<Root>, path: &Path) -> Result<()> {
    let text = status_file::read_text(path)?;
    let definition = Arc::new(definition::read_kept(&text)?);
    let is_there = |link: PathBuf| std::fs::symlink_metadata(link).is_ok();
    let autostart = is_there(root.layout.autostart_link(&definition.name));
    let autostart_once = is_there(root.layout.autostart_once_link(&definition.name));
    let has_managed_save = root.managed_save_path(&definition.name).exists();
    let apply = |state: &mut State| {
        state.persistent = true;
        state.autostart = autostart;
        state.autostart_once = autostart_once;
        state.has_managed_save = has_managed_save;
    };
    if let Ok(vm) = root.domains.by_uuid(definition.uuid) {
        vm.update(|state| {
            state.next = Some(definition);
            apply(state);
        });
        return Ok(());
    }
    let mut state = State::new(definition);
    apply(&mut state);
    root.domains.insert(Vm::new(root, state));
    Ok(())
}

fn xml_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "xml") && path.is_file())
        .filter(|path| !path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b".")))
        .collect();
    files.sort();
    files
}
