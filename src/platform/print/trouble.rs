//! What a system says about a printer, in our words: the reasons of CUPS, the bits and numbers of Windows.

use crate::domain::printer::Trouble;
#[cfg(any(windows, test))]
use crate::platform::print::PrintError;
#[cfg(any(windows, test))]
use std::io;

/// Reads the reasons CUPS lists under 「Alerts」, worst first; 「-report」 and 「-warning」 are not worth a word.
pub(super) fn of_alerts(alerts: &str) -> Option<Trouble> {
    let said = |word: &str| {
        alerts
            .split([' ', ','])
            .any(|alert| alert.trim_end_matches("-error").trim_end_matches("-report") == word)
    };
    let known = [
        ("offline", Trouble::Offline),
        ("shutdown", Trouble::Offline),
        ("timed-out", Trouble::Offline),
        ("paused", Trouble::Paused),
        ("stopped", Trouble::Paused),
        ("media-jam", Trouble::Jam),
        ("media-empty", Trouble::NoPaper),
        ("media-needed", Trouble::NoPaper),
        ("cover-open", Trouble::Open),
        ("door-open", Trouble::Open),
        ("interlock-open", Trouble::Open),
        ("toner-empty", Trouble::NoToner),
        ("marker-supply-empty", Trouble::NoToner),
    ];
    known.into_iter().find(|(word, _)| said(word)).map(|(_, trouble)| trouble)
}

/// Reads the words under a queue that CUPS disabled.
pub(super) fn of_disabled(reason: &str) -> Trouble {
    let reason = reason.to_lowercase();
    let is_away =
        ["unplugged", "turned off", "offline", "unable to connect", "unreachable", "not responding"]
            .iter()
            .any(|word| reason.contains(word));
    if is_away { Trouble::Offline } else { Trouble::Paused }
}

/// Reads `PRINTER_INFO_2.Status` and `.Attributes`, worst first.
#[cfg(any(windows, test))]
pub(super) fn of_status(status: u32, attributes: u32) -> Option<Trouble> {
    /// `PRINTER_ATTRIBUTE_WORK_OFFLINE`.
    const WORKS_OFFLINE: u32 = 0x400;
    /// Bits of `PRINTER_STATUS_…`.
    const KNOWN: [(u32, Trouble); 9] = [
        (0x80 | 0x1000 | 0x0200_0000, Trouble::Offline),
        (0x1, Trouble::Paused),
        (0x4, Trouble::Rejecting),
        (0x8, Trouble::Jam),
        (0x10, Trouble::NoPaper),
        (0x0040_0000, Trouble::Open),
        (0x0004_0000, Trouble::NoToner),
        (0x40, Trouble::NoPaper),
        (0x2 | 0x20 | 0x0010_0000, Trouble::Waiting),
    ];
    if attributes & WORKS_OFFLINE != 0 {
        return Some(Trouble::Offline);
    }
    KNOWN.into_iter().find(|(bits, _)| status & bits != 0).map(|(_, trouble)| trouble)
}

/// Reads the number of a Windows error that came while printing.
#[cfg(any(windows, test))]
pub(super) fn of_windows(code: u32, printer: &str) -> PrintError {
    let refused = |said: &str| PrintError::Refused { said: said.to_owned() };
    match code {
        // RPC_S_SERVER_UNAVAILABLE, RPC_S_UNKNOWN_IF, EPT_S_NOT_REGISTERED, ERROR_SERVICE_…
        1722 | 1717 | 1753 | 1058 | 1060 | 1062 => {
            PrintError::NoSpooler(io::Error::from_raw_os_error(code.cast_signed()))
        }
        // ERROR_INVALID_PRINTER_NAME, ERROR_UNKNOWN_PRINTER_DRIVER is another thing.
        1801 => PrintError::Gone { printer: printer.to_owned() },
        // ERROR_CANCELLED, ERROR_PRINT_CANCELLED
        1223 | 63 => PrintError::Cancelled,
        5 => refused("没有使用这台打印机的权限"),
        1797 | 1905 => refused("打印机的驱动没有装好"),
        28 | 112 => refused("磁盘空间不足"),
        8 | 14 => refused("内存不足"),
        other => refused(&format!("Windows 错误 {other}")),
    }
}

#[cfg(test)]
mod tests {
    use super::of_alerts;
    use super::of_disabled;
    use super::of_status;
    use super::of_windows;
    use crate::domain::printer::Trouble;
    use crate::platform::print::PrintError;

    #[test]
    fn reasons_of_cups_are_read_worst_first() {
        for (alerts, expected) in [
            ("none", None),
            ("toner-low-warning", None),
            ("cups-missing-filter-warning", None),
            ("paused", Some(Trouble::Paused)),
            ("media-empty-error", Some(Trouble::NoPaper)),
            ("toner-empty-error media-jam-error", Some(Trouble::Jam)),
            ("offline-report", Some(Trouble::Offline)),
            ("door-open", Some(Trouble::Open)),
        ] {
            assert_eq!(of_alerts(alerts), expected, "{alerts}");
        }
        assert_eq!(of_disabled("Unplugged or turned off"), Trouble::Offline);
        assert_eq!(of_disabled("reason unknown"), Trouble::Paused);
        assert_eq!(of_disabled("Paused"), Trouble::Paused);
    }

    #[test]
    fn bits_and_numbers_of_windows_become_words() {
        assert_eq!(of_status(0, 0), None);
        assert_eq!(of_status(0x400 | 0x100, 0), None, "printing is no trouble");
        assert_eq!(of_status(0x0002_0000, 0), None, "toner runs low, paper comes");
        assert_eq!(of_status(0, 0x400), Some(Trouble::Offline));
        assert_eq!(of_status(0x80, 0), Some(Trouble::Offline));
        assert_eq!(of_status(0x1 | 0x10, 0), Some(Trouble::Paused));
        assert_eq!(of_status(0x10 | 0x2, 0), Some(Trouble::NoPaper));
        assert_eq!(of_status(0x0010_0000, 0), Some(Trouble::Waiting));
        assert!(matches!(of_windows(1722, ""), PrintError::NoSpooler(_)));
        assert!(matches!(of_windows(1801, "前台"), PrintError::Gone { printer } if printer == "前台"));
        assert!(matches!(of_windows(1223, ""), PrintError::Cancelled));
        for (code, word) in [(5, "权限"), (112, "磁盘"), (6, "Windows 错误 6")] {
            assert!(of_windows(code, "").to_string().contains(word), "{code}");
        }
    }
}
