//! How something was signed: on the pad, on paper, by fingerprint, by another's hand, or not at all.

use crate::cli::scenario::reader::Fields;
use crate::cli::scenario::reader::Malformed;
use crate::domain::secret::PersonName;
use crate::domain::signature::Manner;
use crate::domain::signature::PenTool;
use crate::domain::signature::Stroke;
use crate::domain::signature::StrokePoint;

/// The ways of signing.
#[derive(Clone, Copy)]
enum Way {
    Pad,
    Paper,
    Fingerprint,
    Proxy,
    Refused,
}

impl Way {
    const ALL: [Self; 5] = [Self::Pad, Self::Paper, Self::Fingerprint, Self::Proxy, Self::Refused];

    fn label(self) -> &'static str {
        match self {
            Self::Pad => "屏上手签",
            Self::Paper => "纸上手签",
            Self::Fingerprint => "按指印",
            Self::Proxy => "代签",
            Self::Refused => "拒签",
        }
    }
}

/// Reads `signed` and what belongs to it; on the pad when nothing is said.
pub fn read(fields: &mut Fields<'_>) -> Result<Manner, Malformed> {
    let way = fields.optional_choice("signed", &Way::ALL, Way::label)?.unwrap_or(Way::Pad);
    let agreed = fields.optional_flag("agreed")?.unwrap_or(true);
    let by = PersonName::new(fields.text_or_empty("signed_by")?);
    let because = fields.text_or_empty("because")?;
    let mut noted_by = fields.texts("noted_by")?.into_iter().map(|spot| PersonName::new(spot.value));
    let staff = [noted_by.next().unwrap_or_default(), noted_by.next().unwrap_or_default()];
    Ok(match way {
        Way::Pad => Manner::Pad { strokes: strokes(fields.line()), tool: PenTool::Pen, agreed },
        Way::Paper => Manner::Paper,
        Way::Fingerprint => Manner::Fingerprint { staff },
        Way::Proxy => Manner::Proxy { by, reason: because, staff },
        Way::Refused => Manner::Refused { reason: because, staff },
    })
}

/// Three strokes of an invented hand, another one for every line of the script.
fn strokes(line: usize) -> Vec<Stroke> {
    let lean = u16::try_from(line % 97).unwrap_or(0);
    (0..3_u16)
        .map(|n| {
            let points = (0..24_u16).map(|step| StrokePoint {
                x: 120 + n * 260 + step * 9 + lean % 40,
                y: 500 + n * 40 - (step % 12) * (14 + lean % 11) + (step / 12) * 120,
                t_ms: u32::from(n) * 420 + u32::from(step) * 12,
                force: Some(420 + (step % 6) * 60),
            });
            Stroke(points.collect())
        })
        .collect()
}
