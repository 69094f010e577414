//! Brings pictures in and cleans them. Saves nothing.

#[derive(Debug, thiserror::Error)]
#[error("图片读不出来")]
pub struct CaptureError;
impl crate::domain::explain::Explain for CaptureError {
    fn code(&self) -> &'static str {
        "C-00"
    }
    fn remedy(&self) -> &'static str {
        "换一张"
    }
}
pub struct Clean {
    pub jpeg: Vec<u8>,
    pub thumbnail: Vec<u8>,
    pub had_capture_time: bool,
}
pub struct Pixels {
    pub width: usize,
    pub height: usize,
    pub rgba: Vec<u8>,
}
pub fn clean(_b: &[u8], _w: Option<&str>, _f: &[u8]) -> Result<Clean, CaptureError> {
    Err(CaptureError)
}
pub fn decode(_b: &[u8]) -> Result<Pixels, CaptureError> {
    Err(CaptureError)
}
