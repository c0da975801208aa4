//! Pages for paper: text, lines, boxes, circles and codes, each at its place, and the PDF of them.
//!
//! Places are in points (1/72 inch) from the top left corner. Nothing here knows a clock or draws random bits, so the same
//! words come to the same bytes.

mod face;
mod mark;
mod pdf;

pub use face::Weight;
pub use mark::{Format, Mark};

use face::{Fit, Fonts};

/// The margin that every printer leaves.
pub const MARGIN: f32 = 36.0;

/// What stands in the place of a character that has no picture here.
const MISSING: &str = "\u{25A1} stands for a character that cannot be printed here.";

/// What ends a text that was too long for its place.
const SHORT: &str = "\u{2026} stands where a text was too long for its place.";

/// Why there is no PDF.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum PaperError {
    /// A font that is part of the program cannot be read.
    #[error("a font of this program cannot be read; install it again")]
    Font,
    /// The pages could not be written as a PDF.
    #[error("these pages cannot be written as a PDF; send in a report")]
    Pdf,
}

/// How a text looks: its weight, and its size in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// Regular or bold.
    pub weight: Weight,
    /// The size in points.
    pub size: f32,
}

impl Style {
    /// Running text.
    #[must_use]
    pub fn plain(size: f32) -> Self {
        Self { weight: Weight::Regular, size }
    }

    /// Headings, and what must be seen at a glance.
    #[must_use]
    pub fn bold(size: f32) -> Self {
        Self { weight: Weight::Bold, size }
    }

    /// From one line to the next.
    #[must_use]
    pub fn leading(self) -> f32 {
        self.size * 1.35
    }
}

/// One page in the making.
#[derive(Clone, Debug, Default, PartialEq)]
struct Page {
    marks: Vec<Mark>,
    missing: bool,
    short: bool,
}

/// Pages in the making.
#[derive(Clone)]
pub struct Paper {
    format: Format,
    title: String,
    fonts: Fonts,
    pages: Vec<Page>,
    /// Whether a page says at its foot what it is and which of how many.
    feet: bool,
}

impl std::fmt::Debug for Paper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Paper").field("title", &self.title).finish_non_exhaustive()
    }
}

impl Paper {
    /// No pages yet.
    ///
    /// # Errors
    ///
    /// When the program's own fonts cannot be read.
    pub fn new(format: Format, title: &str) -> Result<Self, PaperError> {
        let fonts = Fonts::load().ok_or(PaperError::Font)?;
        Ok(Self { format, title: title.to_owned(), fonts, pages: Vec::new(), feet: true })
    }

    /// Leaves the feet of the pages empty: what is printed on cut labels has no room for one.
    #[must_use]
    pub fn without_feet(mut self) -> Self {
        self.feet = false;
        self
    }

    /// Begins a page; everything goes on the newest.
    pub fn page(&mut self) {
        self.pages.push(Page::default());
    }

    /// How many pages there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pages.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    /// The width of a page.
    #[must_use]
    pub fn width(&self) -> f32 {
        self.format.size().0
    }

    /// The height of a page.
    #[must_use]
    pub fn height(&self) -> f32 {
        self.format.size().1
    }

    /// One line of text, never wider than `width`: smaller where it must be, and cut with a mark where that is not enough.
    /// Gives back how wide it came out.
    pub fn line(&mut self, style: Style, (x, baseline): (f32, f32), width: f32, text: &str) -> f32 {
        let Fit { text, size, missing, short, wide } = self.fonts.fit(style, width, text);
        if let Some(page) = self.pages.last_mut() {
            page.missing |= missing;
            page.short |= short;
            if !text.is_empty() {
                let weight = style.weight;
                page.marks.push(Mark::Text { at: (x, baseline), weight, size, wide, text });
            }
        }
        wide
    }

