//! The parts that every form has: a box with its caption, a box to tick, a head.

use crate::report::paper::{MARGIN, Paper, Style};

/// The most lines of one cell of a table; what is longer is cut with a mark.
const MOST_LINES: usize = 8;

/// A line of boxes: the caption of each, what stands in it, and its share of the width.
pub(super) fn boxes(
    paper: &mut Paper,
    (left, top): (f32, f32),
    (width, height): (f32, f32),
    fields: &[(&str, &str, f32)],
) {
    let shares: f32 = fields.iter().map(|(_, _, share)| share).sum();
    let mut x = left;
    for (caption, value, share) in fields {
        let wide = width * share / shares;
        paper.frame((x, top), (wide, height), 0.7);
        paper.line(Style::plain(6.5), (x + 3.0, top + 8.0), wide - 6.0, caption);
        paper.line(Style::bold(12.0), (x + 4.0, top + height - 5.0), wide - 8.0, value);
        x += wide;
    }
}

/// A box to tick with its words.
pub(super) fn tick(paper: &mut Paper, (x, baseline): (f32, f32), width: f32, words: &str) {
    paper.frame((x, baseline - 8.5), (9.5, 9.5), 0.8);
    paper.line(Style::plain(9.5), (x + 15.0, baseline), width - 15.0, words);
}

/// Text that flows down pages.
pub(super) struct Flow<'p> {
    pub(super) paper: &'p mut Paper,
    y: f32,
}

impl<'p> Flow<'p> {
    /// Begins on a page of its own.
    pub(super) fn new(paper: &'p mut Paper) -> Self {
        paper.page();
        Self { paper, y: MARGIN }
    }

    /// Goes on with a page of its own.
    pub(super) fn next_page(&mut self) {
        self.paper.page();
        self.y = MARGIN;
    }

    fn inside(&self) -> f32 {
        self.paper.width() - 2.0 * MARGIN
    }

    /// Makes room for so much; a new page where there is none.
    pub(super) fn room(&mut self, height: f32) {
        if self.y + height > self.paper.height() - MARGIN - 10.0 {
            self.next_page();
        }
    }

    pub(super) fn space(&mut self, height: f32) {
        self.y += height;
    }

    /// Wrapped text across the page, line by line over the end of one.
    pub(super) fn text(&mut self, style: Style, text: &str) {
        self.inset(style, 0.0, text);
    }

    fn inset(&mut self, style: Style, left: f32, text: &str) {
        let width = self.inside() - left;
        for line in self.paper.wrapped(style, width, text) {
            self.room(style.leading());
            self.y += style.leading();
            self.paper.line(style, (MARGIN + left, self.y - style.size * 0.3), width, &line);
        }
    }

    /// A point of a list, with its mark.
    pub(super) fn point(&mut self, style: Style, text: &str) {
        self.room(style.leading());
        let at = (MARGIN + 4.0, self.y + style.leading() - style.size * 0.3);
        self.paper.line(style, at, 10.0, "\u{2022}");
        self.inset(style, 16.0, text);
        self.y += style.size * 0.25;
    }

    /// A row of a table: each cell with its share of the width, as high as the longest.
    pub(super) fn row(&mut self, style: Style, cells: &[(&str, f32)]) {
        let shares: f32 = cells.iter().map(|(_, share)| share).sum();
        let widths: Vec<f32> =
            cells.iter().map(|(_, share)| self.inside() * share / shares).collect();
        let lines = cells
            .iter()
            .zip(&widths)
            .map(|((text, _), width)| self.paper.wrapped(style, width - 6.0, text).len());
        let most = lines.max().unwrap_or(1).clamp(1, MOST_LINES);
        let height = style.leading() * most as f32 + 4.0;
        self.room(height);
        let mut x = MARGIN;
        for ((text, _), width) in cells.iter().zip(&widths) {
            self.paper.frame((x, self.y), (*width, height), 0.4);
            let first = (x + 3.0, self.y + style.size + 2.0);
            self.paper.block(style, first, width - 6.0, MOST_LINES, text);
            x += width;
        }
        self.y += height;
    }

    /// Boxes to fill in.
    pub(super) fn boxes(&mut self, fields: &[(&str, &str, f32)]) {
        self.room(34.0);
        let size = (self.inside(), 28.0);
        boxes(self.paper, (MARGIN, self.y + 3.0), size, fields);
        self.y += 34.0;
    }
}
