//! Reads one thing from the metadata of a picture before all of it is thrown away: when it was taken.

use crate::domain::moment::Day;
use crate::domain::moment::Moment;

const EXIF_IFD: u16 = 0x8769;
const DATE_TIME_ORIGINAL: u16 = 0x9003;

/// Returns when the camera says it was taken, read as Beijing time; none when it does not say.
pub(crate) fn taken_at(chunk: &[u8]) -> Option<Moment> {
    let tiff = Tiff::new(chunk)?;
    let exif = tiff.find(tiff.long(4)?, EXIF_IFD)?;
    let date = tiff.find(tiff.long(exif + 8)?, DATE_TIME_ORIGINAL)?;
    let from = tiff.long(date + 8)?;
    let text = std::str::from_utf8(chunk.get(from..from.checked_add(19)?)?).ok()?;
    moment(text)
}

/// "2026:11:24 14:03:21"
fn moment(text: &str) -> Option<Moment> {
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
    let day = Day::from_ymd(i32::try_from(number(0, 4)?).ok()?, number(5, 7)?, number(8, 10)?)?;
    Moment::at(day, number(11, 13)?, number(14, 16)?, number(17, 19)?)
}

/// The bytes of a TIFF header with its two byte orders.
struct Tiff<'a> {
    bytes: &'a [u8],
    is_little: bool,
}

impl<'a> Tiff<'a> {
    fn new(bytes: &'a [u8]) -> Option<Self> {
        match bytes.get(..4)? {
            [b'I', b'I', 42, 0] => Some(Self { bytes, is_little: true }),
            [b'M', b'M', 0, 42] => Some(Self { bytes, is_little: false }),
            _ => None,
        }
    }

    fn short(&self, at: usize) -> Option<u16> {
        let bytes = self.bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if self.is_little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    }

    fn long(&self, at: usize) -> Option<usize> {
        let bytes = self.bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        let value = if self.is_little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) };
        usize::try_from(value).ok()
    }

    /// Returns where the entry of a tag stands in a directory.
    fn find(&self, directory: usize, tag: u16) -> Option<usize> {
        let n_entries = usize::from(self.short(directory)?);
        let first = directory.checked_add(2)?;
        (0..n_entries).map(|n| first + n * 12).find(|entry| self.short(*entry) == Some(tag))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::taken_at;

    /// A directory with an orientation, and one with the moment.
    pub(crate) fn chunk(orientation: u8, taken: &str) -> Vec<u8> {
        let mut bytes = b"II\x2a\x00\x08\x00\x00\x00".to_vec();
        // Two entries at 8, the next directory at 38, its text at 56.
        bytes.extend(2_u16.to_le_bytes());
        for (tag, kind, count, value) in
            [(0x0112_u16, 3_u16, 1_u32, u32::from(orientation)), (0x8769, 4, 1, 38)]
        {
            bytes.extend(tag.to_le_bytes());
            bytes.extend(kind.to_le_bytes());
            bytes.extend(count.to_le_bytes());
            bytes.extend(value.to_le_bytes());
        }
        bytes.extend(0_u32.to_le_bytes());
        bytes.extend(1_u16.to_le_bytes());
        bytes.extend(0x9003_u16.to_le_bytes());
        bytes.extend(2_u16.to_le_bytes());
        bytes.extend(20_u32.to_le_bytes());
        bytes.extend(56_u32.to_le_bytes());
        bytes.extend(0_u32.to_le_bytes());
        assert_eq!(bytes.len(), 56);
        bytes.extend(taken.as_bytes());
        bytes.push(0);
        bytes
    }

    #[test]
    fn the_moment_is_read_and_nonsense_is_not() {
        let good = chunk(6, "2026:11:24 14:03:21");
        assert_eq!(taken_at(&good).expect("a moment").to_string(), "2026-11-24T14:03:21+08:00");
        assert_eq!(taken_at(&chunk(1, "0000:00:00 00:00:00")), None);
        for n in 0..good.len() - 1 {
            assert_eq!(taken_at(&good[..n]), None, "cut after {n}");
        }
    }
}