    /// The same with its middle at `x`.
    pub fn centred(&mut self, style: Style, (x, baseline): (f32, f32), width: f32, text: &str) {
        let wide = self.fonts.fit(style, width, text).wide;
        self.line(style, (x - wide / 2.0, baseline), width, text);
    }

    /// Wrapped text from the first baseline on, at most so many lines; gives back the baseline after the last.
    pub fn block(
        &mut self,
        style: Style,
        (x, baseline): (f32, f32),
        width: f32,
        most: usize,
        text: &str,
    ) -> f32 {
        let mut at = baseline;
        for line in self.fonts.wrap(style, width, most, text) {
            self.line(style, (x, at), width, &line);
            at += style.leading();
        }
        at
    }

    /// A text as the lines that it takes in a width.
    #[must_use]
    pub fn wrapped(&self, style: Style, width: f32, text: &str) -> Vec<String> {
        self.fonts.wrap(style, width, usize::MAX, text)
    }

    /// A straight line.
    pub fn rule(&mut self, from: (f32, f32), to: (f32, f32), thick: f32) {
        self.put(Mark::Line { from, to, thick });
    }

    /// A box that is not filled.
    pub fn frame(&mut self, at: (f32, f32), size: (f32, f32), thick: f32) {
        self.put(Mark::Box { at, size, thick });
    }

    /// A circle that is not filled.
    pub fn circle(&mut self, centre: (f32, f32), radius: f32, thick: f32) {
        self.put(Mark::Circle { centre, radius, thick });
    }

    /// A code in capitals, its light margin included, in a square of `side`; `false` where it is too long for one.
    pub fn code(&mut self, at: (f32, f32), side: f32, code: &str) -> bool {
        let Some(square) = crate::report::Square::of(code) else { return false };
        self.put(Mark::Code { at, side, square });
        true
    }

    fn put(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.marks.push(mark);
        }
    }

    /// Everything on each page, its foot included.
    #[must_use]
    pub fn pages(&self) -> Vec<Vec<Mark>> {
        let mut whole = self.clone();
        whole.end_pages();
        whole.pages.into_iter().map(|page| page.marks).collect()
    }

    fn end_pages(&mut self) {
        let pages = std::mem::take(&mut self.pages);
        let of = pages.len();
        let (width, height) = self.format.size();
        let (small, inside) = (Style::plain(7.5), width - 2.0 * MARGIN);
        for (at, page) in pages.into_iter().enumerate() {
            let notes = [(page.missing, MISSING), (page.short, SHORT)];
            let notes: Vec<&str> =
                notes.into_iter().filter(|(is, _)| *is).map(|(_, words)| words).collect();
            self.pages.push(page);
            if !notes.is_empty() {
                // Labels leave little at the edge; the note stands in the margin there.
                let baseline = if self.feet { height - 28.0 } else { height - 8.0 };
                self.line(small, (MARGIN, baseline), inside, &notes.join(" "));
            }
            if self.feet {
                let title = self.title.clone();
                self.line(small, (MARGIN, height - 18.0), inside * 0.8, &title);
                let number = format!("Page {} of {of}", at + 1);
                self.line(small, (width - MARGIN - 60.0, height - 18.0), 60.0, &number);
            }
        }
    }

    /// The words of each page, in the order in which they were put there.
    #[must_use]
    pub fn words(&self) -> Vec<Vec<String>> {
        let words = |marks: Vec<Mark>| {
            let text = |mark| match mark {
                Mark::Text { text, .. } => Some(text),
                Mark::Line { .. } | Mark::Box { .. } | Mark::Circle { .. } | Mark::Code { .. } => {
                    None
                }
            };
            marks.into_iter().filter_map(text).collect()
        };
        self.pages().into_iter().map(words).collect()
    }

    /// The pages as a PDF with the glyphs that it needs in it.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn pdf(mut self) -> Result<Vec<u8>, PaperError> {
        self.end_pages();
        pdf::write(self.format, &self.title, &self.fonts, &self.pages)
    }
}
