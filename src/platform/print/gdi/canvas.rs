//! A job under way: pages are laid onto a printer's canvas as strips; a job that is not ended is called off.

use crate::platform::print::Pixels;
use crate::platform::print::PrintError;
use crate::platform::print::gdi::last_error;
use crate::platform::print::gdi::spooler::Mode;
use crate::platform::print::gdi::wide;
use crate::platform::print::strips::Ink;
use crate::platform::print::strips::Strip;
use crate::platform::print::strips::strips;
use std::ptr;
use windows_sys::Win32::Graphics::Gdi::BITMAPINFO;
use windows_sys::Win32::Graphics::Gdi::BITMAPINFOHEADER;
use windows_sys::Win32::Graphics::Gdi::COLORONCOLOR;
use windows_sys::Win32::Graphics::Gdi::CreateDCW;
use windows_sys::Win32::Graphics::Gdi::DIB_RGB_COLORS;
use windows_sys::Win32::Graphics::Gdi::DeleteDC;
use windows_sys::Win32::Graphics::Gdi::GetDeviceCaps;
use windows_sys::Win32::Graphics::Gdi::HDC;
use windows_sys::Win32::Graphics::Gdi::LOGPIXELSX;
use windows_sys::Win32::Graphics::Gdi::LOGPIXELSY;
use windows_sys::Win32::Graphics::Gdi::PHYSICALOFFSETX;
use windows_sys::Win32::Graphics::Gdi::PHYSICALOFFSETY;
use windows_sys::Win32::Graphics::Gdi::RGBQUAD;
use windows_sys::Win32::Graphics::Gdi::SRCCOPY;
use windows_sys::Win32::Graphics::Gdi::SetStretchBltMode;
use windows_sys::Win32::Graphics::Gdi::StretchDIBits;
use windows_sys::Win32::Storage::Xps::AbortDoc;
use windows_sys::Win32::Storage::Xps::DOCINFOW;
use windows_sys::Win32::Storage::Xps::EndDoc;
use windows_sys::Win32::Storage::Xps::EndPage;
use windows_sys::Win32::Storage::Xps::StartDocW;
use windows_sys::Win32::Storage::Xps::StartPage;

/// More dots than this nobody sees on a sheet of text; a finer printer gets them doubled.
const FINEST: u32 = 600;
/// Fewer than this cannot be read.
const COARSEST: u32 = 150;

/// A bitmap's head with the greys its pixels count behind it.
#[repr(C)]
struct Head {
    header: BITMAPINFOHEADER,
    greys: [RGBQUAD; 256],
}

/// The canvas of a printer, within a job.
pub(super) struct Canvas {
    dc: HDC,
    printer: String,
    /// Dots per inch of the printer, across and down.
    fine: [i32; 2],
    /// How far the printable area lies from the corner of the paper, in dots.
    offset: [i32; 2],
    is_ended: bool,
}

impl Canvas {
    /// Begins a job.
    pub(super) fn begin(printer: &str, mode: &Mode, title: &str) -> Result<Self, PrintError> {
        let (name, title) = (wide(printer), wide(title));
        // SAFETY: the name ends with a zero and the settings are whole; the canvas is deleted when this is dropped.
        let dc = unsafe { CreateDCW(ptr::null(), name.as_ptr(), ptr::null(), mode.as_ptr()) };
        if dc.is_null() {
            return Err(last_error(printer));
        }
        // SAFETY: the canvas was just made.
        let ask = |what: u32| unsafe { GetDeviceCaps(dc, what.cast_signed()) };
        let mut canvas = Self {
            dc,
            printer: printer.to_owned(),
            fine: [ask(LOGPIXELSX).max(1), ask(LOGPIXELSY).max(1)],
            offset: [ask(PHYSICALOFFSETX), ask(PHYSICALOFFSETY)],
            is_ended: true,
        };
        let about = DOCINFOW {
            cbSize: size_of::<DOCINFOW>() as i32,
            lpszDocName: title.as_ptr(),
            ..DOCINFOW::default()
        };
        // SAFETY: the title ends with a zero and outlives the call.
        if unsafe { StartDocW(dc, &raw const about) } <= 0 {
            return Err(last_error(printer));
        }
        canvas.is_ended = false;
        Ok(canvas)
    }

