//! Users and groups by name or number.

use std::ffi::CString;
use std::io;

use nix::unistd::{Gid, Group, Uid, User, getgrouplist};

/// The number behind `name`: a user's name, else a number; `+5` is always a number.
pub fn user_id(name: &str) -> io::Result<Option<u32>> {
    lookup(name, |name| Ok(User::from_name(name)?.map(|user| user.uid.as_raw())))
}

/// Like [`user_id`] for groups.
pub fn group_id(name: &str) -> io::Result<Option<u32>> {
    lookup(name, |name| Ok(Group::from_name(name)?.map(|group| group.gid.as_raw())))
}

/// All groups of a user with `gid` among them; just `gid` when the user has no entry.
pub fn groups_of(uid: u32, gid: u32) -> io::Result<Vec<u32>> {
    let Some(user) = User::from_uid(Uid::from_raw(uid))? else { return Ok(vec![gid]) };
    let name = CString::new(user.name)?;
    let mut groups: Vec<u32> =
        getgrouplist(&name, Gid::from_raw(gid))?.into_iter().map(Gid::as_raw).collect();
    if !groups.contains(&gid) {
        groups.push(gid);
    }
    Ok(groups)
}

/// The user this process acts as.
pub fn effective_uid() -> u32 {
    nix::unistd::geteuid().as_raw()
}

/// The group this process acts as.
pub fn effective_gid() -> u32 {
    nix::unistd::getegid().as_raw()
}

/// The name of a user.
pub fn user_name(uid: u32) -> Option<String> {
    User::from_uid(Uid::from_raw(uid)).ok()?.map(|user| user.name)
}

/// The name of a group.
pub fn group_name(gid: u32) -> Option<String> {
    Group::from_gid(Gid::from_raw(gid)).ok()?.map(|group| group.name)
}

/// The range that `/etc/subuid` or `/etc/subgid` gives to somebody: its first id and its length.
pub fn subordinate_ids(text: &str, id: u32, name: Option<&str>) -> Option<(u32, u32)> {
    text.lines().find_map(|line| {
        let mut fields = line.trim().split(':');
        let (whose, first, count) = (fields.next()?, fields.next()?, fields.next()?);
        let ours = Some(whose) == name || whose.parse() == Ok(id);
        if ours { Some((first.parse().ok()?, count.parse().ok()?)) } else { None }
    })
}

fn lookup(name: &str, by_name: impl FnOnce(&str) -> io::Result<Option<u32>>) -> io::Result<Option<u32>> {
    if let Some(number) = name.strip_prefix('+') {
        return Ok(number.parse().ok());
    }
    match by_name(name)? {
        Some(id) => Ok(Some(id)),
        None => Ok(name.parse().ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_of_others() {
        let text = "# none\nann:100000:65536\nbob:165536:65536\n1002:300000:10\n";
        assert_eq!(subordinate_ids(text, 1001, Some("bob")), Some((165_536, 65536)));
        assert_eq!(subordinate_ids(text, 1002, Some("cy")), Some((300_000, 10)));
        assert_eq!(subordinate_ids(text, 7, None), None);
    }

    #[test]
    fn names_and_numbers() {
        assert_eq!(user_id("root").unwrap(), Some(0));
        assert_eq!(user_id("+0").unwrap(), Some(0));
        assert_eq!(user_id("4711").unwrap(), Some(4711));
        assert_eq!(user_id("no such user").unwrap(), None);
        assert_eq!(group_id("root").unwrap(), Some(0));
        assert!(groups_of(0, 7).unwrap().contains(&7));
        assert_eq!(groups_of(4_000_000, 7).unwrap(), vec![7]);
    }
}
