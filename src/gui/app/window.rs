//! The window of the operating system, and one plain sentence for each way in which there can be none.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Arc;

use egui::{IconData, Vec2, ViewportBuilder};

use super::App;
use crate::gui::theme;
use crate::session::Host;

/// The size at first, in points; a common laptop shows all of it.
const FIRST: Vec2 = Vec2::new(1280.0, 800.0);

/// The least size, in points.
const LEAST: Vec2 = Vec2::new(960.0, 640.0);

/// Why there is no window: one sentence with its remedy, and the exit code.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Failed {
    /// What is so and what to do.
    pub sentence: String,
    /// 3 where the system said no, 4 where a library of it is missing.
    pub code: u8,
}

/// Opens the window and returns when it is closed.
///
/// # Errors
///
/// When there is no display, or a library of the system is missing.
pub fn open(mut host: Box<dyn Host>) -> Result<(), Failed> {
    // Some libraries of the system panic where they miss another; that too has to end in a sentence.
    let hook = take_hook();
    set_hook(Box::new(|_| {}));
    let run = AssertUnwindSafe(move || {
        eframe::run_native(
            "Showclear",
            options(),
            Box::new(move |cc| {
                // From here on the window is there, and a panic is a fault of ours to be told in full.
                set_hook(hook);
                theme::install(&cc.egui_ctx, theme::Preset::Day);
                let ctx = cc.egui_ctx.clone();
                host.set_wake(Arc::new(move || ctx.request_repaint()));
                Ok(Box::new(App::new(host)))
            }),
        )
    });
    match catch_unwind(run) {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(refused(&error.to_string())),
        Err(panic) => Err(broken(&*panic)),
    }
}

fn options() -> eframe::NativeOptions {
    let viewport = ViewportBuilder::default()
        .with_title("Showclear")
        .with_app_id("showclear")
        .with_inner_size(FIRST)
        .with_min_inner_size(LEAST)
        .with_icon(icon());
    eframe::NativeOptions {
        viewport,
        renderer: eframe::Renderer::Glow,
        ..eframe::NativeOptions::default()
    }
}

/// The icon, or none where the picture cannot be read.
fn icon() -> IconData {
    eframe::icon_data::from_png_bytes(include_bytes!("../../../assets/icon.png"))
        .unwrap_or_default()
}

const PACKAGES: &str = "On Debian and Ubuntu: sudo apt install libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0 libgl1";

fn refused(error: &str) -> Failed {
    // What the toolkit says names its own source files before the reason.
    let reason = error.rsplit(": ").next().unwrap_or(error);
    let lower = error.to_lowercase();
    let sentence = if lower.contains("display") && lower.contains("set") {
        "There is no display: start Showclear on a desktop, or set DISPLAY or WAYLAND_DISPLAY; showclear --help names what works without a window.".to_owned()
    } else if lower.contains("wayland compositor") {
        "The Wayland display is not there: check WAYLAND_DISPLAY, or unset it and set DISPLAY."
            .to_owned()
    } else if lower.contains("connection") || lower.contains("connect") {
        format!("The display refused the connection: check DISPLAY and who may use it ({reason}).")
    } else if lower.contains("xlib") || lower.contains("shared librar") {
        format!("A library that every window needs is missing. {PACKAGES}")
    } else if lower.contains("glutin") || lower.contains("opengl") || lower.contains("gl ") {
        format!(
            "The system has no OpenGL to draw with. {PACKAGES}; with a broken driver try LIBGL_ALWAYS_SOFTWARE=1."
        )
    } else {
        format!("The window could not be opened ({reason}). {PACKAGES}")
    };
    Failed { sentence, code: 3 }
}

fn broken(panic: &(dyn Any + Send)) -> Failed {
    let said = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied());
    let said = said.unwrap_or("no reason given");
    let sentence = if said.contains("xkbcommon") || said.contains(".so") {
        format!("A library that every window needs is missing ({said}). {PACKAGES}")
    } else {
        format!(
            "Showclear broke off ({said}). What was shown as saved is on the disk; start it again, and send in a report."
        )
    };
    Failed { sentence, code: 4 }
}

impl eframe::App for App {
    fn logic(&mut self, _ctx: &egui::Context, _frame: &mut eframe::Frame) {
        // Runs while the window is hidden too: a clock jump or a lapse is recorded all the same.
        self.poll();
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.frame(ui);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        if let Some(session) = self.session.take() {
            let last = session.last_words(&self.host.home());
            // An end that cannot be recorded is told by the next opening; what no log holds is then left as a text beside
            // the productions. There is nobody left to be told.
            if session.close().is_err() {
                let _left = last.map(crate::session::LastWords::leave);
            }
        }
    }
}