    /// How finely a page is drawn for this printer.
    pub(super) fn dpi(&self) -> u32 {
        self.fine[0].max(self.fine[1]).cast_unsigned().clamp(COARSEST, FINEST)
    }

    /// Lays a page that was drawn at `dpi`.
    pub(super) fn lay(&mut self, page: &Pixels) -> Result<(), PrintError> {
        // SAFETY: the job was begun.
        if unsafe { StartPage(self.dc) } <= 0 {
            return Err(last_error(&self.printer));
        }
        // SAFETY: the canvas lives; every page begins with its own manner of stretching.
        unsafe { SetStretchBltMode(self.dc, COLORONCOLOR) };
        for strip in strips(page) {
            self.strip(&strip)?;
        }
        // SAFETY: a page was begun.
        if unsafe { EndPage(self.dc) } <= 0 { Err(last_error(&self.printer)) } else { Ok(()) }
    }

    fn strip(&self, strip: &Strip) -> Result<(), PrintError> {
        /// `GDI_ERROR`; none of its rows falling on paper is no error.
        const FAILED: i32 = -1;
        let across = |pixels: usize| self.dots(pixels, 0);
        let down = |rows: usize| self.dots(rows, 1);
        let (left, top) = (across(strip.x), down(strip.y));
        let (right, bottom) = (across(strip.x + strip.width), down(strip.y + strip.height));
        let (width, height) = (strip.width as i32, strip.height as i32);
        let head = head(strip);
        // SAFETY: the rows are as many and as long as the head says, see `strips`.
        let done = unsafe {
            StretchDIBits(
                self.dc,
                left,
                top,
                right - left,
                bottom - top,
                0,
                0,
                width,
                height,
                strip.rows.as_ptr().cast(),
                (&raw const head).cast::<BITMAPINFO>(),
                DIB_RGB_COLORS,
                SRCCOPY,
            )
        };
        if done == FAILED { Err(last_error(&self.printer)) } else { Ok(()) }
    }

    /// Where a pixel of a drawn page falls, in dots of the printable area.
    fn dots(&self, pixels: usize, axis: usize) -> i32 {
        let dpi = i64::from(self.dpi());
        let dots = (pixels as i64 * i64::from(self.fine[axis]) * 2 + dpi) / (dpi * 2);
        dots as i32 - self.offset[axis]
    }

    /// Hands the job over.
    pub(super) fn end(mut self) -> Result<(), PrintError> {
        self.is_ended = true;
        // SAFETY: a job was begun.
        if unsafe { EndDoc(self.dc) } <= 0 { Err(last_error(&self.printer)) } else { Ok(()) }
    }
}

impl Drop for Canvas {
    fn drop(&mut self) {
        // SAFETY: the canvas was made by `begin` and is used by nobody any more.
        unsafe {
            if !self.is_ended {
                AbortDoc(self.dc);
            }
            DeleteDC(self.dc);
        }
    }
}

fn head(strip: &Strip) -> Head {
    let n_greys = match strip.ink {
        Ink::Line => 16,
        Ink::Shade => 256,
        Ink::Colour => 0,
    };
    let header = BITMAPINFOHEADER {
        biSize: size_of::<BITMAPINFOHEADER>() as u32,
        biWidth: strip.width as i32,
        // From the top.
        biHeight: -(strip.height as i32),
        biPlanes: 1,
        biBitCount: strip.ink.bits(),
        biSizeImage: strip.rows.len() as u32,
        biClrUsed: n_greys,
        ..BITMAPINFOHEADER::default()
    };
    let grey = |n: usize| {
        let part = if n_greys == 16 { (n & 15) * 17 } else { n } as u8;
        RGBQUAD { rgbBlue: part, rgbGreen: part, rgbRed: part, rgbReserved: 0 }
    };
    Head { header, greys: std::array::from_fn(grey) }
}
