//! The spooler of Windows: which printers there are, and how a job is set up for one.

use crate::domain::printer::PrintSetup;
use crate::domain::printer::PrinterInfo;
use crate::domain::printer::Sides;
use crate::platform::print::PrintError;
use crate::platform::print::gdi::last_error;
use crate::platform::print::gdi::wide;
use crate::platform::print::trouble::of_status;
use std::ffi::OsString;
use std::os::windows::ffi::OsStringExt as _;
use std::ptr;
use windows_sys::Win32::Foundation::ERROR_INSUFFICIENT_BUFFER;
use windows_sys::Win32::Foundation::GetLastError;
use windows_sys::Win32::Graphics::Gdi::DEVMODEW;
use windows_sys::Win32::Graphics::Gdi::DM_COLLATE;
use windows_sys::Win32::Graphics::Gdi::DM_COPIES;
use windows_sys::Win32::Graphics::Gdi::DM_DUPLEX;
use windows_sys::Win32::Graphics::Gdi::DM_FORMNAME;
use windows_sys::Win32::Graphics::Gdi::DM_IN_BUFFER;
use windows_sys::Win32::Graphics::Gdi::DM_ORIENTATION;
use windows_sys::Win32::Graphics::Gdi::DM_OUT_BUFFER;
use windows_sys::Win32::Graphics::Gdi::DM_PAPERLENGTH;
use windows_sys::Win32::Graphics::Gdi::DM_PAPERSIZE;
use windows_sys::Win32::Graphics::Gdi::DM_PAPERWIDTH;
use windows_sys::Win32::Graphics::Gdi::DMCOLLATE_TRUE;
use windows_sys::Win32::Graphics::Gdi::DMDUP_HORIZONTAL;
use windows_sys::Win32::Graphics::Gdi::DMDUP_SIMPLEX;
use windows_sys::Win32::Graphics::Gdi::DMDUP_VERTICAL;
use windows_sys::Win32::Graphics::Gdi::DMORIENT_PORTRAIT;
use windows_sys::Win32::Graphics::Gdi::DMPAPER_A4;
use windows_sys::Win32::Graphics::Printing::ClosePrinter;
use windows_sys::Win32::Graphics::Printing::DocumentPropertiesW;
use windows_sys::Win32::Graphics::Printing::EnumPrintersW;
use windows_sys::Win32::Graphics::Printing::GetDefaultPrinterW;
use windows_sys::Win32::Graphics::Printing::OpenPrinterW;
use windows_sys::Win32::Graphics::Printing::PRINTER_ENUM_CONNECTIONS;
use windows_sys::Win32::Graphics::Printing::PRINTER_ENUM_LOCAL;
use windows_sys::Win32::Graphics::Printing::PRINTER_HANDLE;
use windows_sys::Win32::Graphics::Printing::PRINTER_INFO_2W;

/// `IDOK`: a driver took the settings.
const TAKEN: i32 = 1;

/// The settings of a job as the driver wrote them.
pub(super) struct Mode {
    /// A `DEVMODEW` with what the driver keeps behind it; eight-byte words, so that it is aligned.
    words: Vec<u64>,
    /// How often the paper is sent.
    pub n_jobs: u16,
}

impl Mode {
    /// The settings, to be handed to GDI.
    pub(super) fn as_ptr(&self) -> *const DEVMODEW {
        self.words.as_ptr().cast()
    }
}

/// Lists the printers of this machine and those it is connected to.
pub(super) fn printers() -> Result<Vec<PrinterInfo>, PrintError> {
    let default = default_printer();
    let mut words: Vec<u64> = vec![0; 2048];
    let mut n_found = 0;
    loop {
        let mut wanted = 0;
        let room = u32::try_from(words.len() * 8).unwrap_or(u32::MAX);
        // SAFETY: the buffer is as long as it says, aligned for the records, and outlives their reading below.
        let is_good = unsafe {
            let places = PRINTER_ENUM_LOCAL | PRINTER_ENUM_CONNECTIONS;
            let buffer = words.as_mut_ptr().cast();
            EnumPrintersW(places, ptr::null(), 2, buffer, room, &raw mut wanted, &raw mut n_found)
        };
        // SAFETY: reads a number of this thread.
        let why = unsafe { GetLastError() };
        match is_good {
            0 if why == ERROR_INSUFFICIENT_BUFFER && wanted > room => {
                words.resize((wanted as usize).div_ceil(8), 0);
            }
            0 => return Err(last_error("")),
            _ => break,
        }
    }
    // SAFETY: the spooler wrote this many records to the beginning of the buffer.
    let found: &[PRINTER_INFO_2W] =
        unsafe { std::slice::from_raw_parts(words.as_ptr().cast(), n_found as usize) };
    Ok(found.iter().map(|found| info(found, default.as_deref())).collect())
}

fn info(found: &PRINTER_INFO_2W, default: Option<&str>) -> PrinterInfo {
    let name = text(found.pPrinterName);
    PrinterInfo {
        is_default: default == Some(name.as_str()),
        trouble: of_status(found.Status, found.Attributes),
        called: String::new(),
        name,
    }
}

