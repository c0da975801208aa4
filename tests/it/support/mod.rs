//! What the tests of the window share.

mod cpu_renderer;
mod cpu_renderer_tests;

pub(crate) use cpu_renderer::CpuRenderer;
