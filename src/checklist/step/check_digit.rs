//! Check digits: whether a code was read as it was printed.

/// How the last character of a code is made from those before it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum CheckDigit {
    /// Weights 3 and 1 from the right, modulo 10: the codes of retail (GS1 General Specifications, section 7.9).
    Gtin,
    /// Every second digit from the right doubled, modulo 10 (ISO/IEC 7812-1, annex B).
    Luhn,
    /// The values of all characters, modulo 43 (ISO/IEC 16388, annex A).
    Code39,
}

/// The characters of Code 39 in the order of their values.
const CODE39: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%";

impl CheckDigit {
    /// What people call it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Gtin => "GTIN",
            Self::Luhn => "Luhn",
            Self::Code39 => "Code 39",
        }
    }

    /// Whether the last character of `code` fits those before it; never of fewer than two characters.
    #[must_use]
    pub fn fits(self, code: &str) -> bool {
        match self {
            Self::Gtin => {
                weighted(code, |place, digit| if place % 2 == 1 { digit * 3 } else { digit })
            }
            Self::Luhn => weighted(code, |place, digit| {
                let doubled = digit * 2;
                match (place % 2, doubled > 9) {
                    (1, true) => doubled - 9,
                    (1, false) => doubled,
                    (_, _) => digit,
                }
            }),
            Self::Code39 => {
                let values: Option<Vec<usize>> =
                    code.chars().map(|sign| CODE39.find(sign)).collect();
                let Some((last, before)) = values.as_deref().and_then(<[usize]>::split_last) else {
                    return false;
                };
                !before.is_empty() && before.iter().sum::<usize>() % 43 == *last
            }
        }
    }
}

/// Whether the digits of `code`, each weighed by its place from the right (from 0), sum to a multiple of ten.
fn weighted(code: &str, weigh: impl Fn(usize, u32) -> u32) -> bool {
    let digits: Option<Vec<u32>> = code.chars().rev().map(|sign| sign.to_digit(10)).collect();
    let Some(digits) = digits.filter(|digits| digits.len() >= 2) else { return false };
    digits.into_iter().enumerate().map(|(place, digit)| weigh(place, digit)).sum::<u32>() % 10 == 0
}
