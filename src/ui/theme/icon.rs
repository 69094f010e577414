//! Icons by meaning, one each: Material Symbols Rounded, outlined, always beside a word.

use super::fonts;
use egui::FontId;
use egui_material_icons::icons;

/// One icon of the set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Icon(&'static str);

impl Icon {
    /// The character in the icon font.
    pub fn glyph(self) -> &'static str {
        self.0
    }

    /// The icon font at a size in points.
    pub fn font(size: f32) -> FontId {
        FontId::new(size, fonts::icons())
    }
}

macro_rules! icons {
    ($($(#[$doc:meta])* $name:ident = $symbol:ident;)*) => {
        $($(#[$doc])* pub const $name: Icon = Icon(icons::$symbol.codepoint);)*
        /// Every icon, so that a test can draw them all.
        pub const ALL: &[Icon] = &[$($name),*];
    };
}

icons! {
    /// Done, arrived, saved.
    DONE = ICON_CHECK_CIRCLE;
    /// Expected.
    EXPECTED = ICON_RADIO_BUTTON_UNCHECKED;
    /// Missing, or absent and stopping.
    MISSING = ICON_CANCEL;
    /// In hand, waiting for others.
    PENDING = ICON_PENDING;
    /// Present without standing.
    NO_STANDING = ICON_DO_NOT_DISTURB_ON;
    /// Absent without stopping.
    ABSENT = ICON_EVENT_BUSY;
    /// 阻断.
    BLOCK = ICON_BLOCK;
    /// A mistake in what was typed, or a failure.
    ERROR = ICON_ERROR;
    /// 提醒.
    WARNING = ICON_WARNING;
    /// 提示, 记录.
    INFO = ICON_INFO;
    /// 可以见证.
    MAY_WITNESS = ICON_VERIFIED_USER;
    /// 补记.
    LATE_ENTRY = ICON_HISTORY;
    /// A clock that runs.
    CLOCK = ICON_SCHEDULE;
    /// Sealed, cannot be changed.
    LOCK = ICON_LOCK;
    /// To be checked by eye.
    TO_CHECK = ICON_VISIBILITY;
    /// Covered.
    COVERED = ICON_VISIBILITY_OFF;
    /// 签到.
    HOW_TO_REG = ICON_HOW_TO_REG;
    /// 电话.
    CALL = ICON_CALL;
    /// 打印.
    PRINT = ICON_PRINT;
    /// 拍照.
    CAMERA = ICON_PHOTO_CAMERA;
    /// 录音.
    MIC = ICON_MIC;
    /// 录像.
    VIDEO = ICON_VIDEOCAM;
    /// 请回避.
    DOOR_OPEN = ICON_DOOR_OPEN;
    /// 离场.
    LEAVE = ICON_LOGOUT;
    /// 对面屏.
    SCREEN_SHARE = ICON_SCREEN_SHARE;
    /// 备份.
    BACKUP = ICON_SAVE;
    /// 同步.
    SYNC = ICON_SYNC;
    /// Bare tick.
    CHECK = ICON_CHECK;
    /// Close.
    CLOSE = ICON_CLOSE;
    /// New.
    ADD = ICON_ADD;
    /// Look up.
    SEARCH = ICON_SEARCH;
    /// Opens a list below.
    DROP_DOWN = ICON_ARROW_DROP_DOWN;
    /// Sorted, smallest first.
    SORT_UP = ICON_ARROW_UPWARD;
    /// Sorted, largest first.
    SORT_DOWN = ICON_ARROW_DOWNWARD;
    /// Opens the calendar.
    CALENDAR = ICON_CALENDAR_MONTH;
    /// Before.
    LEFT = ICON_CHEVRON_LEFT;
    /// After.
    RIGHT = ICON_CHEVRON_RIGHT;
    /// Go there.
    GO = ICON_ARROW_FORWARD;
    /// Put a file here.
    UPLOAD = ICON_UPLOAD_FILE;
    /// Let go here.
    DROP_HERE = ICON_DOWNLOAD;
    /// 扫描归卷.
    SCAN = ICON_DOCUMENT_SCANNER;
    /// A picture.
    IMAGE = ICON_IMAGE;
    /// A document.
    DOCUMENT = ICON_DESCRIPTION;
    /// The quickest way.
    ROUTE = ICON_ROUTE;
    /// Turn right.
    ROTATE = ICON_ROTATE_RIGHT;
    /// Larger.
    ZOOM_IN = ICON_ZOOM_IN;
    /// Smaller.
    ZOOM_OUT = ICON_ZOOM_OUT;
    /// Whole picture.
    FIT = ICON_FIT_SCREEN;
    /// 案件.
    CASE = ICON_FOLDER_OPEN;
    /// A person.
    PERSON = ICON_PERSON;
    /// A person not expected.
    PERSON_ADD = ICON_PERSON_ADD;
    /// An identity document.
    BADGE = ICON_BADGE;
    /// 今日.
    TODAY = ICON_TODAY;
    /// 受理.
    INTAKE = ICON_ASSIGNMENT_ADD;
    /// 台账.
    LEDGER = ICON_TABLE;
    /// 名录.
    DIRECTORY = ICON_CONTACTS;
    /// 统计.
    STATISTICS = ICON_BAR_CHART;
    /// 设置.
    SETTINGS = ICON_SETTINGS;
    /// 菜单.
    MENU = ICON_MENU;
    /// Premises.
    PLACE = ICON_LOCATION_ON;
    /// A new entry of the record.
    ENTRY = ICON_EDIT_NOTE;
    /// Chosen option.
    CHOSEN = ICON_RADIO_BUTTON_CHECKED;
    /// An appointment that stands.
    APPOINTED = ICON_EVENT_AVAILABLE;
    /// 排期.
    SCHEDULE = ICON_CALENDAR_ADD_ON;
    /// An appointment.
    EVENT = ICON_EVENT;
    /// Waiting for signatures.
    SIGNING = ICON_DRAW;
    /// A filter that is on.
    FILTER = ICON_FILTER_ALT;
    /// Due today.
    URGENT = ICON_PRIORITY_HIGH;
    /// 指印.
    FINGERPRINT = ICON_FINGERPRINT;
    /// Paste.
    PASTE = ICON_CONTENT_PASTE;
    /// Rules.
    BOOK = ICON_MENU_BOOK;
    /// Password, recovery key.
    KEY = ICON_KEY;
    /// Columns of a table.
    COLUMNS = ICON_VIEW_COLUMN;
    /// Take out, as a file.
    EXPORT = ICON_DOWNLOAD;
}
