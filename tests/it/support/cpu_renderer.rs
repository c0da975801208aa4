//! Draws what egui lays out with the processor alone, so that a picture is the same on every machine.
//!
//! Plain `f32` arithmetic in a fixed order; colours are premultiplied and blended as the window's shaders do it. Give it to a
//! harness with `Harness::builder().renderer(CpuRenderer::default())`.
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "pixels: every value is clamped to the picture before it is cut to a whole number"
)]
#![expect(
    clippy::indexing_slicing,
    clippy::expect_used,
    reason = "a test may panic, and a picture drawn beside the canvas should"
)]

use std::collections::BTreeMap;
use std::ops::Range;

use egui::epaint::{ClippedPrimitive, ImageDelta, Primitive, Vertex};
use egui::{Color32, Context, FullOutput, ImageData, Pos2, Rect, TextureId, TexturesDelta};
use image::{Rgba, RgbaImage};

/// Red, green, blue, alpha, each 0 to 255, premultiplied.
type Pixel = [f32; 4];

/// A renderer for `egui_kittest` that needs no graphics card and no driver.
#[derive(Debug, Default)]
pub(crate) struct CpuRenderer {
    textures: BTreeMap<TextureId, Texture>,
}

impl egui_kittest::TestRenderer for CpuRenderer {
    #[expect(
        clippy::iter_over_hash_type,
        reason = "each texture has its own entry, so their order changes nothing"
    )]
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for (id, changes) in delta.set.drain() {
            for change in changes {
                self.change(id, &change);
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    fn render(&mut self, context: &Context, output: &FullOutput) -> Result<RgbaImage, String> {
        let scale = context.pixels_per_point();
        let size = context.content_rect().size() * scale;
        let mut canvas = Canvas::new(size.x.round() as usize, size.y.round() as usize);
        for ClippedPrimitive { clip_rect, primitive } in
            context.tessellate(output.shapes.clone(), scale)
        {
            let Primitive::Mesh(mesh) = primitive else {
                return Err("a paint callback needs a graphics card".to_owned());
            };
            let texture = self.textures.get(&mesh.texture_id).ok_or("a texture was never set")?;
            canvas.clip_to(clip_rect * scale);
            for corners in mesh.indices.chunks_exact(3) {
                let corner = |i: usize| corner(&mesh.vertices[corners[i] as usize], scale, texture);
                canvas.triangle([corner(0), corner(1), corner(2)], texture);
            }
        }
        Ok(canvas.finish())
    }
}

impl CpuRenderer {
    fn change(&mut self, id: TextureId, change: &ImageDelta) {
        let ImageData::Color(image) = &change.image;
        let new = Texture { width: image.width(), texels: image.pixels.clone() };
        match change.pos {
            None => {
                self.textures.insert(id, new);
            }
            Some([left, top]) => {
                let old = self.textures.get_mut(&id).expect("a part of a texture that is set");
                for (row, texels) in new.texels.chunks_exact(new.width).enumerate() {
                    let start = (top + row) * old.width + left;
                    old.texels[start..start + new.width].copy_from_slice(texels);
                }
            }
        }
    }
}

#[derive(Debug)]
struct Texture {
    width: usize,
    texels: Vec<Color32>,
}

impl Texture {
    fn height(&self) -> usize {
        self.texels.len() / self.width
    }

    /// The colour at a place given in texels, mixed from the four around it.
    fn at(&self, x: f32, y: f32) -> Pixel {
        let (x, y) = (x - 0.5, y - 0.5);
        let (left, top) = (x.floor(), y.floor());
        let (right_share, low_share) = (x - left, y - top);
        if right_share < 0.001 && low_share < 0.001 {
            return self.texel(left, top);
        }
        let upper = mix(self.texel(left, top), self.texel(left + 1.0, top), right_share);
        let lower =
            mix(self.texel(left, top + 1.0), self.texel(left + 1.0, top + 1.0), right_share);
        mix(upper, lower, low_share)
    }

    fn texel(&self, x: f32, y: f32) -> Pixel {
        let x = (x.max(0.0) as usize).min(self.width - 1);
        let y = (y.max(0.0) as usize).min(self.height() - 1);
        pixel(self.texels[y * self.width + x])
    }
}

/// What varies over a triangle.
#[derive(Clone, Copy, PartialEq)]
struct Corner {
    /// In pixels.
    place: Pos2,
    /// In texels.
    texel: Pos2,
    colour: Pixel,
}

fn corner(vertex: &Vertex, scale: f32, texture: &Texture) -> Corner {
    let (width, height) = (texture.width as f32, texture.height() as f32);
    Corner {
        place: vertex.pos * scale,
        texel: Pos2::new(vertex.uv.x * width, vertex.uv.y * height),
        colour: pixel(vertex.color),
    }
}

struct Canvas {
    width: usize,
    pixels: Vec<Pixel>,
    columns: Range<usize>,
    rows: Range<usize>,
}

impl Canvas {
    fn new(width: usize, height: usize) -> Self {
        Self { width, pixels: vec![[0.0; 4]; width * height], columns: 0..width, rows: 0..height }
    }

    fn clip_to(&mut self, clip: Rect) {
        let height = self.pixels.len() / self.width;
        let edge = |at: f32, most: usize| (at.round().max(0.0) as usize).min(most);
        self.columns = edge(clip.min.x, self.width)..edge(clip.max.x, self.width);
        self.rows = edge(clip.min.y, height)..edge(clip.max.y, height);
    }

    /// Covers each pixel whose centre lies in the triangle; of two triangles with a common edge exactly one covers it.
    fn triangle(&mut self, corners: [Corner; 3], texture: &Texture) {
        let [a, b, c] = corners;
        let flat = a.texel == b.texel && b.texel == c.texel;
        let plain = flat && a.colour == b.colour && b.colour == c.colour;
        let tint = if flat { texture.at(a.texel.x, a.texel.y) } else { [255.0; 4] };
        let solid = times(a.colour, tint);
        if plain && solid == [0.0; 4] {
            return;
        }
        let Some(slope) = Slope::over(corners) else { return };
        let top = a.place.y.min(b.place.y).min(c.place.y);
        let bottom = a.place.y.max(b.place.y).max(c.place.y);
        for row in within(top, bottom, &self.rows) {
            let y = row as f32 + 0.5;
            let Some((left, right)) = crossings(corners, y) else { continue };
            let covered = within(left, right, &self.columns);
            let first = covered.start;
            let line = &mut self.pixels[row * self.width..][covered];
            if plain {
                blend_all(line, solid);
                continue;
            }
            let mut step = 0.0;
            let start = first as f32 + 0.5;
            for under in line {
                let (texel, colour) = slope.at(start + step, y);
                let tint = if flat { tint } else { texture.at(texel.x, texel.y) };
                blend(under, times(colour, tint));
                step += 1.0;
            }
        }
    }

    fn finish(self) -> RgbaImage {
        let height = self.pixels.len() / self.width;
        let mut picture = RgbaImage::new(self.width as u32, height as u32);
        for (out, pixel) in picture.pixels_mut().zip(&self.pixels) {
            *out = Rgba(pixel.map(|channel| channel.round().clamp(0.0, 255.0) as u8));
        }
        picture
    }
}

/// The whole numbers whose half-way points lie in `from..to`, cut to `limits`.
fn within(from: f32, to: f32, limits: &Range<usize>) -> Range<usize> {
    let whole = |edge: f32| ((edge - 0.5).ceil().max(0.0) as usize).clamp(limits.start, limits.end);
    whole(from)..whole(to).max(whole(from))
}

/// Where the horizontal line at `y` enters and leaves the triangle.
fn crossings(corners: [Corner; 3], y: f32) -> Option<(f32, f32)> {
    let mut found: Option<(f32, f32)> = None;
    for (one, other) in [(0, 1), (1, 2), (2, 0)] {
        let (one, other) = (corners[one].place, corners[other].place);
        // Upper end first, whatever the triangle: a common edge then gives the same number to both of its triangles.
        let (upper, lower) = if one.y <= other.y { (one, other) } else { (other, one) };
        if y < upper.y || y >= lower.y {
            continue;
        }
        let x = upper.x + (y - upper.y) * ((lower.x - upper.x) / (lower.y - upper.y));
        found = Some(found.map_or((x, x), |(left, right)| (left.min(x), right.max(x))));
    }
    found
}

/// How texel and colour change over a triangle, per pixel to the right and down.
struct Slope {
    origin: Corner,
    across: ([f32; 2], Pixel),
    down: ([f32; 2], Pixel),
}

impl Slope {
    fn over([a, b, c]: [Corner; 3]) -> Option<Self> {
        let (ab, ac) = (b.place - a.place, c.place - a.place);
        let area = ab.x * ac.y - ab.y * ac.x;
        if area == 0.0 {
            return None;
        }
        let across = |a: f32, b: f32, c: f32| ((b - a) * ac.y - (c - a) * ab.y) / area;
        let down = |a: f32, b: f32, c: f32| ((c - a) * ab.x - (b - a) * ac.x) / area;
        let over = |rate: &dyn Fn(f32, f32, f32) -> f32| {
            (
                [rate(a.texel.x, b.texel.x, c.texel.x), rate(a.texel.y, b.texel.y, c.texel.y)],
                [0, 1, 2, 3].map(|i| rate(a.colour[i], b.colour[i], c.colour[i])),
            )
        };
        Some(Self { origin: a, across: over(&across), down: over(&down) })
    }

    fn at(&self, x: f32, y: f32) -> (Pos2, Pixel) {
        let (x, y) = (x - self.origin.place.x, y - self.origin.place.y);
        let ([ux, vx], across) = self.across;
        let ([uy, vy], down) = self.down;
        let texel = self.origin.texel;
        let mut colour = self.origin.colour;
        let mut i = 0;
        while i < 4 {
            colour[i] = (colour[i] + x * across[i] + y * down[i]).clamp(0.0, 255.0);
            i += 1;
        }
        (Pos2::new(texel.x + x * ux + y * uy, texel.y + x * vx + y * vy), colour)
    }
}

fn pixel(colour: Color32) -> Pixel {
    let [red, green, blue, alpha] = colour.to_array();
    [f32::from(red), f32::from(green), f32::from(blue), f32::from(alpha)]
}

fn times(a: Pixel, b: Pixel) -> Pixel {
    [a[0] * b[0] / 255.0, a[1] * b[1] / 255.0, a[2] * b[2] / 255.0, a[3] * b[3] / 255.0]
}

fn mix(a: Pixel, b: Pixel, share: f32) -> Pixel {
    let rest = 1.0 - share;
    [
        a[0] * rest + b[0] * share,
        a[1] * rest + b[1] * share,
        a[2] * rest + b[2] * share,
        a[3] * rest + b[3] * share,
    ]
}

fn blend(under: &mut Pixel, over: Pixel) {
    let through = 1.0 - over[3] / 255.0;
    *under = [
        over[0] + under[0] * through,
        over[1] + under[1] * through,
        over[2] + under[2] * through,
        over[3] + under[3] * through,
    ];
}

fn blend_all(line: &mut [Pixel], over: Pixel) {
    if over[3] >= 255.0 {
        line.fill(over);
        return;
    }
    for under in line {
        blend(under, over);
    }
}
