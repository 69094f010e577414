//! Nothing of a real person and nothing of one machine is in the repository.

use super::must_find;
use super::must_hold;
use super::tree::File;
use super::tree::Tree;

/// Published as samples by the standard of the number itself (GB 11643—1999); every other number begins 000000.
const PUBLISHED_SAMPLES: [&str; 2] = ["11010519491231002X", "440524188001010014"];

/// Numbers that a check must refuse, so they cannot be invented with region 000000: no region begins so.
const NO_REGION: [&str; 2] = ["900000199001010018", "100000199001010018"];

/// Names that stand for anybody in a path.
const ANYBODY: [&str; 4] = ["user", "clerk", "name", "desk"];

#[test]
fn people_are_invented() {
    must_hold(real_looking_numbers, "invented people have numbers of region 000000");
    let real = ["310101", "19900307", "1234"].concat();
    must_find(
        real_looking_numbers,
        1,
        &[
            ("tests/a.rs", &format!("check(\"{real}\"); check(\"000000199003071234\");")),
            ("assets/demo/a.toml", "sum = \"9a310101199013991234ff\"\nlong = 31010119900307123456\n"),
        ],
    );
}

#[test]
fn no_path_of_one_machine() {
    must_hold(machine_paths, "paths start at the repository, at the office folder or at an argument");
    let (home, windows) = (["/ho", "me/"].concat(), ["C:\\Us", "ers\\"].concat());
    must_find(
        machine_paths,
        2,
        &[
            ("src/a.rs", &format!("open(\"{home}lena/x\"); open(\"{home}user/x\");")),
            ("README.md", &format!("{windows}Lena\\x, {windows}用户\\x, {windows}<name>\\x")),
        ],
    );
}

fn real_looking_numbers(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in tree.files.iter().filter(|file| !is_foreign(file)) {
        for (offset, number) in long_numbers(&file.text) {
            let invented = number.starts_with("000000")
                || PUBLISHED_SAMPLES.contains(&number)
                || NO_REGION.contains(&number);
            if !invented && is_dated(number) {
                complaints.push(file.complaint(offset, "an identity number of a real region"));
            }
        }
    }
    complaints
}

/// Eighteen characters, seventeen digits and a digit or X, that stand alone.
fn long_numbers(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    let is_number = |word: &&str| {
        word.len() == 18
            && word[..17].bytes().all(|byte| byte.is_ascii_digit())
            && matches!(word.as_bytes()[17], b'0'..=b'9' | b'X' | b'x')
    };
    words.filter(is_number).map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// Whether the middle is a day of the last two centuries.
fn is_dated(number: &str) -> bool {
    let part = |from: usize, to: usize| number[from..to].parse::<u32>().unwrap_or(0);
    (1800..=2100).contains(&part(6, 10))
        && (1..=12).contains(&part(10, 12))
        && (1..=31).contains(&part(12, 14))
}

fn machine_paths(tree: &Tree) -> Vec<String> {
    let homes = [["/ho", "me/"].concat(), ["/Us", "ers/"].concat(), ["C:\\Us", "ers\\"].concat()];
    let own: Vec<String> = [env!("CARGO_MANIFEST_DIR").to_owned(), std::env::var("HOME").unwrap_or_default()]
        .into_iter()
        .chain([["/ro", "ot"].concat(), ["/tmp", "/wt"].concat()])
        // The root folder or a folder directly under it that is called like one of ours tells nothing.
        .filter(|path| path.len() > 4 && !path.ends_with("/src"))
        .map(|path| format!("{path}/"))
        .collect();
    let mut complaints = Vec::new();
    for file in tree.files.iter().filter(|file| !is_foreign(file)) {
        for path in &own {
            let hits = file.text.match_indices(path.as_str()).map(|(offset, _)| offset);
            let whole = hits.filter(|offset| {
                !file.text[..*offset].ends_with(|c: char| c.is_alphanumeric() || "/._~-".contains(c))
            });
            complaints.extend(whole.map(|offset| file.complaint(offset, path)));
        }
        for home in &homes {
            for (offset, _) in file.text.match_indices(home.as_str()) {
                let rest = &file.text[offset + home.len()..];
                let who: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
                if !who.is_empty() && !ANYBODY.contains(&who.as_str()) {
                    complaints.push(file.complaint(offset, &format!("{home}{who}")));
                }
            }
        }
    }
    complaints
}

/// Texts we carry but did not write.
fn is_foreign(file: &File) -> bool {
    file.path.starts_with("assets/fonts/fandol/")
        || file.path.starts_with("LICENSE")
        || file.path == "Cargo.lock"
}
