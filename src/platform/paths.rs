//! Where an office may lie: on a disk of this machine, not on a share, better not in a folder that some program
//! copies to the network.
//!
//! SQLite's write-ahead log needs memory shared between processes, which shares do not give; two machines in one
//! folder destroy it.

use crate::platform::founding;
use crate::platform::vault::Vault;
use std::io;
use std::path::Component;
use std::path::Path;
use std::path::PathBuf;

/// Folder names of programs that copy to the network, lower case.
const CLOUD_FOLDERS: &[(&str, &str)] = &[
    ("onedrive", "OneDrive"),
    ("坚果云", "坚果云"),
    ("nutstore", "坚果云"),
    ("百度网盘", "百度网盘"),
    ("baidunetdisk", "百度网盘"),
    ("baidusyncdisk", "百度网盘"),
    ("dropbox", "Dropbox"),
    ("icloud", "iCloud"),
    ("mobile documents", "iCloud"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("阿里云盘", "阿里云盘"),
    ("alipan", "阿里云盘"),
    ("aliyundrive", "阿里云盘"),
    ("微云", "腾讯微云"),
    ("weiyun", "腾讯微云"),
    ("天翼云盘", "天翼云盘"),
    ("夸克网盘", "夸克网盘"),
    ("wps云盘", "WPS 云盘"),
    ("wpsdrive", "WPS 云盘"),
    ("同步盘", "同步盘"),
    ("nextcloud", "Nextcloud"),
    ("syncthing", "Syncthing"),
];

/// File systems that live on another machine, as Linux names them.
#[cfg(any(target_os = "linux", test))]
const NETWORK_SYSTEMS: &[&str] = &[
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "smb2",
    "ncpfs",
    "afs",
    "coda",
    "ceph",
    "glusterfs",
    "lustre",
    "9p",
    "davfs",
    "davfs2",
    "fuse.sshfs",
    "fuse.rclone",
    "fuse.davfs2",
    "fuse.glusterfs",
    "fuse.s3fs",
    "fuse.gvfsd-fuse",
    "fuse.juicefs",
    "fuse.smbnetfs",
    "fuse.curlftpfs",
    "fuse.nfs",
];

/// Room below which a warning is shown: a working day of photos and film.
const LOW_SPACE_BYTES: u64 = 5 * 1024 * 1024 * 1024;

/// What speaks against a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FolderFlaw {
    /// It lies on another machine: refused.
    OnNetworkDrive,
    /// It is not a folder: refused.
    NotAFolder,
    /// It holds other things and no office: refused for a new office.
    HoldsOtherFiles,
    /// It holds an office whose keys are gone: refused for a new office, which would bury it.
    KeysMissing,
    /// An office was begun here and came to no keys: a new one clears it away.
    Unfinished,
    /// A program copies it to the network: warned.
    InCloudFolder(&'static str),
    /// It lies on a file system of unknown make: warned.
    OnUnknownSystem(String),
    /// There is little room left: warned.
    LowSpace {
        /// What is left.
        free_bytes: u64,
    },
}

impl FolderFlaw {
    /// Returns whether the folder may not be used.
    #[must_use]
    pub const fn is_refusal(&self) -> bool {
        matches!(self, Self::OnNetworkDrive | Self::NotAFolder | Self::HoldsOtherFiles | Self::KeysMissing)
    }

    /// Returns what a person reads who chooses a folder for a new office.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::OnNetworkDrive => {
                "这个文件夹在网络驱动器上，断网或两台电脑同时使用会毁坏案卷库，不能使用；请选择本机磁盘上的文件夹".to_owned()
            }
            Self::NotAFolder => "这不是一个文件夹，请另选".to_owned(),
            Self::HoldsOtherFiles => "这个文件夹里有其他文件，请选择一个空文件夹，或在其中新建一个".to_owned(),
            Self::KeysMissing => "这个文件夹里有案卷（office.db），它的钥匙（vault.json）不见了，没有新建".to_owned(),
            Self::Unfinished => "上一次在这里没有建完，里面还没有任何案卷，这次从头建立".to_owned(),
            Self::InCloudFolder(name) => {
                format!("这个文件夹由 {name} 同步，案卷会被复制到网络上，同步时还可能损坏；请选择不同步的文件夹")
            }
            Self::OnUnknownSystem(name) => {
                format!("这个文件夹所在的文件系统（{name}）没有试验过，建议选择本机磁盘上的文件夹")
            }
            Self::LowSpace { free_bytes } => {
                format!("磁盘只剩 {} MB，影像资料可能放不下，请先腾出空间", free_bytes / 1_048_576)
            }
        }
    }

    /// Returns what a person reads whose office lies there: it was moved, and can be moved back.
    #[must_use]
    pub fn sentence_of_office(&self) -> String {
        match self {
            Self::OnNetworkDrive => {
                "案卷库在网络驱动器上，断网或两台电脑同时使用会毁坏它，没有打开".to_owned()
            }
            Self::InCloudFolder(name) => format!(
                "案卷库所在的文件夹由 {name} 同步，案卷会被复制到网络上，同步时还可能损坏；请关掉鉴证台，把整个案卷库文件夹移到不同步的地方"
            ),
            Self::OnUnknownSystem(name) => {
                format!("案卷库所在的文件系统（{name}）没有试验过，建议把整个案卷库文件夹移到本机磁盘")
            }
            Self::NotAFolder
            | Self::HoldsOtherFiles
            | Self::KeysMissing
            | Self::Unfinished
            | Self::LowSpace { .. } => self.sentence(),
        }
    }

    /// Returns the next step of a person whose choice of a folder was refused.
    #[must_use]
    pub const fn remedy(&self) -> &'static str {
        match self {
            Self::KeysMissing => "请从备份取回 vault.json 放回原处；要另建的，另选一个空文件夹",
            _ => "另选一个本机磁盘上的空文件夹",
        }
    }
}

