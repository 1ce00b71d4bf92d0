//! Drawing: pure functions from the state to cells.

use ratatui::Frame;

use crate::app::App;

/// Draws the program.
pub fn render(app: &App, frame: &mut Frame<'_>) {
    let _ = (app, frame);
}
