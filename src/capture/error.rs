//! Why a picture was not taken in.

use crate::domain::explain::Explain;

/// Something about a picture will not do; nothing was kept.
#[derive(Debug, thiserror::Error)]
pub enum CaptureError {
    /// The file is too big.
    #[error("图片文件有 {} MB，超过 {} MB，没有收存", .n_bytes / 1_048_576, .limit / 1_048_576)]
    FileTooBig {
        /// Its length.
        n_bytes: u64,
        /// The longest allowed.
        limit: u64,
    },
    /// There are too many pixels.
    #[error("图片有 {width}×{height} 像素，超过 {limit_megapixels} 百万像素，没有收存")]
    TooManyPixels {
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
        /// The most allowed.
        limit_megapixels: u32,
    },
    /// A picture of a telephone that few programs read.
    #[error("这是 HEIC 图片（手机的高效格式），本软件不能打开，没有收存")]
    Heic,
    /// Not a picture but a document.
    #[error("这是 PDF 文件，不是图片，没有收存")]
    Pdf,
    /// A kind of picture that is not taken.
    #[error("这种图片（{0}）不能打开，没有收存")]
    OtherKind(&'static str),
    /// There is nothing in it.
    #[error("文件是空的，没有收存")]
    Empty,
    /// Not a picture at all.
    #[error("这不是图片文件，没有收存")]
    NotAPicture,
    /// The picture cannot be read to its end.
    #[error("图片文件已损坏，没有收存")]
    Damaged(#[source] image::ImageError),
    /// The cleaned picture could not be written.
    #[error("图片处理没有成功，没有收存")]
    Unwritable(#[source] image::ImageError),
    /// The face for the watermark cannot be read.
    #[error("水印用的字体读不出来，证件影像没有收存")]
    NoFace,
}

impl Explain for CaptureError {
    fn code(&self) -> &'static str {
        match self {
            Self::FileTooBig { .. } => "picture-file-too-big",
            Self::TooManyPixels { .. } => "picture-too-many-pixels",
            Self::Heic => "picture-heic",
            Self::Pdf => "picture-pdf",
            Self::OtherKind(_) => "picture-other-kind",
            Self::Empty => "picture-empty",
            Self::NotAPicture => "picture-none",
            Self::Damaged(_) => "picture-damaged",
            Self::Unwritable(_) => "picture-unwritable",
            Self::NoFace => "picture-no-face",
        }
    }

    fn remedy(&self) -> &'static str {
        match self {
            Self::FileTooBig { .. } | Self::TooManyPixels { .. } => "请用较低的分辨率重新扫描或拍摄",
            Self::Heic => "请在手机相机设置里选「兼容性最佳」（JPEG）重拍，或先转成 JPG 再导入",
            Self::Pdf => "请扫描成 JPG 图片，或把这一页导出为图片再导入",
            Self::OtherKind(_) | Self::NotAPicture => "请使用 JPG、PNG 或 BMP 图片",
            Self::Empty => "多半还没有扫完或复制完，等一会再试，或重新扫描、重新复制",
            Self::Damaged(_) => "请重新拍摄或重新复制这个文件",
            Self::Unwritable(_) => "请换一张图片再试",
            Self::NoFace => "请重新安装本软件",
        }
    }
}