fn default_printer() -> Option<String> {
    let mut letters = vec![0_u16; 512];
    let mut room = u32::try_from(letters.len()).ok()?;
    // SAFETY: the buffer is as long as it says.
    let is_good = unsafe { GetDefaultPrinterW(letters.as_mut_ptr(), &raw mut room) };
    (is_good != 0).then(|| text(letters.as_ptr()))
}

/// A text of Windows, up to its zero.
fn text(from: *const u16) -> String {
    if from.is_null() {
        return String::new();
    }
    // SAFETY: texts of the spooler end with a zero.
    let letters = unsafe {
        let n = (0..).take_while(|&n| *from.add(n) != 0).count();
        std::slice::from_raw_parts(from, n)
    };
    OsString::from_wide(letters).to_string_lossy().into_owned()
}

/// Sets up a job: A4 upright, the sides and copies that were asked for, as far as the driver knows them.
pub(super) fn mode(printer: &str, setup: &PrintSetup, n_pages: usize) -> Result<Mode, PrintError> {
    let open = Open::printer(printer)?;
    let mut wished = open.properties(printer, None)?;
    // SAFETY: the driver wrote a whole DEVMODEW to the beginning of an aligned buffer; nobody else has it.
    let mode = unsafe { &mut *wished.as_mut_ptr().cast::<DEVMODEW>() };
    let n_copies = setup.n_copies.max(1);
    // SAFETY: a printer uses this arm of the union.
    let paper = unsafe { &mut mode.Anonymous1.Anonymous1 };
    paper.dmOrientation = DMORIENT_PORTRAIT as i16;
    paper.dmPaperSize = DMPAPER_A4 as i16;
    paper.dmCopies = n_copies.cast_signed();
    mode.dmCollate = DMCOLLATE_TRUE;
    mode.dmDuplex = match setup.sides {
        Sides::One => DMDUP_SIMPLEX,
        Sides::LongEdge => DMDUP_VERTICAL,
        Sides::ShortEdge => DMDUP_HORIZONTAL,
    };
    mode.dmFields &= !(DM_PAPERLENGTH | DM_PAPERWIDTH | DM_FORMNAME);
    mode.dmFields |= DM_ORIENTATION | DM_PAPERSIZE | DM_COPIES | DM_COLLATE | DM_DUPLEX;
    let mut words = open.properties(printer, Some(&wished))?;
    // SAFETY: as above.
    let mode = unsafe { &mut *words.as_mut_ptr().cast::<DEVMODEW>() };
    // SAFETY: as above.
    let paper = unsafe { &mut mode.Anonymous1.Anonymous1 };
    let counts = paper.dmCopies == n_copies.cast_signed() && mode.dmFields & DM_COPIES != 0;
    let collates = n_pages < 2 || (mode.dmCollate == DMCOLLATE_TRUE && mode.dmFields & DM_COLLATE != 0);
    if n_copies == 1 || (counts && collates) {
        return Ok(Mode { words, n_jobs: 1 });
    }
    paper.dmCopies = 1;
    Ok(Mode { words, n_jobs: n_copies })
}

/// A printer held open.
struct Open(PRINTER_HANDLE);

impl Open {
    fn printer(name: &str) -> Result<Self, PrintError> {
        let mut handle = PRINTER_HANDLE::default();
        let letters = wide(name);
        // SAFETY: the name ends with a zero; the handle is closed when this is dropped.
        let is_good = unsafe { OpenPrinterW(letters.as_ptr(), &raw mut handle, ptr::null()) };
        if is_good == 0 { Err(last_error(name)) } else { Ok(Self(handle)) }
    }

    /// Asks the driver for its settings, or what it makes of these.
    fn properties(&self, name: &str, wished: Option<&Vec<u64>>) -> Result<Vec<u64>, PrintError> {
        let letters = wide(name);
        let ask = |out: *mut DEVMODEW, given: *const DEVMODEW, what: u32| {
            // SAFETY: the buffers are as long as the driver asked, and more.
            unsafe { DocumentPropertiesW(ptr::null_mut(), self.0, letters.as_ptr(), out, given, what) }
        };
        let n_bytes = ask(ptr::null_mut(), ptr::null(), 0);
        let n_bytes = usize::try_from(n_bytes).map_err(|_negative| last_error(name))?;
        // Some drivers write more than they asked for.
        let mut words: Vec<u64> = vec![0; (n_bytes * 2 + 8192).div_ceil(8)];
        let given = wished.map_or(ptr::null(), |wished| wished.as_ptr().cast());
        let what = if wished.is_some() { DM_IN_BUFFER | DM_OUT_BUFFER } else { DM_OUT_BUFFER };
        if ask(words.as_mut_ptr().cast(), given, what) == TAKEN { Ok(words) } else { Err(last_error(name)) }
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        // SAFETY: it was opened, and nobody uses it any more.
        unsafe { ClosePrinter(self.0) };
    }
}
