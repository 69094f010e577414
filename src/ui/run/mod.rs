//! Opens the window, by the ladder of renderers; what fails is said, never swallowed.
//!
//! One start, top to bottom: is a window of this office open already, can the office be read, which renderer draws.
//! A renderer that says it cannot is followed by the next one in this process. One that panics is not: the event
//! loop may be in any state then, so the program starts itself again and the ladder remembers.

mod calls;
mod window;

pub use crate::ui::run::window::renderer;

use crate::domain::explain::Explain as _;
use crate::services::error::ServiceError;
use crate::services::machine;
use crate::services::machine::Start;
use crate::services::machine::renderer::Climb;
use crate::services::machine::renderer::Rung;
use crate::services::office::Office;
use crate::services::start;
use crate::ui::run::calls::Calls;
use crate::ui::run::window::Surroundings;
use crate::ui::run::window::Window;
use std::cell::RefCell;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::path::Path;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

/// What the command line may decide about the window.
#[derive(Clone, Debug, Default)]
pub struct WindowOptions {
    pub office: Option<PathBuf>,
    /// `glow` or `wgpu`; both are tried, this one first.
    pub renderer: Option<String>,
}

/// Why no window could be opened, or why it is not there any more.
#[derive(Debug, thiserror::Error)]
pub enum WindowError {
    #[error("案卷库打不开，窗口没有打开：{error}\n{}（{}）", error.remedy(), error.code())]
    Office {
        #[from]
        error: ServiceError,
    },
    #[error("不认识的显示方式「{0}」，可以写 glow 或 wgpu")]
    UnknownRenderer(String),
    #[error(
        "鉴证台已经打开，但它的窗口没有应答\n请在任务栏找到它；如果它不动了，请结束它再打开，说过「已保存」的都在"
    )]
    NoAnswer,
    #[error(
        "这台电脑的两种显示方式都用不了，窗口没有打开，案卷没有动\n请更新显卡驱动，或者换一台电脑；远程桌面里不行时，到电脑跟前再试"
    )]
    NoRenderer,
    #[error(
        "前两次打开时，两种显示方式都让程序中断了，这次没有再试，案卷没有动\n请更新显卡驱动再打开；再打开时会从头试起"
    )]
    CrashedBefore,
    #[error(
        "程序内部出错，已经关闭；说过「已保存」的都在\n请重新打开鉴证台，看一眼最后一步在不在；再出错请把日志交给技术支持"
    )]
    Fell,
}

/// Opens the window and stays until it is closed.
pub fn run(options: &WindowOptions) -> Result<(), WindowError> {
    let wish = wish(options)?;
    let folder = options.office.clone().unwrap_or_else(start::usual_folder);
    let (key, start) = machine::enter(&folder);
    let lock = match start {
        Start::First(lock) => lock,
        Start::CalledForward => return Ok(()),
        Start::NoAnswer => return Err(WindowError::NoAnswer),
    };
    let mut office = Some(start::office_at(Some(folder.clone()))?);
    let calls = Arc::new(Calls::default());
    let heard = Arc::clone(&calls);
    let listening = machine::listen(&key, move |event| heard.hear(event));
    let surroundings = Surroundings {
        climb: Rc::new(RefCell::new(machine::climb(wish))),
        sleep: calls::watch_sleep(&calls),
        calls,
        folder,
    };
    loop {
        match attempt(&surroundings, office.take()) {
            Attempt::Closed => return Ok(()),
            Attempt::Cannot => {}
            Attempt::AllTried(why) => return Err(why),
            Attempt::Fell => {
                // The new process must find nobody in its way.
                drop((listening, lock));
                return fell(&surroundings.climb);
            }
        }
    }
}

/// How one rung ended.
enum Attempt {
    Closed,
    /// It said so by itself.
    Cannot,
    AllTried(WindowError),
    /// In a panic.
    Fell,
}

/// Tries the next rung, with the office that was opened before, or with a fresh one.
fn attempt(surroundings: &Surroundings, office: Option<Office>) -> Attempt {
    let climb = &surroundings.climb;
    let Some(rung) = climb.borrow_mut().step() else {
        let gave_up = climb.borrow().gave_up();
        return Attempt::AllTried(if gave_up { WindowError::CrashedBefore } else { WindowError::NoRenderer });
    };
    let office = match office.map_or_else(|| remake(&surroundings.folder), Ok) {
        Ok(office) => office,
        Err(error) => {
            climb.borrow_mut().ended();
            return Attempt::AllTried(error.into());
        }
    };
    let opened = catch_unwind(AssertUnwindSafe(|| {
        eframe::run_native(
            "appraisal-desk",
            window::native_options(rung),
            Box::new(|creation| {
                Ok(Box::new(Window::new(&creation.egui_ctx, office, rung, surroundings.clone())?))
            }),
        )
    }));
    match opened {
        Ok(Ok(())) => {
            climb.borrow_mut().ended();
            Attempt::Closed
        }
        Ok(Err(error)) => {
            tracing::error!(renderer = rung.name(), %error, "the window did not open");
            Attempt::Cannot
        }
        Err(_panic) => Attempt::Fell,
    }
}

/// Goes on in a fresh process where that may help; says so otherwise.
fn fell(climb: &RefCell<Climb>) -> Result<(), WindowError> {
    let has_drawn = climb.borrow().has_drawn();
    if !climb.borrow_mut().fell() {
        return Err(if has_drawn { WindowError::Fell } else { WindowError::NoRenderer });
    }
    machine::start_again().map_err(|error| {
        tracing::error!(%error, "the program did not start again");
        WindowError::Fell
    })
}

fn remake(folder: &Path) -> Result<Office, ServiceError> {
    start::office_at(Some(folder.to_owned()))
}

fn wish(options: &WindowOptions) -> Result<Option<Rung>, WindowError> {
    let word = options.renderer.clone().or_else(machine::renderer_of_environment);
    word.map(|word| word.parse().map_err(|_unknown| WindowError::UnknownRenderer(word))).transpose()
}