/// What is known of a folder before an office is opened or founded in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolderCheck {
    /// Whether an office lies in it.
    pub holds_office: bool,
    /// Room left on its disk.
    pub free_bytes: u64,
    /// What speaks against it, refusals first.
    pub flaws: Vec<FolderFlaw>,
}

impl FolderCheck {
    /// Looks at a folder, which need not exist yet.
    ///
    /// # Errors
    /// What the disk says.
    pub fn of(folder: &Path) -> io::Result<Self> {
        let folder = std::path::absolute(folder)?;
        let standing = nearest_existing(&folder);
        let holds_office = Vault::exists_in(&folder);
        let mut flaws = Vec::new();
        if folder.exists() && !folder.is_dir() {
            flaws.push(FolderFlaw::NotAFolder);
        } else if founding::is_unfinished_in(&folder) {
            flaws.push(FolderFlaw::Unfinished);
        } else if !holds_office && folder.join("office.db").exists() {
            flaws.push(FolderFlaw::KeysMissing);
        } else if folder.is_dir() && !holds_office && holds_files(&folder)? {
            flaws.push(FolderFlaw::HoldsOtherFiles);
        }
        // Links are followed: what counts is where the bytes are.
        let real = std::fs::canonicalize(&standing).unwrap_or(standing);
        flaws.extend(network_flaw(&real));
        flaws.extend(cloud_flaw(&folder).or_else(|| cloud_flaw(&real)));
        let free_bytes = free_bytes(&real)?;
        if free_bytes < LOW_SPACE_BYTES {
            flaws.push(FolderFlaw::LowSpace { free_bytes });
        }
        flaws.sort_by_key(|flaw| !flaw.is_refusal());
        Ok(Self { holds_office, free_bytes, flaws })
    }

    /// Returns what should be known of the folder and does not stop anything.
    #[must_use]
    pub fn warnings(&self) -> Vec<String> {
        let warned = self.flaws.iter().filter(|flaw| !flaw.is_refusal());
        warned
            .map(|flaw| if self.holds_office { flaw.sentence_of_office() } else { flaw.sentence() })
            .collect()
    }

