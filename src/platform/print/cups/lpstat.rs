//! Reads what `lpstat` says: names without spaces, descriptions as somebody wrote them, and how each queue stands.

use crate::domain::printer::PrinterInfo;
use crate::domain::printer::Trouble;
use crate::platform::print::trouble::of_alerts;
use crate::platform::print::trouble::of_disabled;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Whether `lpstat -r` says that nothing runs.
pub(super) fn is_down(running: &str) -> bool {
    running.contains("not running")
}

/// Puts together what `lpstat -e`, `-d`, `-l -p` and `-a` said.
pub(super) fn printers(names: &str, default: &str, details: &str, accepting: &str) -> Vec<PrinterInfo> {
    // 「system default destination: NAME」; without one there is no colon.
    let default = default.split_once(": ").map(|(_, name)| name.trim());
    let details = details_by_name(details);
    let rejecting = rejecting(accepting);
    let names = names.lines().map(str::trim).filter(|name| !name.is_empty());
    names
        .map(|name| {
            // 「queue/draft」 is a queue with other settings; it stands as its queue does.
            let queue = name.split_once('/').map_or(name, |(queue, _)| queue);
            let known = details.get(queue);
            let called = known.map(|details| details.description.clone()).unwrap_or_default();
            let rejects = rejecting.contains(queue).then_some(Trouble::Rejecting);
            PrinterInfo {
                name: name.to_owned(),
                called: if called == queue || queue != name { String::new() } else { called },
                is_default: default == Some(name),
                trouble: known.and_then(|details| details.trouble).or(rejects),
            }
        })
        .collect()
}

#[derive(Default)]
struct Details {
    description: String,
    trouble: Option<Trouble>,
}

/// Reads the blocks of `lpstat -l -p`: a line 「printer NAME …」, then lines with a tab.
fn details_by_name(said: &str) -> BTreeMap<&str, Details> {
    let mut found = BTreeMap::new();
    let mut lines = said.lines().peekable();
    while let Some(line) = lines.next() {
        let Some((name, stands)) = line.strip_prefix("printer ").and_then(|rest| rest.split_once(' ')) else {
            continue;
        };
        let mut details = Details::default();
        let mut reason = String::new();
        let mut is_first = true;
        while let Some(line) = lines.next_if(|line| line.starts_with(['\t', ' '])) {
            let line = line.trim();
            if let Some(words) = line.strip_prefix("Description:") {
                words.trim().clone_into(&mut details.description);
            } else if let Some(words) = line.strip_prefix("Alerts:") {
                details.trouble = of_alerts(words.trim());
            } else if is_first {
                line.clone_into(&mut reason);
            }
            is_first = false;
        }
        if stands.starts_with("disabled") {
            // The reason of the stop says more than 「paused」.
            details.trouble = Some(of_disabled(&reason));
        }
        found.insert(name, details);
    }
    found
}

/// Reads `lpstat -a`: 「NAME not accepting requests since …」.
fn rejecting(said: &str) -> BTreeSet<&str> {
    let lines = said.lines().filter(|line| !line.starts_with(['\t', ' ']));
    lines
        .filter_map(|line| line.split_once(' '))
        .filter(|(_, stands)| stands.starts_with("not accepting"))
        .map(|(name, _)| name)
        .collect()
}