    /// Returns why the folder may not be used; none when it may.
    #[must_use]
    pub fn refusal(&self) -> Option<&FolderFlaw> {
        self.flaws.first().filter(|flaw| flaw.is_refusal())
    }
}

/// Returns the room left on the disk of a folder.
///
/// # Errors
/// What the disk says.
pub fn free_bytes(folder: &Path) -> io::Result<u64> {
    fs4::available_space(folder)
}

fn holds_files(folder: &Path) -> io::Result<bool> {
    for entry in std::fs::read_dir(folder)? {
        if !founding::is_trace(&entry?.file_name()) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn nearest_existing(folder: &Path) -> PathBuf {
    folder.ancestors().find(|ancestor| ancestor.exists()).unwrap_or(folder).to_owned()
}

fn cloud_flaw(folder: &Path) -> Option<FolderFlaw> {
    folder.components().find_map(|component| {
        let Component::Normal(name) = component else { return None };
        let name = name.to_string_lossy().to_lowercase();
        CLOUD_FOLDERS
            .iter()
            .find(|(part, _)| name.contains(part))
            .map(|(_, label)| FolderFlaw::InCloudFolder(label))
    })
}

#[cfg(target_os = "linux")]
fn network_flaw(folder: &Path) -> Option<FolderFlaw> {
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    judge_system(&system_of(&mounts, folder)?)
}

#[cfg(windows)]
fn network_flaw(folder: &Path) -> Option<FolderFlaw> {
    use std::path::Prefix;
    let Some(Component::Prefix(prefix)) = folder.components().next() else { return None };
    match prefix.kind() {
        Prefix::UNC(..) | Prefix::VerbatimUNC(..) => Some(FolderFlaw::OnNetworkDrive),
        Prefix::Disk(letter) | Prefix::VerbatimDisk(letter) if is_mapped_share(letter) => {
            Some(FolderFlaw::OnNetworkDrive)
        }
        _ => None,
    }
}

/// A letter that stands for a share: the system knows most, and one made by other means resolves to a UNC path, which
/// `canonicalize` gives back as `\\?\UNC\…`.
#[cfg(windows)]
fn is_mapped_share(letter: u8) -> bool {
    if crate::platform::windows::drives::is_share(letter) {
        return true;
    }
    let root = PathBuf::from(format!("{}:\\", char::from(letter)));
    std::fs::canonicalize(root)
        .is_ok_and(|real| real.to_string_lossy().to_uppercase().starts_with("\\\\?\\UNC\\"))
}

#[cfg(not(any(target_os = "linux", windows)))]
fn network_flaw(_folder: &Path) -> Option<FolderFlaw> {
    None
}

/// Finds the file system a path lies on: the longest mount point it is under.
#[cfg(any(target_os = "linux", test))]
fn system_of(mounts: &str, folder: &Path) -> Option<String> {
    let mut best: Option<(usize, String)> = None;
    for line in mounts.lines() {
        let (place, system) = line.split_once(" - ").unwrap_or((line, ""));
        let Some(point) = place.split(' ').nth(4) else { continue };
        let point = PathBuf::from(unescape(point));
        let n_parts = point.components().count();
        // Of two mounts on one point the later one counts.
        if folder.starts_with(&point) && best.as_ref().is_none_or(|(n, _)| n_parts >= *n) {
            best = Some((n_parts, system.split(' ').next().unwrap_or_default().to_owned()));
        }
    }
    best.map(|(_, system)| system)
}

#[cfg(any(target_os = "linux", test))]
fn judge_system(system: &str) -> Option<FolderFlaw> {
    if NETWORK_SYSTEMS.contains(&system) {
        Some(FolderFlaw::OnNetworkDrive)
    } else if system.starts_with("fuse.") {
        Some(FolderFlaw::OnUnknownSystem(system.to_owned()))
    } else {
        None
    }
}

/// Blanks in mount points are written as octal.
#[cfg(any(target_os = "linux", test))]
fn unescape(point: &str) -> String {
    point.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\")
}

#[cfg(test)]
mod tests {
    use super::FolderCheck;
    use super::FolderFlaw;
    use super::cloud_flaw;
    use super::judge_system;
    use super::system_of;
    use std::path::Path;

    const MOUNTS: &str = "\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:35 / /mnt/share rw - cifs //nas/share rw
41 22 0:36 / /mnt/my\\040disk rw - fuseblk /dev/sdb1 rw
42 22 0:37 / /mnt/far rw - fuse.sshfs host: rw
43 22 0:38 / /mnt/odd rw - fuse.mergerfs a:b rw
";

    #[test]
    fn shares_are_refused_and_local_disks_are_not() {
        let check = |folder: &str, expected: Option<FolderFlaw>| {
            let system = system_of(MOUNTS, Path::new(folder)).expect("some file system");
            assert_eq!(judge_system(&system), expected, "{folder} is {system}");
        };
        check("/home/desk/office", None);
        check("/mnt/share/office", Some(FolderFlaw::OnNetworkDrive));
        check("/mnt/shared-not", None);
        check("/mnt/my disk/office", None);
        check("/mnt/far/office", Some(FolderFlaw::OnNetworkDrive));
        check("/mnt/odd", Some(FolderFlaw::OnUnknownSystem("fuse.mergerfs".to_owned())));
    }

    #[test]
    fn an_office_that_was_moved_is_told_to_be_moved_back_and_never_to_be_chosen_anew() {
        let flaws = [
            FolderFlaw::OnNetworkDrive,
            FolderFlaw::InCloudFolder("坚果云"),
            FolderFlaw::OnUnknownSystem("fuse.mergerfs".to_owned()),
        ];
        for flaw in flaws {
            let said = flaw.sentence_of_office();
            assert!(said.starts_with("案卷库") && !said.contains("选择"), "{said}");
        }
    }

    #[test]
    fn folders_of_cloud_disks_are_named() {
        let check = |folder: &str, expected: Option<&'static str>| {
            assert_eq!(cloud_flaw(Path::new(folder)), expected.map(FolderFlaw::InCloudFolder), "{folder}");
        };
        check("/home/desk/OneDrive - 某机构/案卷", Some("OneDrive"));
        check("/home/desk/我的坚果云/案卷", Some("坚果云"));
        check("/home/desk/BaiduNetdiskWorkspace/office", Some("百度网盘"));
        check("/home/desk/案卷库", None);
    }

    #[test]
    fn a_folder_with_other_files_is_not_taken_for_a_new_office() {
        let folder = std::env::temp_dir().join(format!("folder-check-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("照片")).expect("a folder");
        let full = FolderCheck::of(&folder).expect("looked at");
        assert_eq!(full.refusal(), Some(&FolderFlaw::HoldsOtherFiles));
        let fresh = FolderCheck::of(&folder.join("案卷库")).expect("looked at");
        assert_eq!(fresh.refusal(), None);
        assert!(fresh.free_bytes > 0 && !fresh.holds_office);
        std::fs::write(folder.join("office.db"), b"").expect("written");
        let lost = FolderCheck::of(&folder).expect("looked at");
        assert_eq!(lost.refusal(), Some(&FolderFlaw::KeysMissing));
        std::fs::write(folder.join("founding"), b"").expect("written");
        let begun = FolderCheck::of(&folder).expect("looked at");
        assert_eq!((begun.refusal(), begun.flaws.contains(&FolderFlaw::Unfinished)), (None, true));
        std::fs::write(folder.join("vault.json"), b"{}").expect("written");
        let whole = FolderCheck::of(&folder).expect("looked at");
        assert!(whole.holds_office && whole.refusal().is_none());
        std::fs::remove_dir_all(&folder).expect("removed");
    }
}
